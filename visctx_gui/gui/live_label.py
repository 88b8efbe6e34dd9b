"""Text that changes many times a second without moving anything around it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from visctx_gui.gui.calm_update import WORDS_MILLISECONDS, CalmUpdate

_HIGHEST = 10_000  # logical pixels
_WIDTH_STEP = 8  # a longer text asks for room in steps, so that growing numbers seldom ask


class LiveLabel(QLabel):
    """Plain text; a new one asks for another layout only where it needs more room than before.

    A layout of the window for each of ten texts a second costs more than everything that is drawn.

    Parameters
    ----------
    parent : QWidget, optional
    wraps : bool
        Several lines, as many as the width makes necessary.
    calm : bool
        Painted three times a second, however often the text changes.
    """

    def __init__(
        self, parent: QWidget | None = None, wraps: bool = False, calm: bool = False
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._calm: CalmUpdate | None = None
        if calm:
            self._calm = CalmUpdate(WORDS_MILLISECONDS, self)
            self._calm.due.connect(self._show)
        self._wraps = wraps
        self._room = QSize(0, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # spares painting what is behind
        if wraps:
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def text(self) -> str:
        """What is shown."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text."""
        if text == self._text:
            return
        begins_or_ends = not self._text or not text
        self._text = text
        if begins_or_ends:
            self._room = QSize(0, 0)
            self.updateGeometry()
        if self._calm is None:
            self._show()
        elif begins_or_ends:
            self._calm.now()
        else:
            self._calm.want()

    @Slot()
    def _show(self) -> None:
        self.setAccessibleName(self._text)
        room = self._room_for_text().expandedTo(self._room)
        if room != self._room:
            self._room = room
            self.updateGeometry()
        self.update()

    def _room_for_text(self) -> QSize:
        if not self._text:
            return QSize(0, 0)
        if self._wraps:
            return QSize(0, self.heightForWidth(max(1, self.width())))
        width = self.fontMetrics().horizontalAdvance(self._text)
        return QSize(-(-width // _WIDTH_STEP) * _WIDTH_STEP, self.fontMetrics().height())

    def heightForWidth(self, width: int) -> int:
        """Height of all lines; -1 for a label of one line."""
        if not self._wraps:
            return -1
        margins = self.contentsMargins()
        inside = QRect(0, 0, max(1, width - margins.left() - margins.right()), _HIGHEST)
        lines = self.fontMetrics().boundingRect(inside, self._flags(), self._text or " ")
        return lines.height() + margins.top() + margins.bottom()

    def hasHeightForWidth(self) -> bool:
        """Whether it wraps."""
        return self._wraps

    def sizeHint(self) -> QSize:
        """The largest room a text has needed since it was empty."""
        height = max(self._room.height(), self.fontMetrics().height())
        return QSize(self._room.width(), height).grownBy(self.contentsMargins())

    def minimumSizeHint(self) -> QSize:
        """As much as it wants: numbers are never cut off."""
        return self.sizeHint()

    def _flags(self) -> int:
        wrap = Qt.TextFlag.TextWordWrap if self._wraps else Qt.TextFlag.TextSingleLine
        return int(self.alignment()) | int(wrap)

    def shown_text(self) -> str:
        """What is painted."""
        return self._text

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text in one call."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().window())
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            self._flags(),
            self.palette(),
            self.isEnabled(),
            self.shown_text(),
            self.foregroundRole(),
        )
        painter.end()
