"""The table of units: its order, its texts, and what goes to other programs."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.presentation.numbers import NO_NUMBER
from visctx_gui.presentation.unit_sheet import COLUMNS, UnitRow, UnitSheet, order_of, tab_separated

BY_NAME = {column.name: column for column in COLUMNS}
VALUES = st.lists(st.one_of(st.none(), st.floats(allow_infinity=False)), max_size=12)


def rows_of(values, name="norm"):
    return [UnitRow("conv1", unit, **{name: value}) for unit, value in enumerate(values)]


@given(VALUES, st.booleans())
def test_numbers_sort_by_size_with_unknown_ones_last(values, descending):
    rows = rows_of(values)
    order = order_of(rows, BY_NAME["norm"], descending)
    assert sorted(order) == list(range(len(rows)))
    known = [v for v in values if v is not None and not math.isnan(v)]
    found = [values[place] for place in order]
    assert found[: len(known)] == sorted(known, reverse=descending)
    assert all(value is None or math.isnan(value) for value in found[len(known) :])


@pytest.mark.parametrize("descending", [False, True])
def test_equal_values_keep_their_order(descending):
    assert order_of(rows_of([1.0, 1.0, 1.0]), BY_NAME["norm"], descending) == [0, 1, 2]
    assert order_of(rows_of([3.0, 1.0]), None, descending) == [0, 1]


def test_ten_comes_after_nine_and_conv10_after_conv2():
    rows = [UnitRow(layer, 0) for layer in ("conv10", "conv2", "Conv1")]
    assert order_of(rows, BY_NAME["layer"]) == [2, 1, 0]
    accuracies = rows_of([-0.09, -0.1, 0.5], "change")
    assert order_of(accuracies, BY_NAME["change"]) == [1, 0, 2]


def test_cells_as_a_person_reads_them():
    row = UnitRow(
        "conv1", 3, 0.912, -0.077, -0.082, -0.072, "4", -0.21, 0.3, "7", 1.5, 44.6, 0.0213
    )
    texts = {column.name: column.text(row) for column in COLUMNS}
    assert texts == {
        "layer": "conv1",
        "unit": "3",
        "accuracy": "91.2 %",
        "change": "−7.7 [−8.2, −7.2]",
        "loss rise": "0.0213",
        "worst class": "4: −21.0",
        "selectivity": "0.300",
        "preferred class": "7",
        "norm": "1.50",
        "orientation": "45°",
    }
    unknown = [column.text(UnitRow("conv1", 3, norm=math.nan)) for column in COLUMNS[2:]]
    assert set(unknown) == {NO_NUMBER}


def test_what_is_copied_has_a_number_in_each_cell_and_nothing_for_unknown():
    row = UnitRow("a\tb", 3, 0.5, -0.25, norm=math.nan)
    head, line = tab_separated([row]).split("\n")
    cells = dict(zip(head.split("\t"), line.split("\t"), strict=True))
    assert cells["layer"] == "a b"
    assert float(cells["change"]) == -0.25
    assert cells["norm"] == cells["change_low"] == cells["orientation_degrees"] == ""
    assert cells["loss_rise"] == ""


def test_no_unit_twice():
    with pytest.raises(ValueError, match="twice"):
        UnitSheet("", (UnitRow("conv1", 1), UnitRow("conv1", 1)))
