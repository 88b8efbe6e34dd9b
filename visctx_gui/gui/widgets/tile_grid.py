"""A whole layer as one picture: kernels, maps or thumbnails, to be looked at, selected and struck out."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStyle, QVBoxLayout, QWidget

from visctx_gui.gui.style import GRID
from visctx_gui.gui.widgets.colour_bar import ColourBar
from visctx_gui.gui.widgets.picture import Picture
from visctx_gui.gui.widgets.tile_canvas import TileCanvas
from visctx_gui.presentation.numbers import value_text
from visctx_gui.presentation.tiles import TileSheet


class TileGrid(Picture):
    """Shows a `TileSheet` of up to 2,048 tiles with its colour bar.

    Signals
    -------
    tile_clicked(tile), tile_double_clicked(tile)
        Also sent when the arrow keys hop to a tile. The panel answers with a sheet that has it selected.
    cell_clicked(tile, y, x)
        The pixel of the tile that was pressed.
    tiles_dragged(tuple of int)
        The tiles that a frame drawn with the mouse touches, on release.
    tile_hovered(tile, y, x, value)
        -1, -1, -1, NaN when the mouse leaves the tiles.
    """

    tile_clicked = Signal(int)
    tile_double_clicked = Signal(int)
    cell_clicked = Signal(int, int, int)
    tiles_dragged = Signal(tuple)
    tile_hovered = Signal(int, int, int, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = TileCanvas()
        self._bar = ColourBar()
        self._bar.hide()
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._bar)
        self.setFocusProxy(self.canvas)
        self.setMinimumSize(12 * GRID, 12 * GRID)
        self.canvas.setToolTip(
            self.tr("Click selects, drag selects many, arrow keys move the selection")
        )
        self.canvas.setAccessibleName(self.tr("Tiles"))
        self._connect_canvas()

    def _connect_canvas(self) -> None:
        self.canvas.clicked.connect(self.tile_clicked)
        self.canvas.double_clicked.connect(self.tile_double_clicked)
        self.canvas.cell_clicked.connect(self.cell_clicked)
        self.canvas.dragged.connect(self.tiles_dragged)
        self.canvas.hovered.connect(self._show_hovered)
        self.canvas.painted.connect(self.painted)

    @property
    def sheet(self) -> TileSheet | None:
        """What is shown."""
        return self.canvas.sheet

    def plain_data(self) -> TileSheet | None:
        return self.canvas.sheet

    def set_sheet(self, sheet: TileSheet | None) -> None:
        """Show a sheet; None empties the grid. Ends `waiting`."""
        old = self.canvas.sheet
        self.set_waiting(False)
        self.canvas.set_sheet(sheet)
        same_arrangement = (
            old is not None
            and sheet is not None
            and (old.count, old.tile_shape) == (sheet.count, sheet.tile_shape)
        )
        self._describe(sheet)
        if not same_arrangement or self.canvas.layout_of_tiles is None:
            self._fit()
        if old is None or sheet is None or old.selected != sheet.selected:
            self._show_selected()
        if self.canvas.underMouse():
            self.canvas.emit_hover()

    def paint_again(self) -> None:
        self.canvas.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the canvas shows data; it tells when it was painted."""

    def set_selected(self, tile: int | None) -> None:
        """Move the selection frame without new tiles."""
        self._replace(selected=tile, cell=None)

    def set_struck(self, struck: frozenset[int]) -> None:
        """Change what is crossed out without new tiles."""
        self._replace(struck=struck)

    def set_marked(self, marked: frozenset[int]) -> None:
        """Frame several tiles without new ones."""
        self._replace(marked=marked)

    def _replace(self, **changes: Any) -> None:
        if self.sheet is not None:
            waiting = self.waiting
            self.set_sheet(replace(self.sheet, **changes))
            self.set_waiting(waiting)

    def _describe(self, sheet: TileSheet | None) -> None:
        in_own_colours = sheet is None or sheet.colours == "grey" or sheet.tiles.ndim == 4
        self._bar.setVisible(not in_own_colours)
        if sheet is None:
            self.canvas.setAccessibleDescription("")
            return
        self._bar.set_scale(
            None if in_own_colours else sheet.colours,
            sheet.sheet_limits(),
            sheet.bar_label,
            sheet.scale == "tile",
        )
        if sheet.title and sheet.title != self.canvas.accessibleName():
            self.canvas.setAccessibleName(sheet.title)
        spoken = self._spoken(sheet)
        if spoken != self.canvas.accessibleDescription():
            self.canvas.setAccessibleDescription(spoken)

    def _spoken(self, sheet: TileSheet) -> str:
        parts = [self.tr("{count} tiles").format(count=sheet.count)]
        if sheet.selected is not None and 0 <= sheet.selected < sheet.count:
            parts.append(self.tr("{tile} selected").format(tile=sheet.label(sheet.selected)))
            if sheet.selected in sheet.struck:
                parts.append(self.tr("struck out"))
        return ", ".join(parts)

    @Slot(int, int, int, float)
    def _show_hovered(self, tile: int, y: int, x: int, value: float) -> None:
        sheet = self.sheet
        if tile < 0 or sheet is None or tile >= sheet.count:
            self._bar.set_readout("")
        else:
            self._bar.set_readout(f"{sheet.label(tile)} ({y}, {x})  {value_text(value)}")
        self.tile_hovered.emit(tile, y, x, value)

    # ---- arrangement ----------------------------------------------------------------------

    def _fit(self) -> None:
        """Arrange the tiles for the present size, with a scroll bar only where they do not fit."""
        layout = self.layout()
        if layout is not None:
            layout.activate()  # the colour bar may have appeared since
        place = self._scroll.maximumViewportSize()
        needed = self.canvas.fit(place.width(), place.height())
        if needed.height() > place.height():
            bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
            place.setWidth(max(1, place.width() - bar))
            needed = self.canvas.fit(place.width(), place.height())
        self.canvas.resize(max(place.width(), 1), max(needed.height(), place.height(), 1))
        self._scroll.verticalScrollBar().setSingleStep(4 * GRID)

    def _show_selected(self) -> None:
        sheet = self.sheet
        if sheet is None or sheet.selected is None or not 0 <= sheet.selected < sheet.count:
            return
        place = self.canvas.tile_rectangle(sheet.selected)
        centre = place.center().toPoint()
        half = math.ceil(place.height() / 2) + GRID
        self._scroll.ensureVisible(centre.x(), centre.y(), 0, half)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()  # only now is the pixel ratio of the screen known
