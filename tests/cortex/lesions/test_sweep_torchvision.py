"""The quick sweep on the networks of torchvision, with random weights."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import nn

from tests.cortex.lesions.sweep_networks import (
    MEAN,
    SD,
    assert_same_answers,
    noise_images,
    shake_normalisation,
    slow_scores,
    words_of,
)
from visctx_gui.cortex.lesions.unit_sweep import UnitSweep

# Layer, the module whose output its lesion acts on, and the first word of how it is swept.
Case = tuple[str, str, str]
CASES: dict[str, tuple[Case, ...]] = {
    "resnet18": (
        ("conv1", "relu", "Quick"),  # read by a convolution and by the skip path
        ("layer1.0.conv1", "layer1.0.relu", ""),
        ("layer4.1.conv2", "layer4.1.bn2", "Quickest"),  # a sum, ReLU, mean, linear
        ("layer2.0.downsample.0", "layer2.0.downsample.1", "Quick"),
    ),
    "squeezenet1_1": (
        ("features.0", "features.1", "Quickest"),
        ("features.3.expand1x1", "features.3.expand1x1_activation", "Quickest"),
        ("features.3.expand3x3", "features.3.expand3x3_activation", "Quickest"),
        ("classifier.1", "classifier.2", "Quick"),
    ),
    "mobilenet_v3_small": (
        ("features.0.0", "features.0.2", "Quick"),
        ("features.1.block.1.fc1", "features.1.block.1.activation", "Quickest"),
        ("features.1.block.1.fc2", "features.1.block.1.scale_activation", "Quickest"),
        ("features.2.block.0.0", "features.2.block.0.2", "Quickest"),  # through a depthwise one
        ("features.2.block.1.0", "features.2.block.1.2", "Quickest"),
        ("features.12.0", "features.12.2", "Quickest"),
    ),
    "vgg11_bn": (("features.0", "features.2", "Quickest"), ("features.25", "features.27", "Quickest")),
    "resnext50_32x4d": (
        ("layer1.0.conv1", "", "Quickest"),  # into a grouped convolution
        ("layer4.2.conv2", "", "Quickest"),
        ("layer4.2.conv3", "layer4.2.bn3", "Quickest"),
        ("layer2.0.conv3", "layer2.0.bn3", "Quick"),
    ),
    "densenet121": (
        ("features.conv0", "features.relu0", "Quick"),
        ("features.denseblock1.denselayer1.conv1", "features.denseblock1.denselayer1.relu2", "Quickest"),
        ("features.denseblock4.denselayer15.conv2", "features.denseblock4.denselayer15.conv2", "Quick"),
        ("features.denseblock4.denselayer16.conv2", "features.denseblock4.denselayer16.conv2", "Quickest"),
        ("features.transition2.conv", "features.transition2.conv", "Quick"),
    ),
    "efficientnet_b0": (
        ("features.2.0.block.0.0", "features.2.0.block.0.2", "Quick"),  # read by gate and sum
        ("features.8.0", "features.8.2", "Quickest"),
    ),
    "convnext_tiny": (("features.1.0.block.0", "features.1.0.block.0", "Quick"),),
    "shufflenet_v2_x1_0": (("stage2.0.branch2.0", "stage2.0.branch2.2", "Quickest"),),
    "googlenet": (("inception3a.branch2.1.conv", "inception3a.branch2.1.bn", "Quick"),),
    "mnasnet1_0": (("layers.14", "layers.16", "Quickest"),),
}  # fmt: skip
LARGE = {"vgg11_bn", "resnext50_32x4d", "densenet121", "convnext_tiny"}
SAME_MODULE = {"layer1.0.relu", "layer4.2.relu"}


def built(name: str) -> nn.Module:
    """A network with random weights, whose units are not all alike."""
    models = pytest.importorskip("torchvision").models
    terms: dict[str, Any] = {"init_weights": False} if name == "googlenet" else {}
    torch.manual_seed(0)
    network: nn.Module = models.get_model(name, weights=None, num_classes=10, **terms)
    shake_normalisation(network)
    return network.eval()


def check(name: str) -> None:
    network, images = built(name), noise_images(3, (3, 64, 64), 10)
    # ReLU modules that a block runs several times have no output of their own to be hooked.
    cases = [case for case in CASES[name] if case[1] and case[1] not in SAME_MODULE]
    units = {layer: [0, 3, 5] for layer, _, _ in cases}
    sweep = UnitSweep(network, images, MEAN, SD, units, memory_bytes=64 * 2**20)
    words = words_of(sweep)
    for layer, point, word in cases:
        assert sweep.points[layer] == point or "relu" in sweep.points[layer]
        assert words[layer] == word or not word
        slow = slow_scores(network, images, point, units[layer])
        assert_same_answers(sweep.scores(layer), slow)


@pytest.mark.parametrize("name", sorted(CASES.keys() - LARGE))
def test_quick_scores_equal_slow_scores(name: str) -> None:
    check(name)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(LARGE))
def test_quick_scores_of_large_networks_equal_slow_scores(name: str) -> None:
    check(name)
