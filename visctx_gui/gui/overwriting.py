"""Asking before a file is replaced that the file dialog did not ask about."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from visctx_gui.gui.panels.readable_path import readable_name
from visctx_gui.gui.translation import translated, translated_template
from visctx_gui.plan.wording import message, translatable

_LARGEST_DESCRIPTION_BYTES = 1_000_000
_DESCRIPTION_KEYS = frozenset({"plan", "class_names", "seed", "steps_trained", "sha256"})


def with_suffix_added(chosen: Path, suffix: str) -> Path:
    """The chosen file, ending in `suffix` as it is written there (``.toml``)."""
    if chosen.suffix.lower() == suffix:
        return chosen.with_suffix(suffix)
    return chosen.with_name(chosen.name + suffix)


def may_write(window: QWidget, chosen: Path, written: Path) -> bool:
    """Whether a file may be written; asks where it is there and the dialog asked about another.

    Parameters
    ----------
    window : QWidget
        Over which the question stands.
    chosen : Path
        What the file dialog gave; it has asked about that one.
    written : Path
        What will be written.
    """
    return written == chosen or not written.exists() or _confirmed(window, written)


def may_write_network(window: QWidget, chosen: Path, written: Path) -> bool:
    """As `may_write`, for a network file and the description beside it.

    A description goes with its network without asking; any other ``.json`` is somebody's own.
    """
    beside = written.with_suffix(".json")
    goes_along = not beside.exists() or (written.exists() and _is_description(beside))
    return may_write(window, chosen, written) and (goes_along or _confirmed(window, beside))


def _is_description(path: Path) -> bool:
    try:
        if path.stat().st_size > _LARGEST_DESCRIPTION_BYTES:
            return False
        table = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(table, dict) and table.keys() >= _DESCRIPTION_KEYS


def _confirmed(window: QWidget, path: Path) -> bool:
    words = translated(
        message(translatable("{name} is already there. Replace it?"), name=readable_name(str(path)))
    )
    title = translated_template(translatable("Replace file"))
    buttons = QMessageBox.StandardButton
    answer = QMessageBox.warning(window, title, words, buttons.Yes | buttons.No, buttons.No)
    return bool(answer == buttons.Yes)
