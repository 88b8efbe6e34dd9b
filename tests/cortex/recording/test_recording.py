"""Activations of named layers."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from torch import Tensor, nn

from tests.cortex.lesions.random_networks import network_plans, random_network
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.cortex.recording.recording import record, recorded
from visctx_gui.plan.layers import layer_table
from visctx_gui.plan.lesion import silence
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import PlanError

PLAN = NetworkPlan(filters=(3, 4), kernel_size=(3,), input_shape=(1, 12, 12), n_classes=3)


def random_input(plan: NetworkPlan, n: int = 3) -> Tensor:
    return torch.rand((n, *plan.input_shape), generator=torch.Generator().manual_seed(0))


def child_by_child(network: V1V2Network, x: Tensor) -> dict[str, Tensor]:
    """Every child's output, the obvious way."""
    outputs = {}
    with evaluation_mode(network):
        for name, module in network.named_children():
            x = module(x.flatten(1) if isinstance(module, nn.Linear) else x).clone()
            outputs[name] = x
    return outputs


@settings(max_examples=30, deadline=None)
@given(network_plans())
def test_every_layer_is_recorded_as_it_is(plan: NetworkPlan) -> None:
    network, x = random_network(plan, 0), random_input(plan)
    expected = child_by_child(network, x)
    for row in layer_table(plan):
        name = row.name
        one = record(network, x, [name])[name]
        assert one.shape == (3, *row.output_shape)
        meant = network.lesion_point(name) if name in plan.conv_names else name
        assert torch.allclose(one, expected[meant], atol=1e-6)
        if name in plan.conv_names:
            summed = record(network, x, [f"{name}:sum"])[f"{name}:sum"]
            assert torch.allclose(summed, expected[name], atol=1e-6)


def test_layers_recorded_together_are_those_recorded_alone() -> None:
    network, x = random_network(PLAN, 0), random_input(PLAN)
    names = ["linear", "conv1", "conv1:sum", "relu1", "pool1", "conv2"]
    together = record(network, x, names)
    assert list(together) == names
    for name in names:
        assert torch.equal(together[name], record(network, x, [name])[name])
    assert bool((together["conv1"] >= 0).all())
    assert bool((together["conv1:sum"] < 0).any())


def test_a_recording_is_not_overwritten_by_a_layer_that_works_in_place() -> None:
    network, x = random_network(PLAN, 0), random_input(PLAN)
    expected = record(network, x, ["conv1:sum"])["conv1:sum"]
    relu = network.get_submodule("relu1")
    assert isinstance(relu, nn.ReLU)
    relu.inplace = True
    assert torch.equal(record(network, x, ["conv1:sum", "conv1"])["conv1:sum"], expected)


def test_a_damaged_layer_shows_its_damaged_output() -> None:
    network, x = random_network(PLAN, 0), random_input(PLAN)
    with torch.no_grad():
        network.get_parameter("conv1.bias").fill_(1.0)
    intact = record(network, x, ["conv1", "pool1", "conv2"])
    damaged = record(network, x, ["conv1", "pool1", "conv2"], silence("conv1", (1,)))
    assert intact["conv1"][:, 1].any()
    assert not damaged["conv1"][:, 1].any()
    assert not damaged["pool1"][:, 1].any()
    assert torch.equal(damaged["conv1"][:, [0, 2]], intact["conv1"][:, [0, 2]])
    assert not torch.allclose(damaged["conv2"], intact["conv2"])


def test_each_pass_inside_fills_the_recording_anew() -> None:
    network, x = random_network(PLAN, 0), random_input(PLAN)
    with evaluation_mode(network), recorded(network, ["conv2"]) as outputs:
        network(x)
        first = outputs["conv2"]
        network(1 - x)
        assert not torch.equal(outputs["conv2"], first)
        network(x)
        assert torch.equal(outputs["conv2"], first)


def test_an_unknown_layer_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(PlanError, match="conv1:sum"):
        record(random_network(PLAN, 0), random_input(PLAN), ["conv1:sun"])
