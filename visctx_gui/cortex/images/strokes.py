"""Small random changes of handwriting, as hands make them."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional

LARGEST_SHIFT = 0.1  # of the image's side
LARGEST_ROTATION_RADIANS = math.radians(20.0)
LARGEST_SCALE_LOG = math.log(1.3)  # each axis by itself
LARGEST_SHEAR = 0.4  # shift of a row, in rows of distance
LARGEST_THICKNESS = 1.0  # 1 is a whole pixel more, or less, on each side of a stroke


def vary_strokes(images: Tensor, generator: torch.Generator) -> Tensor:
    """Shift, turn, scale, shear and thicken or thin each image, all by chance.

    Parameters
    ----------
    images : Tensor
        uint8 (b, channels, height, width), bright strokes on 0; channels move together.
    generator : torch.Generator
        The only source of chance: the same state gives the same images on a CPU.

    Returns
    -------
    Tensor
        uint8, new, of the same shape, on the same device.
    """
    b, _, height, width = images.shape
    chance = torch.rand((b, 7), generator=generator, device=generator.device)
    chance = (2.0 * chance - 1.0).to(images.device, non_blocking=True)  # each in -1..1
    strokes = _thickened(images, chance[:, 6] * LARGEST_THICKNESS)
    grid = functional.affine_grid(
        _affine(chance, height, width), [b, 1, height, width], align_corners=False
    )
    moved = functional.grid_sample(
        strokes, grid, mode="bilinear", padding_mode="zeros", align_corners=False
    )
    return moved.round_().clamp_(0.0, 255.0).to(torch.uint8)


def _affine(chance: Tensor, height: int, width: int) -> Tensor:
    """Matrices (b, 2, 3) from places in the new image to places in the old, in half sides."""
    angle = chance[:, 0] * LARGEST_ROTATION_RADIANS
    scale_x = torch.exp(chance[:, 1] * LARGEST_SCALE_LOG)
    scale_y = torch.exp(chance[:, 2] * LARGEST_SCALE_LOG)
    shear = chance[:, 3] * LARGEST_SHEAR
    cosine, sine = torch.cos(angle), torch.sin(angle)
    row_x = torch.stack(
        (
            scale_x * cosine,
            scale_x * (shear * cosine - sine) * (height / width),
            chance[:, 4] * (2.0 * LARGEST_SHIFT),
        ),
        dim=1,
    )
    row_y = torch.stack(
        (
            scale_y * sine * (width / height),
            scale_y * (shear * sine + cosine),
            chance[:, 5] * (2.0 * LARGEST_SHIFT),
        ),
        dim=1,
    )
    return torch.stack((row_x, row_y), dim=1)


def _thickened(images: Tensor, amount: Tensor) -> Tensor:
    """Mix each image with its 3x3 maximum (amount above 0) or minimum (below 0); float32."""
    # Shifted maxima of bytes: 25 times as fast as max_pool2d on a CPU.
    grown = _of_neighbours(images, torch.maximum, 0)
    shrunk = _of_neighbours(images, torch.minimum, 255)
    share = amount[:, None, None, None]
    target = torch.where(share > 0, grown, shrunk).to(torch.float32)
    return torch.lerp(images.to(torch.float32), target, share.abs())


def _of_neighbours(
    images: Tensor, choose: Callable[[Tensor, Tensor], Tensor], outside: int
) -> Tensor:
    """The largest or smallest of each pixel and its eight neighbours."""
    padded = functional.pad(images, (1, 1, 1, 1), value=outside)
    rows = choose(choose(padded[..., :-2], padded[..., 1:-1]), padded[..., 2:])
    return choose(choose(rows[..., :-2, :], rows[..., 1:-1, :]), rows[..., 2:, :])
