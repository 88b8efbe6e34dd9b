"""The lesions and lesion curves of an experiment, measured one after another."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Protocol

import numpy as np

from visctx_gui.cortex.lesions.counts import LesionCounts
from visctx_gui.cortex.training.intervals import paired_difference, wilson
from visctx_gui.experiments.draws import Units, random_orders, random_units
from visctx_gui.experiments.outcome import CurvePoint, LesionOutcome, Share
from visctx_gui.plan.experiment import LesionCurvePlan, LesionEntry
from visctx_gui.plan.lesion import Lesion, silence

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


def share_right(right: int, n: int) -> Share:
    """Share of right answers with its 95 % Wilson interval."""
    low, high = wilson(right, n)
    return Share(right / n, low, high, n)


def units_of(entry: LesionEntry, size: int) -> tuple[Units, ...]:
    """The units of each draw of a ``[[lesion]]``; a single draw unless they are random.

    Parameters
    ----------
    size : int
        Units of the layer.
    """
    if entry.random is not None:
        return random_units(size, entry.random, entry.draws, entry.seed)
    if entry.first is not None:
        return (tuple(range(entry.first)),)
    return (tuple(sorted(set(entry.units or ()))),)


def measure_lesion(
    evaluator: Evaluator, entry: LesionEntry, size: int
) -> Generator[None, None, LesionOutcome]:
    """Measure one ``[[lesion]]``, all its draws."""
    units = units_of(entry, size)
    counts: list[LesionCounts] = []
    for chosen in units:
        counts.append((yield from counts_over_all(evaluator, entry.lesion(chosen))))
    n = counts[0].n
    draws = np.array([one.lesioned_right / n for one in counts])
    confusion = np.mean([one.lesioned_confusion for one in counts], axis=0)
    if entry.random is not None:
        low, high = np.percentile(draws, (2.5, 97.5))
        share = Share(float(draws.mean()), float(low), float(high), n)
        return LesionOutcome(entry, units, draws, share, confusion, None)
    share = share_right(counts[0].lesioned_right, n)
    return LesionOutcome(entry, units, draws, share, confusion, _difference(counts[0]))


def measure_curve(
    evaluator: Evaluator, plan: LesionCurvePlan, sizes: dict[str, int]
) -> Generator[None, None, tuple[CurvePoint, ...]]:
    """Measure the curves of a ``[lesion_curve]``, k = 0 to all units.

    Each random order serves every k: its first k units are silenced. So every step to the next k
    silences one unit more, which an evaluator can answer from what it knows already.
    """
    points: list[CurvePoint] = []
    for layer in plan.layers:
        size = sizes[layer]
        for order in plan.orders:
            paths = (
                random_orders(size, plan.draws, plan.seed)
                if order == "random"
                else (tuple(range(size)),)
            )
            accuracies = np.empty((len(paths), size + 1))
            for row, path in enumerate(paths):
                for k in range(size + 1):
                    if row and k in (0, size):  # no units, or all: the same for every order
                        accuracies[row, k] = accuracies[0, k]
                        continue
                    counts = yield from counts_over_all(evaluator, silence(layer, path[:k]))
                    accuracies[row, k] = counts.lesioned_right / counts.n
            points += [CurvePoint(layer, order, k, accuracies[:, k]) for k in range(size + 1)]
    return tuple(points)


def _difference(counts: LesionCounts) -> tuple[float, float, float]:
    return paired_difference(
        counts.both_right, counts.only_intact_right, counts.only_lesioned_right, counts.n
    )
