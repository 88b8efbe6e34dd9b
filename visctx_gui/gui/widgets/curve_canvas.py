"""The surface on which curves are painted between two axes, and where the mouse zooms and moves them."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from visctx_gui.gui.style import colour_of
from visctx_gui.gui.widgets.picture import background
from visctx_gui.gui.widgets.plot_axes import (
    RIGHT_MARGIN,
    TOP_MARGIN,
    PlotAxes,
    Ranges,
    Ticks,
    axis_below,
    linear_axis,
    padded,
    polygon,
)
from visctx_gui.presentation.curves import Curve, CurvePlot, Line, decimated
from visctx_gui.presentation.ticks import log_texts, log_ticks

POINTS_PER_PIXEL = 2
FAINT_OPACITY = 0.35
BAND_OPACITY = 0.3
DOT_RADIUS, STAR_RADIUS = 3.0, 8.0


class CurveCanvas(PlotAxes):
    """Paints a `CurvePlot`; `HistoryPlot` puts title and legend above it.

    Signals: ``hovered(x)``, the place under the cursor on the x axis, NaN when the mouse leaves;
    ``moved_by_hand()``; ``painted()``.
    """

    hovered = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot: CurvePlot | None = None
        self._dragged_from: QPointF | None = None

    def show_plot(self, plot: CurvePlot | None, everything: bool = True) -> None:
        """Show other curves, in the same ranges or in those that hold everything."""
        self.plot = plot
        if everything and plot is not None:
            low, high = plot.y_range()
            if plot.log_y:
                low, high = math.log10(low), math.log10(high)
            self.ranges = Ranges(padded(plot.x_range()), padded((low, high)))
        self.update()

    # ---- places ---------------------------------------------------------------------------

    def shows_something(self) -> bool:
        return self.plot is not None

    def _pixels_of(self, y: Line) -> Line:
        """Places of values; NaN for what has none on this axis."""
        values = np.asarray(y, np.float64)
        if self.plot is not None and self.plot.log_y:
            logarithms = np.full(values.shape, np.nan)
            np.log10(values, out=logarithms, where=values > 0)
            values = logarithms
        return self.pixels_y(np.where(np.isfinite(values), values, np.nan))

    def x_ticks(self) -> Ticks:
        smallest = 1.0 if self.plot is not None and _is_whole(self.plot) else 0.0
        return axis_below(self.ranges.x, self.field().width(), smallest)

    def y_ticks(self) -> Ticks:
        plot, room = self.plot, self.y_room()
        if plot is None or not plot.log_y:
            return linear_axis(self.ranges.y, room, percent=plot is not None and plot.percent)
        ticks = log_ticks(*self.ranges.y, room)
        if len(ticks) < 2:
            ticks = linear_axis(self.ranges.y, room).places
        return Ticks(ticks, log_texts(ticks))

    # ---- painting -------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), background(self.palette()))
        if self.plot is not None:
            unit = " (%)" if self.plot.percent else ""
            self.paint_axes(painter, self.plot.x_label, self.plot.y_label + unit)
            painter.setClipRect(self.field().adjusted(0, 0, 1, 1))
            self._paint_bands(painter, self.plot)
            self._paint_curves(painter, self.plot)
            self._paint_chance(painter, self.plot)
            # a dot or star at the edge is seen whole
            around = (-DOT_RADIUS, -TOP_MARGIN, RIGHT_MARGIN, DOT_RADIUS)
            painter.setClipRect(self.field().adjusted(*around))
            self._paint_marks(painter, self.plot)
        painter.end()
        self.painted.emit()

    def _paint_bands(self, painter: QPainter, plot: CurvePlot) -> None:
        for band in plot.bands:
            x = self.pixels_x(band.x)
            low, high = self._pixels_of(band.low), self._pixels_of(band.high)
            known = np.isfinite(low) & np.isfinite(high)
            around = np.concatenate([x[known], x[known][::-1]])
            edges = np.concatenate([low[known], high[known][::-1]])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.mixed(band.role, BAND_OPACITY))
            painter.drawPolygon(polygon(around, edges))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_curves(self, painter: QPainter, plot: CurvePlot) -> None:
        most = max(2, POINTS_PER_PIXEL * round(self.field().width()))
        for curve in plot.curves:
            painter.setPen(self.mixed(curve.role, FAINT_OPACITY if curve.faint else 1.0))
            seen = decimated(self._seen(curve), most)
            x, y = self.pixels_x(seen.x), self._pixels_of(seen.y)
            for first, end in runs_of_numbers(y):
                if end - first == 1:
                    painter.drawPoint(QPointF(x[first], y[first]))
                else:
                    painter.drawPolyline(polygon(x[first:end], y[first:end]))

    def _seen(self, curve: Curve) -> Curve:
        """The part of a curve that reaches into the field."""
        low, high = self.ranges.x
        if not len(curve.x) or (curve.x[0] >= low and curve.x[-1] <= high):
            return curve
        first = max(0, int(np.searchsorted(curve.x, low)) - 1)
        end = int(np.searchsorted(curve.x, high, side="right")) + 1
        part = slice(first, end)
        return Curve(curve.name, curve.x[part], curve.y[part], curve.role, curve.dots, curve.faint)

    def _paint_chance(self, painter: QPainter, plot: CurvePlot) -> None:
        if plot.chance is None or (plot.log_y and plot.chance <= 0):
            return
        (low, high), field = self.ranges.y, self.field()
        chance = math.log10(plot.chance) if plot.log_y else plot.chance
        if low <= chance <= high:
            y = field.bottom() - (chance - low) * field.height() / (high - low)
            colour = colour_of("chance", self.palette())
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(field.left(), round(y), field.right() - 1, round(y)))

    def _paint_marks(self, painter: QPainter, plot: CurvePlot) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(background(self.palette()))
        for curve in plot.curves:
            if curve.dots:
                painter.setBrush(colour_of(curve.role, self.palette()))
                for centre in self._centres(curve.x, curve.y):
                    painter.drawEllipse(centre, DOT_RADIUS, DOT_RADIUS)
        for marker in plot.markers:
            painter.setBrush(colour_of(marker.role, self.palette()))
            for centre in self._centres(np.array([marker.x]), np.array([marker.y])):
                painter.drawPolygon(star(centre, STAR_RADIUS))

    def _centres(self, x: Line, y: Line) -> list[QPointF]:
        places = zip(self.pixels_x(x).tolist(), self._pixels_of(y).tolist(), strict=True)
        return [QPointF(*place) for place in places if math.isfinite(place[1])]

    # ---- mouse ----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged_from = event.position()
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here, before = event.position(), self._dragged_from
        if self.plot is not None and before is not None and here != before:
            self._dragged_from = here
            self.drag_along(before, here)
        self.hovered.emit(self.x_at(here.x()))

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(math.nan)


def runs_of_numbers(values: Line) -> list[tuple[int, int]]:
    """First place and end of every stretch without NaN."""
    missing = np.nonzero(np.isnan(values))[0].tolist()
    edges = [-1, *missing, len(values)]
    return [(before + 1, after) for before, after in pairwise(edges) if after - before > 1]


def star(centre: QPointF, radius: float) -> QPolygonF:
    """A star with five points."""
    angles = math.pi * (np.arange(10) / 5 - 0.5)
    lengths = radius * np.where(np.arange(10) % 2, 0.4, 1.0)
    return polygon(centre.x() + lengths * np.cos(angles), centre.y() + lengths * np.sin(angles))


def _is_whole(plot: CurvePlot) -> bool:
    """Whether the x axis counts something: then there is nothing to write between whole numbers."""
    ends = [float(end) for curve in plot.curves if len(curve.x) for end in curve.x[[0, -1]]]
    return bool(ends) and all(end.is_integer() for end in ends)
