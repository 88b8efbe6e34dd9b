"""Opening a data set step by step."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from visctx_gui.cortex.images.image_set import DataSet
from visctx_gui.plan.wording import Message


@dataclass(frozen=True, slots=True)
class OpeningStep:
    """How far the opening is.

    Attributes
    ----------
    what : Message
    fraction : float
        0..1 of reading the images, NaN while they are only being looked for.
    """

    what: Message
    fraction: float


OpeningSteps = Generator[OpeningStep, None, DataSet]


def drive(steps: OpeningSteps) -> DataSet:
    """Take all steps at once; the data set they lead to."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            opened: DataSet = end.value
            return opened
