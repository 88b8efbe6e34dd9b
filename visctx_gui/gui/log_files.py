"""Where the log is written, and that it stays small."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QStandardPaths

FILE_NAME = "visctx-gui.log"
LARGEST_FILE_BYTES = 1_000_000
KEPT_FILES = 3


def log_folder() -> Path:
    """The platform's folder for the log: XDG_STATE_HOME, Library or AppData."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.StateLocation)
    return Path(place or ".") / "log"


def start_log(folder: Path, window: logging.Handler) -> Path | None:
    """Send the program's log to a file and to the window.

    Parameters
    ----------
    folder : Path
        Made where it does not exist.
    window : logging.Handler
        Of the Log panel.

    Returns
    -------
    Path or None
        The folder; None where no file can be written there, which is said in the log itself.
    """
    logger = logging.getLogger("visctx_gui")
    logger.setLevel(logging.INFO)
    for old in list(logger.handlers):
        if old is window or isinstance(old, RotatingFileHandler):
            logger.removeHandler(old)
    logger.addHandler(window)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(
            folder / FILE_NAME,
            maxBytes=LARGEST_FILE_BYTES,
            backupCount=KEPT_FILES,
            encoding="utf-8",
        )
    except OSError as error:
        logger.warning("No log file can be written in %s: %s", folder, error)
        return None
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(message)s"))
    logger.addHandler(file)
    return folder


def end_log() -> None:
    """Close the log file, so that its folder can be removed."""
    logger = logging.getLogger("visctx_gui")
    for handler in list(logger.handlers):
        if isinstance(handler, RotatingFileHandler):
            logger.removeHandler(handler)
            handler.close()
