"""The cross-entropy that a sweep sums where it is asked to, against silenced copies."""

from __future__ import annotations

import copy
from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn
from torch.nn import functional

from tests.cortex.lesions.random_networks import random_images, random_network
from tests.cortex.lesions.sweep_networks import (
    MEAN,
    SD,
    RandomNetwork,
    networks,
    noise_images,
    slow_scores,
)
from visctx_gui.cortex.images.image_set import ImageSet
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions import sweep_counting
from visctx_gui.cortex.lesions.sweep_tally import SweepTally
from visctx_gui.cortex.lesions.unit_sweep import UnitSweep
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import PlanError

MEMORY = st.sampled_from([0, 20_000, 200_000, 2**28])
SMALL = NetworkPlan(filters=(6, 8), kernel_size=(3,), input_shape=(1, 14, 14), n_classes=4)


def sweep_of(network: nn.Module, images: ImageSet, *layers: str, **terms: object) -> UnitSweep:
    return UnitSweep(network, images, MEAN, SD, layers, **terms)  # type: ignore[arg-type]


def last(sweep: UnitSweep, start: SweepTally | None = None, with_loss: bool = False) -> SweepTally:
    """The exact counts."""
    tallies = [tally for tally in sweep.run(start, with_loss) if tally is not None]
    return tallies[-1]


@settings(max_examples=60, deadline=None)
@given(networks(), MEMORY)
def test_the_loss_is_that_of_the_silenced_copy(network: RandomNetwork, memory: int) -> None:
    images = noise_images(23)
    sweep = sweep_of(network, images, *network.points, memory_bytes=memory)
    tally = last(sweep, with_loss=True)
    with torch.no_grad():
        plain = copy.deepcopy(network).eval()(network_input(images.images, MEAN, SD)).double()
    intact = float(functional.cross_entropy(plain, images.labels, reduction="sum"))
    assert tally.intact_loss_sum == pytest.approx(intact, rel=1e-4)
    for layer, point in network.points.items():
        units = range(network.get_submodule(layer).out_channels)
        slow = slow_scores(network, images, point, list(units)).double()
        for unit, scores in zip(units, slow, strict=True):
            expected = functional.cross_entropy(scores, images.labels, reduction="sum")
            assert tally.loss(layer)[unit] * 23 == pytest.approx(float(expected), rel=1e-4)
            rise = (float(expected) - intact) / 23
            assert tally.loss_rise(layer)[unit] == pytest.approx(rise, abs=1e-4 * intact)
        exact = [
            float(functional.cross_entropy(scores, images.labels, reduction="sum"))
            for scores in sweep.scores(layer).double()
        ]
        assert tally.layers[layer].loss_sum == pytest.approx(np.array(exact), rel=1e-12)


def test_the_loss_of_many_classes_is_summed_a_few_units_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network, images = random_network(SMALL, 0), random_images(SMALL, 20)
    whole = last(sweep_of(network, images, "conv1", "conv2"), with_loss=True)
    monkeypatch.setattr(sweep_counting, "LOSS_BYTES", 1)
    one_by_one = last(sweep_of(network, images, "conv1", "conv2"), with_loss=True)
    for layer in ("conv1", "conv2"):
        assert whole.loss(layer) == pytest.approx(one_by_one.loss(layer), rel=1e-12)


def test_a_plain_sweep_sums_no_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("nobody asked for the loss")

    monkeypatch.setattr(sweep_counting, "_summed_loss", refuse)
    network, images = random_network(SMALL, 0), random_images(SMALL, 20)
    tally = last(sweep_of(network, images, "conv1"))
    assert tally.layers["conv1"].loss_sum is tally.intact_loss_sum is None
    assert not tally.has_loss


def test_a_resumed_sweep_goes_on_with_the_loss_only_where_it_was_summed() -> None:
    network, images = random_network(SMALL, 2), random_images(SMALL, 50)

    def sweep() -> UnitSweep:
        return sweep_of(network, images, "conv1", memory_bytes=150_000)

    whole = [one for one in sweep().run(with_loss=True) if one]
    assert whole[0].n < 50
    resumed = last(sweep(), SweepTally.from_arrays(whole[0].to_arrays()), with_loss=True)
    assert resumed.loss("conv1") == pytest.approx(whole[-1].loss("conv1"), rel=1e-12)
    assert resumed.loss_rise("conv1") == pytest.approx(whole[-1].loss_rise("conv1"), abs=1e-12)
    assert resumed.intact_loss_sum == pytest.approx(whole[-1].intact_loss_sum, rel=1e-12)
    assert whole[0].loss("conv1").tolist() != resumed.loss("conv1").tolist()
    plain = last(sweep(), whole[0])
    assert plain.layers["conv1"].loss_sum is plain.intact_loss_sum is None
    for start in (plain, replace(whole[0], intact_loss_sum=None)):
        with pytest.raises(PlanError, match="lack the cross-entropy"):
            sweep().run(start, with_loss=True)


def test_a_dead_unit_raises_the_loss_by_nothing_at_all() -> None:
    network, images = random_network(SMALL, 3), random_images(SMALL, 700)
    with torch.no_grad():
        for layer in ("conv1", "conv2"):
            convolution = network.get_submodule(layer)
            convolution.weight[[1, 4]] = 0.0  # type: ignore[index, operator]
            convolution.bias[[1, 4]] = -1.0  # type: ignore[index, operator]
    tally = last(sweep_of(network, images, "conv1", "conv2"), with_loss=True)
    for layer in ("conv1", "conv2"):
        assert tally.loss_rise(layer)[[1, 4]].tolist() == [0.0, 0.0]
        assert (tally.loss_rise(layer)[[0, 2, 3, 5]] != 0).all()
