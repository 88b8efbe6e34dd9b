"""What a tour is asked for, checked before anything is opened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from visctx_gui.plan.result_folder import check_result_folder
from visctx_gui.plan.wording import PlanError, message, translatable

DEFAULT_SIZE = "1280x720"
SMALLEST_SIZE, LARGEST_SIZE = (800, 600), (7680, 4320)
THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class TourRequest:
    """Where the pictures go and how the window looks on them.

    Attributes
    ----------
    folder : Path
        Made where it does not exist; pictures of an earlier tour are replaced.
    width, height : int
        Of the window, in logical pixels.
    """

    folder: Path
    width: int
    height: int
    dark: bool


def tour_request(out: str | None, size: str, theme: str) -> TourRequest:
    """Check the words of the command line.

    Parameters
    ----------
    out : str or None
        Folder for the pictures.
    size : str
        Such as ``1280x720``.
    theme : str
        One of `THEMES`.

    Raises
    ------
    PlanError
        For a missing or unusable folder, a size that is none or cannot be shown, an unknown theme.
    """
    width, height = _read_size(size)
    if theme not in THEMES:
        raise PlanError(
            message(
                translatable("There is no theme '{given}'; known: {known}."),
                given=theme,
                known=", ".join(THEMES),
            )
        )
    if not out:
        raise PlanError(
            message(translatable("Where to? Name a folder for the pictures: --out DIR."))
        )
    folder = Path(out)
    check_result_folder(folder)
    return TourRequest(folder, width, height, theme == "dark")


def _read_size(size: str) -> tuple[int, int]:
    found = re.fullmatch(r"\s*(\d{1,5})\s*[xX×]\s*(\d{1,5})\s*", size)
    if found is None:
        raise PlanError(
            message(
                translatable(
                    "'{given}' is no size; write width x height in pixels, as in {example}."
                ),
                given=size,
                example=DEFAULT_SIZE,
            )
        )
    width, height = int(found.group(1)), int(found.group(2))
    fits = all(
        least <= side <= most
        for least, side, most in zip(SMALLEST_SIZE, (width, height), LARGEST_SIZE, strict=True)
    )
    if not fits:
        raise PlanError(
            message(
                translatable(
                    "The window cannot be {given} pixels; from {least} to {most} is possible."
                ),
                given=f"{width}x{height}",
                least="x".join(map(str, SMALLEST_SIZE)),
                most="x".join(map(str, LARGEST_SIZE)),
            )
        )
    return width, height
