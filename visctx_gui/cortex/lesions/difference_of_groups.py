"""How much larger a number is, on average, in one group of images than in another."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2_000


def difference_of_groups(
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    seed: int = 0,
    resamples: int = RESAMPLES,
) -> tuple[float, float, float]:
    """Mean of one group minus mean of the other, with its 95 % percentile bootstrap interval.

    The images of each group are drawn with replacement, as many as there are (Efron 1979). With
    d = 1 where only lesion A leaves the answer right, -1 where only B does and 0 elsewhere, the
    result is the interaction of a double dissociation: (A on 1 - A on 2) - (B on 1 - B on 2),
    since the intact answers cancel.

    Parameters
    ----------
    first, second : int64 array (n,)
        One number for each image of the group: -1, 0 or 1.
    seed : int
        Of the resamples.
    resamples : int
        1 or more.

    Returns
    -------
    difference, low, high : float
        -2..2; all NaN where a group has no images.
    """
    if not (len(first) and len(second)):
        return math.nan, math.nan, math.nan
    generator = np.random.default_rng(seed)
    drawn = _resampled_means(first, generator, resamples) - _resampled_means(
        second, generator, resamples
    )
    low, high = np.percentile(drawn, (2.5, 97.5)).tolist()
    return float(first.mean() - second.mean()), low, high


def _resampled_means(
    values: NDArray[np.int64], generator: np.random.Generator, resamples: int
) -> NDArray[np.float64]:
    """Means of resamples, (resamples,): how often each value is drawn is all that counts."""
    n = len(values)
    present, counts = np.unique(values, return_counts=True)
    times = generator.multinomial(n, counts / n, size=resamples)  # (resamples, values)
    means: NDArray[np.float64] = times @ present / n
    return means
