"""Networks of torchvision's families, for any images and classes."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn
from torchvision.models import get_model

from visctx_gui.cortex.networks.graph_network import GraphNetwork
from visctx_gui.plan.architecture_plan import ArchitecturePlan, check_architecture
from visctx_gui.plan.architectures import architecture


def new_torchvision_network(plan: ArchitecturePlan, seed: int) -> GraphNetwork:
    """An untrained network on the CPU with torchvision's usual first weights.

    For grey images the three colour planes of each filter of the first convolution are added up:
    the network answers them as its colour twin of the same seed answers three equal planes.

    Parameters
    ----------
    plan : ArchitecturePlan
    seed : int
        Same plan and seed, same weights, as after ``torch.manual_seed(seed)``. The global random
        state is left as it was.

    Raises
    ------
    PlanError
        Where the plan cannot be built.
    """
    check_architecture(plan)
    with torch.random.fork_rng(devices=[]):
        torch.default_generator.manual_seed(seed)
        return GraphNetwork(plan, torchvision_module(plan))


def torchvision_network_without_memory(plan: ArchitecturePlan) -> GraphNetwork:
    """The same network with weights that have shapes only, for loading others into it.

    Raises
    ------
    PlanError
        Where the plan cannot be built.
    """
    check_architecture(plan)
    with torch.random.fork_rng(devices=[]), torch.device("meta"):
        return GraphNetwork(plan, torchvision_module(plan))


def torchvision_module(plan: ArchitecturePlan) -> nn.Module:
    """torchvision's own module with first weights drawn from torch's random state.

    Parameters
    ----------
    plan : ArchitecturePlan
        Already checked.
    """
    terms: dict[str, Any] = {"weights": None, "num_classes": plan.n_classes}
    if architecture(plan.name).patch_side:
        terms["image_size"] = plan.input_shape[1]
    network: nn.Module = get_model(plan.name, **terms)
    if plan.input_shape[0] == 1:
        _see_grey(network)
    return network


def _see_grey(network: nn.Module) -> None:
    first = next(module for module in network.modules() if isinstance(module, nn.Conv2d))
    with torch.no_grad():
        planes = first.weight.sum(1, keepdim=True)
    first.weight = nn.Parameter(planes)
    first.in_channels = 1
