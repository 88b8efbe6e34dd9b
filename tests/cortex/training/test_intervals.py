"""Intervals against roots of their defining equations, and against chance itself."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.cortex.training.intervals import paired_difference, wilson

Z = 1.959963984540054


@given(st.integers(1, 20_000), st.floats(0.0, 1.0))
def test_wilson_ends_are_where_the_score_test_just_rejects(n: int, part: float) -> None:
    correct = round(n * part)
    low, high = wilson(correct, n)
    assert 0.0 <= low <= correct / n <= high <= 1.0
    for end in (low, high):
        if 0.0 < end < 1.0:
            score = abs(correct / n - end) / math.sqrt(end * (1 - end) / n)
            assert score == pytest.approx(Z, rel=1e-6)


def test_wilson_of_nothing_all_and_none() -> None:
    assert all(map(math.isnan, wilson(0, 0)))
    assert wilson(0, 10)[0] == 0.0
    assert wilson(10, 10)[1] == 1.0
    assert wilson(9850, 10_000) == pytest.approx((0.98243, 0.98720), abs=1e-5)


@given(st.lists(st.integers(0, 500), min_size=4, max_size=4).filter(any))
def test_paired_interval_holds_its_difference_and_turns_with_its_sign(counts: list[int]) -> None:
    both, only_before, only_after, _ = counts
    n = sum(counts)
    difference, low, high = paired_difference(both, only_before, only_after, n)
    assert difference == pytest.approx((only_after - only_before) / n)
    assert -1.0 - 1e-12 <= low <= difference <= high <= 1.0 + 1e-12
    turned = paired_difference(both, only_after, only_before, n)
    assert turned == pytest.approx((-difference, -high, -low))


def test_paired_interval_of_equal_answers_is_narrow_and_of_nothing_is_nan() -> None:
    assert all(map(math.isnan, paired_difference(0, 0, 0, 0)))
    difference, low, high = paired_difference(950, 0, 0, 1000)
    assert difference == 0.0
    assert high - low < 0.012  # unpaired it would be 0.038 wide
    assert paired_difference(0, 1000, 0, 1000)[0] == -1.0


def test_paired_interval_covers_the_truth_about_95_times_in_100() -> None:
    random = np.random.default_rng(0)
    chances = (0.80, 0.12, 0.05, 0.03)
    truth = chances[2] - chances[1]
    held = 0
    for counts in random.multinomial(300, chances, size=2000):
        _, low, high = paired_difference(int(counts[0]), int(counts[1]), int(counts[2]), 300)
        held += low <= truth <= high
    assert 0.935 <= held / 2000 <= 0.97
