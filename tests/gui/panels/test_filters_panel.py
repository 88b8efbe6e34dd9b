"""The Filters panel: what it asks, shows and changes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from tests.gui.panels.conftest import Show
from tests.gui.panels.examples import filter_view, moments, network_facts, snapshot
from tests.gui.panels.fake_client import FakeClient
from visctx_gui.engine.messages import OpenEmbeddedNetwork, ViewFilters, ViewMoments
from visctx_gui.gui.panels.filters_panel import PLACE, FiltersPanel
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.lesion import INTACT, silence
from visctx_gui.plan.network import NetworkPlan


def _answer(client: FakeClient, **changes: Any) -> ViewFilters:
    request = client.newest(ViewFilters, PLACE)
    client.answer(request, filter_view(request, **changes))
    return request


@pytest.fixture
def panel(show: Show, client: FakeClient) -> FiltersPanel:
    made = show(FiltersPanel)
    _answer(client)
    return made


def _centre(panel: FiltersPanel, tile: int) -> QPoint:
    return panel.grid.canvas.tile_rectangle(tile).center().toPoint()


def test_trap_t32_the_whole_layer_is_one_sheet_with_symmetric_limits(panel: FiltersPanel):
    sheet = panel.grid.sheet
    assert sheet is not None
    assert sheet.count == 16
    assert sheet.colours == "diverging"
    assert sheet.limits == pytest.approx((-0.3, 0.3))
    assert "at step 1,240" in panel.caption.text()
    assert "16 × 5×5 px" in panel.caption.text()


def test_without_a_network_one_button_brings_one(show: Show, client: FakeClient):
    client.network = None
    panel = show(FiltersPanel)
    assert panel.empty_note.isVisible()
    panel.empty_note.button.click()
    assert client.of_kind(OpenEmbeddedNetwork)
    client.load(network_facts())
    assert panel.grid.isVisible()
    assert client.newest(ViewFilters).layer == "conv1"


def test_a_click_selects_the_filter_everywhere(panel: FiltersPanel, selection: Selection):
    QTest.mouseClick(panel.grid.canvas, Qt.MouseButton.LeftButton, pos=_centre(panel, 4))
    assert selection.unit == ("conv1", 4)
    assert panel.grid.sheet is not None
    assert panel.grid.sheet.selected == 4
    selection.set_unit(("conv1", 9))
    assert panel.grid.sheet.selected == 9


def test_a_double_click_lesions_and_strikes_out(panel: FiltersPanel, selection: Selection):
    QTest.mouseDClick(panel.grid.canvas, Qt.MouseButton.LeftButton, pos=_centre(panel, 3))
    assert selection.lesion == silence("conv1", (3,))
    assert panel.grid.sheet is not None
    assert panel.grid.sheet.struck == {3}
    selection.undo_stack.undo()
    assert panel.grid.sheet.struck == frozenset()


def test_dragging_chooses_many_and_l_lesions_them_in_one_step(
    panel: FiltersPanel, selection: Selection
):
    panel.grid.tiles_dragged.emit((1, 2, 5))
    assert panel.chosen == (1, 2, 5)
    assert panel.grid.sheet is not None
    assert panel.grid.sheet.marked == {1, 2, 5}
    assert "3 chosen" in panel.caption.text()
    QTest.keyClick(panel.grid.canvas, Qt.Key.Key_L)
    assert selection.lesion == silence("conv1", (1, 2, 5))
    assert selection.undo_stack.count() == 1
    QTest.keyClick(panel.grid.canvas, Qt.Key.Key_L)
    assert selection.lesion == INTACT, "all are silenced already: restore them"


def test_a_real_drag_with_the_mouse_chooses_the_tiles_it_touches(panel: FiltersPanel):
    canvas = panel.grid.canvas
    start, end = _centre(panel, 0), _centre(panel, 2)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, (start + end) / 2)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    assert panel.chosen == (0, 1, 2)


def test_the_context_menu_lesions_what_is_chosen(panel: FiltersPanel, selection: Selection):
    selection.set_unit(("conv1", 6))
    names = [action.text() for action in panel.grid.context_menu().actions() if action.text()]
    assert names == ["Silence or restore", "Copy picture", "Save as PNG, SVG or CSV..."]
    panel.lesion_action.trigger()
    assert selection.lesion == silence("conv1", (6,))


def test_order_by_norm_moves_tiles_but_keeps_their_names(panel: FiltersPanel, selection: Selection):
    panel.pickers.sort.choose("norm")
    panel.pickers.look_chosen.emit()
    sheet = panel.grid.sheet
    assert sheet is not None
    assert sheet.labels == tuple(str(kernel) for kernel in reversed(range(16)))
    QTest.mouseClick(panel.grid.canvas, Qt.MouseButton.LeftButton, pos=_centre(panel, 0))
    assert selection.unit == ("conv1", 15)
    selection.change_lesion(silence("conv1", (15, 0)), "x")
    assert panel.grid.sheet is not None
    assert panel.grid.sheet.struck == {0, 15}


def test_own_scale_colours_each_filter_alone(panel: FiltersPanel):
    panel.pickers.scale.choose("tile")
    panel.pickers.look_chosen.emit()
    assert panel.grid.sheet is not None
    assert panel.grid.sheet.scale == "tile"


def test_selecting_a_unit_of_another_layer_shows_that_layer(
    panel: FiltersPanel, client: FakeClient, selection: Selection
):
    selection.set_unit(("conv2", 3))
    assert client.newest(ViewFilters, PLACE).layer == "conv2"
    _answer(client)
    assert panel.grid.sheet is not None
    assert panel.grid.sheet.count == 32
    assert panel.grid.sheet.selected == 3


def test_clicks_on_old_tiles_while_another_layer_is_awaited_do_nothing(
    panel: FiltersPanel, selection: Selection
):
    selection.set_unit(("conv2", 3))
    panel.grid.tile_clicked.emit(12)
    panel.grid.tile_double_clicked.emit(12)
    assert selection.unit == ("conv2", 3)
    assert selection.lesion == INTACT


def test_deeper_layers_show_the_units_kernel_for_each_input(
    panel: FiltersPanel, client: FakeClient, selection: Selection
):
    assert panel.pickers.kernels.isHidden(), "conv1 has one input"
    selection.change_lesion(silence("conv1", (1,)), "x")
    selection.set_unit(("conv2", 3))
    _answer(client)
    assert panel.pickers.kernels.isVisible()
    panel.pickers.kernels.choose("inputs")
    panel.pickers.kernels_chosen.emit()
    assert client.newest(ViewFilters, PLACE).unit == 3
    _answer(client)
    assert panel.grid.sheet is not None
    assert panel.grid.sheet.count == 16
    assert panel.grid.sheet.struck == {1}, "a silenced input reaches it no more"
    selection.set_unit(("conv2", 4))
    assert client.newest(ViewFilters, PLACE).unit == 4


def test_it_greys_while_another_layer_is_awaited_and_an_old_answer_is_not_shown(
    qtbot: QtBot, panel: FiltersPanel, client: FakeClient, selection: Selection
):
    selection.set_unit(("conv2", 0))
    older = client.newest(ViewFilters, PLACE)
    selection.set_unit(("conv1", 0))
    newer = client.newest(ViewFilters, PLACE)
    client.answer(older, filter_view(older))
    assert panel.grid.sheet is not None
    assert panel.grid.sheet.count == 16
    selection.set_unit(("conv2", 0))
    client.answer(newer, filter_view(newer))
    qtbot.waitUntil(lambda: panel.grid.waiting)
    _answer(client)
    assert not panel.grid.waiting


def test_training_redraws_once_per_painted_answer(
    qtbot: QtBot, panel: FiltersPanel, client: FakeClient
):
    qtbot.waitUntil(lambda: panel._gate._open)
    before = len(client.of_kind(ViewFilters))
    for step in range(1300, 1310):
        client.train(snapshot(step))
    assert len(client.of_kind(ViewFilters)) == before + 1
    _answer(client, step=1301)
    qtbot.waitUntil(lambda: len(client.of_kind(ViewFilters)) == before + 2)
    assert "at step 1,301" in panel.caption.text()
    assert not panel.grid.waiting


def test_a_hidden_panel_asks_nothing_and_catches_up_when_shown(
    panel: FiltersPanel, client: FakeClient
):
    panel.hide()
    before = len(client.asked)
    for step in range(1300, 1310):
        client.train(snapshot(step))
    client.load(network_facts(NetworkPlan(filters=(4,))))
    assert len(client.asked) == before
    panel.show()
    assert client.newest(ViewFilters, PLACE).layer == "conv1"
    assert len(client.asked) > before


def test_the_slider_shows_a_moment_and_training_does_not_push_it_away(
    qtbot: QtBot, panel: FiltersPanel, client: FakeClient
):
    client.answer(client.newest(ViewMoments), moments(5))
    panel.development.slider.setValue(2)
    assert client.newest(ViewFilters, PLACE).moment == 2
    _answer(client, step=4, scale=0.1)
    assert panel.grid.sheet is not None
    assert panel.grid.sheet.limits == pytest.approx((-0.3, 0.3)), "on the scale of now"
    qtbot.waitUntil(lambda: panel._gate._open)
    before = len(client.of_kind(ViewFilters))
    client.train(snapshot(1300))
    assert len(client.of_kind(ViewFilters)) == before
    panel.development.now_button.click()
    assert client.newest(ViewFilters, PLACE).moment is None


def test_space_in_the_grid_plays_the_film(panel: FiltersPanel, client: FakeClient):
    QTest.keyClick(panel.grid.canvas, Qt.Key.Key_Space)
    assert not panel.development.playing, "there is no film yet"
    client.answer(client.newest(ViewMoments), moments(5))
    QTest.keyClick(panel.grid.canvas, Qt.Key.Key_Space)
    assert panel.development.playing
    QTest.keyClick(panel.grid.canvas, Qt.Key.Key_Space)
    assert not panel.development.playing


def test_the_film_strip_collects_eight_moments(panel: FiltersPanel, client: FakeClient):
    client.answer(client.newest(ViewMoments), moments(20))
    spy = QSignalSpy(panel._strip.made)
    panel._strip.made.disconnect(panel._save_strip)
    panel.development.strip_button.click()
    asked = []
    for _ in range(8):
        request = client.newest(ViewFilters, "film strip")
        asked.append(request.moment)
        client.answer(request, filter_view(request))
    assert asked[0] == 0
    assert asked[-1] == 19
    assert spy.count() == 1
    sheet = spy.at(0)[0]
    assert sheet.count == 8
    assert sheet.labels[-1] == "step 524,288, validation 97.0 %"


def test_the_value_under_the_cursor_is_told(panel: FiltersPanel):
    spy = QSignalSpy(panel.value_hovered)
    panel.grid.tile_hovered.emit(3, 1, 2, 0.25)
    panel.grid.tile_hovered.emit(-1, -1, -1, float("nan"))
    assert spy.at(0)[0] == "conv1 3 (1, 2)  0.250"
    assert spy.at(1)[0] == ""


def test_a_failed_view_lets_the_next_one_through(
    qtbot: QtBot, panel: FiltersPanel, client: FakeClient
):
    from visctx_gui.plan.wording import message, translatable

    qtbot.waitUntil(lambda: panel._gate._open)
    client.train(snapshot(1300))
    client.fail(client.newest(ViewFilters, PLACE), message(translatable("No.")))
    before = len(client.of_kind(ViewFilters))
    client.train(snapshot(1301))
    assert len(client.of_kind(ViewFilters)) == before + 1


def test_a_network_without_the_shown_layer_takes_its_place(
    panel: FiltersPanel, client: FakeClient, selection: Selection
):
    selection.set_unit(("conv2", 3))
    _answer(client)
    panel.pickers.kernels.choose("inputs")
    panel.pickers.kernels_chosen.emit()
    _answer(client)
    client.load(network_facts(NetworkPlan(filters=(4,))))
    selection.change_lesion(silence("conv1", (1,)), "x")
    selection.set_unit(("conv1", 2))
    assert client.newest(ViewFilters, PLACE).layer == "conv1"
    request = client.newest(ViewFilters, PLACE)
    client.answer(request, filter_view(request, NetworkPlan(filters=(4,))))
    assert panel.grid.sheet is not None
    assert panel.grid.sheet.count == 4
    assert panel.grid.sheet.struck == {1}
    assert panel.grid.sheet.selected == 2


def test_kernels_are_shown_as_they_came(panel: FiltersPanel, client: FakeClient):
    assert panel.grid.sheet is not None
    np.testing.assert_array_equal(
        panel.grid.sheet.tiles, filter_view(ViewFilters(layer="conv1")).kernels
    )
