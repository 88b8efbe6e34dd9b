"""A lesion: which units are damaged, and how. One value serves the window, the commands and the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from visctx_gui.plan.fields import unknown_choice
from visctx_gui.plan.layers import layer_row
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import PlanError, message, translatable

OUTPUT_MODES = ("zero", "mean", "noise")
WEIGHT_MODES = ("weights", "connections")
MODES = OUTPUT_MODES + WEIGHT_MODES
NEEDING_STATISTICS = ("mean", "noise")  # of the channels' responses to the training images


@dataclass(frozen=True, slots=True)
class DamageKind:
    """What is done to a unit; `LesionPart` explains mode, dose and seed."""

    mode: str = "zero"
    dose: float = 1.0
    seed: int = 0


SILENCE = DamageKind()


@dataclass(frozen=True, slots=True)
class LesionPart:
    """Units of one layer with one kind of damage.

    In the modes of `OUTPUT_MODES` the output a of each unit, right after the nonlinearity and
    before any normalisation, pooling or residual sum, becomes ``(1 - dose) a + dose target``. In
    those of `WEIGHT_MODES` the convolution itself answers as if its weights were others; the
    weights are never written.

    Attributes
    ----------
    layer : str
        The filter layer's name; it means that layer's output after the nonlinearity.
    units : tuple of int
        Channels, sorted, each once.
    positions : tuple of (int, int) or None
        Cells (y, x) of the map that are damaged; None is all of them, as it is for every mode of
        `WEIGHT_MODES`.
    mode : str
        ``zero``: target 0. ``mean``: the channel's mean over the training images. ``noise``: a plus
        a normal deviate with the channel's standard deviation. ``weights``: weights and bias are
        multiplied by 1 - dose, as published scripts do; what follows the convolution may still
        answer. ``connections``: a share `dose` of the unit's incoming connections, drawn with
        `seed`, is taken away; the bias stays.
    dose : float
        0 (intact) to 1 (whole).
    seed : int
        Of the noise, or of the choice of connections.
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
        """Whether anything is damaged at all; an impossible dose is left for `check_lesion`."""
        return bool(self.units) and self.dose != 0 and self.positions != ()


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

    def with_units(self, layer: str, units: Iterable[int], kind: DamageKind = SILENCE) -> Lesion:
        """This lesion with exactly `units` of `layer` damaged; other layers as they are.

        Units that are damaged already keep their kind of damage, the others get `kind`.
        """
        wanted = set(units)
        kept = tuple(
            replace(part, units=tuple(wanted.intersection(part.units)))
            if part.layer == layer
            else part
            for part in self.parts
        )
        new = tuple(wanted.difference(self.units(layer)))
        return Lesion((*kept, LesionPart(layer, new, None, kind.mode, kind.dose, kind.seed)))

    def toggled(self, layer: str, unit: int, kind: DamageKind = SILENCE) -> Lesion:
        """This lesion with one unit damaged, or restored."""
        return self.with_units(layer, set(self.units(layer)) ^ {unit}, kind)

    def of_kind(self, kind: DamageKind) -> Lesion:
        """The same units, all with this damage; places on the map are kept where it can have any."""
        return Lesion(
            tuple(
                replace(
                    part,
                    positions=None if kind.mode in WEIGHT_MODES else part.positions,
                    mode=kind.mode,
                    dose=kind.dose,
                    seed=kind.seed,
                )
                for part in self.parts
            )
        )


INTACT = Lesion()


def silence(layer: str, units: Iterable[int]) -> Lesion:
    """The lesion that silences `units` of one layer."""
    return INTACT.with_units(layer, units)


def check_lesion(lesion: Lesion, network: NetworkPlan) -> None:
    """Refuse a lesion that does not fit the network.

    Raises
    ------
    PlanError
        For a layer, unit, position, mode or dose that does not exist.
    """
    sizes = dict(zip(network.conv_names, network.filters, strict=True))
    for part in lesion:
        if part.layer not in sizes:
            raise unknown_choice("lesion.layer", part.layer, sizes)
        _check_units(part, sizes[part.layer])
        if part.mode not in MODES:
            raise unknown_choice("lesion.mode", part.mode, MODES)
        if not 0.0 <= part.dose <= 1.0:
            raise PlanError(
                message(
                    translatable("lesion.dose = {dose} is not between 0 and 1."), dose=part.dose
                ),
                field="lesion.dose",
            )
        _check_positions(part, network)


def _check_units(part: LesionPart, size: int) -> None:
    for unit in part.units:
        if not 0 <= unit < size:
            raise PlanError(
                message(
                    translatable("{layer} has no unit {unit}; its units are 0 to {last}."),
                    layer=part.layer,
                    unit=unit,
                    last=size - 1,
                ),
                field="lesion.units",
            )


def _check_positions(part: LesionPart, network: NetworkPlan) -> None:
    if part.positions is None:
        return
    if part.mode in WEIGHT_MODES:
        raise PlanError(
            message(
                translatable(
                    "Damage by '{mode}' has no place on the map: a filter has one set of weights."
                ),
                mode=part.mode,
            ),
            message(translatable("Leave the positions out, or choose another mode.")),
            field="lesion.positions",
        )
    _, height, width = layer_row(network, part.layer).output_shape
    for y, x in part.positions:
        if not (0 <= y < height and 0 <= x < width):
            raise PlanError(
                message(
                    translatable(
                        "{layer} has maps of {height} x {width}; there is no cell ({y}, {x})."
                    ),
                    layer=part.layer,
                    height=height,
                    width=width,
                    y=y,
                    x=x,
                ),
                field="lesion.positions",
            )
