"""A lesion beside its random draws, and a double dissociation, on the screen."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.widgets.painting import pixels_of
from visctx_gui.gui.style import palette
from visctx_gui.gui.widgets.band_bar import BandBar
from visctx_gui.gui.widgets.dissociation_view import DissociationView
from visctx_gui.presentation.colours import packed_colour, role_colour
from visctx_gui.presentation.control_band import ControlBand
from visctx_gui.presentation.dissociation import Dissociation

DRAWS = np.array([0.90, 0.92, np.nan, 0.91, 0.93])


def shown(qtbot, widget, width=420, height=300):
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def is_role(widget, role):
    return pixels_of(widget) == packed_colour(role_colour(role))


class TestBandBar:
    @pytest.fixture
    def bar(self, qtbot):
        made = shown(qtbot, BandBar(), 420, 140)
        made.set_band(
            ControlBand("8 units", 0.8, DRAWS, (0.78, 0.82), 0.97, 0.1, note="yes (4 draws)")
        )
        return made

    def columns(self, bar, role):
        return np.nonzero(is_role(bar.canvas, role).any(axis=0))[0]

    def test_lesion_draws_and_intact_stand_where_the_axis_says(self, bar):
        x = bar.canvas.x_of
        lesion = self.columns(bar, "lesioned")
        assert lesion.min() == pytest.approx(x(0.78), abs=2)
        assert lesion.max() == pytest.approx(x(0.82), abs=2)
        assert self.columns(bar, "intact").mean() == pytest.approx(x(0.97), abs=1.5)
        draws = self.columns(bar, "random control")
        assert draws.min() == pytest.approx(x(0.90) - 3, abs=2)
        assert draws.max() == pytest.approx(x(0.93) + 3, abs=2)

    def test_the_band_is_the_range_of_the_draws(self, bar):
        low, _, high = bar.plain_data().spread()
        strip = bar.canvas.strip()
        row = pixels_of(bar.canvas)[int(strip.top()) + 2]
        paper = bar.palette().color(QPalette.ColorRole.Window).rgb()
        grey = np.nonzero(row != paper)[0]
        band = grey[grey < bar.canvas.x_of(0.96)]
        assert band.min() == pytest.approx(bar.canvas.x_of(low), abs=1.5)
        assert band.max() == pytest.approx(bar.canvas.x_of(high), abs=1.5)

    def test_chance_near_by_is_a_line_and_far_away_a_word(self, bar):
        assert "chance" in bar.accessibleDescription()
        far = (is_role(bar.canvas, "chance")).any()
        assert not far
        bar.set_band(ControlBand("", 0.3, np.array([0.4, 0.5]), chance=0.2))
        columns = self.columns(bar, "chance")
        assert columns.mean() == pytest.approx(bar.canvas.x_of(0.2), abs=1.5)

    def test_without_draws_and_value_there_is_no_band_and_no_dot(self, bar):
        bar.set_band(ControlBand("", np.nan, np.zeros(0), intact=0.9))
        assert not is_role(bar.canvas, "random control").any()
        assert not is_role(bar.canvas, "lesioned").any()
        bar.set_band(None)
        assert bar.plain_data() is None
        assert bar.note == ""
        assert len(np.unique(pixels_of(bar.canvas))) == 1

    def test_hovering_reads_draws_and_lesion(self, bar, qtbot):
        x, y = bar.canvas.dots()
        with qtbot.waitSignal(bar.value_hovered) as caught:
            QTest.mouseMove(bar.canvas, QPointF(x[1], y[1]).toPoint())
        assert caught.args == ["random draw 2: 92.0 %"]
        with qtbot.waitSignal(bar.value_hovered) as caught:
            QTest.mouseMove(bar.canvas, bar.canvas.lesion().toPoint())
        assert caught.args == ["lesioned 80.0 % [78.0, 82.0]"]
        with qtbot.waitSignal(bar.value_hovered) as caught:
            QApplication.sendEvent(bar.canvas, QEvent(QEvent.Type.Leave))
        assert caught.args == [""]

    @pytest.mark.parametrize("height", [112, 140, 600])
    def test_many_draws_stay_inside_their_lane(self, bar, height):
        bar.resize(420, height)
        bar.set_band(ControlBand("", 0.8, np.full(200, 0.9)))
        strip = bar.canvas.strip()
        _, y = bar.canvas.dots()
        assert min(y) >= strip.top() + bar.canvas.lane() - 0.5
        assert max(y) <= strip.bottom() + 0.5

    def test_all_numbers_are_said(self, bar):
        words = bar.accessibleDescription()
        for part in ("80.0 %", "4 random draws", "median 91.5 %", "intact 97.0 %", "yes (4 draws)"):
            assert part in words
        assert bar.note == "yes (4 draws)"

    def test_the_same_numbers_are_not_painted_again(self, bar, qtbot):
        QApplication.processEvents()
        with qtbot.assertNotEmitted(bar.painted):
            bar.set_band(bar.plain_data())
            QApplication.processEvents()

    def test_dark(self, bar):
        bar.setPalette(palette(dark=True))
        painted = pixels_of(bar.canvas)
        assert (painted == packed_colour(role_colour("lesioned", dark=True))).any()


class TestDissociation:
    VALUES = np.array([[0.6, 0.9], [0.8, 0.4]])

    @pytest.fixture
    def view(self, qtbot):
        made = shown(qtbot, DissociationView())
        made.set_dissociation(self.example())
        return made

    def example(self, **changes):
        ends = np.stack([self.VALUES - 0.03, self.VALUES + 0.03], axis=-1)
        given = {
            "intervals": ends, "intact": np.array([0.95, 0.97]),
            "intact_intervals": np.array([[0.9, 0.99], [0.95, 0.99]]), "chance": 0.1, "note": "both",
        }  # fmt: skip
        names = ("set A", "set B"), ("curved", "straight")
        return Dissociation("2x2", *names, self.VALUES, **{**given, **changes})

    def test_each_bar_ends_at_its_value(self, view):
        orange = is_role(view.canvas, "lesioned")
        for of_set, group in np.ndindex(2, 2):
            place = view.canvas.bar(of_set, group).toRect()
            rows = np.nonzero(orange[:, place.left() : place.right()].any(axis=1))[0]
            expected = view.canvas.pixels_y(self.VALUES[of_set, group])
            assert rows.min() == pytest.approx(float(expected), abs=2)
            assert rows.max() == pytest.approx(view.canvas.field().bottom(), abs=2)

    def test_set_a_is_plain_and_set_b_hatched(self, view):
        orange = is_role(view.canvas, "lesioned")
        filled = []
        for of_set in (0, 1):
            place = view.canvas.bar(of_set, 0).toRect().adjusted(3, 25, -3, -3)
            inside = orange[place.top() : place.bottom(), place.left() : place.right()]
            filled.append(inside.mean())
        assert filled[0] > 0.85
        assert 0.05 < filled[1] < 0.5

    def test_intact_and_chance_are_lines_over_their_groups(self, view):
        blue = is_role(view.canvas, "intact")
        half = int(view.canvas.pixels_x(np.array([0.5]))[0])
        for group, part in enumerate((blue[:, :half], blue[:, half:])):
            rows = np.nonzero(part.any(axis=1))[0]
            expected = view.canvas.pixels_y(np.array([[0.95, 0.97][group]]))[0]
            assert rows.mean() == pytest.approx(expected, abs=2)
        assert is_role(view.canvas, "chance").sum() > 100
        view.set_dissociation(self.example(intact=None, intact_intervals=None, chance=None))
        assert not is_role(view.canvas, "intact").any()
        assert not is_role(view.canvas, "chance").any()

    def test_an_unknown_value_has_no_bar(self, view):
        values = np.array([[np.nan, 0.9], [0.8, np.nan]])
        view.set_dissociation(Dissociation("", ("A", "B"), ("1", "2"), values))
        orange = is_role(view.canvas, "lesioned")
        place = view.canvas.bar(0, 0).toRect()
        assert place.height() == 0
        field = view.canvas.field().toRect()
        column = orange[field.top() : field.bottom() - 2, place.left() + 2 : place.right() - 2]
        assert not column.any()

    def test_hovering_names_the_bar(self, view, qtbot):
        place = view.canvas.bar(1, 1).center().toPoint()
        with qtbot.waitSignal(view.value_hovered) as caught:
            QTest.mouseMove(view.canvas, place)
        assert caught.args == ["set B, straight: 40.0 % [37.0, 43.0]"]
        with qtbot.waitSignal(view.value_hovered) as caught:
            QTest.mouseMove(view.canvas, QPoint(2, 2))
        assert caught.args == [""]

    def test_all_numbers_are_said(self, view):
        words = view.accessibleDescription()
        for part in ("set A, curved: 60.0 %", "set B, straight: 40.0 %", "95.0 %", "both"):
            assert part in words
        assert view.accessibleName()
        assert view.canvas.toolTip() == words

    def test_nothing_and_the_same_again(self, view, qtbot):
        QApplication.processEvents()
        with qtbot.assertNotEmitted(view.painted):
            view.set_dissociation(self.example())
            QApplication.processEvents()
        view.set_dissociation(None)
        assert view.plain_data() is None
        assert len(np.unique(pixels_of(view.canvas))) == 1

    def test_names_too_long_for_their_place_are_shortened(self, view):
        long = Dissociation("", ("A", "B"), ("curved digits " * 9, "2"), self.VALUES)
        view.set_dissociation(long)
        text = view.canvas.x_ticks().texts[0]
        assert text.endswith("…")
        assert len(text) < len(long.group_names[0])

    def test_dark(self, view):
        view.setPalette(palette(dark=True))
        assert (pixels_of(view) == packed_colour(role_colour("lesioned", dark=True))).any()
