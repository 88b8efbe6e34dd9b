"""The check-tree: shows and changes lesion and selected unit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from visctx_gui.gui.damage_words import damage_explanation, damage_title
from visctx_gui.gui.panels.unit_tree import CHECKED, PARTLY, UNCHECKED, UnitTree
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.lesion import INTACT, SILENCE, DamageKind, Lesion, LesionPart, silence
from visctx_gui.plan.network import NetworkPlan


@pytest.fixture
def tree(qtbot: QtBot, selection: Selection) -> Iterator[UnitTree]:
    made = UnitTree(selection)
    qtbot.addWidget(made)
    made.show_network(NetworkPlan())
    made.show()
    return made


def _shown(tree: UnitTree, layer: str) -> list[int]:
    return [index for index, item in enumerate(tree._units[layer]) if not item.isHidden()]


def test_every_layer_counts_its_silenced_units(tree: UnitTree, selection: Selection):
    selection.change_lesion(silence("conv1", (2, 5, 9)), "x")
    top = tree.tree.topLevelItem(0)
    assert top.text(0) == "conv1 (V1)"
    assert top.text(1) == "3/16"
    assert top.checkState(0) == PARTLY
    assert tree.tree.topLevelItem(1).text(1) == "0/32"
    ticked = [i for i, item in enumerate(tree._units["conv1"]) if item.checkState(0) == CHECKED]
    assert ticked == [2, 5, 9]
    selection.undo_stack.undo()
    assert top.text(1) == "0/16"
    assert top.checkState(0) == UNCHECKED


def test_ticking_a_unit_silences_it_and_undo_brings_it_back(tree: UnitTree, selection: Selection):
    tree._units["conv2"][31].setCheckState(0, CHECKED)
    assert selection.lesion == silence("conv2", (31,))
    assert selection.undo_stack.undoText() == "Silence conv2 31"
    selection.undo_stack.undo()
    assert selection.lesion == INTACT
    assert tree._units["conv2"][31].checkState(0) == UNCHECKED


def test_ticking_a_layer_takes_all_its_units_in_one_step(tree: UnitTree, selection: Selection):
    selection.change_lesion(silence("conv1", (3,)), "x")
    top = tree.tree.topLevelItem(0)
    top.setCheckState(0, CHECKED)
    assert selection.lesion == silence("conv1", range(16))
    assert selection.undo_stack.count() == 2
    top.setCheckState(0, UNCHECKED)
    assert selection.lesion == INTACT


def test_the_selected_unit_is_shared(tree: UnitTree, selection: Selection):
    selection.set_unit(("conv2", 7))
    assert tree.tree.currentItem() is tree._units["conv2"][7]
    tree.tree.setCurrentItem(tree._units["conv1"][1])
    assert selection.unit == ("conv1", 1)


def test_search_finds_layers_numbers_and_silenced_units(tree: UnitTree, selection: Selection):
    tree.search.setText("conv2")
    assert _shown(tree, "conv1") == []
    assert len(_shown(tree, "conv2")) == 32
    tree.search.setText("conv1 12")
    assert _shown(tree, "conv1") == [12]
    tree.search.setText("off")
    assert tree.tree.topLevelItem(0).isHidden()
    selection.change_lesion(silence("conv1", (4,)), "x")
    assert _shown(tree, "conv1") == [4]
    tree.search.clear()
    assert len(_shown(tree, "conv1")) == 16


def test_the_space_key_ticks_the_current_unit(qtbot: QtBot, tree: UnitTree, selection: Selection):
    selection.set_unit(("conv1", 6))
    qtbot.keyClick(tree.tree, Qt.Key.Key_Space)
    assert selection.lesion == silence("conv1", (6,))


def test_another_network_replaces_the_units(tree: UnitTree):
    tree.show_network(NetworkPlan(filters=(4,)))
    assert tree.tree.topLevelItemCount() == 1
    assert tree.tree.topLevelItem(0).text(1) == "0/4"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (SILENCE, "Silence conv1 3"),
        (DamageKind("zero", 0.5), "Lesion conv1 3"),
        (DamageKind("mean"), "Lesion conv1 3"),
        (DamageKind("noise", 0.5, 2), "Lesion conv1 3"),
        (DamageKind("weights"), "Lesion conv1 3"),
        (DamageKind("connections", 0.5, 1), "Lesion conv1 3"),
    ],
)
def test_words_are_right_for_every_kind_of_damage(
    tree: UnitTree, selection: Selection, kind: DamageKind, words: str
):
    selection.set_kind(kind, "x")
    tree._units["conv1"][3].setCheckState(0, CHECKED)
    assert selection.undo_stack.undoText() == words
    assert damage_explanation(kind.mode) in tree.tree.toolTip()
    assert "silenced" not in tree.tree.toolTip()
    assert damage_title(kind.mode) in tree._units["conv1"][3].toolTip(0)
    assert tree._units["conv1"][4].toolTip(0) == ""


def test_a_layer_says_that_only_a_part_of_its_map_is_damaged(tree: UnitTree, selection: Selection):
    part = LesionPart("conv1", tuple(range(16)), ((0, 0), (0, 1)), "zero")
    selection.change_lesion(Lesion((part,)), "x")
    assert tree.tree.topLevelItem(0).toolTip(0) == "silence, in 2 cells of the map"
    selection.undo_stack.undo()
    assert tree.tree.topLevelItem(0).toolTip(0) == ""
