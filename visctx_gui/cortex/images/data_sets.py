"""Opening a data set by its plan: found, read, split, resized, all in memory."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import torch

from visctx_gui.cortex.images.data_places import find_data
from visctx_gui.cortex.images.digits import enlarged_digits, stored_digits, stratified_parts
from visctx_gui.cortex.images.finished_set import check_memory, finished_set
from visctx_gui.cortex.images.folder_sets import open_folder
from visctx_gui.cortex.images.image_set import DataSet, ImageSet
from visctx_gui.cortex.images.image_size import reshaped_images
from visctx_gui.cortex.images.opening import OpeningStep, OpeningSteps, drive
from visctx_gui.cortex.images.published_sets import Labelled, read_published
from visctx_gui.plan.data import FOLDER, DataPlan, check_data
from visctx_gui.plan.wording import DataError, message, translatable


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
    """Whether there is nothing to download of a data set; no file is opened."""
    return name in ("digits", FOLDER) or find_data(name, folder).complete


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
    return drive(opening_steps(plan, folder))


def opening_steps(plan: DataPlan, folder: Path) -> OpeningSteps:
    """The same as `open_data`, in steps: those of a folder of images may be many.

    Yields
    ------
    OpeningStep
        Closing the generator cancels; nothing remains then.
    """
    check_data(plan)
    if plan.name == FOLDER:
        return (yield from open_folder(plan, folder))
    yield OpeningStep(message(translatable("Opening {name}"), name=plan.name), math.nan)
    n_images = plan.facts.n_train + plan.facts.n_test
    check_memory(plan.name, n_images, plan.image_shape)
    parts = _digit_parts(plan) if plan.name == "digits" else _parts(plan, folder)
    train, validation, test = (_image_set(part, plan) for part in parts)
    return finished_set(plan, train, validation, test)


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
