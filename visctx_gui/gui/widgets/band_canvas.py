"""The surface on which a lesion and its random draws are painted along one axis."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from visctx_gui.gui.style import GRID, colour_of, muted, small
from visctx_gui.gui.widgets.picture import background, elided
from visctx_gui.gui.widgets.plot_axes import TICK, axis_below
from visctx_gui.presentation.control_band import ControlBand, stacked
from visctx_gui.presentation.numbers import interval_text, percent_text
from visctx_gui.presentation.scatter import nearest

SIDE_MARGIN = 2 * GRID
TICK_ROOM, LABEL_ROOM = 18, 15  # logical pixels beneath the axis
LESION_LANE = 36
HIGHEST_DRAWS, LOWEST_DRAWS = 120, 16
DOT_RADIUS, LESION_RADIUS = 3.5, 5.0
REACH = 8.0
CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class BandCanvas(QWidget):
    """Paints a `ControlBand`; `BandBar` puts title, legend and note around it.

    Signals: ``hovered(place)``, the known draw under the cursor, `LESION` or `NOTHING`; ``painted()``.
    """

    NOTHING, LESION = -1, -2
    hovered = Signal(int)
    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.band: ControlBand | None = None
        self._hovered = self.NOTHING
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_band(self, band: ControlBand | None) -> None:
        """Show other numbers."""
        self.band = band
        self._hover(self.NOTHING)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40 * GRID, LESION_LANE + 6 * GRID + TICK_ROOM + LABEL_ROOM)

    # ---- places ---------------------------------------------------------------------------

    def strip(self) -> QRectF:
        """Where lesion and draws are, in logical pixels; in the middle of a high widget."""
        room = self.height() - TICK_ROOM - LABEL_ROOM
        height = max(1.0, min(room, LESION_LANE + HIGHEST_DRAWS))
        top = max(0.0, (room - height) / 2)
        return QRectF(SIDE_MARGIN, top, max(1, self.width() - 2 * SIDE_MARGIN), height)

    def lane(self) -> float:
        """Height of the lesion's part of the strip, above the draws."""
        return min(LESION_LANE, self.strip().height() - LOWEST_DRAWS)

    def x_of(self, value: float) -> float:
        """Where an accuracy lies."""
        assert self.band is not None
        strip, (low, high) = self.strip(), self.band.value_range()
        return strip.left() + (value - low) / (high - low) * strip.width()

    def dots(self) -> tuple[list[float], list[float]]:
        """Centres of the known draws."""
        assert self.band is not None
        strip, lane = self.strip(), self.lane()
        x = np.array([self.x_of(value) for value in self.band.known_draws().tolist()])
        steps = stacked(x, 2 * DOT_RADIUS)
        room, farthest = strip.height() - lane, int(np.abs(steps).max(initial=0))
        step = min(2 * DOT_RADIUS, (room / 2 - DOT_RADIUS) / max(1, farthest))
        return x.tolist(), (strip.top() + lane + room / 2 + step * steps).tolist()

    def lesion(self) -> QPointF | None:
        """Where the lesion stands; None while it is not known."""
        if self.band is None or not math.isfinite(self.band.value):
            return None
        return QPointF(
            self.x_of(self.band.value), self.strip().top() + self.lane() - LESION_RADIUS - 2
        )

    # ---- painting -------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), background(self.palette()))
        if self.band is not None:
            painter.setFont(small(self.font()))
            self._paint_spread(painter, self.band)
            self._paint_axis(painter, self.band)
            self._paint_references(painter, self.band)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_draws(painter, self.band)
            self._paint_lesion(painter, self.band)
        painter.end()
        self.painted.emit()

    def _paint_spread(self, painter: QPainter, band: ControlBand) -> None:
        spread = band.spread()
        if spread is None:
            return
        strip, grey = self.strip(), colour_of("random control", self.palette())
        low, middle, high = (self.x_of(value) for value in spread)
        pale = QColor(grey)
        pale.setAlphaF(0.28)
        painter.fillRect(QRectF(low, strip.top(), max(1.0, high - low), strip.height()), pale)
        painter.setPen(QPen(grey, 2))
        painter.drawLine(QLineF(middle, strip.top(), middle, strip.bottom()))

    def _paint_axis(self, painter: QPainter, band: ControlBand) -> None:
        strip = self.strip()
        bottom = int(strip.bottom())
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawLine(int(strip.left()), bottom, int(strip.right()), bottom)
        places, texts = axis_below(band.value_range(), strip.width(), percent=True)
        metrics = painter.fontMetrics()
        for value, text in zip(places, texts, strict=True):
            at, width = round(self.x_of(value)), metrics.horizontalAdvance(text)
            painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
            painter.drawLine(at, bottom, at, bottom + TICK)
            painter.setPen(muted(self.palette()))
            left = max(0, min(at - width // 2, self.width() - width))
            painter.drawText(left, bottom + TICK + metrics.ascent() + 1, text)
        far = self._far_chance(band)
        room = metrics.horizontalAdvance(far) + GRID if far else 0
        below = QRect(0, bottom + TICK_ROOM, self.width(), LABEL_ROOM)
        painter.drawText(below, LEFT, far)
        elided(painter, below.adjusted(room, 0, 0, 0), CENTRE, f"{band.value_label} (%)")

    def _far_chance(self, band: ControlBand) -> str:
        """Where chance is, when it lies beyond the left end of the axis."""
        chance, low = band.chance, band.value_range()[0]
        if chance is None or not chance < low:
            return ""
        words = self.tr("chance {value}").format(value=percent_text(chance))
        return f"\N{LEFTWARDS ARROW} {words}"

    def _paint_references(self, painter: QPainter, band: ControlBand) -> None:
        strip, (low, high) = self.strip(), band.value_range()
        references = (
            (band.intact, QPen(colour_of("intact", self.palette()), 2)),
            (band.chance, QPen(colour_of("chance", self.palette()), 1, Qt.PenStyle.DashLine)),
        )
        for value, pen in references:
            if value is not None and low <= value <= high:
                painter.setPen(pen)
                painter.drawLine(
                    QLineF(self.x_of(value), strip.top(), self.x_of(value), strip.bottom())
                )

    def _paint_draws(self, painter: QPainter, band: ControlBand) -> None:
        painter.setPen(background(self.palette()))
        painter.setBrush(colour_of("random control", self.palette()))
        for x, y in zip(*self.dots(), strict=True):
            painter.drawEllipse(QPointF(x, y), DOT_RADIUS, DOT_RADIUS)

    def _paint_lesion(self, painter: QPainter, band: ControlBand) -> None:
        at = self.lesion()
        if at is None:
            return
        colour = colour_of("lesioned", self.palette())
        painter.setPen(QPen(colour, 2))
        if band.interval is not None and all(map(math.isfinite, band.interval)):
            low, high = (self.x_of(end) for end in band.interval)
            painter.drawLine(QLineF(low, at.y(), high, at.y()))
            for end in (low, high):
                painter.drawLine(QLineF(end, at.y() - 4, end, at.y() + 4))
        painter.setPen(background(self.palette()))
        painter.setBrush(colour)
        painter.drawEllipse(at, LESION_RADIUS, LESION_RADIUS)
        self._paint_number(painter, band, at)

    def _paint_number(self, painter: QPainter, band: ControlBand, at: QPointF) -> None:
        """The lesion's value above its dot, on paper, so that no line runs through it."""
        painter.setFont(small(self.font(), bold=True))
        known = band.interval is not None and all(map(math.isfinite, band.interval))
        low, high = band.interval if known and band.interval is not None else (0.0, 0.0)
        text = interval_text(band.value, low, high) if known else percent_text(band.value)
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(text) + GRID // 2
        left = max(0.0, min(at.x() - width / 2, self.width() - width))
        top = max(0.0, at.y() - LESION_RADIUS - 3 - metrics.height())
        place = QRectF(left, top, width, metrics.height())
        painter.fillRect(place, background(self.palette()))
        painter.setPen(self.palette().windowText().color())
        painter.drawText(place, CENTRE, text)

    # ---- mouse ----------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.band is None:
            return
        here, lesion = event.position(), self.lesion()
        if lesion is not None and (here - lesion).manhattanLength() <= REACH:
            self._hover(self.LESION)
            return
        x, y = (np.array(places) for places in self.dots())
        dot = nearest(x, y, (here.x(), here.y()), REACH)
        self._hover(self.NOTHING if dot is None else dot)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(self.NOTHING)

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self.hovered.emit(place)
