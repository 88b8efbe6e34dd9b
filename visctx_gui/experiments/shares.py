"""Shares of right answers with their ranges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visctx_gui.cortex.training.intervals import wilson

Array = NDArray[Any]

RANGE_PERCENTILES = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Share:
    """A share of right answers, 0..1, with the low and high end of its 95 % range."""

    accuracy: float
    low: float
    high: float
    n: int


def share_right(right: int, n: int) -> Share:
    """Share of right answers with its 95 % Wilson interval."""
    low, high = wilson(right, n)
    return Share(right / n, low, high, n)


def mean_and_range(draws: Array) -> tuple[Array, Array, Array]:
    """Mean over the first axis, and the range of the middle 95 % along it."""
    low, high = np.percentile(draws, RANGE_PERCENTILES, axis=0)
    return draws.mean(axis=0), low, high


def share_of_draws(draws: Array, n: int) -> Share:
    """Mean accuracy of some draws with their 2.5-97.5 % range; NaN without draws."""
    if not len(draws):
        return Share(float("nan"), float("nan"), float("nan"), n)
    mean, low, high = mean_and_range(draws)
    return Share(float(mean), float(low), float(high), n)


def share_values(share: Share) -> dict[str, Any]:
    """A share as it stands in the result file."""
    return {"accuracy": share.accuracy, "interval95": [share.low, share.high]}


def by_class(values: Array, classes: tuple[str, ...]) -> dict[str, float]:
    """One number for each class, by its name."""
    return dict(zip(classes, (float(value) for value in values), strict=True))
