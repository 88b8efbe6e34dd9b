"""Activations panels: maps, receptive field, twins, pinning."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from tests.gui.panels.conftest import Show
from tests.gui.panels.examples import activation_view, data_facts, snapshot
from tests.gui.panels.fake_client import FakeClient
from visctx_gui.engine.messages import ImageChoice, OpenData, ViewActivations
from visctx_gui.gui.panels.activations_panel import ActivationsPanel
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.layers import layer_row, receptive_field_box
from visctx_gui.plan.lesion import silence
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import message, translatable


def _answer(client: FakeClient, **changes: Any) -> ViewActivations:
    request = client.newest(ViewActivations)
    client.answer(request, replace(activation_view(request), **changes))
    return request


@pytest.fixture
def panel(show: Show, client: FakeClient) -> ActivationsPanel:
    made = show(ActivationsPanel)
    _answer(client)
    return made


def _choose_twin(panel: ActivationsPanel, twin: str) -> None:
    panel.pickers.twin_picker.choose(twin)
    panel.pickers.twin_picker.activated.emit(panel.pickers.twin_picker.currentIndex())


def test_all_maps_of_the_layer_in_sequential_colours(panel: ActivationsPanel):
    sheet = panel.maps.grid.sheet
    assert sheet is not None
    assert sheet.count == 16
    assert sheet.colours == "sequential"
    assert panel.windowTitle() == "Activations: conv1 (V1)"
    assert panel.caption.text() == "test image 0, class 7, at step 1,240"


def test_a_click_on_a_cell_draws_its_receptive_field(panel: ActivationsPanel, selection: Selection):
    panel.maps.grid.tile_clicked.emit(4)
    panel.maps.grid.cell_clicked.emit(4, 20, 3)
    row = layer_row(NetworkPlan(), "conv1")
    assert panel.picture.box == receptive_field_box(row, 20, 3, 28, 28)
    assert selection.unit == ("conv1", 4)
    assert panel.maps.grid.sheet is not None
    assert panel.maps.grid.sheet.cell == (20, 3)


def test_trap_t31_the_field_at_the_edge_is_clipped_to_the_picture(
    panel: ActivationsPanel, client: FakeClient
):
    panel.show_layer("pool2")
    _answer(client)
    panel.maps.grid.cell_clicked.emit(0, 3, 3)
    box = panel.picture.box
    assert box is not None
    assert (box.bottom, box.right) == (28, 28)


def test_another_layer_forgets_the_cell(panel: ActivationsPanel, client: FakeClient):
    panel.maps.grid.cell_clicked.emit(0, 20, 20)
    panel.show_layer("conv2")
    _answer(client)
    assert panel.picture.box is None
    assert panel.windowTitle() == "Activations: conv2 (V2)"


def test_maps_follow_image_lesion_and_training(
    qtbot: QtBot, panel: ActivationsPanel, client: FakeClient, selection: Selection
):
    selection.set_image(ImageChoice(split="train", index=9))
    assert client.newest(ViewActivations).image == ImageChoice(split="train", index=9)
    selection.change_lesion(silence("conv1", (2,)), "x")
    assert client.newest(ViewActivations).lesion == silence("conv1", (2,))
    _answer(client)
    sheet = panel.maps.grid.sheet
    assert sheet is not None
    assert sheet.struck == {2}
    assert not sheet.tiles[2].any()
    qtbot.waitUntil(lambda: panel._gate._open)
    before = len(client.asked)
    for step in range(5):
        client.train(snapshot(1300 + step))
    assert len(client.asked) == before + 1


def test_a_pinned_image_stays(panel: ActivationsPanel, client: FakeClient, selection: Selection):
    panel.pickers.pin.setChecked(True)
    _answer(client)
    before = len(client.asked)
    selection.set_image(ImageChoice(index=5))
    assert len(client.asked) == before
    assert panel.caption.text().startswith("pinned, test image 0")
    panel.pickers.pin.setChecked(False)
    assert client.newest(ViewActivations).image == ImageChoice(index=5)


def test_twins_stand_side_by_side_on_one_locked_scale(
    panel: ActivationsPanel, client: FakeClient, selection: Selection
):
    assert panel.twin_maps.isHidden()
    selection.change_lesion(silence("conv1", (2,)), "x")
    panel.pickers.own_scales.trigger()
    _choose_twin(panel, "intact")
    assert client.newest(ViewActivations).twin == "intact"
    _answer(client)
    mine, other = panel.maps.grid.sheet, panel.twin_maps.grid.sheet
    assert panel.twin_maps.isVisible()
    assert mine is not None
    assert other is not None
    assert mine.sheet_limits() == other.sheet_limits()
    assert mine.scale == other.scale == "layer"
    assert other.struck == frozenset()
    assert (panel.maps.title, panel.twin_maps.title) == ("lesioned", "intact")
    _choose_twin(panel, "none")
    _answer(client)
    assert panel.twin_maps.isHidden()
    assert panel.maps.title == ""


def test_summed_inputs_are_signed(panel: ActivationsPanel, client: FakeClient):
    panel.pickers.before.trigger()
    assert client.newest(ViewActivations).before_nonlinearity
    _answer(client)
    assert panel.maps.grid.sheet is not None
    assert panel.maps.grid.sheet.colours == "diverging"
    assert panel.caption.text().startswith("summed input")
    panel.show_layer("pool1")
    assert not client.newest(ViewActivations).before_nonlinearity


def test_a_unit_selected_elsewhere_is_marked_in_every_layer_of_its_stage(
    panel: ActivationsPanel, client: FakeClient, selection: Selection
):
    panel.show_layer("pool1")
    _answer(client)
    selection.set_unit(("conv1", 11))
    assert panel.maps.grid.sheet is not None
    assert panel.maps.grid.sheet.selected == 11
    selection.set_unit(("conv2", 11))
    assert panel.maps.grid.sheet.selected is None


def test_a_double_click_lesions_the_unit_of_the_map(
    panel: ActivationsPanel, client: FakeClient, selection: Selection
):
    panel.show_layer("pool2")
    _answer(client)
    panel.maps.grid.tile_double_clicked.emit(30)
    assert selection.lesion == silence("conv2", (30,))


def test_the_linear_layer_names_its_classes_and_selects_no_unit(
    panel: ActivationsPanel, client: FakeClient, selection: Selection
):
    panel.show_layer("linear")
    _answer(client)
    sheet = panel.maps.grid.sheet
    assert sheet is not None
    assert sheet.labels == tuple("0123456789")
    panel.maps.grid.tile_clicked.emit(3)
    assert selection.unit is None
    panel.maps.grid.cell_clicked.emit(3, 0, 0)
    box = panel.picture.box
    assert box is not None
    assert (box.top, box.left, box.bottom, box.right) == (0, 0, 28, 28)


def test_it_greys_while_it_waits_for_another_image(
    qtbot: QtBot, panel: ActivationsPanel, client: FakeClient, selection: Selection
):
    selection.set_image(ImageChoice(index=4))
    qtbot.waitUntil(lambda: panel.maps.grid.waiting and panel.scores.waiting)
    _answer(client)
    assert not panel.maps.grid.waiting
    assert not panel.scores.waiting


def test_what_was_done_to_the_image_is_said(panel: ActivationsPanel, client: FakeClient):
    assert panel.note.isHidden()
    panel.show_layer("pool1")
    _answer(client, note=message(translatable("resized from 90 x 90 to 28 x 28 px")))
    assert panel.note.text() == "resized from 90 x 90 to 28 x 28 px"


def test_a_failure_empties_the_panel_and_says_why(
    panel: ActivationsPanel, client: FakeClient, selection: Selection
):
    selection.set_image(ImageChoice(kind="file", path="/gone.png"))
    client.fail(
        client.newest(ViewActivations),
        message(translatable("The file is gone.")),
        message(translatable("Open it again.")),
    )
    assert panel.maps.grid.sheet is None
    assert panel.note.text() == "The file is gone. Open it again."


def test_without_data_one_button_brings_it(show: Show, client: FakeClient):
    client.data = None
    panel = show(ActivationsPanel)
    assert panel.empty_note.isVisible()
    assert not client.of_kind(ViewActivations)
    panel.empty_note.button.click()
    assert client.newest(OpenData).data.name == "digits"
    client.load(data=data_facts())
    assert panel.maps.isVisible()


def test_two_panels_do_not_replace_each_others_views(show: Show, client: FakeClient):
    show(ActivationsPanel)
    first = client.newest(ViewActivations)
    show(ActivationsPanel)
    assert client.newest(ViewActivations).view_key != first.view_key


def test_the_value_under_the_cursor_is_told(panel: ActivationsPanel):
    spy = QSignalSpy(panel.value_hovered)
    panel.maps.grid.tile_hovered.emit(3, 12, 7, 0.213)
    assert spy.at(0)[0] == "conv1 3 (12, 7)  0.213"


def test_constant_maps_are_shown_without_an_error(panel: ActivationsPanel, client: FakeClient):
    panel.show_layer("conv2")
    _answer(client, maps=np.zeros((32, 8, 8), np.float32))
    assert panel.maps.grid.sheet is not None
    assert panel.maps.grid.sheet.sheet_limits() == (0.0, 1.0)
