"""The lesions of an experiment and their controls, measured one after another."""

from __future__ import annotations

import math
from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from visctx_gui.cortex.lesions.counts import LesionCounts
from visctx_gui.cortex.training.intervals import mcnemar_exact
from visctx_gui.experiments.draws import random_units
from visctx_gui.experiments.importance import Importances, exact_order
from visctx_gui.experiments.lesion_outcomes import DamagedPart, LesionOutcome, lesion_of
from visctx_gui.experiments.lesion_steps import Evaluator, counts_over_all
from visctx_gui.experiments.matched_controls import measure_control
from visctx_gui.experiments.shares import mean_and_range, share_of_draws, share_right
from visctx_gui.plan.lesion_entry import LesionEntry, Units
from visctx_gui.plan.network import NetworkPlan


def damaged_parts(
    group: Sequence[LesionEntry], network: NetworkPlan, importances: Importances
) -> tuple[DamagedPart, ...]:
    """The units and cells of entries that act together.

    Parameters
    ----------
    group : sequence of LesionEntry
    network : NetworkPlan
    importances : mapping of (layer, split) to ExactHarm
        Of every layer and split that an entry is ranked by.
    """
    sizes = dict(zip(network.conv_names, network.filters, strict=True))
    return tuple(
        DamagedPart(
            entry,
            units_of(entry, sizes[entry.layer], importances),
            entry.cells(network),
            sizes[entry.layer],
        )
        for entry in group
    )


def units_of(entry: LesionEntry, size: int, importances: Importances) -> tuple[Units, ...]:
    """The units of each draw of a ``[[lesion]]``; a single draw unless they are random.

    Parameters
    ----------
    entry : LesionEntry
    size : int
        Units of the layer.
    importances : mapping of (layer, split) to ExactHarm
        Needed where the entry is ranked.
    """
    if entry.random is not None:
        return random_units(size, entry.random, entry.draws, entry.seed)
    if entry.ranked is not None:
        order = exact_order(importances[entry.layer, entry.ranking_split].loss_rise)
        return (tuple(sorted(order[: entry.ranked])),)
    if entry.first is not None:
        return (tuple(range(entry.first)),)
    if entry.units is not None:
        return (tuple(sorted(set(entry.units))),)
    return (tuple(range(size)),)


def measure_lesion(
    evaluator: Evaluator, parts: tuple[DamagedPart, ...]
) -> Generator[None, None, LesionOutcome]:
    """Measure one lesion, all its draws, without its control."""
    counts: list[LesionCounts] = []
    for draw in range(len(parts[0].units)):
        counts.append((yield from counts_over_all(evaluator, lesion_of(parts, draw))))
    n, first = counts[0].n, counts[0]
    draws = np.array([one.lesioned_right / n for one in counts])
    if parts[0].entry.random is not None:
        changes = np.array([one.change_of_classes()[:, 0] for one in counts])
        change = np.stack(mean_and_range(changes), axis=1)
        return LesionOutcome(parts, draws, share_of_draws(draws, n), change, None, math.nan)
    return LesionOutcome(
        parts=parts,
        draws=draws,
        share=share_right(first.lesioned_right, n),
        change=first.change_of_classes(),
        difference=first.change(),
        mcnemar_p=mcnemar_exact(first.only_intact_right, first.only_lesioned_right),
    )


def with_control(
    evaluator: Evaluator, lesion: LesionOutcome, sizes: Mapping[str, int]
) -> Generator[None, None, LesionOutcome]:
    """A lesion with its matched random control; itself where its own units are random."""
    if lesion.is_random:
        return lesion
    entry, right = lesion.entry, round(lesion.share.accuracy * lesion.share.n)
    control = yield from measure_control(
        evaluator, lesion_of(lesion.parts), right, sizes, entry.draws, entry.seed
    )
    return replace(lesion, control=control)
