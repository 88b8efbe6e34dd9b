"""The lesions of an experiment file: what they mean, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plan.plans import data_plans, lesion_entries, network_plans
from tests.plan.test_lesion import LESIONS
from visctx_gui.plan.experiment import ExperimentPlan, read_experiment, write_experiment
from visctx_gui.plan.lesion import INTACT, Lesion, LesionPart, check_lesion, silence
from visctx_gui.plan.lesion_entry import LesionEntry, check_entries, entries_of, together
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.scotoma import Scotoma, scotoma_positions
from visctx_gui.plan.wording import PlanError

NETWORK = NetworkPlan()
ALL = tuple(range(16))


def refusal(*entries: LesionEntry, n_validation: int = 100) -> str:
    with pytest.raises(PlanError) as refused:
        check_entries(entries, NETWORK, n_validation)
    assert refused.value.field.startswith("lesion")
    return str(refused.value)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_entries_that_pass_their_checks_become_lesions_that_fit(data: st.DataObject) -> None:
    images = data.draw(data_plans())
    network = data.draw(network_plans(images))
    entry = data.draw(lesion_entries(network, images))
    check_entries((entry,), network, images.n_validation_used)
    lesion = entry.lesion(entry.units or (0,), entry.cells(network))
    check_lesion(lesion, network)
    assert all(part.mode == entry.mode and part.seed == entry.seed for part in lesion)


@settings(max_examples=60, deadline=None)
@given(LESIONS)
def test_a_lesion_is_the_same_after_a_file(lesion: Lesion) -> None:
    possible = Lesion(
        tuple(
            replace(part, positions=None) if part.mode in ("weights", "connections") else part
            for part in lesion
        )
    )
    entries = entries_of(possible, "mine")
    plan = ExperimentPlan(lesions=entries, title="x")
    read = read_experiment(write_experiment(plan), "experiment").lesions
    assert read == entries
    assert len(together(read)) == bool(possible)
    parts = (entry.lesion(entry.units or (), entry.cells(NETWORK)).parts for entry in read)
    assert Lesion(tuple(chain.from_iterable(parts))) == possible


def test_what_an_entry_means() -> None:
    assert LesionEntry("conv2", first=2).lesion((0, 1)) == silence("conv2", (0, 1))
    entry = LesionEntry(units=(3,), mode="connections", dose=0.25, seed=7)
    part = LesionPart("conv1", (3,), None, "connections", 0.25, 7)
    assert entry.lesion((3,), entry.cells(NETWORK)) == Lesion((part,))
    assert [
        LesionEntry(**{name: value}).chosen_by
        for name, value in (("units", (1,)), ("first", 1), ("random", 1), ("ranked", 1))
    ] == ["units", "first", "random", "ranked"]
    assert LesionEntry(scotoma=Scotoma()).chosen_by == "all"
    assert LesionEntry(units=(), dose=1.0).lesion(()) == INTACT


def test_cells_are_the_positions_or_those_of_the_region() -> None:
    assert LesionEntry(first=1).cells(NETWORK) is None
    assert LesionEntry(first=1, positions=((2, 3),)).cells(NETWORK) == ((2, 3),)
    region = Scotoma("half field", side="upper")
    cells = LesionEntry(scotoma=region).cells(NETWORK)
    assert cells == scotoma_positions(region, NETWORK, "conv1")
    assert cells is not None
    assert len(cells) == 24 * 12
    assert LesionEntry(scotoma=region).lesion(ALL, cells).units("conv1") == ALL


def test_entries_with_one_name_act_together_where_the_first_stands() -> None:
    alone, other = LesionEntry(first=1), LesionEntry(first=3)
    one = LesionEntry(first=2, name="both")
    two = LesionEntry("conv2", first=2, name="both")
    assert together(()) == ()
    assert together((alone, one, other, two)) == ((alone,), (one, two), (other,))
    assert together((alone, alone)) == ((alone,), (alone,))
    zero = LesionEntry(first=1, name="0")
    assert together((alone, zero)) == ((alone,), (zero,))  # a number is no name


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (LesionEntry(), "lesion.0 needs exactly one of units, first, random and ranked."),
        (LesionEntry(positions=((0, 0),)), "lesion.0 needs exactly one of units"),
        (LesionEntry(first=1, ranked=1), "lesion.0 needs exactly one of units"),
        (LesionEntry(first=1, random=1, scotoma=Scotoma()), "lesion.0 needs exactly one of"),
        (LesionEntry(ranked=17), "lesion.0.ranked goes beyond conv1, which has 16 units."),
        (LesionEntry(ranked=0), "lesion.0.ranked = 0 is not possible."),
        (LesionEntry(units=(16,)), "lesion.0.units goes beyond conv1, which has 16 units."),
        (LesionEntry(units=(-1,)), "lesion.0.units = -1 is not possible."),
        (LesionEntry(first=1, mode="wieghts"), "Did you mean 'weights'?"),
        (LesionEntry(first=1, positions=((1, 2, 3),)), "lesion.0.positions are pairs [row, col"),
        (LesionEntry(first=1, positions=((1,), (2,))), "lesion.0.positions are pairs [row, col"),
        (LesionEntry(first=1, positions=((24, 0),)), "there is no cell (24, 0)."),
        (
            LesionEntry(first=1, positions=((1, 1),), mode="weights"),
            "Damage by 'weights' has no place on the map",
        ),
        (
            LesionEntry(positions=((1, 1),), scotoma=Scotoma(), first=1),
            "lesion.0 has both positions and a scotoma. Keep one of the two.",
        ),
        (
            LesionEntry(scotoma=Scotoma(), mode="connections"),
            "lesion.0: a scotoma cannot be made by 'connections'.",
        ),
        (
            LesionEntry(scotoma=Scotoma(x=500.0)),
            "No receptive field of conv1 has its centre in this region. "
            "Make the region larger, or move it.",
        ),
        (LesionEntry(scotoma=Scotoma("ring", radius=1.0)), "A ring from 3 to 1 px holds nothing."),
    ],
)
def test_fault_45_entries_that_cannot_be_are_refused(entry: LesionEntry, words: str) -> None:
    assert words in refusal(entry)


def test_trap_t7_a_ranking_needs_images_that_are_not_the_test_images() -> None:
    entry = LesionEntry(ranked=3)
    check_entries((entry,), NETWORK, 1)
    assert "no images are kept for validation" in refusal(entry, n_validation=0)
    check_entries((replace(entry, ranking_split="train"),), NETWORK, 0)
    on_test = replace(entry, ranking_split="test")
    assert "lesion.0.ranking_split = 'test' is not known." in refusal(on_test)


def test_random_units_cannot_be_a_part_of_several() -> None:
    drawn = LesionEntry(random=2, name="both")
    check_entries((drawn,), NETWORK, 100)
    assert (
        refusal(drawn, LesionEntry("conv2", first=1, name="both"))
        == "The lesion 'both' has several parts; random units cannot be one."
    )


def test_the_number_of_the_entry_is_named() -> None:
    assert "lesion.1.first goes beyond conv2" in refusal(
        LesionEntry(first=1), LesionEntry("conv2", first=33)
    )
