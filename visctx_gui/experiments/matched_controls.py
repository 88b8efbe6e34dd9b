"""The matched random control of a lesion: other units of the same layers, as many, damaged in the same way."""

from __future__ import annotations

import math
import random
from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, product

import numpy as np

from visctx_gui.cortex.lesions.controls import control_draws, judge
from visctx_gui.experiments.lesion_outcomes import ControlOutcome
from visctx_gui.experiments.lesion_steps import Evaluator, counts_over_all
from visctx_gui.experiments.shares import share_of_draws
from visctx_gui.plan.lesion import Lesion
from visctx_gui.plan.lesion_entry import Units

Choice = tuple[Units, ...]  # units of each layer, in the order of the lesion's layers


@dataclass(frozen=True)
class ControlLesions:
    """The lesions of a control; none where there is no other choice of as many units."""

    lesions: tuple[Lesion, ...]
    exhaustive: bool


def control_lesions(
    lesion: Lesion, sizes: Mapping[str, int], draws: int, seed: int
) -> ControlLesions:
    """Draw lesions of the same layers, numbers of units, kinds and places of damage.

    Parameters
    ----------
    lesion : Lesion
        What is controlled. A layer that is damaged as a whole is so in every draw.
    sizes : mapping of str to int
        Units of each layer.
    draws : int
        How many are wanted; where fewer other choices exist, all of them are given.
    seed : int

    Returns
    -------
    ControlLesions
        Each lesion once, never the one that is controlled.
    """
    own = tuple(lesion.units(layer) for layer in lesion.layers)
    all_units = tuple(sizes[layer] for layer in lesion.layers)
    choices, exhaustive = _choices(own, all_units, draws, seed)
    drawn = tuple(
        _moved(lesion, own, choice, random.Random(f"{seed}, draw {number}"))
        for number, choice in enumerate(choices)
    )
    return ControlLesions(drawn, exhaustive)


def _choices(
    own: Choice, sizes: tuple[int, ...], draws: int, seed: int
) -> tuple[tuple[Choice, ...], bool]:
    if len(own) == 1:
        (units,), (size,) = own, sizes
        one = control_draws(size, len(units), draws, seed, units)
        return tuple((subset,) for subset in one.subsets), one.exhaustive
    pairs = list(zip(own, sizes, strict=True))
    generator = random.Random(seed)
    if math.prod(math.comb(size, len(units)) for units, size in pairs) - 1 <= draws:
        subsets = (combinations(range(size), len(units)) for units, size in pairs)
        every = [choice for choice in product(*subsets) if choice != own]
        generator.shuffle(every)
        return tuple(every), True
    drawn: dict[Choice, None] = {}
    while len(drawn) < draws:
        choice = tuple(
            tuple(sorted(generator.sample(range(size), len(units)))) for units, size in pairs
        )
        if choice != own:
            drawn.setdefault(choice)
    return tuple(drawn), False


def _moved(lesion: Lesion, own: Choice, choice: Choice, generator: random.Random) -> Lesion:
    """The lesion with its units replaced; which takes whose part is random as well."""
    place_of = {}
    for layer, units, others in zip(lesion.layers, own, choice, strict=True):
        mixed = generator.sample(others, len(others))
        place_of.update({(layer, unit): other for unit, other in zip(units, mixed, strict=True)})
    return Lesion(
        tuple(
            replace(part, units=tuple(place_of[part.layer, unit] for unit in part.units))
            for part in lesion
        )
    )


def measure_control(
    evaluator: Evaluator,
    lesion: Lesion,
    right: int,
    sizes: Mapping[str, int],
    draws: int,
    seed: int,
) -> Generator[None, None, ControlOutcome]:
    """Measure the control of a lesion and judge the lesion by it.

    Parameters
    ----------
    evaluator : Evaluator
        The one that measured the lesion.
    right : int
        Its right answers.
    """
    control = control_lesions(lesion, sizes, draws, seed)
    rights, n = [], 0
    for drawn in control.lesions:
        counts = yield from counts_over_all(evaluator, drawn)
        rights.append(counts.lesioned_right)
        n = counts.n
    judgement = judge(-right, [-one for one in rights], control.exhaustive)
    accuracies = np.array(rights, dtype=np.float64) / max(1, n)
    return ControlOutcome(
        n_units=lesion.n_units,
        draws=accuracies,
        share=share_of_draws(accuracies, n),
        p=judgement.p,
        verdict=judgement.verdict,
        exhaustive=control.exhaustive,
    )
