"""Mean and standard deviation of every channel's response, which some kinds of damage need."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from visctx_gui.cortex.images.image_set import ImageSet
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.cortex.recording.hooks import outputs_passed_through
from visctx_gui.cortex.training.evaluate import on_device_format, slice_size
from visctx_gui.plan.wording import DataError, message, translatable

SHARE_OF_A_PASS = 0.5  # images that pass in the time of a slice while their responses are summed


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
    batch_size: int | None = None,
) -> ChannelStatistics:
    """Mean and standard deviation of every channel, all slices of `statistics_slices` at once."""
    slices = statistics_slices(network, images, mean, sd, batch_size)
    while True:
        try:
            next(slices)
        except StopIteration as end:
            found: ChannelStatistics = end.value
            return found


def statistics_slices(
    network: V1V2Network,
    images: ImageSet,
    mean: Sequence[float],
    sd: Sequence[float],
    batch_size: int | None = None,
) -> Generator[int, None, ChannelStatistics]:
    """Mean and standard deviation of every channel; one pass over the images.

    Parameters
    ----------
    network : V1V2Network
        Left as it was. Between two slices it may be used, but not changed.
    images : ImageSet
        The training images; each slice is brought to the network's device.
    mean, sd : sequence of float
        The network's input normalisation, in units of 0..1.
    batch_size : int, optional
        Images of a slice; by default as many as take about 25 ms or less.

    Yields
    ------
    int
        Images done.

    Returns
    -------
    ChannelStatistics
        On the network's device. The standard deviation is that of the population (divided by n).

    Raises
    ------
    DataError
        Where there are no images.
    """
    if images.n == 0:
        raise DataError(message(translatable("There are no training images.")))
    device = next(network.parameters()).device
    size = batch_size or max(1, round(SHARE_OF_A_PASS * slice_size(network.plan, device)))
    sums = {layer: _RunningSums() for layer in network.plan.conv_names}
    watchers = {network.lesion_point(layer): running.add for layer, running in sums.items()}
    for first in range(0, images.n, size):
        x = network_input(images.images[first : first + size].to(device), mean, sd)
        with evaluation_mode(network), outputs_passed_through(network, watchers):
            network(on_device_format(x))
        yield min(first + size, images.n)
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
