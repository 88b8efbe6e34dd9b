"""A pad to draw a digit on with the mouse."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from visctx_gui.gui.style import GRID, WORDS_ON_BLACK, colour_of

SIDE = 280  # pixels of the drawing, whatever the size on the screen
PEN_WIDTH = 22.0  # pixels of the drawing: a digit of MNIST is about 2 of 28 pixels thick
INTERVAL_MILLISECONDS = 50  # at most 20 drawings per second are sent


class DrawingPad(QWidget):
    """White strokes on black, 280 x 280 pixels.

    Signals
    -------
    drawn(uint8 array (280, 280))
        Strokes 255 on 0; while drawing at most every 50 ms, and at the end of each stroke, undo and clear.
    """

    drawn = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[list[QPointF]] = []
        self._drawing = False
        self._image = QImage(SIDE, SIDE, QImage.Format.Format_Grayscale8)
        self._image.fill(0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(INTERVAL_MILLISECONDS)
        self._timer.timeout.connect(self._send)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMinimumSize(12 * GRID, 12 * GRID)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(
            self.tr("Draw with the mouse; Ctrl+Z takes back the last stroke, Delete clears")
        )
        self.setAccessibleName(self.tr("Drawing pad"))

    @property
    def is_empty(self) -> bool:
        """Whether there is no stroke."""
        return not self._strokes

    def pixels(self) -> NDArray[np.uint8]:
        """The drawing, a copy: uint8 (280, 280), strokes 255 on 0, soft at their edges."""
        lines = np.frombuffer(self._image.constBits(), np.uint8)
        return lines.reshape(SIDE, self._image.bytesPerLine())[:, :SIDE].copy()

    @Slot()
    def clear(self) -> None:
        """Take all strokes away."""
        self._drawing = False
        self._strokes = []
        self._draw_again()

    @Slot()
    def undo_stroke(self) -> None:
        """Take the last stroke away."""
        self._drawing = False
        self._strokes = self._strokes[:-1]
        self._draw_again()

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    # ---- strokes --------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._drawing = True
        self._strokes.append([self._place(event.position())])
        self._draw_last()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drawing and event.buttons() & Qt.MouseButton.LeftButton:
            self._strokes[-1].append(self._place(event.position()))
            self._draw_last()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drawing and event.button() == Qt.MouseButton.LeftButton:
            self._drawing = False
            self._draw_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_stroke()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def _place(self, position: QPointF) -> QPointF:
        """A point of the widget in pixels of the drawing."""
        frame = self._frame()
        scale = SIDE / frame.width()
        return QPointF((position.x() - frame.left()) * scale, (position.y() - frame.top()) * scale)

    def _frame(self) -> QRectF:
        """The square of the widget that is drawn on."""
        side = max(1, min(self.width(), self.height()))
        return QRectF((self.width() - side) // 2, (self.height() - side) // 2, side, side)

    def _draw_last(self) -> None:
        """Add the newest piece of the stroke at once; the drawing is sent within the interval."""
        self._paint_strokes([self._strokes[-1][-3:]])
        self.update()
        if not self._timer.isActive():
            self._timer.start()

    def _draw_again(self) -> None:
        """All strokes from the beginning, smooth; sent now."""
        self._image.fill(0)
        self._paint_strokes(self._strokes)
        self.update()
        self._send()

    def _paint_strokes(self, strokes: list[list[QPointF]]) -> None:
        painter = QPainter(self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(QColor("white"), PEN_WIDTH, Qt.PenStyle.SolidLine, cap, join))
        for stroke in strokes:
            painter.drawPath(smooth_path(stroke))
        painter.end()

    @Slot()
    def _send(self) -> None:
        self._timer.stop()
        self.drawn.emit(self.pixels())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = self._frame()
        painter.drawImage(frame, self._image)
        edge = colour_of("selected", self.palette()) if self.hasFocus() else self._edge()
        painter.setPen(edge)
        painter.drawRect(frame.adjusted(0, 0, -1, -1))
        if self.is_empty:
            painter.setPen(QColor(WORDS_ON_BLACK))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self.tr("Draw here"))
        painter.end()

    def _edge(self) -> QColor:
        return self.palette().mid().color()

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.update()


def smooth_path(points: list[QPointF]) -> QPainterPath:
    """A path through the middles between points, bent at the points; a dot for a single one."""
    path = QPainterPath(points[0])
    for here, following in pairwise(points[1:]):
        path.quadTo(here, (here + following) / 2)
    last = points[-1]
    # a path of no length would not be drawn
    path.lineTo(last if len(points) > 1 and last != points[0] else last + QPointF(0.01, 0))
    return path
