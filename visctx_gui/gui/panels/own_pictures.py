"""Pictures from files: what was opened, and what was refused and why."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import Bytes, ImageChoice, OpenedImages, OpenImages
from visctx_gui.gui.panels.open_dialog import OpenDialog
from visctx_gui.gui.panels.readable_path import readable_name
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.translation import translated
from visctx_gui.gui.widgets.empty_note import EmptyNote
from visctx_gui.gui.widgets.image_view import picture_image

ICON_SIDE = 48
PATH_ROLE = Qt.ItemDataRole.UserRole


class OwnPictures(QWidget):
    """A list of the pictures that were opened; the chosen one is the current image."""

    def __init__(
        self, client: EngineClient, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._client, self._selection = client, selection
        self._dialog = OpenDialog(self)
        self._dialog.chosen.connect(self.open_paths)
        sentence = self.tr(
            "Your own pictures will stand here; drop them, or open files and folders."
        )
        tip = self.tr(
            "PNG, JPEG, TIFF, GIF, BMP, WebP; any size, shown to the network as it needs them"
        )
        self.empty_note = EmptyNote(sentence, self.tr("Open images..."), tip, parent=self)
        self.empty_note.wanted.connect(self.ask_files)
        self.list = QListWidget(self)
        self.list.setObjectName("own_pictures")
        self.list.setIconSize(QSize(ICON_SIDE, ICON_SIDE))
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("Opened pictures"))
        self.list.setToolTip(self.tr("Click a picture to make it the current image"))
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemClicked.connect(self._choose_clicked)
        self.open_button = self._button(self.tr("Open images..."), tip)
        self.open_button.clicked.connect(self.ask_files)
        self.clear_button = self._button(
            self.tr("Clear list"), self.tr("Empty this list; the files stay where they are")
        )
        self.clear_button.clicked.connect(self.clear)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.clear_button)
        buttons.addStretch(1)
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(buttons)
        column.addWidget(self.list, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty_note)
        self._pages.addWidget(content)

    def _button(self, text: str, words: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(words)
        button.setAccessibleName(text)
        return button

    @Slot()
    def ask_files(self) -> None:
        """Let a person choose files."""
        self._dialog.open()

    @Slot(object)
    def open_paths(self, paths: tuple[str, ...]) -> None:
        """Open files or folders; the first picture becomes the current image."""
        if paths:
            self._client.ask(OpenImages(paths=tuple(paths)), on_done=self._take)

    @Slot()
    def clear(self) -> None:
        """Empty the list."""
        self.list.clear()
        self._pages.setCurrentIndex(0)

    def _take(self, opened: OpenedImages) -> None:
        notes: dict[str, list[str]] = {}
        for path, note in opened.notes:
            notes.setdefault(path, []).append(translated(note))
        first = self.list.count()
        for path, picture in zip(opened.paths, opened.pictures, strict=True):
            self.list.addItem(_picture_item(path, picture, notes.get(path, [])))
        for path, reason in opened.refused:
            self.list.addItem(_refused_item(path, translated(reason)))
        if self.list.count():
            self._pages.setCurrentIndex(1)
        if opened.paths:
            self.list.setCurrentRow(first)

    @Slot(QListWidgetItem)
    def _choose_clicked(self, item: QListWidgetItem) -> None:
        self._choose(item)

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem | None, _before: object = None) -> None:
        path = None if item is None else item.data(PATH_ROLE)
        if path is not None:
            self._selection.set_image(ImageChoice(kind="file", path=path))


def _picture_item(path: str, picture: Bytes, notes: list[str]) -> QListWidgetItem:
    name = readable_name(path)
    item = QListWidgetItem("\n".join([name, *notes]))
    item.setData(PATH_ROLE, path)
    item.setToolTip(path.encode("utf-8", "replace").decode())
    item.setIcon(_icon(picture))
    return item


def _refused_item(path: str, reason: str) -> QListWidgetItem:
    item = QListWidgetItem(f"{readable_name(path)}\n{reason}")
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setToolTip(reason)
    return item


def _icon(picture: Bytes) -> QIcon:
    side = max(picture.shape[:2])
    square = np.zeros((side, side, 3), np.uint8)
    top, left = (side - picture.shape[0]) // 2, (side - picture.shape[1]) // 2
    square[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    return QIcon(QPixmap.fromImage(picture_image(square)))
