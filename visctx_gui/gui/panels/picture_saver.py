"""Saving what a panel shows as a figure file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QStatusTipEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import SavedFile, SavePicture

SUFFIXES = (".png", ".svg", ".csv")


class PictureSaver(QObject):
    """Asks where to save and lets the one figure drawer write the file.

    Parameters
    ----------
    panel : QWidget
        Owner of the dialog; its window shows where the file went.
    """

    def __init__(self, client: EngineClient, panel: QWidget) -> None:
        super().__init__(panel)
        self._client, self._panel = client, panel
        self._dialog: QFileDialog | None = None
        self._drawing: Any = None

    def save(self, drawing: Any, what: str, numbers_only: bool = False) -> None:
        """Ask for a file and save plain data into it.

        Parameters
        ----------
        drawing : plain data of `presentation`
        what : str
            Part of the proposed file name, such as ``conv1-filters``.
        numbers_only : bool
            A table, which is no picture: only CSV is offered.
        """
        if drawing is None:
            return
        self._drawing = drawing
        title = self.tr("Save table") if numbers_only else self.tr("Save picture")
        kinds = [self.tr("Picture (*.png)"), self.tr("Drawing (*.svg)"), self.tr("Numbers (*.csv)")]
        suffix = ".csv" if numbers_only else ".png"
        dialog = QFileDialog(self._panel, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(kinds[-1:] if numbers_only else kinds)
        dialog.setDefaultSuffix(suffix[1:])
        dialog.selectFile(Path(self.proposed_name(what)).with_suffix(suffix).name)
        dialog.filterSelected.connect(self._follow_filter)
        dialog.fileSelected.connect(self.write)
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.open()

    def proposed_name(self, what: str) -> str:
        """A file name that carries network, content, step and seed."""
        network = self._client.network
        if network is None:
            return f"{what}.png"
        return f"{network.plan.name}-{what}-seed{network.seed}.png"

    @Slot(str)
    def _follow_filter(self, name: str) -> None:
        if self._dialog is not None:
            for suffix in SUFFIXES:
                if f"*{suffix}" in name:
                    self._dialog.setDefaultSuffix(suffix[1:])
                    chosen = self._dialog.selectedFiles()
                    if chosen:
                        self._dialog.selectFile(Path(chosen[0]).with_suffix(suffix).name)

    @Slot(str)
    def write(self, path: str) -> None:
        """Write what was last asked to be saved to a file of one of the known kinds."""
        if Path(path).suffix.lower() not in SUFFIXES:
            path += ".png"
        self._client.ask(SavePicture(drawing=self._drawing, path=path), on_done=self._tell)

    def _tell(self, saved: SavedFile) -> None:
        words = self.tr("Saved {path}").format(path=saved.path)
        QCoreApplication.sendEvent(self._panel, QStatusTipEvent(words))
