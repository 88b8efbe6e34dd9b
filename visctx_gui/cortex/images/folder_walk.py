"""Walking through folders of any size: in slices, in the order of names, never in a circle."""

from __future__ import annotations

import contextlib
import heapq
import os
import re
import stat
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TypeVar

from visctx_gui.cortex.images.image_folders import SUFFIXES
from visctx_gui.cortex.images.skipped_files import SkippedFiles
from visctx_gui.plan.wording import translatable

ENTRIES_AT_ONCE = 512
DEEPEST = 32  # folders inside folders

FoundFile = tuple[str, int]  # path, size in bytes
Found = TypeVar("Found")
Slices = Generator[int, None, Found]  # yields the number of images found so far


class FolderWalk:
    """One walk; it remembers which folders it has seen, so that it cannot go in a circle.

    A folder that is linked to may be a class; links to folders inside a class are not followed.

    Attributes
    ----------
    found : int
        Images found so far.
    skipped : SkippedFiles
        What was left out; hidden names (with a dot in front) are passed over without a word.
    """

    def __init__(self) -> None:
        self.found = 0
        self.skipped = SkippedFiles()
        self._seen: set[tuple[int, int]] = set()
        self._set_apart: set[tuple[int, int]] = set()
        self._around: set[tuple[int, int]] = set()

    def set_apart(self, *folders: Path) -> None:
        """Folders whose images belong to no other folder's class: those of the classes and above."""
        for folder in folders:
            with contextlib.suppress(OSError, ValueError):
                self._set_apart.add(_identity(str(folder)))

    def note_around(self, *folders: Path) -> None:
        """Folders that hold the class folders; a class cannot be one of them."""
        for folder in folders:
            with contextlib.suppress(OSError, ValueError):
                self._around.add(_identity(str(folder)))
        self.set_apart(*folders)

    def is_around(self, folder: Path) -> bool:
        """Whether a class folder is a link to one of the folders that hold it."""
        try:
            return _identity(str(folder)) in self._around
        except (OSError, ValueError):  # reading it will say why
            return False

    def look_into(self, folder: Path) -> Slices[tuple[list[Path], list[Path]]]:
        """Sub-folders and image files of one folder, by name, without remembering anything.

        Returns
        -------
        list of Path, list of Path
            Empty where the folder cannot be read.
        """
        folders: list[Path] = []
        files: list[Path] = []
        unnoted = SkippedFiles()
        for entry in (yield from self._entries(str(folder), unnoted)):
            if _is_folder(entry, unnoted):
                folders.append(Path(entry.path))
            elif is_image_name(entry.name):
                files.append(Path(entry.path))
        return folders, files

    def images_below(self, folder: Path) -> Slices[list[FoundFile]]:
        """All image files in a class folder and below it, each with its size."""
        files: list[FoundFile] = []
        waiting = [(str(folder), 0)]
        while waiting:
            place, depth = waiting.pop()
            if not self._is_new(place, inside=depth > 0):
                continue
            below: list[str] = []
            entries = yield from self._entries(place, self.skipped)
            for number, entry in enumerate(entries, start=1):
                if _is_folder(entry, self.skipped):
                    if entry.is_symlink():
                        words = translatable("{path} is a link to a folder and was not followed.")
                        self.skipped.add(entry.path, words)
                    else:
                        below.append(entry.path)
                elif (size_bytes := self._image_size(entry)) is not None:
                    files.append((entry.path, size_bytes))
                    self.found += 1
                if number % ENTRIES_AT_ONCE == 0:
                    yield self.found
            if depth < DEEPEST:
                waiting += [(path, depth + 1) for path in reversed(below)]
            yield self.found
        return files

    def skip_loose(self, folder: Path) -> Slices[None]:
        """Note the files that lie beside class folders; no class is theirs."""
        for entry in (yield from self._entries(str(folder), SkippedFiles())):
            if not _is_folder(entry, SkippedFiles()):
                if is_image_name(entry.name):
                    words = translatable("{path} lies in no class folder.")
                else:
                    words = translatable("{path} is no image file.")
                self.skipped.add(entry.path, words)

    def _is_new(self, place: str, *, inside: bool) -> bool:
        try:
            identity = _identity(place)
        except (OSError, ValueError) as error:
            self.skipped.unreadable(place, _system_error(error))
            return False
        if identity in self._seen or (inside and identity in self._set_apart):
            self.skipped.add(place, translatable("{path} is a folder that was read before."))
            return False
        self._seen.add(identity)
        return True

    def _image_size(self, entry: os.DirEntry[str]) -> int | None:
        if not is_image_name(entry.name):
            self.skipped.add(entry.path, translatable("{path} is no image file."))
            return None
        try:
            facts = entry.stat()
        except OSError as error:  # a link to nothing, or in a circle
            self.skipped.unreadable(entry.path, error)
            return None
        if not stat.S_ISREG(facts.st_mode):  # a pipe would never end
            self.skipped.add(entry.path, translatable("{path} is not a regular file."))
            return None
        return facts.st_size

    def _entries(self, place: str, skipped: SkippedFiles) -> Slices[Iterator[os.DirEntry[str]]]:
        """What lies in a folder, hidden names left out, numbers in names by value."""
        runs: list[list[_Keyed]] = [[]]
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    runs[-1].append((natural_key(entry.name), entry.name, entry))
                    if len(runs[-1]) == ENTRIES_AT_ONCE:
                        runs[-1].sort(key=_order)
                        runs.append([])
                        yield self.found
        except OSError as error:
            skipped.unreadable(place, error)
        runs[-1].sort(key=_order)
        return (entry for _, _, entry in heapq.merge(*runs, key=_order))


def _identity(place: str) -> tuple[int, int]:
    facts = os.stat(place)
    return facts.st_dev, facts.st_ino


NaturalKey = tuple[tuple[int, str], ...]
_Keyed = tuple[NaturalKey, str, "os.DirEntry[str]"]


def natural_key(name: str) -> NaturalKey:
    """Sorts names with the numbers in them by value: s2 before s10."""
    parts = re.split(r"(\d+)", name)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def _order(keyed: _Keyed) -> tuple[NaturalKey, str]:
    return keyed[:2]


def is_image_name(name: str) -> bool:
    """Whether a file's name ends like that of an image."""
    return os.path.splitext(name)[1].lower() in SUFFIXES


def _is_folder(entry: os.DirEntry[str], skipped: SkippedFiles) -> bool:
    try:
        return entry.is_dir()
    except OSError as error:
        skipped.unreadable(entry.path, error)
        return False


def _system_error(error: Exception) -> OSError:
    return error if isinstance(error, OSError) else OSError(str(error))
