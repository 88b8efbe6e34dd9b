"""Whether a folder can take results, found out before any work is done for them."""

from __future__ import annotations

import os
from pathlib import Path

from visctx_gui.plan.wording import PlanError, message, translatable


def check_result_folder(folder: Path) -> None:
    """Refuse a folder that is a file, or cannot be made or written; changes nothing.

    Raises
    ------
    PlanError
        With the reason.
    """
    try:
        existing = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    except OSError as error:
        raise unusable_folder(folder, str(error)) from error
    if not existing.is_dir():
        raise unusable_folder(folder, f"{existing} is a file")
    if not os.access(existing, os.W_OK | os.X_OK):
        raise unusable_folder(folder, f"{existing} may not be written")


def unusable_folder(folder: Path, reason: str) -> PlanError:
    """The error for a folder that cannot take results."""
    return PlanError(
        message(
            translatable("The folder {folder} cannot be used: {reason}."),
            folder=str(folder),
            reason=reason,
        ),
        message(translatable("Name another folder with --out.")),
    )
