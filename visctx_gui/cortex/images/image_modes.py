"""From any way of storing pixels to 8-bit red, green and blue."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from visctx_gui.plan.wording import Message, message, translatable

GREY_BACKGROUND = 128  # behind what is transparent
LARGEST_16_BIT = 65535
WIDE_GREY_FORMATS = ("PNG", "PPM")  # their 32-bit mode in Pillow carries 16-bit numbers


def rgb_pixels(image: Image.Image) -> tuple[NDArray[np.uint8], list[Message]]:
    """Pixels in 8-bit colour.

    Parameters
    ----------
    image : PIL image
        Loaded, of any mode.

    Returns
    -------
    uint8 array (height, width, 3)
        Transparent parts lie on mid grey. 16-bit values are divided by 257; Pillow's own
        conversion would clip them to white. Floating point numbers are taken as 0..1 or 0..255
        where they lie there, and stretched from smallest to largest otherwise.
    list of Message
        What was changed beyond a mere change of format.

    Raises
    ------
    ValueError
        For a mode without a known way to colour, or numbers that are all NaN or infinite.
    """
    if image.mode.startswith("I;16"):
        return _from_16_bit(np.asarray(image))
    if image.mode == "I":
        if image.format in WIDE_GREY_FORMATS:
            return _from_16_bit(np.asarray(image))
        return _stretched(np.asarray(image).astype(np.float64))
    if image.mode == "F":
        return _from_numbers(np.asarray(image).astype(np.float64))
    if image.has_transparency_data:
        return _on_grey(image.convert("RGBA"))
    if image.mode == "LAB":
        return np.asarray(_from_lab(image)), [_converted(image.mode)]
    notes = [_converted(image.mode)] if image.mode == "CMYK" else []
    return np.asarray(image.convert("RGB")), notes


def _converted(mode: str) -> Message:
    return message(translatable("colours converted from {mode}"), mode=mode)


def _from_lab(image: Image.Image) -> Image.Image:
    from PIL import ImageCms

    converted = ImageCms.profileToProfile(
        image, ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
    if converted is None:
        raise ValueError("LAB")
    return converted


def _on_grey(image: Image.Image) -> tuple[NDArray[np.uint8], list[Message]]:
    smallest_alpha = image.getchannel("A").getextrema()[0]
    if smallest_alpha == 255:
        return np.asarray(image.convert("RGB")), []
    background = Image.new("RGBA", image.size, (GREY_BACKGROUND,) * 3 + (255,))
    shown = Image.alpha_composite(background, image).convert("RGB")
    return np.asarray(shown), [message(translatable("transparent parts shown on grey"))]


def _from_16_bit(values: NDArray[np.generic]) -> tuple[NDArray[np.uint8], list[Message]]:
    clipped = np.clip(values.astype(np.int64), 0, LARGEST_16_BIT)
    note = message(translatable("16-bit values scaled to 0..255"))
    return _grey(((clipped + 128) // 257).astype(np.uint8)), [note]


def _from_numbers(values: NDArray[np.float64]) -> tuple[NDArray[np.uint8], list[Message]]:
    finite = values[np.isfinite(values)]
    if finite.size == 0:
        raise ValueError("no finite number in it")
    low, high = float(finite.min()), float(finite.max())
    filled = np.where(np.isfinite(values), values, low)
    if low >= 0.0 and high <= 1.0:
        note = message(translatable("numbers from 0 to 1 scaled to 0..255"))
        return _grey(np.rint(filled * 255.0).astype(np.uint8)), [note]
    if low >= 0.0 and high <= 255.0:
        return _grey(np.rint(filled).astype(np.uint8)), []
    return _stretched(filled)


def _stretched(values: NDArray[np.float64]) -> tuple[NDArray[np.uint8], list[Message]]:
    low, high = float(values.min()), float(values.max())
    if high == low:  # a constant picture has no range to stretch
        return _grey(np.full(values.shape, GREY_BACKGROUND, np.uint8)), [
            message(translatable("every pixel is {value:.6g}, shown as grey"), value=low)
        ]
    note = message(
        translatable("numbers from {low:.6g} to {high:.6g} scaled to 0..255"), low=low, high=high
    )
    return _grey(np.rint((values - low) / (high - low) * 255.0).astype(np.uint8)), [note]


def _grey(values: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.repeat(values[:, :, None], 3, axis=2)
