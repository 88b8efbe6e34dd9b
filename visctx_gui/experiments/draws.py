"""Units drawn at random, the same for the same seed on every machine."""

from __future__ import annotations

import numpy as np

Units = tuple[int, ...]


def random_units(size: int, amount: int, draws: int, seed: int) -> tuple[Units, ...]:
    """Draw sets of units, each without repetition.

    Parameters
    ----------
    size : int
        Units of the layer.
    amount : int
        Units in each set, 0 to `size`.
    draws : int
        Number of sets.
    seed : int

    Returns
    -------
    tuple of tuple of int
        Each sorted.
    """
    return tuple(tuple(sorted(order[:amount])) for order in random_orders(size, draws, seed))


def random_orders(size: int, draws: int, seed: int) -> tuple[Units, ...]:
    """Draw orders of all units of a layer.

    The first k of each order are k units drawn at random, so one order serves a whole lesion curve.

    Returns
    -------
    tuple of tuple of int
        `draws` permutations of 0 to size - 1.
    """
    generator = np.random.default_rng(seed)
    orders = [generator.permutation(size) for _ in range(draws)]
    return tuple(tuple(int(unit) for unit in order) for order in orders)
