"""Points between two measures: what is drawn, what an outline encloses, where the arrow keys go."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.presentation.sameness import looks_the_same
from visctx_gui.presentation.scatter import (
    ReferenceBand,
    ReferenceLine,
    ScatterPlot,
    enclosed,
    nearest,
    neighbour,
)

PLACES = st.integers(-8, 8)
CORNERS = st.lists(st.tuples(PLACES, PLACES), min_size=0, max_size=9)


def plot(x, y, **given_too):
    x, y = np.asarray(x, float), np.asarray(y, float)
    return ScatterPlot("t", "x", "y", x, y, tuple(map(str, range(len(x)))), **given_too)


def slowly_inside(x, y, outline):
    """A ray to the right, one edge after the other."""
    inside = False
    for k in range(len(outline)):
        (x_1, y_1), (x_2, y_2) = outline[k - 1], outline[k]
        if (y_1 > y) != (y_2 > y):
            crossing = x_1 + (y - y_1) * (x_2 - x_1) / (y_2 - y_1)
            if x < crossing:
                inside = not inside
    return inside


@given(CORNERS, st.lists(st.tuples(PLACES, PLACES), min_size=1, max_size=12))
def test_an_outline_encloses_what_the_slow_ray_says(corners, points):
    outline = np.array(corners, float).reshape(-1, 2)
    at = np.array(points, float) + 0.25  # on no corner and on no level edge
    expected = [len(corners) > 2 and slowly_inside(x, y, outline.tolist()) for x, y in at.tolist()]
    assert enclosed(at[:, 0], at[:, 1], outline).tolist() == expected


def test_neighbouring_outlines_share_no_point():
    """A point on the edge between two squares lies in exactly one of them."""
    left = np.array([[0.0, 0], [1, 0], [1, 1], [0, 1]])
    right = left + np.array([1.0, 0.0])
    x, y = np.array([1.0, 1.0]), np.array([0.5, 0.0])
    assert (enclosed(x, y, left).astype(int) + enclosed(x, y, right)).tolist() == [1, 1]


def test_an_outline_that_crosses_itself_leaves_the_doubled_part_out():
    twice = np.array([[0, 0], [4, 0], [4, 4], [0, 4]] * 2, float)
    assert not enclosed(np.array([2.0]), np.array([2.0]), twice).any()


def test_nan_is_in_no_outline_and_near_nothing():
    square = np.array([[0, 0], [4, 0], [4, 4], [0, 4]], float)
    assert enclosed(np.array([np.nan, 2]), np.array([2, 2.0]), square).tolist() == [False, True]
    assert nearest(np.array([np.nan]), np.array([0.0]), (0, 0), 5) is None
    assert nearest(np.zeros(0), np.zeros(0), (0, 0), 5) is None


def test_the_nearest_point_within_reach():
    x, y = np.array([0.0, 10.0, np.nan]), np.array([0.0, 0.0, 0.0])
    assert nearest(x, y, (6, 0), 5) == 1
    assert nearest(x, y, (5, 0), 4) is None


def test_arrows_go_to_the_nearest_point_ahead():
    x, y = np.array([0, 10, 4, -5, 0, np.nan]), np.array([0, 0, 9, 0, 20, 0.0])
    assert neighbour(x, y, 0, "right") == 1  # nearer to the direction than point 2
    assert neighbour(x, y, 0, "left") == 3
    assert neighbour(x, y, 0, "down") == 2
    assert neighbour(x, y, 2, "down") == 4
    assert neighbour(x, y, 0, "up") is None
    assert neighbour(x, y, 1, "right") is None


def test_without_a_place_the_arrows_come_in_from_their_side():
    x, y = np.array([np.nan, 3.0, 1.0, 2.0]), np.array([0.0, 1.0, 2.0, 3.0])
    assert neighbour(x, y, None, "right") == 2
    assert neighbour(x, y, 0, "left") == 1
    assert neighbour(np.zeros(0), np.zeros(0), None, "up") is None
    assert neighbour(np.full(2, np.nan), np.zeros(2), None, "up") is None


@given(st.lists(st.tuples(PLACES, PLACES), min_size=2, max_size=12, unique=True))
def test_every_other_point_can_be_reached_with_the_arrows(points):
    """From anywhere one gets away from a point unless nothing lies in that direction."""
    x, y = np.array(points, float).T
    for direction, ahead in (("right", x), ("left", -x), ("down", y), ("up", -y)):
        for point in range(len(x)):
            reached = neighbour(x, y, point, direction)
            assert (reached is None) == (not (ahead > ahead[point]).any())
            assert reached is None or ahead[reached] > ahead[point]


def test_fault_36_points_without_a_place_are_left_out_and_counted():
    shown = plot([1, np.nan, 3], [1, 2, np.inf], note="n = 1")
    assert shown.drawn().tolist() == [True, False, False]
    assert shown.whole_note() == "n = 1; 2 without a value not drawn"
    assert plot([1], [1]).whole_note() == ""
    assert shown.x_range() == (0.5, 1.5)


def test_the_ranges_hold_points_whiskers_lines_and_band():
    shown = plot(
        [0, 1],
        [0, 1],
        y_intervals=np.array([[-1, 0.5], [np.nan, np.nan]]),
        lines=(ReferenceLine("y", 3.0), ReferenceLine("x", -1.0)),
        band=ReferenceBand(-2.0, 0.0),
    )
    low, high = shown.y_range()
    assert low < -2 < 3 < high < 3.5
    assert shown.x_range()[0] < -1
    assert plot([], []).x_range() == (0.0, 1.0)
    assert plot([1], [2], y_limits=(0, 9)).y_range() == (0, 9)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("y_intervals", np.zeros((2, 3))),
        ("colour_values", np.zeros(3)),
        ("roles", ("plain",)),
    ],
)
def test_parts_of_another_length_are_refused(name, value):
    with pytest.raises(ValueError, match="2 labels"):
        plot([1, 2], [1, 2], **{name: value})


def test_the_colour_scale_looks_at_drawn_points_alone():
    shown = plot([1, np.nan], [1, 1], colour_values=np.array([2.0, 50.0]))
    assert shown.scale_limits() == (0.0, 2.0)
    assert plot([1], [1], colour_limits=(1, 2)).scale_limits() == (1, 2)


def test_plots_that_show_the_same_are_known():
    one = plot([1, np.nan], [1, 2])
    assert looks_the_same(one, plot([1, np.nan], [1, 2]))
    assert not looks_the_same(one, plot([1, np.nan], [1, 3]))
    assert not looks_the_same(one, plot([1, np.nan], [1, 2], struck=frozenset({0})))
    assert not looks_the_same(one, plot([1, np.nan], [1, 2], colour_values=np.zeros(2)))
    assert not looks_the_same(one, None)
