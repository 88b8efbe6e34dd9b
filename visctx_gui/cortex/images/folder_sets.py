"""A person's own folder of images as a data set, in memory."""

from __future__ import annotations

import math
import os
from collections.abc import Generator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from visctx_gui.cortex.images.class_split import split_by_class
from visctx_gui.cortex.images.finished_set import check_memory, finished_set
from visctx_gui.cortex.images.folder_choice import (
    ChosenFiles,
    LabelledFile,
    Parts,
    chosen_files,
    without_duplicates,
)
from visctx_gui.cortex.images.folder_listing import WHOLE, FolderListing, list_folder
from visctx_gui.cortex.images.image_files import read_image, readable_name
from visctx_gui.cortex.images.image_set import FolderReport, ImageSet
from visctx_gui.cortex.images.opening import OpeningStep, OpeningSteps
from visctx_gui.cortex.images.skipped_files import SkippedFiles
from visctx_gui.cortex.images.square_picture import is_grey, own_side, square_picture
from visctx_gui.cortex.images.vggface2 import Identity, class_names_from, read_identities
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.wording import DataError, ImageFileError, message, translatable

SPLITS = ("train", "validation", "test")


def open_folder(plan: DataPlan, data_folder: Path) -> OpeningSteps:
    """List, choose, split and read a folder of images.

    Each image is made square: its shorter side resized to `image_size`, the middle cut out.

    Parameters
    ----------
    plan : DataPlan
        Of the data set ``folder``.
    data_folder : Path
        What a relative folder is relative to.

    Yields
    ------
    OpeningStep
        After each image; closing the generator cancels.

    Raises
    ------
    DataError
        Where there are no images, no class is left, or they would need more than 8 GiB.
    """
    folder = data_folder / os.path.expanduser(plan.folder or "")
    listing = yield from _told(list_folder(folder), readable_name(folder.name))
    chosen = chosen_files(listing, plan)
    undivided = _undivided(chosen.parts)
    files = [file.path for part in chosen.parts.values() for file in part]
    side = plan.image_size or own_side(files)
    shape = (1 if plan.colour == "grey" else 3, side, side)
    check_memory(readable_name(folder.name), len(files), shape)  # before any file is read
    chosen = yield from _compared(chosen, undivided, listing.skipped)
    splits = divided(chosen, undivided, plan)
    n_files = sum(len(splits[name]) for name in SPLITS)
    reading = _Reading(plan.colour, shape, n_files, listing.skipped)
    identities = read_identities(listing.root)
    names = class_names_from(chosen.folder_names, identities)
    read = {}
    for name in SPLITS:
        read[name] = yield from reading.part(splits[name])
    if not reading.n_read:
        raise _none_readable(folder, listing.skipped)
    train, validation, test = (reading.image_set(*read[name], names) for name in SPLITS)
    return finished_set(plan, train, validation, test, _report(listing, chosen, identities))


def _report(
    listing: FolderListing, chosen: ChosenFiles, identities: dict[str, Identity]
) -> FolderReport:
    known = [identities.get(name) for name in chosen.folder_names]
    details = tuple("" if one is None else one.sex for one in known) if any(known) else ()
    return FolderReport(
        folder=readable_name(listing.root),
        notes=tuple(chosen.notes),
        n_skipped=listing.skipped.n,
        skipped=tuple(listing.skipped.named),
        class_details=details,
    )


def _told(
    slices: Generator[int, None, FolderListing], name: str
) -> Generator[OpeningStep, None, FolderListing]:
    while True:
        try:
            found = next(slices)
        except StopIteration as end:
            listing: FolderListing = end.value
            return listing
        words = message(translatable("Looking into {name}: {n:,} images"), name=name, n=found)
        yield OpeningStep(words, math.nan)


def _compared(
    chosen: ChosenFiles, undivided: str, skipped: SkippedFiles
) -> Generator[OpeningStep, None, ChosenFiles]:
    slices = without_duplicates(chosen, undivided, skipped)
    step = OpeningStep(message(translatable("Looking for images that stand twice")), math.nan)
    while True:
        try:
            next(slices)
        except StopIteration as end:
            found: ChosenFiles = end.value
            return found
        yield step


def _undivided(parts: Parts) -> str:
    """The part that the missing splits are taken from; empty where none is missing."""
    if WHOLE in parts:
        return WHOLE
    return "" if {"validation", "test"} <= set(parts) else "train"


def divided(chosen: ChosenFiles, undivided: str, plan: DataPlan) -> Parts:
    """All three splits: those that the folder has, the missing ones split off by class.

    Parameters
    ----------
    chosen : ChosenFiles
    undivided : str
        The part that the missing splits are taken from, or empty.
    plan : DataPlan
        Seed, shares and number of validation images.

    Returns
    -------
    dict
        Each split in random order by the seed: the first images of a split are of all classes.
    """
    parts = chosen.parts
    base = parts[undivided] if undivided else parts["train"]
    labels = np.array([file.label for file in base], np.int64)
    n_test = n_validation = 0
    if "test" not in parts:
        n_test = round(plan.test_share_used * len(base))
    if "validation" not in parts:
        wanted = plan.n_validation
        usual = round(plan.validation_share_used * len(base))
        n_validation = usual if wanted is None else wanted
    places = split_by_class(labels, n_test, n_validation, plan.split_seed)
    splits = {}
    for name, own in zip(SPLITS, places, strict=True):
        if name != "train" and name in parts:
            order = np.random.RandomState(plan.split_seed).permutation(len(parts[name]))
            splits[name] = [parts[name][place] for place in order]
        else:
            splits[name] = [base[place] for place in own]
    return splits


class _Reading:
    """Reads the images of all splits into memory.

    Parameters
    ----------
    colour : str
        ``stored``, ``grey`` or ``colour``.
    shape : tuple of int
        (channels, side, side) of each image in memory.
    n_files : int
        In all splits.
    skipped : SkippedFiles
        Files that give no image are noted there.
    """

    def __init__(
        self, colour: str, shape: tuple[int, int, int], n_files: int, skipped: SkippedFiles
    ) -> None:
        self._shape, self._n_files, self._skipped = shape, n_files, skipped
        self._grey_stays = colour == "stored"
        self._n_tried = 0
        self.n_read = 0

    def part(
        self, files: list[LabelledFile]
    ) -> Generator[OpeningStep, None, tuple[NDArray[np.uint8], NDArray[np.int64]]]:
        """Read one split; its images and labels."""
        images = np.empty((len(files), *self._shape), np.uint8)
        labels = np.empty(len(files), np.int64)
        n = 0
        for file in files:
            picture = self._picture(file.path)
            if picture is not None:
                images[n], labels[n] = picture, file.label
                n += 1
            self._n_tried += 1
            yield self._step()
        self.n_read += n
        return images[:n], labels[:n]

    def _picture(self, path: str) -> NDArray[np.uint8] | None:
        try:
            picture, _ = read_image(path)
        except ImageFileError as error:
            self._skipped.refused(path, error.what)
            return None
        if self._grey_stays and not is_grey(picture):
            self._grey_stays = False
        return square_picture(picture, self._shape[1], grey=self._shape[0] == 1)

    def _step(self) -> OpeningStep:
        words = message(
            translatable("Reading images: {n:,} of {total:,}"), n=self._n_tried, total=self._n_files
        )
        return OpeningStep(words, self._n_tried / self._n_files)

    def image_set(
        self, images: NDArray[np.uint8], labels: NDArray[np.int64], names: tuple[str, ...]
    ) -> ImageSet:
        """One split, after all were read: in grey where all images of the folder are."""
        if self._grey_stays and self._shape[0] == 3:
            images = images[:, :1]
        return ImageSet(
            torch.from_numpy(np.ascontiguousarray(images)),
            torch.from_numpy(np.ascontiguousarray(labels)),
            names,
        )


def _none_readable(folder: Path, skipped: SkippedFiles) -> DataError:
    return DataError(
        message(translatable("No image in {folder} can be read."), folder=readable_name(folder)),
        message(translatable("The last one: {reason}"), reason=skipped.named[-1][1]),
    )
