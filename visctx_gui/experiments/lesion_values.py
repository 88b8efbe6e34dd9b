"""Lesions, controls, sweeps, rankings and curves as they stand in the result file. Shares are 0..1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from visctx_gui.cortex.lesions.unit_properties import NO_CLASS
from visctx_gui.experiments.importance import exact_order, order_of
from visctx_gui.experiments.lesion_outcomes import (
    CurvePoint,
    DamagedPart,
    LayerSweep,
    LesionOutcome,
    SweepOutcome,
)
from visctx_gui.experiments.lesion_words import EXACT, condition
from visctx_gui.experiments.outcome import Outcome
from visctx_gui.experiments.shares import Array, by_class, share_values
from visctx_gui.plan.lesion_entry import SweepPlan


def lesion_item(lesion: LesionOutcome, outcome: Outcome) -> dict[str, Any]:
    """One item of ``lesions``; layer, units, mode, dose and seed are those of its first part."""
    entry, classes, baseline = lesion.entry, outcome.data.classes, outcome.test.accuracy
    difference = lesion.difference
    if difference is None:
        share = lesion.share
        difference = (share.accuracy - baseline, share.low - baseline, share.high - baseline)
    values: dict[str, Any] = {
        "name": entry.name,
        "description": condition(lesion),
        **_part(lesion.parts[0]),
        "parts": [_part(part) for part in lesion.parts],
        **share_values(lesion.share),
        "n": outcome.test.n,
        "baseline": baseline,
        "chance": outcome.chance,
        "difference": difference[0],
        "difference95": list(difference[1:]),
        "mcnemar_p": lesion.mcnemar_p,
        "per_class_change": by_class(lesion.per_class_change, classes),
        "per_class_interval95": _intervals_by_class(lesion.per_class_interval, classes),
    }
    if lesion.is_random:
        values["random"] = entry.random
        values["draws"] = lesion.draws
    return values


def _part(part: DamagedPart) -> dict[str, Any]:
    entry = part.entry
    is_random = entry.random is not None
    return {
        "layer": entry.layer,
        "units": [list(units) for units in part.units] if is_random else list(part.units[0]),
        "mode": entry.mode,
        "dose": entry.dose,
        "seed": entry.seed,
        "positions": None if part.positions is None else [list(cell) for cell in part.positions],
    }


def _intervals_by_class(
    intervals: Array, classes: tuple[str, ...]
) -> dict[str, list[float] | None]:
    """Nothing for a class without images."""
    return {
        name: None if np.isnan(interval).any() else interval.tolist()
        for name, interval in zip(classes, intervals, strict=True)
    }


def controls(outcome: Outcome) -> list[dict[str, Any]]:
    """The matched random control of each lesion that has one; ``lesion`` is its place in ``lesions``."""
    return [
        {
            "lesion": place,
            "layer": lesion.entry.layer,
            "n_units": lesion.control.n_units,
            "draws": lesion.control.draws,
            "mean": lesion.control.share.accuracy,
            "interval95": [lesion.control.share.low, lesion.control.share.high],
            "p": lesion.control.p,
            "verdict": lesion.control.verdict,
            "exhaustive": lesion.control.exhaustive,
        }
        for place, lesion in enumerate(outcome.lesions)
        if lesion.control is not None
    ]


def sweep_items(sweep: SweepOutcome, classes: tuple[str, ...]) -> list[dict[str, Any]]:
    """One item for each swept unit."""
    return [item for layer in sweep.layers for item in _units(layer, classes)]


def _units(layer: LayerSweep, classes: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for unit in range(layer.n_units):
        change, low, high = layer.change[unit].tolist()
        preferred = int(layer.preferred_class[unit])
        yield {
            "layer": layer.layer,
            "unit": unit,
            "accuracy": float(layer.accuracy[unit]),
            "change": change,
            "change95": [low, high],
            "per_class_change": by_class(layer.per_class_change[unit], classes),
            "loss_rise": float(layer.loss_rise[unit]),
            "selectivity": float(layer.selectivity[unit]),
            "preferred_class": None if preferred == NO_CLASS else classes[preferred],
            "norm": float(layer.norm[unit]),
            "orientation": float(layer.orientation[unit]),
            "orientation_selectivity": float(layer.orientation_selectivity[unit]),
        }


def rankings(sweep: SweepOutcome) -> dict[str, dict[str, list[int]]]:
    """For each layer and way the units from the most to the least important; none without a place."""
    return {
        one.layer: {
            way: list((exact_order if way == "exact" else order_of)(one.importance[way]))
            for way in one.ways
        }
        for one in sweep.rankings
    }


def greedy_terms(sweep: SweepOutcome, plan: SweepPlan) -> dict[str, Any]:
    """How the greedy way chose, and by layer the units that it ended before: they have no place."""
    return {
        "by": plan.greedy_by,
        "group": plan.group,
        "stop_share": plan.stop_share,
        "unranked": {
            one.layer: np.flatnonzero(np.isnan(one.importance["greedy"])).tolist()
            for one in sweep.rankings
        },
    }


def agreements(sweep: SweepOutcome) -> dict[str, dict[str, dict[str, Any]]]:
    """For each layer and way the rank correlation with the exact rise of the loss, over ``n`` units.

    ``n_tied`` of them share their value with another one, on the side where more do.
    """
    return {
        one.layer: {
            way: {
                "compared_with": EXACT,
                "spearman": agreement.correlation,
                "interval95": [agreement.low, agreement.high],
                "n": agreement.n_units,
                "n_left_out": agreement.n_left_out,
                "n_tied": agreement.n_tied,
            }
            for way, agreement in one.agreement.items()
        }
        for one in sweep.rankings
    }


def measured_on(sweep: SweepOutcome, outcome: Outcome) -> dict[str, Any]:
    """Which images the effects, the rankings and the units' properties were measured on."""
    used: dict[str, Any] = {
        "effect": {"split": "test", "n": outcome.test.n},
        "properties": {"split": "train", "n": sweep.layers[0].n_properties if sweep.layers else 0},
    }
    if sweep.rankings:
        used["ranking"] = {"split": sweep.rankings[0].split, "n": sweep.rankings[0].n}
    return used


def curve_point(point: CurvePoint) -> dict[str, Any]:
    """One item of ``lesion_curve``."""
    return {
        "layer": point.layer,
        "order": point.order,
        "k": point.k,
        "draws": point.draws,
        "mean": point.mean,
        "sd": point.sd,
    }
