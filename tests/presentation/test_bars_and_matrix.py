"""Bars and matrices as plain data."""

from dataclasses import replace

import numpy as np
import pytest

from visctx_gui.presentation.bars import BarPlot, looks_the_same
from visctx_gui.presentation.matrix import MatrixPlot


def matrix_of(values, **more):
    rows, columns = values.shape
    return MatrixPlot("", values, tuple("abcdefg"[:rows]), tuple("abcdefg"[:columns]), **more)


def test_the_value_axis_holds_zero_and_everything_drawn():
    bars = BarPlot(
        "", ("a", "b"), np.array([-0.2, np.nan]), intervals=np.array([[-0.3, -0.1], [0, 0.0]]),
        bands=np.array([[0, 0.05], [np.nan, np.nan]]),
    )  # fmt: skip
    assert bars.value_range() == (-0.3, 0.05)


def test_the_value_axis_of_nothing_and_a_given_one():
    assert BarPlot("", (), np.zeros(0)).value_range() == (0, 1)
    assert BarPlot("", ("a",), np.array([3.0]), limits=(-1, 9)).value_range() == (-1, 9)
    assert BarPlot("", ("a",), np.array([0.3]), reference=0.5).value_range() == (0, 0.5)


@pytest.mark.parametrize(
    "wrong",
    [
        {"values": np.zeros(3)},
        {"intervals": np.zeros((2, 3))},
        {"compared": np.zeros(1)},
        {"counts": np.zeros(3, int)},
        {"bands": np.zeros(2)},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_bars_of_another_number_are_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        BarPlot("", ("a", "b"), **({"values": np.zeros(2)} | wrong))


def test_a_label_names_the_number_of_images_where_it_is_known():
    bars = BarPlot("", ("cat", "dog"), np.zeros(2), counts=np.array([1032, 0]))
    assert [bars.counted_label(bar) for bar in range(2)] == ["cat (n = 1,032)", "dog (n = 0)"]
    assert BarPlot("", ("cat",), np.zeros(1)).counted_label(0) == "cat"


def test_confusion_is_coloured_by_the_shares_of_each_row():
    matrix = matrix_of(np.array([[3, 1], [0, 0]]), shares_of_rows=True)
    np.testing.assert_array_equal(matrix.coloured_values(), [[0.75, 0.25], [np.nan, np.nan]])
    assert matrix.colour_limits() == (0, 1)


def test_plain_values_are_coloured_as_they_are():
    matrix = matrix_of(np.array([[3.0, 1.0]]))
    np.testing.assert_array_equal(matrix.coloured_values(), [[3, 1]])
    assert matrix.colour_limits() == (0, 3)
    assert matrix_of(np.array([[3.0, 1.0]]), limits=(1, 2)).colour_limits() == (1, 2)


def test_labels_must_match_the_matrix():
    with pytest.raises(ValueError, match="1 row and 2 column labels"):
        MatrixPlot("", np.zeros((2, 2)), ("a",), ("a", "b"))


def test_bars_that_look_the_same():
    values = np.array([0.5, np.nan])
    bars = BarPlot("t", ("a", "b"), values, compared=values)
    assert looks_the_same(bars, BarPlot("t", ("a", "b"), values.copy(), compared=values.copy()))
    for other in (
        replace(bars, values=np.array([0.5, 0.1])),
        replace(bars, values=np.array([1, 2])),
        replace(bars, compared=None),
        replace(bars, labels=("a", "c")),
        replace(bars, highlighted=frozenset({1})),
    ):
        assert not looks_the_same(bars, other)
