"""Orientation of kernels: 0 degrees is a horizontal bar, counter-clockwise, as on the screen."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from visctx_gui.cortex.lesions.kernel_orientation import grating_amplitude, kernel_orientation

Kernel = NDArray[np.float64]


def gabor(side: int, degrees: float, frequency: float, sigma: float, phase: float) -> Kernel:
    """A patch with bars of an orientation; the second axis points down."""
    y, x = np.mgrid[:side, :side] - (side - 1) / 2
    theta = math.radians(degrees)
    across = math.sin(theta) * x + math.cos(theta) * y
    envelope = np.exp(-(x**2 + y**2) / (2 * sigma**2))
    return np.asarray(envelope * np.cos(2 * math.pi * frequency * across + phase))


def distance(one: float, other: float) -> float:
    """Between two orientations, in degrees."""
    return abs((one - other + 90) % 180 - 90)


def preferred(kernel: Kernel) -> float:
    return float(kernel_orientation(kernel[None, None]).preferred_degrees[0])


@pytest.mark.parametrize(
    ("side", "frequency", "sigma"),
    [(5, 0.25, 1.0), (5, 0.2, 1.5), (7, 0.25, 1.3), (7, 0.2, 2.0), (11, 0.2, 2.0), (11, 0.1, 2.5)],
)
@pytest.mark.parametrize("degrees", [0.0, 20.0, 45.0, 71.0, 90.0, 118.0, 135.0, 176.0])
def test_gabor_kernels_have_their_orientation(
    side: int, frequency: float, sigma: float, degrees: float
) -> None:
    for phase in (0.0, 0.7, math.pi / 2, 2.5):
        kernel = gabor(side, degrees, frequency, sigma, phase)
        assert distance(preferred(kernel), degrees) < 3.0
        found = kernel_orientation(kernel[None, None])
        assert found.selectivity[0] > 0.3
        assert found.cycles_per_pixel[0] == pytest.approx(frequency, abs=0.06)


def test_trap_t25_bars_as_seen_on_the_screen() -> None:
    horizontal = np.zeros((5, 5))
    horizontal[2] = 1.0
    rising = np.fliplr(np.eye(5))  # from the lower left to the upper right
    assert distance(preferred(horizontal), 0.0) < 1e-6
    assert preferred(horizontal.T) == pytest.approx(90.0)
    assert preferred(rising) == pytest.approx(45.0)
    assert preferred(np.eye(5)) == pytest.approx(135.0)


@given(st.integers(0, 10_000), st.integers(2, 9), st.integers(1, 3))
def test_quarter_turns_and_mirrors_turn_the_orientation(seed: int, side: int, colours: int) -> None:
    kernels = np.random.default_rng(seed).normal(size=(4, colours, side, side))
    before = kernel_orientation(kernels)
    turned = kernel_orientation(np.rot90(kernels, axes=(2, 3)))  # counter-clockwise
    mirrored = kernel_orientation(kernels[..., ::-1])
    clear = before.selectivity > 1e-3
    for one, other in zip(
        turned.preferred_degrees[clear], before.preferred_degrees[clear], strict=True
    ):
        assert distance(one, other + 90) < 1e-6
    for one, other in zip(
        mirrored.preferred_degrees[clear], before.preferred_degrees[clear], strict=True
    ):
        assert distance(one, -other) < 1e-6
    np.testing.assert_allclose(turned.selectivity, before.selectivity, atol=1e-9)
    np.testing.assert_allclose(mirrored.selectivity, before.selectivity, atol=1e-9)


@given(st.integers(0, 10_000), st.floats(0.01, 100), st.floats(-5, 5), st.sampled_from([-1, 1]))
def test_size_sign_and_mean_of_a_kernel_do_not_count(
    seed: int, size: float, even: float, sign: int
) -> None:
    kernels = np.random.default_rng(seed).normal(size=(3, 2, 5, 5))
    before, after = kernel_orientation(kernels), kernel_orientation(sign * size * kernels + even)
    np.testing.assert_allclose(after.selectivity, before.selectivity, atol=1e-6)
    assert ((before.selectivity >= 0) & (before.selectivity <= 1)).all()
    assert ((before.preferred_degrees >= 0) & (before.preferred_degrees < 180)).all()


def test_a_round_blob_is_not_selective() -> None:
    y, x = np.mgrid[:7, :7] - 3.0
    found = kernel_orientation(np.exp(-(x**2 + y**2) / 4.0)[None, None])
    assert found.selectivity[0] < 0.01


def test_flat_kernels_have_no_orientation() -> None:
    kernels = np.zeros((4, 3, 5, 5), dtype=np.float32)
    kernels[1] = 0.1
    kernels[2] = np.array([0.1, -0.3, 0.7], dtype=np.float32)[:, None, None]
    kernels[3, 0, 0, 0] = math.nan
    found = kernel_orientation(kernels)
    for values in (found.preferred_degrees, found.selectivity, found.cycles_per_pixel):
        assert np.isnan(values).all()
    assert np.isnan(kernel_orientation(np.ones((2, 1, 1, 1))).selectivity).all()
    assert kernel_orientation(np.zeros((0, 1, 5, 5))).selectivity.shape == (0,)


def test_colours_add_their_power() -> None:
    red, blue = gabor(7, 30.0, 0.2, 2.0, 0.0), gabor(7, 30.0, 0.2, 2.0, math.pi / 2)
    both = np.stack([red, blue])[None]
    assert distance(float(kernel_orientation(both).preferred_degrees[0]), 30.0) < 3.0
    opposed = np.stack([red, -red])[None]  # red-green: silent for grey, tuned all the same
    assert kernel_orientation(opposed).selectivity == pytest.approx(
        kernel_orientation(red[None, None]).selectivity
    )


def test_amplitude_is_the_largest_answer_to_a_grating_that_drifts() -> None:
    kernel = np.random.default_rng(0).normal(size=(1, 2, 5, 4))
    theta, frequency = np.array([0.4, 2.0]), np.array([0.15, 0.3])
    found = grating_amplitude(kernel, theta, frequency)
    y, x = np.mgrid[:5, :4]
    for i, f in enumerate(frequency):
        for j, angle in enumerate(theta):
            across = math.sin(angle) * x + math.cos(angle) * y
            phases = np.linspace(0, 2 * math.pi, 720, endpoint=False)[:, None, None]
            drifting = np.cos(2 * math.pi * f * across - phases)  # (phases, height, width)
            largest = [float((kernel[0, c] * drifting).sum((1, 2)).max()) for c in (0, 1)]
            assert found[0, i, j] == pytest.approx(math.hypot(*largest), rel=1e-4)


def test_other_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="colours"):
        kernel_orientation(np.ones((3, 5, 5)))
