"""Mean and standard deviation of every channel's response, which some kinds of damage need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from visctx_gui.cortex.images.image_set import ImageSet
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.cortex.recording.hooks import outputs_passed_through


@dataclass(frozen=True, eq=False)
class ChannelStatistics:
    """Mean and standard deviation of every channel over images and positions.

    Attributes
    ----------
    mean, sd : dict of str to Tensor
        For each filter layer, float32 (channels,), of the response after the nonlinearity.
    """

    mean: dict[str, Tensor]
    sd: dict[str, Tensor]


def measure_statistics(
    network: V1V2Network,
    images: ImageSet,
    mean: Sequence[float],
    sd: Sequence[float],
    batch_size: int = 250,
) -> ChannelStatistics:
    """Mean and standard deviation of every channel; one pass over the images.

    Parameters
    ----------
    network : V1V2Network
        Left as it was.
    images : ImageSet
        The training images, on the network's device.
    mean, sd : sequence of float
        The network's input normalisation, in units of 0..1.
    batch_size : int
        Images per pass; bounds the memory.

    Returns
    -------
    ChannelStatistics
        The standard deviation is that of the population (divided by n).
    """
    sums = {layer: _RunningSums() for layer in network.plan.conv_names}
    watchers = {network.lesion_point(layer): running.add for layer, running in sums.items()}
    with evaluation_mode(network), outputs_passed_through(network, watchers):
        for batch in torch.split(images.images, batch_size):
            network(network_input(batch, mean, sd))
    return ChannelStatistics(
        {layer: running.mean().float() for layer, running in sums.items()},
        {layer: running.sd().float() for layer, running in sums.items()},
    )


class _RunningSums:
    """Sums and sums of squares per channel, in double precision."""

    def __init__(self) -> None:
        self.n = 0
        self.total: Tensor = torch.zeros(1, dtype=torch.float64)
        self.squares: Tensor = torch.zeros(1, dtype=torch.float64)

    def add(self, activation: Tensor) -> None:
        values = activation.double()  # (n, channels, height, width)
        self.n += values.shape[0] * values.shape[2] * values.shape[3]
        self.total = self.total.to(values.device) + values.sum((0, 2, 3))
        self.squares = self.squares.to(values.device) + values.square().sum((0, 2, 3))

    def mean(self) -> Tensor:
        return self.total / self.n

    def sd(self) -> Tensor:
        return (self.squares / self.n - self.mean().square()).clamp(min=0).sqrt()
