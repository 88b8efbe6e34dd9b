"""Properties of units against loops over images and units."""

from __future__ import annotations

import math
from collections.abc import Generator
from typing import TypeVar

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from tests.cortex.lesions.random_networks import (
    MEAN,
    SD,
    network_plans,
    random_images,
    random_network,
)
from visctx_gui.cortex.images.image_set import ImageSet
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.pass_work import SLICE_MULTIPLICATIONS_CPU, images_per_slice
from visctx_gui.cortex.lesions.unit_properties import (
    UnitProperties,
    class_selectivity,
    kernel_norms,
    unit_properties,
)
from visctx_gui.cortex.networks.v1_v2 import V1V2Network, new_network
from visctx_gui.cortex.recording.recording import record
from visctx_gui.plan.network import NetworkPlan

PLAN = NetworkPlan(filters=(5, 6), kernel_size=(3,), input_shape=(1, 14, 14), n_classes=4)
Result = TypeVar("Result")


def result_of(slices: Generator[int, None, Result]) -> Result:
    """Drive the generator to its end."""
    while True:
        try:
            next(slices)
        except StopIteration as end:
            value: Result = end.value
            return value


def measured(network: V1V2Network, layer: str, images: ImageSet, size: int = 7) -> UnitProperties:
    point = network.lesion_point(layer)
    return result_of(unit_properties(network, layer, point, images, MEAN, SD, "train", size))


def selectivity_by_hand(means: list[float]) -> float:
    shown = [mean for mean in means if not math.isnan(mean)]
    if len(shown) < 2 or min(shown) < 0 or max(shown) == 0:
        return math.nan
    largest = max(shown)
    rest = (sum(shown) - largest) / (len(shown) - 1)
    return (largest - rest) / (largest + rest)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_properties_equal_loops_over_images(data: st.DataObject) -> None:
    plan = data.draw(network_plans())
    network, images = random_network(plan, 1), random_images(plan, 16)
    layer = data.draw(st.sampled_from(plan.conv_names))
    found = measured(network, layer, images)
    maps = record(network, network_input(images.images, MEAN, SD), [layer])[layer].double()
    for unit in range(maps.shape[1]):
        means = []
        for label in range(plan.n_classes):
            chosen = [float(maps[i, unit].mean()) for i in range(16) if images.labels[i] == label]
            means.append(sum(chosen) / len(chosen) if chosen else math.nan)
        np.testing.assert_allclose(found.class_means[unit], means, rtol=1e-5, atol=1e-6)
        own = selectivity_by_hand(found.class_means[unit].tolist())
        np.testing.assert_allclose(found.selectivity[unit], own, atol=1e-9)
        answered = [i for i in range(16) if bool((maps[i, unit] != 0).any())]
        assert found.response_share[unit] == len(answered) / 16
        if answered:
            assert found.class_means[unit, found.preferred_class[unit]] == np.nanmax(
                found.class_means[unit]
            )
    assert found.n_images == 16
    assert found.class_counts.tolist() == list(images.counts())


def test_images_per_slice_do_not_change_the_properties() -> None:
    network, images = new_network(PLAN, 0), random_images(PLAN, 23)
    one, other = measured(network, "conv2", images, 23), measured(network, "conv2", images, 4)
    np.testing.assert_allclose(one.class_means, other.class_means, rtol=1e-6)
    slices = unit_properties(network, "conv1", "relu1", images, MEAN, SD, "test", 10)
    assert list(slices) == [10, 20, 23]


def test_dead_units_are_named_and_have_no_selectivity() -> None:
    network, images = new_network(PLAN, 0), random_images(PLAN, 12)
    conv = network.get_submodule("conv1")
    assert isinstance(conv, nn.Conv2d)
    assert conv.bias is not None
    with torch.no_grad():
        conv.weight[[1, 3]] = 0.0
        conv.bias[1], conv.bias[3] = -1.0, 0.5
    found = measured(network, "conv1", images)
    assert found.dead_units == (1,)
    assert math.isnan(found.selectivity[1])
    assert found.preferred_class[1] == -1
    assert found.selectivity[3] == pytest.approx(0.0)  # answers alike to all: not dead
    assert found.kernel_norm[[1, 3]].tolist() == [0.0, 0.0]  # the bias is not counted
    assert found.response_share[3] == 1.0


def test_selectivity_by_hand_and_where_it_is_undefined() -> None:
    nan = math.nan
    means = np.array(
        [[3.0, 1.0, 0.0], [2.0, 0.0, 0.0], [1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [1.0, -1.0, 0.0]]
    )
    np.testing.assert_allclose(class_selectivity(means), [2.5 / 3.5, 1.0, 0.0, nan, nan])
    with_gap = np.array([[3.0, nan, 1.0], [0.0, nan, 4.0]])
    np.testing.assert_allclose(class_selectivity(with_gap), [0.5, 1.0])
    assert np.isnan(class_selectivity(np.array([[3.0], [1.0]]))).all()


def test_norms_are_those_of_the_weights() -> None:
    network = new_network(PLAN, 0)
    weights = network.get_submodule("conv2").weight
    assert isinstance(weights, torch.Tensor)
    slow = [math.sqrt(sum(float(w) ** 2 for w in kernel.flatten())) for kernel in weights.detach()]
    np.testing.assert_allclose(kernel_norms(network, "conv2"), slow, rtol=1e-6)
    with pytest.raises(ValueError, match="no weights"):
        kernel_norms(network, "relu1")


def test_trap_t5_the_network_is_left_as_it_was() -> None:
    plan = NetworkPlan(
        filters=(3, 4), kernel_size=(3,), input_shape=(1, 12, 12), normalisation="batch"
    )
    network, images = random_network(plan, 0), random_images(plan, 9)
    network.train()
    network.get_submodule("norm2").eval()
    before = {name: value.clone() for name, value in network.state_dict().items()}
    slices = unit_properties(network, "conv1", "relu1", images, MEAN, SD, "train", 4)
    for _ in slices:
        assert network.training
        assert not network.get_submodule("norm2").training
        assert not any(module._forward_hooks for module in network.modules())
    for name, value in network.state_dict().items():
        assert torch.equal(value, before[name])


def test_any_network_with_named_modules() -> None:
    torch.manual_seed(0)
    network = nn.Sequential(
        nn.Conv2d(1, 3, 3), nn.ReLU(inplace=True), nn.Flatten(), nn.Linear(3 * 36, 5), nn.ReLU()
    ).double()
    images = random_images(NetworkPlan(input_shape=(1, 8, 8), filters=(1,), kernel_size=(3,)), 10)
    found = result_of(unit_properties(network, "3", "4", images, MEAN, SD, "validation"))
    with torch.no_grad():
        response = network(network_input(images.images, MEAN, SD).double()).numpy()
    np.testing.assert_allclose(
        np.nansum(found.class_means * found.class_counts, axis=1), response.sum(0), rtol=1e-9
    )
    first = result_of(unit_properties(network, "0", "0", images, MEAN, SD, "validation"))
    assert np.nanmin(first.class_means) < 0  # seen before the ReLU wrote over it


def test_points_that_do_not_belong_to_the_layer_are_refused() -> None:
    network, images = new_network(PLAN, 0), random_images(PLAN, 4)
    for layer, point in [("conv1", "relu2"), ("conv1", "linear")]:
        with pytest.raises(ValueError, match="one map"):
            next(unit_properties(network, layer, point, images, MEAN, SD, "test", 4))
    with pytest.raises(AttributeError):
        next(unit_properties(network, "conv1", "relu9", images, MEAN, SD, "test", 4))
    with pytest.raises(ValueError, match="without images"):
        next(unit_properties(network, "conv1", "relu1", random_images(PLAN, 0), MEAN, SD, "test"))


def test_slices_hold_as_many_images_as_their_work_allows() -> None:
    network = nn.Sequential(nn.Conv2d(1, 10, 5), nn.ReLU(), nn.Flatten(), nn.Linear(640, 4))
    work = 10 * 25 * 64 + 640 * 4
    image = torch.zeros(1, 1, 12, 12)
    assert images_per_slice(network, image) == 2_000
    assert images_per_slice(network, image, passes=100) == SLICE_MULTIPLICATIONS_CPU // (100 * work)
    assert images_per_slice(network, image, passes=10**7) == 1
    assert network.training
