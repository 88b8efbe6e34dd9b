"""What a training waits for before its first batch: the channels' mean responses, for some damage."""

from __future__ import annotations

from collections.abc import Callable, Generator

from visctx_gui.cortex.lesions.statistics import ChannelStatistics
from visctx_gui.engine.jobs import Steps
from visctx_gui.engine.live_training import LiveTraining
from visctx_gui.engine.messages import TrainingState
from visctx_gui.engine.session import Session

Measuring = Generator[None, None, ChannelStatistics | None]
Begin = Callable[[ChannelStatistics | None], LiveTraining]


class TrainingPreparation:
    """Stands in for a training that cannot begin yet; it can be paused and stopped like one.

    Parameters
    ----------
    session : Session
        Whose training it is until the real one begins.
    measuring : generator
        Yields None after each slice, returns the statistics.
    begin : callable
        Makes the real training of them.
    without_lesion : callable
        Makes a training that is stopped before its first batch.
    paused : bool
        Whether the training is to wait at its beginning.

    Attributes
    ----------
    state : TrainingState
    steps_wanted : int
        Batches to be trained while paused.
    """

    def __init__(
        self,
        session: Session,
        measuring: Measuring,
        begin: Begin,
        without_lesion: Callable[[], LiveTraining],
        paused: bool,
    ) -> None:
        self._session, self._measuring = session, measuring
        self._begin, self._without_lesion = begin, without_lesion
        self._step = session.step
        self.state: TrainingState = "paused" if paused else "running"
        self.steps_wanted = 0

    @property
    def step(self) -> int:
        """Training steps behind the network's weights."""
        return self._step

    def stop(self, *, keep: bool) -> None:
        """End at the next turn; there is nothing to keep or to go back from."""
        self.state = "stopping"

    def steps(self) -> Steps:
        """The job: measure, then train."""
        try:
            training = yield from self._made()
        except BaseException:
            self._session.end_training(self._step)
            raise
        summary = yield from training.steps()
        return summary

    def _made(self) -> Generator[None, None, LiveTraining]:
        while self.state != "stopping":
            try:
                next(self._measuring)
            except StopIteration as end:
                training = self._begin(end.value)
                training.state, training.steps_wanted = self.state, self.steps_wanted
                return training
            yield
        stopped = self._without_lesion()
        stopped.stop(keep=False)
        return stopped
