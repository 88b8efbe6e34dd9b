"""A copy of a network that carries a lesion's damage to weights in its own weights."""

from __future__ import annotations

import torch
from torch import nn

from visctx_gui.cortex.lesions.filter_damage import FilterDamage
from visctx_gui.cortex.networks.evaluation_mode import copy_of
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.plan.lesion import WEIGHT_MODES, Lesion, check_lesion


def with_written_damage(network: V1V2Network, lesion: Lesion) -> tuple[V1V2Network, Lesion]:
    """Split a lesion into damage to weights, written into a copy, and damage to responses.

    For what can only damage responses, such as a sweep over units.

    Parameters
    ----------
    network : V1V2Network
        Left as it is.
    lesion : Lesion

    Returns
    -------
    network : V1V2Network
        The same network where no weight is damaged, else a copy.
    lesion : Lesion
        What is left of the lesion: the parts that act on responses.

    Raises
    ------
    PlanError
        For a lesion that does not fit the network.
    """
    check_lesion(lesion, network.plan)
    to_weights = [part for part in lesion if part.mode in WEIGHT_MODES]
    if not to_weights:
        return network, lesion
    damaged = copy_of(network)
    for layer in {part.layer for part in to_weights}:
        convolution = damaged.get_submodule(layer)
        assert isinstance(convolution, nn.Conv2d)
        parts = [part for part in to_weights if part.layer == layer]
        with torch.no_grad():
            weight, bias = FilterDamage(convolution, parts).weights()
            convolution.weight.copy_(weight)
            if convolution.bias is not None and bias is not None:
                convolution.bias.copy_(bias)
    rest = Lesion(tuple(part for part in lesion if part.mode not in WEIGHT_MODES))
    return damaged, rest
