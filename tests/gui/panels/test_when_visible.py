"""Asking only while seen, and only after the last answer was painted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from visctx_gui.gui.panels.when_visible import PaintGate, WhenVisible
from visctx_gui.gui.widgets.image_view import ImageView


class _Count(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.n = 0

    def add(self) -> None:
        self.n += 1


class _Panel(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.visible = WhenVisible(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.visible.shown()


def test_what_changes_unseen_is_asked_once_when_shown(qtbot: QtBot):
    panel, count = _Panel(), _Count()
    qtbot.addWidget(panel)
    panel.visible.due.connect(count.add)
    panel.visible.want()
    panel.visible.want()
    assert count.n == 0
    panel.show()
    assert count.n == 1
    panel.visible.want()
    assert count.n == 2
    panel.hide()
    panel.show()
    assert count.n == 2, "nothing has changed since"


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[ImageView]:
    view = ImageView()
    qtbot.addWidget(view)
    view.resize(80, 80)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_a_burst_is_one_question_until_the_answer_is_painted(qtbot: QtBot, canvas: ImageView):
    gate, count = PaintGate(canvas), _Count()
    gate.due.connect(count.add)
    for _ in range(10):
        gate.want()
    assert count.n == 1
    canvas.set_picture(np.zeros((4, 4), np.uint8))
    gate.answer_shown()
    assert count.n == 1, "not painted yet"
    qtbot.waitUntil(lambda: count.n == 2)
    gate.want()
    assert count.n == 2, "the second question is still open"


def test_an_equal_picture_opens_the_gate_too(qtbot: QtBot, canvas: ImageView):
    gate, count = PaintGate(canvas), _Count()
    gate.due.connect(count.add)
    for expected in (1, 2, 3):
        qtbot.waitUntil(lambda: gate._open)
        gate.want()
        assert count.n == expected
        gate.answer_shown()


def test_a_question_without_an_answer_opens_the_gate(canvas: ImageView):
    gate, count = PaintGate(canvas), _Count()
    gate.due.connect(count.add)
    gate.want()
    gate.want()
    gate.open()
    assert count.n == 2


def test_nothing_is_asked_for_a_canvas_that_cannot_be_seen(canvas: ImageView):
    gate, count = PaintGate(canvas), _Count()
    gate.due.connect(count.add)
    canvas.hide()
    gate.want()
    assert count.n == 0
