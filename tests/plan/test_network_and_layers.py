"""Networks that can and cannot be built, and their layer arithmetic."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.plan.plans import data_plans, network_plans
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.layers import (
    layer_row,
    layer_table,
    parameter_count,
    receptive_field_box,
)
from visctx_gui.plan.network import NetworkPlan, check_network
from visctx_gui.plan.wording import PlanError

SOURCE_0 = NetworkPlan()


def test_the_default_network_is_that_of_source_0() -> None:
    rows = layer_table(SOURCE_0)
    assert [row.name for row in rows] == [
        "conv1",
        "relu1",
        "pool1",
        "conv2",
        "relu2",
        "pool2",
        "linear",
    ]
    assert [row.kind for row in rows] == [
        "Conv2d",
        "ReLU",
        "MaxPool2d",
        "Conv2d",
        "ReLU",
        "MaxPool2d",
        "Linear",
    ]
    assert [row.output_shape for row in rows] == [
        (16, 24, 24),
        (16, 24, 24),
        (16, 12, 12),
        (32, 8, 8),
        (32, 8, 8),
        (32, 4, 4),
        (10,),
    ]


def test_receptive_fields_and_jumps_of_source_0() -> None:
    rows = {row.name: row for row in layer_table(SOURCE_0)}
    names = ("conv1", "pool1", "conv2", "pool2")
    assert [rows[name].receptive_field for name in names] == [5, 6, 14, 16]
    assert [rows[name].jump for name in names] == [1, 2, 2, 4]
    assert rows["linear"].receptive_field == 28
    assert [rows[name].area for name in (*names, "linear")] == ["V1", "V1", "V2", "V2", ""]


def test_parameters_of_source_0() -> None:
    rows = {row.name: row.parameters for row in layer_table(SOURCE_0)}
    assert (rows["conv1"], rows["conv2"], rows["linear"]) == (416, 12_832, 5_130)
    assert parameter_count(SOURCE_0) == 18_378
    assert parameter_count(replace(SOURCE_0, padding=(2,))) == 28_938


def test_an_unknown_layer_has_no_row() -> None:
    assert layer_row(SOURCE_0, "pool2").jump == 4
    with pytest.raises(KeyError):
        layer_row(SOURCE_0, "conv3")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"filters": ()}, "network.filters must name 1 to 4 stages, not 0."),
        ({"filters": (1,) * 5}, "network.filters must name 1 to 4 stages, not 5."),
        ({"filters": (0, 4)}, "network.filters = 0 is not possible."),
        ({"kernel_size": (5, 5, 5)}, "network.kernel_size needs one value, or one for each of 2"),
        ({"padding": (1, 1, 1)}, "network.padding needs one value, or one for each of 2 stages."),
        ({"padding": (5,)}, "In stage 1 a padding of 5 px is as wide as the filters (5 px)."),
        ({"kernel_size": (29,)}, "Stage 1 receives maps of 28 px, too small for filters of 29 px."),
        ({"kernel_size": (5, 13)}, "Stage 2 receives maps of 12 px, too small for filters of 13"),
        ({"kernel_size": (5, 12)}, "Stage 2 makes maps of 1 px, too small to pool over 2 x 2."),
        ({"filters": (4, 4, 4)}, "Stage 3 receives maps of 4 px, too small for filters of 5 px."),
        ({"input_shape": (28, 28)}, "network.input_shape needs channels, height and width."),
        ({"input_mean": (0.0, 0.0)}, "network.input_mean needs one value, or one for each input"),
        ({"input_sd": (0.0,)}, "network.input_sd = 0.0 is not possible. It must be above 0"),
        ({"areas": ("V1",)}, "network.areas needs one label for each stage, or none."),
        ({"pooling": "sum"}, "network.pooling = 'sum' is not known."),
        ({"n_classes": 1}, "network.n_classes = 1 is not possible."),
        ({"name": "vgg"}, "network.name = 'vgg' is not known."),
    ],
)
def test_impossible_networks_are_refused_with_the_reason(
    change: dict[str, object], words: str
) -> None:
    with pytest.raises(PlanError) as refused:
        check_network(replace(SOURCE_0, **change))  # type: ignore[arg-type]
    assert words in str(refused.value)
    assert refused.value.field.startswith("network.")


def test_areas_are_named_in_order_unless_given() -> None:
    plan = NetworkPlan(
        filters=(4, 4, 4, 4), kernel_size=(3,), padding=(1,), input_shape=(1, 64, 64)
    )
    assert [plan.area_of(stage) for stage in range(4)] == ["V1", "V2", "V4", "IT"]
    assert replace(plan, areas=("A", "B", "C", "D")).area_of(2) == "C"


@st.composite
def any_networks(draw: st.DrawFn) -> NetworkPlan:
    """Networks that pass their checks."""
    return draw(network_plans(draw(data_plans())))


def seen_pixels(plan: NetworkPlan, name: str, cell: int) -> set[int]:
    """Input rows that a cell sees, found by walking back through the layers one by one."""
    cells = {cell}
    names = [row.name for row in layer_table(plan)]
    for layer in reversed(names[: names.index(name) + 1]):
        stage = int(layer[-1]) - 1
        if layer.startswith("pool"):
            cells = {2 * one + offset for one in cells for offset in (0, 1)}
        elif layer.startswith("conv"):
            step = 2 if plan.pooling == "stride" else 1
            first = -plan.padding_of(stage)
            kernel = range(plan.kernel_of(stage))
            cells = {step * one + first + offset for one in cells for offset in kernel}
    return cells


@settings(max_examples=60, deadline=None)
@given(any_networks(), st.data())
def test_receptive_fields_agree_with_a_walk_back_through_the_layers(
    plan: NetworkPlan, data: st.DataObject
) -> None:
    check_network(plan)
    row = data.draw(st.sampled_from(layer_table(plan)[:-1]))
    cell = data.draw(st.integers(0, row.output_shape[1] - 1))
    pixels = seen_pixels(plan, row.name, cell)
    side = plan.input_shape[1]
    box = receptive_field_box(row, cell, cell, side, side)
    assert len(pixels) <= row.receptive_field
    assert max(pixels) - min(pixels) + 1 == row.receptive_field
    assert (box.top, box.bottom) == (max(0, min(pixels)), min(side, max(pixels) + 1))


def test_trap_t31_the_field_of_an_edge_unit_is_clipped_to_the_picture() -> None:
    row = layer_row(replace(SOURCE_0, padding=(2,)), "conv1")
    box = receptive_field_box(row, 0, 27, 28, 28)
    assert (box.top, box.left, box.bottom, box.right) == (0, 25, 3, 28)


@given(any_networks())
def test_shapes_are_never_empty(plan: NetworkPlan) -> None:
    assume(plan.n_stages == 2)
    for row in layer_table(plan):
        assert all(side >= 1 for side in row.output_shape)


def test_a_wide_image_is_possible() -> None:
    check_network(NetworkPlan(input_shape=(1, 28, 64)))
    assert layer_row(NetworkPlan(input_shape=(1, 28, 64)), "conv1").output_shape == (16, 24, 60)


def test_image_shapes_follow_the_data_plan() -> None:
    assert DataPlan("cifar-10", colour="grey", image_size=20).image_shape == (1, 20, 20)
    assert DataPlan("mnist", colour="colour").image_shape == (3, 28, 28)
