"""Which cells of a map a region of the image holds, against counting field by field."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plan.plans import SCOTOMAS, data_plans, network_plans
from visctx_gui.plan.layers import layer_row, receptive_field_box
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.scotoma import SIDES, Scotoma, centre_of, check_scotoma, scotoma_positions
from visctx_gui.plan.wording import PlanError

PLAN = NetworkPlan()  # conv1: 24 x 24 fields of 5 px
FAR = 1000


def field_centres(plan: NetworkPlan, layer: str) -> dict[tuple[int, int], tuple[float, float]]:
    """Middle (x, y) of the receptive field of each cell, from its box; the oracle."""
    row = layer_row(plan, layer)
    inside = replace(row, start=row.start + FAR)  # away from the edges, that no box is clipped
    centres = {}
    for y in range(row.output_shape[1]):
        for x in range(row.output_shape[2]):
            box = receptive_field_box(inside, y, x, 3 * FAR, 3 * FAR)
            middle_x = (box.left + box.right - 1) / 2 - FAR
            centres[y, x] = (middle_x, (box.top + box.bottom - 1) / 2 - FAR)
    return centres


def holds(region: Scotoma, plan: NetworkPlan, x: float, y: float) -> bool:
    """Whether a point lies in the region, said case by case; the oracle."""
    centre_x, centre_y = centre_of(region, plan)
    if region.shape == "half field":
        return {
            "left": x < centre_x,
            "right": x > centre_x,
            "upper": y < centre_y,
            "lower": y > centre_y,
        }[region.side]
    distance = math.dist((x, y), (centre_x, centre_y))
    if region.shape == "ring":
        return region.inner_radius <= distance <= region.radius
    return distance <= region.radius


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_cells_are_those_whose_fields_have_their_centre_inside(data: st.DataObject) -> None:
    plan = data.draw(network_plans(data.draw(data_plans())))
    layer, region = data.draw(st.sampled_from(plan.conv_names)), data.draw(SCOTOMAS)
    expected = [
        cell for cell, (x, y) in field_centres(plan, layer).items() if holds(region, plan, x, y)
    ]
    assert list(scotoma_positions(region, plan, layer)) == expected


def test_a_disc_in_numbers() -> None:
    middle = Scotoma(radius=1.0)  # 13.5, 13.5 of 28 x 28 px: between four cells of conv1
    assert scotoma_positions(middle, PLAN, "conv1") == ((11, 11), (11, 12), (12, 11), (12, 12))
    corner = Scotoma(x=2.0, y=2.0, radius=1.0)  # the first field of 5 px has its middle at 2
    assert scotoma_positions(corner, PLAN, "conv1") == ((0, 0), (0, 1), (1, 0))


def test_a_ring_is_a_disc_without_a_smaller_one() -> None:
    disc = set(scotoma_positions(Scotoma(x=13, y=13, radius=7.0), PLAN, "conv1"))
    hole = set(scotoma_positions(Scotoma(x=13, y=13, radius=2.9), PLAN, "conv1"))
    ring = Scotoma("ring", x=13, y=13, radius=7.0, inner_radius=3.0)
    assert set(scotoma_positions(ring, PLAN, "conv1")) == disc - hole
    assert hole < disc


@pytest.mark.parametrize("layer", PLAN.conv_names)
@pytest.mark.parametrize("centre", [None, 13.0, 9.3])
@pytest.mark.parametrize("sides", [SIDES[:2], SIDES[2:]])
def test_half_fields_are_complementary_but_for_the_centre_line(
    layer: str, centre: float | None, sides: tuple[str, str]
) -> None:
    one, other = (
        set(scotoma_positions(Scotoma("half field", centre, centre, side=side), PLAN, layer))
        for side in sides
    )
    middle = 13.5 if centre is None else centre
    place = 0 if sides == SIDES[:2] else 1
    on_the_line = {cell for cell, xy in field_centres(PLAN, layer).items() if xy[place] == middle}
    assert on_the_line == set() or middle == 13.0
    assert not one & other
    assert one | other | on_the_line == set(field_centres(PLAN, layer))
    assert one
    assert other


def test_no_cell_is_no_error_here() -> None:
    assert scotoma_positions(Scotoma(x=500.0, radius=3.0), PLAN, "conv2") == ()


@pytest.mark.parametrize(
    ("region", "words"),
    [
        (Scotoma("square"), "lesion.0.scotoma.shape = 'square' is not known."),
        (Scotoma(side="north"), "lesion.0.scotoma.side = 'north' is not known."),
        (Scotoma(radius=-1.0), "lesion.0.scotoma.radius = -1.0 is not possible."),
        (Scotoma(x=math.nan), "lesion.0.scotoma.x = nan is not possible. It must lie between"),
        (Scotoma(y=math.inf), "lesion.0.scotoma.y = inf is not possible. It must lie between"),
        (Scotoma("ring", radius=3.0), "A ring from 3 to 3 px holds nothing."),
    ],
)
def test_impossible_regions_are_refused(region: Scotoma, words: str) -> None:
    with pytest.raises(PlanError) as refused:
        check_scotoma(region, "lesion.0.scotoma")
    assert words in str(refused.value)
    assert refused.value.field.startswith("lesion.0.scotoma")
