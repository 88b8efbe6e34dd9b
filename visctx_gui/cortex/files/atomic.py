"""Files that are either old or new, never in between."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SUFFIX = ".part"
_LEFTOVER_SECONDS = 3600.0


@contextmanager
def replaced_file(path: Path) -> Iterator[Path]:
    """Write a file beside its place, and put it there when all of it is on the disk.

    Parameters
    ----------
    path : Path
        Where the file will be; its folder must exist.

    Yields
    ------
    Path
        An empty file of a name of its own in the same folder. If the block raises, it is removed
        and what was at `path` stays.

    Raises
    ------
    OSError
        Where the folder is missing or not writable, the disk is full, or `path` is a folder.
    """
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder")
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=_SUFFIX, dir=path.parent)
    os.close(number)
    part = Path(name)
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        _give_usual_rights(part)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(path.parent)


def write_text_atomic(path: Path, text: str) -> None:
    """Write a text file in UTF-8 by `replaced_file`."""
    with replaced_file(path) as part:
        part.write_text(text, encoding="utf-8", newline="\n")


def write_bytes_atomic(path: Path, content: bytes) -> None:
    """Write a file by `replaced_file`."""
    with replaced_file(path) as part:
        part.write_bytes(content)


def remove_leftovers(folder: Path) -> int:
    """Remove the unfinished files of a process that was killed; returns how many.

    Those younger than an hour stay: another process may be writing them.
    """
    removed = 0
    for part in folder.glob(f".*{_SUFFIX}"):
        try:
            if time.time() - part.stat().st_mtime > _LEFTOVER_SECONDS:
                part.unlink()
                removed += 1
        except OSError:  # gone meanwhile, or not ours
            continue
    return removed


def _give_usual_rights(part: Path) -> None:
    # mkstemp makes files that only their owner can read.
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(0o666 & ~mask)


def _sync_folder(folder: Path) -> None:
    # The new name is on the disk only when the folder is; Windows has no such call.
    if os.name == "posix":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
