"""What a sweep tells of each unit, as numbers to plot, to choose by and to list."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from visctx_gui.engine.lesion_messages import Numbers, Unit, UnitTable
from visctx_gui.presentation.unit_sheet import UnitRow, UnitSheet

Measure = Literal[
    "index",
    "selectivity",
    "norm",
    "orientation",
    "preferred class",
    "importance estimate",
    "damage",
    "loss rise",
]
WITHOUT_ORDER: tuple[Measure, ...] = ("orientation", "preferred class")


def measured(
    table: UnitTable, measure: Measure, estimates: Mapping[Unit, float] | None = None
) -> Numbers:
    """One measure of every unit of a sweep.

    Parameters
    ----------
    estimates : mapping of unit to float, optional
        The importance estimate, nats per image; NaN where it is not known.

    Returns
    -------
    float64 array (units,)
        NaN: not known. ``damage`` is the accuracy lost, in percentage points; ``loss rise`` is in
        nats per image; ``orientation`` is in degrees, 0 <= orientation < 180.
    """
    if measure == "index":
        return np.array([index for _, index in table.units], np.float64)
    if measure == "selectivity":
        return table.selectivity
    if measure == "norm":
        return table.norm
    if measure == "orientation":
        return table.orientation
    if measure == "preferred class":
        classes = table.preferred_class.astype(np.float64)
        return np.where(classes < 0, np.nan, classes)
    if measure == "damage":
        return points_lost(table)
    if measure == "loss rise":
        return table.loss_rise
    known = estimates or {}
    return np.array([known.get(unit, math.nan) for unit in table.units], np.float64)


def points_lost(table: UnitTable) -> Numbers:
    """Accuracy lost with each unit silenced, in percentage points, (units,); below 0: gained."""
    lost: Numbers = 0.0 - 100.0 * table.change
    return lost


def points_lost_interval(table: UnitTable) -> Numbers:
    """Low and high end of the paired 95 % interval of `points_lost`, (units, 2)."""
    return -100.0 * np.stack([table.change_high, table.change_low], axis=1)


def spearman(x: Numbers, y: Numbers) -> tuple[float, int]:
    """Spearman's rank correlation of the pairs that are both known.

    Pearson's correlation of the ranks, equal values sharing their mean rank (Spearman 1904).

    Returns
    -------
    (float, int)
        The correlation, NaN where one side does not vary or there are fewer than 3 pairs; the
        number of pairs.
    """
    both = np.isfinite(x) & np.isfinite(y)
    n = int(both.sum())
    if n < 3:
        return math.nan, n
    one, other = mean_ranks(x[both]), mean_ranks(y[both])
    one, other = one - one.mean(), other - other.mean()
    scale = math.sqrt(float((one**2).sum() * (other**2).sum()))
    return (float((one * other).sum()) / scale if scale else math.nan), n


def mean_ranks(values: Numbers) -> Numbers:
    """Ranks from 1 up, (n,); equal values share the mean of theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    middle: Numbers = last - (counts - 1) / 2.0
    return middle[place.reshape(-1)]


def units_between(
    units: Sequence[Unit], values: Numbers, low: float, high: float, half_turn: bool = False
) -> tuple[Unit, ...]:
    """Units whose value lies in a range, both ends included.

    Parameters
    ----------
    half_turn : bool
        The values are orientations in degrees: with `low` above `high` the range goes through 180.
    """
    inside = (values >= low) & (values <= high)
    if half_turn and low > high:
        inside = (values >= low) | (values <= high)
    return tuple(unit for unit, chosen in zip(units, inside.tolist(), strict=True) if chosen)


def top_units(units: Sequence[Unit], values: Numbers, k: int) -> tuple[Unit, ...]:
    """The `k` units of the largest values, the largest first, equal ones in their order; never NaN."""
    order = np.argsort(np.where(np.isnan(values), np.inf, -values), kind="stable")
    known = int(np.isfinite(values).sum())
    return tuple(units[place] for place in order[: min(k, known)].tolist())


def sheet_of(table: UnitTable, title: str, class_names: Sequence[str]) -> UnitSheet:
    """The sweep as rows of a table; a class without a name is called by its number."""
    accuracy = table.accuracy

    def name_of(index: int) -> str:
        return class_names[index] if index < len(class_names) else str(index)

    rows = []
    for place, (layer, unit) in enumerate(table.units):
        worst = _worst_class(table.per_class_change[place])
        preferred = int(table.preferred_class[place])
        rows.append(
            UnitRow(
                layer=layer,
                unit=unit,
                accuracy=float(accuracy[place]) if table.n else None,
                change=float(table.change[place]),
                change_low=float(table.change_low[place]),
                change_high=float(table.change_high[place]),
                loss_rise=float(table.loss_rise[place]),
                worst_class=None if worst is None else name_of(worst[0]),
                worst_change=None if worst is None else worst[1],
                selectivity=float(table.selectivity[place]),
                preferred_class=None if preferred < 0 else name_of(preferred),
                norm=float(table.norm[place]),
                orientation=float(table.orientation[place]),
            )
        )
    return UnitSheet(title, tuple(rows))


def _worst_class(changes: Numbers) -> tuple[int, float] | None:
    if not np.isfinite(changes).any():
        return None
    worst = int(np.nanargmin(changes))
    return worst, float(changes[worst])
