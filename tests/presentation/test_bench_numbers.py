"""Draws of a lesion curve, take-over after recovery, tables of numbers."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gui.panels.bench_examples import recovered, unit_table
from visctx_gui.engine.lesion_messages import SweepUnits
from visctx_gui.plan.lesion import silence
from visctx_gui.presentation.draws_summary import summary_of
from visctx_gui.presentation.number_sheet import NumberColumn, NumberSheet, number_rows
from visctx_gui.presentation.takeover import take_over

BEFORE = unit_table(
    SweepUnits(layers=("conv1",), split="validation", base=silence("conv1", (3, 5)))
)


@given(
    st.lists(st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=3, max_size=3), max_size=6)
)
def test_a_summary_is_of_the_draws_that_are_measured(rows: list[list[float | None]]):
    accuracy = np.array(rows, np.float64).reshape(-1, 3)
    found = summary_of(accuracy)
    for place in range(3):
        known = [row[place] for row in rows if row[place] is not None]
        if not known:
            assert math.isnan(found.mean[place])
            continue
        assert found.mean[place] == pytest.approx(sum(known) / len(known))
        assert found.low[place] == pytest.approx(np.percentile(known, 2.5))
        assert found.high[place] == pytest.approx(np.percentile(known, 97.5))
    assert found.complete_draws == sum(None not in row for row in rows)


def test_the_held_units_are_left_out_and_who_costs_more_took_over():
    shown = take_over(BEFORE, recovered(BEFORE, unit=7, points=0.2))
    assert len(shown.units) == 14
    assert ("conv1", 3) not in shown.units
    assert shown.those_that_took_over() == (("conv1", 7),)
    place = shown.units.index(("conv1", 7))
    assert shown.rise[place] == pytest.approx(20)
    half = math.hypot(1, 1)  # both intervals reach one point to each side
    assert shown.rise_low[place] == pytest.approx(20 - half)


def test_a_rise_within_the_intervals_is_no_take_over():
    assert take_over(BEFORE, recovered(BEFORE, unit=7, points=0.014)).those_that_took_over() == ()
    assert take_over(BEFORE, recovered(BEFORE, unit=7, points=0.015)).those_that_took_over() != ()


def test_the_largest_rise_stands_first():
    after = recovered(recovered(BEFORE, unit=2, points=0.1), unit=9, points=0.3)
    assert take_over(BEFORE, after).those_that_took_over() == (("conv1", 9), ("conv1", 2))


def test_other_units_or_another_lesion_cannot_be_compared():
    with pytest.raises(ValueError, match="same"):
        take_over(BEFORE, replace(BEFORE, base=silence("conv1", (3,))))


def test_a_sheet_of_numbers_speaks_and_writes_plainly():
    values = np.array([1.26, np.nan])
    columns = tuple(
        NumberColumn(kind, "", values, kind) for kind in ("value", "nats", "points", "place")
    )
    sheet = NumberSheet("t", (("conv1", 0), ("conv1", 1)), columns)
    assert [column.text(0) for column in columns] == ["1.26", "1.260", "+1.3", "1"]
    assert {column.text(1) for column in columns} == {"–"}
    head, first, _ = number_rows(sheet)
    assert head == ["layer", "unit", "value", "nats", "points", "place"]
    assert first == ["conv1", 0, 1.26, 1.26, 1.26, 1.26]
    with pytest.raises(ValueError, match="for 1"):
        NumberSheet("t", (("conv1", 0),), columns)


def test_a_column_says_in_its_own_words_that_there_is_no_value():
    values = np.array([1.0, np.nan])
    assert [NumberColumn("a", "", values).text(row) for row in (0, 1)] == ["1.00", "\u2013"]
    column = NumberColumn("a", "", values, "place", "not ranked")
    assert [column.text(row) for row in (0, 1)] == ["1", "not ranked"]
    sheet = NumberSheet("", (("conv1", 0), ("conv1", 1)), (column,))
    assert math.isnan(list(number_rows(sheet))[2][-1])
