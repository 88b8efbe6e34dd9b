"""Labels that change often: what they show, the room they ask for."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from tests.gui.widgets.painting import pixels_of
from visctx_gui.gui.elided_label import ElidedLabel
from visctx_gui.gui.live_label import LiveLabel


class Layouts(QObject):
    """Counts the layouts that are asked of a widget."""

    def __init__(self, widget):
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched, event):
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


@pytest.fixture
def place(qtbot):
    """A shown widget with an empty row."""
    place = QWidget()
    qtbot.addWidget(place)
    QHBoxLayout(place)
    place.resize(400, 60)
    with qtbot.waitExposed(place):
        place.show()
    return place


def put(place, label):
    place.layout().addWidget(label)
    QApplication.processEvents()
    return label, Layouts(place)


def test_a_number_that_changes_asks_for_no_layout(place):
    label, layouts = put(place, LiveLabel())
    label.setText("step 1,234")
    QApplication.processEvents()
    assert layouts.count == 1
    for step in range(10):
        label.setText(f"step 1,23{step}")
        QApplication.processEvents()
    assert layouts.count == 1
    assert label.text() == "step 1,239"
    assert label.accessibleName() == "step 1,239"


def test_a_longer_text_gets_its_room_and_an_empty_one_gives_it_back(place):
    label, _ = put(place, LiveLabel())
    place.layout().addStretch(1)
    for text in ("a", "a much longer text than before"):
        label.setText(text)
        QApplication.processEvents()
        assert label.width() >= label.fontMetrics().horizontalAdvance(text)
    label.setText("")
    QApplication.processEvents()
    assert label.width() < 20


def test_the_text_is_painted_and_an_older_one_is_gone(place):
    label, _ = put(place, LiveLabel())
    label.setText("WWWW")
    QApplication.processEvents()
    written = pixels_of(label)
    label.setText("    ")
    QApplication.processEvents()
    blank = pixels_of(label)
    assert (written != blank).any()
    assert (blank == blank[0, 0]).all()


def test_several_lines_take_the_height_they_need(qtbot):
    place = QWidget()
    qtbot.addWidget(place)
    column = QVBoxLayout(place)
    label = LiveLabel(wraps=True)
    column.addWidget(label)
    column.addStretch(1)
    place.resize(160, 200)
    with qtbot.waitExposed(place):
        place.show()
    label.setText("epoch 1/5")
    QApplication.processEvents()
    one = label.height()
    label.setText("epoch 1/5 and step 1,234 of 9,999 and 10,000 images/s and 0:12 left")
    QApplication.processEvents()
    assert label.height() >= 2 * one
    assert label.height() == label.heightForWidth(label.width())


def test_a_line_that_does_not_fit_ends_in_an_ellipsis(place):
    label, layouts = put(place, ElidedLabel(Qt.TextElideMode.ElideRight))
    label.setFixedWidth(60)
    label.setText("a text that is much too long for so little room")
    QApplication.processEvents()
    assert label.shown_text().endswith("\N{HORIZONTAL ELLIPSIS}")
    assert label.text().endswith("room")
    before = layouts.count
    label.setText("another text that is much too long for so little room")
    QApplication.processEvents()
    assert layouts.count == before
