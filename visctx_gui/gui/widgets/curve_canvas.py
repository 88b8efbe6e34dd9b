"""The surface on which curves are painted between two axes, and where the mouse zooms and moves them."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import (
    QByteArray,
    QDataStream,
    QEvent,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from visctx_gui.gui.style import GRID, colour_of, muted, small
from visctx_gui.gui.widgets.picture import background, elided
from visctx_gui.presentation.colours import Limits, Role
from visctx_gui.presentation.curves import Curve, CurvePlot, Line, decimated
from visctx_gui.presentation.ticks import (
    linear_spacing,
    linear_texts,
    linear_ticks,
    log_texts,
    log_ticks,
)

POINTS_PER_PIXEL = 2
FAINT_OPACITY = 0.35
BAND_OPACITY = 0.3
LEFT_MARGIN = 48  # fixed, so that plots above each other line up and nothing jumps
BOTTOM_MARGIN, TOP_MARGIN, RIGHT_MARGIN = 36, 6, GRID
TICK = 4
LINE_HEIGHT = 14
PADDING = 0.02  # of the range, on each side
ROOM_FOR_X, ROOM_FOR_Y = 64, 24  # logical pixels from one tick to the next, at least
DOT_RADIUS, STAR_RADIUS = 3.0, 8.0
ZOOM_PER_DEGREE = 0.992
FARTHEST = 1e6  # logical pixels; what lies beyond is drawn at this distance
CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Ranges(NamedTuple):
    """What the axes show; on a log axis `y` holds logarithms to base 10."""

    x: Limits
    y: Limits


class CurveCanvas(QWidget):
    """Paints a `CurvePlot`; `HistoryPlot` puts title and legend above it.

    Signals: ``hovered(x)``, the place under the cursor on the x axis, NaN when the mouse leaves;
    ``moved_by_hand()``; ``painted()``.
    """

    hovered = Signal(float)
    moved_by_hand = Signal()
    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot: CurvePlot | None = None
        self.ranges = Ranges((0.0, 1.0), (0.0, 1.0))
        self._dragged_from: QPointF | None = None
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_plot(self, plot: CurvePlot | None, everything: bool = True) -> None:
        """Show other curves, in the same ranges or in those that hold everything."""
        self.plot = plot
        if everything and plot is not None:
            low, high = plot.y_range()
            if plot.log_y:
                low, high = math.log10(low), math.log10(high)
            self.ranges = Ranges(_padded(plot.x_range()), _padded((low, high)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40 * GRID, 24 * GRID)

    # ---- places ---------------------------------------------------------------------------

    def field(self) -> QRectF:
        """Where the curves are, in logical pixels."""
        width = max(1, self.width() - LEFT_MARGIN - RIGHT_MARGIN)
        height = max(1, self.height() - TOP_MARGIN - BOTTOM_MARGIN)
        return QRectF(LEFT_MARGIN, TOP_MARGIN, width, height)

    def x_at(self, pixel: float) -> float:
        """The value of the x axis at a place of this widget."""
        field, (low, high) = self.field(), self.ranges.x
        return low + (pixel - field.left()) / field.width() * (high - low)

    def _y_at(self, pixel: float) -> float:
        field, (low, high) = self.field(), self.ranges.y
        return high - (pixel - field.top()) / field.height() * (high - low)

    def _pixels_x(self, x: Line) -> Line:
        field, (low, high) = self.field(), self.ranges.x
        places = field.left() + (np.asarray(x, np.float64) - low) * (field.width() / (high - low))
        return np.clip(places, -FARTHEST, FARTHEST)

    def _pixels_y(self, y: Line) -> Line:
        """Places of values; NaN for what has none on this axis."""
        values = np.asarray(y, np.float64)
        if self.plot is not None and self.plot.log_y:
            logarithms = np.full(values.shape, np.nan)
            np.log10(values, out=logarithms, where=values > 0)
            values = logarithms
        values = np.where(np.isfinite(values), values, np.nan)
        field, (low, high) = self.field(), self.ranges.y
        places = field.bottom() - (values - low) * (field.height() / (high - low))
        return np.clip(places, -FARTHEST, FARTHEST)

    # ---- painting -------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), background(self.palette()))
        if self.plot is not None:
            self._paint_axes(painter, self.plot)
            painter.setClipRect(self.field().adjusted(0, 0, 1, 1))
            self._paint_bands(painter, self.plot)
            self._paint_curves(painter, self.plot)
            self._paint_chance(painter, self.plot)
            self._paint_marks(painter, self.plot)
        painter.end()
        self.painted.emit()

    def _paint_axes(self, painter: QPainter, plot: CurvePlot) -> None:
        field = self.field().toRect()
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawLine(field.left(), field.top(), field.left(), field.bottom())
        painter.drawLine(field.left(), field.bottom(), field.right(), field.bottom())
        x_ticks, x_texts = self._x_ticks(plot)
        y_ticks, y_texts = self._y_ticks(plot)
        across = [round(at) for at in self._pixels_x(np.array(x_ticks)).tolist()]
        low, high = self.ranges.y
        scale = field.height() / (high - low)
        down = [round(self.field().bottom() - (tick - low) * scale) for tick in y_ticks]
        for x in across:
            painter.drawLine(x, field.bottom(), x, field.bottom() + TICK)
        for y in down:
            painter.drawLine(field.left() - TICK, y, field.left(), y)
        painter.setFont(small(self.font()))
        painter.setPen(muted(self.palette()))
        self._paint_tick_texts(painter, field, (across, x_texts), (down, y_texts))
        self._paint_labels(painter, field, plot)

    def _paint_tick_texts(
        self,
        painter: QPainter,
        field: QRect,
        x_axis: tuple[list[int], list[str]],
        y_axis: tuple[list[int], list[str]],
    ) -> None:
        metrics = painter.fontMetrics()
        for x, text in zip(*x_axis, strict=True):
            width = metrics.horizontalAdvance(text)
            left = min(x - width // 2, self.width() - width)
            painter.drawText(left, field.bottom() + TICK + metrics.ascent() + 1, text)
        middle = (metrics.ascent() - metrics.descent()) // 2
        for y, text in zip(*y_axis, strict=True):
            left = field.left() - TICK - 2 - metrics.horizontalAdvance(text)
            painter.drawText(left, min(max(y + middle, metrics.ascent()), self.height()), text)

    def _paint_labels(self, painter: QPainter, field: QRect, plot: CurvePlot) -> None:
        below = QRect(field.left(), self.height() - LINE_HEIGHT - 2, field.width(), LINE_HEIGHT)
        elided(painter, below, CENTRE, plot.x_label)
        unit = " (%)" if plot.percent else ""
        painter.save()
        painter.rotate(-90)
        beside = QRect(-field.bottom(), 0, field.height(), LINE_HEIGHT)
        elided(painter, beside, CENTRE, plot.y_label + unit)
        painter.restore()

    def _x_ticks(self, plot: CurvePlot) -> tuple[list[float], list[str]]:
        room = int(self.field().width() / ROOM_FOR_X)
        spacing = linear_spacing(*self.ranges.x, room, 1.0 if _is_whole(plot) else 0.0)
        ticks = linear_ticks(*self.ranges.x, spacing)
        return ticks, linear_texts(ticks, spacing)

    def _y_ticks(self, plot: CurvePlot) -> tuple[list[float], list[str]]:
        if plot.log_y:
            ticks = log_ticks(*self.ranges.y)
            if len(ticks) > 1:
                return ticks, log_texts(ticks)
        room = int(self.field().height() / ROOM_FOR_Y)
        spacing = linear_spacing(*self.ranges.y, room)
        ticks = linear_ticks(*self.ranges.y, spacing)
        texts = log_texts(ticks) if plot.log_y else linear_texts(ticks, spacing, plot.percent)
        return ticks, texts

    def _paint_bands(self, painter: QPainter, plot: CurvePlot) -> None:
        for band in plot.bands:
            x = self._pixels_x(band.x)
            low, high = self._pixels_y(band.low), self._pixels_y(band.high)
            known = np.isfinite(low) & np.isfinite(high)
            around = np.concatenate([x[known], x[known][::-1]])
            edges = np.concatenate([low[known], high[known][::-1]])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._mixed(band.role, BAND_OPACITY))
            painter.drawPolygon(polygon(around, edges))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_curves(self, painter: QPainter, plot: CurvePlot) -> None:
        most = max(2, POINTS_PER_PIXEL * round(self.field().width()))
        for curve in plot.curves:
            painter.setPen(self._mixed(curve.role, FAINT_OPACITY if curve.faint else 1.0))
            seen = decimated(self._seen(curve), most)
            x, y = self._pixels_x(seen.x), self._pixels_y(seen.y)
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
        if plot.chance is None:
            return
        y = float(self._pixels_y(np.array([plot.chance]))[0])
        if math.isfinite(y):
            colour = colour_of("chance", self.palette())
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
            field = self.field().toRect()
            painter.drawLine(field.left(), round(y), field.right(), round(y))

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
        places = zip(self._pixels_x(x).tolist(), self._pixels_y(y).tolist(), strict=True)
        return [QPointF(*place) for place in places if math.isfinite(place[1])]

    def _mixed(self, role: Role, opacity: float) -> QColor:
        """A role's colour, thinned with the background: as if transparent, and quicker to draw."""
        colour, paper = colour_of(role, self.palette()), background(self.palette())
        parts = zip(colour.getRgb()[:3], paper.getRgb()[:3], strict=True)  # type: ignore[index]
        return QColor(*(round(opacity * one + (1 - opacity) * other) for one, other in parts))

    # ---- mouse ----------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.plot is None:
            event.ignore()
            return
        factor = ZOOM_PER_DEGREE ** (event.angleDelta().y() / 8)
        at, field = event.position(), self.field()
        x, y = self.ranges
        if at.x() >= field.left():
            x = _zoomed(x, self.x_at(at.x()), factor)
        if at.y() <= field.bottom():
            y = _zoomed(y, self._y_at(at.y()), factor)
        self._move_to(Ranges(x, y))
        event.accept()

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
            right = self.x_at(before.x()) - self.x_at(here.x())
            up = self._y_at(before.y()) - self._y_at(here.y())
            (left, end), (low, high) = self.ranges
            self._dragged_from = here
            self._move_to(Ranges((left + right, end + right), (low + up, high + up)))
        self.hovered.emit(self.x_at(here.x()))

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(math.nan)

    def _move_to(self, ranges: Ranges) -> None:
        self.ranges = ranges
        self.moved_by_hand.emit()
        self.update()


def polygon(x: Line, y: Line) -> QPolygonF:
    """Points as Qt wants them, read from bytes: point by point takes three times as long."""
    numbers = np.empty((len(x), 2), ">f8")
    numbers[:, 0], numbers[:, 1] = x, y
    stream = QDataStream(QByteArray(len(x).to_bytes(4, "big") + numbers.tobytes()))
    points = QPolygonF()
    stream >> points
    return points


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


def _padded(limits: Limits) -> Limits:
    low, high = limits
    if not high > low:
        low, high = low - 0.5, low + 0.5
    return low - PADDING * (high - low), high + PADDING * (high - low)


def _zoomed(limits: Limits, around: float, factor: float) -> Limits:
    return around + (limits[0] - around) * factor, around + (limits[1] - around) * factor


def _is_whole(plot: CurvePlot) -> bool:
    """Whether the x axis counts something: then there is nothing to write between whole numbers."""
    ends = [float(end) for curve in plot.curves if len(curve.x) for end in curve.x[[0, -1]]]
    return bool(ends) and all(end.is_integer() for end in ends)
