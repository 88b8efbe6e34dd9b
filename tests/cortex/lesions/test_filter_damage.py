"""Damage to weights that are never written, against a copy with written weights."""

from __future__ import annotations

import copy

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from tests.cortex.lesions.random_networks import (
    MEAN,
    SD,
    lesions,
    network_plans,
    random_images,
    random_network,
    slow_scores,
)
from visctx_gui.cortex.lesions.damage_seeds import damage_seed
from visctx_gui.cortex.lesions.filter_damage import FilterDamage, kept_connections
from visctx_gui.cortex.lesions.unit_sweep import UnitSweep
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.plan.lesion import INTACT, WEIGHT_MODES, Lesion, LesionPart
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import PlanError


def convolution(groups: int = 1, bias: bool = True) -> nn.Conv2d:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        return nn.Conv2d(4, 6, 3, padding=1, groups=groups, bias=bias)


def with_written_weights(network: V1V2Network, lesion: Lesion) -> V1V2Network:
    """A copy whose weights were changed one by one; the oracle."""
    written = copy.deepcopy(network)
    for part in lesion:
        conv = written.get_submodule(part.layer)
        assert isinstance(conv, nn.Conv2d)
        write(conv, part)
    return written


@torch.no_grad()
def write(conv: nn.Conv2d, part: LesionPart) -> None:
    for unit in part.units:
        if part.mode == "weights":
            conv.weight[unit] *= 1.0 - part.dose
            if conv.bias is not None:
                conv.bias[unit] *= 1.0 - part.dose
            continue
        filter_weights = conv.weight[unit].flatten()
        kept = kept_connections(
            damage_seed(part.seed, part.layer), part.dose, unit, filter_weights.numel()
        )
        for place, is_kept in enumerate(kept.tolist()):
            if not is_kept:
                filter_weights[place] = 0.0
        conv.weight[unit] = filter_weights.view_as(conv.weight[unit])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_answers_are_those_of_a_copy_with_written_weights(data: st.DataObject) -> None:
    plan = data.draw(network_plans())
    network, images = random_network(plan, 2), random_images(plan, 9)
    lesion = data.draw(lesions(plan, WEIGHT_MODES))
    damaged = slow_scores(network, images, lesion)
    written = slow_scores(with_written_weights(network, lesion), images, INTACT)
    assert torch.allclose(damaged, written, rtol=0, atol=1e-5 * max(1, float(written.abs().max())))


@pytest.mark.parametrize("groups", [1, 2])
@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("mode", WEIGHT_MODES)
def test_the_other_filters_answer_bit_for_bit_as_before(groups: int, bias: bool, mode: str) -> None:
    conv, received = convolution(groups, bias), torch.rand(3, 4, 8, 8)
    part = LesionPart("conv1", (1, 5), mode=mode, dose=0.6, seed=3)
    damage = FilterDamage(conv, (part,))
    with torch.no_grad():
        answer = conv(received)
        before = answer.clone()
        damaged = damage(received, answer)
        assert torch.equal(answer, before)
        written = copy.deepcopy(conv)
        write(written, part)
        assert torch.allclose(damaged, written(received), atol=1e-6)
        weight, own_bias = damage.weights()
    assert torch.equal(weight, written.weight)
    assert (own_bias is None) == (not bias)
    others = [0, 2, 3, 4]
    assert torch.equal(damaged[:, others], before[:, others])
    assert not torch.allclose(damaged[:, 1], before[:, 1])


def test_parts_that_name_the_same_unit_act_one_after_the_other() -> None:
    conv, received = convolution(), torch.rand(2, 4, 8, 8)
    parts = (
        LesionPart("conv1", (2,), mode="connections", dose=0.5, seed=1),
        LesionPart("conv1", (2, 3), mode="weights", dose=0.5),
        LesionPart("conv1", (2,), mode="weights", dose=0.75),
    )
    written = copy.deepcopy(conv)
    for part in parts:
        write(written, part)
    with torch.no_grad():
        damaged = FilterDamage(conv, parts)(received, conv(received))
        assert torch.allclose(damaged, written(received), atol=1e-6)
        reversed_parts = FilterDamage(conv, parts[::-1])(received, conv(received))
    assert torch.equal(damaged, reversed_parts)


def removed(seed: int, dose: float, unit: int, n: int) -> set[int]:
    return set((~kept_connections(seed, dose, unit, n)).nonzero().flatten().tolist())


@given(
    st.integers(0, 2**31 - 1), st.floats(0, 1), st.floats(0, 1), st.integers(0, 511),
    st.integers(1, 400),
)  # fmt: skip
def test_exactly_the_stated_share_of_connections_is_taken_away(
    seed: int, dose: float, other_dose: float, unit: int, n: int
) -> None:
    gone = removed(seed, dose, unit, n)
    assert len(gone) == round(dose * n)
    assert gone == removed(seed, dose, unit, n)
    less, more = sorted((dose, other_dose))
    assert removed(seed, less, unit, n) <= removed(seed, more, unit, n)


def test_the_choice_follows_seed_and_unit_and_is_a_fair_one() -> None:
    choices = {frozenset(removed(seed, 0.5, unit, 25)) for seed in range(10) for unit in range(10)}
    assert len(choices) == 100
    times = torch.stack([kept_connections(seed, 0.2, 0, 10) for seed in range(2000)]).sum(0)
    assert float((times - 1600).abs().max()) < 5 * (2000 * 0.2 * 0.8) ** 0.5


def connections_gone(damage: FilterDamage, conv: nn.Conv2d, unit: int) -> Tensor:
    return (damage.weights()[0][unit] == 0) & (conv.weight[unit] != 0)


def test_layers_with_the_same_seed_lose_connections_of_their_own() -> None:
    conv = convolution()
    one, other = (
        FilterDamage(conv, (LesionPart(layer, (2,), mode="connections", dose=0.5, seed=9),))
        for layer in ("conv2", "conv3")
    )
    assert not torch.equal(connections_gone(one, conv, 2), connections_gone(other, conv, 2))


def test_the_choice_of_one_unit_does_not_depend_on_the_others() -> None:
    conv = convolution()
    alone, among = (
        FilterDamage(conv, (LesionPart("conv1", units, mode="connections", dose=0.4, seed=9),))
        for units in ((3,), (0, 1, 3, 5))
    )
    gone = connections_gone(alone, conv, 3)
    assert int(gone.sum()) == round(0.4 * 36)
    assert torch.equal(connections_gone(among, conv, 3), gone)
    assert not torch.equal(connections_gone(among, conv, 0), gone)
    assert not connections_gone(among, conv, 2).any()


def test_the_bias_stays_when_all_connections_are_gone() -> None:
    conv = convolution()
    assert conv.bias is not None
    damage = FilterDamage(conv, (LesionPart("conv1", (3,), mode="connections"),))
    with torch.no_grad():
        received = torch.rand(2, 4, 8, 8)
        damaged = damage(received, conv(received))
    assert torch.equal(damaged[:, 3], conv.bias[3].expand(2, 8, 8))


def test_what_no_answer_depends_on_has_no_gradient_and_the_rest_has() -> None:
    conv = convolution()
    parts = (
        LesionPart("conv1", (0,), mode="weights"),
        LesionPart("conv1", (1,), mode="weights", dose=0.5),
        LesionPart("conv1", (2,), mode="connections", dose=0.5),
    )
    damage = FilterDamage(conv, parts)
    received = torch.rand(2, 4, 8, 8)
    damage(received, conv(received)).square().sum().backward()
    assert conv.weight.grad is not None
    assert conv.bias is not None
    assert conv.bias.grad is not None
    gone_weights, gone_biases = damage.gone
    assert torch.equal(conv.weight.grad == 0, gone_weights)
    assert torch.equal(conv.bias.grad == 0, gone_biases)
    assert gone_weights[0].all()
    assert int(gone_weights[2].sum()) == 18
    assert gone_biases.tolist() == [True, False, False, False, False, False]


@pytest.mark.parametrize("mode", WEIGHT_MODES)
def test_a_sweep_damages_outputs_only(mode: str) -> None:
    plan = NetworkPlan(filters=(4, 5), kernel_size=(3,), input_shape=(1, 14, 14), n_classes=3)
    network, images = random_network(plan, 0), random_images(plan, 4)
    with pytest.raises(PlanError, match=f"'{mode}' is not known"):
        UnitSweep(network, images, MEAN, SD, ["conv2"], mode=mode)
