"""One table feeds menus, toolbar, shortcuts and the list of shortcuts."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QMainWindow, QPushButton, QSlider, QWidget

from visctx_gui.gui.actions import (
    ACTIONS,
    MENUS,
    TOOLBAR,
    fill_menus,
    make_actions,
    shortcut_rows,
    uses_key,
)
from visctx_gui.gui.widgets.tile_canvas import TileCanvas


class Slots(QMainWindow):
    def __init__(self):
        super().__init__()
        self.done = []

    def do(self):
        self.done.append(self.sender().objectName())


def test_names_and_keys_are_unique():
    assert max(Counter(facts.name for facts in ACTIONS).values()) == 1
    keys = Counter(facts.keys for facts in ACTIONS if facts.keys)
    assert max(keys.values()) == 1, keys
    assert all(not QKeySequence(key).isEmpty() for key in keys)


def test_every_action_says_what_it_does():
    for facts in ACTIONS:
        assert facts.help.endswith(".")
        assert facts.menu in (*MENUS, "")
        assert facts.menu or facts.keys


def test_every_action_is_connected_and_in_its_menu(qtbot):
    window = Slots()
    qtbot.addWidget(window)
    actions = make_actions(window, {facts.name: window.do for facts in ACTIONS})
    menus = fill_menus(window, actions)
    for facts in ACTIONS:
        actions[facts.name].trigger()
        if facts.menu:
            assert actions[facts.name] in menus[facts.menu].actions()
    assert window.done == [facts.name for facts in ACTIONS]
    assert set(TOOLBAR) <= set(actions)


def test_an_action_without_a_slot_is_refused(qtbot):
    window = Slots()
    qtbot.addWidget(window)
    with pytest.raises(KeyError):
        make_actions(window, {})


def test_the_list_of_shortcuts_is_complete(qapp):
    rows = list(shortcut_rows())
    assert len(rows) == sum(bool(facts.keys) for facts in ACTIONS)
    assert ("Ctrl+Z", "Undo") in [row[:2] for row in rows]


@pytest.mark.parametrize(
    ("widget_type", "key", "used"),
    [
        (QLineEdit, "L", True),
        (QComboBox, "Down", True),
        (QPushButton, "Space", True),
        (QPushButton, "L", False),
        (QSlider, "Left", True),
        (QSlider, "L", False),
        (TileCanvas, "Right", True),
        (TileCanvas, "L", False),
        (QWidget, "Space", False),
    ],
)
def test_keys_belong_to_the_field_that_is_being_edited(qtbot, widget_type, key, used):
    widget = widget_type()
    qtbot.addWidget(widget)
    assert uses_key(widget, QKeySequence(key)) is used
