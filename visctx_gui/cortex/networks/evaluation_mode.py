"""Looking at a network without changing it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import nn

from visctx_gui.cortex.networks.v1_v2 import V1V2Network


@contextmanager
def evaluation_mode(network: nn.Module) -> Iterator[None]:
    """Inside, the network is in evaluation mode and nothing is recorded for gradients.

    The mode of every single module is put back afterwards, also after an error: batch
    normalisation in training mode would change its statistics even without gradients.

    Parameters
    ----------
    network : Module
    """
    modes = [(module, module.training) for module in network.modules()]
    network.eval()
    try:
        with torch.inference_mode():
            yield
    finally:
        for module, training in modes:
            module.training = training


def copy_of(network: V1V2Network) -> V1V2Network:
    """A copy that shares nothing with the network, on the same device, without its hooks.

    Parameters
    ----------
    network : V1V2Network
    """
    device = next(network.parameters()).device
    with torch.inference_mode(False), torch.random.fork_rng(devices=[]):
        twin = V1V2Network(network.plan).to(device)
        twin.load_state_dict(network.state_dict())
    modes = dict(network.named_modules())
    for name, module in twin.named_modules():
        module.training = modes[name].training
    return twin
