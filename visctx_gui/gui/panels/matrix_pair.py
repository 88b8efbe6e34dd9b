"""Two matrices beside one another, or one above the other, whichever leaves them larger."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from visctx_gui.gui.widgets.matrix_view import MatrixView

WIDE = 1.4  # width over height from which on they stand side by side


class MatrixPair(QWidget):
    """Holds two matrices of one size."""

    def __init__(
        self, first: MatrixView, second: MatrixView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._first = first
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(first, 1)
        self._box.addWidget(second, 1)
        # Side by side they need less height, and a panel's least height is asked for before its first size.
        self._box.setDirection(QBoxLayout.Direction.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least = 2 * self._first.minimumSize().height() + self._box.spacing()
        beside = self.width() > WIDE * self.height() or self.height() < least
        side, above = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(side if beside else above)
