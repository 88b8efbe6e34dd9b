"""Whether two pieces of plain data show the same, so that nothing is painted twice."""

from __future__ import annotations

from typing import Any

import numpy as np


def looks_the_same(one: Any, other: Any) -> bool:
    """Whether two dataclasses of one kind hold the same values; NaN equals NaN."""
    if type(one) is not type(other):
        return False
    pairs = zip(vars(one).values(), vars(other).values(), strict=True)
    return all(_equal(value, other_value) for value, other_value in pairs)


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return bool(np.array_equal(one, other, equal_nan=one.dtype.kind in "fc"))
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return False
    both_nan = isinstance(one, float) and isinstance(other, float) and one != one and other != other
    return both_nan or one == other
