"""Single images from files and folders."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
import torch
from torch.nn import functional

from visctx_gui.cortex.images.image_files import readable_name
from visctx_gui.cortex.images.image_folders import OpenedImage, read_images
from visctx_gui.engine.messages import Bytes, JobProgress, OpenedImages, OpenImages
from visctx_gui.engine.session import Session
from visctx_gui.engine.snapshots import frozen
from visctx_gui.plan.wording import Message, message, translatable

LARGEST_SIDE = 96  # pixels of the reduced picture


def open_images(
    session: Session, request: OpenImages
) -> Generator[JobProgress, None, OpenedImages]:
    """Read every file; what cannot be used is listed with its reason."""
    paths: list[str] = []
    pictures: list[Bytes] = []
    notes: list[tuple[str, Message]] = []
    refused: list[tuple[str, Message]] = []
    for number, one in enumerate(read_images(request.paths), start=1):
        path = str(one.path)
        if isinstance(one, OpenedImage):
            paths.append(path)
            pictures.append(reduced(one.picture))
            if one.note.template:
                notes.append((path, one.note))
        else:
            refused.append((path, one.reason))
        yield JobProgress(
            message(
                translatable("Reading images: {n}, {name}"),
                n=number,
                name=readable_name(one.path.name),
            ),
            float("nan"),
            float("nan"),
        )
    return OpenedImages(tuple(paths), tuple(pictures), tuple(notes), tuple(refused))


def reduced(picture: Bytes) -> Bytes:
    """A copy of a picture whose longer side has at most 96 px.

    Parameters
    ----------
    picture : uint8 array (height, width, 3)

    Returns
    -------
    uint8 array, read-only
    """
    height, width = picture.shape[:2]
    shrink = min(1.0, LARGEST_SIDE / max(height, width))
    if shrink == 1.0:
        small = np.array(picture, order="C", copy=True)
    else:
        size = (max(1, round(height * shrink)), max(1, round(width * shrink)))
        planes = torch.from_numpy(picture).permute(2, 0, 1)[None]  # (1, 3, height, width)
        resized = functional.interpolate(planes, size=size, mode="bilinear", antialias=True)
        small = np.array(resized[0].permute(1, 2, 0).numpy(), order="C", copy=True)
    return frozen(small)
