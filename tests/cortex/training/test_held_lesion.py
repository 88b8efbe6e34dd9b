"""Training on with a lesion: what learns, what stays, and what a stop and a start leave equal."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import islice

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from tests.cortex.training.small_data import CPU, SMALL_NETWORK, small_data
from tests.cortex.training.test_trainer import assert_same_state
from visctx_gui.cortex.files.network_file import weights_sha256
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.damage import layer_damages
from visctx_gui.cortex.lesions.silencing import damaged, silenced
from visctx_gui.cortex.lesions.statistics import ChannelStatistics, measure_statistics
from visctx_gui.cortex.networks.v1_v2 import V1V2Network, new_network
from visctx_gui.cortex.training.evaluate import confusion
from visctx_gui.cortex.training.held_lesion import HeldLesion, cut_units
from visctx_gui.cortex.training.trainer import Trainer, TrainingState
from visctx_gui.plan.lesion import INTACT, MODES, WEIGHT_MODES, Lesion, LesionPart, silence
from visctx_gui.plan.training import TrainingPlan
from visctx_gui.plan.wording import CheckpointError, PlanError

DATA = small_data()
PLAN = TrainingPlan(learning_rate=0.01, batch_size=16, epochs=3, seed=4)
ADAM = replace(PLAN, weight_decay=0.05, epochs=13)
SGD = replace(ADAM, optimizer="sgd", momentum=0.9)
SILENT = silence("conv1", (1,)).with_units("conv2", (0, 3))
ALL_CELLS = tuple((y, x) for y in range(10) for x in range(10))  # of conv1


def statistics_of(network: V1V2Network) -> ChannelStatistics:
    return measure_statistics(network, DATA.train, DATA.input_mean, DATA.input_sd)


def trainer_of(
    plan: TrainingPlan = PLAN, lesion: Lesion = SILENT, normalisation: str = "batch"
) -> Trainer:
    network = new_network(replace(SMALL_NETWORK, normalisation=normalisation), seed=1)
    return Trainer(network, DATA, plan, CPU, lesion, statistics_of(network))


def trained(trainer: Trainer) -> Trainer:
    for _ in trainer.batches():
        pass
    return trainer


def parameters_of(network: V1V2Network) -> dict[str, Tensor]:
    return {name: one.detach().clone() for name, one in network.named_parameters()}


def own_parameters(network: V1V2Network, layer: str, unit: int) -> dict[str, Tensor]:
    """Weights, bias, and scale and shift of a unit."""
    names = [f"{kind}{layer[-1]}.{one}" for kind in ("conv", "norm") for one in ("weight", "bias")]
    return {name: one[unit] for name, one in parameters_of(network).items() if name in names}


@pytest.mark.parametrize("normalisation", ["none", "batch"])
def test_gradients_of_silenced_units_are_exactly_zero_and_others_are_not(
    normalisation: str,
) -> None:
    plan = replace(SMALL_NETWORK, normalisation=normalisation, nonlinearity="leaky_relu")
    network = new_network(plan, seed=1)
    held = HeldLesion(network, SILENT, None)
    x = network_input(DATA.train.images[:16], DATA.input_mean, DATA.input_sd)
    with held.active():
        functional.cross_entropy(network(x), DATA.train.labels[:16]).backward()
    for layer, size in zip(SMALL_NETWORK.conv_names, SMALL_NETWORK.filters, strict=True):
        for unit in range(size):
            gradients = [
                parameter.grad[unit]
                for name, parameter in network.named_parameters()
                if name.startswith((layer, layer.replace("conv", "norm")))
                and parameter.grad is not None
            ]
            is_silent = unit in SILENT.units(layer)
            assert all(not gradient.any() for gradient in gradients) == is_silent


@pytest.mark.parametrize("plan", [ADAM, SGD], ids=["adam", "sgd"])
@pytest.mark.parametrize("normalisation", ["none", "batch"])
def test_silenced_units_keep_every_bit_of_their_weights_over_fifty_steps(
    plan: TrainingPlan, normalisation: str
) -> None:
    trainer = trainer_of(plan, normalisation=normalisation)
    before = {
        (layer, unit): own_parameters(trainer.network, layer, unit)
        for layer, size in zip(SMALL_NETWORK.conv_names, SMALL_NETWORK.filters, strict=True)
        for unit in range(size)
    }
    trained(trainer)
    assert trainer.step >= 50
    for (layer, unit), values in before.items():
        after = own_parameters(trainer.network, layer, unit)
        assert len(after) == (4 if normalisation == "batch" else 2)
        for name, value in values.items():
            is_silent = unit in SILENT.units(layer)
            assert torch.equal(after[name], value) == is_silent, (layer, unit, name)


def test_without_being_put_back_weight_decay_would_move_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(HeldLesion, "put_weights_back", lambda held: None)
    trainer = trainer_of(SGD)
    before = own_parameters(trainer.network, "conv1", 1)["conv1.weight"]
    trained(trainer)
    after = own_parameters(trainer.network, "conv1", 1)["conv1.weight"]
    assert not torch.equal(after, before)


@pytest.mark.parametrize("plan", [ADAM, SGD], ids=["adam", "sgd"])
def test_connections_and_weights_that_are_gone_stay_and_the_rest_learns(
    plan: TrainingPlan,
) -> None:
    parts = (
        LesionPart("conv1", (0,), mode="weights"),
        LesionPart("conv2", (1,), mode="connections", dose=0.5, seed=2),
    )
    trainer = trainer_of(plan, Lesion(parts))
    with torch.no_grad():
        trainer.network.get_parameter("norm1.bias").fill_(0.1)
    before = parameters_of(trainer.network)
    filters = layer_damages(trainer.network, trainer.lesion)["conv2"].filters
    assert filters is not None
    gone = filters.gone[0]
    trained(trainer)
    after = parameters_of(trainer.network)
    assert torch.equal(after["conv1.weight"][0], before["conv1.weight"][0])
    assert torch.equal(after["conv1.bias"][0], before["conv1.bias"][0])
    assert not torch.equal(after["norm1.bias"][0], before["norm1.bias"][0])  # it still answers
    unmoved = after["conv2.weight"] == before["conv2.weight"]
    assert torch.equal(unmoved, gone)
    assert int(gone.sum()) == round(0.5 * 27)
    assert not torch.equal(after["conv2.bias"][1], before["conv2.bias"][1])


def test_which_units_are_cut_off() -> None:
    network = new_network(SMALL_NETWORK, seed=1)
    half = ALL_CELLS[:50]
    for part, cut in (
        (LesionPart("conv1", (0, 2)), (0, 2)),
        (LesionPart("conv1", (0, 2), mode="mean"), (0, 2)),
        (LesionPart("conv1", (0, 2), mode="noise"), ()),
        (LesionPart("conv1", (0, 2), mode="weights"), ()),
        (LesionPart("conv1", (0, 2), dose=0.9), ()),
        (LesionPart("conv1", (0, 2), half), ()),
        (LesionPart("conv1", (0, 2), ALL_CELLS), (0, 2)),
        (LesionPart("conv2", (0, 2)), ()),
    ):
        assert cut_units(network, Lesion((part,)), "conv1") == cut
    both_halves = (LesionPart("conv1", (0, 1), half), LesionPart("conv1", (1,), ALL_CELLS[50:]))
    assert cut_units(network, Lesion(both_halves), "conv1") == (1,)


def recovery_by_hand(
    network: V1V2Network, plan: TrainingPlan, lesion: Lesion, statistics: ChannelStatistics
) -> tuple[list[float], list[float]]:
    """Losses and validation accuracies of the obvious loop, with hooks around it; the oracle."""
    rate, decay = plan.learning_rate, plan.weight_decay
    optimizer = {
        "adam": lambda: torch.optim.Adam(network.parameters(), rate, weight_decay=decay),
        "sgd": lambda: torch.optim.SGD(network.parameters(), rate, plan.momentum, 0, decay),
    }[plan.optimizer]()
    damages = layer_damages(network, lesion, statistics)
    generator = torch.Generator().manual_seed(plan.seed)
    silent = [
        (layer, unit) for layer in lesion.layers for unit in cut_units(network, lesion, layer)
    ]
    losses, accuracies = [], []
    for _ in range(plan.epochs):
        network.train()
        for chosen in torch.randperm(DATA.train.n, generator=generator).split(plan.batch_size):
            x = network_input(DATA.train.images[chosen], DATA.input_mean, DATA.input_sd)
            before = {one: own_parameters(network, *one) for one in silent}
            optimizer.zero_grad()
            with damaged(network, damages):
                loss = functional.cross_entropy(network(x), DATA.train.labels[chosen])
            loss.backward()
            optimizer.step()
            for (_layer, unit), values in before.items():
                for name, value in values.items():
                    network.get_parameter(name).data[unit] = value
            losses.append(loss.item())
        with silenced(network, lesion, statistics):
            matrix = confusion(network, DATA.validation, DATA.input_mean, DATA.input_sd)
        accuracies.append(int(matrix.trace()) / DATA.validation.n)
    return losses, accuracies


@pytest.mark.parametrize("optimizer", ["adam", "sgd"])
@pytest.mark.parametrize("mode", [mode for mode in MODES if mode not in WEIGHT_MODES])
def test_it_does_what_the_obvious_loop_does(optimizer: str, mode: str) -> None:
    plan = replace(PLAN, optimizer=optimizer, weight_decay=0.01)
    lesion = Lesion(
        (LesionPart("conv1", (1,), mode=mode), LesionPart("conv2", (0, 3), mode=mode, dose=0.5))
    )
    trainer = trained(trainer_of(plan, lesion, "none"))
    network = new_network(replace(SMALL_NETWORK, normalisation="none"), seed=1)
    network.plan = trainer.network.plan
    losses, accuracies = recovery_by_hand(network, plan, lesion, statistics_of(network))
    # Another order in memory adds up in another order: the last bits differ.
    assert trainer.history.losses == pytest.approx(losses, rel=1e-3)
    assert trainer.history.validation_accuracy == pytest.approx(accuracies, abs=1 / 20 + 1e-9)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("stop_after", [2, 5, 9])
def test_resumed_anywhere_equals_uninterrupted(mode: str, stop_after: int) -> None:
    plan = replace(PLAN, augmentation="strokes", weight_decay=0.01)
    parts = (
        LesionPart("conv1", (0, 2), mode=mode, seed=1, dose=1.0),
        LesionPart("conv2", (1,), mode=mode, seed=2, dose=0.5),
    )
    whole, first = (trainer_of(plan, Lesion(parts)) for _ in range(2))
    trained(whole)
    for _ in islice(first.batches(), stop_after):
        pass
    second = trainer_of(plan, Lesion(parts))
    for _ in islice(second.batches(), 3):  # whatever it did before is forgotten
        pass
    second.restore(first.state())
    trained(second)
    assert weights_sha256(second.network) == weights_sha256(whole.network)
    assert second.history == whole.history
    assert_same_state(second.state(), whole.state())


def test_validation_runs_with_the_lesion() -> None:
    trainer = trained(trainer_of(replace(PLAN, epochs=8)))
    split = DATA.validation, DATA.input_mean, DATA.input_sd
    with silenced(trainer.network, SILENT):
        lesioned = confusion(trainer.network, *split)
    assert trainer.history.validation_accuracy[-1] == int(lesioned.trace()) / 20
    assert not torch.equal(confusion(trainer.network, *split), lesioned)


def test_no_hook_is_left_at_any_yield_and_none_at_all_without_a_lesion(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trainer = trainer_of()
    for _ in trainer.batches():
        assert not any(module._forward_hooks for module in trainer.network.modules())
    monkeypatch.setattr("visctx_gui.cortex.training.trainer.HeldLesion", None)
    trained(trainer_of(lesion=INTACT))


@pytest.mark.parametrize("normalisation", ["none", "batch"])
def test_an_empty_lesion_changes_no_bit_and_no_name(normalisation: str) -> None:
    network = new_network(replace(SMALL_NETWORK, normalisation=normalisation), seed=1)
    plain = trained(Trainer(network, DATA, PLAN, CPU))
    empty = trained(trainer_of(lesion=INTACT, normalisation=normalisation))
    assert_same_state(empty.state(), plain.state())
    assert plain.history == empty.history
    assert "lesion" not in plain.state().values


def test_a_whole_layer_may_be_silent_though_nothing_before_it_learns() -> None:
    trainer = trainer_of(PLAN, silence("conv2", range(4)), "none")
    before = parameters_of(trainer.network)
    trained(trainer)
    after = parameters_of(trainer.network)
    for name in before:
        assert torch.equal(after[name], before[name]) == (name != "linear.bias"), name
    assert all(map(math.isfinite, trainer.history.losses))


def test_a_state_of_another_lesion_is_refused() -> None:
    state = trainer_of().state()
    assert state.values["lesion"] == [
        {"layer": "conv1", "units": [1], "mode": "zero", "dose": 1.0, "seed": 0},
        {"layer": "conv2", "units": [0, 3], "mode": "zero", "dose": 1.0, "seed": 0},
    ]
    for lesion in (INTACT, silence("conv1", (1,))):
        with pytest.raises(CheckpointError, match="another lesion is held"):
            trainer_of(lesion=lesion).restore(state)
        with pytest.raises(CheckpointError, match="another lesion is held"):
            trainer_of().restore(trainer_of(lesion=lesion).state())


def test_a_state_without_its_noise_is_refused() -> None:
    lesion = Lesion((LesionPart("conv1", (0,), mode="noise"),))
    state = trainer_of(lesion=lesion).state()
    tensors = {name: one for name, one in state.tensors.items() if "noise" not in name}
    assert len(tensors) == len(state.tensors) - 1
    with pytest.raises(CheckpointError, match="does not belong"):
        trainer_of(lesion=lesion).restore(TrainingState(tensors, state.values))


def test_fault_45_a_lesion_that_does_not_fit_is_refused_and_the_network_untouched() -> None:
    network = new_network(SMALL_NETWORK, seed=1)
    before = weights_sha256(network)
    for lesion in (silence("conv3", (0,)), silence("conv1", (3,))):
        with pytest.raises(PlanError):
            Trainer(network, DATA, PLAN, CPU, lesion)
    mean = Lesion((LesionPart("conv1", (0,), mode="mean"),))
    with pytest.raises(ValueError, match="statistics"):
        Trainer(network, DATA, PLAN, CPU, mean)
    assert weights_sha256(network) == before
    assert network.plan == SMALL_NETWORK
