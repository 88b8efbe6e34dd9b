"""Refusing a sweep that a network cannot have, before any work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from torch import nn

from visctx_gui.plan.fields import unknown_choice
from visctx_gui.plan.lesion import MODES, OUTPUT_MODES, Lesion
from visctx_gui.plan.wording import PlanError, message, translatable


def convolutions(network: nn.Module) -> dict[str, nn.Conv2d]:
    """All two-dimensional convolutions of a network, by module name, in order."""
    return {
        name: module for name, module in network.named_modules() if isinstance(module, nn.Conv2d)
    }


def swept_units(
    network: nn.Module, layers: Sequence[str] | Mapping[str, Sequence[int]], mode: str, dose: float
) -> dict[str, list[int]]:
    """Which units of which layers are swept, sorted, each once.

    Raises
    ------
    PlanError
        For a layer, unit, mode or dose that does not exist.
    """
    _check_kind(mode, dose, OUTPUT_MODES)
    return _known_units(network, layers)


def _check_kind(mode: str, dose: float, modes: tuple[str, ...]) -> None:
    if mode not in modes:
        raise unknown_choice("mode", mode, modes)
    if not 0.0 <= dose <= 1.0:
        raise PlanError(
            message(translatable("dose = {dose} is not between 0 and 1."), dose=dose), field="dose"
        )


def _known_units(
    network: nn.Module, layers: Sequence[str] | Mapping[str, Sequence[int]]
) -> dict[str, list[int]]:
    known = convolutions(network)
    units: dict[str, list[int]] = {}
    for layer in layers:
        if layer not in known:
            raise unknown_choice("layer", layer, known)
        everything = range(known[layer].out_channels)
        wanted = layers[layer] if isinstance(layers, Mapping) else everything
        _check_units(layer, wanted, len(everything))
        units[layer] = sorted(set(wanted))
    return units


def check_base(network: nn.Module, base: Lesion) -> None:
    """Refuse a lesion that does not fit the network.

    Raises
    ------
    PlanError
        For a layer, unit, mode or dose that does not exist.
    """
    for part in base:
        _check_kind(part.mode, part.dose, MODES)
        _known_units(network, {part.layer: part.units})


def check_points(network: nn.Module, points: Iterable[str]) -> None:
    """Refuse modules that do not exist.

    Raises
    ------
    PlanError
        With the first of them.
    """
    known = [name for name, _ in network.named_modules() if name]
    for point in points:
        if point not in known:
            raise unknown_choice("point", point, known)


def check_maps(network: nn.Module, base: Lesion, shapes: Mapping[str, tuple[int, ...]]) -> None:
    """Refuse places of damage whose output is no map of the layer's channels, and cells outside.

    Parameters
    ----------
    network : Module
    base : Lesion
    shapes : mapping of str to tuple
        For each layer the shape of what is damaged, images first.

    Raises
    ------
    PlanError
    """
    known = convolutions(network)
    for layer, shape in shapes.items():
        if len(shape) != 4 or shape[1] != known[layer].out_channels:
            raise PlanError(
                message(
                    translatable("The damage of {layer} would not act on maps of its channels."),
                    layer=layer,
                ),
                field="points",
            )
    for part in base:
        if not part.positions:
            continue
        height, width = shapes[part.layer][2:]
        for y, x in part.positions:
            if not (0 <= y < height and 0 <= x < width):
                raise PlanError(
                    message(
                        translatable(
                            "{layer} has maps of {height} x {width}; there is no cell ({y}, {x})."
                        ),
                        layer=part.layer, height=height, width=width, y=y, x=x,
                    ),
                    field="lesion.positions",
                )  # fmt: skip


def _check_units(layer: str, units: Iterable[int], n_units: int) -> None:
    for unit in units:
        if not 0 <= unit < n_units:
            raise PlanError(
                message(
                    translatable("{layer} has no unit {unit}; its units are 0 to {last}."),
                    layer=layer,
                    unit=unit,
                    last=n_units - 1,
                ),
                field="lesion.units",
            )
