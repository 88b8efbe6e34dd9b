"""The interaction of a double dissociation and its interval."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visctx_gui.cortex.lesions.difference_of_groups import difference_of_groups

GAINS = st.lists(st.integers(-1, 1), min_size=1, max_size=40).map(
    lambda values: np.array(values, dtype=np.int64)
)


def slow_interval(first: np.ndarray, second: np.ndarray, seed: int) -> tuple[float, float]:
    """Draw image by image."""
    generator = np.random.default_rng(seed)
    drawn = [
        generator.choice(first, len(first)).mean() - generator.choice(second, len(second)).mean()
        for _ in range(4_000)
    ]
    low, high = np.percentile(drawn, (2.5, 97.5)).tolist()
    return low, high


@pytest.mark.parametrize("shares", [(0.1, 0.7, 0.2), (0.0, 0.9, 0.1), (0.5, 0.0, 0.5)])
def test_the_interval_is_that_of_drawing_images(shares: tuple[float, float, float]) -> None:
    generator = np.random.default_rng(0)
    first = generator.choice([-1, 0, 1], 120, p=shares)
    second = generator.choice([-1, 0, 1], 200, p=shares[::-1])
    difference, low, high = difference_of_groups(first, second, seed=1, resamples=4_000)
    assert difference == pytest.approx(first.mean() - second.mean())
    assert (low, high) == pytest.approx(slow_interval(first, second, 2), abs=0.02)


@settings(deadline=None)
@given(GAINS, GAINS)
def test_the_laws_of_the_difference(first: np.ndarray, second: np.ndarray) -> None:
    difference, low, high = difference_of_groups(first, second)
    assert -2 <= low <= high <= 2
    assert difference_of_groups(second, first)[0] == pytest.approx(-difference)
    assert difference_of_groups(first, second) == (difference, low, high)
    if len(set(first)) == len(set(second)) == 1:
        assert low == high == pytest.approx(difference)


def test_a_group_without_images_has_no_difference() -> None:
    nobody, some = np.zeros(0, np.int64), np.ones(3, np.int64)
    assert all(map(math.isnan, difference_of_groups(nobody, some)))
    assert all(map(math.isnan, difference_of_groups(some, nobody)))
