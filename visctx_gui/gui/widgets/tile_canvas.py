"""The surface on which a sheet of tiles is painted as one image, and where the mouse and keys meet it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QApplication, QWidget

from visctx_gui.gui.style import colour_of, muted, small
from visctx_gui.gui.widgets.picture import background
from visctx_gui.presentation.tiles import Cell, TileLayout, TileSheet, atlas, fitted_layout

GAP = 3  # logical pixels between tiles; the selection frame lies in it
KERNEL_GAPS = (
    6,
    10,
)  # narrowest and widest between tiles of a few coloured squares, which else run together
LARGEST_KERNEL = 12  # tile pixels
MOST_SET_APART = 64  # with more tiles every pixel counts
CAPTION = 14  # logical pixels above a tile for its label
ROOM_FOR_LABELS = 24  # labels are written where tiles are at least so wide
SMALLEST_TILE = 12  # smaller ones cannot be hit with the mouse: the grid scrolls instead
NOTHING = Cell(-1, -1, -1)


class TileCanvas(QWidget):
    """Paints a `TileSheet`; `TileGrid` puts it into a scrolling frame with a colour bar."""

    clicked = Signal(int)
    double_clicked = Signal(int)
    cell_clicked = Signal(int, int, int)
    dragged = Signal(tuple)
    hovered = Signal(int, int, int, float)
    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet: TileSheet | None = None
        self.layout_of_tiles: TileLayout | None = None
        self._image = QImage()
        self._captions: tuple[str, ...] | None = None
        self._hovered = NOTHING
        self._pressed_at: QPoint | None = None
        self._dragged_to: QPoint | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # ---- what is shown --------------------------------------------------------------------

    def set_sheet(self, sheet: TileSheet | None) -> None:
        """Show other tiles; the arrangement is kept while number and size of the tiles are."""
        self.sheet = sheet
        self.repaint_atlas()

    def fit(self, width: int, height: int) -> QSize:
        """Arrange the tiles for a place of this size.

        Parameters
        ----------
        width, height : int
            The place in logical pixels.

        Returns
        -------
        QSize
            What the tiles take; higher than the place where they want scrolling.
        """
        if self.sheet is None:
            self.layout_of_tiles = None
            return QSize(width, height)
        ratio = self.devicePixelRatioF()
        caption = round(CAPTION * ratio)
        smallest_gap, gap = (round(one * ratio) for one in self._gaps(self.sheet))
        place = math.floor(width * ratio), math.floor(height * ratio)
        layout = fitted_layout(
            self.sheet,
            *place,
            gap=gap,
            smallest_gap=smallest_gap,
            caption=caption,
            smallest_tile=round(ROOM_FOR_LABELS * ratio),
        )
        if layout.height > place[1] or layout.shown_width < ROOM_FOR_LABELS * ratio:
            layout = fitted_layout(
                self.sheet,
                *place,
                gap=gap,
                smallest_gap=smallest_gap,
                smallest_tile=round(SMALLEST_TILE * ratio),
            )
        if layout != self.layout_of_tiles:
            self.layout_of_tiles = layout
            self._image = QImage()
            self.repaint_atlas()
        return QSize(math.ceil(layout.width / ratio), math.ceil(layout.height / ratio))

    @staticmethod
    def _gaps(sheet: TileSheet) -> tuple[int, int]:
        """Narrowest and widest gap in logical pixels."""
        small_tiles = max(sheet.tile_shape) <= LARGEST_KERNEL and sheet.count <= MOST_SET_APART
        return KERNEL_GAPS if small_tiles and sheet.colours == "diverging" else (GAP - 1, GAP)

    def repaint_atlas(self, everything: bool = False) -> None:
        """Colour the tiles again; with `everything` also what lies between them."""
        sheet, layout = self.sheet, self.layout_of_tiles
        self.update()
        if sheet is None or layout is None:
            return
        if (layout.count, layout.tile_height, layout.tile_width) != (
            sheet.count,
            *sheet.tile_shape,
        ):
            return  # `fit` follows and paints
        labels = sheet.labels or ()
        if everything or self._image.isNull() or labels != self._captions:
            self._paint_between(sheet, layout)
            self._captions = labels
        pixels = np.frombuffer(self._image.bits(), np.uint32)
        atlas(sheet, layout, into=pixels.reshape(layout.height, -1)[:, : layout.width])

    def _paint_between(self, sheet: TileSheet, layout: TileLayout) -> None:
        self._image = QImage(layout.width, layout.height, QImage.Format.Format_RGB32)
        self._image.fill(background(self.palette()))
        self._paint_edges(layout)
        if layout.caption:
            self._paint_captions(sheet, layout)

    def _paint_edges(self, layout: TileLayout) -> None:
        """A hairline around each tile: the middle of a diverging table is nearly the background."""
        painter = QPainter(self._image)
        edge = self.palette().color(QPalette.ColorRole.Mid)
        for tile in range(layout.count):
            painter.fillRect(QRect(*layout.rectangle(tile)).adjusted(-1, -1, 1, 1), edge)
        painter.end()

    def _paint_captions(self, sheet: TileSheet, layout: TileLayout) -> None:
        ratio = self.devicePixelRatioF()
        self._image.setDevicePixelRatio(ratio)
        painter = QPainter(self._image)
        painter.setFont(small(self.font()))
        painter.setPen(muted(self.palette()))
        metrics = painter.fontMetrics()
        for tile in range(sheet.count):
            left, top, width, _ = (value / ratio for value in layout.rectangle(tile))
            text = metrics.elidedText(sheet.label(tile), Qt.TextElideMode.ElideRight, int(width))
            # clear of the selection frame
            painter.drawText(QPointF(left, top - GAP - 1), text)
        painter.end()

    def tile_rectangle(self, tile: int) -> QRectF:
        """Where a tile lies, in logical pixels of this widget."""
        if self.layout_of_tiles is None:
            return QRectF()
        ratio = self.devicePixelRatioF()
        left, top, width, height = self.layout_of_tiles.rectangle(tile)
        return QRectF(left / ratio, top / ratio, width / ratio, height / ratio)

    def cell_rectangle(self, cell: Cell) -> QRectF:
        """Where a pixel of a tile lies, in logical pixels of this widget."""
        layout = self.layout_of_tiles
        if layout is None:
            return QRectF()
        place = self.tile_rectangle(cell.tile)
        side = layout.zoom / layout.shrink / self.devicePixelRatioF()
        corner = QPointF(place.left() + cell.x * side, place.top() + cell.y * side)
        return QRectF(corner, QPointF(corner.x() + side, corner.y() + side))

    # ---- painting -------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), background(self.palette()))
        if self.sheet is not None and self.layout_of_tiles is not None:
            # whole device pixels on whole device pixels: nothing is smoothed
            self._image.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawImage(0, 0, self._image)
            self._paint_struck(painter, self.sheet)
            self._paint_selected(painter, self.sheet)
            self._paint_drag(painter)
        painter.end()
        self.painted.emit()

    def _paint_struck(self, painter: QPainter, sheet: TileSheet) -> None:
        """Veil each silenced tile and cross it out."""
        if not sheet.struck:
            return
        strike = self._strike()
        for tile in sheet.struck:
            if 0 <= tile < sheet.count:
                painter.drawImage(self.tile_rectangle(tile).topLeft(), strike)

    def _strike(self) -> QImage:
        """What lies over a silenced tile; painted once and laid on each, which is many times faster."""
        if self.layout_of_tiles is None:
            return QImage()
        ratio = self.devicePixelRatioF()
        shape = self.layout_of_tiles.shown_width, self.layout_of_tiles.shown_height
        strike = QImage(*shape, QImage.Format.Format_ARGB32_Premultiplied)
        strike.setDevicePixelRatio(ratio)
        veil = QColor(background(self.palette()))
        veil.setAlphaF(0.5)
        strike.fill(veil)
        inner = QRectF(0, 0, shape[0] / ratio, shape[1] / ratio).adjusted(2, 2, -2, -2)
        painter = QPainter(strike)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour_of("lesioned", self.palette()), 2))
        painter.drawLine(QLineF(inner.topLeft(), inner.bottomRight()))
        painter.drawLine(QLineF(inner.bottomLeft(), inner.topRight()))
        painter.end()
        return strike

    def _paint_selected(self, painter: QPainter, sheet: TileSheet) -> None:
        tiles = [*self._tiles_of_drag(), *sheet.marked]
        if sheet.selected is not None and 0 <= sheet.selected < sheet.count:
            tiles.append(sheet.selected)
        accent = colour_of("selected", self.palette())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for tile in tiles:
            if not 0 <= tile < sheet.count:
                continue
            place = self.tile_rectangle(tile)
            _frame(painter, place.adjusted(-GAP, -GAP, GAP, GAP), GAP, accent)
        if sheet.cell is not None and sheet.selected is not None:
            cell = self.cell_rectangle(Cell(sheet.selected, *sheet.cell)).adjusted(-1, -1, 1, 1)
            _frame(painter, cell.adjusted(-1, -1, 1, 1), 1, QColor("white"))
            _frame(painter, cell, 1, accent)

    def _paint_drag(self, painter: QPainter) -> None:
        place = self._drag_rectangle()
        if place.isNull():
            return
        fill = QColor(colour_of("selected", self.palette()))
        fill.setAlphaF(0.15)
        painter.fillRect(place, fill)

    # ---- mouse and keys -------------------------------------------------------------------

    def cell_at(self, position: QPointF) -> Cell | None:
        """The tile pixel under a point of this widget."""
        if self.layout_of_tiles is None or self.sheet is None:
            return None
        ratio = self.devicePixelRatioF()
        return self.layout_of_tiles.cell_at(position.x() * ratio, position.y() * ratio)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._pressed_at = event.position().toPoint()
        cell = self.cell_at(event.position())
        if cell is not None:
            self.clicked.emit(cell.tile)
            self.cell_clicked.emit(*cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is not None and event.buttons() & Qt.MouseButton.LeftButton:
            here = event.position().toPoint()
            far = (here - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
            if far or self._dragged_to is not None:
                self._dragged_to = here
                self.update()
        self._hover(self.cell_at(event.position()) or NOTHING)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        tiles = self._tiles_of_drag()
        self._pressed_at = self._dragged_to = None
        if tiles:
            self.update()
            self.dragged.emit(tiles)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self.double_clicked.emit(cell.tile)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.repaint_atlas(everything=True)

    def leaveEvent(self, event: Any) -> None:
        self._hover(NOTHING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End hop between tiles; every other key is the panel's."""
        target = self._tile_of_key(event)
        if target is None:
            event.ignore()
            return
        if self.sheet is not None and target != self.sheet.selected:
            self.clicked.emit(target)

    def _tile_of_key(self, event: QKeyEvent) -> int | None:
        sheet, layout = self.sheet, self.layout_of_tiles
        keys = Qt.Key
        if sheet is None or layout is None or not sheet.count:
            return None
        steps = {
            keys.Key_Left: -1,
            keys.Key_Right: 1,
            keys.Key_Up: -layout.columns,
            keys.Key_Down: layout.columns,
            keys.Key_Home: -sheet.count,
            keys.Key_End: sheet.count,
        }
        step = steps.get(keys(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        if sheet.selected is None:
            return 0
        target = sheet.selected + step
        if abs(step) < sheet.count and not 0 <= target < sheet.count:
            return sheet.selected
        return max(0, min(sheet.count - 1, target))

    def _hover(self, cell: Cell) -> None:
        if cell != self._hovered:
            self._hovered = cell
            self.emit_hover()

    def emit_hover(self) -> None:
        """Say again what is under the cursor: its value may have changed."""
        self.hovered.emit(*self._hovered, self._value(self._hovered))

    def _value(self, cell: Cell) -> float:
        if self.sheet is None or not 0 <= cell.tile < self.sheet.count:
            return math.nan
        value = self.sheet.tiles[cell]
        return float(np.mean(value))

    def _drag_rectangle(self) -> QRect:
        if self._pressed_at is None or self._dragged_to is None:
            return QRect()
        return QRect(self._pressed_at, self._dragged_to).normalized()

    def _tiles_of_drag(self) -> tuple[int, ...]:
        place = self._drag_rectangle()
        if place.isNull() or self.layout_of_tiles is None:
            return ()
        ratio = self.devicePixelRatioF()
        edges = (place.left(), place.top(), place.right(), place.bottom())
        return self.layout_of_tiles.tiles_within(*(edge * ratio for edge in edges))


def _frame(painter: QPainter, outside: QRectF, thickness: float, colour: QColor) -> None:
    """A frame whose outer edge is `outside`, drawn as four filled bars: sharp at every pixel ratio."""
    inside = outside.adjusted(thickness, thickness, -thickness, -thickness)
    for bar in (
        QRectF(outside.topLeft(), QPointF(outside.right(), inside.top())),
        QRectF(QPointF(outside.left(), inside.bottom()), outside.bottomRight()),
        QRectF(outside.topLeft(), QPointF(inside.left(), outside.bottom())),
        QRectF(QPointF(inside.right(), outside.top()), outside.bottomRight()),
    ):
        painter.fillRect(bar, colour)
