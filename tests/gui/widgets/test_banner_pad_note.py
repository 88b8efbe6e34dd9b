"""The message banner, the drawing pad, the empty note, the style."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from visctx_gui.gui.style import GRID, apply_style, is_dark, palette
from visctx_gui.gui.widgets.drawing_pad import DrawingPad
from visctx_gui.gui.widgets.empty_note import EmptyNote
from visctx_gui.gui.widgets.message_banner import MessageBanner

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def banner(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    made = MessageBanner()
    column.addWidget(made)
    column.addStretch(1)
    host.resize(700, 300)
    with qtbot.waitExposed(host):
        host.show()
    yield made
    host.close()


class TestBanner:
    def test_it_is_there_only_while_there_is_something_to_say(self, banner):
        assert not banner.isVisible()
        banner.show_message("The file is cut off.", "Copy it again.")
        assert banner.isVisible()
        assert banner._what.text() == "The file is cut off."
        assert banner._advice.text() == "Copy it again."
        assert banner.accessibleDescription() == "The file is cut off. Copy it again."
        QTest.mouseClick(banner._close_button, LEFT)
        assert not banner.isVisible()

    def test_details_are_offered_only_where_there_are_some(self, banner):
        banner.show_message("a")
        assert not banner._details_button.isVisible()
        banner.show_message("b", details="Traceback")
        assert banner._details_button.isVisible()
        assert not banner._details.isVisible()
        QTest.mouseClick(banner._details_button, LEFT)
        assert banner._details.isVisible()
        QTest.mouseClick(banner._copy_button, LEFT)
        assert QGuiApplication.clipboard().text() == "b\nTraceback"

    def test_equal_messages_are_counted_and_others_wait_behind(self, banner):
        for _ in range(3):
            banner.show_message("a")
        assert len(banner.messages) == 1
        assert banner._more.text() == "3 times"
        banner.show_message("b")
        assert banner._more.text() == "1 more"
        QTest.keyClick(banner, Qt.Key.Key_Escape)
        assert banner._what.text() == "a"
        banner.close_all()
        assert banner.messages == ()

    def test_a_flood_of_messages_is_bounded(self, banner):
        for number in range(500):
            banner.show_message(str(number))
        assert len(banner.messages) == 50
        assert banner.messages[-1].what == "499"

    @pytest.mark.parametrize("severity", ["note", "warning", "error"])
    def test_each_severity_has_its_edge(self, banner, severity):
        banner.show_message("a", severity=severity)
        edge = banner.grab().toImage().pixelColor(1, banner.height() // 2)
        assert edge != banner.palette().color(QPalette.ColorRole.Window)
        assert edge.saturation() > 60

    def test_long_sentences_are_not_cut(self, banner, qtbot):
        banner.show_message("A long sentence about a file. " * 12, "And a long advice. " * 12)
        for label in (banner._what, banner._advice):
            qtbot.waitUntil(lambda it=label: it.height() >= it.heightForWidth(it.width()))

    def test_a_message_is_shown_as_it_is_without_markup(self, banner):
        banner.show_message("<b>name</b>.png")
        assert banner._what.text() == "<b>name</b>.png"
        assert banner._what.textFormat() == Qt.TextFormat.PlainText


@pytest.fixture
def pad(qtbot):
    made = DrawingPad()
    qtbot.addWidget(made)
    made.resize(140, 140)
    with qtbot.waitExposed(made):
        made.show()
    return made


def stroke(pad, *points):
    QTest.mousePress(pad, LEFT, pos=QPoint(*points[0]))
    for point in points[1:]:
        where = QPointF(*point), QPointF(pad.mapToGlobal(QPoint(*point)))
        none = Qt.MouseButton.NoButton, LEFT, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(pad, QMouseEvent(QEvent.Type.MouseMove, *where, *none))
    QTest.mouseRelease(pad, LEFT, pos=QPoint(*points[-1]))


class Drawings:
    def __init__(self, pad):
        self.received = []
        pad.drawn.connect(self.received.append)


class TestDrawingPad:
    def test_a_stroke_is_white_where_the_mouse_went_and_black_elsewhere(self, pad):
        stroke(pad, (20, 70), (70, 70), (120, 70))
        pixels = pad.pixels()
        assert pixels.shape == (280, 280)
        assert pixels.dtype == np.uint8
        assert (pixels[140, 45:236] == 255).all()
        assert (pixels[:120] == 0).all()
        assert (pixels[160:] == 0).all()

    def test_a_tap_leaves_a_round_dot(self, pad):
        stroke(pad, (70, 70))
        ys, xs = np.nonzero(pad.pixels() > 127)
        assert 18 < np.ptp(xs) < 26
        assert np.ptp(xs) == pytest.approx(np.ptp(ys), abs=2)
        assert len(xs) == pytest.approx(np.pi * 11**2, rel=0.1)

    def test_the_drawing_is_sent_at_the_end_of_a_stroke_and_is_a_copy(self, pad):
        drawings = Drawings(pad)
        stroke(pad, (20, 20), (60, 60))
        assert len(drawings.received) == 1
        kept = drawings.received[0].copy()
        stroke(pad, (100, 20), (100, 100))
        np.testing.assert_array_equal(drawings.received[0], kept)
        assert (drawings.received[1] != kept).any()

    def test_while_drawing_it_is_sent_by_the_clock_not_by_the_mouse(self, pad, qtbot):
        drawings = Drawings(pad)
        QTest.mousePress(pad, LEFT, pos=QPoint(20, 20))
        assert drawings.received == []
        qtbot.waitUntil(lambda: len(drawings.received) == 1, timeout=2000)
        assert (drawings.received[0] > 0).any()
        QTest.mouseRelease(pad, LEFT, pos=QPoint(20, 20))

    def test_undo_takes_back_one_stroke_exactly(self, pad):
        stroke(pad, (20, 20), (60, 60))
        first = pad.pixels()
        stroke(pad, (100, 20), (100, 100))
        QTest.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        np.testing.assert_array_equal(pad.pixels(), first)
        pad.undo_stroke()
        assert pad.is_empty
        assert (pad.pixels() == 0).all()
        pad.undo_stroke()
        assert pad.is_empty

    def test_clear_sends_an_empty_drawing(self, pad):
        stroke(pad, (20, 20), (60, 60))
        drawings = Drawings(pad)
        QTest.keyClick(pad, Qt.Key.Key_Delete)
        assert pad.is_empty
        assert (drawings.received[-1] == 0).all()

    def test_the_drawing_does_not_depend_on_the_size_of_the_pad(self, pad):
        stroke(pad, (20, 70), (120, 70))
        small = pad.pixels()
        pad.clear()
        pad.resize(280, 280)
        stroke(pad, (40, 140), (240, 140))
        np.testing.assert_array_equal(pad.pixels(), small)

    def test_other_buttons_do_not_draw(self, pad):
        QTest.mouseClick(pad, Qt.MouseButton.RightButton, pos=QPoint(30, 30))
        assert pad.is_empty

    def test_clearing_in_the_middle_of_a_stroke_ends_it(self, pad):
        QTest.mousePress(pad, LEFT, pos=QPoint(20, 20))
        pad.clear()
        QTest.mouseRelease(pad, LEFT, pos=QPoint(60, 60))
        assert pad.is_empty


class TestNote:
    def test_its_button_asks(self, qtbot):
        note = EmptyNote("Filters appear here.", "Open a network", "Open a network file")
        qtbot.addWidget(note)
        with qtbot.waitSignal(note.wanted):
            QTest.mouseClick(note.button, LEFT)
        assert note.accessibleName() == "Filters appear here."
        assert note.button.toolTip() == "Open a network file"

    def test_without_a_button_there_is_none(self, qtbot):
        note = EmptyNote("Nothing was logged yet.")
        qtbot.addWidget(note)
        assert note.button.isHidden()
        note.set_words("Nothing here.", "Do it")
        assert not note.button.isHidden()

    @pytest.mark.parametrize("width", [140, 300, 700])
    def test_the_sentence_is_never_cut(self, qtbot, width):
        note = EmptyNote(
            "Maps of a layer appear here once there is a network and an image.", "Choose"
        )
        qtbot.addWidget(note)
        note.resize(width, 240)
        with qtbot.waitExposed(note):
            note.show()
        label = note._sentence
        assert label.height() >= label.heightForWidth(label.width())


class TestStyle:
    def test_the_palettes_are_light_and_dark(self):
        assert is_dark(palette(dark=True))
        assert not is_dark(palette(dark=False))

    @pytest.mark.parametrize("dark", [False, True])
    def test_words_are_readable(self, dark):
        ours = palette(dark)
        for words, paper in (
            (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window),
            (QPalette.ColorRole.Text, QPalette.ColorRole.Base),
            (QPalette.ColorRole.ButtonText, QPalette.ColorRole.Button),
            (QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.Window),
            (QPalette.ColorRole.HighlightedText, QPalette.ColorRole.Highlight),
            (QPalette.ColorRole.ToolTipText, QPalette.ColorRole.ToolTipBase),
        ):
            assert contrast(ours.color(words), ours.color(paper)) >= 4.3, words

    def test_the_application_follows_the_system(self, qapp):
        before = qapp.palette(), qapp.font(), qapp.style().objectName()
        follower = apply_style(qapp)
        try:
            assert qapp.style().objectName() == "fusion"
            follower.follow(Qt.ColorScheme.Dark)
            assert is_dark(qapp.palette())
            follower.follow(Qt.ColorScheme.Unknown)
            assert not is_dark(qapp.palette())
            assert qapp.font().pixelSize() == 13
        finally:
            follower.deleteLater()
            qapp.setStyle(before[2])
            qapp.setPalette(before[0])
            qapp.setFont(before[1])

    def test_the_grid_is_eight_pixels(self):
        assert GRID == 8


def contrast(one, other):
    """Contrast ratio of WCAG 2.1."""

    def luminance(colour):
        parts = np.array([colour.redF(), colour.greenF(), colour.blueF()])
        linear = np.where(parts <= 0.03928, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
