"""What a training in the window leaves in its run folder: checkpoints and moments."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from visctx_gui.cortex.files.runs import MOMENTS, save_checkpoint
from visctx_gui.cortex.training.moments import Moments
from visctx_gui.cortex.training.trainer import Trainer
from visctx_gui.plan.wording import CheckpointError, Message, ReportableError

Announce = Callable[[Message, Message], None]


class RunRecords:
    """Writes beside the training, which goes on where writing fails.

    Parameters
    ----------
    folder : Path
        The run's; it exists.
    trainer : Trainer
    seed : int
        Of the network's first weights.
    steps_before : int
        Steps the network had behind it before the training.
    moments : Moments
        Of this training so far.
    """

    def __init__(
        self, folder: Path, trainer: Trainer, seed: int, steps_before: int, moments: Moments
    ) -> None:
        self.folder = folder
        self.steps_before = steps_before
        self.moments = moments
        self._trainer = trainer
        self._seed = seed
        self._complained = False
        moments.offer(trainer.step, trainer.network)

    def after_batch(self) -> None:
        """Keep the filters if it is time."""
        self.moments.offer(self._trainer.step, self._trainer.network)

    def after_epoch(self, announce: Announce) -> None:
        """Write checkpoint and moments; the first failure is announced, later ones are not."""
        trainer = self._trainer
        accuracies = trainer.history.validation_accuracy
        if accuracies and trainer.history.epoch_steps[-1] == trainer.step:
            self.moments.offer(trainer.step, trainer.network, accuracies[-1])
        try:
            save_checkpoint(self.folder, trainer, self._seed, self.steps_before)
            self.moments.save(self.folder / MOMENTS)
        except ReportableError as error:
            if not self._complained:
                announce(error.what, error.advice)
            self._complained = True

    def leave_nothing_empty(self) -> None:
        """Remove the run's folder where nothing was written into it."""
        with suppress(OSError):  # not empty, or gone already
            self.folder.rmdir()


def stored_moments(folder: Path, step: int) -> Moments:
    """The moments of a run up to a step; none where their file is missing or damaged."""
    try:
        moments = Moments.load(folder / MOMENTS)
    except CheckpointError:
        return Moments()
    moments.forget_after(step)
    return moments
