"""What the window keeps between two visits: the layout of the panels, a few choices, recent files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

LAYOUT_VERSION = 1
MOST_RECENT_FILES = 8
MOST_ACTIVATION_PANELS = 8
_LONGEST_PATH = 4096


class Workspace:
    """A typed reader and writer of the settings: what is missing, damaged or out of range gives the default.

    Parameters
    ----------
    settings : QSettings
        Where everything is kept.
    """

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    # ---- single values ----------------------------------------------------------------------

    def whole_number(self, key: str, default: int, lowest: int, highest: int) -> int:
        """A stored whole number inside a range, or the default."""
        stored = self._settings.value(key)
        if isinstance(stored, bool) or not isinstance(stored, int | str):
            return default
        try:
            number = int(stored)
        except ValueError:
            return default
        return number if lowest <= number <= highest else default

    def yes_or_no(self, key: str, default: bool) -> bool:
        """A stored truth value, or the default."""
        stored = self._settings.value(key)
        if isinstance(stored, bool):
            return stored
        return {"true": True, "false": False}.get(str(stored), default)

    def texts(self, key: str, most: int) -> list[str]:
        """A stored list of texts, at most `most` of them."""
        stored = self._settings.value(key)
        items = stored if isinstance(stored, list) else [stored]
        fitting = [one for one in items if isinstance(one, str) and 0 < len(one) <= _LONGEST_PATH]
        return fitting[:most]

    def _bytes(self, key: str) -> QByteArray:
        stored = self._settings.value(key)
        return stored if isinstance(stored, QByteArray) else QByteArray()

    # ---- choices ----------------------------------------------------------------------------

    @property
    def welcome_wanted(self) -> bool:
        """Whether the welcome card is shown at the start."""
        return self.yes_or_no("welcome_wanted", True)

    @welcome_wanted.setter
    def welcome_wanted(self, wanted: bool) -> None:
        self._settings.setValue("welcome_wanted", wanted)

    @property
    def activation_panels(self) -> int:
        """Number of Activations panels, 1 or more."""
        return self.whole_number("activation_panels", 1, 1, MOST_ACTIVATION_PANELS)

    @activation_panels.setter
    def activation_panels(self, count: int) -> None:
        self._settings.setValue("activation_panels", count)

    def recent_files(self) -> list[str]:
        """Paths that were opened or saved, newest first."""
        return self.texts("recent_files", MOST_RECENT_FILES)

    def add_recent_file(self, path: str) -> None:
        """Put a path at the head of the recent files."""
        full = str(Path(path).absolute())
        others = [one for one in self.recent_files() if one != full]
        self._settings.setValue("recent_files", [full, *others][:MOST_RECENT_FILES])

    def recent_folders(self) -> list[str]:
        """Folders of images that were opened as data sets, newest first."""
        return self.texts("recent_folders", MOST_RECENT_FILES)

    def add_recent_folder(self, path: str) -> None:
        """Put a folder at the head of the recent ones."""
        others = [one for one in self.recent_folders() if one != path]
        self._settings.setValue("recent_folders", [path, *others][:MOST_RECENT_FILES])

    # ---- layout -----------------------------------------------------------------------------

    def save_layout(self, window: QMainWindow) -> bool:
        """Keep size, place and panels of the window.

        Returns
        -------
        bool
            False where the settings cannot be written.
        """
        self._settings.setValue("geometry", window.saveGeometry())
        self._settings.setValue("panels", window.saveState(LAYOUT_VERSION))
        self._settings.sync()
        return self._settings.status() == QSettings.Status.NoError

    def restore_geometry(self, window: QMainWindow) -> bool:
        """Give the window its last size and place, if that still lies on a screen."""
        geometry = self._bytes("geometry")
        if geometry.isEmpty() or not window.restoreGeometry(geometry):
            return False
        title_bar = window.frameGeometry().center()
        if QGuiApplication.screenAt(title_bar) is None:
            screen = QGuiApplication.primaryScreen().availableGeometry()
            window.move(screen.topLeft())
        return True

    def restore_panels(self, window: QMainWindow) -> bool:
        """Put the panels where they were; False where nothing of this version is kept."""
        panels = self._bytes("panels")
        return not panels.isEmpty() and bool(window.restoreState(panels, LAYOUT_VERSION))

    def forget_layout(self) -> None:
        """Forget size, place and panels."""
        for key in ("geometry", "panels", "activation_panels"):
            self._settings.remove(key)
