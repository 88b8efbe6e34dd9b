"""The layer arithmetic of `plan` against torchvision's own modules."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from types import ModuleType

import pytest
import torch
from torch import Tensor, nn
from torchvision.models import get_model_weights

from tests.cortex.networks.torchvision_examples import (
    called_modules,
    module_rows,
    small_plan,
    weights_at,
    without_memory,
)
from tests.structure.sources import PROJECT
from visctx_gui.cortex.networks.graph_network import GraphNetwork
from visctx_gui.cortex.networks.operations import kind_of
from visctx_gui.cortex.networks.torchvision_networks import torchvision_network_without_memory
from visctx_gui.plan.architecture_layers import architecture_table, state_shapes
from visctx_gui.plan.architecture_plan import ArchitecturePlan
from visctx_gui.plan.architectures import ARCHITECTURE_NAMES, architecture
from visctx_gui.plan.layers import LayerRow, receptive_field_box

TOOL = PROJECT / "tools" / "describe_architectures.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """What writes the descriptions; it is no part of the package."""
    description = importlib.util.spec_from_file_location("describe_architectures", TOOL)
    assert description is not None
    assert description.loader is not None
    module = importlib.util.module_from_spec(description)
    sys.modules["describe_architectures"] = module
    description.loader.exec_module(module)
    return module


def odd_plan(name: str) -> ArchitecturePlan:
    """Grey images that are not square, whose sides no pooling halves evenly."""
    plan = small_plan(name, channels=1, n_classes=13)
    if architecture(name).patch_side:
        return plan
    return replace(plan, input_shape=(1, 75, 101))


def meta_images(plan: ArchitecturePlan) -> Tensor:
    return torch.zeros(2, *plan.input_shape, device="meta")


@pytest.mark.parametrize("name", ARCHITECTURE_NAMES)
def test_rows_are_what_hooks_on_the_real_module_see(name: str) -> None:
    check_rows(odd_plan(name))


@pytest.mark.slow
@pytest.mark.parametrize("name", ARCHITECTURE_NAMES)
@pytest.mark.parametrize("make", [small_plan, ArchitecturePlan])
def test_rows_are_so_for_other_sizes_too(name: str, make: type[ArchitecturePlan]) -> None:
    check_rows(make(name))


def check_rows(plan: ArchitecturePlan) -> None:
    network = without_memory(plan)
    rows = architecture_table(plan)
    seen = called_modules(network, meta_images(plan))
    assert module_rows(rows, network) == seen
    for row in rows:
        if row.name in {path for path, _, _ in seen}:
            assert row.parameters == weights_at(network, row.name)
    total = sum(weight.numel() for weight in network.parameters())
    assert sum(row.parameters for row in rows) == total
    state = {key: tuple(one.shape) for key, one in network.state_dict().items()}
    assert state_shapes(plan) == state


@pytest.mark.parametrize("name", ARCHITECTURE_NAMES)
def test_rows_are_those_of_the_network_that_is_built(name: str) -> None:
    plan = odd_plan(name)
    network = torchvision_network_without_memory(plan)
    rows = architecture_table(plan)
    assert tuple(row.name for row in rows) == network.names
    assert plan.conv_names == network.filter_layers
    assert plan.filters == tuple(
        network.get_submodule(layer).out_channels for layer in network.filter_layers
    )
    assert [row.kind for row in rows] == [
        kind_of(network.get_submodule(name)) for name in network.names
    ]
    shapes = {}
    for row in rows:
        module = network.get_submodule(row.name)
        module.register_forward_hook(
            lambda module, given, answer, row=row: shapes.update(
                {row.name: tuple(answer.shape[1:])}
            )
        )
    network(meta_images(plan))
    assert shapes == {row.name: row.output_shape for row in rows}


@pytest.mark.parametrize("name", ARCHITECTURE_NAMES)
def test_descriptions_say_what_torchvision_publishes(name: str) -> None:
    facts = architecture(name)
    published = {one.name: one for one in get_model_weights(name)}
    assert {one.name for one in facts.weights} == published.keys() - {"IMAGENET1K_FEATURES"}
    for one in facts.weights:
        assert one.url == published[one.name].url
        assert one.megabytes == published[one.name].meta["_file_size"]
        assert one.url.endswith(f"-{one.sha256_beginning}.pth")
        assert one.side == published[one.name].transforms.keywords["crop_size"]
    usual = ArchitecturePlan(name)
    first = published[facts.weights[0].name]
    assert sum(row.parameters for row in architecture_table(usual)) == first.meta["num_params"]


@pytest.mark.parametrize("name", ["alexnet", "squeezenet1_1", "vit_b_16"])
def test_descriptions_are_up_to_date(name: str, tool: ModuleType) -> None:
    written = (tool.FOLDER / f"{name}.json").read_text("utf-8")
    assert written == tool.text_of(tool.description_of(name))


@pytest.mark.slow
@pytest.mark.parametrize("name", ARCHITECTURE_NAMES)
def test_all_descriptions_are_up_to_date(name: str, tool: ModuleType) -> None:
    test_descriptions_are_up_to_date(name, tool)


@pytest.mark.parametrize("name", ARCHITECTURE_NAMES)
def test_the_smallest_images_go_through_and_smaller_ones_do_not(name: str) -> None:
    facts = architecture(name)
    least = facts.smallest_side
    plan = replace(small_plan(name), input_shape=(3, least, least))
    network = without_memory(plan).eval()
    assert network(meta_images(plan)).shape == (2, 7)
    assert all(min(row.output_shape) > 0 for row in architecture_table(plan))
    if least > 1:
        with pytest.raises((RuntimeError, AssertionError)):
            network(torch.zeros(2, 3, least - 1, least - 1, device="meta"))


def positive_network(plan: ArchitecturePlan) -> GraphNetwork:
    """Every weight above zero, poolings that average: every pixel of a field counts."""
    network = without_memory(plan).to_empty(device="cpu").eval()
    generator = torch.Generator().manual_seed(0)
    for weight in network.parameters():
        fan_in = weight[0].numel() if weight.dim() > 1 else 1
        torch.nn.init.uniform_(weight, 0.5 / fan_in, 1.5 / fan_in, generator=generator)
    for name, buffer in network.named_buffers():
        buffer.fill_(1 if name.endswith("running_var") else 0)
    graph = GraphNetwork(plan, network)
    for name in graph.names:
        pool = graph.get_submodule(name)
        if isinstance(pool, nn.MaxPool2d):
            owner, _, last = name.rpartition(".")
            terms = (pool.kernel_size, pool.stride, pool.padding, pool.ceil_mode)
            graph.get_submodule(owner).add_module(last, nn.AvgPool2d(*terms))
    return graph


def seen_box(response: Tensor, x: Tensor, cell: tuple[int, int]) -> tuple[int, int, int, int]:
    """The pixels that one cell's response changes with, by gradients."""
    [gradient] = torch.autograd.grad(response[0, :, cell[0], cell[1]].sum(), x, retain_graph=True)
    hit = gradient[0].abs().amax(0) > 0
    ys, xs = hit.any(1).nonzero().flatten(), hit.any(0).nonzero().flatten()
    return int(ys[0]), int(xs[0]), int(ys[-1]) + 1, int(xs[-1]) + 1


FIELD_ROWS = {
    "alexnet": ("features.0", "features.2", "features.3", "features.5", "features.8", "features.12"),
    "vgg11": ("features.0", "features.3", "features.8", "features.13", "features.18", "features.20"),
    "resnet18": (
        "conv1", "maxpool", "layer1.0.add", "layer1.1.relu_2", "layer2.0.conv1",
        "layer2.0.downsample.0", "layer2.0.add", "layer3.0.relu_2", "layer4.1.conv2",
    ),
    "squeezenet1_0": (
        "features.2", "features.3.expand1x1", "features.3.cat", "features.6", "features.9.cat",
        "features.12.expand3x3", "classifier.1",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FIELD_ROWS)
def test_receptive_fields_are_those_of_gradients(name: str) -> None:
    # Sides at which the first convolution leaves no pixel out.
    height, width = (159, 127) if name == "squeezenet1_0" else (160, 128)
    plan = ArchitecturePlan(name, (1, height, width), 5)
    network = positive_network(plan)
    rows = {row.name: row for row in architecture_table(plan)}
    answers: dict[str, Tensor] = {}
    for row_name in FIELD_ROWS[name]:
        network.get_submodule(row_name).register_forward_hook(
            lambda module, given, answer, row_name=row_name: answers.update({row_name: answer})
        )
    x = torch.rand(1, *plan.input_shape, requires_grad=True)
    network(x)
    for row_name, response in answers.items():
        row = rows[row_name]
        _, cells_y, cells_x = row.output_shape
        for cell in ((cells_y // 2, cells_x // 2), (0, cells_x - 1)):
            box = receptive_field_box(row, *cell, height, width)
            assert (box.top, box.left, box.bottom, box.right) == seen_box(response, x, cell)


def row_of(plan: ArchitecturePlan, name: str) -> LayerRow:
    return next(row for row in architecture_table(plan) if row.name == name)


@pytest.mark.parametrize(
    ("name", "row_name", "whole"),
    [
        ("mobilenet_v3_small", "features.1.block.0.2", False),
        ("mobilenet_v3_small", "features.1.block.1.mul", True),  # squeeze and excitation
        ("mobilenet_v3_small", "features.2.block.0.0", True),
        ("vit_b_16", "conv_proj", False),
        ("vit_b_16", "encoder.layers.encoder_layer_0.add", True),
        ("resnet18", "avgpool", True),
        ("resnet18", "layer1.0.conv1", False),
        ("convnext_tiny", "features.1.0.add", False),
    ],
)
def test_what_pools_or_attends_sees_the_whole_image(name: str, row_name: str, whole: bool) -> None:
    side = 96
    plan = ArchitecturePlan(name, (3, side, side), 5)
    assert (row_of(plan, row_name).receptive_field == side) == whole
