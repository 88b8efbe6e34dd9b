"""Faults 36, 37, 42, 43, 46 of training."""

from __future__ import annotations

import hashlib
import math
from dataclasses import replace
from itertools import islice

import pytest
import torch

from tests.cortex.training.small_data import CPU, SMALL_NETWORK, small_data
from tests.one_thread import one_thread
from visctx_gui.cortex.files.network_file import weights_sha256
from visctx_gui.cortex.networks.evaluation_mode import copy_of
from visctx_gui.cortex.networks.v1_v2 import new_network
from visctx_gui.cortex.training.evaluate import confusion
from visctx_gui.cortex.training.moments import Moments
from visctx_gui.cortex.training.safe_weights import DIVERGED_LOSS, TrainingDiverged
from visctx_gui.cortex.training.trainer import Trainer
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.training import TrainingPlan
from visctx_gui.plan.wording import PlanError

__all__ = ["one_thread"]
PLAN = TrainingPlan(learning_rate=0.01, batch_size=16, epochs=3, seed=4)


def trainer_of(plan: TrainingPlan = PLAN, n_train: int = 50, **network: object) -> Trainer:
    plan_of_network = replace(SMALL_NETWORK, **network)
    return Trainer(new_network(plan_of_network, seed=1), small_data(n_train), plan, CPU)


@pytest.mark.parametrize("optimizer", ["adam", "sgd"])
@pytest.mark.parametrize("rate", [1e9, 1e12])
def test_fault_36_an_absurd_rate_stops_at_once_and_puts_the_weights_back(
    optimizer: str, rate: float
) -> None:
    trainer = trainer_of(replace(PLAN, optimizer=optimizer, learning_rate=rate, epochs=50))
    before = weights_sha256(trainer.network)
    with pytest.raises(TrainingDiverged, match="smaller learning rate") as stop:
        for _ in trainer.batches():
            pass
    assert trainer.diverged
    assert len(trainer.history.losses) < 10  # steps
    assert stop.value.good_step == trainer.step == 0
    assert weights_sha256(trainer.network) == before
    with pytest.raises(TrainingDiverged):
        next(iter(trainer.batches()))
    with pytest.raises(TrainingDiverged):
        trainer.state()


@pytest.mark.parametrize("poison", [math.nan, math.inf, 10 * DIVERGED_LOSS])
@pytest.mark.parametrize("on_cpu", [True, False], ids=["cpu", "as on a graphics card"])
def test_fault_36_the_last_good_weights_are_those_of_a_proven_step(
    poison: float, on_cpu: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer = trainer_of(replace(PLAN, epochs=100, learning_rate=0.001))
    monkeypatch.setattr(trainer, "_on_cpu", on_cpu)
    hashes = {0: weights_sha256(trainer.network)}

    def train_and_poison() -> None:
        for _ in trainer.batches():
            hashes[trainer.step] = weights_sha256(trainer.network)
            trainer.last_losses(0)  # a snapshot
            if trainer.step == 170:
                trainer.network.get_parameter("linear.bias").data[0] = poison

    with pytest.raises(TrainingDiverged) as stop:
        train_and_poison()
    assert 50 <= stop.value.good_step <= 170
    assert weights_sha256(trainer.network) == hashes[stop.value.good_step]
    assert all(map(math.isfinite, trainer.history.losses[:170]))


def test_fault_36_a_wrecked_last_step_is_found_at_the_end_of_the_epoch() -> None:
    trainer = trainer_of(replace(PLAN, epochs=1))
    before = weights_sha256(trainer.network)
    batches = trainer.batches()
    for _ in range(trainer.batches_per_epoch):
        next(batches)
    trainer.network.get_parameter("linear.bias").data[0] = math.nan
    with pytest.raises(TrainingDiverged):
        next(batches)
    assert weights_sha256(trainer.network) == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"learning_rate": 0.0},
        {"learning_rate": -1.0},
        {"learning_rate": math.nan},
        {"batch_size": 0},
        {"batch_size": 51},
        {"epochs": 0},
        {"weight_decay": -0.1},
        {"momentum": 1.5},
        {"optimizer": "magic"},
    ],
    ids=str,
)
def test_fault_37_impossible_plans_are_refused_before_the_start(wrong: dict[str, object]) -> None:
    (field,) = wrong
    network = new_network(SMALL_NETWORK, seed=1)
    with pytest.raises(PlanError) as refusal:
        Trainer(network, small_data(), replace(PLAN, **wrong), CPU)  # type: ignore[arg-type]
    assert refusal.value.field == f"training.{field}"
    assert network.plan == SMALL_NETWORK


SINGLE_VALUES = NetworkPlan(
    filters=(3, 4), kernel_size=(5, 2), pooling="stride", normalisation="batch",
    input_shape=(1, 12, 12), n_classes=3,
)  # fmt: skip


@pytest.mark.parametrize(
    "network", [SINGLE_VALUES, replace(SINGLE_VALUES, kernel_size=(5, 4))], ids=["2 px", "1 px"]
)
def test_fault_42_a_last_batch_of_one_image(network: NetworkPlan) -> None:
    data = small_data(n_train=49)
    trainer = Trainer(new_network(network, seed=1), data, PLAN, CPU)
    single_values = network.kernel_size == (5, 4)
    for _ in trainer.batches():
        pass
    assert trainer.batches_per_epoch == (3 if single_values else 4)
    assert trainer.epoch == 3
    assert trainer.step == 3 * trainer.batches_per_epoch
    if single_values:
        with pytest.raises(PlanError, match="at least 2 images"):
            Trainer(new_network(network, seed=1), data, replace(PLAN, batch_size=1), CPU)


def test_fault_43_looking_changes_nothing_of_a_training() -> None:
    plan = replace(PLAN, augmentation="strokes")
    looked_at = trainer_of(plan, normalisation="batch")
    left_alone = trainer_of(plan, normalisation="batch")
    moments = Moments()
    for _ in looked_at.batches():
        fingerprint = fingerprint_of(looked_at)
        confusion(looked_at.network, looked_at.data.test, (0.0,), (1.0,))
        copy_of(looked_at.network)
        moments.offer(looked_at.step, looked_at.network)
        looked_at.last_losses(0)
        assert fingerprint_of(looked_at) == fingerprint
    for _ in left_alone.batches():
        pass
    assert fingerprint_of(looked_at) == fingerprint_of(left_alone)


def fingerprint_of(trainer: Trainer) -> str:
    """Weights, statistics, optimizer, random states and modes."""
    digest = hashlib.sha256(torch.random.get_rng_state().numpy().tobytes())
    for name, tensor in sorted(trainer.state().tensors.items()):
        digest.update(name.encode() + tensor.numpy().tobytes())
    digest.update(str([module.training for module in trainer.network.modules()]).encode())
    return digest.hexdigest()


def test_fault_46_same_seed_same_bits_other_seed_other_bits() -> None:
    plan = replace(PLAN, augmentation="strokes")
    trainers = [trainer_of(one) for one in (plan, plan, replace(plan, seed=5))]
    for trainer in trainers:
        for _ in islice(trainer.batches(), 1000):
            pass
    one, same, other = trainers
    assert one.history == same.history
    assert fingerprint_of(one) == fingerprint_of(same)
    assert one.history.losses != other.history.losses
