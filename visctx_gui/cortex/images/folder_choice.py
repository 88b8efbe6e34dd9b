"""Which classes and images of a listed folder are used."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass, field, replace
from typing import IO

import numpy as np

from visctx_gui.cortex.images.folder_listing import WHOLE, FilesByClass, FolderListing
from visctx_gui.cortex.images.folder_walk import natural_key
from visctx_gui.cortex.images.image_files import readable_name
from visctx_gui.cortex.images.skipped_files import SkippedFiles
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.wording import DataError, Message, message, translatable

MOST_CLASSES = 10_000
PIECE_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class LabelledFile:
    """An image file and its class."""

    path: str
    size_bytes: int
    label: int


Parts = dict[str, list[LabelledFile]]  # by split, or ``whole``


@dataclass
class ChosenFiles:
    """The files that are used.

    Attributes
    ----------
    folder_names : tuple of str
        Of the classes; a label is a place in it.
    parts : dict
        Of these, ``whole`` (or ``train`` where a split is missing) is still to be divided.
    notes : list of Message
        What was left out on purpose.
    """

    folder_names: tuple[str, ...]
    parts: Parts
    notes: list[Message] = field(default_factory=list)


def chosen_files(listing: FolderListing, plan: DataPlan) -> ChosenFiles:
    """Choose classes and images as the plan says.

    The classes are those of the training folder. A test or validation folder is used for the
    classes it shares with that; one that shares none is left out, as the test identities of
    VGGFace2 are. Without a training folder all images are taken together and divided anew.

    Raises
    ------
    DataError
        Where no class is left, or more than 10,000 are.
    """
    base_name, parts, notes = _base(listing)
    base = parts[base_name]
    names = _chosen_classes(base, plan)
    _check_number(len(names), plan)
    left_out = len(base) - len(names)
    if left_out:
        words = translatable("{n} of {total} classes are left out, as the plan says.")
        notes.append(message(words, n=left_out, total=len(base)))
    labels = {name: label for label, name in enumerate(names)}
    chosen: Parts = {}
    for part, classes in parts.items():
        most = plan.images_per_class if part == base_name else None
        chosen[part] = _labelled(classes, labels, most, plan.split_seed)
        strange = sum(len(files) for name, files in classes.items() if name not in base)
        if strange:
            words = translatable("{n} images of {part} are of classes that training lacks.")
            notes.append(message(words, n=strange, part=part))
    used = {part: files for part, files in chosen.items() if files or part == base_name}
    return ChosenFiles(names, used, notes)


def _base(listing: FolderListing) -> tuple[str, dict[str, FilesByClass], list[Message]]:
    """The part that says which classes there are, and all parts."""
    notes = list(listing.notes)
    parts = {name: classes for name, classes in listing.parts.items() if classes}
    if WHOLE in parts:
        return WHOLE, parts, notes
    if "train" in parts:
        return "train", parts, notes
    together: FilesByClass = {}
    for classes in parts.values():
        for name, files in classes.items():
            together.setdefault(name, []).extend(files)
    words = translatable("There is no training folder: the images of {parts} are divided anew.")
    notes.append(message(words, parts=", ".join(parts)))
    in_order = {name: together[name] for name in sorted(together, key=natural_key)}
    return WHOLE, {WHOLE: in_order}, notes


def _chosen_classes(base: FilesByClass, plan: DataPlan) -> tuple[str, ...]:
    enough = [name for name, files in base.items() if len(files) >= (plan.fewest_images or 1)]
    if plan.most_classes is None or len(enough) <= plan.most_classes:
        return tuple(enough)
    largest = sorted(enough, key=lambda name: -len(base[name]))  # stable: ties by name
    taken = set(largest[: plan.most_classes])
    return tuple(name for name in enough if name in taken)


def _check_number(n_classes: int, plan: DataPlan) -> None:
    if n_classes == 0:
        raise DataError(
            message(translatable("No class has {n} images."), n=plan.fewest_images or 1),
            message(translatable("Lower data.fewest_images.")),
        )
    if n_classes > MOST_CLASSES:
        raise DataError(
            message(
                translatable("{n} classes are more than the {most} that are possible."),
                n=n_classes,
                most=MOST_CLASSES,
            ),
            message(translatable("Choose some of them by data.most_classes.")),
        )


def _labelled(
    classes: FilesByClass, labels: dict[str, int], most: int | None, seed: int
) -> list[LabelledFile]:
    random = np.random.RandomState(seed)  # its numbers are promised for ever
    files: list[LabelledFile] = []
    for name, found in classes.items():
        if name not in labels:
            continue
        taken = found
        if most is not None and len(found) > most:
            places = np.sort(random.permutation(len(found))[:most])
            taken = [found[place] for place in places]
        files += [LabelledFile(path, size, labels[name]) for path, size in taken]
    return files


# ---- the same image twice ----------------------------------------------------------------------


def without_duplicates(
    chosen: ChosenFiles, divided: str, skipped: SkippedFiles
) -> Generator[None, None, ChosenFiles]:
    """Leave out files whose content stands elsewhere too, so that no image is in two splits.

    The copy in the test part stays, then that in the validation part. In the part that is still
    to be divided, the first of several stays; elsewhere an image may stand twice.

    Parameters
    ----------
    chosen : ChosenFiles
    divided : str
        The part that is still to be divided, or empty.
    skipped : SkippedFiles
        Each one left out is noted there.

    Yields
    ------
    None
        After each file, and each MiB of a long one.
    """
    everything = [file for files in chosen.parts.values() for file in files]
    sizes = Counter(file.size_bytes for file in everything)
    seen: dict[bytes, tuple[str, str]] = {}  # content -> part and path
    kept: Parts = {}
    n_left_out = 0
    for part in sorted(chosen.parts, key=_rank):
        kept[part] = []
        for file in chosen.parts[part]:
            if sizes[file.size_bytes] > 1:
                content = yield from _content(file.path)
                other_part, other = seen.setdefault(content, (part, file.path))
                if other != file.path and (other_part != part or part == divided):
                    words = translatable("{path} has the same content as {other}.")
                    skipped.add(file.path, words, other=readable_name(other))
                    n_left_out += 1
                    continue
            kept[part].append(file)
    notes = list(chosen.notes)
    if n_left_out:
        words = translatable("Duplicates left out: {n}. No image is in two splits.")
        notes.append(message(words, n=n_left_out))
    in_order = {part: kept[part] for part in chosen.parts}
    return replace(chosen, parts=in_order, notes=notes)


def _rank(part: str) -> int:
    return ("test", "validation", "train", WHOLE).index(part)


def _content(path: str) -> Generator[None, None, bytes]:
    """A digest of a file; of one that cannot be read, its path: reading it will say why."""
    digest = hashlib.blake2b(digest_size=32)
    try:
        with open(path, "rb") as file:
            while piece := _piece(file):
                digest.update(piece)
                yield
    except (OSError, ValueError):
        digest.update(path.encode("utf-8", "surrogateescape"))
        digest.update(b"unreadable")
    yield
    return digest.digest()


def _piece(file: IO[bytes]) -> bytes:
    return file.read(PIECE_BYTES)
