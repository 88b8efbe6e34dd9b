"""Curves that grow while one watches: loss, accuracy, lesion curves."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from visctx_gui.gui.widgets.curve_canvas import CurveCanvas
from visctx_gui.gui.widgets.plot_frame import FramedPlot
from visctx_gui.gui.widgets.plot_header import LegendEntry
from visctx_gui.presentation.curves import Curve, CurvePlot, looks_the_same
from visctx_gui.presentation.numbers import percent_text, value_text


class HistoryPlot(FramedPlot):
    """Shows a `CurvePlot`. The wheel zooms, dragging moves, Home shows everything again.

    Signals
    -------
    value_hovered(text)
        The values of all curves at the x under the cursor; empty when the mouse leaves.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        canvas = CurveCanvas()
        super().__init__(canvas, parent)
        self.canvas = canvas
        self._zoomed = False
        self.canvas.setToolTip(self.tr("The wheel zooms, dragging moves, Home shows everything"))
        self.canvas.hovered.connect(self._hover)
        self.canvas.moved_by_hand.connect(self._remember_zoom)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Curves"))
        self.setMinimumSize(160, 96)

    def plain_data(self) -> CurvePlot | None:
        return self.canvas.plot

    def set_plot(self, plot: CurvePlot | None) -> None:
        """Show other curves; the zoom of the mouse is kept. None empties the axes. Ends `waiting`."""
        self.set_waiting(False)
        old = self.canvas.plot
        if old is not None and plot is not None and looks_the_same(old, plot):
            return
        shown = plot or CurvePlot("", "", "")
        if old is None or (old.log_y, old.title) != (shown.log_y, shown.title):
            self._zoomed = False
        self._header.set_content(shown.title, legend_of(shown, self.tr("chance")))
        self.canvas.show_plot(plot, everything=not self._zoomed)
        self.setAccessibleName(shown.title or self.tr("Curves"))
        self.setAccessibleDescription(self._spoken(shown))

    @Slot()
    def show_everything(self) -> None:
        """Forget the zoom of the mouse."""
        self._zoomed = False
        self.canvas.show_plot(self.canvas.plot)

    # ---- looking closer -------------------------------------------------------------------

    @Slot()
    def _remember_zoom(self) -> None:
        self._zoomed = True

    @Slot(float)
    def _hover(self, x: float) -> None:
        plot = self.canvas.plot
        self.value_hovered.emit("" if plot is None or math.isnan(x) else values_at(plot, x))

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
