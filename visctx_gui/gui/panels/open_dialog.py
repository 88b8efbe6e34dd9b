"""A dialog for picture files that does not hold up the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

PICTURES = "*.png *.jpg *.jpeg *.bmp *.gif *.tif *.tiff *.webp *.ppm *.pgm"


class OpenDialog(QObject):
    """Signals: ``chosen(tuple of str)``."""

    chosen = Signal(object)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner

    def open(self) -> None:
        """Ask for one or more files."""
        dialog = QFileDialog(self._owner, self.tr("Open images"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [self.tr("Images ({kinds})").format(kinds=PICTURES), self.tr("All files (*)")]
        )
        dialog.filesSelected.connect(self._pass_on)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(list)
    def _pass_on(self, paths: list[str]) -> None:
        self.chosen.emit(tuple(paths))
