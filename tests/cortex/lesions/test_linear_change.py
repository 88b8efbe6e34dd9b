"""Outputs of linear operations after the change of a channel, against running them again."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor, nn

from visctx_gui.cortex.lesions.linear_change import (
    ConvolutionChange,
    LinearChange,
    LinearLayerChange,
)
from visctx_gui.cortex.lesions.sweep_cases import Cases, dense_cases

CPU = torch.device("cpu")


def drawn_cases(data: st.DataObject, n_units: int, n: int) -> Cases:
    if data.draw(st.booleans()):
        first = data.draw(st.integers(0, n_units - 1))
        return dense_cases(range(first, data.draw(st.integers(first + 1, n_units))), n, CPU)
    places = sorted(data.draw(st.sets(st.integers(0, n_units - 1), min_size=1)))
    chosen = st.sets(st.integers(0, n - 1), min_size=1)
    images = tuple(torch.tensor(sorted(data.draw(chosen))) for _ in places)
    return Cases(tuple(places), images, n, CPU)


def check(operation: nn.Module, change: LinearChange, maps: Tensor, data: st.DataObject) -> None:
    """Some channels get other values; `change` is told only by how much."""
    n, n_channels = maps.shape[:2]
    channels = sorted(data.draw(st.sets(st.integers(0, n_channels - 1), min_size=1)))
    differences = torch.randn(n, len(channels), *maps.shape[2:])
    cases = drawn_cases(data, len(channels), n)
    with torch.no_grad():
        prepared = change.prepared(operation(maps))
        found = change.rows(prepared, differences, channels, cases)
        expected = []
        for place, images in zip(cases.places, cases.images, strict=True):
            changed = maps.clone()
            changed[:, channels[place]] += differences[:, place]
            expected.append(operation(changed if images is None else changed[images]))
    assert torch.allclose(found, torch.cat(expected), atol=1e-4)


@given(st.data())
def test_a_convolution_with_a_changed_channel(data: st.DataObject) -> None:
    torch.manual_seed(data.draw(st.integers(0, 10)))
    groups, kernel = (
        data.draw(st.sampled_from([1, 1, 2])),
        data.draw(st.tuples(st.integers(1, 3), st.integers(1, 3))),
    )
    padding = tuple(data.draw(st.integers(0, side)) for side in kernel)
    stride = data.draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
    conv = nn.Conv2d(4, 6, kernel, stride, padding, groups=groups)
    maps = torch.randn(data.draw(st.integers(1, 4)), 4, 5, 6)
    assert ConvolutionChange.can_be_changed(conv)
    change = ConvolutionChange(conv, any_order=data.draw(st.booleans()))
    check(conv, change, maps, data)


@given(st.data())
def test_a_linear_layer_with_a_changed_channel(data: st.DataObject) -> None:
    torch.manual_seed(data.draw(st.integers(0, 10)))
    layer = nn.Sequential(nn.Flatten(), nn.Linear(4 * 6, 5))
    linear = layer[1]
    assert isinstance(linear, nn.Linear)
    maps = torch.randn(data.draw(st.integers(1, 4)), 4, 2, 3)
    check(layer, LinearLayerChange(linear, 4), maps, data)


def test_convolutions_with_holes_or_other_padding_are_left_alone() -> None:
    can_be_changed = ConvolutionChange.can_be_changed
    assert not can_be_changed(nn.Conv2d(2, 2, 3, dilation=2))
    assert not can_be_changed(nn.Conv2d(2, 2, 3, padding="same"))
    assert not can_be_changed(nn.Conv2d(2, 2, 3, padding=1, padding_mode="circular"))
