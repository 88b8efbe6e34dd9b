"""Layer arithmetic of published architectures: shapes, parameters, receptive fields, areas."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from visctx_gui.plan.architecture_plan import ArchitecturePlan
from visctx_gui.plan.architecture_weights import Shape, statistics_of, weights_of
from visctx_gui.plan.architectures import CLASSES, Operation, architecture
from visctx_gui.plan.layers import LayerRow
from visctx_gui.plan.suggested_areas import suggested_area

_CONVOLUTION = "Conv2d"
_POOLINGS = ("MaxPool2d", "AvgPool2d")
_WEIGHTED = (_CONVOLUTION, "Linear", "MultiheadAttention")


@dataclass(frozen=True, slots=True)
class _Field:
    """What the first unit sees, from the first to the last pixel, and the distance of two units."""

    first: int
    last: int
    jump: int


@dataclass(frozen=True, slots=True)
class _Value:
    """What is known of a row's answer.

    `field` is None where every unit sees the whole image by its nature; `is_whole` is also true
    where it does so through a gate. `is_mixed` is true behind attention. `widest` is the widest
    field on the way, whole images left out; `depth` counts layers with weights.
    """

    shape: tuple[int, ...]
    field: _Field | None
    is_whole: bool = False
    is_mixed: bool = False
    widest: int = 1
    depth: int = 0


@lru_cache(maxsize=64)  # panels ask many times a second
def architecture_table(plan: ArchitecturePlan) -> tuple[LayerRow, ...]:
    """One row per operation, in forward order.

    Receptive fields by the arithmetic of `plan.layers.layer_table`. Where paths meet, the field is
    the smallest square that holds those of all paths. What pools the whole map into one value, and
    attention, see the whole image: the field is then the longer side of the image, also for all
    that follows, and for maps that are multiplied by such a value (squeeze and excitation).
    Maps keep the jump and start of their cells then. Adaptive pooling to more than one cell takes
    its largest cell; its jump is rounded.

    Parameters
    ----------
    plan : ArchitecturePlan
        Already checked.

    Returns
    -------
    tuple of LayerRow
        Shapes are those of torch without the batch: (channels, height, width), for ConvNeXt's
        blocks also (height, width, channels), (tokens, width) for transformers, (units,) at the
        end. `area` is a suggestion, empty behind the maps.
    """
    operations = architecture(plan.name).operations
    values = [_Value(tuple(plan.input_shape), _Field(0, 0, 1))]
    counts = []
    for operation in operations:
        given = [values[number] for number in operation.inputs]
        value = _answer(operation, given, plan)
        values.append(value)
        counts.append(_parameters(operation, given, value))
    deepest = max(value.depth for value in values if len(value.shape) > 1)
    longer = max(plan.input_shape[1:])
    usual = architecture(plan.name).usual_side
    return tuple(
        _row(operation, value, count, longer, _area(value, deepest, usual))
        for operation, value, count in zip(operations, values[1:], counts, strict=True)
    )


@lru_cache(maxsize=64)
def filter_layers(plan: ArchitecturePlan) -> tuple[LayerRow, ...]:
    """The rows that are convolutions, in forward order."""
    return tuple(row for row in architecture_table(plan) if row.kind == _CONVOLUTION)


def state_shapes(plan: ArchitecturePlan) -> dict[str, Shape]:
    """Name and shape of everything in the network's ``state_dict``, running statistics too.

    Parameters
    ----------
    plan : ArchitecturePlan
        Already checked.
    """
    answers = [tuple(plan.input_shape), *(row.output_shape for row in architecture_table(plan))]
    shapes: dict[str, Shape] = {}
    for number, operation in enumerate(architecture(plan.name).operations, start=1):
        given = answers[operation.inputs[0]]
        shapes.update(weights_of(operation, given, answers[number]))
        shapes.update(statistics_of(operation, given))
    return shapes


def _row(operation: Operation, value: _Value, count: int, longer: int, area: str) -> LayerRow:
    field = value.field
    centre = (longer - 1) / 2
    return LayerRow(
        name=operation.name,
        kind=operation.kind,
        output_shape=value.shape,
        parameters=count,
        receptive_field=longer if value.is_whole or field is None else field.last - field.first + 1,
        jump=longer if field is None else field.jump,
        start=centre if field is None else (field.first + field.last) / 2,
        area=area,
    )


def _area(value: _Value, deepest: int, usual_side: int) -> str:
    if len(value.shape) == 1:
        return ""
    share = None if value.is_mixed else value.widest / usual_side
    return suggested_area(value.depth / deepest, share)


def _answer(operation: Operation, given: Sequence[_Value], plan: ArchitecturePlan) -> _Value:
    met = _met(given)
    shape = _shape(operation, [value.shape for value in given], plan)
    if operation.kind in _WEIGHTED:
        met = replace(met, depth=met.depth + 1)
    met = replace(met, shape=shape)
    if operation.kind == _CONVOLUTION or operation.kind in _POOLINGS:
        return _with_field(met, _through_window(met.field, operation))
    if operation.kind == "AdaptiveAvgPool2d":
        return _through_adaptive_pooling(met, given[0].shape, operation.side)
    if operation.kind == "MultiheadAttention":
        return replace(met, is_whole=True, is_mixed=True)
    if len(shape) == 1:
        return replace(met, field=None, is_whole=True)
    return met


def _met(given: Sequence[_Value]) -> _Value:
    fields = [value.field for value in given if value.field is not None]
    field = None
    if fields:
        field = _Field(
            min(one.first for one in fields),
            max(one.last for one in fields),
            max(one.jump for one in fields),
        )
    return _Value(
        given[0].shape,
        field,
        any(value.is_whole for value in given),
        any(value.is_mixed for value in given),
        max(value.widest for value in given),
        max(value.depth for value in given),
    )


def _through_window(field: _Field | None, operation: Operation) -> _Field | None:
    if field is None:
        return None
    reach = (operation.kernel - 1) * operation.dilation
    return _Field(
        field.first - operation.padding * field.jump,
        field.last + (reach - operation.padding) * field.jump,
        field.jump * operation.stride,
    )


def _through_adaptive_pooling(value: _Value, given: tuple[int, ...], side: int) -> _Value:
    if side == 1:
        return replace(value, field=None, is_whole=True)
    if value.field is None:
        return value
    length = max(given[1:])
    cells = [(cell * length // side, -(-(cell + 1) * length // side)) for cell in range(side)]
    largest = max(end - first for first, end in cells)
    jump = value.field.jump
    field = _Field(
        value.field.first,
        value.field.last + (largest - 1) * jump,
        max(1, round(jump * length / side)),
    )
    return _with_field(value, field)


def _with_field(value: _Value, field: _Field | None) -> _Value:
    width = 0 if field is None else field.last - field.first + 1
    return replace(value, field=field, widest=max(value.widest, width))


def _shape(
    operation: Operation, given: Sequence[tuple[int, ...]], plan: ArchitecturePlan
) -> tuple[int, ...]:
    first = given[0]
    outputs = plan.n_classes if operation.outputs == CLASSES else operation.outputs
    match operation.kind:
        case "Conv2d" | "MaxPool2d" | "AvgPool2d":
            return (outputs or first[0], *(_side(side, operation) for side in first[1:]))
        case "AdaptiveAvgPool2d":
            return (first[0], operation.side, operation.side)
        case "Linear":
            return (*first[:-1], outputs)
        case "Flatten":
            return (math.prod(first),)
        case "Reshape":
            return (first[0], math.prod(first[1:]))
        case "Permute":
            return tuple(first[axis] for axis in operation.axes)
        case "Expand":
            return (1, outputs)
        case "Select":
            return first[1:]
        case "Concatenate":
            length = sum(shape[operation.axis] for shape in given)
            return (*first[: operation.axis], length, *first[operation.axis + 1 :])
        case "Multiply" | "Add":
            return max(given, key=math.prod)
    return first


def _side(side: int, operation: Operation) -> int:
    reach = (operation.kernel - 1) * operation.dilation + 1
    room = side + 2 * operation.padding - reach
    cells = room // operation.stride + 1
    if operation.rounds_up and room % operation.stride:
        # The last, incomplete cell counts only if it begins on the map or its left padding.
        cells += cells * operation.stride < side + operation.padding
    return cells


def _parameters(operation: Operation, given: Sequence[_Value], value: _Value) -> int:
    return sum(
        math.prod(shape) for shape in weights_of(operation, given[0].shape, value.shape).values()
    )
