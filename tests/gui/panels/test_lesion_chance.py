"""The tab "Chance": when random lesions are drawn, what is said about them, and that nothing stale is."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.panels.conftest import Show
from tests.gui.panels.examples import control_band, data_facts, lesion_effect, snapshot
from tests.gui.panels.fake_client import FakeClient
from visctx_gui.engine.lesion_messages import DrawControls, Verdict
from visctx_gui.engine.messages import EvaluateLesion
from visctx_gui.gui.panels.lesion_panel import LesionPanel
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.lesion import Lesion, silence
from visctx_gui.plan.wording import message, translatable

HALF = silence("conv1", range(8))
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def panel(show: Show, client: FakeClient) -> LesionPanel:
    made = show(LesionPanel)
    client.answer(client.newest(EvaluateLesion), lesion_effect())
    return made


def lesion(client: FakeClient, selection: Selection, what: Lesion = HALF) -> DrawControls:
    selection.change_lesion(what, "x")
    client.answer(client.newest(EvaluateLesion), lesion_effect(what, lost=9))
    return client.newest(DrawControls)


def test_without_a_lesion_nothing_is_drawn(panel: LesionPanel, client: FakeClient):
    assert client.of_kind(DrawControls) == []
    panel.tabs.setCurrentWidget(panel.chance)
    assert panel.chance.note.isVisible()
    assert panel.numbers.conclusion == ""


def test_each_exact_effect_brings_its_controls(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    selection.change_lesion(HALF, "x")
    effect = client.newest(EvaluateLesion)
    client.progress(effect, lesion_effect(HALF, n=100, lost=2))
    assert client.of_kind(DrawControls) == [], "an estimate is not compared"
    client.answer(effect, lesion_effect(HALF, lost=9))
    asked = client.newest(DrawControls)
    assert (asked.lesion, asked.split, asked.draws, asked.seed) == (HALF, "test", 20, 0)
    assert panel.numbers.conclusion == "random lesions for comparison: draw 0 of 20"


def test_the_draws_grow_with_their_progress(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    panel.tabs.setCurrentWidget(panel.chance)
    request = lesion(client, selection)
    assert panel.chance.bar.waiting
    client.progress(request, control_band(HALF, done=7))
    assert not panel.chance.bar.waiting
    assert len(panel.chance.bar.plain_data().draws) == 7
    assert (panel.chance.progress.value(), panel.chance.progress.maximum()) == (7, 20)
    assert panel.chance.progress.isVisible()
    assert panel.numbers.conclusion == "random lesions for comparison: draw 7 of 20"
    client.answer(request, control_band(HALF, verdict="yes"))
    assert not panel.chance.progress.isVisible()
    assert panel.chance.button.text() == "Again"


@pytest.mark.parametrize("verdict", ["yes", "no", "cannot tell"])
def test_the_plain_sentence_stands_in_the_numbers_and_under_the_picture(
    panel: LesionPanel, client: FakeClient, selection: Selection, verdict: Verdict
):
    client.answer(lesion(client, selection), control_band(HALF, verdict=verdict))
    words = f"more than chance would do: {verdict} (20 draws), p{NBSP}={NBSP}0.048"
    assert panel.numbers.conclusion == words
    picture = panel.chance.bar.plain_data()
    assert picture.note == words
    assert picture.value == pytest.approx(317 / 360)
    assert picture.value_label == "accuracy on 360 test images, step 1,240"


def test_a_whole_layer_has_no_control(panel: LesionPanel, client: FakeClient, selection: Selection):
    panel.tabs.setCurrentWidget(panel.chance)
    whole = silence("conv1", range(16))
    request = lesion(client, selection, whole)
    client.answer(request, control_band(whole, 0, 0, verdict="no control exists"))
    assert panel.numbers.conclusion.startswith("no control exists")
    assert panel.chance.note.isVisible()
    assert panel.chance.note.sentence.startswith("No control exists")


def test_fault_48_a_change_makes_what_was_drawn_stale_and_ends_the_drawing(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    panel.tabs.setCurrentWidget(panel.chance)
    client.answer(lesion(client, selection), control_band(HALF, verdict="yes"))
    second = lesion(client, selection, silence("conv1", (3,)))
    assert panel.chance.bar.waiting
    selection.change_lesion(silence("conv1", (4,)), "x")
    assert client.cancelled == [second.request_id]
    assert panel.numbers.conclusion == ""
    client.progress(second, control_band(silence("conv1", (3,)), 5))
    assert panel.numbers.conclusion == "", "an answer to an older question is not shown"
    assert panel.chance.bar.waiting


def test_cancelled_draws_stay_and_do_not_tell(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    panel.tabs.setCurrentWidget(panel.chance)
    request = lesion(client, selection)
    client.progress(request, control_band(HALF, done=7))
    panel.chance.button.click()
    assert client.cancelled == [request.request_id]
    assert panel.chance.button.text() == "Stopping..."
    client.end_cancelled(request)
    assert panel.numbers.conclusion == "more than chance would do: cannot tell (7 of 20 draws)"
    panel.chance.button.click()
    assert client.newest(DrawControls).request_id > request.request_id


def test_draws_that_were_cancelled_before_the_first_can_be_asked_for(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    panel.tabs.setCurrentWidget(panel.chance)
    request = lesion(client, selection)
    panel.chance.button.click()
    client.end_cancelled(request)
    assert panel.chance.note.button.isVisible()
    panel.chance.note.button.click()
    assert len(client.of_kind(DrawControls)) == 2


def test_number_and_seed_of_the_draws_are_a_person_s(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    lesion(client, selection)
    panel.chance.draws.setValue(50)
    panel.chance.seed.setValue(3)
    asked = client.newest(DrawControls)
    assert (asked.draws, asked.seed) == (50, 3)


def test_the_same_question_is_not_drawn_twice(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    client.answer(lesion(client, selection), control_band(HALF, verdict="yes"))
    panel.again_button.click()
    assert panel.chance.bar.waiting
    client.answer(client.newest(EvaluateLesion), lesion_effect(HALF, lost=9))
    assert len(client.of_kind(DrawControls)) == 1
    assert not panel.chance.bar.waiting
    assert "yes" in panel.numbers.conclusion


def test_other_data_are_drawn_for_anew(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    client.answer(lesion(client, selection), control_band(HALF, verdict="yes"))
    client.load(data=data_facts(n_validation=10))
    client.answer(client.newest(EvaluateLesion), lesion_effect(HALF, lost=9))
    client.answer(client.newest(DrawControls), control_band(HALF, verdict="no"))
    assert "no" in panel.numbers.conclusion


def test_while_a_training_runs_controls_are_drawn_on_demand_only(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    panel.tabs.setCurrentWidget(panel.chance)
    client.train(snapshot(1300))
    selection.change_lesion(HALF, "x")
    effect = lesion_effect(HALF, "validation", n=180, n_all=180, step=1300, lost=9)
    client.answer(client.newest(EvaluateLesion), effect)
    assert client.of_kind(DrawControls) == []
    assert panel.chance.note.isVisible()
    panel.chance.note.button.click()
    request = client.newest(DrawControls)
    client.train(snapshot(1400))
    client.progress(request, control_band(HALF, 5, split="validation", step=1300))
    assert client.cancelled == [], "a training that goes on does not end what was demanded"
    client.answer(request, control_band(HALF, verdict="yes", split="validation", step=1300))
    assert panel.chance.bar.plain_data().value_label.endswith("step 1,300")
    client.training_state = "idle"
    client.training_ended.emit(None)
    client.answer(client.newest(EvaluateLesion), lesion_effect(HALF, step=1500, lost=9))
    assert client.newest(DrawControls).split == "test", "at rest they are drawn again by themselves"


def test_a_failure_is_said_and_nothing_is_left(
    qtbot: QtBot, panel: LesionPanel, client: FakeClient, selection: Selection
):
    panel.tabs.setCurrentWidget(panel.chance)
    client.fail(lesion(client, selection), message(translatable("The images do not fit.")))
    assert panel.chance.note.sentence == "The images do not fit."
    assert panel.chance.bar.plain_data() is None
    assert not panel.chance.drawing
