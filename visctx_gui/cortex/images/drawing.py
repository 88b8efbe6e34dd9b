"""From a drawing to what a network sees, the way its data set was made."""

from __future__ import annotations

import math

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from visctx_gui.cortex.images.digits import enlarged_digits
from visctx_gui.cortex.images.image_size import reshaped_images
from visctx_gui.cortex.images.preparation import fit_image

Floats = NDArray[np.float64]

BITMAP_SIDE = 32  # of the bitmaps behind scikit-learn's digits
BLOCK_SIDE = 4
INK_SHARE = 0.25  # of the peak; fainter edges of strokes were white in the originals
USUAL_WIDTH = 20  # of a digit in its bitmap, in pixels
USUAL_INK = 312  # ink pixels of a bitmap; the same within a few for all 1,797 digits
STROKE_SIGMA = 1.0  # pixels; how smoothly strokes are thickened or thinned to the usual ink

MNIST_SIDE = 28
MNIST_BOX = 20
MNIST_CENTRE = 14.5


def prepare_drawing(
    pixels: NDArray[np.uint8], data_name: str, shape: tuple[int, int, int]
) -> Tensor:
    """Treat a drawing as the makers of a data set treated handwriting.

    ``digits``: the bounding box is brought to a 32x32 bitmap, upright, with the amount of ink
    usual there; ink is counted in 4x4 blocks; the 8x8 counts are enlarged to 28x28 (M. D. Garris
    et al., NIST Form-Based Handprint Recognition System, NISTIR 5469, 1994; E. Alpaydin &
    C. Kaynak, UCI 1998). ``mnist``: fitted into a 20x20 box, its centre of mass put into the
    middle of 28x28 (Y. LeCun et al., The MNIST database). Others: fitted as it is.

    Parameters
    ----------
    pixels : uint8 array (height, width)
        Strokes 255 on 0.
    data_name : str
        Key of the data set the network was trained on.
    shape : tuple of int
        (channels, height, width) of the network's input.

    Returns
    -------
    Tensor
        uint8 (channels, height, width); all 0 for an empty drawing.
    """
    if pixels.size == 0 or not pixels.any():
        return torch.zeros(shape, dtype=torch.uint8)
    if data_name == "digits":
        prepared = enlarged_digits(block_counts(pixels)[None])[0]
    elif data_name == "mnist":
        prepared = _centred_on_mass(_fitted_to_box(pixels))
    else:
        return fit_image(pixels, shape)[0]
    return reshaped_images(torch.from_numpy(prepared)[None, None], shape)[0]


def block_counts(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A drawing as one of scikit-learn's digits is stored.

    Parameters
    ----------
    pixels : uint8 array (height, width)
        Strokes 255 on 0, not empty.

    Returns
    -------
    uint8 array (8, 8)
        Ink pixels of each 4x4 block, 0..16.
    """
    bitmap = _upright(_usual_ink(_on_field(_fitted_to_bitmap(pixels))))
    columns = np.flatnonzero(bitmap.any(axis=0))
    left = (int(columns[0]) + int(columns[-1]) + 1 - BITMAP_SIDE) // 2
    square = bitmap[:, max(0, left) : max(0, left) + BITMAP_SIDE]
    blocks = square.reshape(BITMAP_SIDE // BLOCK_SIDE, BLOCK_SIDE, BITMAP_SIDE // BLOCK_SIDE, -1)
    return np.asarray(blocks.sum(axis=(1, 3)), dtype=np.uint8)


def _ink_box(pixels: NDArray[np.uint8], share: float) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) of what is brighter than a share of the peak; ends exclusive."""
    ink = pixels > share * int(pixels.max())
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _resized_ink(
    pixels: NDArray[np.uint8], box: tuple[int, int, int, int], width: float, height: float
) -> NDArray[np.uint8]:
    size = (max(1, round(width)), max(1, round(height)))
    image = Image.fromarray(np.ascontiguousarray(pixels)).crop(box)
    resized = np.asarray(image.resize(size, Image.Resampling.BICUBIC)).astype(np.float64)
    # Thin strokes fade when made smaller; ink is ink.
    return np.asarray(np.rint(resized * (255.0 / max(1.0, resized.max()))), dtype=np.uint8)


def _fitted_to_box(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The bounding box as large as fits into 20 x 20, its proportions kept."""
    box = _ink_box(pixels, 0.0)
    width, height = box[2] - box[0], box[3] - box[1]
    scale = MNIST_BOX / max(width, height)
    return _resized_ink(pixels, box, width * scale, height * scale)


def _fitted_to_bitmap(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The bounding box, half way (in logarithms) between kept proportions and 20 x 32 pixels.

    The originals were stretched, but by how much is not documented; half way reads best.
    """
    box = _ink_box(pixels, INK_SHARE)
    width, height = box[2] - box[0], box[3] - box[1]
    scale = BITMAP_SIDE / max(width, height)
    return _resized_ink(
        pixels,
        box,
        math.sqrt(width * scale * USUAL_WIDTH),
        math.sqrt(height * scale * BITMAP_SIDE),
    )


def _on_field(strokes: NDArray[np.uint8]) -> Floats:
    """Strokes in the middle of a field 32 high, wide enough for making them upright."""
    height, width = strokes.shape
    field = np.zeros((BITMAP_SIDE, 3 * BITMAP_SIDE))
    top, left = (field.shape[0] - height) // 2, (field.shape[1] - width) // 2
    field[top : top + height, left : left + width] = strokes
    return field


def _usual_ink(field: Floats) -> NDArray[np.bool_]:
    """A bitmap with thicker or thinner strokes, so that about 312 pixels are ink."""
    height, width = field.shape
    smooth = _gaussian_weights(height) @ field @ _gaussian_weights(width)
    threshold = np.partition(smooth, -USUAL_INK, axis=None)[-USUAL_INK]
    return np.asarray(smooth >= max(threshold, 8.0))


def _gaussian_weights(n: int) -> Floats:
    places = np.arange(n, dtype=np.float64)
    weights = np.exp(-((places[:, None] - places[None, :]) ** 2) / (2.0 * STROKE_SIGMA**2))
    return np.asarray(weights / (STROKE_SIGMA * math.sqrt(2.0 * math.pi)))


def _upright(bitmap: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Sheared so that the leftmost ink of the first and of the last row stand in one column."""
    rows = np.flatnonzero(bitmap.any(axis=1))
    top, bottom = int(rows[0]), int(rows[-1])
    slant = int(bitmap[top].argmax()) - int(bitmap[bottom].argmax())
    upright = np.zeros_like(bitmap)
    for row in range(top, bottom + 1):
        shift = round(slant * (bottom - row) / max(1, bottom - top))
        upright[row] = np.roll(bitmap[row], -shift)
    return upright


def _centred_on_mass(strokes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Strokes on 28x28 with their centre of mass nearest to the middle of pixel (14, 14).

    Found from the images: done to MNIST's own test images, this gives them back.
    """
    height, width = strokes.shape
    ink = strokes.astype(np.float64)
    mass_y = float((ink.sum(axis=1) * (np.arange(height) + 0.5)).sum() / ink.sum())
    mass_x = float((ink.sum(axis=0) * (np.arange(width) + 0.5)).sum() / ink.sum())
    top = min(max(round(MNIST_CENTRE - mass_y), 0), MNIST_SIDE - height)
    left = min(max(round(MNIST_CENTRE - mass_x), 0), MNIST_SIDE - width)
    centred = np.zeros((MNIST_SIDE, MNIST_SIDE), dtype=np.uint8)
    centred[top : top + height, left : left + width] = strokes
    return centred
