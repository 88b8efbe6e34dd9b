"""Measures how long a grid of filters takes to show new values. Runs in a process of its own."""

from __future__ import annotations

import sys
import time

import numpy as np
from PySide6.QtWidgets import QApplication

from visctx_gui.application import make_application
from visctx_gui.benchmarks.measuring_process import tell
from visctx_gui.benchmarks.window_stage import PaintCount
from visctx_gui.engine.messages import Floats
from visctx_gui.gui.widgets.tile_grid import TileGrid
from visctx_gui.presentation.colours import symmetric_limits
from visctx_gui.presentation.tiles import TileSheet

WIDTH, HEIGHT = 900, 600
TILES, SIDE = 512, 7
WARM_UP = 10


def main(arguments: list[str]) -> None:
    """Draw again and again with other numbers, and tell how long each took."""
    redraws = int(arguments[0])
    make_application()
    grid = TileGrid()
    grid.resize(WIDTH, HEIGHT)
    values = np.random.default_rng(0).normal(size=(redraws + WARM_UP, TILES, SIDE, SIDE))
    values = values.astype(np.float32)
    grid.set_sheet(_sheet(values[0]))
    grid.show()
    QApplication.processEvents()
    paints = PaintCount(grid.canvas)
    seconds = [_redraw(grid, one) for one in values]
    shown = grid.canvas.layout_of_tiles
    tell(
        seconds=seconds[WARM_UP:],
        paints=paints.count,
        redraws=len(values),
        zoom=0 if shown is None else shown.zoom,
    )
    grid.close()


def _redraw(grid: TileGrid, kernels: Floats) -> float:
    began = time.perf_counter()
    grid.set_sheet(_sheet(kernels))
    QApplication.processEvents()
    return time.perf_counter() - began


def _sheet(kernels: Floats) -> TileSheet:
    return TileSheet(kernels, limits=symmetric_limits(kernels), selected=3, bar_label="weight")


if __name__ == "__main__":
    main(sys.argv[1:])
