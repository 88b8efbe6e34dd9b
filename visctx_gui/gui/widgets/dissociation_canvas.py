"""The surface on which the four bars of a double dissociation are painted."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from visctx_gui.gui.style import GRID, colour_of, small
from visctx_gui.gui.widgets.picture import background
from visctx_gui.gui.widgets.plot_axes import (
    ROOM_FOR_Y,
    PlotAxes,
    Ranges,
    Ticks,
    linear_axis,
)
from visctx_gui.presentation.dissociation import Dissociation
from visctx_gui.presentation.numbers import percent_text

BAR_WIDTH, BETWEEN_BARS = 0.34, 0.06  # of the room of a group
LINE_REACH = 0.44  # of the line of the intact network, to each side
CAP = 4  # logical pixels
BARS = ((0, 0), (1, 0), (0, 1), (1, 1))  # set, group


class DissociationCanvas(PlotAxes):
    """Paints a `Dissociation`; `DissociationView` puts title, legend and note around it.

    Signals: ``hovered(set, group)``, -1, -1 when the mouse leaves the bars; ``painted()``.
    """

    hovered = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dissociation: Dissociation | None = None
        self._hovered = (-1, -1)

    def set_dissociation(self, shown: Dissociation | None) -> None:
        """Show other numbers."""
        self.dissociation = shown
        if shown is not None:
            self.ranges = Ranges((-0.5, 1.5), shown.value_range())
        self.update()

    def shows_something(self) -> bool:
        return False  # four bars are seen whole

    def x_ticks(self) -> Ticks:
        names = self.dissociation.group_names if self.dissociation is not None else ()
        metrics = QFontMetrics(small(self.font()))
        room = int(self.field().width() / 2) - GRID
        cut = Qt.TextElideMode.ElideRight
        return Ticks([0.0, 1.0], [metrics.elidedText(name, cut, room) for name in names])

    def y_ticks(self) -> Ticks:
        low, high = self.ranges.y
        room = self.field().height() / ROOM_FOR_Y
        return linear_axis((low, min(1.0, high)), room, percent=True)

    # ---- places ---------------------------------------------------------------------------

    def bar(self, of_set: int, group: int) -> QRectF:
        """Where a bar stands, from 0 to its value; of no height where the value is not known."""
        assert self.dissociation is not None
        value = float(self.dissociation.accuracies[of_set, group])
        left = group + (BETWEEN_BARS / 2 if of_set else -BETWEEN_BARS / 2 - BAR_WIDTH)
        start, end = self.pixels_x(np.array([left, left + BAR_WIDTH])).round().tolist()
        top = self._y(value if math.isfinite(value) else 0.0)
        return QRectF(start, top, end - start, self._y(0.0) - top)

    def _y(self, value: float) -> float:
        return float(self.pixels_y(np.array([value]))[0])

    # ---- painting -------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), background(self.palette()))
        if self.dissociation is not None:
            for of_set, group in BARS:
                self._paint_bar(painter, of_set, group)
            self.paint_axes(painter, "", f"{self.dissociation.value_label} (%)")
            self._paint_intact(painter, self.dissociation)
            self._paint_chance(painter, self.dissociation)
            for of_set, group in BARS:
                self._paint_whisker(painter, self.dissociation, of_set, group)
                self._paint_number(painter, self.dissociation, of_set, group)
        painter.end()
        self.painted.emit()

    def _paint_bar(self, painter: QPainter, of_set: int, group: int) -> None:
        colour, place = colour_of("lesioned", self.palette()), self.bar(of_set, group)
        if of_set == 0:
            painter.fillRect(place, colour)
            return
        painter.setPen(colour)
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(place.adjusted(0, 0, -1, 0))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_intact(self, painter: QPainter, shown: Dissociation) -> None:
        if shown.intact is None:
            return
        for group, value in enumerate(shown.intact.tolist()):
            ends = np.array([group - LINE_REACH, group + LINE_REACH])
            left, right = self.pixels_x(ends).tolist()
            if shown.intact_intervals is not None:
                low, high = (self._y(end) for end in shown.intact_intervals[group].tolist())
                pale = colour_of("intact", self.palette())
                pale.setAlphaF(0.25)
                if math.isfinite(low) and math.isfinite(high):
                    painter.fillRect(QRectF(left, high, right - left, max(1.0, low - high)), pale)
            if math.isfinite(value):
                painter.setPen(QPen(colour_of("intact", self.palette()), 2))
                painter.drawLine(QLineF(left, self._y(value), right, self._y(value)))

    def _paint_chance(self, painter: QPainter, shown: Dissociation) -> None:
        if shown.chance is None or not math.isfinite(shown.chance):
            return
        painter.setPen(QPen(colour_of("chance", self.palette()), 1, Qt.PenStyle.DashLine))
        field, at = self.field().toRect(), round(self._y(shown.chance))
        painter.drawLine(field.left(), at, field.right(), at)

    def _paint_whisker(
        self, painter: QPainter, shown: Dissociation, of_set: int, group: int
    ) -> None:
        ends = shown.interval(of_set, group)
        if ends is None:
            return
        middle = self.bar(of_set, group).center().x()
        low, high = (self._y(end) for end in ends)
        painter.setPen(QPen(background(self.palette()), 3))  # a rim, to be seen on the bar
        painter.drawLine(QLineF(middle, low, middle, high))
        painter.setPen(self.palette().windowText().color())
        painter.drawLine(QLineF(middle, low, middle, high))
        for end in (low, high):
            painter.drawLine(QLineF(middle - CAP, end, middle + CAP, end))

    def _paint_number(
        self, painter: QPainter, shown: Dissociation, of_set: int, group: int
    ) -> None:
        """The value above bar and whisker, on paper, so that no line runs through it."""
        bar, ends = self.bar(of_set, group), shown.interval(of_set, group)
        painter.setFont(small(self.font(), bold=True))
        text = percent_text(float(shown.accuracies[of_set, group]))
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(text) + 4, metrics.height()
        highest = bar.top() if ends is None else min(bar.top(), self._y(ends[1]))
        top = max(0.0, highest - height - 2)
        place = QRectF(bar.center().x() - width / 2, top, width, height)
        painter.fillRect(place, background(self.palette()))
        painter.setPen(self.palette().windowText().color())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    # ---- mouse ----------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.bar_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover((-1, -1))

    def bar_at(self, x: float) -> tuple[int, int]:
        """Set and group of the bar at a place, also above it; -1, -1 between bars."""
        if self.dissociation is not None:
            for of_set, group in BARS:
                place = self.bar(of_set, group)
                if place.left() <= x <= place.right():
                    return of_set, group
        return -1, -1

    def _hover(self, bar: tuple[int, int]) -> None:
        if bar != self._hovered:
            self._hovered = bar
            self.hovered.emit(*bar)
