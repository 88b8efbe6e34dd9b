"""Named sets of units: set algebra, lesions, names, and the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.plan.lesion import DamageKind, Lesion, silence
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.unit_sets import (
    UnitSet,
    check_unit_set,
    free_name,
    read_unit_sets,
    set_of,
    write_unit_sets,
)
from visctx_gui.plan.wording import PlanError

units = st.frozensets(
    st.tuples(st.sampled_from(["conv1", "conv2", "layer1.0.conv1"]), st.integers(0, 40))
)
names = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)


def one(name: str, *indices: int, layer: str = "conv1") -> UnitSet:
    return UnitSet(name, frozenset((layer, index) for index in indices))


@given(units, units)
def test_combinations_are_those_of_python_sets(a: frozenset, b: frozenset):
    first, second = UnitSet("a", a), UnitSet("b", b)
    assert first.combined("and", second, "c").units == {unit for unit in a if unit in b}
    assert first.combined("or", second, "c").units == {*a, *b}
    assert first.combined("minus", second, "c").units == {unit for unit in a if unit not in b}
    assert first.combined("minus", second, "c").name == "c"


@given(units)
def test_a_set_and_its_lesion_hold_the_same_units(held: frozenset):
    kind = DamageKind("noise", 0.5, 7)
    lesion = UnitSet("a", held).lesion(kind)
    assert set_of(lesion, "a").units == held
    assert lesion.n_units == len(held)
    assert {(part.mode, part.dose, part.seed) for part in lesion} <= {("noise", 0.5, 7)}


def test_a_set_forgets_the_kind_of_damage():
    damaged = Lesion().with_units("conv1", (2, 3), DamageKind("mean", 0.5))
    assert set_of(damaged, "x").lesion() == silence("conv1", (2, 3))


@given(st.lists(st.tuples(names, units), max_size=5, unique_by=lambda pair: pair[0]))
def test_the_file_gives_back_what_was_written(pairs: list):
    sets = tuple(UnitSet(name, held) for name, held in pairs)
    assert read_unit_sets(write_unit_sets(sets)) == tuple(
        UnitSet(one_set.name, one_set.units) for one_set in sets
    )


def test_an_empty_set_stays_in_the_file():
    assert read_unit_sets(write_unit_sets([UnitSet("nothing", frozenset())])) == (
        UnitSet("nothing", frozenset()),
    )


def test_a_file_is_read_as_people_write_it():
    text = '[[set]]\nname = "a"\nlayer = "conv2"\nunits = [3, 1, 3]\n'
    assert read_unit_sets(text) == (one("a", 1, 3, layer="conv2"),)
    assert read_unit_sets("") == ()


@pytest.mark.parametrize(
    "text",
    [
        "[[set]",
        "sets = 1",
        "set = 1",
        "[set]\nname = 'a'",
        "[[set]]\nname = 'a'\nlayer = 'conv1'\nunits = ['x']",
        "[[set]]\nname = 3\nlayer = 'conv1'\nunits = [1]",
        "[[set]]\nname = 'a'\nlayer = 'conv1'\nunits = [1]\ncolour = 'red'",
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(text: str):
    with pytest.raises(PlanError) as refused:
        read_unit_sets(text)
    assert refused.value.what.english()


def test_units_that_the_network_lacks_are_refused():
    plan = NetworkPlan()
    check_unit_set(one("a", 0, 15), plan)
    with pytest.raises(PlanError):
        check_unit_set(one("a", 16), plan)
    with pytest.raises(PlanError):
        check_unit_set(one("a", 0, layer="conv9"), plan)


@given(st.lists(st.sampled_from(["a", "a 2", "a 3", "b"]), max_size=6))
def test_a_free_name_is_free(taken: list[str]):
    found = free_name("a", taken)
    assert found not in taken
    assert found.startswith("a")
    assert ("a" in taken) == (found != "a")
