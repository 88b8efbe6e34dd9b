"""The trainer against the obvious loop, and against itself stopped and resumed."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import islice

import pytest
import torch
from torch.nn import functional

from tests.cortex.training.small_data import CPU, SMALL_NETWORK, small_data
from visctx_gui.cortex.files.network_file import weights_sha256
from visctx_gui.cortex.images.image_set import DataSet
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.images.strokes import vary_strokes
from visctx_gui.cortex.networks.v1_v2 import V1V2Network, new_network
from visctx_gui.cortex.training.evaluate import confusion
from visctx_gui.cortex.training.trainer import Trainer, TrainingState
from visctx_gui.plan.training import TrainingPlan
from visctx_gui.plan.wording import CheckpointError, DataError, PlanError

DATA = small_data()
PLAN = TrainingPlan(learning_rate=0.01, batch_size=16, epochs=3, seed=4)


def trainer_of(plan: TrainingPlan = PLAN, data: DataSet = DATA, **network: object) -> Trainer:
    return Trainer(new_network(replace(SMALL_NETWORK, **network), seed=1), data, plan, CPU)


def trained(plan: TrainingPlan = PLAN, data: DataSet = DATA, **network: object) -> Trainer:
    trainer = trainer_of(plan, data, **network)
    for _ in trainer.batches():
        pass
    return trainer


def obvious_training(
    network: V1V2Network, data: DataSet, plan: TrainingPlan
) -> tuple[list[float], list[float]]:
    """Losses per step and training accuracy per epoch of the loop everybody writes; the oracle."""
    rule = {
        "adam": lambda: torch.optim.Adam(network.parameters(), lr=plan.learning_rate),
        "sgd": lambda: torch.optim.SGD(
            network.parameters(), lr=plan.learning_rate, momentum=plan.momentum
        ),
    }
    optimizer = rule[plan.optimizer]()
    generator = torch.Generator().manual_seed(plan.seed)
    losses, accuracies = [], []
    for _ in range(plan.epochs):
        correct = 0
        for chosen in torch.randperm(data.train.n, generator=generator).split(plan.batch_size):
            images, labels = data.train.images[chosen], data.train.labels[chosen]
            if plan.augmentation == "strokes":
                images = vary_strokes(images, generator)
            optimizer.zero_grad()
            scores = network(network_input(images, data.input_mean, data.input_sd))
            loss = functional.cross_entropy(scores, labels)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
            correct += int((scores.argmax(dim=1) == labels).sum())
        accuracies.append(correct / data.train.n)
    return losses, accuracies


@pytest.mark.parametrize(
    "plan",
    [PLAN, replace(PLAN, optimizer="sgd"), replace(PLAN, augmentation="strokes")],
    ids=["adam", "sgd", "strokes"],
)
def test_it_does_what_the_obvious_loop_does(plan: TrainingPlan) -> None:
    trainer = trained(plan)
    network = new_network(SMALL_NETWORK, seed=1)
    losses, accuracies = obvious_training(network, DATA, plan)
    # Another order in memory adds up in another order: the last bits differ.
    assert trainer.history.losses == pytest.approx(losses, rel=1e-3)
    assert trainer.history.train_accuracy == pytest.approx(accuracies, abs=1 / 50 + 1e-9)
    for one, other in zip(network.parameters(), trainer.network.parameters(), strict=True):
        torch.testing.assert_close(one, other, rtol=0.01, atol=0.002)


def test_it_learns_and_counts() -> None:
    trainer = trained(replace(PLAN, epochs=20))
    history = trainer.history
    assert trainer.step == trainer.steps_total == 20 * 4 == len(history.losses)
    assert list(history.steps) == list(range(80))
    assert history.epoch_steps == list(range(4, 84, 4))
    assert (trainer.epoch, trainer.finished) == (20, True)
    assert history.losses[0] == pytest.approx(math.log(3), abs=0.3)
    assert history.validation_accuracy[-1] > 0.9
    matrix = confusion(trainer.network, DATA.validation, DATA.input_mean, DATA.input_sd)
    assert history.validation_accuracy[-1] == int(matrix.diag().sum()) / 20
    assert history.per_class_accuracy[-1] == pytest.approx(
        (matrix.diag() / matrix.sum(dim=1)).tolist()
    )


def test_each_next_is_one_step_or_one_slice_of_validation() -> None:
    trainer = trainer_of()
    steps = []
    for _ in trainer.batches():
        steps.append((trainer.step, trainer.epoch))
    assert [step for step, _ in steps[:4]] == [1, 2, 3, 4]
    assert steps[4] == (4, 0)  # a slice of validation
    assert steps[5] == (4, 1)  # the epoch has ended, and nothing of the next has begun
    assert steps[-1] == (12, 3)


def test_trap_t35_the_plan_of_the_network_takes_over_the_preparation_of_the_data() -> None:
    assert trainer_of().network.plan.input_mean == (0.3,)
    assert trainer_of().network.plan.input_sd == (0.5,)


@pytest.mark.parametrize("normalisation", ["none", "batch", "local_response"])
@pytest.mark.parametrize("stop_after", [0, 1, 4, 5, 6, 9])
def test_resumed_anywhere_equals_uninterrupted(normalisation: str, stop_after: int) -> None:
    plan = replace(PLAN, augmentation="strokes")
    whole = trained(plan, normalisation=normalisation)
    first = trainer_of(plan, normalisation=normalisation)
    for _ in islice(first.batches(), stop_after):
        pass
    state = first.state()
    second = trainer_of(plan, normalisation=normalisation)
    for _ in islice(second.batches(), 3):  # whatever it did before is forgotten
        pass
    second.restore(state)
    for _ in second.batches():
        pass
    assert weights_sha256(second.network) == weights_sha256(whole.network)
    assert second.history == whole.history
    assert_same_state(second.state(), whole.state())


def assert_same_state(one: TrainingState, other: TrainingState) -> None:
    assert one.values == other.values
    assert one.tensors.keys() == other.tensors.keys()
    for name, tensor in one.tensors.items():
        assert torch.equal(tensor, other.tensors[name]), name


def test_a_state_is_a_copy_and_taking_it_changes_nothing() -> None:
    trainer, undisturbed = trainer_of(), trained()
    state = trainer.state()
    weights = state.tensors["network.conv1.weight"].clone()
    for _ in trainer.batches():
        trainer.state()
    assert torch.equal(state.tensors["network.conv1.weight"], weights)
    assert_same_state(trainer.state(), undisturbed.state())


def test_a_state_of_another_training_is_refused() -> None:
    state = trainer_of().state()
    for other in (trainer_of(filters=(3, 5)), trainer_of(replace(PLAN, optimizer="sgd"))):
        with pytest.raises(CheckpointError, match="does not belong"):
            other.restore(state)
    wrong = TrainingState(state.tensors, {**state.values, "step": 3})
    with pytest.raises(CheckpointError, match="step 3"):
        trainer_of().restore(wrong)


def test_training_leaves_the_global_random_state_alone() -> None:
    before = torch.random.get_rng_state()
    trained(replace(PLAN, augmentation="strokes"))
    assert torch.equal(torch.random.get_rng_state(), before)


def test_patience_ends_a_training_that_stands_still() -> None:
    plan = replace(PLAN, epochs=50, patience=2, learning_rate=1e-12)
    trainer = trained(plan)
    assert trainer.history.epochs == [1, 2, 3]
    assert (trainer.out_of_patience, trainer.finished) == (True, True)
    assert trained(replace(plan, patience=0, epochs=5)).epoch == 5


def test_trap_t34_training_and_its_end_do_not_depend_on_the_test_images() -> None:
    plan = replace(PLAN, epochs=50, patience=2)
    black = replace(DATA.test, images=torch.zeros_like(DATA.test.images))
    first, second = trained(plan), trained(plan, replace(DATA, test=black))
    assert first.history.as_json() == second.history.as_json()
    assert weights_sha256(first.network) == weights_sha256(second.network)
    mirrored = replace(DATA.validation, labels=2 - DATA.validation.labels)
    third = trained(plan, replace(DATA, validation=mirrored))
    assert third.history.best_epoch != first.history.best_epoch


def test_last_losses_are_those_since_a_step() -> None:
    trainer = trainer_of()
    for _ in islice(trainer.batches(), 3):
        pass
    steps, losses = trainer.last_losses(1)
    assert list(steps) == [1, 2]
    assert losses == trainer.history.losses[1:]
    assert trainer.last_losses(3) == (range(3, 3), [])
    assert trainer.last_losses(99) == (range(3, 3), [])
    assert len(trainer.last_losses(-5)[1]) == 3


def test_losses_left_on_the_device_are_read_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    eager, lazy = trainer_of(), trainer_of()
    monkeypatch.setattr(lazy, "_on_cpu", False)  # as on a graphics card
    for trainer in (eager, lazy):
        for _ in islice(trainer.batches(), 3):
            pass
    assert lazy.history.losses == []
    assert lazy.last_losses(0)[1] == pytest.approx(eager.history.losses)
    for _ in lazy.batches():
        pass
    assert len(lazy.history.losses) == lazy.steps_total


def test_without_validation_images_accuracy_is_nan() -> None:
    trainer = trained(data=small_data(n_validation=0))
    assert all(map(math.isnan, trainer.history.validation_accuracy))
    assert trainer.history.best_epoch == 0


@pytest.mark.parametrize(
    ("network", "field"),
    [
        ({"input_shape": (1, 14, 12)}, "network.input_shape"),
        ({"n_classes": 4}, "network.n_classes"),
    ],
)
def test_networks_that_do_not_fit_the_data_are_refused(
    network: dict[str, object], field: str
) -> None:
    with pytest.raises(PlanError) as refusal:
        trainer_of(**network)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("plan", "data", "field"),
    [
        (replace(PLAN, augmentation="strokes"), small_data(channels=3), "training.augmentation"),
        (replace(PLAN, patience=2), small_data(n_validation=0), "training.patience"),
    ],
    ids=["strokes in colour", "patience without validation"],
)
def test_plans_that_do_not_fit_the_data_are_refused(
    plan: TrainingPlan, data: DataSet, field: str
) -> None:
    shape = data.image_shape
    with pytest.raises(PlanError) as refusal:
        trainer_of(plan, data, input_shape=shape)
    assert refusal.value.field == field


def test_images_of_one_class_are_refused_and_the_network_is_untouched() -> None:
    data = small_data()
    data.train.labels.zero_()
    network = new_network(SMALL_NETWORK, seed=1)
    before = weights_sha256(network)
    with pytest.raises(DataError, match="one class"):
        Trainer(network, data, PLAN, CPU)
    assert weights_sha256(network) == before
    assert network.plan == SMALL_NETWORK
    with pytest.raises(DataError, match="no training images"):
        Trainer(network, small_data(n_train=0), PLAN, CPU)
