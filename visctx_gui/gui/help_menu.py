"""What the Help menu opens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QMainWindow

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.gui.information import (
    AboutWindow,
    ShortcutsWindow,
    TextWindow,
    system_information,
)


class HelpMenu(QObject):
    """Opens windows that do not hold up the rest."""

    def __init__(
        self, window: QMainWindow, client: EngineClient, log_folder: Path | None, settings: str
    ) -> None:
        super().__init__(window)
        self._window, self._client = window, client
        self._log_folder, self._settings = log_folder, settings

    @Slot()
    def show_shortcuts(self) -> None:
        """All keys."""
        _open(ShortcutsWindow(self._window))

    @Slot()
    def show_log_folder(self) -> None:
        """The folder with the log files, in the system's file browser."""
        if self._log_folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_folder)))

    @Slot()
    def show_system_information(self) -> None:
        """Versions, device and folders as a text to copy."""
        device, data = self._client.device, self._client.data
        facts = (
            (self.tr("device"), f"{device.title} ({device.name})" if device else "-"),
            (self.tr("data"), f"{data.plan.name}, {data.folder}" if data else "-"),
            (self.tr("log folder"), str(self._log_folder or "-")),
            (self.tr("settings"), self._settings),
        )
        title = self.tr("System information")
        _open(TextWindow(title, system_information(facts), self._window))

    @Slot()
    def show_about(self) -> None:
        """What this program is."""
        _open(AboutWindow(self._window))


def _open(dialog: QDialog) -> None:
    dialog.setModal(False)
    dialog.show()
