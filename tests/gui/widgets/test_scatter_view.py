"""Points between two measures: seen, picked, taken with an outline, walked with the keys."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QPalette, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.widgets.painting import pixels_of
from visctx_gui.gui.style import palette
from visctx_gui.gui.widgets.scatter_canvas import BAND_OPACITY
from visctx_gui.gui.widgets.scatter_view import ScatterView, values_of
from visctx_gui.presentation.colours import packed_colour, packed_table, role_colour
from visctx_gui.presentation.scatter import ReferenceBand, ReferenceLine, ScatterPlot

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
# a cross of points, with one in the middle and one that has no place
X = np.array([0.0, 1.0, -1.0, 0.0, 0.0, np.nan])
Y = np.array([0.0, 0.0, 0.0, 1.0, -1.0, 0.5])


def cross(**given_too):
    labels = tuple(f"conv1 {unit}" for unit in range(6))
    return ScatterPlot("Damage", "selectivity", "change", X, Y, labels, **given_too)


@pytest.fixture
def view(qtbot):
    made = ScatterView()
    qtbot.addWidget(made)
    made.resize(420, 300)
    made.set_plot(cross())
    with qtbot.waitExposed(made):
        made.show()
    return made


def at(view, point):
    return view.canvas.place_of(point).toPoint()


def count_of(view, role):
    return int((pixels_of(view.canvas) == packed_colour(role_colour(role))).sum())


def lasso(view, corners, modifier=NONE):
    """Press at the first corner, lead the mouse over the others, let go at the last."""
    QTest.mousePress(view.canvas, LEFT, modifier, corners[0])
    lead(view, corners)
    QTest.mouseRelease(view.canvas, LEFT, modifier, corners[-1])


def lead(view, corners):
    for start, end in pairwise(corners):
        for share in np.linspace(0, 1, 12)[1:]:
            QTest.mouseMove(view.canvas, start + (end - start) * float(share))


def around(view, *points):
    """Corners of a frame around some points."""
    places = [at(view, point) for point in points]
    left, right = min(p.x() for p in places) - 12, max(p.x() for p in places) + 12
    top, bottom = min(p.y() for p in places) - 12, max(p.y() for p in places) + 12
    return [QPoint(left, top), QPoint(right, top), QPoint(right, bottom), QPoint(left, bottom)]


def wheel(view, place, degrees=150):
    event = QWheelEvent(
        QPointF(place), view.canvas.mapToGlobal(QPointF(place)), QPoint(), QPoint(0, 8 * degrees),
        Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.canvas, event)


class TestOutline:
    @pytest.mark.parametrize(
        ("modifier", "how"),
        [(NONE, "replace"), (SHIFT, "add"), (ALT, "remove"), (CONTROL, "remove")],
    )
    def test_it_names_the_points_inside_and_what_becomes_of_them(self, view, qtbot, modifier, how):
        with (
            qtbot.waitSignal(view.points_lassoed) as caught,
            qtbot.assertNotEmitted(view.point_clicked),
        ):
            lasso(view, around(view, 0, 1), modifier)
        assert caught.args == [(0, 1), how]

    def test_a_free_form_takes_what_a_frame_could_not(self, view, qtbot):
        """A triangle over the left, upper and right point that leaves the middle one out."""
        corners = [at(view, 2), at(view, 3), at(view, 1)]
        outer = [
            p + d for p, d in zip(corners, map(QPoint, (-14, 0, 14), (8, -16, 8)), strict=True)
        ]
        inner = [
            corners[2] + QPoint(-14, -4),
            at(view, 3) + QPoint(0, 20),
            corners[0] + QPoint(14, -4),
        ]
        with qtbot.waitSignal(view.points_lassoed) as caught:
            lasso(view, [*outer, *inner])
        assert caught.args == [(1, 2, 3), "replace"]

    def test_around_nothing_it_names_nothing(self, view, qtbot):
        corner = view.canvas.field().toRect().topLeft() + QPoint(3, 3)
        with qtbot.waitSignal(view.points_lassoed) as caught:
            lasso(view, [corner, corner + QPoint(30, 0), corner + QPoint(30, 30)])
        assert caught.args == [(), "replace"]

    def test_escape_drops_it(self, view, qtbot):
        corners = around(view, 0, 1)
        before = pixels_of(view.canvas)
        QTest.mousePress(view.canvas, LEFT, NONE, corners[0])
        lead(view, corners)
        assert count_of(view, "selected") > 20
        QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
        np.testing.assert_array_equal(pixels_of(view.canvas), before)
        with (
            qtbot.assertNotEmitted(view.points_lassoed),
            qtbot.assertNotEmitted(view.point_clicked),
        ):
            QTest.mouseRelease(view.canvas, LEFT, NONE, corners[-1])

    def test_new_values_while_it_is_drawn_neither_drop_it_nor_move_the_axes(self, view, qtbot):
        corners = around(view, 0, 1)
        QTest.mousePress(view.canvas, LEFT, NONE, corners[0])
        lead(view, corners)
        ranges = view.canvas.ranges
        view.set_plot(replace(cross(), x=X * 3))
        assert view.canvas.ranges == ranges
        with qtbot.waitSignal(view.points_lassoed) as caught:
            QTest.mouseRelease(view.canvas, LEFT, NONE, corners[-1])
        assert caught.args == [(0,), "replace"]

    def test_what_lies_outside_the_zoomed_field_is_not_taken(self, view, qtbot):
        view.canvas.move_to(view.canvas.ranges._replace(x=(-0.5, 0.5)))
        whole = view.canvas.rect()
        with qtbot.waitSignal(view.points_lassoed) as caught:
            lasso(
                view, [whole.topLeft(), whole.topRight(), whole.bottomRight(), whole.bottomLeft()]
            )
        assert caught.args[0] == (0, 3, 4)


class TestPicking:
    def test_a_click_names_the_nearest_point(self, view, qtbot):
        with qtbot.waitSignal(view.point_clicked) as caught:
            QTest.mouseClick(view.canvas, LEFT, pos=at(view, 3) + QPoint(3, 2))
        assert caught.args == [3]

    def test_a_click_with_shift_adds_one_point(self, view, qtbot):
        with qtbot.waitSignal(view.points_lassoed) as caught:
            QTest.mouseClick(view.canvas, LEFT, SHIFT, at(view, 3))
        assert caught.args == [(3,), "add"]

    def test_a_click_beside_the_points_and_other_buttons_pick_nothing(self, view, qtbot):
        with (
            qtbot.assertNotEmitted(view.point_clicked),
            qtbot.assertNotEmitted(view.points_lassoed),
        ):
            QTest.mouseClick(view.canvas, LEFT, pos=at(view, 3) + QPoint(30, 5))
            QTest.mouseClick(view.canvas, MIDDLE, pos=at(view, 3))

    def test_a_trembling_hand_still_clicks(self, view, qtbot):
        with qtbot.waitSignal(view.point_clicked) as caught:
            lasso(view, [at(view, 3), at(view, 3) + QPoint(3, 0), at(view, 3) + QPoint(2, 2)])
        assert caught.args == [3]

    def test_hovering_reads_the_values_and_leaving_ends_it(self, view, qtbot):
        with (
            qtbot.waitSignal(view.value_hovered) as text,
            qtbot.waitSignal(view.point_hovered) as point,
        ):
            QTest.mouseMove(view.canvas, at(view, 1))
        assert text.args == ["conv1 1: selectivity 1.00, change 0"]
        assert point.args == [1]
        assert view.note == text.args[0]
        with (
            qtbot.waitSignal(view.value_hovered) as text,
            qtbot.waitSignal(view.point_hovered) as point,
        ):
            QApplication.sendEvent(view.canvas, QEvent(QEvent.Type.Leave))
        assert text.args == [""]
        assert point.args == [-1]
        assert view.note == "1 without a value not drawn"

    def test_the_text_of_a_point_has_interval_percent_and_colour_value(self):
        ends = np.stack([Y - 0.1, Y + 0.1], axis=1)
        plot = cross(y_intervals=ends, y_percent=True, colour_values=X, colour_label="norm")
        assert values_of(plot, 4) == (
            "conv1 4: selectivity 0, change −100.0 % [−110.0, −90.0], norm 0"
        )


class TestKeys:
    @pytest.mark.parametrize(
        ("key", "target"),
        [
            (Qt.Key.Key_Right, 1),
            (Qt.Key.Key_Left, 2),
            (Qt.Key.Key_Up, 3),
            (Qt.Key.Key_Down, 4),
        ],
    )
    def test_arrows_go_from_the_selected_point_and_enter_clicks(self, view, qtbot, key, target):
        view.set_selected(0)
        with qtbot.waitSignal(view.point_hovered) as caught:
            QTest.keyClick(view.canvas, key)
        assert caught.args == [target]
        assert f"conv1 {target}" in view.canvas.accessibleDescription()
        with qtbot.waitSignal(view.point_clicked) as caught:
            QTest.keyClick(view.canvas, Qt.Key.Key_Return)
        assert caught.args == [target]

    def test_at_the_edge_the_arrow_stays(self, view):
        QTest.keyClick(view.canvas, Qt.Key.Key_Right)  # comes in from the left
        for _ in range(4):
            QTest.keyClick(view.canvas, Qt.Key.Key_Right)
        assert view.canvas.here == 1

    def test_enter_without_a_point_clicks_nothing(self, view, qtbot):
        with qtbot.assertNotEmitted(view.point_clicked):
            QTest.keyClick(view.canvas, Qt.Key.Key_Return)

    def test_plus_and_minus_zoom_and_home_shows_everything(self, view):
        everything = view.canvas.ranges
        QTest.keyClick(view.canvas, Qt.Key.Key_Plus)
        assert np.ptp(view.canvas.ranges.x) < np.ptp(everything.x)
        QTest.keyClick(view.canvas, Qt.Key.Key_Minus)
        assert view.canvas.ranges.x == pytest.approx(everything.x)
        QTest.keyClick(view.canvas, Qt.Key.Key_Minus)
        QTest.keyClick(view.canvas, Qt.Key.Key_Home)
        assert view.canvas.ranges == everything


class TestZoom:
    def test_the_wheel_zooms_about_the_mouse_and_new_values_keep_it(self, view):
        place = at(view, 1)
        wheel(view, place)
        zoomed = view.canvas.ranges
        assert (at(view, 1) - place).manhattanLength() <= 5  # half a pixel, enlarged
        view.set_plot(replace(cross(), y=Y * 2))
        assert view.canvas.ranges == zoomed
        view.set_plot(replace(cross(), x_label="norm"))
        assert view.canvas.ranges != zoomed

    def test_the_middle_button_moves_the_points_with_the_mouse(self, view, qtbot):
        before = at(view, 0)
        with qtbot.assertNotEmitted(view.points_lassoed):
            QTest.mousePress(view.canvas, MIDDLE, NONE, before)
            QTest.mouseMove(view.canvas, before + QPoint(40, 9))
            QTest.mouseRelease(view.canvas, MIDDLE, NONE, before + QPoint(40, 9))
        assert at(view, 0) == before + QPoint(40, 9)

    def test_the_menu_offers_everything_only_when_zoomed(self, view):
        def offered():
            menu = view.context_menu()
            enabled = {action.text(): action.isEnabled() for action in menu.actions()}
            menu.deleteLater()
            return enabled["Show everything"]

        assert not offered()
        wheel(view, at(view, 0))
        assert offered()

    def test_nothing_to_zoom_without_a_plot(self, view):
        view.set_plot(None)
        ranges = view.canvas.ranges
        wheel(view, QPoint(100, 100))
        QTest.keyClick(view.canvas, Qt.Key.Key_Right)
        QTest.mouseClick(view.canvas, LEFT, pos=QPoint(100, 100))
        assert view.canvas.ranges == ranges
        assert view.plain_data() is None


class TestPainting:
    def colour_at(self, view, point):
        place = at(view, point)
        return pixels_of(view.canvas)[place.y(), place.x()]

    def test_each_point_has_the_colour_of_its_role(self, view):
        roles = ("training", "validation", "plain", "plain", "plain", "plain")
        view.set_plot(cross(roles=roles, role_names=(("training", "conv1"),)))
        for point in range(5):
            assert self.colour_at(view, point) == packed_colour(role_colour(roles[point]))

    def test_values_become_the_colours_of_the_table_and_nan_its_own(self, view):
        values = np.array([0.0, 1.0, np.nan, 0.5, 0.25, 9.0])
        view.set_plot(cross(colour_values=values, colour_limits=(0.0, 1.0), colour_label="norm"))
        table = packed_table("sequential")
        expected = [table[0], table[255], table[256], table[128], table[64]]
        assert [self.colour_at(view, point) for point in range(5)] == expected

    def test_struck_points_are_crosses_in_the_colour_of_lesions(self, view):
        assert count_of(view, "lesioned") == 0
        view.set_struck(frozenset({1, 5, 99}))
        rows, columns = np.nonzero(pixels_of(view.canvas) == packed_colour(role_colour("lesioned")))
        place = at(view, 1)
        assert len(rows) > 4
        assert abs(columns - place.x()).max() <= 5
        assert abs(rows - place.y()).max() <= 5

    def test_the_selected_point_has_the_only_ring(self, view):
        assert count_of(view, "selected") == 0
        view.set_selected(2)
        rows, columns = np.nonzero(pixels_of(view.canvas) == packed_colour(role_colour("selected")))
        assert len(rows) > 8
        assert np.hypot(rows - at(view, 2).y(), columns - at(view, 2).x()).max() < 10
        view.set_selected(5)  # it has no place
        assert count_of(view, "selected") == 0

    def test_band_lines_and_whiskers_are_drawn(self, view):
        view.set_plot(
            cross(
                band=ReferenceBand(-0.9, -0.3, "random"),
                lines=(ReferenceLine("y", 0.5, "intact", "intact"), ReferenceLine("x", 0.5)),
                y_intervals=np.stack([Y - 0.2, Y + 0.2], axis=1),
            )
        )
        painted = pixels_of(view.canvas)
        band = view.canvas.mixed("random control", BAND_OPACITY).rgb()
        rows = np.nonzero((painted == band).any(axis=1))[0]
        height = view.canvas.field().height() / np.ptp(view.canvas.ranges.y) * 0.6
        assert np.ptp(rows) == pytest.approx(height, abs=3)
        assert count_of(view, "intact") > 100
        assert count_of(view, "chance") > 60

    def test_the_veil_is_kept_while_waiting_for_newer_points(self, view):
        view.set_waiting(True)
        view.set_selected(1)
        assert view.waiting
        view.set_plot(cross())
        assert not view.waiting

    def test_dark_paper_and_dark_dots(self, view):
        view.setPalette(palette(dark=True))
        painted = pixels_of(view.canvas)
        assert painted[-1, -1] == palette(dark=True).color(QPalette.ColorRole.Window).rgb()
        assert (painted == packed_colour(role_colour("plain", dark=True))).any()

    def test_the_same_points_are_not_painted_again(self, view, qtbot):
        QApplication.processEvents()
        with qtbot.assertNotEmitted(view.painted):
            view.set_plot(cross())
            QApplication.processEvents()
        with qtbot.waitSignal(view.painted):
            view.set_plot(cross(note="other"))

    def test_five_thousand_points_are_all_there(self, view):
        x, y = (axis.reshape(-1).astype(float) for axis in np.mgrid[:100, :50])
        many = ScatterPlot("", "", "", x, y, tuple(map(str, range(5000))))
        view.resize(900, 600)
        view.set_plot(many)
        painted = pixels_of(view.canvas) == packed_colour(role_colour("plain"))
        places = np.stack(view.canvas.places()).round().astype(int)
        assert sum(painted[row, column] for column, row in places.T) == 5000


def test_words_for_those_who_do_not_see_it(view):
    assert view.canvas.accessibleName() == "Damage"
    assert "6 points" in view.canvas.accessibleDescription()
    assert view.canvas.toolTip()


def test_plain_data_and_export(view, qtbot):
    view.export_wanted.connect(lambda _data: None)
    menu = view.context_menu()
    (save,) = [action for action in menu.actions() if "CSV" in action.text()]
    with qtbot.waitSignal(view.export_wanted) as caught:
        save.trigger()
    assert caught.args == [view.plot]
    menu.deleteLater()


def test_trap_numbers_beyond_the_screen_do_no_harm(view):
    view.set_plot(replace(cross(), x=X * 1e300, y=Y * 1e-300))
    pixels_of(view)
    view.canvas.move_to(view.canvas.ranges._replace(x=(0.0, 1e-3)))
    pixels_of(view)
    assert math.isfinite(view.canvas.place_of(1).x())
