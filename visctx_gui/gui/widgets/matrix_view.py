"""A matrix with named rows and columns: the confusion of classes."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visctx_gui.gui.style import GRID, muted, small
from visctx_gui.gui.widgets.colour_bar import ColourBar
from visctx_gui.gui.widgets.picture import Picture, background
from visctx_gui.gui.widgets.plot_header import PlotHeader
from visctx_gui.presentation.colours import colour_index, packed_table, unpacked
from visctx_gui.presentation.matrix import MatrixPlot
from visctx_gui.presentation.numbers import MINUS, percent_text, value_text

TITLE_LINE = 16
WIDEST_LABEL = 0.3  # share of the width
MIDDLE = Qt.AlignmentFlag.AlignCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class MatrixView(Picture):
    """Shows a `MatrixPlot`.

    Signals
    -------
    cell_hovered(row, column, value)
        -1, -1, NaN when the mouse leaves.
    """

    cell_hovered = Signal(int, int, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = PlotHeader()
        self._canvas = _MatrixCanvas()
        self._bar = ColourBar()
        self._bar.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._header)
        column.addWidget(self._canvas, 1)
        column.addWidget(self._bar)
        self.setMinimumSize(16 * GRID, 16 * GRID)
        self.setAccessibleName(self.tr("Matrix"))
        self._canvas.hovered.connect(self._show_hovered)

    def plain_data(self) -> MatrixPlot | None:
        return self._canvas.matrix

    def set_matrix(self, matrix: MatrixPlot | None) -> None:
        """Show another matrix; None empties the view. Ends `waiting`."""
        self.set_waiting(False)
        self._canvas.set_matrix(matrix)
        self._bar.setVisible(matrix is not None)
        self._header.set_content("" if matrix is None else matrix.title, ())
        if matrix is not None:
            self._bar.set_scale(matrix.colours, matrix.colour_limits(), matrix.value_label)
            self.setAccessibleName(matrix.title or self.tr("Matrix"))

    @Slot(int, int)
    def _show_hovered(self, row: int, column: int) -> None:
        matrix = self._canvas.matrix
        if matrix is None or row < 0:
            self._bar.set_readout("")
            self.cell_hovered.emit(-1, -1, math.nan)
            return
        text = explanation(matrix, row, column)
        self._bar.set_readout(text)
        self._canvas.setToolTip(text)
        self.cell_hovered.emit(row, column, float(matrix.values[row, column]))


class _MatrixCanvas(QWidget):
    hovered = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.matrix: MatrixPlot | None = None
        self._image = QImage()
        self._light_text = np.zeros((0, 0), bool)
        self._hovered = (-1, -1)
        self.setMouseTracking(True)

    def set_matrix(self, matrix: MatrixPlot | None) -> None:
        self.matrix = matrix
        self._image = QImage()
        if matrix is not None and matrix.values.size:
            index = colour_index(matrix.coloured_values(), *matrix.colour_limits())
            packed = np.ascontiguousarray(packed_table(matrix.colours)[index])
            rows, columns = packed.shape
            form = QImage.Format.Format_RGB32
            self._image = QImage(packed.tobytes(), columns, rows, 4 * columns, form).copy()
            weights = np.array([0.299, 0.587, 0.114])
            self._light_text = unpacked(packed)[..., :3] @ weights < 140
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(32 * GRID, 32 * GRID)

    def field(self) -> QRectF:
        """Where the cells lie: square where the place allows, beside the row labels, under the column labels."""
        if self.matrix is None or not self.matrix.values.size:
            return QRectF()
        metrics = QFontMetrics(small(self.font()))
        widest = max(metrics.horizontalAdvance(label) for label in self.matrix.row_labels)
        left = min(widest, self.width() * WIDEST_LABEL) + GRID
        left += TITLE_LINE if self.matrix.row_title else 0
        top = TITLE_LINE + (TITLE_LINE if self.matrix.column_title else 0)
        rows, columns = self.matrix.values.shape
        side = min((self.width() - left - 1) / columns, (self.height() - top - 1) / rows)
        side = math.floor(side) if side >= 4 else max(side, 0.5)
        return QRectF(left, top, side * columns, side * rows)

    def cell_at(self, position: QPointF) -> tuple[int, int]:
        """Row and column under a point; (-1, -1) beside the cells."""
        field = self.field()
        if self.matrix is None or not field.contains(position):
            return -1, -1
        rows, columns = self.matrix.values.shape
        row = int((position.y() - field.top()) / field.height() * rows)
        column = int((position.x() - field.left()) / field.width() * columns)
        return min(row, rows - 1), min(column, columns - 1)

    # ---- painting -------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), background(self.palette()))
        matrix, field = self.matrix, self.field()
        if matrix is not None and not field.isEmpty():
            painter.setFont(small(self.font()))
            painter.drawImage(field, self._image)
            painter.setPen(self.palette().mid().color())
            painter.drawRect(field)
            side = field.width() / len(matrix.column_labels)
            self._paint_titles(painter, matrix, field)
            self._paint_labels(painter, matrix, field, side)
            self._paint_values(painter, matrix, field, side)
        painter.end()

    def _paint_titles(self, painter: QPainter, matrix: MatrixPlot, field: QRectF) -> None:
        painter.setPen(muted(self.palette()))
        if matrix.column_title:
            line = QRectF(field.left(), 0, max(field.width(), 12 * GRID), TITLE_LINE)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, matrix.column_title)
        if matrix.row_title:
            painter.save()
            painter.translate(0, field.bottom())
            painter.rotate(-90)
            line = QRectF(0, 0, field.height(), TITLE_LINE)
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, matrix.row_title)
            painter.restore()

    def _paint_labels(
        self, painter: QPainter, matrix: MatrixPlot, field: QRectF, side: float
    ) -> None:
        metrics = painter.fontMetrics()
        painter.setPen(self.palette().windowText().color())
        start = TITLE_LINE if matrix.row_title else 0
        room = field.left() - GRID / 2 - start
        for row in range(0, len(matrix.row_labels), _every(side, metrics.height())):
            text = metrics.elidedText(
                matrix.row_labels[row], Qt.TextElideMode.ElideRight, math.ceil(room)
            )
            line = QRectF(start, field.top() + row * side, room, side)
            painter.drawText(line, int(RIGHT) | Qt.TextFlag.TextDontClip, text)
        widest = max(metrics.horizontalAdvance(label) for label in matrix.column_labels)
        # long names get the room of one letter: the rows spell them out
        shown_width = min(widest, max(side - 2, metrics.horizontalAdvance("00")))
        for column in range(0, len(matrix.column_labels), _every(side, shown_width + 2)):
            text = metrics.elidedText(
                matrix.column_labels[column],
                Qt.TextElideMode.ElideRight,
                math.ceil(shown_width) + 1,
            )
            line = QRectF(field.left() + column * side, field.top() - TITLE_LINE, side, TITLE_LINE)
            painter.drawText(line, int(MIDDLE) | Qt.TextFlag.TextDontClip, text)

    def _paint_values(
        self, painter: QPainter, matrix: MatrixPlot, field: QRectF, side: float
    ) -> None:
        """Write the numbers where every one of them fits its cell."""
        texts = [[cell_text(float(value)) for value in row] for row in matrix.values]
        metrics = painter.fontMetrics()
        widest = max(metrics.horizontalAdvance(text) for row in texts for text in row)
        if widest + 2 > side or metrics.height() > side:
            return
        for row, line in enumerate(texts):
            for column, text in enumerate(line):
                painter.setPen(QColor("white" if self._light_text[row, column] else "black"))
                corner = field.left() + column * side, field.top() + row * side
                painter.drawText(QRectF(*corner, side, side), MIDDLE, text)

    # ---- mouse ----------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover((-1, -1))

    def _hover(self, cell: tuple[int, int]) -> None:
        if cell != self._hovered:
            self._hovered = cell
            self.hovered.emit(*cell)


def _every(side: float, needed: float) -> int:
    """1 where every label fits, else each how many-th does."""
    return max(1, math.ceil(needed / max(side, 0.5)))


def cell_text(value: float) -> str:
    """A number in a cell: counts whole, other numbers with two decimals, nothing for NaN and what rounds to 0."""
    if abs(value) < 0.005 or not math.isfinite(value):
        return ""
    text = f"{abs(value):.0f}" if value == int(value) else f"{abs(value):.2f}"
    return MINUS + text if value < 0 else text


def explanation(matrix: MatrixPlot, row: int, column: int) -> str:
    """One cell in words: ``4 as 9: 12 (1.2 %)``."""
    text = f"{matrix.row_labels[row]} \N{RIGHTWARDS ARROW} {matrix.column_labels[column]}: "
    text += value_text(float(matrix.values[row, column]))
    if matrix.shares_of_rows:
        text += f" ({percent_text(float(matrix.coloured_values()[row, column]))})"
    return text
