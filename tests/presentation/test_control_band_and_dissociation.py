"""A lesion beside its random draws; two sets against two groups of classes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.presentation.control_band import ControlBand, stacked
from visctx_gui.presentation.dissociation import Dissociation
from visctx_gui.presentation.sameness import looks_the_same


def test_the_spread_is_that_of_the_known_draws():
    draws = np.array([0.9, np.nan, 0.8, 0.7])
    low, middle, high = ControlBand("", 0.5, draws).spread()
    expected = np.quantile([0.9, 0.8, 0.7], (0.025, 0.5, 0.975))
    assert (low, middle, high) == pytest.approx(tuple(expected))
    assert ControlBand("", 0.5, np.array([np.nan])).spread() is None


def test_the_axis_holds_everything_but_a_far_chance():
    near = ControlBand("", 0.5, np.array([0.6, 0.7]), (0.4, 0.55), intact=0.9, chance=0.2)
    low, high = near.value_range()
    assert low < 0.2 < 0.9 < high
    far = ControlBand("", 0.95, np.array([0.96]), intact=0.99, chance=0.1)
    assert 0.9 < far.value_range()[0] < 0.95
    assert ControlBand("", np.nan, np.zeros(0), chance=0.1).value_range() == (0.0, 1.0)
    low, high = ControlBand("", 0.9, np.full(3, 0.9)).value_range()
    assert high - low == pytest.approx(0.02)


@given(st.lists(st.floats(0, 100), max_size=40), st.floats(0.5, 20))
def test_no_dot_covers_another(places, width):
    at = np.array(places)
    steps = stacked(at, width)
    for step in set(steps.tolist()):
        lane = np.sort(at[steps == step])
        assert (np.diff(lane) >= width - 1e-9).all()


def test_dots_spread_to_both_sides_of_the_line():
    assert sorted(stacked(np.zeros(4), 1.0).tolist()) == [-1, 0, 1, 2]
    assert stacked(np.array([0.0, 5.0]), 1.0).tolist() == [0, 0]


def test_draws_of_another_shape_are_refused():
    with pytest.raises(ValueError, match="one row"):
        ControlBand("", 0.5, np.zeros((2, 2)))


def dissociation(**changes):
    return Dissociation(
        "", ("A", "B"), ("1", "2"), np.array([[0.5, 0.9], [0.8, np.nan]]), **changes
    )


def test_a_dissociation_knows_its_intervals_and_axis():
    ends = np.full((2, 2, 2), np.nan)
    ends[0, 1] = 0.85, 0.95
    shown = dissociation(intervals=ends)
    assert shown.interval(0, 1) == (0.85, 0.95)
    assert shown.interval(0, 0) is None
    low, high = shown.value_range()
    assert low == 0
    assert 1 < high < 1.2


@pytest.mark.parametrize(
    ("name", "shape"), [("intervals", (2, 2)), ("intact", (3,)), ("intact_intervals", (2,))]
)
def test_parts_of_another_shape_are_refused(name, shape):
    with pytest.raises(ValueError, match="need shape"):
        dissociation(**{name: np.zeros(shape)})


def test_nan_is_the_same_as_nan():
    assert looks_the_same(dissociation(), dissociation())
    assert looks_the_same(ControlBand("", np.nan, np.ones(1)), ControlBand("", np.nan, np.ones(1)))
    assert not looks_the_same(ControlBand("", 0.1, np.ones(1)), ControlBand("", 0.1, np.ones(2)))
    assert not looks_the_same(dissociation(), dissociation(chance=0.1))
