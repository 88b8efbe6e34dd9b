"""Folders of images: asked for by the menu, remembered between two visits."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from visctx_gui.gui.panel_set import PanelSet
from visctx_gui.gui.workspace import Workspace


class RecentFolders(QObject):
    """Keeps the list in the data set picker and in the settings the same."""

    def __init__(self, workspace: Workspace, panels: PanelSet, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._panels = workspace, panels
        self._bar = panels.images.data_set
        self._bar.folder_opened.connect(self._remember)
        self._bar.picker.show_recent(workspace.recent_folders())

    @Slot()
    def ask(self) -> None:
        """Let a person choose a folder as the data set."""
        self._panels.docks["images"].bring_up()
        self._panels.images.tabs.setCurrentIndex(0)
        self._bar.ask_folder()

    @Slot(str)
    def _remember(self, folder: str) -> None:
        self._workspace.add_recent_folder(folder)
        self._bar.picker.show_recent(self._workspace.recent_folders())
