"""Units as points between two measures: to be read, picked one by one, or taken with an outline."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from visctx_gui.gui.style import GRID
from visctx_gui.gui.widgets.colour_bar import ColourBar
from visctx_gui.gui.widgets.plot_frame import NotedPlot
from visctx_gui.gui.widgets.plot_header import LegendEntry
from visctx_gui.gui.widgets.scatter_canvas import ScatterCanvas
from visctx_gui.presentation.numbers import MINUS, count_text, percent_text, value_text
from visctx_gui.presentation.sameness import looks_the_same
from visctx_gui.presentation.scatter import ScatterPlot


class ScatterView(NotedPlot):
    """Shows a `ScatterPlot` of up to 5,000 points.

    The wheel and + and - zoom, the middle button moves, Home shows everything again. Arrow keys go to the
    nearest point in their direction, Enter clicks it.

    Signals
    -------
    value_hovered(text)
        Name and values of the point under the cursor; empty when the mouse leaves it.
    point_hovered(point)
        -1 for none.
    point_clicked(point)
    points_lassoed(points, how)
        A tuple of int, on release of the left button; `how` is ``replace``, ``add`` (Shift was held at the start)
        or ``remove`` (Alt or Control). A click with such a key sends it with one point. Escape drops the outline.
    """

    point_hovered = Signal(int)
    point_clicked = Signal(int)
    points_lassoed = Signal(tuple, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        canvas = ScatterCanvas()
        super().__init__(canvas, parent)
        self.canvas = canvas
        self._bar = ColourBar()
        self._bar.hide()
        self._column.insertWidget(self._column.indexOf(self._note), self._bar)
        self.setFocusProxy(self.canvas)
        self.setMinimumSize(24 * GRID, 18 * GRID)
        self.canvas.setToolTip(
            self.tr(
                "Click picks a point, dragging draws an outline around many (Shift adds, Alt or Ctrl removes), "
                "the wheel zooms, Home shows everything"
            )
        )
        self.canvas.setAccessibleName(self.tr("Points"))
        self._connect_canvas()

    def _connect_canvas(self) -> None:
        self.canvas.clicked.connect(self.point_clicked)
        self.canvas.lassoed.connect(self.points_lassoed)
        self.canvas.hovered.connect(self._show_hovered)

    @property
    def plot(self) -> ScatterPlot | None:
        """What is shown."""
        return self.canvas.plot

    def plain_data(self) -> ScatterPlot | None:
        return self.canvas.plot

    def set_plot(self, plot: ScatterPlot | None) -> None:
        """Show other points; zoom and outline are kept. None empties the axes. Ends `waiting`."""
        self.set_waiting(False)
        old = self.canvas.plot
        if old is not None and plot is not None and looks_the_same(old, plot):
            return
        other_axes = old is None or plot is None or _axes_of(old) != _axes_of(plot)
        self.canvas.show_plot(plot, forget_zoom=other_axes)
        self._header.set_content("" if plot is None else plot.title, self._legend(plot))
        self._bar.setVisible(plot is not None and plot.colour_values is not None)
        if plot is not None and plot.colour_values is not None:
            self._bar.set_scale(plot.colours, plot.scale_limits(), plot.colour_label)
        self.canvas.setAccessibleName(self.tr("Points") if plot is None else plot.title)
        self._show_words()

    def set_selected(self, point: int | None) -> None:
        """Move the ring without new points."""
        self._replace(selected=point)

    def set_struck(self, struck: frozenset[int]) -> None:
        """Change which points are crosses without new points."""
        self._replace(struck=struck)

    def _replace(self, **changes: Any) -> None:
        if self.plot is not None:
            waiting = self.waiting
            self.set_plot(replace(self.plot, **changes))
            self.set_waiting(waiting)

    @Slot()
    def show_everything(self) -> None:
        """Forget the zoom of the mouse."""
        self.canvas.show_everything()

    def context_menu(self) -> QMenu:
        menu = super().context_menu()
        menu.addSeparator()
        everything = menu.addAction(self.tr("Show everything"))
        everything.setEnabled(self.canvas.zoomed)
        everything.triggered.connect(self.show_everything)
        return menu

    # ---- words ----------------------------------------------------------------------------

    @Slot(int)
    def _show_hovered(self, point: int) -> None:
        self._show_words()
        self.point_hovered.emit(point)
        plot = self.plot
        self.value_hovered.emit("" if plot is None or point < 0 else values_of(plot, point))

    def _show_words(self) -> None:
        """The note beneath, or what is under the cursor; and the same for a screen reader."""
        plot, here = self.plot, self.canvas.here
        note = "" if plot is None else self._note_of(plot)
        self._note.setText(note if plot is None or here is None else values_of(plot, here))
        self._note.setToolTip(note)
        if plot is None:
            self.canvas.setAccessibleDescription("")
            return
        point = plot.selected if here is None else here
        known = point is not None and 0 <= point < plot.count
        parts = [values_of(plot, point)] if known and point is not None else []
        parts += [self.tr("{count} points").format(count=count_text(plot.count)), note]
        self.canvas.setAccessibleDescription("; ".join(part for part in parts if part))

    def _note_of(self, plot: ScatterPlot) -> str:
        left_out = plot.left_out()
        words = self.tr("{count} without a value not drawn").format(count=count_text(left_out))
        return "; ".join(part for part in (plot.note, words if left_out else "") if part)

    def _legend(self, plot: ScatterPlot | None) -> tuple[LegendEntry, ...]:
        if plot is None:
            return ()
        entries = [LegendEntry(name, role, "dot") for role, name in plot.role_names]
        if plot.struck:
            entries.append(LegendEntry(self.tr("silenced"), "lesioned", "cross"))
        entries += [LegendEntry(line.name, line.role, "dashes") for line in plot.lines if line.name]
        if plot.band is not None and plot.band.name:
            entries.append(LegendEntry(plot.band.name, plot.band.role, "area"))
        return tuple(dict.fromkeys(entries))


def values_of(plot: ScatterPlot, point: int) -> str:
    """Everything about one point in a line."""
    y = number_text(float(plot.y[point]), plot.y_percent)
    if plot.y_intervals is not None and np.isfinite(plot.y_intervals[point]).all():
        ends = [number_text(float(end), plot.y_percent) for end in plot.y_intervals[point]]
        low, high = (end.removesuffix(" %") for end in ends)
        y += f" [{low}, {high}]"
    x = number_text(float(plot.x[point]), plot.x_percent)
    parts = [f"{plot.x_label} {x}".strip(), f"{plot.y_label} {y}".strip()]
    if plot.colour_values is not None:
        parts.append(f"{plot.colour_label} {value_text(float(plot.colour_values[point]))}".strip())
    return f"{plot.labels[point]}: " + ", ".join(parts)


def number_text(value: float, percent: bool) -> str:
    """A number of an axis as a person reads it."""
    return percent_text(value).replace("-", MINUS) if percent else value_text(value)


def _axes_of(plot: ScatterPlot) -> tuple[str, str, str]:
    return plot.title, plot.x_label, plot.y_label
