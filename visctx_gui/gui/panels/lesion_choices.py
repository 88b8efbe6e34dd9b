"""Ways of choosing the units of a lesion."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np


def first_half(n_units: int) -> tuple[int, ...]:
    """Units 0 to n/2 - 1, as in the lesion of the first 8 of 16; one unit counts as its own half."""
    return tuple(range(max(1, n_units // 2)))


def random_units(n_units: int, k: int, seed: int) -> tuple[int, ...]:
    """Draw `k` of `n_units` units without replacement.

    Parameters
    ----------
    n_units : int
        Units of the layer.
    k : int
        0..n_units.
    seed : int
        The same seed draws the same units.

    Returns
    -------
    tuple of int
        Sorted.

    Raises
    ------
    ValueError
        For more units than there are.
    """
    drawn = np.random.default_rng(seed).choice(n_units, size=k, replace=False)
    return tuple(sorted(int(unit) for unit in drawn))


def inverted(n_units: int, units: Iterable[int]) -> tuple[int, ...]:
    """Every unit of the layer that is not among `units`."""
    return tuple(sorted(set(range(n_units)) - set(units)))
