"""Curves: thinning, smoothing, limits that outliers do not move."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from visctx_gui.presentation.curves import (
    Band,
    Curve,
    CurvePlot,
    Marker,
    decimated,
    looks_the_same,
    outlier_proof_limits,
)

HEIGHTS = arrays(
    np.float64, st.integers(1, 400), elements=st.one_of(st.floats(-1e6, 1e6), st.just(np.nan))
)


def curve_of(y):
    return Curve("loss", np.arange(len(y)), np.asarray(y))


@given(HEIGHTS, st.integers(2, 60))
def test_a_thinned_curve_is_short_keeps_its_extremes_and_invents_nothing(y, n):
    thin = decimated(curve_of(y), n)
    assert len(thin.x) <= n + 2
    assert (np.diff(thin.x) >= 0).all()
    np.testing.assert_array_equal(thin.y, y[thin.x])
    if np.isfinite(y).any():
        assert np.nanmax(thin.y) == np.nanmax(y)
        assert np.nanmin(thin.y) == np.nanmin(y)


def test_a_short_curve_is_not_touched_and_one_point_is_too_few():
    curve = curve_of([1.0, 2.0])
    assert decimated(curve, 2) is curve
    with pytest.raises(ValueError, match="at least 2 points"):
        decimated(curve, 1)


def test_a_wild_value_does_not_flatten_the_rest():
    y = np.linspace(1, 2, 1000)
    y[10] = 1e9
    low, high = outlier_proof_limits([y])
    assert 0 < low < 1
    assert 2 < high < 4


def test_extremes_that_are_no_outliers_are_inside():
    low, high = outlier_proof_limits([np.array([1.0, 2.0, 3.0])])
    assert low < 1
    assert high > 3


def test_infinity_and_nan_do_not_count_and_a_log_axis_leaves_out_zero():
    low, high = outlier_proof_limits([np.array([np.nan, np.inf, 0.0, 0.1, 1.0])], log=True)
    assert 0.05 < low < 0.1
    assert 1 < high < 2


@given(HEIGHTS, st.booleans())
def test_limits_are_always_usable(y, log):
    low, high = outlier_proof_limits([y], log)
    assert np.isfinite([low, high]).all()
    assert low < high
    assert low > 0 or not log


@pytest.mark.parametrize(("log", "expected"), [(False, (0, 1)), (True, (0.1, 1))])
def test_nothing_drawn_still_has_axes(log, expected):
    assert outlier_proof_limits([], log) == expected


def test_chance_and_markers_are_inside():
    plot = CurvePlot(
        "", "", "", (curve_of([0.9, 0.95]),), markers=(Marker(0, 0.99, "best"),), chance=0.1, percent=True
    )  # fmt: skip
    low, high = plot.y_range()
    assert 0 <= low < 0.1
    assert 0.99 < high <= 1.03


def test_bands_count_for_both_ranges():
    band = Band("random", np.array([0, 9]), np.array([-4.0, 0]), np.array([1.0, 6]))
    plot = CurvePlot("", "", "", (curve_of([1.0, 2.0]),), bands=(band,))
    assert plot.x_range() == (0, 9)
    assert plot.y_range()[0] < -3.9
    assert plot.y_range()[1] > 5.9


def test_given_limits_win_and_a_single_point_has_room():
    plot = CurvePlot("", "", "", (curve_of([1.0]),), x_limits=(3, 4), y_limits=(5, 6))
    assert (plot.x_range(), plot.y_range()) == ((3, 4), (5, 6))
    assert CurvePlot("", "", "", (curve_of([1.0]),)).x_range() == (-0.5, 0.5)
    assert CurvePlot("", "", "").x_range() == (0, 1)


def test_x_and_y_must_be_of_one_length():
    with pytest.raises(ValueError, match="one length"):
        Curve("", np.arange(3), np.arange(2))


def test_plots_that_look_the_same():
    x, y = np.arange(4.0), np.array([1, np.nan, 3, 4])
    plot = CurvePlot("a", "x", "y", (Curve("c", x, y, "training"),), bands=(Band("b", x, y, y),))
    again = CurvePlot(
        "a", "x", "y", (Curve("c", x.copy(), y.copy(), "training"),), bands=(Band("b", x, y, y),)
    )
    assert looks_the_same(plot, again)
    for other in (
        replace(plot, title="b"),
        replace(plot, chance=0.1),
        replace(plot, bands=()),
        replace(plot, curves=(Curve("c", x, y, "validation"),)),
        replace(plot, curves=(Curve("c", x[:3], y[:3], "training"),)),
        replace(plot, curves=(Curve("c", x, y + 1, "training"),)),
        replace(plot, bands=(Band("b", x, y, y + 1),)),
    ):
        assert not looks_the_same(plot, other)
