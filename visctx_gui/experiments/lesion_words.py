"""A lesion in words, the same in figures, tables and the methods paragraph."""

from __future__ import annotations

import math

from visctx_gui.experiments.lesion_outcomes import ControlOutcome, DamagedPart, LesionOutcome
from visctx_gui.plan.lesion_entry import LesionEntry
from visctx_gui.plan.scotoma import Scotoma
from visctx_gui.presentation.numbers import NO_NUMBER, count_text

EXACT = "exact (nats)"  # the ranking that all others are compared with
RISE_OF_LOSS = "rise of the mean cross-entropy"
_DAMAGED = {"weights": "weights and biases", "connections": "incoming connections"}
_MOST_LISTED_UNITS = 10


def damaged_part(entry: LesionEntry) -> str:
    """What of the units is damaged: ``outputs after the nonlinearity``, ``weights and biases``."""
    return _DAMAGED.get(entry.mode, "outputs after the nonlinearity")


def treatment(entry: LesionEntry) -> str:
    """What was done to that part, after "were": ``set to zero``."""
    if entry.mode == "weights":
        return "set to zero" if entry.dose == 1 else f"multiplied by {1 - entry.dose:g}"
    if entry.mode == "connections":
        some = f"reduced by {100 * entry.dose:g} % (drawn with seed {entry.seed})"
        return "taken away" if entry.dose == 1 else some
    how = {
        "zero": "set to zero",
        "mean": "replaced by their mean over the training images",
        "noise": f"given normal noise of each unit's SD (seed {entry.seed})",
    }[entry.mode]
    dose = "" if entry.dose == 1 else f" at a dose of {entry.dose:g}"
    return f"{how}{dose}{_where(entry)}"


def _where(entry: LesionEntry) -> str:
    if entry.scotoma is not None:
        return f" where receptive fields have their centre {region_text(entry.scotoma)}"
    return "" if entry.positions is None else " in a part of the map"


def region_text(scotoma: Scotoma) -> str:
    """A region of the image: ``in a disc of radius 6 px about the middle of the image``."""
    given = scotoma.x is not None or scotoma.y is not None
    x, y = ("middle" if at is None else f"{at:g}" for at in (scotoma.x, scotoma.y))
    about = f"x {x}, y {y}" if given else "the middle of the image"
    if scotoma.shape == "half field":
        return f"in the {scotoma.side} half field of {about}"
    if scotoma.shape == "ring":
        return f"in a ring of {scotoma.inner_radius:g} to {scotoma.radius:g} px about {about}"
    return f"in a disc of radius {scotoma.radius:g} px about {about}"


def silenced(lesion: LesionOutcome) -> str:
    """Which units: ``units 0 to 7 of conv1``, ``8 random units of conv1``."""
    return " and ".join(units_of_part(part) for part in lesion.parts)


def units_of_part(part: DamagedPart) -> str:
    """The units of one part: ``units 0 to 7 of conv1``."""
    entry, units = part.entry, part.units[0]
    if entry.random is not None:
        return f"{units_text(len(units), random=True)} of {entry.layer}"
    if part.is_whole_layer:
        return f"all {units_text(len(units))} of {entry.layer}"
    if entry.ranked is not None:
        most = "most important unit" if len(units) == 1 else f"{len(units)} most important units"
        return f"the {most} of {entry.layer}"
    if len(units) == 1:
        return f"unit {units[0]} of {entry.layer}"
    names = unit_list(units)
    if names.count(",") >= _MOST_LISTED_UNITS:
        return f"{units_text(len(units))} of {entry.layer}"
    return f"units {names} of {entry.layer}"


def condition(lesion: LesionOutcome) -> str:
    """A lesion in a few words: ``without unit 3 of conv1``, ``units 0, 1 of conv1: mean``."""
    if lesion.entry.name:
        return lesion.entry.name
    if len(lesion.parts) == 1 and _is_whole(lesion.entry):
        return f"without {silenced(lesion)}"
    kinds = dict.fromkeys(_kind(part.entry) for part in lesion.parts)
    return f"{silenced(lesion)}: {', '.join(kinds)}"


def _is_whole(entry: LesionEntry) -> bool:
    everywhere = entry.positions is None and entry.scotoma is None
    return entry.mode == "zero" and entry.dose == 1 and everywhere


def _kind(entry: LesionEntry) -> str:
    if entry.mode == "connections":
        return f"{100 * entry.dose:g} % of connections"
    where = ""
    if entry.scotoma is not None:
        where = f" {region_text(entry.scotoma).removesuffix(' about the middle of the image')}"
    elif entry.positions is not None:
        where = " in a part of the map"
    dose = "" if entry.dose == 1 else f" at dose {entry.dose:g}"
    name = {"zero": "silenced", "weights": "weights and biases 0"}.get(entry.mode, entry.mode)
    return f"{name}{dose}{where}"


def control_words(control: ControlOutcome) -> str:
    """The verdict in a sentence: ``more than chance would do: yes (20 draws, p = 0.048)``."""
    if control.verdict == "no control exists":
        return "no control exists: there is no other choice of as many units"
    n = len(control.draws)
    draws = f"all {n} other choices of units" if control.exhaustive else f"{n} draws"
    return f"more than chance would do: {control.verdict} ({draws}, {p_text(control.p)})"


def p_text(p: float) -> str:
    """A p: ``p = 0.048``, ``p < 0.001``; a dash where there is none."""
    if math.isnan(p):
        return NO_NUMBER
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def units_text(count: int, *, random: bool = False) -> str:
    """``8 units``, ``1 random unit``."""
    return f"{count_text(count)} {'random ' * random}unit{'s' * (count != 1)}"


def unit_list(units: tuple[int, ...]) -> str:
    """``0 to 7``, or each number where they do not follow each other."""
    if len(units) > 2 and units == tuple(range(units[0], units[-1] + 1)):
        return f"{units[0]} to {units[-1]}"
    return ", ".join(map(str, units))
