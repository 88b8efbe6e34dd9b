"""Damage to weights, written into a copy, answers as the damage itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from tests.cortex.lesions.random_networks import MEAN, SD, random_images, random_network
from visctx_gui.cortex.files.network_file import weights_sha256
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.silencing import silenced
from visctx_gui.cortex.lesions.statistics import measure_statistics
from visctx_gui.cortex.lesions.written_damage import with_written_damage
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.plan.lesion import Lesion, LesionPart, silence
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import PlanError

PLAN = NetworkPlan(
    filters=(4, 6), kernel_size=(3,), input_shape=(1, 14, 14), n_classes=4, normalisation="batch"
)
WEIGHTS = (
    LesionPart("conv1", (0, 2), mode="weights", dose=0.6),
    LesionPart("conv1", (1, 2), mode="connections", dose=0.5, seed=3),
    LesionPart("conv2", (5,), mode="weights"),
)
RESPONSES = (LesionPart("conv1", (3,)), LesionPart("conv2", (0,), mode="mean", dose=0.5))


@pytest.mark.parametrize("normalisation", ["none", "batch"])
def test_copy_and_rest_give_the_scores_of_the_whole_lesion(normalisation: str) -> None:
    plan = replace(PLAN, normalisation=normalisation)
    network, images = random_network(plan, 1), random_images(plan, 20)
    before = weights_sha256(network)
    lesion = Lesion((*WEIGHTS, *RESPONSES))
    statistics = measure_statistics(network, images, MEAN, SD)
    x = network_input(images.images, MEAN, SD)
    copied, rest = with_written_damage(network, lesion)
    assert rest == Lesion(RESPONSES)
    with evaluation_mode(network), silenced(network, lesion, statistics):
        expected = network(x)
    with evaluation_mode(copied), silenced(copied, rest, statistics):
        found = copied(x)
    assert torch.allclose(found, expected, atol=1e-5 * float(expected.abs().max()))
    assert weights_sha256(network) == before != weights_sha256(copied)


def test_without_damage_to_weights_nothing_is_copied() -> None:
    network = random_network(PLAN, 1)
    assert with_written_damage(network, Lesion(RESPONSES)) == (network, Lesion(RESPONSES))


def test_a_lesion_that_does_not_fit_is_refused() -> None:
    with pytest.raises(PlanError):
        with_written_damage(random_network(PLAN, 1), silence("conv3", (0,)))
