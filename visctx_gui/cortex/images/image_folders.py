"""Several images at once: files, and the images in folders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visctx_gui.cortex.images.image_files import read_image, readable_name
from visctx_gui.plan.wording import ImageFileError, Message, message, translatable

SUFFIXES = frozenset(
    {".avif", ".bmp", ".dib", ".gif", ".ico", ".j2k", ".jp2", ".jpe", ".jpeg", ".jpg", ".pbm",
     ".pcx", ".pgm", ".png", ".pnm", ".ppm", ".qoi", ".sgi", ".tif", ".tiff", ".webp"}
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class OpenedImage:
    """An image that was read.

    Attributes
    ----------
    path : Path
        Its file.
    picture : uint8 array (height, width, 3)
        As `read_image` gives it.
    note : Message
        What was changed; empty where nothing was.
    """

    path: Path
    picture: NDArray[np.uint8]
    note: Message


@dataclass(frozen=True)
class RefusedImage:
    """A file or folder that gave no image, and the sentence that says why."""

    path: Path
    reason: Message


def read_images(paths: Sequence[Path | str]) -> Iterator[OpenedImage | RefusedImage]:
    """Read files and folders one by one, in the order given.

    Parameters
    ----------
    paths : sequence of Path or str
        A folder stands for the image files in it and in its sub-folders (one for each class),
        not deeper, in the order of their names with numbers by value.

    Yields
    ------
    OpenedImage or RefusedImage
        One for each file; a folder without images, or that cannot be read, is refused as a whole.
    """
    for path in map(Path, paths):
        if path.is_dir():
            yield from _read_folder(path)
        else:
            yield _read_file(path)


def _read_file(path: Path) -> OpenedImage | RefusedImage:
    try:
        picture, note = read_image(path)
    except ImageFileError as error:
        return RefusedImage(path, error.what)
    return OpenedImage(path, picture, note)


def _read_folder(folder: Path) -> Iterator[OpenedImage | RefusedImage]:
    found = False
    for path in _entries(folder):
        for file in _entries(path) if isinstance(path, Path) and path.is_dir() else [path]:
            if isinstance(file, RefusedImage):
                found = True
                yield file
            elif file.suffix.lower() in SUFFIXES and not file.is_dir():
                found = True
                yield _read_file(file)
    if not found:
        yield RefusedImage(
            folder,
            message(translatable("No images found in {folder}."), folder=readable_name(folder)),
        )


def _entries(folder: Path) -> list[Path | RefusedImage]:
    """What lies in a folder, hidden names left out; a refusal where it cannot be listed."""
    try:
        entries = [path for path in folder.iterdir() if not path.name.startswith(".")]
    except OSError as error:
        reason = message(
            translatable("{path} cannot be read: {reason}."),
            path=readable_name(folder),
            reason=error.strerror or str(error),
        )
        return [RefusedImage(folder, reason)]
    return [*sorted(entries, key=_by_number)]


def _by_number(path: Path) -> tuple[list[tuple[int, str]], str]:
    parts = re.split(r"(\d+)", path.name)
    key = [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
    return key, path.name
