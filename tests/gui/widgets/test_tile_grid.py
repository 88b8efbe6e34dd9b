"""The tile grid: sharp, exact, and answering mouse and keys."""

import math
import os
import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.widgets.painting import pixels_of
from visctx_gui.gui.style import palette
from visctx_gui.gui.widgets.tile_grid import TileGrid
from visctx_gui.presentation.colours import packed_colour, packed_table, role_colour
from visctx_gui.presentation.tiles import Cell, TileSheet, tile_colours

LEFT = Qt.MouseButton.LeftButton


def kernels(count=16, side=5, seed=0):
    values = np.random.default_rng(seed).normal(size=(count, side, side))
    return values.astype(np.float32)


@pytest.fixture
def grid(qtbot):
    made = TileGrid()
    qtbot.addWidget(made)
    made.resize(420, 240)
    made.set_sheet(TileSheet(kernels(), bar_label="weight", title="conv1"))
    with qtbot.waitExposed(made):
        made.show()
    return made


def middle(grid, tile):
    return grid.canvas.tile_rectangle(tile).center().toPoint()


def test_every_pixel_of_every_tile_has_exactly_its_colour(grid):
    painted = pixels_of(grid.canvas)
    colours = tile_colours(grid.sheet)
    for tile in range(16):
        left, top, width, height = grid.canvas.layout_of_tiles.rectangle(tile)
        zoom = grid.canvas.layout_of_tiles.zoom
        expected = colours[tile].repeat(zoom, axis=0).repeat(zoom, axis=1)
        np.testing.assert_array_equal(painted[top : top + height, left : left + width], expected)


def test_new_values_replace_the_old_ones(grid):
    grid.set_sheet(TileSheet(kernels(seed=1)))
    painted = pixels_of(grid.canvas)
    colours = tile_colours(grid.sheet)
    for tile in range(16):
        x, y = (int(value) + 1 for value in grid.canvas.tile_rectangle(tile).topLeft().toTuple())
        assert painted[y, x] == colours[tile, 0, 0]


def test_a_click_names_tile_and_cell(grid, qtbot):
    place = grid.canvas.cell_rectangle(Cell(9, 3, 1)).center().toPoint()
    with qtbot.waitSignal(grid.tile_clicked) as tile, qtbot.waitSignal(grid.cell_clicked) as cell:
        QTest.mouseClick(grid.canvas, LEFT, pos=place)
    assert tile.args == [9]
    assert cell.args == [9, 3, 1]


def test_a_double_click_names_the_tile(grid, qtbot):
    with qtbot.waitSignal(grid.tile_double_clicked) as caught:
        QTest.mouseDClick(grid.canvas, LEFT, pos=middle(grid, 4))
    assert caught.args == [4]


def test_a_click_between_tiles_and_the_right_button_select_nothing(grid, qtbot):
    with qtbot.assertNotEmitted(grid.tile_clicked):
        QTest.mouseClick(grid.canvas, LEFT, pos=QPoint(1, 1))
        QTest.mouseClick(grid.canvas, Qt.MouseButton.MiddleButton, pos=middle(grid, 2))


def test_dragging_a_frame_names_the_tiles_it_touches(grid, qtbot):
    with qtbot.waitSignal(grid.tiles_dragged) as caught:
        QTest.mousePress(grid.canvas, LEFT, pos=middle(grid, 1))
        drag_to(grid.canvas, middle(grid, 3))
        QTest.mouseRelease(grid.canvas, LEFT, pos=middle(grid, 3))
    assert caught.args == [(1, 2, 3)]


def drag_to(canvas, place):
    """A mouse move with the left button held, which QTest cannot send."""
    held, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    where = QPointF(place), QPointF(canvas.mapToGlobal(place))
    event = QMouseEvent(QEvent.Type.MouseMove, *where, Qt.MouseButton.NoButton, held, none)
    QApplication.sendEvent(canvas, event)


def test_hovering_reads_the_value_and_leaving_ends_it(grid, qtbot):
    with qtbot.waitSignal(grid.tile_hovered) as caught:
        grid.canvas._hover(Cell(6, 2, 3))
    assert caught.args[:3] == [6, 2, 3]
    assert caught.args[3] == pytest.approx(float(grid.sheet.tiles[6, 2, 3]))
    assert grid._bar.readout.startswith("6 (2, 3)")
    with qtbot.waitSignal(grid.tile_hovered) as caught:
        grid.canvas._hover(Cell(-1, -1, -1))
    assert caught.args[:3] == [-1, -1, -1]
    assert math.isnan(caught.args[3])
    assert grid._bar.readout == ""


@pytest.mark.parametrize(
    ("key", "start", "target"),
    [
        (Qt.Key.Key_Right, 3, 4),
        (Qt.Key.Key_Left, 3, 2),
        (Qt.Key.Key_Home, 3, 0),
        (Qt.Key.Key_End, 3, 15),
        (Qt.Key.Key_Right, None, 0),
    ],
)
def test_arrows_hop(grid, qtbot, key, start, target):
    grid.set_selected(start)
    with qtbot.waitSignal(grid.tile_clicked) as caught:
        QTest.keyClick(grid.canvas, key)
    assert caught.args == [target]


def test_down_hops_a_row_and_the_edge_holds(grid, qtbot):
    columns = grid.canvas.layout_of_tiles.columns
    grid.set_selected(1)
    with qtbot.waitSignal(grid.tile_clicked) as caught:
        QTest.keyClick(grid.canvas, Qt.Key.Key_Down)
    assert caught.args == [1 + columns]
    with qtbot.assertNotEmitted(grid.tile_clicked):
        QTest.keyClick(grid.canvas, Qt.Key.Key_Up)


def test_the_selected_tile_has_the_only_frame_in_the_accent_colour(grid):
    accent = packed_colour(role_colour("selected"))
    assert not (pixels_of(grid.canvas) == accent).any()
    grid.set_selected(5)
    ys, xs = np.nonzero(pixels_of(grid.canvas) == accent)
    place = grid.canvas.tile_rectangle(5)
    assert xs.min() < place.left() < place.right() <= xs.max() + 1
    assert ys.min() < place.top() < place.bottom() <= ys.max() + 1
    assert len(xs) < place.width() * place.height()


def test_struck_tiles_are_crossed_out_and_the_others_are_not(grid):
    before = pixels_of(grid.canvas)
    grid.set_struck(frozenset({3}))
    changed = before != pixels_of(grid.canvas)
    for tile in range(16):
        left, top, width, height = grid.canvas.layout_of_tiles.rectangle(tile)
        assert changed[top : top + height, left : left + width].any() == (tile == 3)
    grid.set_struck(frozenset())
    np.testing.assert_array_equal(pixels_of(grid.canvas), before)


def test_struck_out_is_said_in_words_too(grid):
    grid.set_struck(frozenset({3}))
    grid.set_selected(3)
    assert grid.canvas.accessibleName() == "conv1"
    assert grid.canvas.accessibleDescription() == "16 tiles, 3 selected, struck out"


def test_nan_has_its_own_colour_on_the_screen(grid):
    values = kernels()
    values[7] = np.nan
    grid.set_sheet(TileSheet(values))
    place = middle(grid, 7)
    assert pixels_of(grid.canvas)[place.y(), place.x()] == packed_table("diverging")[256]


def test_2048_tiles_scroll_and_the_selected_one_is_brought_into_view(grid):
    grid.set_sheet(TileSheet(kernels(2048, 7)))
    assert grid.canvas.height() > grid.height()
    grid.set_selected(2047)
    shown = grid.canvas.visibleRegion().boundingRect()
    assert shown.contains(middle(grid, 2047))


@pytest.mark.parametrize("size", [(96, 96), (300, 120), (120, 500), (1200, 800)])
def test_tiles_stay_inside_at_any_size(grid, qtbot, size):
    grid.resize(*size)
    qtbot.waitUntil(lambda: grid.canvas.width() <= size[0])
    last = grid.canvas.tile_rectangle(15)
    assert last.right() <= grid.canvas.width()
    assert last.bottom() <= grid.canvas.height()


def test_an_emptied_grid_answers_nothing(grid, qtbot):
    grid.set_sheet(None)
    with qtbot.assertNotEmitted(grid.tile_clicked):
        QTest.mouseClick(grid.canvas, LEFT, pos=QPoint(30, 30))
        QTest.keyClick(grid.canvas, Qt.Key.Key_Right)
    assert grid.plain_data() is None


def test_another_number_of_tiles_is_arranged_anew(grid):
    grid.set_sheet(TileSheet(kernels(3)))
    assert grid.canvas.layout_of_tiles.count == 3
    grid.set_sheet(TileSheet(kernels(0)))
    assert grid.canvas.cell_at(grid.canvas.rect().center().toPointF()) is None


def test_dark_paper_reaches_the_space_between_tiles(grid, qtbot):
    grid.setPalette(palette(dark=True))
    dark = palette(dark=True).color(QPalette.ColorRole.Window).rgb()
    assert pixels_of(grid.canvas)[0, 0] == dark


def test_waiting_greys_the_tiles_and_new_data_end_it(grid):
    before = pixels_of(grid)
    grid.set_waiting(True)
    assert (pixels_of(grid) != before).mean() > 0.2
    grid.set_selected(None)
    assert grid.waiting
    grid.set_sheet(grid.sheet)
    assert not grid.waiting
    np.testing.assert_array_equal(pixels_of(grid), before)


SHARPNESS_CHECK = """
import numpy as np
from PySide6.QtWidgets import QApplication
application = QApplication([])
from tests.gui.widgets.painting import pixels_of
from visctx_gui.gui.widgets.tile_grid import TileGrid
from visctx_gui.presentation.tiles import TileSheet, tile_colours
grid = TileGrid()
grid.resize(401, 201)
grid.set_sheet(TileSheet(np.random.default_rng(0).normal(size=(16, 5, 5)).astype(np.float32)))
grid.show()
application.processEvents()
painted, layout = pixels_of(grid.canvas), grid.canvas.layout_of_tiles
assert grid.canvas.devicePixelRatioF() == RATIO
for tile, colours in enumerate(tile_colours(grid.sheet)):
    left, top, width, height = layout.rectangle(tile)
    expected = colours.repeat(layout.zoom, axis=0).repeat(layout.zoom, axis=1)
    assert (painted[top : top + height, left : left + width] == expected).all(), tile
print("sharp")
"""


@pytest.mark.parametrize("ratio", [1.5, 2.0])
def test_fault_65_tiles_are_sharp_at_other_pixel_ratios(ratio):
    # the pixel ratio is read once, when an application starts
    environment = os.environ | {"QT_SCALE_FACTOR": str(ratio), "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-c", SHARPNESS_CHECK.replace("RATIO", str(ratio))],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.stdout.strip() == "sharp", run.stderr
