"""95 % intervals of shares of images and of their differences, and the exact test of a difference."""

from __future__ import annotations

import math

_Z = 1.959963984540054  # standard normal quantile at 0.975


def wilson(correct: int, n: int) -> tuple[float, float]:
    """The 95 % Wilson score interval of a share (Wilson 1927).

    Parameters
    ----------
    correct : int
        0 to n.
    n : int
        Images.

    Returns
    -------
    low, high : float
        0..1; both NaN for no images.
    """
    if n == 0:
        return math.nan, math.nan
    share = correct / n
    middle = share + _Z**2 / (2 * n)
    half = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    scale = 1 + _Z**2 / n
    low = 0.0 if correct == 0 else (middle - half) / scale
    high = 1.0 if correct == n else (middle + half) / scale
    return low, high


def paired_difference(
    both_right: int, only_before_right: int, only_after_right: int, n: int
) -> tuple[float, float, float]:
    """Difference of two shares measured on the same images, after minus before.

    Newcombe's score interval for paired data with corrected correlation (Newcombe, Statistics
    in Medicine 1998, 17:2635, method 10).

    Parameters
    ----------
    both_right, only_before_right, only_after_right : int
        Images answered rightly both times, only before, only after.
    n : int
        All images.

    Returns
    -------
    difference, low, high : float
        -1..1; all NaN for no images.
    """
    if n == 0:
        return math.nan, math.nan, math.nan
    neither = n - both_right - only_before_right - only_after_right
    n_before, n_after = both_right + only_before_right, both_right + only_after_right
    before, after = n_before / n, n_after / n
    before_low, before_high = wilson(n_before, n)
    after_low, after_high = wilson(n_after, n)
    correlation = _correlation(both_right, only_after_right, only_before_right, neither)
    low = _distance(after - after_low, before_high - before, correlation)
    high = _distance(after_high - after, before - before_low, correlation)
    difference = (only_after_right - only_before_right) / n
    return difference, difference - low, difference + high


def mcnemar_exact(only_intact_right: int, only_lesioned_right: int) -> float:
    """The two-sided p of a difference of two shares measured on the same images.

    McNemar's test in its exact form: were there no difference, each of the images answered
    rightly only once would be on either side with chance 1/2.

    Parameters
    ----------
    only_intact_right, only_lesioned_right : int
        Images answered rightly only one time.

    Returns
    -------
    float
        0..1; 1 where no image changed.

    Raises
    ------
    ValueError
        For a number below 0.
    """
    fewer, more = sorted((only_intact_right, only_lesioned_right))
    if fewer < 0:
        raise ValueError(f"{fewer} images cannot be counted")
    if fewer == more:
        return 1.0
    # Twice the lower tail of the binomial distribution, from its largest term downwards.
    n = fewer + more
    share, tail = 1.0, 1.0
    for k in range(fewer, 0, -1):
        share *= k / (n - k + 1)
        tail += share
        if share < 1e-17 * tail:
            break
    largest: float = math.comb(n, fewer) / (1 << n)
    return min(1.0, 2.0 * tail * largest)


def _distance(first: float, second: float, correlation: float) -> float:
    return math.sqrt(max(0.0, first**2 - 2 * correlation * first * second + second**2))


def _correlation(both: int, only_one: int, only_other: int, neither: int) -> float:
    sides = (both + only_one) * (only_other + neither) * (both + only_other) * (only_one + neither)
    if sides == 0:
        return 0.0
    product = float(both * neither - only_one * only_other)
    if product > 0:
        product = max(0.0, product - (both + only_one + only_other + neither) / 2)
    return product / math.sqrt(sides)
