"""What all pictures share, and the image view."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QObject, QPointF, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest

from tests.gui.widgets.painting import pixels_of
from visctx_gui.gui.widgets.image_view import ImageView, picture_image
from visctx_gui.plan.layers import FieldBox
from visctx_gui.presentation.colours import packed_colour, packed_pixels, role_colour


class Listener(QObject):
    def __init__(self):
        super().__init__()
        self.heard = []

    @Slot(object)
    def hear(self, what):
        self.heard.append(what)


@pytest.fixture
def view(qtbot):
    made = ImageView("what the network sees")
    qtbot.addWidget(made)
    made.resize(203, 180)
    with qtbot.waitExposed(made):
        made.show()
    return made


def picture(height=8, width=8):
    return np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)


@pytest.mark.parametrize("shape", [(8, 8), (8, 8, 1), (8, 8, 3), (3, 11, 3), (28, 28)])
def test_pixels_are_sharp_and_square(view, shape):
    pixels = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    view.set_picture(pixels)
    place = view.picture_rectangle()
    zoom = place.width() / shape[1]
    assert zoom == int(zoom)
    assert place.height() == zoom * shape[0]
    painted = pixels_of(view)
    coloured = np.broadcast_to(pixels.reshape(*shape[:2], -1), (*shape[:2], 3))
    for y in range(shape[0]):
        for x in range(shape[1]):
            at = int(place.top() + (y + 0.5) * zoom), int(place.left() + (x + 0.5) * zoom)
            assert painted[at] == packed_pixels(coloured[y, x])


def test_a_large_picture_is_reduced_with_its_aspect(view):
    view.set_picture(picture(400, 1200))
    place = view.picture_rectangle()
    assert place.width() <= view.width()
    assert place.width() / place.height() == pytest.approx(3)


def test_the_receptive_field_is_framed_where_it_lies(view):
    accent = packed_colour(role_colour("selected"))
    view.set_picture(np.zeros((10, 10), np.uint8))
    view.set_box(FieldBox(2, 3, 7, 9))
    place = view.picture_rectangle()
    zoom = place.width() / 10
    ys, xs = np.nonzero(pixels_of(view) == accent)
    assert xs.min() == pytest.approx(place.left() + 3 * zoom, abs=2)
    assert xs.max() == pytest.approx(place.left() + 9 * zoom, abs=2)
    assert ys.min() == pytest.approx(place.top() + 2 * zoom, abs=2)
    assert ys.max() == pytest.approx(place.top() + 7 * zoom, abs=2)
    view.set_picture(np.zeros((10, 10), np.uint8))
    assert view.box is None


def test_the_mouse_reads_pixels(view, qtbot):
    pixels = picture()
    view.set_picture(pixels)
    place = view.picture_rectangle()
    zoom = place.width() / 8
    at = QPointF(place.left() + 5.5 * zoom, place.top() + 2.5 * zoom)
    assert view.pixel_at(at) == (2, 5)
    with qtbot.waitSignal(view.pixel_clicked) as caught:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert caught.args == [2, 5]
    with qtbot.waitSignal(view.pixel_hovered) as caught:
        view._hover((2, 5))
    assert caught.args == [2, 5, pytest.approx(pixels[2, 5].mean())]
    with qtbot.waitSignal(view.pixel_hovered) as caught:
        view._hover((-1, -1))
    assert math.isnan(caught.args[2])
    assert view.pixel_at(QPointF(-5, 5)) is None


def test_the_picture_is_a_copy():
    pixels = np.zeros((2, 2), np.uint8)
    image = picture_image(pixels)
    pixels[:] = 255
    assert image.pixelColor(0, 0).red() == 0


@pytest.mark.parametrize(
    "wrong", [np.zeros((2, 2)), np.zeros((2, 2, 2), np.uint8), np.zeros((0, 3), np.uint8)]
)
def test_other_arrays_are_refused(wrong):
    with pytest.raises(ValueError, match="a picture is uint8"):
        picture_image(wrong)


def entries(view):
    menu = view.context_menu()
    texts = {action.text(): action for action in menu.actions() if action.text()}
    menu.deleteLater()
    return texts


def test_saving_is_offered_only_where_someone_listens(view):
    view.set_picture(picture())
    assert set(entries(view)) == {"Copy picture"}
    listener = Listener()
    view.export_wanted.connect(listener.hear)
    assert set(entries(view)) == {"Copy picture", "Save as PNG, SVG or CSV..."}
    entries(view)["Save as PNG, SVG or CSV..."].trigger()
    assert len(listener.heard) == 1
    assert listener.heard[0] is view.plain_data()


def test_an_empty_picture_can_be_neither_copied_nor_saved(view):
    listener = Listener()
    view.export_wanted.connect(listener.hear)
    assert [action.isEnabled() for action in entries(view).values()] == [False, False]


def test_actions_of_the_panel_come_first(view):
    action = QAction("Silence", view)
    view.addAction(action)
    assert next(iter(entries(view))) == "Silence"


def test_copy_puts_the_picture_on_the_clipboard(view):
    view.set_picture(picture())
    view.copy_picture()
    assert QGuiApplication.clipboard().pixmap().size() == view.size()
