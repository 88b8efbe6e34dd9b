"""One unit, one image, one lesion for the whole window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.engine.messages import ImageChoice
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.lesion import INTACT, silence
from visctx_gui.plan.network import NetworkPlan

PLAN = NetworkPlan()


@pytest.fixture
def selection(qapp):
    return Selection()


def changes(signal):
    seen = []
    signal.connect(seen.append)
    return seen


def test_a_value_that_stays_the_same_is_not_announced(selection):
    units, images = changes(selection.unit_changed), changes(selection.image_changed)
    selection.set_unit(("conv1", 3))
    selection.set_unit(("conv1", 3))
    selection.set_image(ImageChoice(index=4))
    selection.set_image(ImageChoice(index=4))
    assert units == [("conv1", 3)]
    assert images == [ImageChoice(index=4)]


def test_a_lesion_is_taken_back_and_done_again(selection):
    seen = changes(selection.lesion_changed)
    selection.set_unit(("conv1", 3))
    selection.toggle_unit()
    selection.undo_stack.undo()
    selection.undo_stack.redo()
    assert seen == [silence("conv1", [3]), INTACT, silence("conv1", [3])]
    assert selection.undo_stack.undoText() == "Silence conv1 3"


def test_toggling_twice_restores(selection):
    selection.set_unit(("conv2", 31))
    selection.toggle_unit()
    selection.toggle_unit()
    assert selection.lesion == INTACT
    assert selection.undo_stack.undoText() == "Restore conv2 31"
    assert selection.undo_stack.count() == 2


def test_nothing_selected_nothing_toggled(selection):
    selection.toggle_unit()
    assert selection.lesion == INTACT
    assert selection.undo_stack.count() == 0


@given(st.lists(st.sets(st.integers(0, 15)), max_size=8))
def test_undoing_everything_leads_back_to_the_intact_network(qapp, wishes):
    selection = Selection()
    for units in wishes:
        selection.change_lesion(silence("conv1", units), "change")
    while selection.undo_stack.canUndo():
        selection.undo_stack.undo()
    assert selection.lesion == INTACT


@pytest.mark.parametrize(
    ("start", "by", "end"),
    [
        (None, 1, ("conv1", 0)),
        (("conv1", 3), 1, ("conv1", 4)),
        (("conv1", 0), -1, ("conv1", 0)),
        (("conv1", 14), 8, ("conv1", 15)),
    ],
)
def test_hopping_stays_inside_the_layer(selection, start, by, end):
    selection.set_unit(start)
    selection.hop_unit(by, PLAN)
    assert selection.unit == end


def test_hopping_between_layers_keeps_the_index_where_it_can(selection):
    selection.set_unit(("conv2", 20))
    selection.hop_layer(-1, PLAN)
    assert selection.unit == ("conv1", 15)
    selection.hop_layer(1, PLAN)
    assert selection.unit == ("conv2", 15)
    selection.hop_layer(1, PLAN)
    assert selection.unit == ("conv2", 15)


def test_a_smaller_network_drops_what_it_does_not_have(selection):
    selection.set_unit(("conv1", 12))
    selection.toggle_unit()
    selection.fit_to(NetworkPlan(filters=(8, 8)))
    assert selection.unit is None
    assert selection.lesion == INTACT
    assert not selection.undo_stack.canUndo()


def test_a_lesion_that_fits_stays(selection):
    selection.set_unit(("conv1", 2))
    selection.toggle_unit()
    selection.fit_to(NetworkPlan(filters=(8, 8)))
    assert selection.unit == ("conv1", 2)
    assert selection.lesion == silence("conv1", [2])
    assert selection.undo_stack.canUndo()


def test_undo_cannot_bring_back_a_lesion_that_does_not_fit(selection):
    selection.change_lesion(silence("conv1", [12]), "first")
    selection.change_lesion(INTACT, "second")
    selection.fit_to(NetworkPlan(filters=(8, 8)))
    assert not selection.undo_stack.canUndo()
