"""From live tensors to arrays that can be handed to another thread."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from visctx_gui.engine.messages import Floats

LARGEST_SNAPSHOT_BYTES = 8 * 2**20
LARGEST_TILES = 2048

Array = TypeVar("Array", bound=NDArray[Any])


def snapshot(values: Tensor) -> Floats:
    """Copy a tensor to an owned, read-only float32 array.

    ``.numpy()`` of a CPU tensor would be a view that changes with the network.

    Parameters
    ----------
    values : Tensor
        Any shape, device and number type.

    Raises
    ------
    ValueError
        For more than 8 MiB; the caller reduces first.
    """
    if values.numel() * 4 > LARGEST_SNAPSHOT_BYTES:
        raise ValueError(f"a snapshot of {values.numel() * 4} bytes is too large")
    copied = values.detach().to("cpu", torch.float32)
    return frozen(np.array(copied.numpy(), dtype=np.float32, order="C", copy=True))


def frozen(values: Array) -> Array:
    """Make an array read-only and give it back."""
    values.flags.writeable = False
    return values


def limited_maps(maps: Tensor) -> Tensor:
    """Reduce maps until they fit a snapshot: at most 2,048, then every second cell and so on.

    Parameters
    ----------
    maps : Tensor (channels, height, width)

    Returns
    -------
    Tensor
        The first 2,048 channels; height and width divided by the same whole number.
    """
    maps = maps[:LARGEST_TILES]
    step = 1
    while maps[:, ::step, ::step].numel() * 4 > LARGEST_SNAPSHOT_BYTES:
        step += 1
    return maps[:, ::step, ::step]
