"""Pictures of any size made square, and the size that suits a folder of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from visctx_gui.cortex.images.image_files import picture_size
from visctx_gui.plan.data import USUAL_FOLDER_SIDE

LARGEST_OWN_SIDE = 256  # pixels; larger squares are reduced unless a person asks for them
PICTURES_LOOKED_AT = 16


def square_picture(picture: NDArray[np.uint8], side: int, *, grey: bool) -> NDArray[np.uint8]:
    """Resize the shorter side and cut out the middle.

    Parameters
    ----------
    picture : uint8 array (height, width, 3)
        At least 1 x 1 pixel.
    side : int
        In pixels, of the square that is wanted.
    grey : bool
        Whether to reduce to luminance, 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601).

    Returns
    -------
    uint8 array (1 or 3, side, side)
        Resized by cubic convolution, antialiased where the picture gets smaller.
    """
    image = Image.fromarray(picture)
    if grey:
        image = image.convert("L")
    if image.size != (side, side):
        shorter = min(image.size)
        left, top = (image.width - shorter) / 2, (image.height - shorter) / 2
        box = (left, top, left + shorter, top + shorter)
        image = image.resize((side, side), Image.Resampling.BICUBIC, box=box)
    pixels = np.asarray(image)
    return pixels[None] if grey else pixels.transpose(2, 0, 1)


def is_grey(picture: NDArray[np.uint8]) -> bool:
    """Whether red, green and blue are equal everywhere; (height, width, 3)."""
    first = picture[..., 0]
    return bool((first == picture[..., 1]).all() and (first == picture[..., 2]).all())


def own_side(paths: Sequence[str]) -> int:
    """The side of images that are all squares of one size, up to 256 px; otherwise 64 px.

    Parameters
    ----------
    paths : sequence of str
        Of these 16, spread evenly, are looked at, their headers only.
    """
    step = max(1, len(paths) // PICTURES_LOOKED_AT)
    sizes = {picture_size(Path(path)) for path in paths[::step][:PICTURES_LOOKED_AT]} - {None}
    if len(sizes) != 1:
        return USUAL_FOLDER_SIDE
    width, height = sizes.pop() or (0, 0)
    return width if width == height and 4 <= width <= LARGEST_OWN_SIDE else USUAL_FOLDER_SIDE
