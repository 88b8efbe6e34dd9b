"""The line above a plot: its title and what each colour means."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from visctx_gui.gui.style import GRID, colour_of, small
from visctx_gui.gui.widgets.picture import elided
from visctx_gui.presentation.colours import Role

HEIGHT = 20
SWATCH = 14
SHORTEST_TITLE = 4 * GRID  # logical pixels; less would hold hardly more than an ellipsis
BETWEEN = GRID + GRID // 2  # entries
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SIGNS = {
    "star": "\N{BLACK STAR}",
    "dot": "\N{BLACK CIRCLE}",
    "cross": "\N{MULTIPLICATION SIGN}",
}


class LegendEntry(NamedTuple):
    """A name, its colour, and how it is drawn."""

    name: str
    role: Role
    kind: Literal["line", "dashes", "area", "block", "hatched", "star", "dot", "cross"] = "line"


class PlotHeader(QWidget):
    """Title at the left, legend at the right; what does not fit is left out, the last first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = self._what = ""
        self._entries: tuple[LegendEntry, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_content(self, title: str, entries: tuple[LegendEntry, ...], what: str = "") -> None:
        """Show another title and legend; `what` the numbers are stands less bold behind the title."""
        if (title, entries, what) == (self._title, self._entries, self._what):
            return
        self._title, self._entries, self._what = title, entries, what
        whole = ", ".join(part for part in (title, what) if part)
        names = ", ".join(entry.name for entry in entries)
        self.setToolTip("\n".join(part for part in (whole, names) if part))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(20 * GRID, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(4 * GRID, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(small(self.font()))
        x = self.width() + BETWEEN
        for entry in reversed(self._fitting(painter)):
            x -= BETWEEN + entry_width(painter, entry)
            self._paint_entry(painter, x, entry)
        room = min(self.width(), x - GRID // 2)
        if room >= SHORTEST_TITLE:
            self._paint_title(painter, room)
        painter.end()

    def _paint_title(self, painter: QPainter, room: int) -> None:
        painter.setPen(self.palette().windowText().color())
        painter.setFont(small(self.font(), bold=True))
        title = f"{self._title}," if self._title and self._what else self._title
        elided(painter, QRect(0, 0, room, HEIGHT), LEFT, title)
        left = painter.fontMetrics().horizontalAdvance(f"{title} ") if title else 0
        if self._what and room - left >= SHORTEST_TITLE:
            painter.setFont(small(self.font()))
            elided(painter, QRect(left, 0, room - left, HEIGHT), LEFT, self._what)

    def _fitting(self, painter: QPainter) -> tuple[LegendEntry, ...]:
        """As many of the first entries as there is room for."""
        needed = -BETWEEN
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
    elif entry.kind == "hatched":
        painter.setPen(colour)
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(QRect(left.x(), left.y() - 4, SWATCH - 1, 8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    elif entry.kind in _SIGNS:
        painter.setPen(colour)
        place = QRect(left.x(), left.y() - 8, SWATCH, 16)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _SIGNS[entry.kind])
    else:
        style = Qt.PenStyle.DashLine if entry.kind == "dashes" else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 2 if entry.kind == "line" else 1, style))
        painter.drawLine(left, QPoint(left.x() + SWATCH, left.y()))
