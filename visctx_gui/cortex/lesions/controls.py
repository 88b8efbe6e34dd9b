"""Random control lesions of the same size, and what a lesion's harm means beside them."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

Verdict = Literal["yes", "no", "cannot tell", "no control exists"]
LARGEST_P_FOR_YES = 0.05
FEWEST_DRAWS_FOR_NO = 20


@dataclass(frozen=True)
class ControlDraws:
    """Random subsets of the units of one layer, all of one size.

    Attributes
    ----------
    subsets : tuple of tuple of int
        Units of each draw, ascending; no subset twice. A whole layer has none.
    exhaustive : bool
        Whether these are all other subsets of that size there are.
    """

    subsets: tuple[tuple[int, ...], ...]
    exhaustive: bool


def control_draws(
    n_units: int, k: int, draws: int, seed: int, own: tuple[int, ...] = ()
) -> ControlDraws:
    """Draw control lesions: other units of the same layer, as many as the lesion has.

    Every subset is equally likely. More draws of the same seed begin with the same subsets, as
    long as the draws are not exhaustive.

    Parameters
    ----------
    n_units : int
        Units of the layer.
    k : int
        Size of the lesion, 0 to `n_units`.
    draws : int
        How many subsets are wanted, 1 or more. Where fewer others exist, all of them are given,
        in random order.
    seed : int
    own : tuple of int
        The lesion's own units, which are never drawn. Empty where there is no lesion to avoid.

    Returns
    -------
    ControlDraws
        Without subsets, and exhaustive, where k is 0 or all units.

    Raises
    ------
    ValueError
        For numbers out of range, or a lesion that is not made of k units of the layer.
    """
    _check_wanted(n_units, k, draws, own)
    if k in (0, n_units):
        return ControlDraws((), exhaustive=True)
    generator = random.Random(seed)
    lesion = tuple(sorted(own))
    if math.comb(n_units, k) - bool(own) <= draws:
        subsets = [one for one in combinations(range(n_units), k) if one != lesion]
        generator.shuffle(subsets)
        return ControlDraws(tuple(subsets), exhaustive=True)
    drawn: dict[tuple[int, ...], None] = {}
    while len(drawn) < draws:
        subset = tuple(sorted(generator.sample(range(n_units), k)))
        if subset != lesion:
            drawn.setdefault(subset)
    return ControlDraws(tuple(drawn), exhaustive=False)


def _check_wanted(n_units: int, k: int, draws: int, own: tuple[int, ...]) -> None:
    if not 0 <= k <= n_units:
        raise ValueError(f"{k} of {n_units} units cannot be drawn")
    if draws < 1:
        raise ValueError(f"{draws} draws are no control")
    if own and (len(set(own)) != k or not set(own) <= set(range(n_units))):
        raise ValueError(f"the lesion {own} is not made of {k} of {n_units} units")


@dataclass(frozen=True)
class ControlJudgement:
    """Whether a lesion does more harm than chance would.

    Attributes
    ----------
    p : float
        One-sided; NaN without draws.
    verdict : str
        ``yes``, ``no``, ``cannot tell``, or ``no control exists`` for a whole layer.
    """

    p: float
    verdict: Verdict


def judge(own_drop: float, draw_drops: Sequence[float], exhaustive: bool) -> ControlJudgement:
    """Compare the harm of a lesion with that of its random controls.

    The one-sided p is (draws at least as harmful + 1) / (draws + 1), the lesion being one of the
    possible draws (Phipson & Smyth 2010). *Yes* at p <= 0.05; *no* where the lesion lies inside
    the middle 50 % of 20 or more draws, ends included; else *cannot tell*.

    Parameters
    ----------
    own_drop : float
        What the lesion costs, in any unit; more is worse.
    draw_drops : sequence of float
        What each draw costs, in the same unit.
    exhaustive : bool
        Whether no further subset could be drawn; without draws, no control exists then.

    Returns
    -------
    ControlJudgement

    Raises
    ------
    ValueError
        For a number that is not finite.
    """
    drops = np.asarray(draw_drops, dtype=np.float64)
    if not (math.isfinite(own_drop) and np.isfinite(drops).all()):
        raise ValueError("harm that is not finite cannot be compared")
    n = drops.size
    if n == 0:
        nothing: Verdict = "no control exists" if exhaustive else "cannot tell"
        return ControlJudgement(math.nan, nothing)
    p = (int((drops >= own_drop).sum()) + 1) / (n + 1)
    quarter, three_quarters = np.quantile(drops, (0.25, 0.75)).tolist()
    verdict: Verdict = "cannot tell"
    if p <= LARGEST_P_FOR_YES:
        verdict = "yes"
    elif n >= FEWEST_DRAWS_FOR_NO and quarter <= own_drop <= three_quarters:
        verdict = "no"
    return ControlJudgement(p, verdict)
