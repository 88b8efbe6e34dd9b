"""Size and colour of whole sets of images."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

LUMINANCE = (0.299, 0.587, 0.114)  # R, G, B; ITU-R BT.601
IMAGES_AT_ONCE = 512


def reshaped_images(images: Tensor, shape: tuple[int, int, int]) -> Tensor:
    """Bring images to a number of channels and a size, antialiased.

    Parameters
    ----------
    images : Tensor
        uint8 (n, 1 or 3, height, width) on the CPU.
    shape : tuple of int
        (1 or 3, height, width) wanted. Colour becomes grey by luminance (ITU-R BT.601); grey
        becomes colour by repeating it.

    Returns
    -------
    Tensor
        uint8 (n, *shape), contiguous; the images themselves where they have that shape already.
    """
    channels, height, width = shape
    if tuple(images.shape[1:]) == shape:
        return images.contiguous()
    reshaped = torch.empty((len(images), *shape), dtype=torch.uint8)
    for first in range(0, len(images), IMAGES_AT_ONCE):
        values = images[first : first + IMAGES_AT_ONCE].to(torch.float32)
        if channels < values.shape[1]:
            red, green, blue = values.unbind(1)
            values = (red * LUMINANCE[0] + green * LUMINANCE[1] + blue * LUMINANCE[2])[:, None]
        if values.shape[2:] != (height, width):
            values = functional.interpolate(
                values, (height, width), mode="bilinear", antialias=True, align_corners=False
            )
        # One channel spreads over three here.
        reshaped[first : first + IMAGES_AT_ONCE] = values.round().clamp(0, 255).to(torch.uint8)
    return reshaped
