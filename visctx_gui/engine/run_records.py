"""What a training in the window leaves in its run folder: checkpoints and moments."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from visctx_gui.cortex.files.runs import MOMENTS, save_checkpoint
from visctx_gui.cortex.training.moments import Moments
from visctx_gui.cortex.training.trainer import Trainer
from visctx_gui.plan.wording import CheckpointError, Message, ReportableError

# They grow to some hundred kilobytes; a film that a crash leaves a few seconds short is no loss.
SECONDS_BETWEEN_MOMENT_FILES = 10.0
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
    clock : callable
        Seconds.
    """

    def __init__(
        self,
        folder: Path,
        trainer: Trainer,
        seed: int,
        steps_before: int,
        moments: Moments,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.folder = folder
        self.steps_before = steps_before
        self.moments = moments
        self._trainer = trainer
        self._seed = seed
        self._complained = False
        self._clock = clock
        self._moments_saved = clock()
        moments.offer(trainer.step, trainer.network)

    def after_batch(self) -> None:
        """Keep the filters if it is time."""
        self.moments.offer(self._trainer.step, self._trainer.network)

    def after_epoch(self, announce: Announce) -> None:
        """Write the checkpoint, now and then the moments too; only the first failure is announced."""
        trainer = self._trainer
        accuracies = trainer.history.validation_accuracy
        if accuracies and trainer.history.epoch_steps[-1] == trainer.step:
            self.moments.offer(trainer.step, trainer.network, accuracies[-1])
        self._write(self._save_checkpoint, announce)
        if self._clock() - self._moments_saved >= SECONDS_BETWEEN_MOMENT_FILES:
            self.save_moments(announce)

    def save_moments(self, announce: Announce) -> None:
        """Write the moments; only the first failure is announced."""
        self._moments_saved = self._clock()
        self._write(self._save_moments, announce)

    def _save_checkpoint(self) -> None:
        save_checkpoint(self.folder, self._trainer, self._seed, self.steps_before)

    def _save_moments(self) -> None:
        self.moments.save(self.folder / MOMENTS)

    def _write(self, save: Callable[[], None], announce: Announce) -> None:
        try:
            save()
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
