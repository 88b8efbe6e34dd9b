"""How far an experiment is, over stages of unequal length."""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, TypeVar

from visctx_gui.plan.wording import Message

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class ExperimentProgress:
    """One step of an experiment.

    Attributes
    ----------
    what : Message
        What is being done.
    fraction : float
        0..1 of the whole experiment.
    seconds_left : float
        NaN where it is not known yet.
    """

    what: Message
    fraction: float
    seconds_left: float


class ProgressClock:
    """Turns work done into fractions and seconds left.

    Parameters
    ----------
    total_work : float
        In any unit, above 0.
    now : callable
        Seconds that never run backwards.
    """

    _KNOWN_FROM = 0.02  # before this share is done, an estimate would be a guess

    def __init__(self, total_work: float, now: Callable[[], float] = time.monotonic) -> None:
        self._total = total_work
        self._now = now
        self._started = now()
        self.done = 0.0

    def at(self, what: Message, done_of_stage: float = 0.0) -> ExperimentProgress:
        """Progress with `done_of_stage` more work done than `done`."""
        fraction = min(1.0, (self.done + done_of_stage) / self._total)
        seconds_left = float("nan")
        if fraction > self._KNOWN_FROM:
            elapsed = max(0.0, self._now() - self._started)
            seconds_left = elapsed * (1.0 - fraction) / fraction
        return ExperimentProgress(what, fraction, seconds_left)

    def during(
        self,
        what: Message,
        work: Generator[float | None, None, Found],
        amount: float,
        slices: float = math.inf,
    ) -> Generator[ExperimentProgress, None, Found]:
        """Drive a piece of work to its end and pass its progress on.

        Parameters
        ----------
        what : Message
        work : generator
            Yields the share of the piece that is done, 0..1, or None for one more slice of it; it
            is closed when this generator is.
        amount : float
            Work of the whole piece, in the unit of `total_work`.
        slices : float
            How many times it will yield None, about; infinite where only shares tell how far it is.

        Returns
        -------
        What the work returns.
        """
        done = 0.0
        with contextlib.closing(work):
            while True:
                try:
                    share = next(work)
                except StopIteration as end:
                    self.done += amount
                    found: Found = end.value
                    return found
                step = done + amount / max(1.0, slices) if share is None else amount * share
                done = max(done, min(amount, step))
                yield self.at(what, done)


def silently(steps: Generator[Any, None, Found]) -> Generator[None, None, Found]:
    """Take all steps of a measurement, yielding None after each; returns what it found."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Found = end.value
            return found
        yield
