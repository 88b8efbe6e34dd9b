"""Copies of live tensors."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from visctx_gui.engine.snapshots import (
    LARGEST_SNAPSHOT_BYTES,
    LARGEST_TILES,
    limited_maps,
    snapshot,
)


@pytest.mark.parametrize("kind", [torch.float32, torch.float64, torch.float16, torch.int64])
def test_a_snapshot_is_an_owned_read_only_float32_copy(kind: torch.dtype) -> None:
    live = torch.arange(24).reshape(2, 3, 4).to(kind)
    copied = snapshot(live)
    live += 1
    assert copied.dtype == np.float32
    assert copied.flags.owndata
    assert copied.flags.c_contiguous
    assert np.array_equal(copied, np.arange(24).reshape(2, 3, 4))
    with pytest.raises(ValueError, match="read-only"):
        copied[0] = 0


def test_a_snapshot_of_weights_that_are_trained() -> None:
    weights = torch.nn.Parameter(torch.ones(3, 4).to(memory_format=torch.contiguous_format))
    copied = snapshot(weights.T)
    with torch.no_grad():
        weights.zero_()
    assert np.array_equal(copied, np.ones((4, 3)))


def test_a_snapshot_of_more_than_8_mib_is_refused() -> None:
    most = LARGEST_SNAPSHOT_BYTES // 4
    assert snapshot(torch.zeros(most)).nbytes == LARGEST_SNAPSHOT_BYTES
    with pytest.raises(ValueError, match="too large"):
        snapshot(torch.zeros(most + 1))


def test_maps_that_fit_are_left_alone() -> None:
    maps = torch.rand(16, 24, 24)
    assert limited_maps(maps) is maps or torch.equal(limited_maps(maps), maps)


def test_too_many_or_too_large_maps_are_reduced() -> None:
    assert limited_maps(torch.zeros(3000, 2, 2)).shape == (LARGEST_TILES, 2, 2)
    large = torch.arange(64 * 300 * 300, dtype=torch.float32).reshape(64, 300, 300)
    reduced = limited_maps(large)
    assert reduced.shape == (64, 150, 150)
    assert torch.equal(reduced, large[:, ::2, ::2])
