"""The Network panel: layer table, preview while typing, area labels."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.gui.panels.examples import data_facts, network_facts
from visctx_gui.engine.messages import NameAreas
from visctx_gui.gui.panels.network_panel import NetworkPanel
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.network import NetworkPlan


@pytest.fixture
def panel(show):
    return show(NetworkPanel)


def cells(panel, row):
    return [panel.table.item(row, column).text() for column in range(panel.table.columnCount())]


def type_into(qtbot, editor, text):
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClicks(editor, text)


def test_the_table_tells_shapes_fields_jumps_areas_and_parameters(panel):
    assert cells(panel, 0) == ["conv1", "16×24×24", "5", "1", "V1", "416", "Conv2d"]
    assert cells(panel, 3) == ["conv2", "32×8×8", "14", "2", "V2", "12,832", "Conv2d"]
    assert cells(panel, 6)[0] == "linear"
    assert "18,378" in panel._title.text()


def test_weights_seed_and_source_are_told(panel):
    assert panel._facts.text() == "Trained 1,240 steps on digits, seed 3 (built in)"
    panel._client.load(replace(network_facts(steps_trained=0), source="new"))
    assert panel._facts.text() == "Untrained, seed 3"


def test_the_preview_follows_every_key(qtbot, panel):
    panel.open_form()
    type_into(qtbot, panel.form.editor("filters"), "8, 12, 20")
    type_into(qtbot, panel.form.editor("kernel_size"), "3")
    assert panel._title.text() == "Not made yet: preview of the form"
    assert [row.name for row in panel.table.rows][-3:] == ["relu3", "pool3", "linear"]
    assert panel.wanted().network.filters == (8, 12, 20)


def test_an_impossible_network_cannot_be_made_and_greys_the_table(qtbot, panel):
    panel.open_form()
    type_into(qtbot, panel.form.editor("kernel_size"), "29")
    assert panel.wanted() is None
    assert not panel.make_button.isEnabled()
    assert not panel.table.isEnabled()


def test_discarding_goes_back_to_the_loaded_network(qtbot, panel):
    panel.open_form()
    type_into(qtbot, panel.form.editor("filters"), "4")
    panel._discard.click()
    assert panel.wanted().network == NetworkPlan()
    assert "18,378" in panel._title.text()


def test_what_is_typed_survives_the_end_of_a_training(qtbot, panel, client):
    panel.open_form()
    type_into(qtbot, panel.form.editor("filters"), "4")
    client.load(replace(network_facts(), weights_sha256="f" * 64, steps_trained=2000))
    assert panel.wanted().network.filters == (4,)


def test_the_open_form_follows_the_data(panel, client):
    panel.open_form()
    client.load(data=data_facts(DataPlan(name="cifar-10")))
    assert panel.wanted().network.input_shape == (3, 32, 32)


def test_an_area_of_the_loaded_network_is_asked_of_the_engine(panel, client):
    panel.table.item(3, 4).setText("V3")
    assert client.newest(NameAreas).areas == ("V1", "V3")


def test_an_area_of_the_preview_changes_the_form(qtbot, panel, client):
    panel.open_form()
    type_into(qtbot, panel.form.editor("filters"), "8, 8")
    panel.table.item(0, 4).setText("retina")
    assert panel.wanted().network.areas == ("retina", "V2")
    assert client.of_kind(NameAreas) == []


def test_an_emptied_area_keeps_its_label(panel, client):
    panel.table.item(0, 4).setText("  ")
    assert panel.table.item(0, 4).text() == "V1"
    assert client.of_kind(NameAreas) == []


def test_only_areas_can_be_edited(panel):
    for row in range(panel.table.rowCount()):
        for column in range(panel.table.columnCount()):
            editable = bool(panel.table.item(row, column).flags() & Qt.ItemFlag.ItemIsEditable)
            assert editable == (column == 4 and panel.table.rows[row].name != "linear")


def test_the_layer_of_the_selected_unit_is_marked_and_a_click_selects(qtbot, panel, selection):
    selection.set_unit(("conv2", 5))
    assert panel.table.currentRow() == 3
    panel.table.cellClicked.emit(0, 0)
    assert selection.unit == ("conv1", 0)


def test_the_table_is_copied_with_its_heads(panel):
    panel.table.copy_table()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert any("conv2\t32×8×8\t14\t2\tV2" in line for line in lines)
