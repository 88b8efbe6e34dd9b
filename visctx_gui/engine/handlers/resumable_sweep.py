"""A sweep over units that leaves its counts in a file, and goes on from there."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import replace
from typing import Any

from visctx_gui.cortex.files.network_file import weights_sha256
from visctx_gui.cortex.files.runs import runs_folder
from visctx_gui.cortex.lesions.statistics import ChannelStatistics
from visctx_gui.cortex.lesions.sweep_tally import SweepTally
from visctx_gui.engine.handlers.lesion_subject import LesionSubject
from visctx_gui.engine.session import Session
from visctx_gui.engine.stored_sweeps import SweepFile
from visctx_gui.experiments.importance import unit_sweep
from visctx_gui.plan.fields import table_from_plan
from visctx_gui.plan.lesion import INTACT, Lesion
from visctx_gui.plan.wording import CheckpointError, Message, PlanError

SWEEPS = "sweeps"
SECONDS_BETWEEN_FILES = 2.0


class ResumableSweep:
    """Every unit of some layers silenced alone, with the answers and the cross-entropy counted.

    Parameters
    ----------
    session : Session
        Says where its file lies, and is told where it cannot be written.
    subject : LesionSubject
    layers : tuple of str
        In the order of the network.
    base : Lesion
        Damage that is there all the time.
    statistics : ChannelStatistics or None
        Needed by some kinds of damage of the base.
    clock : callable
        Seconds.

    Attributes
    ----------
    start : SweepTally or None
        What an earlier sweep has counted; one that did not sum the cross-entropy is not gone on from.
    ways : tuple of (str, Message)
        How each layer is computed.
    """

    def __init__(
        self,
        session: Session,
        subject: LesionSubject,
        layers: tuple[str, ...],
        base: Lesion = INTACT,
        statistics: ChannelStatistics | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._session, self._clock = session, clock
        folder = (session.runs_folder or runs_folder()) / SWEEPS
        self._file = SweepFile(folder, sweep_identity(subject, layers, base))
        self._sweep = unit_sweep(subject.network, subject.images, layers, base, statistics)
        self.ways: tuple[tuple[str, Message], ...] = tuple(self._sweep.ways.items())
        self.start = self._file.load()
        try:
            self._steps = self._sweep.run(self.start, with_loss=True)
        except PlanError:  # without the loss, or of another sweep by whatever accident
            self.start = None
            self._steps = self._sweep.run(with_loss=True)
        self._complained = False

    def run(self) -> Generator[SweepTally | None, None, None]:
        """Sweep; counts as they grow, None in between.

        They are written every two seconds, at the end, and where the iterator is closed before.
        """
        written = self.start.n if self.start is not None else 0
        latest = self.start
        due_seconds = self._clock() + SECONDS_BETWEEN_FILES
        try:
            for tally in self._steps:
                latest = tally or latest
                if tally is not None and self._clock() >= due_seconds:
                    written = self._write(tally)
                    due_seconds = self._clock() + SECONDS_BETWEEN_FILES
                yield tally
        finally:
            if latest is not None and latest.n > written:
                self._write(latest)

    def _write(self, tally: SweepTally) -> int:
        """Write the counts; the first failure is announced, and the sweep goes on without."""
        try:
            self._file.save(tally)
        except CheckpointError as error:
            if not self._complained:
                self._session.announce(error.what, error.advice)
            self._complained = True
        return tally.n


def sweep_identity(subject: LesionSubject, layers: tuple[str, ...], base: Lesion) -> dict[str, Any]:
    """All that decides the counts of a sweep, in plain values."""
    return {
        "weights_sha256": weights_sha256(subject.network),
        "network": table_from_plan(replace(subject.network.plan, name="", areas=())),
        "data_sha256": subject.data.sha256,
        "split": subject.split,
        "base": [table_from_plan(part) for part in base],
        "layers": list(layers),
    }
