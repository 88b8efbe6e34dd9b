"""Laws of the lesion, the one value that window, commands and files share."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.plan.lesion import (
    INTACT,
    MODES,
    WEIGHT_MODES,
    DamageKind,
    Lesion,
    LesionPart,
    check_lesion,
    silence,
)
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import PlanError

UNITS = st.lists(st.integers(0, 15), max_size=6).map(tuple)
PARTS = st.builds(
    LesionPart,
    layer=st.sampled_from(["conv1", "conv2"]),
    units=UNITS,
    positions=st.none()
    | st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=3).map(tuple),
    mode=st.sampled_from(MODES),
    dose=st.sampled_from([0.0, 0.5, 1.0]),
    seed=st.integers(0, 1),
)
KINDS = st.builds(
    DamageKind,
    mode=st.sampled_from(MODES),
    dose=st.sampled_from([0.5, 1.0]),
    seed=st.integers(0, 1),
)
LESIONS = st.lists(PARTS, max_size=5).map(lambda parts: Lesion(tuple(parts)))


@given(st.lists(PARTS, max_size=5), st.randoms())
def test_the_order_of_parts_and_units_does_not_matter(
    parts: list[LesionPart], random: object
) -> None:
    shuffled = list(parts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert Lesion(tuple(shuffled)) == Lesion(tuple(parts))
    assert hash(Lesion(tuple(shuffled))) == hash(Lesion(tuple(parts)))


@given(LESIONS)
def test_a_lesion_is_sorted_and_has_no_empty_parts(lesion: Lesion) -> None:
    assert list(lesion) == sorted(lesion, key=lambda part: part.sort_key)
    for part in lesion:
        assert part.has_effect
        assert list(part.units) == sorted(set(part.units))
    assert bool(lesion) == (lesion.n_units > 0)


@given(LESIONS)
def test_making_it_again_changes_nothing(lesion: Lesion) -> None:
    assert Lesion(lesion.parts) == lesion


@given(UNITS, st.integers(0, 15))
def test_two_toggles_are_none(units: tuple[int, ...], unit: int) -> None:
    lesion = silence("conv1", units)
    assert lesion.toggled("conv1", unit).toggled("conv1", unit) == lesion
    assert (unit in lesion.units("conv1")) != (unit in lesion.toggled("conv1", unit).units("conv1"))


@given(st.lists(st.integers(0, 15), max_size=30))
def test_many_toggles_end_where_counting_says(toggles: list[int]) -> None:
    lesion = INTACT
    for unit in toggles:
        lesion = lesion.toggled("conv1", unit)
    odd = tuple(unit for unit in range(16) if toggles.count(unit) % 2)
    assert lesion == silence("conv1", odd)


@given(UNITS, UNITS)
def test_layers_do_not_touch_one_another(first: tuple[int, ...], second: tuple[int, ...]) -> None:
    lesion = silence("conv1", first).with_units("conv2", second)
    assert lesion == silence("conv2", second).with_units("conv1", first)
    assert lesion.with_units("conv2", ()) == silence("conv1", first)
    assert lesion.n_units == len(set(first)) + len(set(second))


@given(LESIONS, UNITS, KINDS)
def test_new_units_get_the_kind_and_old_ones_keep_theirs(
    lesion: Lesion, units: tuple[int, ...], kind: DamageKind
) -> None:
    changed = lesion.with_units("conv1", units, kind)
    assert changed.units("conv1") == tuple(sorted(set(units)))
    assert changed.units("conv2") == lesion.units("conv2")
    for unit in units:
        kinds = kinds_of(changed, "conv1", unit)
        if unit in lesion.units("conv1"):
            assert kinds == kinds_of(lesion, "conv1", unit)
        else:
            assert kinds == {(None, kind)}


def kinds_of(
    lesion: Lesion, layer: str, unit: int
) -> set[tuple[tuple[tuple[int, int], ...] | None, DamageKind]]:
    """Where and how a unit is damaged."""
    return {
        (part.positions, DamageKind(part.mode, part.dose, part.seed))
        for part in lesion
        if part.layer == layer and unit in part.units
    }


@given(LESIONS, KINDS)
def test_the_same_units_with_another_kind(lesion: Lesion, kind: DamageKind) -> None:
    changed = lesion.of_kind(kind)
    assert changed.layers == lesion.layers
    for layer in lesion.layers:
        assert changed.units(layer) == lesion.units(layer)
        for unit in lesion.units(layer):
            places = {place for place, _ in kinds_of(lesion, layer, unit)}
            if kind.mode in WEIGHT_MODES:
                places = {None}
            assert kinds_of(changed, layer, unit) == {(place, kind) for place in places}
    assert changed.of_kind(kind) == changed


def test_no_effect_is_no_lesion() -> None:
    assert Lesion((LesionPart("conv1", ()),)) == INTACT
    assert Lesion((LesionPart("conv1", (1,), dose=0.0),)) == INTACT
    assert Lesion((LesionPart("conv1", (1,), positions=()),)) == INTACT
    assert not INTACT
    assert INTACT.layers == ()
    nothing = DamageKind(dose=0.0)
    assert silence("conv1", (1,)).of_kind(nothing) == INTACT
    assert INTACT.toggled("conv1", 1, nothing) == INTACT


def test_parts_of_one_kind_are_one() -> None:
    parts = (LesionPart("conv1", (3,)), LesionPart("conv1", (1, 3)))
    assert Lesion(parts).parts == (LesionPart("conv1", (1, 3)),)
    kinds = (LesionPart("conv1", (3,)), LesionPart("conv1", (3,), dose=0.5))
    assert len(Lesion(kinds).parts) == 2


@pytest.mark.parametrize(
    ("lesion", "words"),
    [
        (silence("conv3", (0,)), "lesion.layer = 'conv3' is not known. Did you mean"),
        (silence("conv1", (16,)), "conv1 has no unit 16; its units are 0 to 15."),
        (silence("conv1", (-1,)), "conv1 has no unit -1; its units are 0 to 15."),
        (Lesion((LesionPart("conv1", (0,), mode="maen"),)), "lesion.mode = 'maen' is not known."),
        (
            Lesion((LesionPart("conv1", (0,), dose=1.5),)),
            "lesion.dose = 1.5 is not between 0 and 1.",
        ),
        (
            Lesion((LesionPart("conv1", (0,), dose=-0.5),)),
            "lesion.dose = -0.5 is not between 0 and 1.",
        ),
        (
            Lesion((LesionPart("conv1", (0,), dose=math.nan),)),
            "lesion.dose = nan is not between 0 and 1.",
        ),
        (
            Lesion((LesionPart("conv1", (0,), ((24, 0),)),)),
            "conv1 has maps of 24 x 24; there is no cell (24, 0).",
        ),
        (
            Lesion((LesionPart("conv1", (0,), ((0, -1),), "noise"),)),
            "conv1 has maps of 24 x 24; there is no cell (0, -1).",
        ),
        (
            Lesion((LesionPart("conv1", (0,), ((0, 0),), "weights"),)),
            "Damage by 'weights' has no place on the map",
        ),
        (
            Lesion((LesionPart("conv1", (0,), ((0, 0),), "connections"),)),
            "Damage by 'connections' has no place on the map",
        ),
    ],
)
def test_fault_45_a_lesion_that_does_not_fit_is_refused(lesion: Lesion, words: str) -> None:
    with pytest.raises(PlanError) as refused:
        check_lesion(lesion, NetworkPlan())
    assert words in str(refused.value)


def test_fault_45_none_and_all_units_are_possible() -> None:
    check_lesion(INTACT, NetworkPlan())
    check_lesion(silence("conv1", range(16)), NetworkPlan())
