"""Counting answers in slices against counting them one image at a time."""

from __future__ import annotations

import pytest
import torch

from tests.cortex.training.small_data import CPU, SMALL_NETWORK, small_set
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import new_network
from visctx_gui.cortex.training.evaluate import confusion, confusion_slices, slice_size
from visctx_gui.plan.network import NetworkPlan

MEAN, SD = (0.2,), (0.4,)


@pytest.mark.parametrize("batch_size", [None, 1, 7, 1000])
def test_counts_are_those_of_single_images(batch_size: int | None) -> None:
    network, images = new_network(SMALL_NETWORK, seed=2), small_set(40, seed=5)
    wanted = torch.zeros(3, 3, dtype=torch.int64)
    with evaluation_mode(network):
        for image, label in zip(images.images, images.labels, strict=True):
            answer = int(network(network_input(image[None], MEAN, SD)).argmax())
            wanted[int(label), answer] += 1
    assert torch.equal(confusion(network, images, MEAN, SD, batch_size), wanted)


def test_slices_count_up_and_leave_the_mode_alone() -> None:
    network, images = new_network(SMALL_NETWORK, seed=2), small_set(10, seed=5)
    done = []
    for n in confusion_slices(network, images, MEAN, SD, batch_size=4):
        done.append(n)
        assert network.training
        assert not torch.is_inference_mode_enabled()
    assert done == [4, 8, 10]


def test_no_images_give_an_empty_count() -> None:
    network = new_network(SMALL_NETWORK, seed=2)
    assert not confusion(network, small_set(0, seed=5), MEAN, SD).any()


def test_slices_shrink_as_networks_grow_and_never_vanish() -> None:
    small = slice_size(NetworkPlan(), CPU)
    large = slice_size(NetworkPlan(filters=(64, 128), padding=(2,), input_shape=(3, 224, 224)), CPU)
    assert 100 <= small <= 1000
    assert large == 1
    assert slice_size(NetworkPlan(), torch.device("cuda")) > small
