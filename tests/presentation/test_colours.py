"""Colours: tables, limits, fixed roles."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from visctx_gui.presentation.colours import (
    DARK_ROLES,
    LIGHT_ROLES,
    NAN_COLOUR,
    NAN_INDEX,
    colour_index,
    colour_table,
    limits_for,
    packed_colour,
    packed_table,
    role_colour,
    sequential_limits,
    symmetric_limits,
    unpacked,
)

FLOATS = arrays(np.float32, st.integers(0, 40), elements=st.floats(width=32))
# Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB.
WITHOUT_RED = [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
]
WITHOUT_GREEN = [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.011820, 0.042940, 0.968881],
]


def lab(colour, vision=None):
    """CIE L*a*b* (D65) of ``#rrggbb``, as an eye with this matrix sees it."""
    red_green_blue = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(
        red_green_blue <= 0.04045, red_green_blue / 12.92, ((red_green_blue + 0.055) / 1.055) ** 2.4
    )
    if vision is not None:
        linear = np.clip(np.array(vision) @ linear, 0, 1)
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    scaled = to_xyz @ linear / np.array([0.9505, 1.0, 1.089])
    root = np.where(scaled > 0.008856, np.cbrt(scaled), 7.787 * scaled + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def slow_index(value, low, high):
    if np.isnan(value):
        return NAN_INDEX
    if not high - low > 1e-30:
        return 128
    return int(np.clip((float(value) - low) / (high - low), 0, 1) * 255 + 0.5)


def test_viridis_has_its_published_ends():
    table = colour_table("sequential")
    assert table[0].tolist() == [0x44, 0x01, 0x54, 255]
    assert table[255].tolist() == [0xFD, 0xE7, 0x25, 255]


def test_the_diverging_table_is_neutral_and_lightest_in_its_middle():
    table = colour_table("diverging")[:, :3].astype(int)
    assert np.ptp(table[127]) <= 3
    assert table.sum(axis=1).argmax() in range(120, 136)
    assert table[0, 2] > table[0, 0]
    assert table[255, 2] < table[255, 0]


@pytest.mark.parametrize("colours", ["diverging", "sequential", "grey"])
def test_tables_are_opaque_read_only_and_agree_with_their_packed_form(colours):
    table = colour_table(colours)
    assert table.shape == (256, 4)
    assert (table[:, 3] == 255).all()
    assert not table.flags.writeable
    np.testing.assert_array_equal(unpacked(packed_table(colours)[:256]), table)


@pytest.mark.parametrize("colours", ["diverging", "sequential", "grey"])
def test_the_colour_of_nan_is_far_from_every_other(colours):
    assert packed_table(colours)[NAN_INDEX] == packed_colour(NAN_COLOUR)
    nan = lab(NAN_COLOUR)
    nearest = min(
        float(np.linalg.norm(lab(f"#{red:02x}{green:02x}{blue:02x}") - nan))
        for red, green, blue, _ in colour_table(colours)
    )
    assert nearest > 40


@given(FLOATS, st.floats(-1e3, 1e3), st.just(0.0) | st.floats(1e-20, 1e3))
def test_index_agrees_with_the_slow_one(values, low, span):
    low, high = float(np.float32(low)), float(np.float32(low + span))
    index = colour_index(values, low, high)
    expected = np.array([slow_index(value, low, high) for value in values], int)
    assert (np.abs(index.astype(int) - expected) <= 1).all()
    np.testing.assert_array_equal(index == NAN_INDEX, np.isnan(values))


def test_zero_has_the_middle_colour_and_infinity_the_ends():
    index = colour_index(np.array([0.0, -np.inf, np.inf, -2.0, 2.0]), -2.0, 2.0)
    assert index.tolist() == [128, 0, 255, 0, 255]


@given(FLOATS, st.booleans())
def test_symmetric_limits_are_symmetric_and_positive(values, robust):
    low, high = symmetric_limits(values, robust)
    assert low == -high
    assert high > 0
    finite = values[np.isfinite(values)]
    if not robust and (finite != 0).any():
        assert high == pytest.approx(float(np.abs(finite).max()))


@given(FLOATS, st.booleans())
def test_sequential_limits_hold_zero(values, robust):
    low, high = sequential_limits(values, robust)
    assert low <= 0 <= high
    assert low < high


def test_robust_limits_ignore_a_single_outlier_among_many():
    values = np.linspace(-1, 1, 10_001)
    values[5] = 1e6
    assert symmetric_limits(values)[1] == 1e6
    assert symmetric_limits(values, robust=True)[1] == pytest.approx(1, abs=0.01)
    assert sequential_limits(values, robust=True)[1] == pytest.approx(1, abs=0.01)


def test_limits_of_a_large_array_still_hold_its_extreme():
    values = np.zeros(200_000, np.float32)
    values[101_001] = -7
    assert symmetric_limits(values) == (-7, 7)


def test_pictures_in_grey_always_span_all_of_uint8():
    assert limits_for(np.array([3, 4], np.uint8), "grey") == (0, 255)


@pytest.mark.parametrize("roles", [LIGHT_ROLES, DARK_ROLES], ids=["light", "dark"])
@pytest.mark.parametrize(
    "vision", [None, WITHOUT_RED, WITHOUT_GREEN], ids=["full", "no red", "no green"]
)
def test_fault_68_roles_drawn_together_stay_apart_for_every_eye(roles, vision):
    for together in (
        ("intact", "lesioned", "random control"),
        ("training", "validation", "chance"),
        ("selected", "lesioned"),
    ):
        for one, other in itertools.combinations(together, 2):
            distance = np.linalg.norm(lab(roles[one], vision) - lab(roles[other], vision))
            assert distance > 15, (one, other, distance)


@pytest.mark.parametrize(("dark", "paper"), [(False, "#f4f5f7"), (True, "#1f2329")])
def test_every_role_is_readable_on_its_background(dark, paper):
    for role in LIGHT_ROLES:
        assert abs(lab(role_colour(role, dark))[0] - lab(paper)[0]) > 30, role
