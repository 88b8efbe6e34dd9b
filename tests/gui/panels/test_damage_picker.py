"""Kind, dose and seed of the damage."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from visctx_gui.gui.panels.damage_picker import DRAWN, DamagePicker
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.lesion import MODES, SILENCE, DamageKind, Lesion, LesionPart, silence


@pytest.fixture
def picker(qtbot: QtBot, selection: Selection) -> DamagePicker:
    made = DamagePicker(selection)
    qtbot.addWidget(made)
    made.resize(274, 28)
    made.show()
    return made


def test_every_kind_is_offered_with_a_sentence_of_its_own(picker: DamagePicker):
    offered = [picker.mode.itemData(place) for place in range(picker.mode.count())]
    assert offered == list(MODES)
    words = [picker.mode.itemData(k, Qt.ItemDataRole.ToolTipRole) for k in range(len(MODES))]
    assert len(set(words)) == len(MODES)
    assert all(words)


@pytest.mark.parametrize("mode", MODES)
def test_a_chosen_kind_is_that_of_the_next_unit_and_of_all_there_are(
    picker: DamagePicker, selection: Selection, mode: str
):
    selection.change_lesion(silence("conv1", (2, 5)), "x")
    picker.choose_mode(mode)
    assert selection.kind == DamageKind(mode)
    assert [part.mode for part in selection.lesion] == [mode]
    assert picker.seed.isVisible() == (mode in DRAWN)
    if mode != "zero":
        selection.undo_stack.undo()
        assert selection.lesion == silence("conv1", (2, 5))
        assert picker.mode.currentData() == "zero", "undo brings the kind back as well"


def test_a_dose_typed_is_taken_once_and_named_in_the_history(
    picker: DamagePicker, selection: Selection
):
    selection.change_lesion(silence("conv1", (2,)), "x")
    picker.choose_mode("mean")
    picker.dose.setFocus()
    picker.dose.selectAll()
    QTest.keyClicks(picker.dose, "0.35")
    QTest.keyClick(picker.dose, Qt.Key.Key_Return)
    assert selection.kind == DamageKind("mean", 0.35)
    assert selection.undo_stack.count() == 3, "silence, mean, dose"
    assert selection.undo_stack.undoText() == "Damage by mean, dose 0.35"


def test_the_seed_belongs_to_what_is_drawn_alone(picker: DamagePicker, selection: Selection):
    picker.choose_mode("noise")
    picker.seed.setValue(7)
    assert selection.kind == DamageKind("noise", 1.0, 7)
    picker.choose_mode("mean")
    assert selection.kind == DamageKind("mean"), "equal damage has one value, whatever the seed was"


def test_an_opened_lesion_shows_its_kind(picker: DamagePicker, selection: Selection):
    selection.change_lesion(Lesion((LesionPart("conv1", (1,), None, "noise", 0.25, 9),)), "x")
    assert picker.mode.currentData() == "noise"
    assert (picker.dose.value(), picker.seed.value()) == (0.25, 9)
    assert selection.undo_stack.count() == 1, "showing is no change"


def test_choosing_the_same_again_changes_nothing(picker: DamagePicker, selection: Selection):
    picker.choose_mode("zero")
    assert selection.kind == SILENCE
    assert selection.undo_stack.count() == 0
