"""Two axes with ticks and names, the field between them, and the wheel that zooms: what all plots share."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream, QLine, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QWidget

from visctx_gui.gui.style import GRID, colour_of, muted, small
from visctx_gui.gui.widgets.picture import background, elided
from visctx_gui.presentation.colours import Limits, Role
from visctx_gui.presentation.curves import Line
from visctx_gui.presentation.ticks import (
    linear_spacing,
    linear_texts,
    linear_ticks,
    spacing_beside,
)

LEFT_MARGIN = 48  # fixed, so that plots above each other line up and nothing jumps
BOTTOM_MARGIN, TOP_MARGIN, RIGHT_MARGIN = 36, 6, GRID
TICK = 4
LINE_HEIGHT = 14
PADDING = 0.02  # of the range, on each side
ROOM_FOR_Y = 16  # logical pixels from one tick to the next, at least
MOST_Y_TICKS = 7.0  # distances; more are hard to read, however high the plot is
ZOOM_PER_DEGREE = 0.992
FARTHEST = 1e6  # logical pixels; what lies beyond is drawn at this distance
CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


class Ranges(NamedTuple):
    """What the axes show; on a log axis `y` holds logarithms to base 10."""

    x: Limits
    y: Limits


class Ticks(NamedTuple):
    """Places on an axis, in its own numbers, and what is written there."""

    places: list[float]
    texts: list[str]


class PlotAxes(QWidget):
    """Base of the surfaces on which something is painted between two axes.

    Signals: ``moved_by_hand()`` after the mouse has changed the ranges; ``painted()``.
    """

    moved_by_hand = Signal()
    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ranges = Ranges((0.0, 1.0), (0.0, 1.0))
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def sizeHint(self) -> QSize:
        return QSize(40 * GRID, 24 * GRID)

    def shows_something(self) -> bool:
        """Whether there is anything to zoom into."""
        return True

    def x_ticks(self) -> Ticks:
        """Where the x axis has ticks."""
        return axis_below(self.ranges.x, self.field().width())

    def y_ticks(self) -> Ticks:
        """Where the y axis has ticks."""
        return linear_axis(self.ranges.y, self.y_room())

    def y_room(self) -> float:
        """Distances between ticks that the y axis has room for."""
        return min(MOST_Y_TICKS, self.field().height() / ROOM_FOR_Y)

    # ---- places ---------------------------------------------------------------------------

    def field(self) -> QRectF:
        """Where the data are, in logical pixels."""
        width = max(1, self.width() - LEFT_MARGIN - RIGHT_MARGIN)
        height = max(1, self.height() - TOP_MARGIN - BOTTOM_MARGIN)
        return QRectF(LEFT_MARGIN, TOP_MARGIN, width, height)

    def x_at(self, pixel: float) -> float:
        """The value of the x axis at a place of this widget."""
        field, (low, high) = self.field(), self.ranges.x
        return low + (pixel - field.left()) / field.width() * (high - low)

    def y_at(self, pixel: float) -> float:
        """The number of the y axis at a place of this widget."""
        field, (low, high) = self.field(), self.ranges.y
        return high - (pixel - field.top()) / field.height() * (high - low)

    def pixels_x(self, x: Line) -> Line:
        """Where numbers of the x axis lie; NaN stays."""
        field, (low, high) = self.field(), self.ranges.x
        places = field.left() + (np.asarray(x, np.float64) - low) * (field.width() / (high - low))
        return np.clip(places, -FARTHEST, FARTHEST)

    def pixels_y(self, y: Line) -> Line:
        """Where numbers of the y axis lie; NaN stays."""
        field, (low, high) = self.field(), self.ranges.y
        places = field.bottom() - (np.asarray(y, np.float64) - low) * (
            field.height() / (high - low)
        )
        return np.clip(places, -FARTHEST, FARTHEST)

    # ---- painting -------------------------------------------------------------------------

    def mixed(self, role: Role, opacity: float) -> QColor:
        """A role's colour, thinned with the background: as if transparent, and quicker to draw."""
        colour, paper = colour_of(role, self.palette()), background(self.palette())
        parts = zip(colour.getRgb()[:3], paper.getRgb()[:3], strict=True)  # type: ignore[index]
        return QColor(*(round(opacity * one + (1 - opacity) * other) for one, other in parts))

    def paint_axes(self, painter: QPainter, x_label: str, y_label: str) -> None:
        """Draw axes, ticks and names around the field."""
        field = self.field().toRect()
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        x_axis, y_axis = self.x_ticks(), self.y_ticks()
        across, down = self._tick_pixels(x_axis, y_axis)
        left, bottom = field.left(), field.bottom()
        painter.drawLines(
            [
                QLine(left, field.top(), left, bottom),
                QLine(left, bottom, field.right(), bottom),
                *(QLine(x, bottom, x, bottom + TICK) for x in across),
                *(QLine(left - TICK, y, left, y) for y in down),
            ]
        )
        painter.setFont(small(self.font()))
        painter.setPen(muted(self.palette()))
        self._paint_tick_texts(painter, field, (across, x_axis.texts), (down, y_axis.texts))
        self._paint_labels(painter, field, x_label, y_label)

    def _tick_pixels(self, x_axis: Ticks, y_axis: Ticks) -> tuple[list[int], list[int]]:
        """Where ticks lie: one by one, which for so few is quicker than as arrays."""
        field, ((left, right), (low, high)) = self.field(), self.ranges
        x_scale, y_scale = field.width() / (right - left), field.height() / (high - low)
        across = [round(field.left() + (place - left) * x_scale) for place in x_axis.places]
        down = [round(field.bottom() - (place - low) * y_scale) for place in y_axis.places]
        return across, down

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

    def _paint_labels(self, painter: QPainter, field: QRect, x_label: str, y_label: str) -> None:
        below = QRect(field.left(), self.height() - LINE_HEIGHT - 2, field.width(), LINE_HEIGHT)
        elided(painter, below, CENTRE, x_label)
        painter.save()
        painter.rotate(-90)
        beside = QRect(-field.bottom(), 0, field.height(), LINE_HEIGHT)
        elided(painter, beside, CENTRE, y_label)
        painter.restore()

    # ---- mouse ----------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.shows_something():
            event.ignore()
            return
        self.zoom(event.position(), ZOOM_PER_DEGREE ** (event.angleDelta().y() / 8))
        event.accept()

    def zoom(self, at: QPointF, factor: float) -> None:
        """Stretch the ranges about a place; beside an axis, that axis alone."""
        field = self.field()
        x, y = self.ranges
        if at.x() >= field.left():
            x = _zoomed(x, self.x_at(at.x()), factor)
        if at.y() <= field.bottom():
            y = _zoomed(y, self.y_at(at.y()), factor)
        self.move_to(Ranges(x, y))

    def drag_along(self, before: QPointF, here: QPointF) -> None:
        """Move the ranges as the mouse went."""
        right = self.x_at(before.x()) - self.x_at(here.x())
        up = self.y_at(before.y()) - self.y_at(here.y())
        (left, end), (low, high) = self.ranges
        self.move_to(Ranges((left + right, end + right), (low + up, high + up)))

    def move_to(self, ranges: Ranges) -> None:
        """Show other ranges, as a person wants it."""
        self.ranges = ranges
        self.moved_by_hand.emit()
        self.update()


def linear_axis(limits: Limits, most: float, smallest: float = 0.0, percent: bool = False) -> Ticks:
    """Ticks of a linear axis with room for `most` of them.

    Parameters
    ----------
    smallest : float
        Ticks are never closer, such as 1 for whole numbers.
    percent : bool
        The numbers are shares 0..1 and are written in percent.
    """
    spacing = linear_spacing(*limits, max(1.0, most), smallest)
    places = linear_ticks(*limits, spacing)
    return Ticks(places, linear_texts(places, spacing, percent))


def axis_below(
    limits: Limits, length: float, smallest: float = 0.0, percent: bool = False
) -> Ticks:
    """Ticks of a linear axis of so many logical pixels, as many as their texts have room for.

    Parameters
    ----------
    smallest, percent
        As of `linear_axis`.
    """
    factor = 100 if percent else 1
    low, high = limits
    spacing = spacing_beside(factor * low, factor * high, length, factor * smallest) / factor
    places = linear_ticks(*limits, spacing)
    return Ticks(places, linear_texts(places, spacing, percent))


def polygon(x: Line, y: Line) -> QPolygonF:
    """Points as Qt wants them, read from bytes: point by point takes three times as long."""
    numbers = np.empty((len(x), 2), ">f8")
    numbers[:, 0], numbers[:, 1] = x, y
    stream = QDataStream(QByteArray(len(x).to_bytes(4, "big") + numbers.tobytes()))
    points = QPolygonF()
    stream >> points
    return points


def padded(limits: Limits) -> Limits:
    """Limits a little wider, and never of no width."""
    low, high = limits
    if not high > low:
        low, high = low - 0.5, low + 0.5
    return low - PADDING * (high - low), high + PADDING * (high - low)


def _zoomed(limits: Limits, around: float, factor: float) -> Limits:
    return around + (limits[0] - around) * factor, around + (limits[1] - around) * factor
