"""Quantiles, quick enough for every repaint."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def quantiles(values: NDArray[Any], shares: Sequence[float]) -> list[float]:
    """Values below which these shares of all values lie, as `numpy.quantile` gives them.

    That one spends several times as long on its options as on the numbers.

    Parameters
    ----------
    values : array (n,)
        Finite, n >= 1.
    shares : sequence of float
        0 to 1.

    Returns
    -------
    list of float
        Interpolated linearly between neighbours (Hyndman & Fan 1996, definition 7).
    """
    last = len(values) - 1
    places = [share * last for share in shares]
    lower = [min(math.floor(place), last) for place in places]
    upper = [min(place + 1, last) for place in lower]
    ordered = np.partition(values, sorted({*lower, *upper}))
    return [
        float(ordered[low]) + (place - low) * (float(ordered[high]) - float(ordered[low]))
        for place, low, high in zip(places, lower, upper, strict=True)
    ]
