"""A mouse for the script: the same events that a hand would cause, on the real widgets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from visctx_gui.gui.widgets.drawing_pad import DrawingPad
from visctx_gui.gui.widgets.tile_canvas import TileCanvas
from visctx_gui.presentation.tiles import Cell

_LEFT, _NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def click(widget: QWidget, at: QPointF | None = None) -> None:
    """Press and release the left button, in the middle where no place is given."""
    place = QPointF(widget.rect().center()) if at is None else at
    _send(widget, QEvent.Type.MouseButtonPress, place, _LEFT, _LEFT)
    _send(widget, QEvent.Type.MouseButtonRelease, place, _LEFT, _NO_BUTTON)


def double_click(widget: QWidget, at: QPointF) -> None:
    """A double click as the system sends it: the first click counts as well."""
    click(widget, at)
    _send(widget, QEvent.Type.MouseButtonDblClick, at, _LEFT, _LEFT)
    _send(widget, QEvent.Type.MouseButtonRelease, at, _LEFT, _NO_BUTTON)


def hover(widget: QWidget, at: QPointF) -> None:
    """Move over a place without a button."""
    _send(widget, QEvent.Type.MouseMove, at, _NO_BUTTON, _NO_BUTTON)


def click_tile(canvas: TileCanvas, tile: int) -> None:
    """Click the middle of a tile."""
    click(canvas, canvas.tile_rectangle(tile).center())


def double_click_tile(canvas: TileCanvas, tile: int) -> None:
    """Double-click the middle of a tile."""
    double_click(canvas, canvas.tile_rectangle(tile).center())


def click_cell(canvas: TileCanvas, tile: int, y: int, x: int) -> None:
    """Click one pixel of a tile."""
    click(canvas, canvas.cell_rectangle(Cell(tile, y, x)).center())


def hover_cell(canvas: TileCanvas, tile: int, y: int, x: int) -> None:
    """Move over one pixel of a tile."""
    hover(canvas, canvas.cell_rectangle(Cell(tile, y, x)).center())


def click_tab(bar: QTabBar, place: int) -> None:
    """Bring a page up."""
    click(bar, QPointF(bar.tabRect(place).center()))


def draw(pad: DrawingPad, stroke: Sequence[tuple[float, float]]) -> None:
    """Draw one stroke.

    Parameters
    ----------
    pad : DrawingPad
    stroke : sequence of (x, y)
        Shares 0..1 of the side of the square that is drawn on.
    """
    side = min(pad.width(), pad.height())
    left, top = (pad.width() - side) / 2, (pad.height() - side) / 2
    points = [QPointF(left + x * side, top + y * side) for x, y in stroke]
    _send(pad, QEvent.Type.MouseButtonPress, points[0], _LEFT, _LEFT)
    for point in points[1:]:
        _send(pad, QEvent.Type.MouseMove, point, _NO_BUTTON, _LEFT)
    _send(pad, QEvent.Type.MouseButtonRelease, points[-1], _LEFT, _NO_BUTTON)


def _send(
    widget: QWidget,
    kind: QEvent.Type,
    at: QPointF,
    button: Qt.MouseButton,
    held: Qt.MouseButton,
) -> None:
    event = QMouseEvent(
        kind, at, widget.mapToGlobal(at), button, held, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, event)
