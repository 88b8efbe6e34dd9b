"""The greedy ranking in numbers: by what, how many units at a time, when it ends, what it costs."""

from __future__ import annotations

import math
from typing import Literal

# Of the authors' protocol (Dobs et al. 2022): the mean cross-entropy decides; 8 of 512 units are
# taken in a round, until more than a fifth is chosen.
GreedyMeasure = Literal["loss", "accuracy"]
GREEDY_MEASURES: tuple[GreedyMeasure, ...] = ("loss", "accuracy")
PUBLISHED_MEASURE: GreedyMeasure = "loss"
PUBLISHED_GROUP_SHARE = 0.016
PUBLISHED_STOP_SHARE = 0.20
WHOLE_LAYER = 1.0


def published_group_size(n_units: int) -> int:
    """Units taken in one round of the published protocol: 1.6 % of the layer, at least 1."""
    return max(1, round(PUBLISHED_GROUP_SHARE * n_units))


def greedy_rounds(n_units: int, group_size: int, stop_share: float = PUBLISHED_STOP_SHARE) -> int:
    """How many rounds, and so sweeps, a greedy ranking takes.

    Parameters
    ----------
    n_units : int
        Units of the layer that are not silenced from the start.
    group_size : int
        Units taken in one round, 1 or more.
    stop_share : float
        The ranking ends once more than this share is taken, 0..1; at 1 all units are ranked.

    Raises
    ------
    ValueError
        For numbers out of range.
    """
    if n_units < 0 or group_size < 1 or not 0.0 <= stop_share <= 1.0:
        raise ValueError(f"no greedy ranking: {n_units} units, {group_size=}, {stop_share=}")
    more_than = min(n_units, math.floor(stop_share * n_units + 1e-9) + 1)
    return math.ceil(more_than / group_size)


def greedy_units(n_units: int, group_size: int, stop_share: float = PUBLISHED_STOP_SHARE) -> int:
    """How many units have a place in the end; the others stay unranked.

    Parameters and errors are those of `greedy_rounds`; groups are taken whole.
    """
    return min(n_units, group_size * greedy_rounds(n_units, group_size, stop_share))
