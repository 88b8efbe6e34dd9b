"""What stands around data: title and legend, the colour scale, labels of tiles, and bars of no length."""

import numpy as np
import pytest
from PySide6.QtGui import QFontMetrics

from tests.gui.widgets.painting import pixels_of
from visctx_gui.gui.style import GRID, small
from visctx_gui.gui.widgets.bar_plot import LOWEST_ROW, BarPlotView
from visctx_gui.gui.widgets.colour_bar import ColourBar
from visctx_gui.gui.widgets.plot_header import (
    BETWEEN,
    SHORTEST_TITLE,
    SWATCH,
    LegendEntry,
    PlotHeader,
)
from visctx_gui.gui.widgets.tile_grid import TileGrid
from visctx_gui.presentation.bars import BarPlot
from visctx_gui.presentation.colours import packed_colour, role_colour
from visctx_gui.presentation.tiles import TileSheet

LEGEND = (LegendEntry("lesioned", "lesioned", "block"), LegendEntry("intact", "intact", "block"))


@pytest.fixture
def show(qtbot):
    def shown(widget, width, height):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return shown


def _header(show, width, title, what=""):
    header = show(PlotHeader(), width, 20)
    header.set_content(title, LEGEND, what)
    return pixels_of(header)


def test_a_title_with_no_room_is_left_out_rather_than_an_ellipsis(show, qapp):
    metrics = QFontMetrics(small(qapp.font()))
    words = sum(metrics.horizontalAdvance(entry.name) for entry in LEGEND)
    narrow = words + 2 * (SWATCH + GRID // 2) + BETWEEN + SHORTEST_TITLE  # less the gap
    assert (_header(show, narrow, "Class scores") == _header(show, narrow, "")).all()
    assert (_header(show, 400, "Class scores") != _header(show, 400, "")).any()


def test_what_the_numbers_are_stands_behind_the_title(show):
    plain, unit = _header(show, 500, "Change,"), _header(show, 500, "Change", "points")
    across = np.nonzero((plain != unit).any(axis=0))[0]
    assert (plain[:, :40] == unit[:, :40]).all()
    assert len(across)
    header = show(PlotHeader(), 500, 20)
    header.set_content("Change", (), "points")
    assert header.toolTip() == "Change, points"


def test_a_label_of_a_colour_bar_is_whole_or_left_out(show):
    def looks(width, label):
        bar = show(ColourBar(), width, 20)
        bar.set_scale("sequential", (0.0, 1.0), label)
        return pixels_of(bar)

    assert (looks(110, "share of the true class") == looks(110, "")).all()
    assert (looks(400, "share of the true class") != looks(400, "")).any()


@pytest.mark.parametrize(("colours", "has_bar"), [("grey", False), ("sequential", True)])
def test_pictures_in_their_own_colours_have_no_colour_bar(show, colours, has_bar):
    grid = show(TileGrid(), 200, 200)
    grid.set_sheet(TileSheet(tiles=np.zeros((4, 8, 8), np.float32), colours=colours))
    assert grid._bar.isVisible() == has_bar


def test_the_selection_frame_leaves_the_label_of_its_tile_alone(show):
    tiles = np.zeros((4, 30, 30), np.float32)
    grid = show(TileGrid(), 300, 200)
    grid.set_sheet(TileSheet(tiles=tiles, colours="sequential"))
    plain = pixels_of(grid.canvas)
    grid.set_selected(1)
    place = grid.canvas.tile_rectangle(1).toRect()
    label = np.s_[place.top() - 14 : place.top() - 3, place.left() : place.right()]
    assert len(np.unique(plain[label])) > 1
    assert (pixels_of(grid.canvas)[label] == plain[label]).all()


def test_a_value_of_zero_has_no_bar(show):
    view = show(BarPlotView(), 300, 100)
    view.set_bars(BarPlot("", ("a", "b"), np.array([0.0, -0.5]), signed=True))
    orange = (pixels_of(view._canvas) == packed_colour(role_colour("lesioned"))).any(axis=1)
    assert not orange[: orange.size // 2 - LOWEST_ROW].any()
    assert orange.any()


def test_all_bars_are_seen_from_the_height_on_that_is_said(show):
    view = show(BarPlotView(), 200, 300)
    view.set_bars(BarPlot("Scores", tuple(map(str, range(10))), np.ones(10)))
    view.resize(200, view.unscrolled_height)
    assert view._scroll.verticalScrollBar().maximum() == 0
    view.resize(200, view.unscrolled_height - 1)
    assert view._scroll.verticalScrollBar().maximum() == 1


def test_names_and_numbers_of_a_bar_stand_on_one_line(show):
    view = show(BarPlotView(), 200, 157)  # rows of 13.7 pixels
    view.set_bars(BarPlot("", ("0",) * 10, np.zeros(10, np.int64)))
    pixels = pixels_of(view._canvas)
    written = pixels != pixels[0, 20]
    assert (written[:, :7].any(axis=1) == written[:, -7:].any(axis=1)).all()
