"""The estimate from one backward pass against a small dose of the lesion itself."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn
from torch.nn import functional

from tests.cortex.lesions.random_networks import (
    MEAN,
    SD,
    network_plans,
    random_images,
    random_network,
)
from tests.cortex.lesions.test_unit_properties import result_of
from visctx_gui.cortex.images.image_set import ImageSet
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.first_order import FirstOrderHarm, first_order_harm
from visctx_gui.cortex.lesions.silencing import silenced
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import V1V2Network, new_network
from visctx_gui.plan.lesion import INTACT, Lesion, LesionPart
from visctx_gui.plan.network import NetworkPlan

DOSE = 1e-3
PLAN = NetworkPlan(filters=(5, 6), kernel_size=(3,), input_shape=(1, 14, 14), n_classes=4)


def points_of(network: V1V2Network) -> dict[str, str]:
    return {layer: network.lesion_point(layer) for layer in network.plan.conv_names}


def harm(network: V1V2Network, images: ImageSet, size: int = 5) -> FirstOrderHarm:
    return result_of(first_order_harm(network, points_of(network), images, MEAN, SD, size))


def loss_with(network: V1V2Network, images: ImageSet, lesion: Lesion) -> float:
    """Mean cross-entropy, the plain way."""
    with evaluation_mode(network), silenced(network, lesion):
        scores = network(network_input(images.images, MEAN, SD).double())
    return float(functional.cross_entropy(scores, images.labels))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_estimate_is_the_slope_of_the_loss_by_dose(data: st.DataObject) -> None:
    plan = data.draw(network_plans())
    network, images = random_network(plan, 2).double(), random_images(plan, 12)
    found = harm(network, images)
    intact = loss_with(network, images, INTACT)
    assert found.loss == pytest.approx(intact, rel=1e-6)
    assert found.n_images == 12
    for layer, n_units in zip(plan.conv_names, plan.filters, strict=True):
        assert found.loss_increase[layer].shape == (n_units,)
        for unit in range(n_units):
            small = Lesion((LesionPart(layer, (unit,), dose=DOSE),))
            slope = (loss_with(network, images, small) - intact) / DOSE
            assert found.loss_increase[layer][unit] == pytest.approx(slope, rel=0.02, abs=0.01)


def test_a_unit_that_carries_the_right_answer_costs_and_one_that_misleads_pays() -> None:
    """Two units, two classes: both answer to all images, all images are of class 0."""
    plan = NetworkPlan(filters=(2,), kernel_size=(1,), input_shape=(1, 4, 4), n_classes=2)
    network = new_network(plan, 0)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.zero_()
        conv, linear = network.get_submodule("conv1"), network.get_submodule("linear")
        assert isinstance(conv.bias, Tensor)
        assert isinstance(linear.weight, Tensor)
        conv.bias.fill_(1.0)
        linear.weight[0, :4] = 0.1  # unit 0 speaks for class 0
        linear.weight[1, 4:] = 0.1  # unit 1 for class 1
    images = random_images(plan, 6)
    increase = harm(network, ImageSet(images.images, images.labels * 0, images.class_names))
    # Softmax is 1/2 each: a unit of summed weight 0.4 moves the loss by 0.5 * 0.4.
    assert increase.loss_increase["conv1"] == pytest.approx([0.2, -0.2])


def test_slices_add_up() -> None:
    network, images = new_network(PLAN, 0), random_images(PLAN, 23)
    one, other = harm(network, images, 23), harm(network, images, 4)
    for layer in PLAN.conv_names:
        np.testing.assert_allclose(
            one.loss_increase[layer], other.loss_increase[layer], rtol=1e-4, atol=1e-7
        )
    steps = first_order_harm(network, {"conv2": "relu2"}, images, MEAN, SD, 10)
    assert list(steps) == [10, 20, 23]


@pytest.mark.parametrize("frozen", [False, True])
def test_trap_t5_the_network_is_left_as_it_was(frozen: bool) -> None:
    plan = NetworkPlan(
        filters=(3, 4), kernel_size=(3,), input_shape=(1, 12, 12), normalisation="batch"
    )
    network, images = random_network(plan, 0), random_images(plan, 9)
    network.requires_grad_(not frozen)
    network.train()
    network.get_submodule("norm2").eval()
    linear = network.get_submodule("linear")
    assert isinstance(linear.weight, nn.Parameter)
    linear.weight.grad = torch.ones_like(linear.weight)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    with torch.no_grad():
        for _ in first_order_harm(network, points_of(network), images, MEAN, SD, 4):
            assert network.training
            assert not network.get_submodule("norm2").training
            assert not torch.is_grad_enabled()
            assert not any(module._forward_hooks for module in network.modules())
    for name, value in network.state_dict().items():
        assert torch.equal(value, before[name])
    gradients = {name: p.grad for name, p in network.named_parameters() if p.grad is not None}
    assert list(gradients) == ["linear.weight"]
    assert torch.equal(linear.weight.grad, torch.ones_like(linear.weight))
    assert all(p.requires_grad is not frozen for p in network.parameters())


def test_inside_inference_mode_too() -> None:
    network, images = new_network(PLAN, 0), random_images(PLAN, 6)
    outside = harm(network, images)
    with torch.inference_mode():
        inside = harm(network, images)
    assert np.array_equal(inside.loss_increase["conv1"], outside.loss_increase["conv1"])


class Residual(nn.Module):
    """A branch, a sum, and operations that write in place."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 4, 3, padding=1), nn.Conv2d(4, 4, 3, padding=1)
        self.relu1, self.relu2 = nn.ReLU(inplace=True), nn.ReLU(inplace=True)
        self.linear = nn.Linear(4, 3)

    def forward(self, x: Tensor) -> Tensor:
        """Scores."""
        x = self.relu1(self.conv1(x))
        branch = self.conv2(x)
        branch += x
        scores: Tensor = self.linear(self.relu2(branch).mean((2, 3)))
        return scores


def test_trap_t3_residual_sums_and_writing_in_place() -> None:
    torch.manual_seed(0)
    network = Residual().double().eval()
    images = random_images(
        NetworkPlan(filters=(1,), kernel_size=(1,), input_shape=(1, 6, 6), n_classes=3), 8
    )
    points = {"conv1": "relu1", "branch": "conv2", "sum": "relu2"}
    found = result_of(first_order_harm(network, points, images, MEAN, SD))
    x = network_input(images.images, MEAN, SD).double()

    def loss() -> float:
        with torch.no_grad():
            return float(functional.cross_entropy(network(x), images.labels))

    for layer, point in points.items():
        for unit in range(4):
            factor = torch.ones(1, 4, 1, 1, dtype=torch.float64)
            factor[0, unit] = 1 - DOSE
            intact = loss()
            handle = network.get_submodule(point).register_forward_hook(
                lambda module, inputs, output, factor=factor: output * factor
            )
            slope = (loss() - intact) / DOSE
            handle.remove()
            assert found.loss_increase[layer][unit] == pytest.approx(slope, rel=0.01, abs=1e-4)


def test_points_that_run_more_or_less_than_once_are_refused() -> None:
    images = random_images(PLAN, 4)
    relu = nn.ReLU()
    twice = nn.Sequential(nn.Conv2d(1, 2, 3), relu, relu, nn.Flatten(), nn.Linear(288, 4))
    with pytest.raises(ValueError, match="more than once"):
        next(first_order_harm(twice, {"a": "1"}, images, MEAN, SD, 4))
    never = new_network(PLAN, 0)
    never.add_module("unused", nn.ReLU())
    with pytest.raises(ValueError, match="did not run"):
        next(first_order_harm(never, {"a": "unused"}, images, MEAN, SD, 4))
    with pytest.raises(ValueError, match="share"):
        next(first_order_harm(never, {"a": "relu1", "b": "relu1"}, images, MEAN, SD, 4))
    with pytest.raises(AttributeError):
        next(first_order_harm(never, {"a": "relu9"}, images, MEAN, SD, 4))
    with pytest.raises(ValueError, match="without images"):
        next(first_order_harm(never, {"a": "relu1"}, random_images(PLAN, 0), MEAN, SD))
    assert not any(module._forward_hooks for module in never.modules())
