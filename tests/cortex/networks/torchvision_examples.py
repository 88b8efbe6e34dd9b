"""Networks of torchvision with weights that are drawn quickly, and small images for them."""

from __future__ import annotations

import copy
from typing import cast

import torch
from torch import Tensor, nn

from visctx_gui.cortex.networks.graph_network import GraphNetwork
from visctx_gui.cortex.networks.torchvision_networks import torchvision_module
from visctx_gui.plan.architecture_plan import ArchitecturePlan
from visctx_gui.plan.architectures import ARCHITECTURE_NAMES, architecture
from visctx_gui.plan.layers import LayerRow

LARGE = (
    "alexnet",
    "vgg11", "vgg13", "vgg16", "vgg19",
    "vgg11_bn", "vgg13_bn", "vgg16_bn", "vgg19_bn",
    "resnet34", "resnet101", "resnext50_32x4d",
    "vit_b_16",
)  # fmt: skip
SMALL = tuple(name for name in ARCHITECTURE_NAMES if name not in LARGE)


def small_plan(name: str, channels: int = 3, n_classes: int = 7) -> ArchitecturePlan:
    """64 x 64 px, for transformers 32 x 32."""
    side = 32 if architecture(name).patch_side else 64
    return ArchitecturePlan(name, (channels, side, side), n_classes)


def without_memory(plan: ArchitecturePlan) -> nn.Module:
    """torchvision's own module with shapes only."""
    with torch.device("meta"):
        return torchvision_module(plan)


def drawn(plan: ArchitecturePlan, seed: int = 0) -> nn.Module:
    """torchvision's own module; weights keep the size of the answers, normalisations differ."""
    network = without_memory(plan).to_empty(device="cpu")
    generator = torch.Generator().manual_seed(seed)
    for name, weight in network.named_parameters():
        reach = (3 / max(1, weight[0].numel())) ** 0.5 if weight.dim() > 1 else 0.2
        with torch.no_grad():
            weight.uniform_(-reach, reach, generator=generator)
            if weight.dim() == 1 and name.endswith("weight"):
                weight.add_(1.0)
    for name, buffer in network.named_buffers():
        if name.endswith("running_var"):
            buffer.uniform_(0.5, 1.5, generator=generator)
        elif name.endswith("running_mean"):
            buffer.uniform_(-0.2, 0.2, generator=generator)
        else:
            buffer.zero_()
    return network.eval()


def taken_apart(plan: ArchitecturePlan, network: nn.Module) -> GraphNetwork:
    """A graph network with weights of its own that equal those of the module."""
    return GraphNetwork(plan, copy.deepcopy(network))


def noise_images(plan: ArchitecturePlan, n: int = 2, seed: int = 1) -> Tensor:
    """Prepared images."""
    return torch.randn(n, *plan.input_shape, generator=torch.Generator().manual_seed(seed))


def called_modules(network: nn.Module, x: Tensor) -> list[tuple[str, str, tuple[int, ...]]]:
    """Path, class name and output shape (without the batch) of each call of a single operation."""
    seen: list[tuple[str, str, tuple[int, ...]]] = []
    handles = []

    def watch(name: str, module: nn.Module) -> None:
        def note(module: nn.Module, given: object, answer: Tensor | tuple[Tensor, ...]) -> None:
            answer = answer[0] if isinstance(answer, tuple) else answer
            seen.append((name, type(module).__name__, tuple(answer.shape[1:])))

        handles.append(module.register_forward_hook(note))

    for name, module in network.named_modules():
        whole = isinstance(module, nn.MultiheadAttention) or not list(module.children())
        if whole and not name.endswith("out_proj"):
            watch(name, module)
    network(x)
    for handle in handles:
        handle.remove()
    return seen


def module_rows(
    rows: tuple[LayerRow, ...], network: nn.Module
) -> list[tuple[str, str, tuple[int, ...]]]:
    """The rows that are modules of torchvision's own, under its names."""
    paths = {name for name, _ in network.named_modules()}
    found = []
    for row in rows:
        name = row.name if row.name in paths else row.name.rpartition("_")[0]
        if name in paths and type(network.get_submodule(name)).__name__ == row.kind:
            found.append((name, row.kind, row.output_shape))
    return found


def weights_at(network: nn.Module, path: str) -> int:
    """Number of trainable numbers of a module, 0 where there is none of that path."""
    modules = dict(network.named_modules())
    if path not in modules:
        return 0
    return sum(weight.numel() for weight in cast(nn.Module, modules[path]).parameters())
