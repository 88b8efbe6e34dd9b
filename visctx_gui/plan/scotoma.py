"""A scotoma: a region of the visual field in which a layer is silenced."""

from __future__ import annotations

import math
from dataclasses import dataclass

from visctx_gui.plan.fields import check_ranges, option
from visctx_gui.plan.layers import LayerRow, layer_row
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import PlanError, message, translatable

SHAPES = ("disc", "ring", "half field")
SIDES = ("left", "right", "upper", "lower")
FARTHEST_PX = 10_000.0
Positions = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Scotoma:
    """A region drawn on the image, in pixels of the network's input.

    Attributes
    ----------
    shape : str
        ``disc``: up to `radius` from the centre. ``ring``: from `inner_radius` to `radius`.
        ``half field``: what lies on one `side` of the centre.
    x, y : float or None
        Centre; the middle of the first pixel is at 0. None is the middle of the image.
    radius, inner_radius : float
        The edge itself belongs to the region.
    side : str
        Of the half field; the centre line does not belong to it.
    """

    shape: str = option("disc", title=translatable("shape"), choices=SHAPES)
    x: float | None = option(
        None,
        title=translatable("centre x"),
        help=translatable("From the left; the middle of the image where nothing is given."),
        unit="px",
        minimum=-FARTHEST_PX,
        maximum=FARTHEST_PX,
    )
    y: float | None = option(
        None,
        title=translatable("centre y"),
        help=translatable("From the top; the middle of the image where nothing is given."),
        unit="px",
        minimum=-FARTHEST_PX,
        maximum=FARTHEST_PX,
    )
    radius: float = option(
        6.0, title=translatable("radius"), unit="px", minimum=0.0, maximum=FARTHEST_PX
    )
    inner_radius: float = option(
        3.0, title=translatable("inner radius"), unit="px", minimum=0.0, maximum=FARTHEST_PX
    )
    side: str = option("left", title=translatable("side"), choices=SIDES)


def centre_of(scotoma: Scotoma, network: NetworkPlan) -> tuple[float, float]:
    """Centre (x, y) in pixels, with the middle of the image for what is not given."""
    _, height, width = network.input_shape
    x = (width - 1) / 2 if scotoma.x is None else scotoma.x
    y = (height - 1) / 2 if scotoma.y is None else scotoma.y
    return x, y


def scotoma_positions(scotoma: Scotoma, network: NetworkPlan, layer: str) -> Positions:
    """Cells (y, x) of a layer's maps whose receptive fields have their centre in the region.

    Parameters
    ----------
    scotoma : Scotoma
    network : NetworkPlan
    layer : str
        A filter layer of it.

    Returns
    -------
    tuple of (int, int)
        Sorted; empty where no field's centre lies inside.

    Raises
    ------
    PlanError
        For an impossible region.
    """
    check_scotoma(scotoma, "scotoma")
    row = layer_row(network, layer)
    _, height, width = row.output_shape
    centre = centre_of(scotoma, network)
    return tuple(
        (cell_y, cell_x)
        for cell_y in range(height)
        for cell_x in range(width)
        if _is_inside(scotoma, centre, *_field_centre(row, cell_y, cell_x))
    )


def _field_centre(row: LayerRow, cell_y: int, cell_x: int) -> tuple[float, float]:
    return row.start + cell_x * row.jump, row.start + cell_y * row.jump


def _is_inside(scotoma: Scotoma, centre: tuple[float, float], x: float, y: float) -> bool:
    right, down = x - centre[0], y - centre[1]
    if scotoma.shape == "half field":
        toward = {"left": -right, "right": right, "upper": -down, "lower": down}
        return toward[scotoma.side] > 0
    distance = math.hypot(right, down)
    nearest = scotoma.inner_radius if scotoma.shape == "ring" else 0.0
    return nearest <= distance <= scotoma.radius


def check_scotoma(scotoma: Scotoma, place: str) -> None:
    """Refuse an impossible region.

    Parameters
    ----------
    scotoma : Scotoma
    place : str
        Name of the settings in the sentence.

    Raises
    ------
    PlanError
        With `place` and the field.
    """
    check_ranges(scotoma, place)
    if scotoma.shape == "ring" and scotoma.inner_radius >= scotoma.radius:
        raise PlanError(
            message(
                translatable("A ring from {inner:g} to {outer:g} px holds nothing."),
                inner=scotoma.inner_radius,
                outer=scotoma.radius,
            ),
            field=f"{place}.inner_radius",
        )
