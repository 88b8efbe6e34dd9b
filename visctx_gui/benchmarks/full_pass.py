"""The fastest full pass of a network over a set of images: what a shortcut is compared with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visctx_gui.benchmarks.timing import seconds_of, warm_up

if TYPE_CHECKING:
    from torch import Tensor

    from visctx_gui.cortex.networks.v1_v2 import V1V2Network

BATCHES = (64, 100, 128, 250)
FORMATS = ("contiguous", "channels_last")


@dataclass(frozen=True)
class FullPass:
    """One way to run the network over all images.

    Attributes
    ----------
    batch : int
    memory_format : str
        ``contiguous`` or ``channels_last``.
    run : function
        The answers to all images, int64 (n,).
    """

    batch: int
    memory_format: str
    run: Callable[[], Tensor]

    @property
    def name(self) -> str:
        """Such as ``batch 250, channels_last``."""
        return f"batch {self.batch}, {self.memory_format}"


def full_passes(network: V1V2Network, x: Tensor) -> list[FullPass]:
    """Every way that is tried.

    Parameters
    ----------
    network : V1V2Network
    x : float32 Tensor (n, channels, height, width)
        Prepared before any time is taken.
    """
    import torch

    from visctx_gui.cortex.networks.evaluation_mode import copy_of

    ways = []
    for memory_format in FORMATS:
        torch_format = (
            torch.channels_last if memory_format == "channels_last" else torch.contiguous_format
        )
        one = copy_of(network).to(memory_format=torch_format)
        prepared = x.contiguous(memory_format=torch_format)
        for batch in BATCHES:
            ways.append(FullPass(batch, memory_format, _pass(one, prepared, batch)))
    return ways


def fastest_pass(
    ways: list[FullPass], rounds: int, warm_up_seconds: float
) -> tuple[FullPass, dict[str, list[float]]]:
    """The way with the smallest time, and all times.

    Parameters
    ----------
    ways : list of FullPass
    rounds : int
        Times each is run, after its warm-up.
    warm_up_seconds : float
        For each.

    Returns
    -------
    fastest : FullPass
    seconds : dict of str to list of float
        By name, every run.
    """
    seconds: dict[str, list[float]] = {}
    for way in ways:
        warm_up(way.run, warm_up_seconds)
        seconds[way.name] = [seconds_of(way.run) for _ in range(rounds)]
    return min(ways, key=lambda way: min(seconds[way.name])), seconds


def _pass(network: V1V2Network, x: Tensor, batch: int) -> Callable[[], Tensor]:
    import torch

    from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode

    def run() -> Tensor:
        with evaluation_mode(network):
            return torch.cat([network(some).argmax(1) for some in torch.split(x, batch)])

    return run
