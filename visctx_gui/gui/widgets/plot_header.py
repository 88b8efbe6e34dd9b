"""The line above a plot: its title and what each colour means."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from visctx_gui.gui.style import GRID, colour_of, small
from visctx_gui.gui.widgets.picture import elided
from visctx_gui.presentation.colours import Role

HEIGHT = 20
SWATCH = 14
BETWEEN = GRID + GRID // 2  # entries
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LegendEntry(NamedTuple):
    """A name, its colour, and how it is drawn."""

    name: str
    role: Role
    kind: Literal["line", "dashes", "area", "block", "star"] = "line"


class PlotHeader(QWidget):
    """Title at the left, legend at the right; what does not fit is left out, the last first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._entries: tuple[LegendEntry, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_content(self, title: str, entries: tuple[LegendEntry, ...]) -> None:
        """Show another title and legend."""
        if (title, entries) == (self._title, self._entries):
            return
        self._title, self._entries = title, entries
        self.setToolTip(", ".join(entry.name for entry in entries))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(20 * GRID, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(4 * GRID, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(small(self.font()))
        x = self.width() - GRID  # the next plot begins at once
        for entry in reversed(self._fitting(painter)):
            x -= entry_width(painter, entry)
            self._paint_entry(painter, x, entry)
            x -= BETWEEN
        painter.setFont(small(self.font(), bold=True))
        painter.setPen(self.palette().windowText().color())
        elided(painter, QRect(0, 0, max(0, x), HEIGHT), LEFT, self._title)
        painter.end()

    def _fitting(self, painter: QPainter) -> tuple[LegendEntry, ...]:
        """As many of the first entries as there is room for."""
        needed = GRID - BETWEEN
        for place, entry in enumerate(self._entries):
            needed += entry_width(painter, entry) + BETWEEN
            if needed > self.width():
                return self._entries[:place]
        return self._entries

    def _paint_entry(self, painter: QPainter, x: int, entry: LegendEntry) -> None:
        paint_swatch(painter, QPoint(x, HEIGHT // 2), entry, self.palette())
        painter.setPen(self.palette().windowText().color())
        left = x + SWATCH + GRID // 2
        painter.drawText(QRect(left, 0, self.width() - left, HEIGHT), LEFT, entry.name)


def entry_width(painter: QPainter, entry: LegendEntry) -> int:
    """Width of an entry in logical pixels."""
    return SWATCH + GRID // 2 + painter.fontMetrics().horizontalAdvance(entry.name)


def paint_swatch(painter: QPainter, left: QPoint, entry: LegendEntry, of: QPalette) -> None:
    """The short piece of line or area that stands before a name."""
    colour = QColor(colour_of(entry.role, of))
    if entry.kind in ("area", "block"):
        colour.setAlphaF(0.4 if entry.kind == "area" else 1.0)
        painter.fillRect(QRect(left.x(), left.y() - 4, SWATCH, 9), colour)
    elif entry.kind == "star":
        painter.setPen(colour)
        painter.drawText(
            QRect(left.x(), left.y() - 8, SWATCH, 16),
            Qt.AlignmentFlag.AlignCenter,
            "\N{BLACK STAR}",
        )
    else:
        style = Qt.PenStyle.DashLine if entry.kind == "dashes" else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 2 if entry.kind == "line" else 1, style))
        painter.drawLine(left, QPoint(left.x() + SWATCH, left.y()))
