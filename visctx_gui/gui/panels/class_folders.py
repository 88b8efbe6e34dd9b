"""A quick look at a folder that was dropped: does it look like a data set?"""

from __future__ import annotations

import itertools
import os
from pathlib import Path

FOLDERS_LOOKED_AT, FILES_LOOKED_AT = 64, 32
_PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".ppm", ".pgm")


def has_class_folders(path: str) -> bool:
    """Whether a folder has a sub-folder with pictures or folders in it; at most 64 are looked at."""
    below = (entry.path for entry in _visible(path, FOLDERS_LOOKED_AT * 4) if _is_folder(entry))
    return any(
        _is_folder(inner) or Path(inner.name).suffix.lower() in _PICTURES
        for folder in itertools.islice(below, FOLDERS_LOOKED_AT)
        for inner in _visible(folder, FILES_LOOKED_AT)
    )


def _visible(folder: str, most: int) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            shown = (entry for entry in entries if not entry.name.startswith("."))
            return list(itertools.islice(shown, most))
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
