"""The lesions of an experiment file: single ones, sweeps over all units, and lesion curves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from visctx_gui.plan.fields import check_ranges, option, unknown_choice
from visctx_gui.plan.greedy import (
    GREEDY_MEASURES,
    PUBLISHED_MEASURE,
    WHOLE_LAYER,
)
from visctx_gui.plan.lesion import (
    MODES,
    NEEDING_STATISTICS,
    WEIGHT_MODES,
    Lesion,
    LesionPart,
    check_lesion,
)
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.scotoma import Positions, Scotoma, check_scotoma, scotoma_positions
from visctx_gui.plan.wording import PlanError, message, translatable

RANKING_SPLITS = ("train", "validation")  # the effect is measured on test images, never on these
CHOSEN_BY = ("units", "first", "random", "ranked")
Units = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LesionEntry:
    """One ``[[lesion]]`` of an experiment file.

    At most one of units, first, random and ranked is given; a region needs none of them and means
    all units then.

    Attributes
    ----------
    units : tuple of int or None
        These units.
    first : int or None
        The first so many units.
    random : int or None
        So many units drawn at random, `draws` times.
    ranked : int or None
        The so many most important units, by the rise of the mean cross-entropy with each alone
        silenced, on the images of `ranking_split`.
    draws : int
        Of the random units; for all others, of the matched random control.
    positions : tuple of (int, int) or None
        Cells (y, x) of the map; None is all.
    scotoma : Scotoma or None
        The region whose cells are meant.
    name : str
        Entries that share a name act together, as one lesion.
    """

    layer: str = option("conv1")
    units: tuple[int, ...] | None = option(None, minimum=0)
    first: int | None = option(None, minimum=1)
    random: int | None = option(None, minimum=1)
    ranked: int | None = option(None, minimum=1)
    ranking_split: str = option("validation", choices=RANKING_SPLITS)
    draws: int = option(20, minimum=1, maximum=1000)
    mode: str = option("zero", choices=MODES)
    dose: float = option(1.0, minimum=0.0, maximum=1.0)
    seed: int = option(0, minimum=0, maximum=2**31 - 1)
    positions: tuple[tuple[int, ...], ...] | None = option(None)
    scotoma: Scotoma | None = None
    name: str = ""

    @property
    def chosen_by(self) -> str:
        """Which of `CHOSEN_BY` is given; ``all`` for a region of all units."""
        given = [name for name in CHOSEN_BY if getattr(self, name) is not None]
        return given[0] if given else "all"

    @property
    def needs_statistics(self) -> bool:
        """Whether its damage follows the channels' responses to the training images."""
        return self.mode in NEEDING_STATISTICS

    def lesion(self, units: Units, positions: Positions | None = None) -> Lesion:
        """The lesion of these units with the entry's layer, mode, dose and seed."""
        part = LesionPart(self.layer, units, positions, self.mode, self.dose, self.seed)
        return Lesion((part,))

    def cells(self, network: NetworkPlan) -> Positions | None:
        """Cells of the map that are meant, None for all.

        Raises
        ------
        PlanError
            For a region that no receptive field has its centre in.
        """
        if self.scotoma is not None:
            cells = scotoma_positions(self.scotoma, network, self.layer)
            if not cells:
                raise _empty_region(self.layer)
            return cells
        if self.positions is None:
            return None
        return tuple((cell[0], cell[1]) for cell in self.positions)


@dataclass(frozen=True, slots=True)
class SweepPlan:
    """``[sweep]``: every unit of these layers silenced alone.

    Attributes
    ----------
    layers : tuple of str
    rankings : tuple of str
        ``exact``: by the rise of the mean cross-entropy with each unit alone silenced.
        ``first-order``: by activation times gradient, from one backward pass. ``greedy``: again after each group of `group` units, as
        Dobs et al. 2022 do.
    ranking_split : str
        The images the rankings are made on; the sweep itself is measured on test images.
    group : int
        Units that the greedy way takes before it ranks again; published: 1.6 % of the layer.
    greedy_by : str
        What the greedy way takes for harm. ``loss``: the mean cross-entropy, as published.
        ``accuracy``: the share of wrong answers, which is coarser.
    stop_share : float
        The greedy way ends once more than this share of a layer is taken, and the other units
        stay without a place. Published: 0.2. At 1, the default, every unit has a place.
    """

    layers: tuple[str, ...] = option(("conv1", "conv2"))
    rankings: tuple[str, ...] = option(
        ("exact", "first-order"), choices=("exact", "first-order", "greedy")
    )
    ranking_split: str = option("validation", choices=RANKING_SPLITS)
    group: int = option(1, minimum=1)
    greedy_by: str = option(PUBLISHED_MEASURE, choices=GREEDY_MEASURES)
    stop_share: float = option(WHOLE_LAYER, minimum=0.0, maximum=1.0)


@dataclass(frozen=True, slots=True)
class LesionCurvePlan:
    """``[lesion_curve]``: accuracy against the number of silenced units, 0 to all.

    Attributes
    ----------
    layers : tuple of str
        One curve for each.
    orders : tuple of str
        ``first``: units 0 to k-1. ``random``: k units drawn at random, `draws` times.
        ``importance``: the k most important units, ranked on the images of `ranking_split`.
    """

    layers: tuple[str, ...] = option(("conv1",))
    orders: tuple[str, ...] = option(("first", "random"), choices=("first", "random", "importance"))
    draws: int = option(20, minimum=1, maximum=1000)
    seed: int = option(0, minimum=0, maximum=2**31 - 1)
    ranking_split: str = option("validation", choices=RANKING_SPLITS)


def together(entries: Sequence[LesionEntry]) -> tuple[tuple[LesionEntry, ...], ...]:
    """Entries grouped into lesions, each at the place of its first entry."""
    groups: dict[object, list[LesionEntry]] = {}
    for number, entry in enumerate(entries):
        groups.setdefault(entry.name or number, []).append(entry)
    return tuple(tuple(group) for group in groups.values())


def entries_of(lesion: Lesion, name: str = "") -> tuple[LesionEntry, ...]:
    """Entries that say the same as a lesion.

    Parameters
    ----------
    lesion : Lesion
    name : str
        Holds several parts together; needed where there are several.
    """
    return tuple(
        LesionEntry(
            part.layer,
            units=part.units,
            mode=part.mode,
            dose=part.dose,
            seed=part.seed,
            positions=part.positions,
            name=name,
        )
        for part in lesion
    )


def check_entries(entries: Sequence[LesionEntry], network: NetworkPlan, n_validation: int) -> None:
    """Refuse lesions that the network cannot have.

    Raises
    ------
    PlanError
        With the entry's number and the key.
    """
    for number, entry in enumerate(entries):
        _check_entry(entry, f"lesion.{number}", network, n_validation)
    for group in together(entries):
        if len(group) > 1 and any(entry.random is not None for entry in group):
            raise PlanError(
                message(
                    translatable(
                        "The lesion '{name}' has several parts; random units cannot be one."
                    ),
                    name=group[0].name,
                ),
                field="lesion.random",
            )


def _check_entry(entry: LesionEntry, place: str, network: NetworkPlan, n_validation: int) -> None:
    check_ranges(entry, place)
    sizes = dict(zip(network.conv_names, network.filters, strict=True))
    if entry.layer not in sizes:
        raise unknown_choice(f"{place}.layer", entry.layer, sizes)
    _check_choice_of_units(entry, place)
    _check_amount(entry, place, sizes[entry.layer])
    _check_region(entry, place)
    if entry.ranked is not None:
        check_ranking_split(entry.ranking_split, f"{place}.ranking_split", n_validation)
    units = tuple(range(sizes[entry.layer])) if entry.units is None else entry.units
    check_lesion(entry.lesion(units, entry.cells(network)), network)


def _check_choice_of_units(entry: LesionEntry, place: str) -> None:
    given = [name for name in CHOSEN_BY if getattr(entry, name) is not None]
    if len(given) == 1 or (not given and entry.scotoma is not None):
        return
    raise PlanError(
        message(
            translatable("{place} needs exactly one of units, first, random and ranked."),
            place=place,
        ),
        field=place,
    )


def _check_amount(entry: LesionEntry, place: str, size: int) -> None:
    chosen_by = entry.chosen_by
    if chosen_by == "all":
        return
    amounts = entry.units if entry.units is not None else (getattr(entry, chosen_by),)
    limit = size - 1 if chosen_by == "units" else size
    if any(amount > limit for amount in amounts):
        raise PlanError(
            message(
                translatable("{place}.{name} goes beyond {layer}, which has {size} units."),
                place=place,
                name=chosen_by,
                layer=entry.layer,
                size=size,
            ),
            field=f"{place}.{chosen_by}",
        )


def _check_region(entry: LesionEntry, place: str) -> None:
    if entry.scotoma is not None:
        check_scotoma(entry.scotoma, f"{place}.scotoma")
    if entry.positions is not None and any(len(cell) != 2 for cell in entry.positions):
        raise PlanError(
            message(translatable("{place}.positions are pairs [row, column]."), place=place),
            field=f"{place}.positions",
        )
    if entry.positions is not None and entry.scotoma is not None:
        raise PlanError(
            message(translatable("{place} has both positions and a scotoma."), place=place),
            message(translatable("Keep one of the two.")),
            field=f"{place}.positions",
        )
    if entry.scotoma is not None and entry.mode in WEIGHT_MODES:
        raise PlanError(
            message(
                translatable("{place}: a scotoma cannot be made by '{mode}'."),
                place=place,
                mode=entry.mode,
            ),
            field=f"{place}.mode",
        )


def check_ranking_split(split: str, place: str, n_validation: int) -> None:
    """Refuse a ranking on validation images where there are none.

    Raises
    ------
    PlanError
    """
    if split == "validation" and n_validation == 0:
        raise PlanError(
            message(
                translatable("{place} = 'validation', but no images are kept for validation."),
                place=place,
            ),
            message(translatable("Choose 'train', or set data.n_validation.")),
            field=place,
        )


def check_layers(layers: Iterable[str], place: str, sizes: Mapping[str, int]) -> None:
    """Refuse layers that the network does not have.

    Raises
    ------
    PlanError
    """
    for layer in layers:
        if layer not in sizes:
            raise unknown_choice(place, layer, sizes)


def _empty_region(layer: str) -> PlanError:
    return PlanError(
        message(
            translatable("No receptive field of {layer} has its centre in this region."),
            layer=layer,
        ),
        message(translatable("Make the region larger, or move it.")),
        field="lesion.scotoma",
    )
