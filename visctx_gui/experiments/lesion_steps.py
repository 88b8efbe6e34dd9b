"""One lesion measured to the end, slice by slice."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Protocol

from visctx_gui.cortex.lesions.counts import LesionCounts
from visctx_gui.plan.lesion import Lesion

Steps = Generator[None, None, LesionCounts]


class Evaluator(Protocol):
    """What measures a lesion: counts that grow, the last over all images."""

    def counts(self, lesion: Lesion) -> Iterator[LesionCounts]:
        """Counts over more and more images."""


def counts_over_all(evaluator: Evaluator, lesion: Lesion) -> Steps:
    """Drive a measurement to its end, with a `yield` at each slice.

    Returns
    -------
    LesionCounts
        Exact, over all images.
    """
    latest: LesionCounts | None = None
    for counts in evaluator.counts(lesion):
        latest = counts
        yield
    if latest is None:
        raise ValueError("there are no images to measure a lesion on")
    return latest
