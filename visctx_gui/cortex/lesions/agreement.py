"""How well two orders of the same units agree."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Values = NDArray[np.float64]

FEWEST_DEFINED = 0.95  # share of the resamples


def spearman(a: ArrayLike, b: ArrayLike) -> float:
    """Spearman's rank correlation: Pearson's correlation of the ranks, ties sharing theirs.

    Parameters
    ----------
    a, b : array (units,)

    Returns
    -------
    float
        -1..1; NaN where it is undefined: fewer than two units, all values of one side equal, or
        a value that is NaN.

    Raises
    ------
    ValueError
        Where the two are not lists of one length.
    """
    first, second = _pair(a, b)
    if np.isnan(first).any() or np.isnan(second).any():
        return math.nan
    once = np.ones((1, first.size))
    return float(_weighted_spearman(first, second, once)[0])


@dataclass(frozen=True)
class Agreement:
    """Rank correlation over units, with its interval.

    Attributes
    ----------
    correlation : float
        Spearman's, -1..1; NaN where undefined.
    low, high : float
        95 % percentile bootstrap interval over units; NaN where undefined, see `rank_agreement`.
    n_units : int
        Units compared.
    n_left_out : int
        Units without a value (NaN) on either side, which are not compared.
    n_tied : int
        Units compared that share their value with another one, on the side where more do. Accuracy
        on few images puts most units of a good network on a few values; the correlation then
        says little about the order of the others.
    """

    correlation: float
    low: float
    high: float
    n_units: int
    n_left_out: int
    n_tied: int


def rank_agreement(a: ArrayLike, b: ArrayLike, seed: int = 0, resamples: int = 1_000) -> Agreement:
    """Rank correlation of two properties of the same units, and how sure it is.

    The interval is the plain percentile bootstrap: units are drawn with replacement (Efron 1979).
    With few units it is too narrow. Where nearly all units tie, the correlation hangs on the few
    others, and resamples without these have none: with more than one such resample in twenty there
    is no interval, for the rest tell only of samples that have these units.

    Parameters
    ----------
    a, b : array (units,)
        Units with NaN on either side are left out and counted.
    seed : int
        Of the resamples.
    resamples : int
        1 or more.

    Returns
    -------
    Agreement

    Raises
    ------
    ValueError
        Where the two are not lists of one length.
    """
    first, second = _pair(a, b)
    known = ~(np.isnan(first) | np.isnan(second))
    n_left_out = int((~known).sum())
    first, second = first[known], second[known]
    n_tied = max(_n_tied(first), _n_tied(second))
    correlation, n = spearman(first, second), first.size
    if math.isnan(correlation):
        return Agreement(math.nan, math.nan, math.nan, n, n_left_out, n_tied)
    times_drawn = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=resamples)
    found = _weighted_spearman(first, second, times_drawn.astype(np.float64))
    defined = found[~np.isnan(found)]
    low = high = math.nan
    if defined.size >= FEWEST_DEFINED * resamples:
        low, high = np.quantile(defined, (0.025, 0.975)).tolist()
    return Agreement(correlation, low, high, n, n_left_out, n_tied)


def _pair(a: ArrayLike, b: ArrayLike) -> tuple[Values, Values]:
    first, second = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    if first.ndim != 1 or first.shape != second.shape:
        raise ValueError(f"shapes {first.shape} and {second.shape} are not two lists of one length")
    return first, second


def _n_tied(values: Values) -> int:
    """How many values are not the only one of their size."""
    sizes = np.unique(values, return_counts=True)[1]
    return int(sizes[sizes > 1].sum())


def _weighted_spearman(a: Values, b: Values, times: Values) -> Values:
    """Correlation (resamples,) where unit i is present ``times[resample, i]`` times."""
    n = times.sum(axis=1, keepdims=True)
    # The mean rank is the same with and without ties.
    x = _ranks(a, times) - (n + 1) / 2  # (resamples, units)
    y = _ranks(b, times) - (n + 1) / 2
    products = (times * x * y).sum(axis=1)
    squares = (times * x * x).sum(axis=1) * (times * y * y).sum(axis=1)
    correlation = np.full(len(times), math.nan)
    np.divide(products, np.sqrt(squares), out=correlation, where=squares > 0)
    np.clip(correlation, -1.0, 1.0, out=correlation)
    return correlation


def _ranks(values: Values, times: Values) -> Values:
    """Ranks from 1, those of equal values shared, with every unit present several times."""
    _, group, sizes = np.unique(values, return_inverse=True, return_counts=True)
    ascending = np.argsort(group, kind="stable")
    up_to = np.cumsum(times[:, ascending], axis=1)[:, np.cumsum(sizes) - 1]  # (resamples, groups)
    before = np.concatenate([np.zeros((len(times), 1)), up_to[:, :-1]], axis=1)
    shared: Values = ((before + up_to + 1) / 2)[:, group]
    return shared
