"""Widgets that were closed leave nothing behind."""

import gc
import weakref

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from visctx_gui.gui.widgets.band_bar import BandBar
from visctx_gui.gui.widgets.bar_plot import BarPlotView
from visctx_gui.gui.widgets.dissociation_view import DissociationView
from visctx_gui.gui.widgets.drawing_pad import DrawingPad
from visctx_gui.gui.widgets.empty_note import EmptyNote
from visctx_gui.gui.widgets.history_plot import HistoryPlot
from visctx_gui.gui.widgets.image_view import ImageView
from visctx_gui.gui.widgets.matrix_view import MatrixView
from visctx_gui.gui.widgets.message_banner import MessageBanner
from visctx_gui.gui.widgets.scatter_view import ScatterView
from visctx_gui.gui.widgets.tile_grid import TileGrid
from visctx_gui.gui.widgets.unit_table import UnitTable
from visctx_gui.presentation.bars import BarPlot
from visctx_gui.presentation.control_band import ControlBand
from visctx_gui.presentation.curves import Band, Curve, CurvePlot
from visctx_gui.presentation.dissociation import Dissociation
from visctx_gui.presentation.matrix import MatrixPlot
from visctx_gui.presentation.scatter import ScatterPlot
from visctx_gui.presentation.tiles import TileSheet
from visctx_gui.presentation.unit_sheet import UnitRow, UnitSheet

X = np.arange(3.0)
FILL = {
    TileGrid: lambda it: it.set_sheet(TileSheet(np.zeros((3, 2, 2)))),
    ImageView: lambda it: it.set_picture(np.zeros((2, 2), np.uint8)),
    HistoryPlot: lambda it: it.set_plot(
        CurvePlot("", "", "", (Curve("", X, X),), bands=(Band("", X, X, X + 1),), chance=0.1)
    ),
    BarPlotView: lambda it: it.set_bars(BarPlot("", ("a",), np.ones(1))),
    MatrixView: lambda it: it.set_matrix(MatrixPlot("", np.eye(1), ("a",), ("a",))),
    MessageBanner: lambda it: it.show_message("a"),
    DrawingPad: lambda it: it.clear(),
    ScatterView: lambda it: it.set_plot(ScatterPlot("", "", "", X, X, ("a", "b", "c"))),
    BandBar: lambda it: it.set_band(ControlBand("", 0.5, X, (0.4, 0.6))),
    DissociationView: lambda it: it.set_dissociation(
        Dissociation("", ("a", "b"), ("c", "d"), np.ones((2, 2)))
    ),
    UnitTable: lambda it: it.set_sheet(UnitSheet("", (UnitRow("conv1", 0),))),
}


@pytest.mark.parametrize(
    "kind", [*FILL, lambda: EmptyNote("a", "b")], ids=lambda kind: kind.__name__
)
def test_fault_57_a_closed_widget_is_gone(qapp, kind):
    before = len(qapp.allWidgets())
    for _ in range(3):
        widget = kind()
        FILL.get(kind, EmptyNote.show)(widget)
        widget.show()
        QApplication.processEvents()
        gone = weakref.ref(widget)
        widget.close()
        widget.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del widget
        gc.collect()
        assert gone() is None
    assert len(qapp.allWidgets()) == before
