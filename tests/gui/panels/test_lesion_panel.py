"""The Lesion panel: asks once per change, shows estimates and exact numbers, never a stale one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from tests.gui.panels.conftest import Show
from tests.gui.panels.examples import data_facts, lesion_effect, network_facts, snapshot
from tests.gui.panels.fake_client import FakeClient
from visctx_gui.engine.messages import EvaluateLesion, OpenData
from visctx_gui.gui.panels import lesion_panel
from visctx_gui.gui.panels.lesion_panel import LesionPanel
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.widgets.bar_plot import explanation
from visctx_gui.plan.lesion import INTACT, silence
from visctx_gui.plan.wording import message, translatable


@pytest.fixture
def panel(show: Show, client: FakeClient) -> LesionPanel:
    made = show(LesionPanel)
    client.answer(client.newest(EvaluateLesion), lesion_effect())
    return made


def test_an_empty_lesion_shows_the_intact_number(panel: LesionPanel, client: FakeClient):
    request = client.newest(EvaluateLesion)
    assert (request.lesion, request.split, request.place) == (INTACT, "test", "lesion")
    intact, lesioned, change, p, chance = panel.numbers.texts
    assert intact == lesioned == "100.0 % [98.0, 100.0]"
    assert change.startswith("0.0")
    assert chance == "10.0 %"
    assert p == "–", "nothing was changed: there is nothing to test"
    assert panel.numbers.measured_on == "exact, all 360 test images, at step 1,240"
    assert panel.numbers.isEnabled()


def test_a_change_greys_the_number_then_an_estimate_then_the_exact_one(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    lesion = silence("conv1", (3,))
    selection.change_lesion(lesion, "x")
    request = client.newest(EvaluateLesion)
    assert request.lesion == lesion
    assert not panel.numbers.isEnabled()
    assert panel.change_bars.waiting
    client.progress(request, lesion_effect(lesion, n=100, lost=5))
    assert panel.numbers.isEnabled()
    assert panel.numbers.texts[1] == "95.0 % [90.0, 99.0]"
    assert panel.numbers.measured_on == "estimate from 100 of 360 test images, at step 1,240"
    client.answer(request, lesion_effect(lesion, lost=18))
    assert panel.numbers.texts[1] == "95.0 % [90.0, 99.0]"
    assert panel.numbers.texts[2].startswith("−5.0")
    assert panel.numbers.texts[3] == "p < 0.001, n = 360"
    assert panel.numbers.measured_on.startswith("exact")


def test_the_change_per_class_is_the_headline(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    lesion = silence("conv1", (3,))
    selection.change_lesion(lesion, "x")
    client.answer(client.newest(EvaluateLesion), lesion_effect(lesion, lost=18))
    assert panel.tabs.currentWidget() is panel.change_bars
    bars = panel.change_bars.plain_data()
    assert bars is not None
    np.testing.assert_allclose(bars.values, [0, 0, 0, 0, -0.5, 0, 0, 0, 0, 0])
    np.testing.assert_allclose(bars.intervals[4], [-0.55, -0.45])
    assert bars.counts.tolist() == [36] * 10
    assert bars.unit == "percentage points"
    assert explanation(bars, 4) == "4 (n = 36): −50.0, 95 % [−55.0, −45.0]"
    before, after = panel.before.plain_data(), panel.after.plain_data()
    assert before is not None
    assert after is not None
    assert before.values[4, 4] == 36
    assert after.values[4, 9] == 18


def test_without_a_lesion_no_change_is_uncertain(panel: LesionPanel):
    bars = panel.change_bars.plain_data()
    assert bars is not None
    assert not bars.values.any()
    assert bars.intervals is None


def test_fault_48_of_many_changes_only_the_last_is_shown(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    for unit in range(16):
        selection.change_lesion(silence("conv1", (unit,)), "x")
    requests = client.of_kind(EvaluateLesion)[-16:]
    assert len({request.view_key for request in requests}) == 1
    for request in requests[:-1]:
        client.answer(request, lesion_effect(request.lesion, lost=1))
    assert not panel.numbers.isEnabled()
    client.answer(requests[-1], lesion_effect(requests[-1].lesion, lost=36))
    assert panel.numbers.isEnabled()
    assert panel.numbers.texts[2].startswith("−10.0")


def test_undo_returns_to_the_intact_number(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    panel.buttons.half_button.click()
    assert selection.lesion == silence("conv1", range(8))
    panel.buttons.undo_button.click()
    request = client.newest(EvaluateLesion)
    assert request.lesion == INTACT
    client.answer(request, lesion_effect())
    assert panel.numbers.texts[0] == panel.numbers.texts[1]


def test_trap_t34_validation_images_while_training_and_test_images_afterwards(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    client.train(snapshot(1300))
    selection.change_lesion(silence("conv1", (1,)), "x")
    assert client.newest(EvaluateLesion).split == "validation"
    assert panel.split_picker.currentText() == "auto: validation"
    client.training_state = "idle"
    client.training_ended.emit(None)
    assert client.newest(EvaluateLesion).split == "test"
    assert panel.split_picker.currentText() == "auto: test"


def test_without_validation_images_the_test_images_serve(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    client.load(data=data_facts(n_validation=0))
    client.train(snapshot(1300))
    selection.change_lesion(silence("conv1", (1,)), "x")
    assert client.newest(EvaluateLesion).split == "test"


def test_a_chosen_split_stays(panel: LesionPanel, client: FakeClient):
    panel.split_picker.setCurrentIndex(3)
    panel.split_picker.activated.emit(3)
    assert client.newest(EvaluateLesion).split == "train"
    client.train(snapshot(1300))
    panel.again_button.click()
    assert client.newest(EvaluateLesion).split == "train"


def test_a_number_greys_when_training_has_moved_on_and_is_measured_again_each_epoch(
    panel: LesionPanel, client: FakeClient, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lesion_panel, "EPOCH_INTERVAL_MS", 0)
    client.train(snapshot(1300, epochs_done=1))
    request = client.newest(EvaluateLesion)
    client.answer(request, lesion_effect(split="validation", n=180, n_all=180, step=1300))
    assert panel.numbers.isEnabled()
    before = len(client.asked)
    client.train(snapshot(1310, epochs_done=1))
    assert not panel.numbers.isEnabled()
    assert len(client.asked) == before, "measured again at the end of the epoch only"
    client.train(snapshot(2000, epochs_done=2))
    assert len(client.asked) == before + 1


def test_while_a_lesion_is_held_the_intact_number_says_that_it_is_without_it(
    panel: LesionPanel, client: FakeClient
):
    def measured() -> str:
        panel.again_button.click()
        request = client.newest(EvaluateLesion)
        client.answer(request, lesion_effect(split=request.split, step=1300))
        return panel.numbers.measured_on

    client.train(snapshot(1300))
    assert "held" not in measured()
    client.train(replace(snapshot(1300), held_lesion=silence("conv1", (1,))))
    assert measured().endswith("at step 1,300; intact: without the held lesion")
    client.training_state = "idle"
    client.training_ended.emit(None)
    assert "held" not in measured()


def test_fast_epochs_are_not_each_measured(panel: LesionPanel, client: FakeClient):
    panel.again_button.click()
    before = len(client.asked)
    for epoch in range(1, 20):
        client.train(snapshot(1300 + epoch, epochs_done=epoch))
    assert len(client.asked) == before


def test_a_hidden_panel_measures_nothing_until_it_is_shown(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    panel.hide()
    before = len(client.asked)
    selection.change_lesion(silence("conv1", (1,)), "x")
    assert len(client.asked) == before
    panel.show()
    assert client.newest(EvaluateLesion).lesion == silence("conv1", (1,))


def test_a_failure_shows_dashes_and_the_reason(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    selection.change_lesion(silence("conv1", (1,)), "x")
    client.fail(client.newest(EvaluateLesion), message(translatable("The images do not fit.")))
    assert set(panel.numbers.texts) == {"–"}
    assert panel.numbers.measured_on == "The images do not fit."
    assert panel.change_bars.plain_data() is None


def test_without_data_one_button_brings_it(show: Show, client: FakeClient):
    client.data = None
    panel = show(LesionPanel)
    assert panel.empty_note.isVisible()
    assert panel.tree.isEnabled(), "units can be chosen before there are images"
    assert not client.of_kind(EvaluateLesion)
    panel.empty_note.button.click()
    assert client.newest(OpenData).data.name == "digits"
    client.load(data=data_facts())
    assert client.of_kind(EvaluateLesion)


def test_without_a_network_nothing_can_be_silenced(show: Show, client: FakeClient):
    client.network = None
    panel = show(LesionPanel)
    assert not panel.tree.isEnabled()
    client.load(network_facts())
    assert panel.tree.isEnabled()
    assert panel.tree.tree.topLevelItemCount() == 2


def test_the_confusions_are_drawn_when_their_tab_is_opened(qtbot: QtBot, panel: LesionPanel):
    panel.tabs.setCurrentIndex(1)
    qtbot.waitUntil(panel.before.isVisible)
    assert panel.after.isVisible()
    assert panel.before.plain_data().title == "intact"
    assert panel.after.plain_data().title == "lesioned"


def test_numbers_do_not_move_when_a_sentence_comes(panel: LesionPanel):
    before = panel.numbers.minimumSizeHint().height()
    panel.numbers.conclude("more than chance would do: yes (20 draws), p = 0.048")
    assert panel.numbers.minimumSizeHint().height() == before


def test_the_button_that_trains_on_does_what_the_action_does(panel: LesionPanel):
    assert not panel.recover_button.isVisible(), "without the action it could do nothing"
    action = QAction("Train on with this lesion", panel)
    done: list[bool] = []
    action.triggered.connect(lambda: done.append(True))
    panel.use_actions({"recover": action})
    assert panel.recover_button.isVisible()
    panel.recover_button.click()
    assert len(done) == 1
    action.setEnabled(False)
    assert not panel.recover_button.isEnabled()
