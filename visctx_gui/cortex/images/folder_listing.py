"""Which images a folder holds, by split and class; nothing is opened yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from visctx_gui.cortex.images.folder_walk import FolderWalk, FoundFile, Slices
from visctx_gui.cortex.images.image_files import readable_name
from visctx_gui.cortex.images.skipped_files import SkippedFiles
from visctx_gui.plan.wording import DataError, Message, message, translatable

SPLIT_FOLDERS = {
    "train": "train",
    "training": "train",
    "val": "validation",
    "valid": "validation",
    "validation": "validation",
    "test": "test",
    "testing": "test",
}
CROP_FOLDERS = ("loose_crop", "tight_crop")  # of VGGFace2
WHOLE = "whole"  # the part of a folder without splits of its own
DEEPEST_WRAPPING = 3  # folders around the class folders that hold nothing else

_ADVICE = message(translatable("Name the folder that holds a sub-folder of images for each class."))

FilesByClass = dict[str, list[FoundFile]]  # folder name of each class -> its files, in order


@dataclass
class FolderListing:
    """What was found.

    Attributes
    ----------
    root : Path
        Where the classes, or the folders of the splits, lie.
    parts : dict
        ``train``, ``validation`` and ``test``, those that are there; or ``whole`` alone.
    skipped : SkippedFiles
    notes : list of Message
        Which of several possibilities was taken.
    """

    root: Path
    parts: dict[str, FilesByClass] = field(default_factory=dict)
    skipped: SkippedFiles = field(default_factory=SkippedFiles)
    notes: list[Message] = field(default_factory=list)


def list_folder(folder: Path) -> Slices[FolderListing]:
    """List the images of a folder: class = sub-folder, in splits where it has such folders.

    Understood are class folders; ``train``, ``val`` (or ``validation``, ``valid``) and ``test``
    with class folders in them; VGGFace2's ``loose_crop`` and ``tight_crop`` around those; the same
    inside a folder that holds nothing else; images without any sub-folder, which are one class.
    Images further down belong to the class folder above them.

    Parameters
    ----------
    folder : Path

    Yields
    ------
    int
        Images found so far, about every 512 entries; closing the generator cancels.

    Raises
    ------
    DataError
        Where the folder is missing or holds no images.
    """
    _check_is_folder(folder)
    walk = FolderWalk()
    listing = FolderListing(folder, skipped=walk.skipped)
    folders = yield from _find_root(walk, listing)
    splits = yield from _split_folders(walk, folders)
    walk.note_around(listing.root, *(place for _, place in splits))
    if splits:
        yield from _list_splits(walk, splits, listing)
        used = {place for _, place in splits}
        for place in folders:
            if place not in used:
                words = translatable("{path} lies beside the folders of the splits.")
                walk.skipped.add(place, words)
    elif folders:
        yield from walk.skip_loose(listing.root)
        listing.parts[WHOLE] = yield from _files_of_classes(walk, folders)
    else:
        files = yield from walk.images_below(listing.root)
        listing.parts[WHOLE] = {listing.root.name: files} if files else {}
    if not any(listing.parts.values()):
        raise _no_images(folder, walk.skipped)
    return listing


def _check_is_folder(folder: Path) -> None:
    try:
        is_folder = folder.is_dir()
    except (OSError, ValueError):  # such as a name that is too long for the system
        is_folder = False
    if not is_folder:
        raise DataError(
            message(translatable("There is no folder {folder}."), folder=readable_name(folder)),
            _ADVICE,
        )


def _list_splits(
    walk: FolderWalk, splits: list[tuple[str, Path]], listing: FolderListing
) -> Slices[None]:
    for name, place in splits:
        folders, _ = yield from walk.look_into(place)
        yield from walk.skip_loose(place)
        classes = yield from _files_of_classes(walk, folders)
        known = listing.parts.setdefault(name, {})  # val and valid may both be there
        for class_name, files in classes.items():
            known.setdefault(class_name, []).extend(files)


def _find_root(walk: FolderWalk, listing: FolderListing) -> Slices[list[Path]]:
    """Go down to where the classes or splits are; returns the folders there."""
    folders, files = yield from walk.look_into(listing.root)
    for _ in range(DEEPEST_WRAPPING):
        crops = [one for name in CROP_FOLDERS for one in folders if one.name == name]
        if crops:
            inner = crops[0]
            if len(crops) > 1:
                listing.notes.append(
                    message(
                        translatable("{taken} is used; name {other} itself to use that."),
                        taken=crops[0].name,
                        other=crops[1].name,
                    )
                )
        elif len(folders) == 1 and not files and folders[0].name.lower() not in SPLIT_FOLDERS:
            inner = folders[0]
        else:
            return folders
        inner_folders, inner_files = yield from walk.look_into(inner)
        if not inner_folders:
            return folders
        listing.root, folders, files = inner, inner_folders, inner_files
    return folders


def _split_folders(walk: FolderWalk, folders: list[Path]) -> Slices[list[tuple[str, Path]]]:
    """The folders named like splits that hold class folders."""
    splits: list[tuple[str, Path]] = []
    for folder in folders:
        name = SPLIT_FOLDERS.get(folder.name.lower())
        if name is not None:
            classes, _ = yield from walk.look_into(folder)
            if classes:
                splits.append((name, folder))
    return splits


def _files_of_classes(walk: FolderWalk, folders: list[Path]) -> Slices[FilesByClass]:
    classes: FilesByClass = {}
    walk.set_apart(*folders)
    for folder in folders:
        if walk.is_around(folder):
            walk.skipped.add(folder, translatable("{path} is a link to a folder around it."))
            continue
        files = yield from walk.images_below(folder)
        if files:
            classes[folder.name] = files
    return classes


def _no_images(folder: Path, skipped: SkippedFiles) -> DataError:
    what = message(translatable("No images found in {folder}."), folder=readable_name(folder))
    if skipped.named:
        words = translatable("Left out: {n} files; the first: {reason}")
        return DataError(what, message(words, n=skipped.n, reason=skipped.named[0][1]))
    return DataError(what, _ADVICE)
