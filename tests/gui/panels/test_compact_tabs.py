"""Tabs that are as wide as their words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from visctx_gui.gui.panels.compact_tabs import CompactTabs

NAMES = ("Per class", "Confusion", "Chance", "Images")


@pytest.fixture
def tabs(qtbot: QtBot) -> CompactTabs:
    made = CompactTabs()
    for name in NAMES:
        made.addTab(QWidget(), name)
    qtbot.addWidget(made)
    made.resize(274, 120)
    made.show()
    return made


def test_all_tabs_of_the_lesion_panel_are_seen_in_its_narrowest_place(tabs: CompactTabs):
    bar = tabs.tabBar()
    assert bar.tabRect(len(NAMES) - 1).right() <= 274
    assert not any(button.isVisible() for button in bar.findChildren(QToolButton))


def test_no_word_is_wider_than_its_tab(tabs: CompactTabs):
    bar = tabs.tabBar()
    for place, name in enumerate(NAMES):
        assert bar.fontMetrics().horizontalAdvance(name) < bar.tabRect(place).width()


def test_a_click_on_the_words_opens_the_tab(tabs: CompactTabs):
    bar = tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(2).center())
    assert tabs.currentIndex() == 2


def test_the_chosen_tab_looks_different(tabs: CompactTabs):
    before = tabs.tabBar().grab().toImage()
    tabs.setCurrentIndex(1)
    assert tabs.tabBar().grab().toImage() != before
