"""Published architectures without torch: facts, tables, areas, refusals."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.plan.architecture_layers import architecture_table, filter_layers
from visctx_gui.plan.architecture_plan import ArchitecturePlan, check_architecture
from visctx_gui.plan.architectures import ARCHITECTURE_NAMES, architecture
from visctx_gui.plan.fields import plan_from_table, table_from_plan
from visctx_gui.plan.network import AREAS
from visctx_gui.plan.suggested_areas import suggested_area
from visctx_gui.plan.wording import PlanError


@pytest.mark.parametrize("name", ARCHITECTURE_NAMES)
def test_a_description_hangs_together(name: str) -> None:
    facts = architecture(name)
    names = [operation.name for operation in facts.operations]
    assert len(set(names)) == len(names)
    for number, operation in enumerate(facts.operations, start=1):
        assert operation.inputs
        assert all(0 <= source < number for source in operation.inputs)
    used = {source for operation in facts.operations for source in operation.inputs}
    assert used == set(range(len(names)))  # every value but the scores goes somewhere
    assert all(weights.url.startswith("https://") for weights in facts.weights)


@pytest.mark.parametrize("name", ARCHITECTURE_NAMES)
def test_areas_begin_with_v1_grow_along_every_path_and_end_behind_the_maps(name: str) -> None:
    rows = architecture_table(ArchitecturePlan(name))
    assert rows[0].area == "V1"
    assert rows[-1].area == ""
    assert {row.area for row in rows} == {"", *AREAS}
    by_number = dict(enumerate(rows, start=1))
    for row, operation in zip(rows, architecture(name).operations, strict=True):
        before = [by_number[source].area for source in operation.inputs if source]
        if row.area:
            assert all(AREAS.index(row.area) >= AREAS.index(area) for area in before)
        assert row.area or len(row.output_shape) == 1


def test_areas_of_a_known_network() -> None:
    areas = {row.name: row.area for row in filter_layers(ArchitecturePlan("alexnet"))}
    assert list(areas.values()) == ["V1", "V2", "V4", "IT", "IT"]


@given(depth=st.floats(0, 1), more=st.floats(0, 1), share=st.floats(0, 3), wider=st.floats(0, 3))
def test_areas_never_go_back(depth: float, more: float, share: float, wider: float) -> None:
    first = AREAS.index(suggested_area(depth, share))
    deeper = AREAS.index(suggested_area(max(depth, more), max(share, wider)))
    assert deeper >= first
    assert AREAS.index(suggested_area(max(depth, more), None)) >= AREAS.index(
        suggested_area(depth, None)
    )


@pytest.mark.parametrize(
    ("depth", "share", "area"),
    [(0.0, 0.0, "V1"), (0.2, 0.1, "V1"), (0.5, 0.3, "V2"), (0.75, 0.6, "V4"), (1.0, 1.0, "IT"),
     (1.0, 0.6, "IT"), (0.25, None, "V1"), (1.0, None, "IT")],
)  # fmt: skip
def test_the_rule_of_areas(depth: float, share: float | None, area: str) -> None:
    assert suggested_area(depth, share) == area


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (ArchitecturePlan("resnet"), "network.name"),
        (ArchitecturePlan("alexnet", (3, 62, 224)), "network.input_shape"),
        (ArchitecturePlan("alexnet", (2, 64, 64)), "network.input_shape"),
        (ArchitecturePlan("alexnet", (3, 64)), "network.input_shape"),
        (ArchitecturePlan("vit_b_16", (3, 224, 240)), "network.input_shape"),
        (ArchitecturePlan("vit_b_16", (3, 230, 230)), "network.input_shape"),
        (ArchitecturePlan("alexnet", n_classes=1), "network.n_classes"),
        (ArchitecturePlan("alexnet", (1, 64, 64), 10, (0.1, 0.2, 0.3)), "network.input_mean"),
    ],
)
def test_what_cannot_be_built_is_refused_with_its_field(plan: ArchitecturePlan, field: str) -> None:
    with pytest.raises(PlanError) as error:
        check_architecture(plan)
    assert error.value.field == field


def test_plans_go_through_files() -> None:
    plan = ArchitecturePlan("resnet50", (1, 96, 80), 12)
    check_architecture(plan)
    assert plan_from_table(ArchitecturePlan, table_from_plan(plan), "network") == plan


def test_unknown_names_are_key_errors() -> None:
    with pytest.raises(KeyError):
        architecture("../alexnet")


def test_a_table_needs_neither_torch_nor_numpy() -> None:
    program = (
        "import sys\n"
        "from visctx_gui.plan.architecture_layers import architecture_table\n"
        "from visctx_gui.plan.architecture_plan import ArchitecturePlan\n"
        "architecture_table(ArchitecturePlan('vit_b_16'))\n"
        "sys.exit(any(name in sys.modules for name in ('torch', 'numpy', 'torchvision')))\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
