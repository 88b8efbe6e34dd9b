"""The end of the commonest networks."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from visctx_gui.cortex.lesions.quick_ending import has_quick_ending, quick_ending
from visctx_gui.plan.network import NetworkPlan


@given(st.integers(1, 5), st.integers(1, 9), st.integers(2, 9), st.integers(2, 9), st.booleans())
def test_scores_are_those_of_the_layers_and_the_sums_stay_as_they_are(
    n: int, channels: int, height: int, width: int, channels_last: bool
) -> None:
    generator = torch.Generator().manual_seed(0)
    summed = torch.randn(n, channels, height, width, generator=generator)
    if channels_last:
        summed = summed.contiguous(memory_format=torch.channels_last)
    before = summed.clone()
    linear = nn.Linear(channels * (height // 2) * (width // 2), 4)
    layers = nn.Sequential(nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), linear)
    with torch.inference_mode():
        assert torch.allclose(quick_ending(linear, summed), layers(before), atol=1e-6)
    assert torch.equal(summed, before)


def test_only_networks_that_end_so_take_it() -> None:
    assert has_quick_ending(NetworkPlan())
    for other in (
        NetworkPlan(pooling="average"),
        NetworkPlan(pooling="stride"),
        NetworkPlan(nonlinearity="gelu"),
        NetworkPlan(nonlinearity="leaky_relu"),
        NetworkPlan(normalisation="batch"),
        NetworkPlan(normalisation="local_response"),
    ):
        assert not has_quick_ending(other)
