"""Which of the training actions can be done now, and what each asks of the engine."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QAction

from tests.gui.panels.examples import data_facts, lesion_effect, network_facts, snapshot
from tests.gui.window_client import WindowClient
from visctx_gui.engine.messages import (
    ContinueTraining,
    EvaluateLesion,
    NewNetwork,
    PauseTraining,
    ResumeRun,
    StartTraining,
    StepTraining,
    StopTraining,
)
from visctx_gui.gui.training_control import TrainingControl
from visctx_gui.plan.lesion import INTACT, silence
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.training import TrainingPlan
from visctx_gui.plan.wording import message, translatable

NAMES = ("train", "pause", "step", "stop", "cancel", "resume")


class Bench:
    """A control with its client, its actions and the plan it is given."""

    def __init__(self):
        self.client = WindowClient()
        self.actions = {name: QAction(name, self.client) for name in NAMES}
        self.plan = TrainingPlan()
        self.control = TrainingControl(self.client, lambda: self.plan, self.client)
        self.control.use_actions(self.actions)
        self.refused = []
        self.control.refused.connect(self.refused.append)
        self.references = []
        self.control.reference_known.connect(self.references.append)

    def load(self):
        self.client.load(network_facts(), data_facts())
        return self

    @property
    def possible(self):
        return {name for name in NAMES if self.actions[name].isEnabled()}


@pytest.fixture
def bench(qapp):
    return Bench()


def test_nothing_can_be_trained_before_network_and_data_are_there(bench):
    assert bench.possible == {"resume"}
    bench.load()
    assert bench.possible == {"train", "step", "resume"}


def test_a_whole_training(bench):
    bench.load()
    bench.control.train()
    assert bench.client.newest(StartTraining).training == TrainingPlan()
    assert bench.possible == {"stop", "cancel"}
    bench.client.train(snapshot(state="running"))
    assert bench.possible == {"pause", "stop", "cancel"}
    bench.control.pause()
    assert bench.client.newest(PauseTraining)
    bench.client.train(snapshot(state="paused"))
    assert bench.possible == {"pause", "step", "stop", "cancel"}
    assert bench.actions["pause"].text() == "Continue"
    bench.control.step()
    assert bench.client.newest(StepTraining)
    bench.control.pause()
    assert bench.client.newest(ContinueTraining)
    bench.client.train(snapshot(state="running"))
    bench.control.stop()
    assert bench.client.newest(StopTraining).keep
    assert bench.possible == set()
    bench.client.end_training(None)
    assert bench.possible == {"train", "step", "resume"}
    assert bench.actions["pause"].text() == "Pause"


def test_cancel_does_not_keep_the_weights(bench):
    bench.load().client.train(snapshot(state="running"))
    bench.control.cancel()
    assert bench.client.newest(StopTraining).keep is False


def test_a_second_stop_asks_nothing(bench):
    bench.load().client.train(snapshot(state="running"))
    bench.control.stop()
    bench.control.stop()
    bench.control.cancel()
    assert len(bench.client.of_kind(StopTraining)) == 1


def test_one_step_from_rest_starts_paused_then_steps_once(bench):
    bench.load().control.step()
    assert bench.client.newest(StartTraining).paused
    bench.client.train(snapshot(state="paused"))
    bench.client.train(snapshot(state="paused"))
    assert len(bench.client.of_kind(StepTraining)) == 1


def test_a_start_that_fails_can_be_tried_again(bench):
    bench.load().control.train()
    start = bench.client.newest(StartTraining)
    bench.client.fail(start, message(translatable("No.")))
    assert bench.possible == {"train", "step", "resume"}


def test_fault_37_a_batch_larger_than_the_data_is_refused_before_the_start(bench):
    bench.load()
    bench.plan = replace(bench.plan, batch_size=2000)
    bench.control.train()
    assert bench.refused[0].field == "training.batch_size"
    assert bench.client.of_kind(StartTraining) == []


def test_a_network_for_other_images_is_refused_before_the_start(bench):
    bench.client.load(network_facts(NetworkPlan(input_shape=(3, 32, 32))), data_facts())
    bench.control.train()
    assert "3 x 32 x 32" in str(bench.refused[0])
    assert bench.client.of_kind(StartTraining) == []


def test_a_refused_form_is_named(bench):
    bench.load()
    bench.plan = None
    bench.control.train()
    assert "Training panel" in str(bench.refused[0])


def test_training_from_the_start_waits_for_the_new_network(bench):
    bench.load().control.train_new(NewNetwork(network=NetworkPlan(), seed=4))
    assert bench.client.of_kind(StartTraining) == []
    made = bench.client.newest(NewNetwork)
    bench.client.load(network_facts(steps_trained=0))
    bench.client.answer(made, bench.client.network)
    assert len(bench.client.of_kind(StartTraining)) == 1


def test_resuming_asks_for_the_folder(bench):
    bench.control.resume("/runs/one")
    assert bench.client.newest(ResumeRun).folder == "/runs/one"
    assert bench.possible == {"stop", "cancel"}


HELD = silence("conv1", range(8))


def measured(bench):
    """Answer the question how the lesion does before the training."""
    asked = bench.client.newest(EvaluateLesion)
    assert (asked.lesion, asked.split) == (HELD, "validation")
    effect = lesion_effect(HELD, "validation", n=180, n_all=180, lost=9)
    bench.client.answer(asked, effect)
    return effect


def test_a_recovery_is_measured_first_and_then_trains_with_the_lesion_held(bench):
    bench.load().control.recover(HELD)
    assert bench.client.of_kind(StartTraining) == []
    assert bench.possible == {"stop", "cancel"}
    assert not bench.control.can_recover
    effect = measured(bench)
    start = bench.client.newest(StartTraining)
    assert (start.held_lesion, start.training, start.paused) == (HELD, TrainingPlan(), False)
    assert bench.references == [effect]
    bench.client.train(snapshot(state="running"))
    bench.client.end_training(None)
    bench.control.train()
    assert bench.client.newest(StartTraining).held_lesion == INTACT
    assert bench.references == [effect, None], "the next training has nothing to compare with"


def test_without_validation_images_a_recovery_begins_at_once(bench):
    bench.client.load(network_facts(), data_facts(n_validation=0))
    bench.control.recover(HELD)
    assert bench.client.of_kind(EvaluateLesion) == []
    assert bench.client.newest(StartTraining).held_lesion == HELD
    assert bench.references == [None]


def test_a_recovery_that_is_given_up_while_it_is_measured_never_trains(bench):
    bench.load().control.recover(HELD)
    asked = bench.client.newest(EvaluateLesion)
    bench.control.cancel()
    assert bench.client.cancelled == [asked.request_id]
    assert bench.client.of_kind(StopTraining) == []
    assert bench.possible == {"train", "step", "resume"}
    assert bench.control.can_recover
    measured(bench)
    assert bench.client.of_kind(StartTraining) == [], "an answer that comes too late begins nothing"


def test_a_lesion_that_cannot_be_measured_is_not_trained_with(bench):
    bench.load().control.recover(HELD)
    bench.client.fail(bench.client.newest(EvaluateLesion), message(translatable("No.")))
    assert bench.possible == {"train", "step", "resume"}
    assert bench.client.of_kind(StartTraining) == []


def test_nothing_is_recovered_from_without_a_lesion_or_with_a_refused_plan(bench):
    bench.load().control.recover(INTACT)
    bench.plan = None
    bench.control.recover(HELD)
    assert bench.client.of_kind(EvaluateLesion) == []
    assert "Training panel" in str(bench.refused[0])


def test_no_recovery_begins_while_a_training_runs(bench):
    bench.load().client.train(snapshot(state="running"))
    bench.control.recover(HELD)
    assert bench.client.of_kind(EvaluateLesion) == []
