"""Small networks with every option, images and lesions for laws that hold for all of them."""

from __future__ import annotations

import torch
from hypothesis import strategies as st
from torch import Tensor, nn

from visctx_gui.cortex.images.image_set import ImageSet
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.silencing import silenced
from visctx_gui.cortex.lesions.statistics import ChannelStatistics
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import V1V2Network, new_network
from visctx_gui.plan.layers import layer_row
from visctx_gui.plan.lesion import OUTPUT_MODES, Lesion, LesionPart
from visctx_gui.plan.network import NetworkPlan, check_network
from visctx_gui.plan.wording import PlanError

MEAN, SD = (0.4,), (0.5,)


@st.composite
def network_plans(draw: st.DrawFn) -> NetworkPlan:
    """Plans of one to three stages that can be built."""
    n_stages = draw(st.integers(1, 3))
    kernels = draw(st.lists(st.integers(1, 3), min_size=n_stages, max_size=n_stages))
    plan = NetworkPlan(
        filters=tuple(draw(st.lists(st.integers(1, 6), min_size=n_stages, max_size=n_stages))),
        kernel_size=tuple(kernels),
        padding=tuple(draw(st.integers(0, kernel - 1)) for kernel in kernels),
        pooling=draw(st.sampled_from(["max", "max", "average", "stride"])),
        nonlinearity=draw(
            st.sampled_from(
                ["relu", "relu", "relu", "leaky_relu", "elu", "gelu", "tanh", "sigmoid"]
            )
        ),
        normalisation=draw(st.sampled_from(["none", "none", "batch", "local_response"])),
        input_shape=(draw(st.sampled_from([1, 3])), draw(st.integers(9, 16)), 16),
        n_classes=draw(st.integers(2, 4)),
    )
    try:
        check_network(plan)
    except PlanError:
        return NetworkPlan(filters=plan.filters[:1], input_shape=(1, 12, 12), n_classes=3)
    return plan


@st.composite
def lesions(draw: st.DrawFn, plan: NetworkPlan, modes: tuple[str, ...]) -> Lesion:
    """Lesions of a network, of up to three parts; they may be empty."""
    parts = []
    for _ in range(draw(st.integers(0, 3))):
        layer = draw(st.sampled_from(plan.conv_names))
        n_units = plan.filters[plan.conv_names.index(layer)]
        mode, positions = draw(st.sampled_from(modes)), None
        if len(modes) > 1 and mode in OUTPUT_MODES and draw(st.booleans()):
            name = layer.replace("conv", plan.nonlinearity)
            _, height, width = layer_row(plan, name).output_shape
            cells = st.tuples(st.integers(0, height - 1), st.integers(0, width - 1))
            positions = tuple(draw(st.lists(cells, max_size=4)))
        parts.append(
            LesionPart(
                layer,
                tuple(draw(st.sets(st.integers(0, n_units - 1)))),
                positions,
                mode,
                draw(st.sampled_from([1.0, 1.0, 0.3])),
                draw(st.integers(0, 2)),
            )
        )
    return Lesion(tuple(parts))


def random_network(plan: NetworkPlan, seed: int) -> V1V2Network:
    """A network whose batch normalisation, if any, is not the identity."""
    network = new_network(plan, seed)
    generator = torch.Generator().manual_seed(seed)
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            assert module.running_mean is not None
            assert module.running_var is not None
            size = module.num_features
            with torch.no_grad():
                module.weight.copy_(torch.randn(size, generator=generator))
                module.bias.copy_(torch.randn(size, generator=generator))
            module.running_mean.copy_(torch.randn(size, generator=generator))
            module.running_var.copy_(0.5 + torch.rand(size, generator=generator))
    return network


def random_images(plan: NetworkPlan, n: int, seed: int = 0) -> ImageSet:
    """Images of noise with random labels."""
    generator = torch.Generator().manual_seed(seed)
    shape = (n, *plan.input_shape)
    return ImageSet(
        torch.randint(0, 256, shape, dtype=torch.uint8, generator=generator),
        torch.randint(0, plan.n_classes, (n,), generator=generator),
        tuple(str(name) for name in range(plan.n_classes)),
    )


def slow_scores(
    network: V1V2Network,
    images: ImageSet,
    lesion: Lesion,
    order: Tensor | None = None,
    statistics: ChannelStatistics | None = None,
) -> Tensor:
    """The obvious way: all images in one pass through the network with hooks.

    `order` is that in which the images meet the noise of a lesion.
    """
    order = torch.arange(images.n) if order is None else order
    with evaluation_mode(network), silenced(network, lesion, statistics):
        visited = network(network_input(images.images[order], MEAN, SD))
    scores = torch.empty_like(visited)
    scores[order] = visited
    return scores
