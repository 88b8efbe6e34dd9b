"""Buttons that choose many units: what each leaves silenced."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from visctx_gui.gui.panels.lesion_buttons import LesionButtons
from visctx_gui.gui.panels.lesion_choices import random_units
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.lesion import INTACT, silence
from visctx_gui.plan.network import NetworkPlan


@pytest.fixture
def buttons(qtbot: QtBot, selection: Selection) -> Iterator[LesionButtons]:
    made = LesionButtons(selection)
    qtbot.addWidget(made)
    made.show_network(NetworkPlan())
    made.show()
    return made


def test_each_button_leaves_what_it_says(buttons: LesionButtons, selection: Selection):
    buttons.half_button.click()
    assert selection.lesion == silence("conv1", range(8))
    buttons.invert_button.click()
    assert selection.lesion == silence("conv1", range(8, 16))
    buttons.all_button.click()
    assert selection.lesion == silence("conv1", range(16))
    buttons.none_button.click()
    assert selection.lesion == INTACT


def test_random_states_count_and_seed(buttons: LesionButtons, selection: Selection):
    buttons.count.setValue(5)
    buttons.seed.setValue(42)
    buttons.random_button.click()
    assert selection.lesion == silence("conv1", random_units(16, 5, 42))
    assert selection.undo_stack.undoText() == "Silence 5 random units of conv1, seed 42"


def test_the_layer_follows_the_selected_unit_and_others_are_left_alone(
    buttons: LesionButtons, selection: Selection
):
    selection.change_lesion(silence("conv1", (2,)), "x")
    selection.set_unit(("conv2", 0))
    assert buttons.layer_picker.layer == "conv2"
    assert buttons.count.maximum() == 32
    buttons.half_button.click()
    assert selection.lesion.units("conv1") == (2,)
    assert selection.lesion.units("conv2") == tuple(range(16))
    buttons.none_button.click()
    assert selection.lesion == INTACT


def test_undo_and_redo_are_offered_when_there_is_something(
    buttons: LesionButtons, selection: Selection
):
    assert not buttons.undo_button.isEnabled()
    buttons.half_button.click()
    assert buttons.undo_button.isEnabled()
    buttons.undo_button.click()
    assert selection.lesion == INTACT
    assert buttons.redo_button.isEnabled()
    buttons.redo_button.click()
    assert selection.lesion == silence("conv1", range(8))
