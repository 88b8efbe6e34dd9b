"""Lesions in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from visctx_gui.experiments.lesion_outcomes import (
    ControlOutcome,
    DamagedPart,
    LesionOutcome,
)
from visctx_gui.experiments.lesion_words import (
    condition,
    control_words,
    damaged_part,
    p_text,
    silenced,
    treatment,
    unit_list,
    units_text,
)
from visctx_gui.experiments.shares import Share
from visctx_gui.plan.lesion import MODES
from visctx_gui.plan.lesion_entry import LesionEntry
from visctx_gui.plan.scotoma import Scotoma


def part(entry: LesionEntry, *units: tuple[int, ...]) -> DamagedPart:
    """A part of a layer of 16 units."""
    return DamagedPart(entry, units, None, 16)


def lesion(entry: LesionEntry, *units: tuple[int, ...]) -> LesionOutcome:
    """A lesion of which only the words matter."""
    return of_parts(part(entry, *units))


def of_parts(*parts: DamagedPart) -> LesionOutcome:
    """A lesion of several parts."""
    return LesionOutcome(parts, np.zeros(1), Share(0.5, 0.4, 0.6, 9), np.zeros((2, 3)), None)


def test_units_are_named() -> None:
    assert silenced(lesion(LesionEntry(first=8), tuple(range(8)))) == "units 0 to 7 of conv1"
    assert silenced(lesion(LesionEntry(units=(3,)), (3,))) == "unit 3 of conv1"
    assert silenced(lesion(LesionEntry(units=(3, 5)), (3, 5))) == "units 3, 5 of conv1"
    random = lesion(LesionEntry(random=1, layer="conv2"), (3,), (4,))
    assert silenced(random) == "1 random unit of conv2"


def test_only_a_row_of_units_is_shortened() -> None:
    assert unit_list((4, 5, 6)) == "4 to 6"
    assert unit_list((4, 5)) == "4, 5"
    assert unit_list((4, 5, 7)) == "4, 5, 7"
    assert unit_list(()) == ""
    assert units_text(1024) == "1,024 units"


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_and_dose_has_its_words(mode: str) -> None:
    whole = LesionEntry(first=1, mode=mode, seed=4)
    half = replace(whole, dose=0.5)
    assert treatment(whole) != treatment(half)
    assert any(words in treatment(half) for words in ("0.5", "50 %"))
    assert damaged_part(whole) == damaged_part(half)


def test_a_part_of_the_map_is_told() -> None:
    entry = LesionEntry(first=1, positions=((0, 0),))
    assert treatment(entry) == "set to zero in a part of the map"


def test_a_region_is_told_with_its_size_and_its_centre() -> None:
    disc = LesionEntry(scotoma=Scotoma(radius=6.0))
    assert treatment(disc).endswith(
        "where receptive fields have their centre in a disc of radius 6 px about the middle of the image"
    )
    ring = LesionEntry(scotoma=Scotoma("ring", x=3.0, radius=8.0))
    assert treatment(ring).endswith("in a ring of 3 to 8 px about x 3, y middle")
    half = LesionEntry(scotoma=Scotoma("half field", side="upper"))
    assert treatment(half).endswith("in the upper half field of the middle of the image")


def test_whole_layers_ranked_units_and_several_parts_are_named() -> None:
    everything = tuple(range(16))
    assert silenced(lesion(LesionEntry(units=everything), everything)) == "all 16 units of conv1"
    ranked = part(LesionEntry(ranked=2), (3, 9))
    assert silenced(of_parts(ranked)) == "the 2 most important units of conv1"
    other = part(LesionEntry("conv2", first=3), (0, 1, 2))
    both = "the 2 most important units of conv1 and units 0 to 2 of conv2"
    assert silenced(of_parts(ranked, other)) == both
    many = (*range(12), 14)
    assert silenced(lesion(LesionEntry(units=many), many)) == "13 units of conv1"


def test_lesions_of_the_same_units_are_told_apart() -> None:
    """Kind, dose and place make another lesion."""
    entries = [
        LesionEntry(first=2),
        LesionEntry(first=2, dose=0.5),
        LesionEntry(first=2, mode="mean"),
        LesionEntry(first=2, mode="noise"),
        LesionEntry(first=2, mode="weights"),
        LesionEntry(first=2, mode="connections", dose=0.5),
        LesionEntry(first=2, scotoma=Scotoma()),
        LesionEntry(first=2, name="mine"),
    ]
    words = [condition(lesion(entry, (0, 1))) for entry in entries]
    assert words[0] == "without units 0, 1 of conv1"
    assert words[5] == "units 0, 1 of conv1: 50 % of connections"
    assert words[-1] == "mine"
    assert len(set(words)) == len(entries)


def control(verdict: Any, draws: int, p: float, *, exhaustive: bool = False) -> ControlOutcome:
    """A control of which only the words matter."""
    return ControlOutcome(2, np.zeros(draws), Share(0.5, 0.4, 0.6, 9), p, verdict, exhaustive)


def test_trap_t06_the_verdict_is_a_sentence_with_draws_and_p() -> None:
    words = "more than chance would do: yes (20 draws, p = 0.048)"
    assert control_words(control("yes", 20, 1 / 21)) == words
    assert "all 3 other choices of units" in control_words(
        control("cannot tell", 3, 0.25, exhaustive=True)
    )
    none = control_words(control("no control exists", 0, np.nan, exhaustive=True))
    assert none.startswith("no control exists")
    assert "nan" not in none


def test_small_and_missing_p() -> None:
    assert p_text(1e-9) == "p < 0.001"
    assert p_text(float("nan")) == "–"
