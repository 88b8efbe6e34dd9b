"""Intervals against roots of their defining equations, and against chance itself."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from visctx_gui.cortex.training.intervals import mcnemar_exact, paired_difference, wilson

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


def test_trap_t33_an_accuracy_of_10_000_images_is_known_to_a_quarter_of_a_point() -> None:
    low, high = wilson(9850, 10_000)
    assert 100 * (high - low) / 2 == pytest.approx(0.24, abs=0.005)


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


def test_paired_interval_equals_a_published_example() -> None:
    """Complete response before and after consolidation therapy (Cavo et al. 2012).

    As in Fagerland, Lydersen & Laake, Statistical Analysis of Contingency Tables, chapter 8.
    """
    before_minus_after = paired_difference(59, 16, 6, 59 + 6 + 16 + 80)
    assert before_minus_after == pytest.approx((-0.0621, -0.1186, -0.0046), abs=5e-5)


def test_paired_interval_covers_the_truth_about_95_times_in_100() -> None:
    random = np.random.default_rng(0)
    chances = (0.80, 0.12, 0.05, 0.03)
    truth = chances[2] - chances[1]
    held = 0
    for counts in random.multinomial(300, chances, size=2000):
        _, low, high = paired_difference(int(counts[0]), int(counts[1]), int(counts[2]), 300)
        held += low <= truth <= high
    assert 0.935 <= held / 2000 <= 0.97


@given(st.integers(0, 400), st.integers(0, 400))
def test_mcnemar_equals_the_exact_binomial_test(only_intact: int, only_lesioned: int) -> None:
    p = mcnemar_exact(only_intact, only_lesioned)
    assert mcnemar_exact(only_lesioned, only_intact) == p
    if only_intact + only_lesioned:
        exact = binomtest(only_intact, only_intact + only_lesioned, 0.5).pvalue
        assert p == pytest.approx(exact, rel=1e-9, abs=1e-300)


def test_mcnemar_by_hand_and_at_its_ends() -> None:
    assert mcnemar_exact(0, 0) == 1.0
    assert mcnemar_exact(7, 7) == 1.0
    assert mcnemar_exact(0, 1) == 1.0
    assert mcnemar_exact(5, 0) == 2 / 32
    assert mcnemar_exact(1, 5) == 2 * 7 / 64
    assert mcnemar_exact(60_000, 0) == 0.0
    assert mcnemar_exact(30_400, 30_000) == pytest.approx(
        binomtest(30_000, 60_400, 0.5).pvalue, rel=1e-6
    )
    with pytest.raises(ValueError, match="counted"):
        mcnemar_exact(-1, 3)
