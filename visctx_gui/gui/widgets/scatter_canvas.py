"""The surface on which points are painted, and where mouse and keys pick one or draw an outline around many."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from visctx_gui.gui.style import colour_of
from visctx_gui.gui.widgets.picture import background
from visctx_gui.gui.widgets.plot_axes import (
    PlotAxes,
    Ranges,
    Ticks,
    axis_below,
    linear_axis,
)
from visctx_gui.gui.widgets.point_stamps import SIDE, PointStamps
from visctx_gui.presentation.curves import Line
from visctx_gui.presentation.scatter import Direction, ScatterPlot, enclosed, nearest, neighbour

REACH = 9.0  # logical pixels from a point within which the mouse means it
RING_RADIUS, HOVER_RADIUS = 7.0, 5.5
BAND_OPACITY, WHISKER_OPACITY = 0.25, 0.45
LASSO_OPACITY = 0.12
LASSO_STEP = 3.0  # logical pixels from one corner of the outline to the next
KEY_ZOOM = 0.8
ARROWS: dict[int, Direction] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
ZOOM_KEYS = {Qt.Key.Key_Plus: KEY_ZOOM, Qt.Key.Key_Equal: KEY_ZOOM, Qt.Key.Key_Minus: 1 / KEY_ZOOM}
LEFT_BUTTON, MIDDLE_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


class ScatterCanvas(PlotAxes):
    """Paints a `ScatterPlot`; `ScatterView` puts title, legend and note around it.

    Signals: ``clicked(point)``; ``lassoed(points, how)`` with how ``replace``, ``add`` or ``remove``;
    ``hovered(point)``, also when the arrow keys go there, -1 for none; ``moved_by_hand()``; ``painted()``.
    """

    clicked = Signal(int)
    lassoed = Signal(tuple, str)
    hovered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot: ScatterPlot | None = None
        self.zoomed = False
        self.here: int | None = None  # the point under the mouse, or where the arrow keys went
        self._pressed_at: QPointF | None = None
        self._how = "replace"
        self._outline: list[QPointF] = []
        self._dragged_from: QPointF | None = None
        self._stamps: PointStamps | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_plot(self, plot: ScatterPlot | None, forget_zoom: bool = False) -> None:
        """Show other points; the ranges are kept while a person has zoomed or draws an outline."""
        others = plot is None or self.plot is None or plot.labels != self.plot.labels
        self.plot = plot
        if others:
            self._go_to(None)
            self._drop_outline()
        self.zoomed = self.zoomed and not forget_zoom
        if not self.zoomed and not self._outline:
            self._fit()
        self.update()

    def show_everything(self) -> None:
        """Forget the zoom of the mouse."""
        self.zoomed = False
        self._fit()
        self.update()

    def _fit(self) -> None:
        if self.plot is not None:
            self.ranges = Ranges(self.plot.x_range(), self.plot.y_range())

    def move_to(self, ranges: Ranges) -> None:
        self.zoomed = True
        super().move_to(ranges)

    # ---- places ---------------------------------------------------------------------------

    def shows_something(self) -> bool:
        return self.plot is not None

    def x_ticks(self) -> Ticks:
        percent = self.plot is not None and self.plot.x_percent
        return axis_below(self.ranges.x, self.field().width(), percent=percent)

    def y_ticks(self) -> Ticks:
        percent = self.plot is not None and self.plot.y_percent
        return linear_axis(self.ranges.y, self.y_room(), percent=percent)

    def places(self) -> tuple[Line, Line]:
        """Where the points lie on this widget, two arrays (n,); NaN for those that are not drawn."""
        if self.plot is None:
            return np.zeros(0), np.zeros(0)
        missing = ~self.plot.drawn()
        x, y = self.pixels_x(self.plot.x), self.pixels_y(self.plot.y)
        x[missing] = y[missing] = np.nan
        return x, y

    def place_of(self, point: int) -> QPointF | None:
        """Where a point lies; None where it is not drawn."""
        x, y = self.places()
        if not 0 <= point < len(x) or math.isnan(x[point]):
            return None
        return QPointF(x[point], y[point])

    def _seen_places(self) -> tuple[Line, Line]:
        """Places of the points inside the field, NaN for the others."""
        (x, y), field = self.places(), self.field()
        with np.errstate(invalid="ignore"):
            inside = (x >= field.left()) & (x <= field.right() + 1)
            inside &= (y >= field.top()) & (y <= field.bottom() + 1)
        return np.where(inside, x, np.nan), np.where(inside, y, np.nan)

    # ---- painting -------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), background(self.palette()))
        if self.plot is not None:
            self._paint(painter, self.plot)
        painter.end()
        self.painted.emit()

    def _paint(self, painter: QPainter, plot: ScatterPlot) -> None:
        x_unit, y_unit = (" (%)" if percent else "" for percent in (plot.x_percent, plot.y_percent))
        painter.setClipRect(self.field().adjusted(0, 0, 1, 1))
        self._paint_band(painter, plot)
        self._paint_lines(painter, plot)
        painter.setClipping(False)
        self.paint_axes(painter, plot.x_label + x_unit, plot.y_label + y_unit)
        painter.setClipRect(self.field().adjusted(0, 0, 1, 1))
        self._paint_whiskers(painter, plot)
        self._paint_points(painter, plot)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.here is not None:
            self._paint_ring(painter, self.here, HOVER_RADIUS, self.palette().windowText().color())
        if plot.selected is not None:
            accent = colour_of("selected", self.palette())
            self._paint_ring(painter, plot.selected, RING_RADIUS, accent)
        self._paint_outline(painter)

    def _paint_band(self, painter: QPainter, plot: ScatterPlot) -> None:
        if plot.band is None or not (
            math.isfinite(plot.band.low) and math.isfinite(plot.band.high)
        ):
            return
        low, high = self.pixels_y(np.array([plot.band.low, plot.band.high])).tolist()
        field = self.field()
        place = QRectF(field.left(), high, field.width() + 1, max(1.0, low - high))
        painter.fillRect(place, self.mixed(plot.band.role, BAND_OPACITY))

    def _paint_lines(self, painter: QPainter, plot: ScatterPlot) -> None:
        field = self.field().toRect()
        for line in plot.lines:
            if not math.isfinite(line.value):
                continue
            colour = colour_of(line.role, self.palette())
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
            if line.axis == "x":
                at = round(float(self.pixels_x(np.array([line.value]))[0]))
                painter.drawLine(at, field.top(), at, field.bottom())
            else:
                at = round(float(self.pixels_y(np.array([line.value]))[0]))
                painter.drawLine(field.left(), at, field.right(), at)

    def _paint_whiskers(self, painter: QPainter, plot: ScatterPlot) -> None:
        if plot.y_intervals is None:
            return
        x, _ = self.places()
        low, high = self.pixels_y(plot.y_intervals[:, 0]), self.pixels_y(plot.y_intervals[:, 1])
        known = np.isfinite(x) & np.isfinite(low) & np.isfinite(high)
        lines = np.stack([x, low, high])[:, known].round().astype(int).T.tolist()
        painter.setPen(self.mixed("plain", WHISKER_OPACITY))
        draw = painter.drawLine
        for at, bottom, top in lines:
            draw(at, bottom, at, top)

    def _paint_points(self, painter: QPainter, plot: ScatterPlot) -> None:
        stamps = self._stamps_now()
        which, dots = stamps.dots_of(plot)
        x, y = self._seen_places()
        seen, struck = ~np.isnan(x), plot.is_struck()
        corners = np.nan_to_num(np.stack([x, y])).round().astype(int) - SIDE // 2
        draw = painter.drawPixmap
        whole = seen & ~struck
        for left, top, dot in zip(*corners[:, whole].tolist(), which[whole].tolist(), strict=True):
            draw(left, top, dots[dot])
        cross = stamps.cross_of(plot)
        for left, top in zip(*corners[:, seen & struck].tolist(), strict=True):
            draw(left, top, cross)

    def _stamps_now(self) -> PointStamps:
        now = self.palette(), self.devicePixelRatioF()
        if self._stamps is None or not self._stamps.suit(*now):
            self._stamps = PointStamps(*now)
        return self._stamps

    def _paint_ring(self, painter: QPainter, point: int, radius: float, colour: QColor) -> None:
        centre = self.place_of(point)
        if centre is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for of_pen, width in ((background(self.palette()), 5), (colour, 2)):
                painter.setPen(QPen(of_pen, width))  # apart from the dots beneath
                painter.drawEllipse(centre, radius, radius)

    def _paint_outline(self, painter: QPainter) -> None:
        if not self._outline:
            return
        accent = colour_of("lesioned" if self._how == "remove" else "selected", self.palette())
        painter.setPen(QPen(accent, 2))
        painter.drawPolyline(self._outline)
        painter.setPen(QPen(accent, 1, Qt.PenStyle.DotLine))
        painter.drawLine(QLineF(self._outline[-1], self._outline[0]))
        accent.setAlphaF(LASSO_OPACITY)
        painter.setBrush(accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(QPolygonF(self._outline))

    # ---- mouse ----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.plot is None or event.button() not in (LEFT_BUTTON, MIDDLE_BUTTON):
            event.ignore()
        elif event.button() == MIDDLE_BUTTON:
            self._dragged_from = event.position()
        else:
            self._pressed_at, self._how = event.position(), _how(event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position()
        if self._dragged_from is not None:
            before, self._dragged_from = self._dragged_from, here
            self.drag_along(before, here)
        elif self._pressed_at is not None:
            self._draw_on(here)
        else:
            self._go_to(nearest(*self._seen_places(), (here.x(), here.y()), REACH))

    def _draw_on(self, here: QPointF) -> None:
        """Lead the outline to a place, once the mouse has clearly moved with the button held."""
        assert self._pressed_at is not None
        if not self._outline:
            if _distance(self._pressed_at, here) < QApplication.startDragDistance():
                return
            self._outline = [self._pressed_at]
            self._go_to(None)
        if _distance(self._outline[-1], here) >= LASSO_STEP:
            self._outline.append(here)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == MIDDLE_BUTTON:
            self._dragged_from = None
        if event.button() != LEFT_BUTTON or self._pressed_at is None:
            return
        if self._outline:
            corners = np.array([[corner.x(), corner.y()] for corner in self._outline])
            inside = np.flatnonzero(enclosed(*self._seen_places(), corners))
            self._drop_outline()
            self.lassoed.emit(tuple(inside.tolist()), self._how)
            return
        self._drop_outline()
        at = event.position()
        self._choose(nearest(*self._seen_places(), (at.x(), at.y()), REACH), self._how)

    def _choose(self, point: int | None, how: str) -> None:
        if point is None:
            return
        if how == "replace":
            self.clicked.emit(point)
        else:
            self.lassoed.emit((point,), how)

    def _drop_outline(self) -> None:
        self._pressed_at, self._outline = None, []
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._go_to(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drop_outline()

    def _go_to(self, point: int | None) -> None:
        if point != self.here:
            self.here = point
            self.hovered.emit(-1 if point is None else point)
            self.update()

    # ---- keys -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.plot is None or not self._follow_key(event, self.plot):
            super().keyPressEvent(event)

    def _follow_key(self, event: QKeyEvent, plot: ScatterPlot) -> bool:
        key = event.key()
        if key in ARROWS:
            start = plot.selected if self.here is None else self.here
            reached = neighbour(*self._seen_places(), start, ARROWS[key])
            self._go_to(start if reached is None else reached)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.here, _how(event.modifiers()))
        elif key in ZOOM_KEYS:
            self.zoom(self.field().center(), ZOOM_KEYS[Qt.Key(key)])
        elif key == Qt.Key.Key_Home:
            self.show_everything()
        elif key == Qt.Key.Key_Escape and self._outline:
            self._drop_outline()
        else:
            return False
        return True


def _how(modifiers: Qt.KeyboardModifier) -> str:
    """What becomes of an outline. Control does as Alt: many desktops move windows with Alt and the mouse."""
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return "add"
    removing = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
    return "remove" if modifiers & removing else "replace"


def _distance(one: QPointF, other: QPointF) -> float:
    return math.hypot(one.x() - other.x(), one.y() - other.y())
