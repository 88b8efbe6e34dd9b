"""Curves that grow while one watches: loss, accuracy, lesion curves."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from visctx_gui.gui.style import colour_of, muted, small
from visctx_gui.gui.widgets.picture import Picture, background
from visctx_gui.gui.widgets.plot_axis import NumberAxis
from visctx_gui.gui.widgets.plot_header import LegendEntry, PlotHeader
from visctx_gui.presentation.colours import Role
from visctx_gui.presentation.curves import Curve, CurvePlot, Line, decimated
from visctx_gui.presentation.numbers import percent_text, value_text

POINTS_PER_PIXEL = 2
MARKER_SIZE = 16
FAINT_OPACITY = 0.35
BOTTOM_AXIS_HEIGHT = 36
LEFT_AXIS_WIDTH = 48  # fixed, so that plots above each other line up and nothing jumps


class HistoryPlot(Picture):
    """Shows a `CurvePlot`. The wheel zooms, dragging moves, Home shows everything again.

    Signals
    -------
    value_hovered(text)
        The values of all curves at the x under the cursor; empty when the mouse leaves.
    """

    value_hovered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plot: CurvePlot | None = None
        self._zoomed = False
        self._curves: list[pg.PlotCurveItem] = []
        self._areas: list[pg.FillBetweenItem] = []
        self._header = PlotHeader()
        self._bottom, self._left = NumberAxis("bottom"), NumberAxis("left")
        # not a PlotWidget: that builds seven menus and a form which are never shown
        self._view = pg.GraphicsLayoutWidget()
        self._box = pg.ViewBox(enableMenu=False)
        self._markers = pg.ScatterPlotItem(symbol="star", size=12)
        self._chance = pg.InfiniteLine(angle=0)
        self._build()
        self.theme_changed()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._view, 1)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.ci.layout.setContentsMargins(0, 0, 0, 0)
        self._view.ci.layout.setSpacing(0)
        for item, row, at in ((self._left, 0, 0), (self._box, 0, 1), (self._bottom, 1, 1)):
            self._view.addItem(item, row=row, col=at)
        self._left.linkToView(self._box)
        self._bottom.linkToView(self._box)
        self._view.setToolTip(self.tr("The wheel zooms, dragging moves, Home shows everything"))
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._left.setWidth(LEFT_AXIS_WIDTH)
        self._bottom.setHeight(BOTTOM_AXIS_HEIGHT)
        self._bottom.setStyle(tickTextOffset=2)
        self._markers.setZValue(10)
        self._chance.hide()
        self._box.disableAutoRange()
        self._box.addItem(self._chance, ignoreBounds=True)
        self._box.addItem(self._markers, ignoreBounds=True)
        self._box.sigRangeChangedManually.connect(self._remember_zoom)
        self._view.scene().sigMouseMoved.connect(self._hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Curves"))
        self.setMinimumSize(160, 96)

    def plain_data(self) -> CurvePlot | None:
        return self._plot

    def set_plot(self, plot: CurvePlot | None) -> None:
        """Show other curves; the zoom of the mouse is kept. None empties the axes. Ends `waiting`."""
        old, self._plot = self._plot, plot
        self.set_waiting(False)
        shown = plot or CurvePlot("", "", "")
        if old is None or (old.log_y, old.title) != (shown.log_y, shown.title):
            self._zoomed = False
        self._header.set_content(shown.title, legend_of(shown, self.tr("chance")))
        self._left.set_kind(shown.percent, shown.log_y)
        self._label_axes(shown)
        for axis in (self._left, self._bottom):
            axis.setVisible(plot is not None)
        self._draw_curves(shown)
        self._draw_areas(shown)
        self._draw_marks(shown)
        self.setAccessibleName(shown.title or self.tr("Curves"))
        self.setAccessibleDescription(self._spoken(shown))
        if not self._zoomed:
            self._show_all(shown)

    @Slot()
    def show_everything(self) -> None:
        """Forget the zoom of the mouse."""
        self._zoomed = False
        if self._plot is not None:
            self._show_all(self._plot)

    # ---- drawing --------------------------------------------------------------------------

    def _draw_curves(self, plot: CurvePlot) -> None:
        while len(self._curves) < len(plot.curves):
            self._curves.append(pg.PlotCurveItem(connect="finite"))
            self._box.addItem(self._curves[-1], ignoreBounds=True)
        most = max(2, POINTS_PER_PIXEL * self._view.width())
        for number, item in enumerate(self._curves):
            item.setVisible(number < len(plot.curves))
            if number < len(plot.curves):
                curve = decimated(plot.curves[number], most)
                colour = self._colour(curve.role)
                colour.setAlphaF(FAINT_OPACITY if curve.faint else 1.0)
                item.setPen(colour)
                item.setData(np.asarray(curve.x, np.float64), self._height(curve.y))

    def _draw_areas(self, plot: CurvePlot) -> None:
        for area in self._areas:
            self._box.removeItem(area)
        self._areas = []
        for band in plot.bands:
            edges = [
                pg.PlotCurveItem(np.asarray(band.x, np.float64), self._height(edge))
                for edge in (band.low, band.high)
            ]
            colour = self._colour(band.role)
            colour.setAlphaF(0.3)
            self._areas.append(pg.FillBetweenItem(*edges, brush=colour))
            self._areas[-1].setZValue(-10)
            self._box.addItem(self._areas[-1], ignoreBounds=True)

    def _draw_marks(self, plot: CurvePlot) -> None:
        dots: list[dict[str, Any]] = []
        for curve in plot.curves:
            if curve.dots:
                dots += self._dots(curve.x, curve.y, curve.role, "o", 5)
        for marker in plot.markers:
            dots += self._dots((marker.x,), (marker.y,), marker.role, "star", MARKER_SIZE)
        self._markers.setData(dots)
        chance = plot.chance
        self._chance.setVisible(chance is not None)
        if chance is not None:
            self._chance.setPen(pg.mkPen(self._colour("chance"), style=Qt.PenStyle.DashLine))
            self._chance.setValue(float(self._height(np.array([chance]))[0]))

    def _dots(self, x: Any, y: Any, role: Role, symbol: str, size: int) -> list[dict[str, Any]]:
        colour = self._colour(role)
        heights = self._height(np.asarray(y))
        return [
            {"pos": (float(at), float(height)), "symbol": symbol, "size": size}
            | {"brush": colour, "pen": pg.mkPen(background(self.palette()))}
            for at, height in zip(x, heights, strict=True)
            if math.isfinite(height)
        ]

    def _height(self, y: Line) -> Line:
        """Values as the axis has them: logarithms on a log axis, NaN where there is none."""
        values = np.asarray(y, np.float64)
        if self._plot is None or not self._plot.log_y:
            return values
        logarithms = np.full(values.shape, np.nan)
        np.log10(values, out=logarithms, where=values > 0)
        return logarithms

    def _show_all(self, plot: CurvePlot) -> None:
        low, high = self._height(np.array(plot.y_range()))
        self._box.setRange(xRange=plot.x_range(), yRange=(low, high), padding=0.02)

    def _label_axes(self, plot: CurvePlot) -> None:
        for axis, label in ((self._bottom, plot.x_label), (self._left, plot.y_label)):
            unit = " (%)" if axis is self._left and plot.percent else ""
            if axis.labelText != label + unit:
                axis.setLabel(label + unit)

    def _colour(self, role: Role) -> QColor:
        return QColor(colour_of(role, self.palette()))

    def theme_changed(self) -> None:
        self._view.setBackground(background(self.palette()))
        for axis in (self._bottom, self._left):
            axis.setPen(self.palette().mid().color())
            axis.setTextPen(muted(self.palette()))
            axis.setTickFont(small(self.font()))
            axis.label.setFont(small(self.font()))
            axis.setStyle(tickLength=-4)
        if self._plot is not None:
            self.set_plot(self._plot)

    # ---- looking closer -------------------------------------------------------------------

    @Slot(object)
    def _remember_zoom(self, _axes: object) -> None:
        self._zoomed = True

    @Slot(object)
    def _hover(self, position: QPointF) -> None:
        if self._plot is not None:
            x = self._box.mapSceneToView(position).x()
            self.value_hovered.emit(values_at(self._plot, x))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.value_hovered.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Home:
            self.show_everything()
        else:
            super().keyPressEvent(event)

    def context_menu(self) -> QMenu:
        menu = super().context_menu()
        menu.addSeparator()
        everything = menu.addAction(self.tr("Show everything"))
        everything.setEnabled(self._zoomed)
        everything.triggered.connect(self.show_everything)
        return menu

    def _spoken(self, plot: CurvePlot) -> str:
        """The last value of each curve, for a screen reader."""
        if not any(len(curve.x) for curve in plot.curves):
            return ""
        last = max(float(curve.x[-1]) for curve in plot.curves if len(curve.x))
        return values_at(plot, last)


def legend_of(plot: CurvePlot, chance: str) -> tuple[LegendEntry, ...]:
    """What the legend of a plot says, each name once; `chance` is the word for the chance line."""
    curves = (curve for curve in plot.curves if curve.name and not curve.faint)
    entries = [LegendEntry(curve.name, curve.role) for curve in curves]
    entries += [LegendEntry(band.name, band.role, "area") for band in plot.bands if band.name]
    entries += [LegendEntry(mark.text, mark.role, "star") for mark in plot.markers if mark.text]
    if plot.chance is not None:
        entries.append(LegendEntry(chance, "chance", "dashes"))
    return tuple(dict.fromkeys(entries))


def values_at(plot: CurvePlot, x: float) -> str:
    """The values of all curves at the point nearest to `x`: ``step 120: training 0.31``."""
    parts = []
    for curve in (curve for curve in plot.curves if not curve.faint):
        place = nearest_place(curve, x)
        if place is not None:
            value = float(curve.y[place])
            text = percent_text(value) if plot.percent else value_text(value)
            parts.append((float(curve.x[place]), f"{curve.name} {text}".strip()))
    if not parts:
        return ""
    at = min((part[0] for part in parts), key=lambda place: abs(place - x))
    return f"{plot.x_label} {at:,g}: " + ", ".join(part[1] for part in parts)


def nearest_place(curve: Curve, x: float) -> int | None:
    """Place of the point of a curve nearest to `x`, None for an empty curve."""
    if not len(curve.x):
        return None
    right = min(int(np.searchsorted(curve.x, x)), len(curve.x) - 1)
    left = max(0, right - 1)
    return left if abs(curve.x[left] - x) <= abs(curve.x[right] - x) else right
