"""Every family of torchvision as a graph network, against torchvision's own module."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from tests.cortex.networks.torchvision_examples import (
    LARGE,
    SMALL,
    drawn,
    noise_images,
    small_plan,
    taken_apart,
    without_memory,
)
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.graph_network import GraphNetwork
from visctx_gui.cortex.networks.torchvision_networks import (
    new_torchvision_network,
    torchvision_module,
    torchvision_network_without_memory,
)
from visctx_gui.plan.architecture_plan import ArchitecturePlan
from visctx_gui.plan.architectures import ARCHITECTURE_NAMES
from visctx_gui.plan.wording import PlanError


def families() -> list[object]:
    """All families; the large ones only in the slow lane."""
    return [*SMALL, *(pytest.param(name, marks=pytest.mark.slow) for name in LARGE)]


def gradients(network: nn.Module) -> dict[str, Tensor]:
    return {
        name: weight.grad for name, weight in network.named_parameters() if weight.grad is not None
    }


def assert_same_pass(one: nn.Module, other: nn.Module, x: Tensor) -> None:
    """Scores, gradients and running statistics agree bit for bit."""
    answers = []
    for network in (one, other):
        network.zero_grad()
        torch.manual_seed(3)
        scores = network(x)
        functional.cross_entropy(scores, torch.arange(len(x))).backward()
        answers.append(scores.detach())
    assert torch.equal(*answers)
    found, wanted = gradients(one), gradients(other)
    assert found.keys() == wanted.keys() == dict(other.named_parameters()).keys()
    assert all(torch.equal(found[name], wanted[name]) for name in wanted)
    after, expected = one.state_dict(), other.state_dict()
    assert all(torch.equal(after[name], expected[name]) for name in expected)


@pytest.mark.parametrize("name", families())
def test_it_is_the_same_network(name: str) -> None:
    """Scores and gradients in both modes, state_dict there and back, one step, entering, leaving."""
    plan = small_plan(name)
    original, x = drawn(plan), noise_images(plan)
    network = taken_apart(plan, original)
    assert list(network.state_dict()) == list(original.state_dict())
    assert_same_pass(network, original, x)
    assert_same_pass(network.train(), original.train(), x)
    check_entering_and_leaving(network.eval(), x)
    check_one_training_step(network, original, x)


def check_entering_and_leaving(network: GraphNetwork, x: Tensor) -> None:
    with evaluation_mode(network):
        scores = network(x)
        assert torch.equal(network.forward_to(network.names[-1], x), scores)
        names = network.restart_names
        for name in {names[0], names[len(names) // 2], names[-2], names[-1]}:
            assert torch.equal(network.forward_from(name, network.forward_to(name, x)), scores)


def check_one_training_step(network: GraphNetwork, original: nn.Module, x: Tensor) -> None:
    before = copy.deepcopy(network.state_dict())
    network.train()
    network.zero_grad()
    functional.cross_entropy(network(x), torch.arange(len(x))).backward()
    torch.optim.SGD(network.parameters(), lr=0.01).step()
    after = network.state_dict()
    changed = {name for name, old in before.items() if not torch.equal(old, after[name])}
    assert len(changed) > len(before) / 2
    original.load_state_dict(after, strict=True)
    with evaluation_mode(network), evaluation_mode(original):
        assert torch.equal(network(x), original(x))


@pytest.mark.parametrize("name", ARCHITECTURE_NAMES)
def test_keys_and_shapes_are_those_of_torchvision(name: str) -> None:
    plan = small_plan(name, channels=1)
    wanted = without_memory(plan).state_dict()
    found = torchvision_network_without_memory(plan).state_dict()
    assert [(key, one.shape) for key, one in found.items()] == [
        (key, one.shape) for key, one in wanted.items()
    ]


@pytest.mark.parametrize("name", ARCHITECTURE_NAMES)
def test_nothing_works_in_place(name: str) -> None:
    network = torchvision_network_without_memory(small_plan(name))
    assert not [one for one in network.modules() if getattr(one, "inplace", False)]


@pytest.mark.parametrize("name", ["resnet18", "squeezenet1_0", "densenet121"])
def test_what_is_recorded_stays_what_it_was(name: str) -> None:
    plan = small_plan(name)
    network, x = taken_apart(plan, drawn(plan)), noise_images(plan, n=1)
    kept: dict[str, tuple[Tensor, Tensor]] = {}
    for row in network.names:
        network.get_submodule(row).register_forward_hook(
            lambda module, given, answer, row=row: kept.update({row: (answer, answer.clone())})
        )
    with evaluation_mode(network):
        network(x)
    assert len(kept) == len(network.names)
    assert all(torch.equal(seen, copied) for seen, copied in kept.values())


def test_same_seed_same_weights_and_the_global_random_state_stays() -> None:
    plan = small_plan("squeezenet1_1")
    torch.manual_seed(5)
    before = torch.get_rng_state()
    one, other = new_torchvision_network(plan, 3), new_torchvision_network(plan, 3)
    third = new_torchvision_network(plan, 4)
    assert torch.equal(torch.get_rng_state(), before)
    torch.manual_seed(3)
    own = torchvision_module(plan)
    key = "features.0.weight"
    assert torch.equal(one.state_dict()[key], other.state_dict()[key])
    assert torch.equal(one.state_dict()[key], own.state_dict()[key])
    assert not torch.equal(one.state_dict()[key], third.state_dict()[key])


def test_grey_filters_are_the_sums_of_the_colour_filters() -> None:
    plan = small_plan("resnet18")
    colour = new_torchvision_network(plan, 3).eval()
    grey = new_torchvision_network(replace(plan, input_shape=(1, 64, 64)), 3).eval()
    x = noise_images(plan)[:, :1]
    torch.testing.assert_close(grey(x), colour(x.expand(-1, 3, -1, -1)), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("alexnet", (3, 62, 224)),
        ("vgg11", (3, 31, 31)),
        ("vit_b_16", (3, 224, 208)),
        ("vit_b_16", (3, 40, 40)),
        ("resnet18", (2, 64, 64)),
        ("resnet19", (3, 64, 64)),
    ],
)
def test_what_cannot_be_built_is_refused(name: str, shape: tuple[int, ...]) -> None:
    with pytest.raises(PlanError):
        new_torchvision_network(ArchitecturePlan(name, shape, 10), 0)


def test_a_copy_is_a_network_of_its_own() -> None:
    plan = small_plan("resnet18")
    network, x = taken_apart(plan, drawn(plan)), noise_images(plan)
    twin = copy.deepcopy(network)
    before = network(x)
    with torch.no_grad():
        for weight in twin.parameters():
            weight.zero_()
    assert torch.equal(network(x), before)
    assert not torch.equal(twin(x), before)


def test_layouts_and_types_change_like_those_of_any_module() -> None:
    plan = small_plan("resnet18")
    network, x = taken_apart(plan, drawn(plan)), noise_images(plan)
    with evaluation_mode(network):
        wanted = network(x)
        found = copy.deepcopy(network).to(memory_format=torch.channels_last)(
            x.to(memory_format=torch.channels_last)
        )
        torch.testing.assert_close(found, wanted, rtol=1e-4, atol=1e-5)
        double = copy.deepcopy(network).to(torch.float64)(x.to(torch.float64))
        torch.testing.assert_close(double.to(torch.float32), wanted, rtol=1e-4, atol=1e-4)


def test_another_last_layer_can_be_hung_in() -> None:
    plan = small_plan("resnet18")
    network, x = taken_apart(plan, drawn(plan)), noise_images(plan)
    network.fc = nn.Linear(512, 3)
    assert network(x).shape == (2, 3)
