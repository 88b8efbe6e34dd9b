"""Stored moments: dense early, sparse late, within their budget, and exact enough."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cortex.training.small_data import SMALL_NETWORK
from visctx_gui.cortex.networks.v1_v2 import V1V2Network, new_network
from visctx_gui.cortex.training.moments import Moments
from visctx_gui.plan.wording import CheckpointError

NETWORK = new_network(SMALL_NETWORK, seed=0)


def filled(last_step: int, moments: Moments | None = None) -> Moments:
    moments = Moments() if moments is None else moments
    for step in range(last_step + 1):
        moments.offer(step, NETWORK)
    return moments


def test_every_early_step_and_ever_fewer_later() -> None:
    steps = filled(4_000).steps
    assert steps[:21].tolist() == list(range(21))
    assert (np.diff(steps)[20:] <= 1 + steps[20:-1] * 0.06).all()
    assert 100 < len(steps) < 180


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(1, 400), min_size=1, max_size=150),
    st.integers(0, 12),
    st.integers(0, 6_000),
)
def test_never_more_than_the_budget_and_both_ends_stay(
    gaps: list[int], most: int, most_bytes: int
) -> None:
    moments = Moments(maximum_moments=most, maximum_bytes=most_bytes)
    offered = np.cumsum([0, *gaps]).tolist()
    for step in offered:
        moments.offer(step, NETWORK, accuracy=0.5)
    assert moments.steps[0] == 0
    assert moments.steps[-1] == offered[-1]
    assert (np.diff(moments.steps) > 0).all()
    assert set(moments.steps.tolist()) <= set(offered)
    assert len(moments) <= max(2, most)
    one = sum(2 * moments.weights(0, layer).numel() for layer in moments.layers)  # float16
    assert len(moments) * one <= max(most_bytes, 2 * one)


def test_thinning_keeps_early_moments_dense() -> None:
    steps = filled(20_000, Moments(maximum_moments=30)).steps
    gaps = np.diff(np.log(steps + 20.0))
    assert len(steps) == 30
    assert gaps.max() < 4 * np.median(gaps)


def test_weights_come_back_to_half_precision_and_are_owned() -> None:
    network = new_network(SMALL_NETWORK, seed=1)
    moments = Moments()
    moments.offer(0, network)
    kept = moments.weights(0, "conv2")
    true = network.state_dict()["conv2.weight"].clone()
    torch.testing.assert_close(kept, true, rtol=1 / 2048, atol=1e-7)
    kept.zero_()
    network.state_dict()["conv2.weight"].zero_()
    torch.testing.assert_close(moments.weights(0, "conv2"), true, rtol=1 / 2048, atol=1e-7)
    with pytest.raises(KeyError):
        moments.weights(0, "linear")
    for place in (-1, 1):
        with pytest.raises(IndexError):
            moments.weights(place, "conv1")


def test_huge_weights_stay_finite() -> None:
    network = new_network(SMALL_NETWORK, seed=1)
    network.state_dict()["conv1.weight"].fill_(-1e20)
    moments = Moments()
    moments.offer(0, network)
    assert moments.weights(0, "conv1").isfinite().all()


def test_layers_without_room_are_left_out_the_deepest_first() -> None:
    plan = replace(SMALL_NETWORK, filters=(3, 40))
    moments = Moments(maximum_bytes=10_000)
    moments.offer(0, new_network(plan, seed=0))
    assert moments.layers == ("conv1",)


def test_an_accuracy_is_kept_with_its_moment() -> None:
    moments = filled(100)
    assert 100 not in moments.steps
    assert moments.offer(100, NETWORK, accuracy=0.75)
    assert not moments.offer(100, NETWORK, accuracy=0.5)  # measured again
    assert moments.accuracy[-1] == 0.5
    assert math.isnan(moments.accuracy[0])
    assert not moments.offer(50, NETWORK)


def test_saved_and_loaded(tmp_path: Path) -> None:
    moments = filled(60)
    moments.offer(60, NETWORK, accuracy=0.5)
    moments.save(tmp_path / "moments.safetensors")
    again = Moments.load(tmp_path / "moments.safetensors")
    np.testing.assert_array_equal(again.steps, moments.steps)
    np.testing.assert_array_equal(again.accuracy, moments.accuracy)
    assert torch.equal(again.weights(9, "conv1"), moments.weights(9, "conv1"))
    for step in range(61, 90):
        assert again.offer(step, NETWORK) == moments.offer(step, NETWORK)


def test_moments_after_a_checkpoint_are_forgotten_and_made_again() -> None:
    whole = filled(200)
    resumed = filled(200)
    resumed.forget_after(70)
    assert resumed.steps.max() <= 70
    for step in range(71, 201):
        resumed.offer(step, NETWORK)
    np.testing.assert_array_equal(resumed.steps, whole.steps)


def test_moments_of_nothing(tmp_path: Path) -> None:
    Moments().save(tmp_path / "empty.safetensors")
    assert len(Moments.load(tmp_path / "empty.safetensors")) == 0
    with pytest.raises(CheckpointError, match=r"nowhere\.safetensors"):
        Moments.load(tmp_path / "nowhere.safetensors")


def test_a_network_on_any_layout_is_kept_alike() -> None:
    network: V1V2Network = new_network(SMALL_NETWORK, seed=1)
    plain, last = Moments(), Moments()
    plain.offer(0, network)
    last.offer(0, network.to(memory_format=torch.channels_last))
    assert torch.equal(plain.weights(0, "conv2"), last.weights(0, "conv2"))
