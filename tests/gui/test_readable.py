"""What can be read in the windows that a lesson has: nothing is scrolled that fits, nothing is cut off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QComboBox, QStyle, QStyleOptionComboBox, QWidget

from tests.gui.conftest import MakeWindow
from tests.gui.panels.examples import activation_view, thumbnails
from visctx_gui.engine.messages import ViewActivations, ViewImages
from visctx_gui.gui.main_window import MainWindow
from visctx_gui.gui.panels.activations_panel import ActivationsPanel
from visctx_gui.gui.style import BASE_TEXT_PIXELS, GRID
from visctx_gui.gui.widgets.bar_plot import BarPlotView

SIZES = [(1000, 640), (1280, 720), (1920, 1080)]


def _answer_views(window: MainWindow) -> None:
    client = window.client
    for request in list(client.asked):  # type: ignore[attr-defined]
        if isinstance(request, ViewActivations):
            client.answer(request, activation_view(request))  # type: ignore[attr-defined]
        elif isinstance(request, ViewImages):
            client.answer(request, thumbnails(request))  # type: ignore[attr-defined]


def _scrolled(bars: BarPlotView) -> int:
    """Pixels of the bars that are out of sight."""
    assert bars.isVisible()
    assert bars.plain_data() is not None
    return bars._scroll.verticalScrollBar().maximum()


@pytest.fixture(autouse=True)
def usual_text(qapp):
    """The text size of the real window: the rooms are made for it."""
    before = qapp.font()
    usual = qapp.font()
    usual.setPixelSize(BASE_TEXT_PIXELS)
    qapp.setFont(usual)
    yield
    qapp.setFont(before)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_images_panel_shows_all_ten_classes(
    qtbot, make_window: MakeWindow, width: int, height: int
):
    window = make_window(width=width, height=height)
    window.panels.docks["images"].bring_up()
    panel = window.panels.images
    qtbot.waitUntil(lambda: panel.thumbnails.balance.isVisible())
    _answer_views(window)
    qtbot.waitUntil(lambda: panel.current.scores.plain_data() is not None)
    assert _scrolled(panel.thumbnails.balance) == 0
    assert _scrolled(panel.current.scores) == 0
    room = window.panels.docks["images"].widget()
    assert panel.width() <= room.width()
    assert panel.height() <= room.height()


@pytest.mark.parametrize("twin", ["none", "intact", "untrained"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_an_activations_panel_shows_all_ten_scores_and_its_choices(
    qtbot, make_window: MakeWindow, width: int, height: int, twin: str
):
    window = make_window(width=width, height=height)
    dock = window.panels.docks["activations_1"]
    dock.bring_up()
    panel = dock.panel
    assert isinstance(panel, ActivationsPanel)
    qtbot.waitUntil(panel.pickers.isVisible)
    panel.pickers.twin_picker.choose(twin)
    panel.pickers.twin_picker.activated.emit(panel.pickers.twin_picker.currentIndex())
    _answer_views(window)
    qtbot.waitUntil(lambda: panel.twin_maps.isVisible() == (twin != "none"))
    assert _scrolled(panel.scores) == 0
    assert _is_whole(panel.pickers.layer)
    assert _is_whole(panel.pickers.twin_picker)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_choices_of_the_filters_are_whole_words(
    qtbot, make_window: MakeWindow, width: int, height: int
):
    window = make_window(width=width, height=height)
    window.panels.docks["filters"].bring_up()
    pickers = window.panels.filters.pickers
    qtbot.waitUntil(pickers.isVisible)
    pickers.show_layer("conv2")  # four pickers in a row
    qtbot.waitUntil(pickers.kernels.isVisible)
    for picker in (pickers.layer, pickers.kernels, pickers.sort, pickers.scale):
        assert _is_whole(picker), picker.currentText()


@pytest.mark.parametrize(("width", "height"), [*SIZES, (800, 600)])
def test_no_dock_is_narrower_than_its_panel_needs(make_window: MakeWindow, width: int, height: int):
    window = make_window(width=width, height=height)
    for name, dock in window.panels.docks.items():
        dock.bring_up()
        QApplication.processEvents()
        needed = dock.panel.minimumSizeHint().width()
        assert dock.width() >= needed, name


def test_the_status_bar_keeps_a_margin(make_window: MakeWindow):
    window = make_window()
    bar = window.statusBar()
    first, value = window.status._network, window.status._value
    window.status.show_value("conv1 5 (2, 2)  0.140")
    layout = bar.layout()
    assert layout is not None
    layout.activate()
    assert _left_in(bar, first) >= GRID
    assert bar.width() - _left_in(bar, value) - value.width() >= GRID


def _left_in(parent: QWidget, child: QWidget) -> int:
    return child.mapTo(parent, QPoint(0, 0)).x()


def _is_whole(picker: QComboBox) -> bool:
    """Whether the chosen text of a combo box is seen without an ellipsis."""
    option = QStyleOptionComboBox()
    picker.initStyleOption(option)
    place = picker.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox,
        option,
        QStyle.SubControl.SC_ComboBoxEditField,
        picker,
    )
    return picker.fontMetrics().horizontalAdvance(picker.currentText()) <= place.width()
