"""The whole window around a client that a test answers by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from tests.gui.panels.examples import data_facts, network_facts, snapshot
from visctx_gui.bridge.engine_state import Busy
from visctx_gui.engine.messages import (
    Announcement,
    ChooseDevice,
    DeviceFacts,
    Failed,
    NewNetwork,
    OpenData,
    OpenEmbeddedNetwork,
    OpenImages,
    OpenNetwork,
    PauseTraining,
    RunExperiment,
    SavedFile,
    SaveNetwork,
    StartTraining,
)
from visctx_gui.gui.information import ShortcutsWindow, TextWindow
from visctx_gui.gui.main_window import MainWindow
from visctx_gui.plan.experiment import read_experiment, write_experiment
from visctx_gui.plan.lesion import INTACT, silence
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.ready_made import ready_made
from visctx_gui.plan.wording import message, translatable


def trigger(window, name):
    action = window.actions_by_name[name]
    assert action.isEnabled(), name
    action.trigger()


# ---- the first minute -----------------------------------------------------------------------


def test_the_engine_starts_after_the_first_paint_with_the_embedded_network_and_digits(
    qtbot, settings
):
    from tests.gui.window_client import WindowClient

    client = WindowClient()
    window = MainWindow(client, settings)
    client.setParent(window)
    qtbot.addWidget(window)
    assert client.starts == 0
    assert client.asked == []
    with qtbot.waitSignal(window.first_painted):
        window.show()
    qtbot.waitUntil(window.welcome.isVisible)
    assert client.starts == 1
    kinds = [type(request) for request in client.asked]
    assert kinds.index(OpenEmbeddedNetwork) < kinds.index(OpenData)
    assert client.newest(OpenData).data.name == "digits"
    assert window.status.job_text == "Starting torch..."


def test_training_oneself_begins_with_an_untrained_network_and_a_plan_that_works(make_window):
    window = make_window()
    window.welcome.show()
    window.welcome.train_wanted.emit()
    made = window.client.newest(NewNetwork)
    assert made.network == NetworkPlan()
    window.client.answer(made, network_facts(steps_trained=0))
    usual = next(plan.training for plan in ready_made() if plan.name == "v1-v2-digits")
    assert window.client.newest(StartTraining).training == usual


def test_the_card_closes_with_each_choice_and_remembers_its_box(qtbot, make_window):
    window = make_window()
    for choice in window.welcome._choices[:2]:
        window.welcome.show()
        qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
        assert window.welcome.isHidden()
    window.welcome.at_start.setChecked(True)
    assert window.workspace.welcome_wanted


def test_lesioning_from_the_card_silences_one_unit(make_window):
    window = make_window()
    window.welcome.lesion_wanted.emit()
    assert window.selection.lesion == silence("conv1", [0])
    assert window.selection.unit == ("conv1", 0)


# ---- experiments ----------------------------------------------------------------------------


def test_a_ready_made_experiment_fills_the_forms_and_loads_data_then_network(make_window):
    window = make_window()
    place = window.picker.findText("v1-v2-mnist")
    window.picker.activated.emit(place)
    plan = window.picker.itemData(place)
    assert window.panels.training.plan() == plan.training
    opened = window.client.newest(OpenData)
    assert opened.data == plan.data
    assert window.client.of_kind(NewNetwork) == []
    window.client.answer(opened, data_facts(plan.data))
    made = window.client.newest(NewNetwork)
    assert (made.network, made.seed) == (plan.network, plan.training.seed)


def test_the_shown_experiment_is_written_as_a_file_that_reads_the_same(
    make_window, tmp_path, monkeypatch
):
    window = make_window()
    target = tmp_path / "mine"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    trigger(window, "save_experiment")
    text = (tmp_path / "mine.toml").read_text("utf-8")
    assert read_experiment(text, "mine").training == window.panels.training.plan()
    assert str(tmp_path / "mine.toml") in window.workspace.recent_files()


def test_an_experiment_runs_into_a_new_folder(make_window, tmp_path, monkeypatch):
    window = make_window()
    (tmp_path / "experiment").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    trigger(window, "run_experiment")
    asked = window.client.newest(RunExperiment)
    assert Path(asked.folder) == tmp_path / "experiment-2"
    window.client.answer(asked, SavedFile(f"{asked.folder}/report.html"))
    assert "report.html" in window.notices.banner.messages[-1].what


def test_a_file_named_like_a_ready_made_experiment_stands_beside_it(make_window, tmp_path):
    window = make_window()
    picker, lines = window.picker, window.picker.count()
    ready = next(plan for plan in ready_made() if plan.name == "v1-v2-mnist")
    mine = replace(ready, training=replace(ready.training, epochs=ready.training.epochs + 1))
    files = [tmp_path / folder / "v1-v2-mnist.toml" for folder in ("a", "b")]
    for file in (*files, tmp_path / "other.toml"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(write_experiment(mine), "utf-8")
        window.files.open_paths([file])
    assert picker.count() == lines + 3
    assert picker.itemData(picker.findText("v1-v2-mnist")) == ready
    for file in files:
        assert picker.itemData(picker.findText(str(file))).training == mine.training
    assert picker.currentText() == "other", "a name that is free is shown as it is"
    files[0].write_text(write_experiment(ready), "utf-8")
    window.files.open_paths(files[:1])
    assert picker.count() == lines + 3, "read again, a file keeps its line"
    assert picker.currentText() == str(files[0])
    assert window.panels.training.plan() == ready.training


def test_a_file_that_is_no_experiment_is_refused_by_name(make_window, tmp_path, expect_log):
    expect_log("not a valid experiment file")
    window = make_window()
    (tmp_path / "broken.toml").write_text("[training\n")
    window.files.open_paths([tmp_path / "broken.toml"])
    assert "broken is not a valid experiment file" in window.notices.banner.messages[-1].what


# ---- files ----------------------------------------------------------------------------------


def drop(window, paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    usual = (
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entered = QDragEnterEvent(QPoint(5, 5), *usual)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), *usual))


def test_dropped_networks_open_and_everything_else_goes_to_the_images(make_window, tmp_path):
    window = make_window()
    files = [tmp_path / name for name in ("a.PT", "b.json", "c.png", "holiday")]
    drop(window, files)
    paths = [request.path for request in window.client.of_kind(OpenNetwork)]
    assert [Path(path).name for path in paths] == ["a.PT", "b.safetensors"]
    assert [Path(path).name for path in window.client.newest(OpenImages).paths] == [
        "c.png",
        "holiday",
    ]


def test_saving_names_the_file_and_remembers_it(make_window, tmp_path, monkeypatch):
    window = make_window()
    proposed = []

    def choose(_parent, _title, name, _kinds):
        proposed.append(name)
        return str(tmp_path / "kept"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    trigger(window, "save_network")
    assert proposed == ["v1-v2-digits-seed3.safetensors"]
    asked = window.client.newest(SaveNetwork)
    assert asked.path.endswith("kept.safetensors")
    window.client.answer(asked, SavedFile(asked.path))
    assert window._recent.actions()[0].text() == asked.path
    window._recent.actions()[0].trigger()
    assert window.client.newest(OpenNetwork).path == asked.path


def test_a_json_file_beside_a_new_network_is_kept_unless_one_says_yes(
    make_window, tmp_path, monkeypatch
):
    window = make_window()
    target = tmp_path / "results.safetensors"
    (tmp_path / "results.json").write_text('{"mine": 1}')
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(QMessageBox, "warning", lambda *_: QMessageBox.StandardButton.No)
    trigger(window, "save_network")
    assert window.client.of_kind(SaveNetwork) == []
    monkeypatch.setattr(QMessageBox, "warning", lambda *_: QMessageBox.StandardButton.Yes)
    trigger(window, "save_network")
    assert window.client.newest(SaveNetwork).path == str(target)


# ---- keys -----------------------------------------------------------------------------------


def test_arrows_pages_and_l_act_on_the_selected_unit(qtbot, make_window):
    window = make_window()
    window.setFocus()
    for key, unit in (
        (Qt.Key.Key_Right, ("conv1", 0)),
        (Qt.Key.Key_Right, ("conv1", 1)),
        (Qt.Key.Key_Down, ("conv1", 9)),
        (Qt.Key.Key_PageDown, ("conv2", 9)),
        (Qt.Key.Key_Left, ("conv2", 8)),
        (Qt.Key.Key_PageUp, ("conv1", 8)),
    ):
        qtbot.keyClick(window, key)
        assert window.selection.unit == unit
    qtbot.keyClick(window, Qt.Key.Key_L)
    assert window.selection.lesion == silence("conv1", [8])
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.selection.lesion == INTACT
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_Z, both)
    assert window.selection.lesion == silence("conv1", [8])


def test_space_pauses_a_running_training_only(qtbot, make_window):
    window = make_window()
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert window.client.of_kind(PauseTraining) == []
    window.client.train(snapshot(state="running"))
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert len(window.client.of_kind(PauseTraining)) == 1


def test_keys_that_a_field_needs_stay_with_the_field(qtbot, make_window):
    window = make_window()
    window.panels.network.open_form()
    window.activateWindow()
    editor = window.panels.network.form.editor("filters")
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    window.selection.set_unit(("conv1", 4))
    qtbot.keyClick(editor, Qt.Key.Key_Left)
    qtbot.keyClick(editor, Qt.Key.Key_L)
    assert window.selection.unit == ("conv1", 4)
    assert window.selection.lesion == INTACT


def test_undo_says_what_it_takes_back(make_window):
    window = make_window()
    assert not window.actions_by_name["undo"].isEnabled()
    window.selection.set_unit(("conv1", 2))
    trigger(window, "toggle_unit")
    assert window.actions_by_name["undo"].text() == "Undo: Silence conv1 2"
    trigger(window, "restore_all")
    assert window.actions_by_name["undo"].text() == "Undo: Restore all units"
    assert not window.actions_by_name["restore_all"].isEnabled()


# ---- status, messages, device ---------------------------------------------------------------


def test_the_status_bar_tells_network_data_device_and_job(make_window):
    window = make_window()
    bar = window.status
    window.client.device_changed.emit(DeviceFacts("cuda:0", "Big card", 2**30, 2**33))
    assert bar._network.text() == "V1-V2, 18,378 par."
    assert bar._data.text() == "digits 1,045/180/360"
    assert bar._device.text() == "Big card, 1.0 GiB of 8.0 GiB"
    assert bar.job_text == ""
    window.client.train(snapshot(step=1250))
    assert bar.job_text == "training epoch 2/5, 0:10 left"
    assert bar._progress.value() == 22  # a quarter of the 88 steps
    window.panels.value_hovered.emit("conv1 3 (2, 2)  0.213")
    assert bar._value.text() == "conv1 3 (2, 2)  0.213"


def test_a_long_job_is_cancelled_from_the_status_bar_at_once(qtbot, make_window):
    window = make_window()
    request = replace(OpenEmbeddedNetwork(), request_id=9)
    window.client.busy = Busy(request, 9, message(translatable("Downloading")), math.nan, 4.0)
    window.client.busy_changed.emit(window.client.busy)
    assert window.status.job_text == "Downloading, 0:04 left"
    qtbot.mouseClick(window.status._button, Qt.MouseButton.LeftButton)
    assert window.status.job_text == "Stopping..."
    assert window.client.cancelled == [9]
    window.client.busy = None
    window.client.busy_changed.emit(None)
    assert window.status.job_text == ""


def test_a_failure_is_a_banner_with_advice_and_details(make_window, expect_log):
    expect_log("cannot be opened")
    expect_log("traceback")
    window = make_window()
    window.client.failed.emit(
        Failed(
            generation=0,
            request_id=1,
            what=message(translatable("{name} cannot be opened."), name="a.pt"),
            advice=message(translatable("Choose another file.")),
            details="traceback",
        )
    )
    (shown,) = window.notices.banner.messages
    assert shown == ("a.pt cannot be opened.", "Choose another file.", "traceback", "error")
    assert window.notices.banner.isVisible()
    assert window.notices.banner.height() >= 32
    window.notices.banner.close_newest()
    assert not window.notices.banner.isVisible()


def test_fault_39_a_device_that_was_given_up_is_said_once(make_window, caplog):
    caplog.set_level("INFO")
    window = make_window()
    computing = message(translatable("Computing on CPU."))
    window.client.announced.emit(Announcement(generation=0, request_id=0, what=computing))
    assert window.notices.banner.messages == ()  # the status bar names the device for good
    why = message(translatable("There is no graphics card."))
    window.client.announced.emit(
        Announcement(generation=0, request_id=0, what=computing, advice=why)
    )
    (shown,) = window.notices.banner.messages
    assert shown.what == "Computing on CPU. There is no graphics card."
    assert sum("Computing on CPU." in record.getMessage() for record in caplog.records) == 2


def test_the_device_of_toolbar_and_form_are_one(make_window):
    window = make_window()
    window.device_picker.activated.emit(1)
    assert window.client.newest(ChooseDevice).device == "cpu"
    assert window.panels.training.plan().device == "cpu"
    form = window.panels.training.form.editor("device")
    form.setCurrentIndex(form.findData("auto"))
    assert window.client.newest(ChooseDevice).device == "auto"
    assert window.device_picker.currentData() == "auto"


def test_while_training_nothing_replaces_the_network(make_window):
    window = make_window()
    window.client.train(snapshot(state="running"))
    for name in ("new_network", "untrained_twin", "open_network", "open_experiment"):
        assert not window.actions_by_name[name].isEnabled()
    assert not window.picker.isEnabled()
    window.client.end_training(None)
    assert window.actions_by_name["open_network"].isEnabled()


def test_the_untrained_twin_has_the_same_plan_and_seed(make_window):
    window = make_window()
    trigger(window, "untrained_twin")
    asked = window.client.newest(NewNetwork)
    assert (asked.network, asked.seed) == (NetworkPlan(), 3)


def test_a_network_that_is_smaller_takes_the_lesion_away(make_window):
    window = make_window()
    window.selection.change_lesion(silence("conv1", [12]), "x")
    window.client.load(network_facts(NetworkPlan(filters=(8, 8))))
    assert window.selection.lesion == INTACT


# ---- layout ---------------------------------------------------------------------------------


def inside(window, dock):
    corner = dock.mapTo(window, QPoint(0, 0))
    return window.rect().contains(corner) and window.rect().contains(
        corner + QPoint(dock.width() - 1, dock.height() - 1)
    )


@pytest.mark.parametrize(("width", "height"), [(800, 600), (1280, 720), (1920, 1080)])
def test_fault_67_every_panel_lies_inside_the_window(qtbot, make_window, width, height):
    window = make_window(width=width, height=height)
    qtbot.waitUntil(lambda: window.size().width() == width)
    QApplication.processEvents()
    for name, dock in window.panels.docks.items():
        dock.bring_up()
        QApplication.processEvents()
        assert inside(window, dock), name
    assert (window.width(), window.height()) == (width, height)


def test_the_default_layout_gives_the_middle_the_most(make_window):
    window = make_window()
    docks = window.panels.docks
    assert docks["filters"].x() > docks["network"].x() + docks["network"].width() - 1
    assert docks["training"].y() > docks["filters"].y() + docks["filters"].height() - 1
    assert docks["lesion"].x() > docks["training"].x() + docks["training"].width() - 1
    assert docks["training"].width() > docks["network"].width()
    assert docks["images"] in window.tabifiedDockWidgets(docks["network"])


def test_the_middle_grows_first(qtbot, make_window):
    window = make_window()
    names = ("network", "filters", "activations_1", "lesion")
    before = {name: window.panels.docks[name].width() for name in names}
    window.resize(1920, 1080)
    qtbot.waitUntil(lambda: window.panels.docks["training"].width() > 1000)
    QApplication.processEvents()
    grown = {name: window.panels.docks[name].width() - before[name] for name in names}
    assert abs(grown["network"]) < 24
    assert abs(grown["lesion"]) < 24
    assert grown["filters"] + grown["activations_1"] > 560


def test_a_side_that_was_made_wider_by_hand_stays_so(qtbot, make_window):
    window = make_window(width=1400)
    lesion = window.panels.docks["lesion"]
    pair = [lesion, window.panels.docks["training"]]
    total = sum(dock.width() for dock in pair)
    window.resizeDocks(pair, [400, total - 400], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: lesion.width() > 370)
    before = lesion.width()
    window.resize(1700, 800)
    QApplication.processEvents()
    assert abs(lesion.width() - before) < 24


def test_the_layout_is_kept_and_reset(make_window):
    first = make_window()
    first.panels.docks["lesion"].hide()
    trigger(first, "new_activations")
    first.close()
    second = make_window()
    assert second.panels.docks["lesion"].isHidden()
    assert second.panels.activation_names == ["activations_1", "activations_2"]
    trigger(second, "reset_layout")
    assert not second.panels.docks["lesion"].isHidden()
    assert second.panels.activation_names == ["activations_1"]


def test_a_closed_panel_comes_back_from_the_menu(make_window):
    window = make_window()
    dock = window.panels.docks["lesion"]
    dock.close()
    dock.toggleViewAction().trigger()
    assert dock.isVisible()


# ---- help and end ---------------------------------------------------------------------------


def test_the_shortcuts_and_system_information_are_shown(make_window):
    window = make_window()
    trigger(window, "shortcuts")
    trigger(window, "system_information")
    shortcuts, information = window.findChild(ShortcutsWindow), window.findChild(TextWindow)
    assert shortcuts.table.rowCount() > 15
    assert "PySide6: 6." in information.text
    assert "digits" in information.text
    shortcuts.close()
    information.close()


def test_closing_waits_for_the_engine_and_keeps_the_layout(make_window, settings):
    window = make_window()
    window.close()
    assert window.client.closes == [5.0]
    assert window.ended_well
    assert settings.contains("panels")


def test_an_engine_that_does_not_end_is_noticed(make_window):
    window = make_window()
    window.client.ends_in_time = False
    window.close()
    assert not window.ended_well
