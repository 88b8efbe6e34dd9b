"""``[lesion_curve]``: accuracy against the number of silenced units."""

from __future__ import annotations

from collections.abc import Generator, Mapping

import numpy as np

from visctx_gui.experiments.draws import random_orders
from visctx_gui.experiments.importance import Importances, exact_order
from visctx_gui.experiments.lesion_outcomes import CurvePoint
from visctx_gui.experiments.lesion_steps import Evaluator, counts_over_all
from visctx_gui.plan.lesion import silence
from visctx_gui.plan.lesion_entry import LesionCurvePlan, Units


def measure_curve(
    evaluator: Evaluator,
    plan: LesionCurvePlan,
    sizes: Mapping[str, int],
    importances: Importances,
) -> Generator[None, None, tuple[CurvePoint, ...]]:
    """Measure the curves of a ``[lesion_curve]``, k = 0 to all units.

    Each order serves every k: its first k units are silenced. So every step to the next k
    silences one unit more, which an evaluator can answer from what it knows already.

    Parameters
    ----------
    evaluator : Evaluator
    plan : LesionCurvePlan
    sizes : mapping of str to int
        Units of each layer.
    importances : mapping of (layer, split) to ExactHarm
        Needed for the order ``importance``.
    """
    points: list[CurvePoint] = []
    for layer in plan.layers:
        size = sizes[layer]
        for order in plan.orders:
            paths = _paths(plan, layer, order, size, importances)
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


def _paths(
    plan: LesionCurvePlan, layer: str, order: str, size: int, importances: Importances
) -> tuple[Units, ...]:
    if order == "random":
        return random_orders(size, plan.draws, plan.seed)
    if order == "importance":
        return (exact_order(importances[layer, plan.ranking_split].loss_rise),)
    return (tuple(range(size)),)
