"""The two parts of a panel and how they share their place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from visctx_gui.gui.panels.two_parts import LEAST_ABOVE, USUAL_HEIGHT, TwoParts

NEEDED = 140


@pytest.fixture
def parts(qtbot):
    made = TwoParts(QWidget(), QWidget(), NEEDED)
    qtbot.addWidget(made)
    made.resize(300, USUAL_HEIGHT)
    made.show()
    return made


def test_the_lower_part_gets_what_it_needs_and_not_a_pixel_less(parts):
    assert parts.sizes() == [USUAL_HEIGHT - parts.handleWidth() - NEEDED, NEEDED]


def test_most_of_the_spare_goes_to_the_upper_part(parts):
    upper, lower = parts.sizes()
    parts.resize(300, USUAL_HEIGHT + 200)
    assert sum(parts.sizes()) == upper + lower + 200
    assert parts.sizes()[0] - upper > parts.sizes()[1] - lower > 0


def test_another_need_is_met_at_once(parts):
    parts.set_needed_below(NEEDED - 40)
    assert parts.sizes()[1] == NEEDED - 40


@pytest.mark.parametrize(
    ("width", "height", "orientation"),
    [
        (640, 180, Qt.Orientation.Horizontal),
        (640, NEEDED + LEAST_ABOVE, Qt.Orientation.Vertical),
        (300, 180, Qt.Orientation.Vertical),
    ],
)
def test_in_a_low_and_wide_place_they_stand_beside_one_another(parts, width, height, orientation):
    parts.resize(width, height)
    assert parts.orientation() == orientation
    assert all(size > 0 for size in parts.sizes())
    parts.resize(300, USUAL_HEIGHT)
    assert parts.orientation() == Qt.Orientation.Vertical


def test_what_a_hand_has_moved_is_left_alone(parts):
    parts.handle(1).moveSplitter(60)
    assert parts.sizes()[0] == 60
    parts.set_needed_below(NEEDED + 20)
    assert parts.sizes()[0] == 60
    parts.resize(640, 180)
    assert parts.orientation() == Qt.Orientation.Vertical
