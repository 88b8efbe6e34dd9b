"""From pixels to network input, and from any picture to the shape a network takes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from visctx_gui.plan.wording import NOTHING_TO_ADD, Message, message, translatable

LARGEST_CROP = 2.0  # a picture longer than this, against the network's shape, is padded instead


def network_input(images: Tensor, mean: Sequence[float], sd: Sequence[float]) -> Tensor:
    """Turn pixels into network input: ``(images / 255 - mean) / sd``.

    Every path from pixels to a network goes through here, so training, probes and drawings agree.

    Parameters
    ----------
    images : Tensor
        uint8 (..., channels, height, width), 0..255, on any device.
    mean, sd : sequence of float
        One for all channels or one per channel, in units of pixels / 255; sd above 0.

    Returns
    -------
    Tensor
        float32, new, of the same shape and on the same device. Nothing waits for the device.
    """
    prepared = images.to(torch.float32).div_(255.0)
    if len(mean) == 1:
        return _standardised(prepared, mean[0], sd[0])
    for channel, (channel_mean, channel_sd) in enumerate(zip(mean, sd, strict=True)):
        _standardised(prepared.select(-3, channel), channel_mean, channel_sd)
    return prepared


def _standardised(values: Tensor, mean: float, sd: float) -> Tensor:
    # Plain numbers, in place: a tensor of means would be copied to the device at each batch.
    if mean != 0.0:
        values.sub_(mean)
    if sd != 1.0:
        values.div_(sd)
    return values


def fit_image(picture: NDArray[np.uint8], shape: tuple[int, int, int]) -> tuple[Tensor, Message]:
    """Bring any picture to the shape a network takes, its proportions kept.

    The middle of the picture is cut out where its proportions are near those of the network
    (up to 2 to 1); a longer one is shown whole, on black. Resizing is antialiased.

    Parameters
    ----------
    picture : uint8 array (height, width, 3), or (height, width) for grey
        At least 1 x 1 pixel.
    shape : tuple of int
        (channels, height, width) of the network's input, 1 or 3 channels. Grey is luminance
        0.299 R + 0.587 G + 0.114 B (ITU-R BT.601).

    Returns
    -------
    Tensor
        uint8 (channels, height, width).
    Message
        What was done; empty where nothing was.
    """
    channels, height, width = shape
    image = Image.fromarray(np.ascontiguousarray(picture))
    image = image.convert("L" if channels == 1 else "RGB")
    if image.size == (width, height):
        fitted, note = image, NOTHING_TO_ADD
    else:
        fitted, note = _resized(image, width, height)
    pixels = np.asarray(fitted).reshape(height, width, channels)
    return torch.from_numpy(np.array(pixels.transpose(2, 0, 1), order="C")), note


def _resized(image: Image.Image, width: int, height: int) -> tuple[Image.Image, Message]:
    stretch = (image.width / image.height) / (width / height)
    if 1 / LARGEST_CROP <= stretch <= LARGEST_CROP:
        cut_width = image.width / max(stretch, 1.0)
        cut_height = image.height * min(stretch, 1.0)
        left, top = (image.width - cut_width) / 2, (image.height - cut_height) / 2
        box = (left, top, left + cut_width, top + cut_height)
        fitted = image.resize((width, height), Image.Resampling.BICUBIC, box=box)
        template = (
            translatable("resized from {from_width} x {from_height} to {width} x {height} px")
            if stretch == 1.0
            else translatable(
                "middle cut out and resized from {from_width} x {from_height} "
                "to {width} x {height} px"
            )
        )
    else:
        shrink = min(width / image.width, height / image.height)
        inner = (
            max(1, min(width, round(image.width * shrink))),
            max(1, min(height, round(image.height * shrink))),
        )
        fitted = Image.new(image.mode, (width, height))
        place = ((width - inner[0]) // 2, (height - inner[1]) // 2)
        fitted.paste(image.resize(inner, Image.Resampling.BICUBIC), place)
        template = translatable(
            "resized whole from {from_width} x {from_height} px, on black, to {width} x {height} px"
        )
    note = message(
        template, from_width=image.width, from_height=image.height, width=width, height=height
    )
    return fitted, note
