"""The question after a folder was dropped: a data set, or just pictures?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from visctx_gui.gui.panels.readable_path import readable_name


class FolderOffer(QWidget):
    """Hidden until a folder is offered, and after the answer.

    Signals: ``data_set_wanted(str)`` and ``pictures_wanted(tuple of str)``.
    """

    data_set_wanted = Signal(str)
    pictures_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = ""
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.data_set_button = QPushButton(self.tr("Open as data set"), self)
        self.data_set_button.setToolTip(self.tr("Each sub-folder is a class to be learned"))
        self.pictures_button = QPushButton(self.tr("Open as pictures"), self)
        self.pictures_button.setToolTip(self.tr("List the images one by one under My pictures"))
        self.data_set_button.clicked.connect(self._open_data_set)
        self.pictures_button.clicked.connect(self._open_pictures)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.data_set_button)
        row.addWidget(self.pictures_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.label)
        column.addLayout(row)
        self.hide()

    def offer(self, folder: str) -> None:
        """Ask about a folder."""
        self._folder = folder
        name = readable_name(folder)
        self.label.setText(self.tr("{name} has sub-folders with images.").format(name=name))
        self.show()

    @Slot()
    def _open_data_set(self) -> None:
        self.hide()
        self.data_set_wanted.emit(self._folder)

    @Slot()
    def _open_pictures(self) -> None:
        self.hide()
        self.pictures_wanted.emit((self._folder,))
