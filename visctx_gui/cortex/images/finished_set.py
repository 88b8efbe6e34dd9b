"""A data set made of its splits, with the numbers that belong to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor

from visctx_gui.cortex.images.image_set import DataSet, FolderReport, ImageSet
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.wording import DataError, message, translatable

LARGEST_DATA_SET_BYTES = 8 * 2**30
Numbers = tuple[float, ...]


def check_memory(name: str, n_images: int, shape: tuple[int, int, int]) -> None:
    """Refuse a data set whose images would need more than 8 GiB.

    Parameters
    ----------
    name : str
        For the sentence.
    n_images : int
    shape : tuple of int
        (channels, height, width) of each image, a byte each.

    Raises
    ------
    DataError
    """
    channels, height, width = shape
    needed = n_images * channels * height * width
    if needed > LARGEST_DATA_SET_BYTES:
        raise DataError(
            message(
                translatable(
                    "{name} at {height} x {width} px would need {needed:.0f} GB of memory."
                ),
                name=name,
                height=height,
                width=width,
                needed=needed / 1e9,
            ),
            message(translatable("Choose a smaller data.image_size.")),
        )


def finished_set(
    plan: DataPlan,
    train: ImageSet,
    validation: ImageSet,
    test: ImageSet,
    report: FolderReport | None = None,
) -> DataSet:
    """The data set of three splits, with its checksum and the numbers of its normalisation."""
    as_it_is = plan.normalisation == "unit" or train.n == 0
    mean, sd = ((0.0,), (1.0,)) if as_it_is else mean_and_sd(train.images)
    checksum = _sha256((train, validation, test))
    return DataSet(plan, train, validation, test, checksum, mean, sd, report)


def mean_and_sd(images: Tensor) -> tuple[Numbers, Numbers]:
    """Mean and standard deviation of each channel, over all pixels of all images.

    Parameters
    ----------
    images : Tensor
        uint8 (n, channels, height, width), n >= 1.

    Returns
    -------
    tuple of float
        Mean, in units of pixels / 255.
    tuple of float
        Standard deviation (of the population), likewise; 1 for a channel without variation.
    """
    channels = images.shape[1]
    total = torch.zeros(channels, dtype=torch.float64)
    squares = torch.zeros(channels, dtype=torch.float64)
    for piece in torch.split(images, 2048):  # sums of whole numbers in float64: exact, in any order
        values = piece.to(torch.float64)
        total += values.sum(dim=(0, 2, 3))
        squares += (values * values).sum(dim=(0, 2, 3))
    n = images.numel() / channels
    mean = total / n
    sd = (squares / n - mean * mean).clamp_min(0.0).sqrt() / 255.0
    sd[sd == 0.0] = 1.0
    return tuple((mean / 255.0).tolist()), tuple(sd.tolist())


def _sha256(splits: Iterable[ImageSet]) -> str:
    digest = hashlib.sha256()
    for part in splits:
        for tensor in (part.images, part.labels):
            array = tensor.numpy()
            digest.update(f"{array.dtype.str}{array.shape}".encode())
            digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()
