"""Size and colour of whole sets."""

from __future__ import annotations

import numpy as np
import torch

from tests.cortex.images.examples import random_bytes
from visctx_gui.cortex.images.image_size import IMAGES_AT_ONCE, reshaped_images


def test_the_right_shape_is_left_as_it_is() -> None:
    images = torch.from_numpy(random_bytes(3, 1, 5, 6))
    assert torch.equal(reshaped_images(images, (1, 5, 6)), images)


def test_halving_averages_with_a_triangle_over_four_pixels() -> None:
    """Antialiased bilinear by two: weights 1, 3, 3, 1 over 8, inside the image."""
    images = random_bytes(2, 1, 8, 8)
    weights = np.array([1.0, 3.0, 3.0, 1.0]) / 8
    halved = reshaped_images(torch.from_numpy(images), (1, 4, 4)).numpy()
    for image, small in zip(images[:, 0].astype(float), halved[:, 0], strict=True):
        for y in range(1, 3):
            for x in range(1, 3):
                patch = image[2 * y - 1 : 2 * y + 3, 2 * x - 1 : 2 * x + 3]
                assert abs(small[y, x] - weights @ patch @ weights) <= 0.51


def test_grey_is_luminance_and_colour_repeats_grey() -> None:
    colour = torch.from_numpy(random_bytes(4, 3, 5, 5))
    grey = reshaped_images(colour, (1, 5, 5))
    exact = np.tensordot([0.299, 0.587, 0.114], colour.numpy().astype(float), axes=(0, 1))
    assert np.abs(grey[:, 0].numpy() - exact).max() <= 0.51
    repeated = reshaped_images(grey, (3, 5, 5))
    assert all(torch.equal(repeated[:, channel], grey[:, 0]) for channel in range(3))


def test_pieces_agree_with_the_whole() -> None:
    images = torch.from_numpy(random_bytes(IMAGES_AT_ONCE + 3, 1, 6, 6))
    resized = reshaped_images(images, (3, 9, 9))
    single = torch.cat([reshaped_images(image[None], (3, 9, 9)) for image in images[-5:]])
    assert torch.equal(resized[-5:], single)
    assert resized.is_contiguous()


def test_no_image_stays_no_image() -> None:
    empty = torch.zeros((0, 1, 8, 8), dtype=torch.uint8)
    assert reshaped_images(empty, (3, 4, 4)).shape == (0, 3, 4, 4)
