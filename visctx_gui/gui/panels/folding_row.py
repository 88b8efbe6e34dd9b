"""A row of controls that becomes two where there is too little room beside one another."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

SPACING = 4


class FoldingRow(QWidget):
    """Two parts, beside one another where they fit.

    Parameters
    ----------
    first, second : QWidget
    first_grows : bool
        Which of them takes what is left.

    Notes
    -----
    Its least width is that of the wider part: it is asked for before anything is known of the room.
    """

    def __init__(
        self, first: QWidget, second: QWidget, parent: QWidget, first_grows: bool = False
    ) -> None:
        super().__init__(parent)
        self._parts = (first, second)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACING)
        self._row.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        self._row.addWidget(first, int(first_grows))
        self._row.addWidget(second, int(not first_grows))

    @property
    def is_folded(self) -> bool:
        """Whether the parts stand above one another."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider part, as high as the rows that there are now."""
        hints = [_least(part) for part in self._parts]
        heights = [hint.height() for hint in hints]
        height = sum(heights) + SPACING if self.is_folded else max(heights)
        return QSize(max(hint.width() for hint in hints), height)

    def sizeHint(self) -> QSize:
        """Both parts beside one another."""
        hints = [part.sizeHint() for part in self._parts]
        width = sum(hint.width() for hint in hints) + SPACING
        return QSize(width, self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        needed = sum(_least(part).width() for part in self._parts) + SPACING
        folded = self.width() < needed
        if folded != self.is_folded:
            directions = QBoxLayout.Direction
            self._row.setDirection(directions.TopToBottom if folded else directions.LeftToRight)
            self.updateGeometry()


def _least(part: QWidget) -> QSize:
    return part.minimumSizeHint().expandedTo(part.minimumSize())
