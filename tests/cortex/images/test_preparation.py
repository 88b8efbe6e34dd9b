"""Network input, and pictures fitted to a network."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cortex.images.examples import random_bytes
from visctx_gui.cortex.images.preparation import fit_image, network_input


def test_unit_input_is_pixels_over_255_bit_for_bit() -> None:
    images = torch.arange(256, dtype=torch.uint8).reshape(4, 1, 8, 8)
    prepared = network_input(images, (0.0,), (1.0,))
    assert torch.equal(prepared, images.to(torch.float32) / 255)
    assert prepared.dtype == torch.float32


@pytest.mark.parametrize("batch", [(), (5,)])
def test_each_channel_is_standardised_with_its_own_mean_and_sd(batch: tuple[int, ...]) -> None:
    images = torch.from_numpy(random_bytes(*batch, 3, 4, 5))
    mean, sd = (0.49, 0.48, 0.45), (0.25, 0.24, 0.26)
    slow = (images.double() / 255 - torch.tensor(mean).double()[:, None, None]) / torch.tensor(
        sd
    ).double()[:, None, None]
    assert torch.allclose(network_input(images, mean, sd).double(), slow, atol=1e-6)


def test_the_pixels_themselves_are_left_alone() -> None:
    images = torch.from_numpy(random_bytes(2, 1, 4, 4))
    before = images.clone()
    network_input(images, (0.5,), (0.5,))
    assert torch.equal(images, before)


def test_a_picture_of_the_right_size_is_left_as_it_is() -> None:
    picture = random_bytes(6, 5, 3)
    fitted, note = fit_image(picture, (3, 6, 5))
    assert np.array_equal(fitted.numpy(), picture.transpose(2, 0, 1))
    assert note.english() == ""


def test_grey_is_luminance() -> None:
    picture = np.zeros((4, 4, 3), np.uint8)
    picture[..., 1] = 200
    fitted, _ = fit_image(picture, (1, 4, 4))
    assert fitted.tolist() == [[[117] * 4] * 4]  # 0.587 x 200


def test_a_little_too_wide_is_cut_on_both_sides() -> None:
    picture = np.zeros((20, 36, 3), np.uint8)
    picture[:, 8:28] = 255  # what is left in the middle
    fitted, note = fit_image(picture, (1, 10, 10))
    assert (fitted[0, :, 1:-1] == 255).all()
    assert note.english() == "middle cut out and resized from 36 x 20 to 10 x 10 px"


def test_far_too_long_is_shown_whole_on_black() -> None:
    picture = np.full((100, 10, 3), 255, np.uint8)
    fitted, note = fit_image(picture, (1, 20, 20))
    assert np.flatnonzero(fitted[0].amax(dim=0)).tolist() == [9, 10]
    assert (fitted[0, :, 9:11] == 255).all()
    assert "on black" in note.english()


def test_shrinking_averages_instead_of_skipping_pixels() -> None:
    stripes = np.zeros((64, 64, 3), np.uint8)
    stripes[:, ::2] = 255
    fitted, _ = fit_image(stripes, (1, 8, 8))
    assert (fitted.to(torch.int64) - 128).abs().max() <= 6


@given(
    size=st.tuples(st.integers(1, 70), st.integers(1, 70)),
    shape=st.tuples(st.sampled_from([1, 3]), st.integers(1, 30), st.integers(1, 30)),
    value=st.integers(0, 255),
)
@settings(max_examples=80, deadline=None)
def test_fault_31_any_size_and_constant_pictures_fit(
    size: tuple[int, int], shape: tuple[int, int, int], value: int
) -> None:
    fitted, note = fit_image(np.full((*size, 3), value, np.uint8), shape)
    assert tuple(fitted.shape) == shape
    assert fitted.dtype == torch.uint8
    assert set(fitted.unique().tolist()) <= {0, value}
    assert fitted.max() == value
    assert (note.english() == "") == (size == shape[1:])
