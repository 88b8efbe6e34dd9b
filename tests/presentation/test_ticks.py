"""Ticks of axes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.presentation.ticks import (
    FIGURE_WIDTH,
    MOST_LOG_TICKS,
    linear_spacing,
    linear_texts,
    linear_ticks,
    log_texts,
    log_ticks,
    spacing_beside,
)


@given(
    low=st.floats(-1e6, 1e6),
    width=st.floats(1e-3, 1e6),
    most=st.integers(1, 20),
    smallest=st.sampled_from([0.0, 1.0]),
)
def test_ticks_are_inside_even_and_few(low, width, most, smallest):
    high = low + width
    spacing = linear_spacing(low, high, most, smallest)
    ticks = linear_ticks(low, high, spacing)
    assert spacing >= smallest * (1 - 1e-9)
    assert len(ticks) <= most + 1
    assert all(low - 1e-6 * spacing <= tick <= high + 1e-6 * spacing for tick in ticks)
    assert all(round(tick / spacing) == pytest.approx(tick / spacing) for tick in ticks)


@pytest.mark.parametrize(
    ("low", "high", "most", "spacing"),
    [(0, 10, 5, 2), (0, 10, 10, 1), (0, 4700, 5, 1000), (0, 1, 4, 0.5), (0.05, 1.03, 5, 0.2)],
)
def test_the_spacing_is_1_2_or_5(low, high, most, spacing):
    assert linear_spacing(low, high, most) == pytest.approx(spacing)


def test_two_texts_that_do_not_fit_leave_one():
    spacing = spacing_beside(10_000.0, 10_000.01, 60.0)
    assert len(linear_ticks(10_000.0, 10_000.01, spacing)) == 1


def test_what_is_counted_has_no_ticks_between():
    assert linear_ticks(0.9, 2.1, linear_spacing(0.9, 2.1, 6, 1.0)) == [1.0, 2.0]


@given(
    low=st.floats(-1e5, 1e5),
    width=st.floats(1e-2, 1e6),
    length=st.floats(60, 800),
    smallest=st.sampled_from([0.0, 1.0]),
)
def test_texts_below_an_axis_do_not_touch(low, width, length, smallest):
    high = low + width
    spacing = spacing_beside(low, high, length, smallest)
    ticks = linear_ticks(low, high, spacing)
    texts = linear_texts(ticks, spacing)
    for text, following in pairwise(texts):
        room = spacing / width * length
        assert FIGURE_WIDTH * (len(text) + len(following)) / 2 < room


@pytest.mark.parametrize(
    ("low", "high", "smallest"),
    [(-13, 680, 1.0), (-24, 1224, 1.0), (0.7, 16.3, 1.0), (0.8, 12.2, 1.0), (0.86, 8.14, 1.0)],
)
def test_a_short_axis_has_at_least_three_ticks(low, high, smallest):
    spacing = spacing_beside(low, high, 150, smallest)
    assert len(linear_ticks(low, high, spacing)) >= 3


@given(low=st.floats(-12, 4), width=st.floats(0.3, 20), most=st.floats(1, 12))
def test_log_ticks_are_as_far_apart_as_their_texts_need(low, width, most):
    ticks = log_ticks(low, low + width, most)
    for tick, following in pairwise(ticks):
        assert following - tick >= width / most - 1e-6


@pytest.mark.parametrize(
    ("percent", "values", "spacing", "expected"),
    [
        (False, [0, 0.5], 0.5, ["0.0", "0.5"]),
        (False, [0, 2000], 1000, ["0", "2,000"]),
        (False, [-0.0, -1.0], 1, ["0", "-1"]),
        (True, [0.2, 1], 0.2, ["20", "100"]),
        (True, [0.985], 0.005, ["98.5"]),
    ],
)
def test_ticks_are_written_plainly(percent, values, spacing, expected):
    assert linear_texts(values, spacing, percent) == expected


def test_log_ticks_are_powers_of_ten_and_their_halves_where_there_is_room():
    assert [round(10**at, 6) for at in log_ticks(-1, 0.5)] == [0.1, 0.2, 0.5, 1, 2]
    assert [round(10**at, 6) for at in log_ticks(-1, 0.5, 4)] == [0.1, 0.3, 1, 3]
    assert [round(10**at, 6) for at in log_ticks(-3, 0, 4)] == [0.001, 0.01, 0.1, 1]
    assert len(log_ticks(-30, 30)) <= MOST_LOG_TICKS + 1
    assert log_texts([-1.0, 0.0, 1.0]) == ["0.1", "1", "10"]
    assert all(len(text) <= 5 for text in log_texts([-6.0, -5.0, -4.0, -3.0]))
