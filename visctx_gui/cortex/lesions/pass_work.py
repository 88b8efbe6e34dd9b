"""How much work one image is for any network, and so how many images make a short slice."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.recording.hooks import AnswerChange, answers_passed_through

# Multiplications of one slice: 25 ms at a tenth of what two cores reach on a V1-V2 network.
SLICE_MULTIPLICATIONS_CPU = 250_000_000
SLICE_MULTIPLICATIONS_GPU = 20_000_000_000
SLICE_VALUES = 25_000_000  # of the largest map, so that a slice stays below some 100 MB a map
LARGEST_SLICE = 2_000
READING_COST = 2  # one pass whose maps are read besides, in passes forward
BACKWARD_COST = 3  # one pass forward and backward, in passes forward


def images_per_slice(network: nn.Module, image: Tensor, passes: int = 1) -> int:
    """Images whose passes take about 25 ms or less, at least 1.

    It follows from network, image shape and device type alone, never from the clock: how images
    are divided decides the last bits of a sum, and the same analysis must give the same numbers.

    Parameters
    ----------
    network : Module
        Left as it was; one image is run through it.
    image : float Tensor (1, channels, height, width)
        A prepared image on the network's device.
    passes : int
        How many passes forward are made, or cost as much.
    """
    multiplications, values = 1, 1

    def watcher(weights: int) -> AnswerChange:
        def count(received: Tensor, output: Tensor) -> None:
            nonlocal multiplications, values
            channels = output.shape[1] if output.ndim > 2 else output.shape[-1]
            multiplications += weights * (output.numel() // max(1, channels))
            values = max(values, output.numel())

        return count

    weighted = {
        name: watcher(module.weight.numel())
        for name, module in network.named_modules()
        if isinstance(module, (nn.Conv2d, nn.Linear))
    }
    with evaluation_mode(network), answers_passed_through(network, weighted):
        network(image)
    on_cpu = image.device.type == "cpu"
    budget = SLICE_MULTIPLICATIONS_CPU if on_cpu else SLICE_MULTIPLICATIONS_GPU
    most = min(LARGEST_SLICE, budget // (multiplications * passes), SLICE_VALUES // values)
    return max(1, most)


def working_type(network: nn.Module) -> torch.dtype:
    """The number type a network computes in: that of its first weights."""
    return next(network.parameters()).dtype
