"""Mean and standard deviation of the channels, slice by slice."""

from __future__ import annotations

import pytest
import torch

from tests.cortex.lesions.random_networks import MEAN, SD, random_images, random_network
from visctx_gui.cortex.files.network_file import weights_sha256
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.statistics import measure_statistics, statistics_slices
from visctx_gui.cortex.recording.recording import record
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import DataError

PLAN = NetworkPlan(
    filters=(4, 5), kernel_size=(3,), input_shape=(1, 14, 14), n_classes=3, normalisation="batch"
)


@pytest.mark.parametrize("batch_size", [None, 5, 1])
def test_statistics_are_those_of_all_images_and_positions(batch_size: int | None) -> None:
    network, images = random_network(PLAN, 0), random_images(PLAN, 23)
    statistics = measure_statistics(network, images, MEAN, SD, batch_size)
    maps = record(network, network_input(images.images, MEAN, SD), ["conv1", "conv2"])
    assert set(statistics.mean) == set(statistics.sd) == set(maps)
    for layer, values in maps.items():
        assert torch.allclose(statistics.mean[layer], values.mean((0, 2, 3)), atol=1e-5)
        sd = values.double().std((0, 2, 3), correction=0).float()
        assert torch.allclose(statistics.sd[layer], sd, atol=1e-5)


def test_slices_report_the_images_done_and_leave_the_network_alone() -> None:
    network, images = random_network(PLAN, 0), random_images(PLAN, 23)
    network.train()
    before = weights_sha256(network)
    slices = statistics_slices(network, images, MEAN, SD, 10)
    done = []
    for n in slices:
        done.append(n)
        assert all(module.training for module in network.modules())
        assert not any(module._forward_hooks for module in network.modules())
    assert done == [10, 20, 23]
    assert weights_sha256(network) == before


def test_a_slice_of_its_own_choice_is_short_and_always_the_same() -> None:
    plan = NetworkPlan()
    network, images = random_network(plan, 0), random_images(plan, 300)
    first, again = (list(statistics_slices(network, images, MEAN, SD)) for _ in range(2))
    assert first == again
    assert 50 <= first[0] <= 200
    large = NetworkPlan(filters=(64, 128), padding=(2,), input_shape=(3, 32, 32))
    few = random_images(large, 3)
    assert next(statistics_slices(random_network(large, 0), few, MEAN, SD)) < 3


def test_no_images_are_refused() -> None:
    with pytest.raises(DataError, match="no training images"):
        measure_statistics(random_network(PLAN, 0), random_images(PLAN, 0), MEAN, SD)
