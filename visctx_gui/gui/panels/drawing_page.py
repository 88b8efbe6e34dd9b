"""The drawing pad and its buttons: what is drawn becomes the current image."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from visctx_gui.engine.messages import Bytes, ImageChoice
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.widgets.drawing_pad import DrawingPad


class DrawingPage(QWidget):
    """A pad to draw a digit on; every change is a new current image."""

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = selection
        self._count = 0
        self.pad = DrawingPad(self)
        self.pad.drawn.connect(self._take)
        self.undo_button = self._button(
            self.tr("Undo stroke"), self.tr("Take the last stroke back")
        )
        self.undo_button.clicked.connect(self.pad.undo_stroke)
        self.clear_button = self._button(self.tr("Clear"), self.tr("Take all strokes away"))
        self.clear_button.clicked.connect(self.pad.clear)
        buttons = QHBoxLayout()
        buttons.addWidget(self.undo_button)
        buttons.addWidget(self.clear_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.pad, 1)
        column.addLayout(buttons)
        column.addStretch(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pad is a square at the top, the buttons stand right below it."""
        super().resizeEvent(event)
        self.pad.setMaximumHeight(max(self.pad.minimumHeight(), self.width()))

    def _button(self, text: str, words: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(words)
        button.setAccessibleName(text)
        button.setEnabled(False)
        return button

    @Slot(object)
    def _take(self, pixels: Bytes) -> None:
        self._count += 1
        for button in (self.undo_button, self.clear_button):
            button.setEnabled(not self.pad.is_empty)
        self._selection.set_image(ImageChoice(kind="drawing", pixels=pixels, pixels_id=self._count))
