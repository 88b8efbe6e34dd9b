"""The scale beneath a coloured picture: gradient, limits, what the numbers are, value under the cursor."""

from __future__ import annotations

from functools import cache

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from visctx_gui.gui.calm_update import WORDS_MILLISECONDS, CalmUpdate
from visctx_gui.gui.style import GRID, muted, small
from visctx_gui.gui.widgets.picture import background, elided
from visctx_gui.presentation.colours import Colours, Limits, packed_table
from visctx_gui.presentation.numbers import value_text

BAR_HEIGHT = 8
WIDEST_BAR = 240
NARROWEST_BAR = 16
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ColourBar(QWidget):
    """One line: low limit, gradient, high limit, label; at the right the value under the cursor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: Colours | None = None
        self._limits: Limits = (0.0, 1.0)
        self._label = ""
        self._each_tile = False
        self._readout = ""
        self._calm = CalmUpdate(WORDS_MILLISECONDS, self)
        self._calm.due.connect(self._show)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Colour scale"))

    def set_scale(
        self, colours: Colours | None, limits: Limits, label: str = "", each_tile: bool = False
    ) -> None:
        """Show a scale.

        Parameters
        ----------
        colours : str or None
            None: no gradient (pictures in their own colours).
        each_tile : bool
            Every tile has its own limits; words stand where the numbers would.
        """
        new = (colours, limits, label, each_tile)
        if new == (self._colours, self._limits, self._label, self._each_tile):
            return
        other_limits_only = (colours, label, each_tile) == (
            self._colours,
            self._label,
            self._each_tile,
        )
        self._colours, self._limits, self._label, self._each_tile = new
        if other_limits_only:
            self._calm.want()
        else:
            self._calm.now()

    @Slot()
    def _show(self) -> None:
        explanation = self._explanation()
        self.setToolTip(explanation)
        self.setAccessibleDescription(explanation)
        self.update()

    def set_readout(self, text: str) -> None:
        """Show the value under the cursor; empty for none."""
        if text != self._readout:
            self._readout = text
            self.update()

    @property
    def readout(self) -> str:
        """What is shown as the value under the cursor."""
        return self._readout

    def limit_texts(self) -> tuple[str, str]:
        """What stands at the two ends."""
        if not self._each_tile:
            low, high = self._limits
            return value_text(low), value_text(high)
        if self._colours == "diverging":
            return self.tr("\N{MINUS SIGN}max"), self.tr("max of each")
        return self.tr("min"), self.tr("max of each")

    def _explanation(self) -> str:
        if self._colours is None:
            return ""
        low, high = self.limit_texts()
        return self.tr("{label}: colours run from {low} to {high}; NaN is pink").format(
            label=self._label or self.tr("Value"), low=low, high=high
        )

    def sizeHint(self) -> QSize:
        return QSize(30 * GRID, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(10 * GRID, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), background(self.palette()))
        painter.setFont(small(self.font()))
        painter.setPen(muted(self.palette()))
        left = self._paint_scale(painter) if self._colours is not None else 0
        if self._readout:
            painter.setPen(self.palette().windowText().color())
            place = QRect(left, 0, self.width() - left, self.height())
            elided(painter, place, RIGHT, self._readout)
        elif painter.fontMetrics().horizontalAdvance(self._label) <= self.width() - left:
            painter.drawText(QRect(left, 0, self.width() - left, self.height()), LEFT, self._label)
        painter.end()

    def _paint_scale(self, painter: QPainter) -> int:
        """Draw limits and gradient; the x where free room begins."""
        metrics = painter.fontMetrics()
        low, high = self.limit_texts()
        low_width, high_width = metrics.horizontalAdvance(low), metrics.horizontalAdvance(high)
        room = self.width() - low_width - high_width - 2 * GRID
        beside_label = room - metrics.horizontalAdvance(self._label)
        if beside_label < NARROWEST_BAR:
            beside_label = room  # the label is left out
        bar = max(NARROWEST_BAR, min(WIDEST_BAR, room // 2, beside_label))
        painter.drawText(QRect(0, 0, low_width, self.height()), LEFT, low)
        top = (self.height() - BAR_HEIGHT) // 2
        gradient = QRect(low_width + GRID // 2, top, bar, BAR_HEIGHT)
        assert self._colours is not None
        painter.drawImage(gradient, gradient_image(self._colours))
        high_left = gradient.right() + 1 + GRID // 2
        painter.drawText(QRect(high_left, 0, high_width, self.height()), LEFT, high)
        return high_left + high_width + GRID


@cache
def gradient_image(colours: Colours) -> QImage:
    """The 256 colours of a table side by side, one pixel high."""
    row = np.ascontiguousarray(packed_table(colours)[:256])
    return QImage(row.tobytes(), 256, 1, 1024, QImage.Format.Format_RGB32).copy()
