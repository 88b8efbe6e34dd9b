"""Horizontal bars with names: change per class, scores of the network, counts."""

from __future__ import annotations

import heapq
import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from visctx_gui.gui.calm_update import BARS_MILLISECONDS, CalmUpdate
from visctx_gui.gui.style import GRID, colour_of, muted, small
from visctx_gui.gui.widgets.picture import Picture, background, elided
from visctx_gui.gui.widgets.plot_header import LegendEntry, PlotHeader
from visctx_gui.presentation.bars import BarPlot, looks_the_same
from visctx_gui.presentation.colours import Role
from visctx_gui.presentation.numbers import (
    NO_NUMBER,
    count_text,
    percent_text,
    signed_text,
    value_text,
)

LOWEST_ROW = 12  # logical pixels; with more bars than fit, the plot scrolls
HIGHEST_ROW = 28
MOST_MEASURED = 256
WIDEST_LABEL = 0.4  # share of the width
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BarPlotView(Picture):
    """Shows a `BarPlot`.

    Signals
    -------
    bar_hovered(bar, value)
        -1, NaN when the mouse leaves.
    bar_clicked(bar)
    """

    bar_hovered = Signal(int, float)
    bar_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = PlotHeader()
        self._canvas = _BarCanvas()
        self._calm = CalmUpdate(BARS_MILLISECONDS, self)
        self._calm.due.connect(self._show)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._scroll, 1)
        self.setMinimumSize(16 * GRID, 8 * GRID)
        self.setAccessibleName(self.tr("Bars"))
        self._canvas.hovered.connect(self._show_hovered)
        self._canvas.clicked.connect(self.bar_clicked)

    def plain_data(self) -> BarPlot | None:
        return self._canvas.bars

    def set_bars(self, bars: BarPlot | None) -> None:
        """Show other bars; None empties the plot. Ends `waiting`."""
        self.set_waiting(False)
        old = self._canvas.bars
        if old is not None and bars is not None and looks_the_same(old, bars):
            self._canvas.bars = bars
            return
        self._canvas.bars = bars
        if old is not None and bars is not None and old.labels == bars.labels:
            self._calm.want()
        else:
            self._calm.now()

    @Slot()
    def _show(self) -> None:
        bars = self._canvas.bars
        self._canvas.fit()
        self._header.set_content(
            "" if bars is None else bars.title,
            legend_of(bars),
            "" if bars is None else scale_of(bars),
        )
        self.setAccessibleName(self.tr("Bars") if bars is None else bars.title)
        self.setAccessibleDescription("" if bars is None else spoken(bars))

    @property
    def unscrolled_height(self) -> int:
        """Height in logical pixels from which on all bars are seen at once."""
        return self._header.sizeHint().height() + self._canvas.minimumHeight()

    @Slot(int)
    def _show_hovered(self, bar: int) -> None:
        bars = self._canvas.bars
        if bars is None or not 0 <= bar < bars.count:
            self.bar_hovered.emit(-1, float("nan"))
            return
        self._canvas.setToolTip(explanation(bars, bar))
        self.bar_hovered.emit(bar, float(bars.values[bar]))


class _Columns(NamedTuple):
    """Where labels, bars and numbers stand, in logical pixels, and how values become places."""

    label_right: float
    bar_left: float
    bar_right: float
    low: float
    high: float

    def x(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        share = min(1.0, max(0.0, share))
        return self.bar_left + share * (self.bar_right - self.bar_left)


class _BarCanvas(QWidget):
    hovered = Signal(int)
    clicked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.bars: BarPlot | None = None
        self._texts: tuple[BarPlot, list[str]] | None = None
        self._hovered = -1
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def fit(self) -> None:
        """Take the height that the bars need, and paint them."""
        lowest = LOWEST_ROW * self.bars.count if self.bars else 0
        if self.minimumHeight() != lowest:
            self.setMinimumHeight(lowest)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(30 * GRID, LOWEST_ROW * self.bars.count if self.bars else 8 * GRID)

    def row_height(self) -> float:
        """Height of one bar with its room."""
        count = self.bars.count if self.bars else 0
        return min(HIGHEST_ROW, self.height() / count) if count else HIGHEST_ROW

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), background(self.palette()))
        if self.bars is not None and self.bars.count:
            texts = self._texts_of(self.bars)
            columns = self._columns(painter, self.bars, texts)
            rows = self._rows_in(event.rect(), self.bars)
            self._paint_bands(painter, self.bars, columns, rows)
            for role, values, above, thick in self._bars_of_a_row(self.bars):
                colour = colour_of(role, self.palette())
                for bar in rows:
                    value = float(values[bar])
                    self._paint_bar(painter, columns, value, bar, (above, thick), colour)
            self._paint_texts(painter, self.bars, columns, texts, rows)
            self._paint_whiskers(painter, self.bars, columns, rows)
            self._paint_lines(painter, self.bars, columns)
        painter.end()

    def _rows_in(self, place: QRect, bars: BarPlot) -> range:
        """The bars that stand in a part of the canvas: of thousands, few are seen at once."""
        height = self.row_height()
        first, last = int(place.top() // height), int(place.bottom() // height)
        return range(max(0, first), min(bars.count, last + 1))

    def _texts_of(self, bars: BarPlot) -> list[str]:
        """The numbers beside the bars, made once for the same bars."""
        if self._texts is None or self._texts[0] is not bars:
            self._texts = (bars, [text_of(bars, bar) for bar in range(bars.count)])
        return self._texts[1]

    def _columns(self, painter: QPainter, bars: BarPlot, texts: list[str]) -> _Columns:
        painter.setFont(small(self.font(), bold=bool(bars.highlighted)))
        metrics = painter.fontMetrics()
        labels = [bars.counted_label(bar) for bar in range(bars.count)]
        widest = _widest(metrics, labels)
        # one more: an advance is rounded, and what lacks a fraction of a pixel is elided
        label = min(widest + 1, self.width() * WIDEST_LABEL)
        number = _widest(metrics, texts)
        left, right = label + GRID, max(label + 2 * GRID, self.width() - number - GRID)
        return _Columns(label, left, right, *bars.value_range())

    def _paint_texts(
        self,
        painter: QPainter,
        bars: BarPlot,
        columns: _Columns,
        texts: list[str],
        rows: range,
    ) -> None:
        """Names at the left, numbers at the right; the highlighted rows in bold."""
        height = self.row_height()
        painter.setPen(self.palette().windowText().color())
        highlighted = sorted(bars.highlighted & set(rows))
        plain = [bar for bar in rows if bar not in bars.highlighted]
        for some, bold in ((plain, False), (highlighted, True)):
            painter.setFont(small(self.font(), bold=bold))
            for bar in some:
                top = bar * height
                label = QRectF(0, top, columns.label_right, height).toRect()
                elided(painter, label, RIGHT, bars.counted_label(bar))
                left = int(columns.bar_right)
                number = QRect(left, label.top(), self.width() - left, label.height())
                painter.drawText(number, RIGHT, texts[bar])

    def _bars_of_a_row(self, bars: BarPlot) -> list[tuple[Role, NDArray[Any], float, float]]:
        """The bar and the thinner one it is compared with: role, values, top in a row, thickness."""
        height = self.row_height()
        if bars.compared is None:
            return [(bars.role, bars.values, height * 0.2, height * 0.6)]
        upper, thick = height * 0.14, height * 0.38
        below = upper + thick + height * 0.06
        return [
            (bars.role, bars.values, upper, thick),
            (bars.compared_role, bars.compared, below, height * 0.26),
        ]

    def _paint_bar(
        self,
        painter: QPainter,
        columns: _Columns,
        value: float,
        bar: int,
        place: tuple[float, float],
        colour: QColor,
    ) -> None:
        if not math.isfinite(value) or value == 0:
            return
        top, thick = bar * self.row_height() + place[0], place[1]
        start, end = sorted((columns.x(0.0), columns.x(value)))
        box = QRectF(start, round(top), max(1.0, end - start), max(2.0, round(thick)))
        painter.fillRect(box, colour)

    def _paint_bands(
        self, painter: QPainter, bars: BarPlot, columns: _Columns, rows: range
    ) -> None:
        if bars.bands is None:
            return
        height = self.row_height()
        grey = QColor(colour_of("random control", self.palette()))
        grey.setAlphaF(0.35)
        for bar in rows:
            low, high = bars.bands[bar].tolist()
            if math.isfinite(low) and math.isfinite(high):
                left, right = columns.x(low), columns.x(high)
                painter.fillRect(QRectF(left, bar * height + 1, right - left, height - 2), grey)

    def _paint_whiskers(
        self, painter: QPainter, bars: BarPlot, columns: _Columns, rows: range
    ) -> None:
        if bars.intervals is None:
            return
        _, _, above, thick = self._bars_of_a_row(bars)[0]
        painter.setPen(self.palette().windowText().color())
        for bar in rows:
            low, high = bars.intervals[bar].tolist()
            if math.isfinite(low) and math.isfinite(high):
                middle = bar * self.row_height() + above + thick / 2
                painter.drawLine(QLineF(columns.x(low), middle, columns.x(high), middle))

    def _paint_lines(self, painter: QPainter, bars: BarPlot, columns: _Columns) -> None:
        """The line at 0, and the dashed one of the reference."""
        bottom = bars.count * self.row_height()
        painter.setPen(muted(self.palette()))
        zero = columns.x(0.0)
        painter.drawLine(QLineF(zero, 0, zero, bottom))
        if bars.reference is not None:
            at = columns.x(bars.reference)
            painter.setPen(QPen(colour_of("chance", self.palette()), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(at, 0, at, bottom))

    def bar_at(self, y: float) -> int:
        """The bar at a height, -1 below the last."""
        bar = int(y // self.row_height())
        return bar if self.bars is not None and 0 <= bar < self.bars.count else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.bar_at(event.position().y()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        bar = self.bar_at(event.position().y())
        if bar < 0 or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.clicked.emit(bar)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def _hover(self, bar: int) -> None:
        if bar != self._hovered:
            self._hovered = bar
            self.hovered.emit(bar)


def _widest(metrics: QFontMetrics, texts: list[str]) -> int:
    """Width of the widest text in pixels; of very many, only those with the most letters are measured."""
    longest = heapq.nlargest(MOST_MEASURED, set(texts), key=len)
    return max(metrics.horizontalAdvance(text) for text in longest)


def scale_of(bars: BarPlot) -> str:
    """What the values are, with their unit."""
    return ", ".join(part for part in (bars.y_label, bars.unit) if part)


def text_of(bars: BarPlot, bar: int) -> str:
    """The number written beside a bar."""
    return number_text(bars, float(bars.values[bar]))


def number_text(bars: BarPlot, value: float) -> str:
    """A value as the plot writes it: in percent, signed, or plain."""
    if not np.isfinite(value):
        return NO_NUMBER
    if bars.values.dtype.kind in "iu":
        return count_text(int(value))
    if bars.signed:
        return signed_text(100 * value, 1) if bars.percent else signed_text(value, 3)
    return percent_text(value) if bars.percent else value_text(value)


def explanation(bars: BarPlot, bar: int) -> str:
    """Everything about one bar in a line."""
    parts = [f"{bars.counted_label(bar)}: {bars.name} {text_of(bars, bar)}".replace("  ", " ")]
    if bars.intervals is not None and np.isfinite(bars.intervals[bar]).all():
        low, high = (number_text(bars, float(end)) for end in bars.intervals[bar])
        parts.append(f"{bars.intervals_name} [{low}, {high}]".strip())
    if bars.compared is not None:
        parts.append(f"{bars.compared_name} {number_text(bars, float(bars.compared[bar]))}")
    if bars.bands is not None and np.isfinite(bars.bands[bar]).all():
        low, high = (number_text(bars, float(end)) for end in bars.bands[bar])
        parts.append(f"{bars.bands_name} {low} \N{HORIZONTAL ELLIPSIS} {high}")
    return ", ".join(parts)


def spoken(bars: BarPlot) -> str:
    """All bars as words, for a screen reader."""
    return "; ".join(f"{label} {text_of(bars, bar)}" for bar, label in enumerate(bars.labels))


def legend_of(bars: BarPlot | None) -> tuple[LegendEntry, ...]:
    """What the legend of a plot says: nothing where there is only one kind of bar."""
    if bars is None:
        return ()
    entries = []
    if bars.compared is not None:
        entries = [
            LegendEntry(bars.name, bars.role, "block"),
            LegendEntry(bars.compared_name, bars.compared_role, "block"),
        ]
    if bars.bands is not None:
        entries.append(LegendEntry(bars.bands_name, "random control", "area"))
    if bars.intervals is not None:
        entries.append(LegendEntry(bars.intervals_name, "plain", "line"))
    return tuple(entry for entry in entries if entry.name)
