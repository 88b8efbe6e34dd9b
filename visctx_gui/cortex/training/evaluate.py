"""How often a network is right, in slices short enough to stay polite."""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence

import torch
from torch import Tensor

from visctx_gui.cortex.images.image_set import ImageSet
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.plan.layers import layer_table
from visctx_gui.plan.network import NetworkPlan

# Multiplications of one slice: 25 ms at a tenth of what two cores reach on a V1-V2 network.
_SLICE_MULTIPLICATIONS_CPU = 250_000_000
_SLICE_MULTIPLICATIONS_GPU = 20_000_000_000
_SLICE_VALUES = 50_000_000  # of the largest maps, so that a slice stays below 200 MB
_SLICE_IMAGES = 10_000


def slice_size(plan: NetworkPlan, device: torch.device) -> int:
    """Images in one slice of an evaluation, at least 1.

    It follows from plan and device type alone, never from the clock: the batch decides the last
    bits of the scores, and the same evaluation must give the same numbers again.

    Parameters
    ----------
    plan : NetworkPlan
    device : torch.device
    """
    rows = layer_table(plan)
    multiplications = 0
    for row in rows:
        positions = row.output_shape[1] * row.output_shape[2] if row.kind == "Conv2d" else 1
        multiplications += row.parameters * positions
    values = max(math.prod(row.output_shape) for row in rows)
    on_cpu = device.type == "cpu"
    budget = _SLICE_MULTIPLICATIONS_CPU if on_cpu else _SLICE_MULTIPLICATIONS_GPU
    return max(1, min(_SLICE_IMAGES, budget // multiplications, _SLICE_VALUES // values))


def confusion(
    network: V1V2Network,
    images: ImageSet,
    mean: Sequence[float],
    sd: Sequence[float],
    batch_size: int | None = None,
) -> Tensor:
    """Count the answers of a network.

    Parameters
    ----------
    network : V1V2Network
        Left exactly as it is.
    images : ImageSet
        Anywhere; each slice is brought to the network's device.
    mean, sd : sequence of float
        Of the preparation, per channel.
    batch_size : int, optional
        Images at a time; chosen by `slice_size` where not given.

    Returns
    -------
    int64 Tensor (classes, classes) on the network's device
        Rows are true classes, columns answers.
    """
    slices = confusion_slices(network, images, mean, sd, batch_size)
    while True:
        try:
            next(slices)
        except StopIteration as end:
            matrix: Tensor = end.value
            return matrix


def confusion_slices(
    network: V1V2Network,
    images: ImageSet,
    mean: Sequence[float],
    sd: Sequence[float],
    batch_size: int | None = None,
) -> Generator[int, None, Tensor]:
    """`confusion`, yielding the number of images done after each slice.

    Between two slices the network is in its own mode and may be used, but not changed.
    """
    device = next(network.parameters()).device
    size = batch_size if batch_size is not None else slice_size(network.plan, device)
    n_classes = network.plan.n_classes
    matrix = torch.zeros(n_classes, n_classes, dtype=torch.int64, device=device)
    for first in range(0, images.n, size):
        labels = images.labels[first : first + size].to(device)
        with evaluation_mode(network):
            x = network_input(images.images[first : first + size].to(device), mean, sd)
            answers = network(on_device_format(x)).argmax(dim=1)
            # No bincount: on a GPU it waits for the device.
            places = labels * n_classes + answers
            matrix.view(-1).index_add_(0, places, torch.ones_like(places))
        yield min(first + size, images.n)
    return matrix


def on_device_format(x: Tensor) -> Tensor:
    """Bring prepared images into the memory order that convolves fastest on their device.

    Channels last halves the time of these small convolutions on a CPU.
    """
    if x.device.type == "cpu":
        return x.contiguous(memory_format=torch.channels_last)
    return x
