"""The Lesion menu in a whole window: kinds, scotoma, recovery, files."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.gui.panels.examples import lesion_effect, snapshot
from visctx_gui.engine.messages import EvaluateLesion, StartTraining
from visctx_gui.plan.lesion import INTACT, MODES, DamageKind, Lesion, LesionPart, silence
from visctx_gui.plan.lesion_file import read_lesion
from visctx_gui.plan.network import NetworkPlan

HELD = silence("conv1", range(8))


def trigger(window, name):
    action = window.actions_by_name[name]
    assert action.isEnabled()
    action.trigger()


@pytest.mark.parametrize("mode", MODES)
def test_each_kind_of_damage_can_be_chosen_and_is_ticked(make_window, mode):
    window = make_window()
    window.selection.change_lesion(HELD, "x")
    trigger(window, f"kind_{mode}")
    assert window.selection.kind.mode == mode
    ticked = [one for one in MODES if window.actions_by_name[f"kind_{one}"].isChecked()]
    assert ticked == [mode]
    assert window.panels.lesion.damage.mode.currentData() == mode


def test_the_panel_s_choice_is_ticked_in_the_menu_too(make_window):
    window = make_window()
    window.selection.set_kind(DamageKind("noise", 0.5), "x")
    assert window.actions_by_name["kind_noise"].isChecked()


def test_what_cannot_be_done_is_grey(make_window):
    window = make_window(loaded=False)
    names = ("scotoma", "open_lesion", "save_lesion", "recover", "restore_all", "toggle_unit")
    assert not any(window.actions_by_name[name].isEnabled() for name in names)
    window = make_window()
    able = {name for name in names if window.actions_by_name[name].isEnabled()}
    assert able == {"scotoma", "open_lesion"}
    window.selection.change_lesion(HELD, "x")
    window.selection.set_unit(("conv1", 1))
    assert all(window.actions_by_name[name].isEnabled() for name in names)
    window.client.train(snapshot())
    assert not window.actions_by_name["recover"].isEnabled()


def test_the_scotoma_window_opens_beside_the_others_and_closes_with_the_window(make_window):
    window = make_window()
    trigger(window, "scotoma")
    dialog = window.panels.lesion._scotoma
    assert dialog.isVisible()
    trigger(window, "scotoma")
    assert window.panels.lesion._scotoma is dialog
    dialog.apply_button.click()
    assert window.actions_by_name["undo"].text().startswith("Undo: Scotoma in conv1")


def test_a_saved_lesion_is_opened_again_in_one_step(make_window, tmp_path, monkeypatch):
    window = make_window()
    lesion = Lesion((*HELD, LesionPart("conv2", (3,), ((0, 1),), "mean", 0.5)))
    window.selection.change_lesion(lesion, "x")
    proposed = []

    def choose(_parent, _title, name, _kinds):
        proposed.append(name)
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    trigger(window, "save_lesion")
    assert proposed == ["v1-v2-lesion-conv1-conv2.toml"]
    file = tmp_path / "mine.toml"
    assert read_lesion(file.read_text("utf-8"), "mine", NetworkPlan()) == lesion
    assert str(file) in window.notices.banner.messages[-1].what
    trigger(window, "restore_all")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    trigger(window, "open_lesion")
    assert window.selection.lesion == lesion
    assert window.selection.undo_stack.undoText() == "Open mine.toml"
    trigger(window, "undo")
    assert window.selection.lesion == INTACT


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[training]\n", "no [[lesion]]"),
        (b"\xff\xfe\x00", "is no text"),
        (b"[[lesion]]\nlayer = 'conv9'\nfirst = 1\n", "conv9"),
        (b"[[lesion]]\nrandom = 3\n", "chosen in a run"),
        (b" " * 5_000_001, "too large"),
        (None, "cannot be read"),
    ],
)
def test_fault_a_wrong_file_is_one_sentence_and_changes_nothing(
    make_window, tmp_path, expect_log, content, words
):
    expect_log("wrong.toml")
    expect_log("conv9")
    window = make_window()
    window.selection.change_lesion(HELD, "x")
    if content is not None:
        (tmp_path / "wrong.toml").write_bytes(content)
    window.lesions.open(tmp_path / "wrong.toml")
    assert words in window.notices.banner.messages[-1].what
    assert len(window.notices.banner.messages) == 1
    assert window.selection.lesion == HELD
    assert window.selection.undo_stack.count() == 1


def test_a_folder_that_cannot_be_written_is_named(make_window, tmp_path, expect_log):
    expect_log("cannot be written")
    window = make_window()
    window.selection.change_lesion(HELD, "x")
    window.lesions.save(tmp_path / "missing" / "mine.toml")
    assert "mine.toml cannot be written" in window.notices.banner.messages[-1].what


def test_training_on_holds_the_lesion_and_everything_says_so(qtbot, make_window):
    window = make_window()
    window.panels.docks["training"].bring_up()
    window.selection.change_lesion(HELD, "x")
    window.panels.lesion.recover_button.click()
    effect = lesion_effect(HELD, "validation", n=180, n_all=180, lost=9)
    window.client.answer(window.client.newest(EvaluateLesion, "recovery"), effect)
    assert window.client.newest(StartTraining).held_lesion == HELD
    window.client.train(replace(snapshot(epochs_done=2), held_lesion=HELD))
    assert "lesion held: conv1 0-7" in window.status.job_text
    panel = window.panels.training
    qtbot.waitUntil(lambda: "lesion held: conv1 0-7" in panel._numbers.text())
    curves = {curve.name: curve for curve in panel.accuracy_plot.plain_data().curves}
    assert set(curves["intact, before"].y) == {1.0}
    assert curves["lesioned, before"].y.tolist() == pytest.approx([0.95, 0.95])
    assert curves["intact, before"].role == "intact"


def test_an_ordinary_training_has_no_line_of_before(qtbot, make_window):
    window = make_window()
    window.panels.docks["training"].bring_up()
    window.actions_by_name["train"].trigger()
    window.client.train(snapshot(epochs_done=2))
    panel = window.panels.training
    qtbot.waitUntil(lambda: panel.accuracy_plot.plain_data() is not None)
    names = [curve.name for curve in panel.accuracy_plot.plain_data().curves]
    assert names == ["training", "validation"]
    assert "lesion held" not in window.status.job_text
