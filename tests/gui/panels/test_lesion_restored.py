"""Restoring is exact, and the panel says so."""

from __future__ import annotations

import pytest

from tests.gui.panels.conftest import Show
from tests.gui.panels.examples import lesion_effect, restore_proof, snapshot
from tests.gui.panels.fake_client import FakeClient
from visctx_gui.engine.lesion_messages import ProveRestored
from visctx_gui.engine.messages import EvaluateLesion
from visctx_gui.gui.panels.lesion_panel import LesionPanel
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.lesion import silence

ONE = silence("conv1", (3,))


@pytest.fixture
def panel(show: Show, client: FakeClient) -> LesionPanel:
    made = show(LesionPanel)
    client.answer(client.newest(EvaluateLesion), lesion_effect())
    return made


def restore(client: FakeClient, selection: Selection) -> None:
    selection.change_lesion(ONE, "x")
    client.answer(client.newest(EvaluateLesion), lesion_effect(ONE, lost=9))
    selection.undo_stack.undo()
    client.answer(client.newest(EvaluateLesion), lesion_effect())


def test_a_network_that_was_never_lesioned_needs_no_proof(panel: LesionPanel, client: FakeClient):
    assert client.of_kind(ProveRestored) == []


def test_trap_t4_the_restored_network_is_proved_to_be_as_before(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    restore(client, selection)
    request = client.newest(ProveRestored)
    assert request.split == "test"
    client.answer(request, restore_proof())
    words = "restored exactly: weights 3fa2c1… and all 360 scores as before"
    assert panel.numbers.conclusion == words
    selection.change_lesion(ONE, "x")
    assert panel.numbers.conclusion == "", "it is said of the restored network alone"


def test_where_no_lesion_was_tried_nothing_is_claimed(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    restore(client, selection)
    client.answer(client.newest(ProveRestored), restore_proof(lesions=0))
    assert panel.numbers.conclusion == ""


@pytest.mark.parametrize(
    ("proof", "words"),
    [
        (restore_proof(weights_now="c" * 64), "Not restored: the weights were 3fa2c1"),
        (restore_proof(scores_now="d" * 64), "the 360 scores are not"),
    ],
)
def test_anything_else_is_a_warning(
    panel: LesionPanel, client: FakeClient, selection: Selection, proof, words: str
):
    restore(client, selection)
    client.answer(client.newest(ProveRestored), proof)
    assert words in panel.numbers.conclusion
    role = panel.numbers._conclusion.foregroundRole()
    assert role == panel.palette().ColorRole.BrightText


def test_a_running_training_changes_the_weights_itself(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    client.train(snapshot(1300))
    selection.change_lesion(ONE, "x")
    selection.undo_stack.undo()
    client.answer(client.newest(EvaluateLesion), lesion_effect(split="validation", step=1300))
    assert client.of_kind(ProveRestored) == []


def test_the_line_goes_when_other_weights_are_loaded(
    panel: LesionPanel, client: FakeClient, selection: Selection
):
    restore(client, selection)
    client.answer(client.newest(ProveRestored), restore_proof())
    client.load(network=client.network)
    assert panel.numbers.conclusion == ""
