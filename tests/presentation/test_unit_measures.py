"""Measures of units: values, rank correlation against a slow oracle, choices, rows of the table."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gui.panels.bench_examples import unit_table
from visctx_gui.engine.lesion_messages import SweepUnits
from visctx_gui.presentation.unit_measures import (
    mean_ranks,
    measured,
    points_lost,
    points_lost_interval,
    sheet_of,
    spearman,
    top_units,
    units_between,
)

TABLE = unit_table(SweepUnits(layers=("conv1", "conv2"), split="test"))
few = st.lists(st.integers(-3, 3), min_size=0, max_size=12)


def slow_ranks(values: list[int]) -> list[float]:
    """One plus those below, and half of the equal others."""
    return [
        1 + sum(other < value for other in values) + (values.count(value) - 1) / 2
        for value in values
    ]


@given(few)
def test_mean_ranks_are_those_of_counting(values: list[int]):
    np.testing.assert_allclose(mean_ranks(np.array(values, float)), slow_ranks(values))


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), max_size=12))
def test_spearman_is_pearson_of_the_ranks(pairs: list[tuple[int, int]]):
    x, y = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    value, n = spearman(np.array(x, float), np.array(y, float))
    assert n == len(pairs)
    if n < 3 or len(set(x)) < 2 or len(set(y)) < 2:
        assert math.isnan(value)
        return
    expected = np.corrcoef(slow_ranks(x), slow_ranks(y))[0, 1]
    assert value == pytest.approx(expected, abs=1e-12)


def test_pairs_with_an_unknown_side_do_not_count():
    x = np.array([1.0, 2.0, np.nan, 4.0, 5.0])
    y = np.array([1.0, 4.0, 0.0, np.nan, 9.0])
    assert spearman(x, y) == (pytest.approx(1.0), 3)


def test_damage_is_what_is_lost_in_points_with_its_interval_turned_round():
    lost, ends = points_lost(TABLE), points_lost_interval(TABLE)
    np.testing.assert_allclose(lost, -100 * TABLE.change)
    np.testing.assert_allclose(ends[:, 0], lost - 1)
    np.testing.assert_allclose(ends[:, 1], lost + 1)
    np.testing.assert_array_equal(measured(TABLE, "damage"), lost)
    np.testing.assert_array_equal(measured(TABLE, "loss rise"), TABLE.loss_rise)


def test_every_measure_has_one_value_for_each_unit():
    assert measured(TABLE, "index").tolist() == [*range(16), *range(32)]
    assert np.isnan(measured(TABLE, "orientation")[16:]).all()
    assert measured(TABLE, "preferred class")[:3].tolist() == [0, 1, 2]
    estimates = measured(TABLE, "importance estimate", {("conv1", 2): 0.5})
    assert estimates[2] == 0.5
    assert np.isnan(estimates).sum() == 47


def test_a_range_holds_its_ends_and_an_orientation_range_may_go_through_180():
    units = [("conv1", index) for index in range(5)]
    values = np.array([0.0, 45.0, 90.0, 170.0, np.nan])
    assert units_between(units, values, 45, 90) == (("conv1", 1), ("conv1", 2))
    assert units_between(units, values, 160, 10) == ()
    assert units_between(units, values, 160, 10, half_turn=True) == (("conv1", 0), ("conv1", 3))


@given(few, st.integers(1, 15))
def test_the_top_k_are_the_largest_known(values: list[int], k: int):
    numbers = np.array([float(value) for value in values] + [np.nan])
    units = [("conv1", index) for index in range(len(numbers))]
    found = [unit for _, unit in top_units(units, numbers, k)]
    assert [numbers[unit] for unit in found] == sorted(values, reverse=True)[:k]
    assert len(set(found)) == len(found)


def test_rows_carry_the_worst_class_by_name():
    sheet = sheet_of(TABLE, "sweep", ("zero", "one", "two"))
    row = sheet.rows[1]
    assert (row.layer, row.unit, row.worst_class, row.preferred_class) == ("conv1", 1, "one", "one")
    assert row.worst_change == pytest.approx(-7 / 36)
    assert sheet.rows[4].worst_class == "4"
    assert row.accuracy == pytest.approx(351 / 360)
