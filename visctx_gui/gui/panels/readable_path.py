"""File names as a person can read them, whatever bytes they are made of."""

from __future__ import annotations

from pathlib import Path


def readable_name(path: str) -> str:
    """The file's name on one line; what cannot be shown becomes a visible escape.

    Examples
    --------
    >>> readable_name("/x/two\\nlines.png")
    'two\\\\nlines.png'
    """
    return "".join(_readable(letter) for letter in Path(path).name)


def _readable(letter: str) -> str:
    if 0xDC80 <= ord(letter) <= 0xDCFF:  # a byte that is no UTF-8, as Python keeps it
        return f"\\x{ord(letter) - 0xDC00:02x}"
    return letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")
