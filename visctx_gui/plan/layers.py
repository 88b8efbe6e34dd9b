"""Layer arithmetic: shapes, parameters, receptive fields, without building the network."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from visctx_gui.plan.network import NetworkPlan

NONLINEARITY_KINDS = {
    "relu": "ReLU",
    "leaky_relu": "LeakyReLU",
    "elu": "ELU",
    "gelu": "GELU",
    "tanh": "Tanh",
    "sigmoid": "Sigmoid",
}


@dataclass(frozen=True, slots=True)
class LayerRow:
    """One row of the layer table.

    Attributes
    ----------
    name, kind : str
        The module's name and torch's class name.
    output_shape : tuple of int
        (channels, height, width), or (classes,) for the linear layer.
    parameters : int
        Trainable numbers.
    receptive_field, jump : int
        Side of the field of one unit, and distance of two neighbours, in input pixels.
    start : float
        Input coordinate of the centre of the first unit's field; pixel 0 has its centre at 0.
    area : str
        Area label; empty for the linear layer.
    """

    name: str
    kind: str
    output_shape: tuple[int, ...]
    parameters: int
    receptive_field: int
    jump: int
    start: float
    area: str


@lru_cache(maxsize=64)  # panels ask many times a second
def layer_table(plan: NetworkPlan) -> tuple[LayerRow, ...]:
    """One row per module, in forward order.

    Receptive fields by r_l = r_{l-1} + (k_l - 1) j_{l-1} and j_l = j_{l-1} s_l, with r = j = 1
    for the input (Araujo, Norris & Sim, Distill 2019).

    Parameters
    ----------
    plan : NetworkPlan
        Already checked.

    Returns
    -------
    tuple of LayerRow
    """
    rows: list[LayerRow] = []
    channels, height, width = plan.input_shape
    field, jump, start = 1, 1, 0.0

    def add(name: str, kind: str, parameters: int, area: str) -> None:
        shape = (channels, height, width)
        rows.append(LayerRow(name, kind, shape, parameters, field, jump, start, area))

    for stage, filters in enumerate(plan.filters):
        number, area = stage + 1, plan.area_of(stage)
        kernel, padding = plan.kernel_of(stage), plan.padding_of(stage)
        step = 2 if plan.pooling == "stride" else 1
        start += ((kernel - 1) / 2 - padding) * jump
        field += (kernel - 1) * jump
        jump *= step
        parameters = filters * (channels * kernel * kernel + 1)
        channels = filters
        height = (height + 2 * padding - kernel) // step + 1
        width = (width + 2 * padding - kernel) // step + 1
        add(f"conv{number}", "Conv2d", parameters, area)
        if plan.normalisation == "batch":
            add(f"norm{number}", "BatchNorm2d", 2 * filters, area)
        add(f"{plan.nonlinearity}{number}", NONLINEARITY_KINDS[plan.nonlinearity], 0, area)
        if plan.normalisation == "local_response":
            add(f"norm{number}", "LocalResponseNorm", 0, area)
        if plan.pooling != "stride":
            start += jump / 2
            field += jump
            jump *= 2
            height, width = height // 2, width // 2
            kind = "MaxPool2d" if plan.pooling == "max" else "AvgPool2d"
            add(f"pool{number}", kind, 0, area)
    inputs = channels * height * width
    rows.append(
        LayerRow(
            "linear",
            "Linear",
            (plan.n_classes,),
            plan.n_classes * (inputs + 1),
            field + (max(height, width) - 1) * jump,
            jump,
            start + (max(height, width) - 1) * jump / 2,
            "",
        )
    )
    return tuple(rows)


def parameter_count(plan: NetworkPlan) -> int:
    """Number of trainable parameters of the whole network."""
    return sum(row.parameters for row in layer_table(plan))


def layer_row(plan: NetworkPlan, name: str) -> LayerRow:
    """The row of one layer.

    Raises
    ------
    KeyError
        Where the network has no such layer.
    """
    for row in layer_table(plan):
        if row.name == name:
            return row
    raise KeyError(name)


@dataclass(frozen=True, slots=True)
class FieldBox:
    """A receptive field on the input, in pixels, clipped at the edge; ends are exclusive."""

    top: int
    left: int
    bottom: int
    right: int


def receptive_field_box(
    row: LayerRow, cell_y: int, cell_x: int, input_height: int, input_width: int
) -> FieldBox:
    """The part of the image that one cell of a map sees.

    Parameters
    ----------
    row : LayerRow
        The layer the cell belongs to.
    cell_y, cell_x : int
        Position in the map.
    input_height, input_width : int
        Of the image, in pixels.

    Returns
    -------
    FieldBox
        Clipped to the image: padding belongs to the field but not to the picture.
    """
    half = (row.receptive_field - 1) / 2
    top = math.floor(row.start + cell_y * row.jump - half + 0.5)
    left = math.floor(row.start + cell_x * row.jump - half + 0.5)
    return FieldBox(
        max(0, top),
        max(0, left),
        min(input_height, top + row.receptive_field),
        min(input_width, left + row.receptive_field),
    )
