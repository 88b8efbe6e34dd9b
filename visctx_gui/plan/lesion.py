"""A lesion: which units are damaged, and how. One value serves the window, the commands and the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from visctx_gui.plan.fields import unknown_choice
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import PlanError, message, translatable

MODES = ("zero", "mean", "noise")
MODES_OFFERED = ("zero",)


@dataclass(frozen=True, slots=True)
class LesionPart:
    """Units of one layer with one kind of damage.

    The output of each unit, right after the nonlinearity and before any normalisation, pooling or
    residual sum, becomes ``(1 - dose) a + dose target``.

    Attributes
    ----------
    layer : str
        The filter layer's name; it means that layer's output after the nonlinearity.
    units : tuple of int
        Channels, sorted, each once.
    positions : tuple of (int, int) or None
        Cells (y, x) of the map that are damaged; None is all of them.
    mode : str
        ``zero``: target 0. ``mean``: the channel's mean over the training images. ``noise``: a plus
        a normal deviate with the channel's standard deviation.
    dose : float
        0 (intact) to 1 (whole).
    seed : int
        Of the noise.
    """

    layer: str
    units: tuple[int, ...]
    positions: tuple[tuple[int, int], ...] | None = None
    mode: str = "zero"
    dose: float = 1.0
    seed: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "units", tuple(sorted(set(self.units))))
        if self.positions is not None:
            object.__setattr__(self, "positions", tuple(sorted(set(self.positions))))

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Order of the parts inside a lesion."""
        return (self.layer, self.mode, self.dose, self.seed, self.positions or (), self.units)

    @property
    def has_effect(self) -> bool:
        """Whether anything is damaged at all."""
        return bool(self.units) and self.dose > 0 and self.positions != ()


@dataclass(frozen=True, slots=True)
class Lesion:
    """All damage done to a network: a sorted tuple of parts, empty for the intact network."""

    parts: tuple[LesionPart, ...] = field(default=())

    def __post_init__(self) -> None:
        merged: dict[tuple[object, ...], LesionPart] = {}
        for part in self.parts:
            if not part.has_effect:
                continue
            key = (part.layer, part.positions, part.mode, part.dose, part.seed)
            known = merged.get(key)
            merged[key] = replace(part, units=known.units + part.units) if known else part
        parts = tuple(sorted(merged.values(), key=lambda part: part.sort_key))
        object.__setattr__(self, "parts", parts)

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __iter__(self) -> Iterator[LesionPart]:
        return iter(self.parts)

    @property
    def layers(self) -> tuple[str, ...]:
        """Names of the damaged layers, each once, sorted."""
        return tuple(sorted({part.layer for part in self.parts}))

    @property
    def n_units(self) -> int:
        """Number of damaged units over all layers."""
        return sum(len(self.units(layer)) for layer in self.layers)

    def units(self, layer: str) -> tuple[int, ...]:
        """Damaged units of a layer, sorted."""
        return tuple(sorted({u for part in self.parts if part.layer == layer for u in part.units}))

    def with_units(self, layer: str, units: Iterable[int]) -> Lesion:
        """This lesion with exactly `units` of `layer` silenced; other layers as they are."""
        kept = tuple(part for part in self.parts if part.layer != layer)
        return Lesion((*kept, LesionPart(layer, tuple(units))))

    def toggled(self, layer: str, unit: int) -> Lesion:
        """This lesion with one unit switched off, or on again."""
        return self.with_units(layer, set(self.units(layer)) ^ {unit})


INTACT = Lesion()


def silence(layer: str, units: Iterable[int]) -> Lesion:
    """The lesion that silences `units` of one layer."""
    return INTACT.with_units(layer, units)


def check_lesion(lesion: Lesion, network: NetworkPlan) -> None:
    """Refuse a lesion that does not fit the network.

    Raises
    ------
    PlanError
        For a layer, unit, mode or dose that does not exist.
    """
    sizes = dict(zip(network.conv_names, network.filters, strict=True))
    for part in lesion:
        if part.layer not in sizes:
            raise unknown_choice("lesion.layer", part.layer, sizes)
        for unit in part.units:
            if not 0 <= unit < sizes[part.layer]:
                raise PlanError(
                    message(
                        translatable("{layer} has no unit {unit}; its units are 0 to {last}."),
                        layer=part.layer,
                        unit=unit,
                        last=sizes[part.layer] - 1,
                    ),
                    field="lesion.units",
                )
        if part.mode not in MODES_OFFERED:
            raise unknown_choice("lesion.mode", part.mode, MODES_OFFERED)
        if not 0.0 <= part.dose <= 1.0:
            raise PlanError(
                message(
                    translatable("lesion.dose = {dose} is not between 0 and 1."), dose=part.dose
                ),
                field="lesion.dose",
            )
