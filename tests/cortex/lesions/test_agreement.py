"""Rank correlations against scipy's, and their bootstrap against drawing units one by one."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from visctx_gui.cortex.lesions.agreement import rank_agreement, spearman

FEW_VALUES = st.integers(-3, 3).map(float)
PAIRS = st.lists(st.tuples(FEW_VALUES, FEW_VALUES | st.floats(-1e6, 1e6)), min_size=2, max_size=30)


def scipy_spearman(a: list[float], b: list[float]) -> float:
    """NaN where scipy warns of a constant."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(spearmanr(a, b).statistic)


@given(PAIRS)
def test_spearman_equals_scipy_with_ties(pairs: list[tuple[float, float]]) -> None:
    a, b = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    assert spearman(a, b) == pytest.approx(scipy_spearman(a, b), abs=1e-12, nan_ok=True)


@given(PAIRS)
def test_spearman_follows_ranks_alone(pairs: list[tuple[float, float]]) -> None:
    a, b = np.array(pairs).T
    correlation = spearman(a, b)
    assert spearman(np.arctan(a / 2) * 7 - 3, b) == pytest.approx(correlation, nan_ok=True)
    assert spearman(-a, b) == pytest.approx(-correlation, nan_ok=True)
    assert spearman(b, a) == pytest.approx(correlation, nan_ok=True)


def test_spearman_is_nan_where_it_is_undefined() -> None:
    for a, b in [([], []), ([1.0], [2.0]), ([1.0, 1.0], [2.0, 3.0]), ([1.0, math.nan], [2.0, 3.0])]:
        assert math.isnan(spearman(a, b))
    assert spearman([1.0, 2.0, math.inf], [0.0, 5.0, 7.0]) == pytest.approx(1.0)


@pytest.mark.parametrize(("a", "b"), [([1.0], [1.0, 2.0]), ([[1.0]], [[1.0]])])
def test_lists_that_do_not_match_are_refused(a: list[float], b: list[float]) -> None:
    with pytest.raises(ValueError, match="shapes"):
        spearman(a, b)


def test_units_without_a_value_are_left_out_and_counted() -> None:
    found = rank_agreement([1.0, 2.0, math.nan, 4.0, 3.0], [1.0, math.nan, 3.0, 9.0, 4.0])
    assert (found.n_units, found.n_left_out) == (3, 2)
    assert found.correlation == pytest.approx(1.0)
    nothing = rank_agreement([math.nan], [1.0])
    assert (nothing.n_units, nothing.n_left_out) == (0, 1)
    assert all(map(math.isnan, (nothing.correlation, nothing.low, nothing.high)))


def test_tied_units_are_counted_on_the_side_with_more() -> None:
    lost = [0.0, 0.0, 0.0, 0.01, 0.01, 0.02, math.nan]
    rise = [0.1, 0.2, 0.3, 0.3, 0.5, 0.6, 0.6]
    assert rank_agreement(lost, rise).n_tied == rank_agreement(rise, lost).n_tied == 5
    assert rank_agreement(rise[:3], lost[3:6]).n_tied == 2
    assert rank_agreement(rise[:3], rise[3:6]).n_tied == 0


def test_interval_equals_drawing_units_one_by_one() -> None:
    random = np.random.default_rng(5)
    a = random.integers(0, 6, 25).astype(float)
    b = a + random.normal(0, 3, 25)
    found = rank_agreement(a, b, seed=1, resamples=4_000)
    slow = [scipy_spearman(a[drawn], b[drawn]) for drawn in random.integers(0, 25, (2_000, 25))]
    assert (found.low, found.high) == pytest.approx(
        tuple(np.quantile(slow, (0.025, 0.975))), abs=0.03
    )
    assert found.low <= found.correlation <= found.high


def test_a_correlation_that_hangs_on_one_unit_has_no_interval() -> None:
    """A third of the resamples lack the one unit that does not tie, and have no correlation."""
    rise = np.linspace(0.0, 1.0, 16)
    found = rank_agreement(np.eye(1, 16, 12)[0], rise)
    assert found.correlation == pytest.approx(scipy_spearman(np.eye(1, 16, 12)[0], rise))
    assert found.n_tied == 15
    assert math.isnan(found.low)
    assert math.isnan(found.high)


@given(st.integers(2, 12), st.integers(6, 30))
def test_where_there_is_an_interval_nearly_every_resample_counts(different: int, n: int) -> None:
    random = np.random.default_rng(different * n)
    a = np.zeros(n)
    a[:different] = np.arange(min(different, n)) + 1.0
    drawn = random.integers(0, n, (2_000, n))
    share = np.mean([np.ptp(a[one]) > 0 for one in drawn])
    found = rank_agreement(a, np.arange(n), seed=1)
    if abs(share - 0.95) > 0.02:
        assert math.isnan(found.low) == (share < 0.95)


@given(PAIRS, st.integers(0, 3))
def test_interval_is_the_same_again_and_stays_in_range(
    pairs: list[tuple[float, float]], seed: int
) -> None:
    a, b = np.array(pairs).T
    found = rank_agreement(a, b, seed, resamples=50)
    again = rank_agreement(a, b, seed, resamples=50)
    np.testing.assert_equal((again.low, again.high), (found.low, found.high))
    assert math.isnan(found.low) or -1.0 <= found.low <= found.high <= 1.0
