"""Opening a data set by its plan: found, read, split, resized, all in memory."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from visctx_gui.cortex.images.data_places import find_data
from visctx_gui.cortex.images.digits import enlarged_digits, stored_digits, stratified_parts
from visctx_gui.cortex.images.image_set import DataSet, ImageSet
from visctx_gui.cortex.images.image_size import reshaped_images
from visctx_gui.cortex.images.published_sets import Labelled, read_published
from visctx_gui.plan.data import DataPlan, check_data
from visctx_gui.plan.wording import DataError, message, translatable

LARGEST_DATA_SET_BYTES = 8 * 2**30
Numbers = tuple[float, ...]


def data_folder(given: str | None = None) -> Path:
    """The folder that data sets are looked for in, whether it exists or not.

    Parameters
    ----------
    given : str, optional
        A folder named by the person; without it the environment variable ``VISCTX_DATA``;
        without that ``visctx-gui/data`` in the platform's folder for data of programs.
    """
    named = given or os.environ.get("VISCTX_DATA")
    if named:
        return Path(named).expanduser()
    return platform_data_folder(sys.platform, os.environ, Path.home()) / "visctx-gui" / "data"


def platform_data_folder(platform: str, environment: Mapping[str, str], home: Path) -> Path:
    """The platform's folder for data of programs.

    Parameters
    ----------
    platform : str
        As `sys.platform` names it.
    environment : mapping of str to str
    home : Path
    """
    if platform == "win32":
        return Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
    if platform == "darwin":
        return home / "Library" / "Application Support"
    named = environment.get("XDG_DATA_HOME", "")
    # A relative XDG path must be ignored (XDG Base Directory Specification 0.8).
    return Path(named) if os.path.isabs(named) else home / ".local" / "share"


def data_found(name: str, folder: Path) -> bool:
    """Whether all files of a data set are there; they are not opened."""
    return name == "digits" or find_data(name, folder).complete


def open_data(plan: DataPlan, folder: Path) -> DataSet:
    """Read a data set and split it.

    Parameters
    ----------
    plan : DataPlan
        Which set, its size and split.
    folder : Path
        From `data_folder`.

    Returns
    -------
    DataSet
        In CPU memory.

    Raises
    ------
    PlanError
        Where the plan itself is impossible.
    DataError
        Where files are missing (names the folder, the layout expected and the download) or
        damaged, or the images would need more than 8 GiB.
    """
    check_data(plan)
    _check_memory(plan)
    parts = _digit_parts(plan) if plan.name == "digits" else _parts(plan, folder)
    splits = tuple(_image_set(part, plan) for part in parts)
    mean, sd = ((0.0,), (1.0,)) if plan.normalisation == "unit" else mean_and_sd(splits[0].images)
    train, validation, test = splits
    return DataSet(plan, train, validation, test, _sha256(splits), mean, sd)


def _check_memory(plan: DataPlan) -> None:
    channels, height, width = plan.image_shape
    needed = (plan.facts.n_train + plan.facts.n_test) * channels * height * width
    if needed > LARGEST_DATA_SET_BYTES:
        raise DataError(
            message(
                translatable(
                    "{name} at {height} x {width} px would need {needed:.0f} GB of memory."
                ),
                name=plan.name,
                height=height,
                width=width,
                needed=needed / 1e9,
            ),
            message(translatable("Choose a smaller data.image_size.")),
        )


def _image_set(part: Labelled, plan: DataPlan) -> ImageSet:
    images, labels = part
    return ImageSet(reshaped_images(images, plan.image_shape), labels, plan.facts.class_names)


def _digit_parts(plan: DataPlan) -> list[Labelled]:
    counts, labels = stored_digits()
    sizes = (plan.facts.n_test, plan.n_validation_used)
    test, validation, train = stratified_parts(labels, sizes, plan.split_seed)
    images = torch.from_numpy(enlarged_digits(counts)[:, None])
    all_labels = torch.from_numpy(labels)
    return [(images[places], all_labels[places]) for places in (train, validation, test)]


def _parts(plan: DataPlan, folder: Path) -> list[Labelled]:
    (images, labels), test = read_published(plan.name, folder)
    n_train = len(images) - plan.n_validation_used
    if n_train < 1:
        raise DataError(
            message(
                translatable("{name} in {folder} has only {n} training images."),
                name=plan.name,
                folder=str(folder),
                n=len(images),
            ),
            message(translatable("Lower data.n_validation, or download the whole set.")),
        )
    return [(images[:n_train], labels[:n_train]), (images[n_train:], labels[n_train:]), test]


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
