"""Curves, bars and matrices on the screen."""

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QPalette, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.widgets.painting import pixels_of
from visctx_gui.gui.style import palette
from visctx_gui.gui.widgets import bar_plot
from visctx_gui.gui.widgets.bar_plot import LOWEST_ROW, BarPlotView, explanation, number_text
from visctx_gui.gui.widgets.curve_canvas import BAND_OPACITY, runs_of_numbers
from visctx_gui.gui.widgets.history_plot import HistoryPlot, legend_of, values_at
from visctx_gui.gui.widgets.matrix_view import MatrixView, cell_text
from visctx_gui.gui.widgets.plot_axes import polygon
from visctx_gui.presentation.bars import BarPlot
from visctx_gui.presentation.colours import packed_colour, packed_table, role_colour
from visctx_gui.presentation.curves import Band, Curve, CurvePlot, Marker
from visctx_gui.presentation.matrix import MatrixPlot


def shown(qtbot, widget, width=400, height=240):
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def count_of(widget, role):
    return int((pixels_of(widget) == packed_colour(role_colour(role))).sum())


def loss(n=500, role="training"):
    return Curve(str(role), np.arange(n), np.linspace(2, 0.1, n), role)


class TestHistoryPlot:
    @pytest.fixture
    def plot(self, qtbot):
        return shown(qtbot, HistoryPlot())

    def test_each_curve_is_drawn_in_the_colour_of_its_role(self, plot):
        plot.set_plot(CurvePlot("", "step", "loss", (Curve("", *loss_xy(), "training"),)))
        assert count_of(plot, "training") > 100
        assert count_of(plot, "validation") == 0
        plot.set_plot(CurvePlot("", "step", "loss", (Curve("", *loss_xy(), "validation"),)))
        assert count_of(plot, "training") == 0
        assert count_of(plot, "validation") > 100

    def test_fault_36_a_loss_with_nan_infinity_and_zero_is_drawn_on_a_log_axis(self, plot):
        y = np.linspace(2, 0.1, 300)
        y[[10, 20, 30]] = np.nan, np.inf, 0
        plot.set_plot(
            CurvePlot(
                "Loss", "step", "loss", (Curve("", np.arange(300), y, "training"),), log_y=True
            )
        )
        assert count_of(plot, "training") > 100

    def test_an_outlier_does_not_flatten_the_curve(self, plot):
        x, y = loss_xy()
        y[50] = 1e9
        plot.set_plot(CurvePlot("", "", "", (Curve("", x, y, "training"),)))
        rows = np.nonzero(
            (pixels_of(plot) == packed_colour(role_colour("training"))).sum(axis=1) > 0
        )
        assert np.ptp(rows[0]) > plot.height() / 3

    def test_chance_best_and_bands_are_drawn(self, plot):
        x = np.arange(5.0)
        bare = CurvePlot("", "", "", (Curve("", x, x / 5, "training"),), percent=True)
        plot.set_plot(bare)
        assert count_of(plot, "selected") == count_of(plot, "chance") == 0
        plot.set_plot(
            CurvePlot(
                "", "", "", bare.curves, percent=True, chance=0.5,
                markers=(Marker(3, 0.6, "best"),), bands=(Band("random", x, x / 8, x / 6),),
            )
        )  # fmt: skip
        assert count_of(plot, "selected") > 20
        assert count_of(plot, "chance") > 50
        field = plot.canvas.field().toRect()
        band = plot.canvas.mixed("random control", BAND_OPACITY).rgb()
        inside = pixels_of(plot.canvas)[field.top() : field.bottom(), field.left() : field.right()]
        assert (inside == band).sum() > 100

    def test_fewer_curves_leave_no_old_one(self, plot):
        both = (loss(), loss(role="validation"))
        plot.set_plot(CurvePlot("a", "", "", both))
        assert count_of(plot, "validation") > 100
        plot.set_plot(CurvePlot("a", "", "", both[:1]))
        assert count_of(plot, "validation") == 0
        plot.set_plot(None)
        assert plot.plain_data() is None
        assert len(np.unique(pixels_of(plot))) == 1

    def test_a_curve_lies_where_the_axes_say(self, plot):
        corners = Curve("", np.array([0.0, 10.0]), np.array([1.0, 1000.0]), "training")
        plot.set_plot(
            CurvePlot("", "", "", (corners,), log_y=True, x_limits=(0, 10), y_limits=(1, 1e4))
        )
        rows, columns = np.nonzero(pixels_of(plot.canvas) == packed_colour(role_colour("training")))
        field = plot.canvas.field()
        assert plot.canvas.x_at(columns.min()) == pytest.approx(0, abs=0.1)
        assert plot.canvas.x_at(columns.max()) == pytest.approx(10, abs=0.1)
        share = (field.bottom() - rows.min()) / field.height()  # of four decades and the padding
        assert share * 4.16 - 0.08 == pytest.approx(3, abs=0.1)

    def test_fault_36_a_hole_in_a_curve_is_not_bridged(self, plot):
        y = np.ones(100)
        y[40:60] = np.nan
        plot.set_plot(CurvePlot("", "", "", (Curve("", np.arange(100.0), y, "training"),)))
        drawn = (pixels_of(plot.canvas) == packed_colour(role_colour("training"))).any(axis=0)
        places = np.array([plot.canvas.x_at(x) for x in np.nonzero(drawn)[0]])
        assert not ((places > 41) & (places < 58)).any()
        assert (places < 39).sum() > 50
        assert (places > 60).sum() > 50

    def test_a_single_point_is_seen(self, plot):
        point = Curve("", np.array([1.0]), np.array([0.5]), "training", dots=True)
        plot.set_plot(CurvePlot("", "", "", (point,), percent=True))
        assert count_of(plot, "training") >= 4

    def wheel(self, plot, at, degrees=150):
        event = QWheelEvent(
            at, plot.canvas.mapToGlobal(at), QPoint(), QPoint(0, 8 * degrees),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(plot.canvas, event)

    def test_a_zoom_by_hand_is_kept_until_home(self, plot):
        plot.set_plot(CurvePlot("a", "", "", (loss(),)))
        everything = plot.canvas.ranges
        self.wheel(plot, plot.canvas.field().center())
        zoomed = plot.canvas.ranges
        assert np.ptp(zoomed.x) < 0.5 * np.ptp(everything.x)
        assert np.mean(zoomed.x) == pytest.approx(np.mean(everything.x))
        plot.set_plot(CurvePlot("a", "", "", (loss(600),)))
        assert plot.canvas.ranges == zoomed
        assert count_of(plot, "training") > 20
        QTest.keyClick(plot, Qt.Key.Key_Home)
        assert plot.canvas.ranges.x[1] > 599

    def test_the_wheel_over_an_axis_zooms_that_axis_alone(self, plot):
        plot.set_plot(CurvePlot("a", "", "", (loss(),)))
        everything, field = plot.canvas.ranges, plot.canvas.field()
        self.wheel(plot, QPointF(2, field.center().y()))
        assert plot.canvas.ranges.x == everything.x
        assert plot.canvas.ranges.y != everything.y
        zoomed = plot.canvas.ranges
        self.wheel(plot, QPointF(field.center().x(), plot.canvas.height() - 2))
        assert plot.canvas.ranges.x != everything.x
        assert plot.canvas.ranges.y == zoomed.y

    def test_dragging_moves_the_curve_with_the_mouse(self, plot):
        plot.set_plot(CurvePlot("a", "", "", (loss(),)))
        middle = plot.canvas.field().center().toPoint()
        under = plot.canvas.x_at(middle.x())
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(plot.canvas, left, pos=middle)
        QTest.mouseMove(plot.canvas, middle + QPoint(50, 10))
        QTest.mouseRelease(plot.canvas, left, pos=middle + QPoint(50, 10))
        assert plot.canvas.x_at(middle.x() + 50) == pytest.approx(under)
        QTest.mouseMove(plot.canvas, middle)
        assert plot.canvas.x_at(middle.x() + 50) == pytest.approx(under)

    def test_another_plot_forgets_the_zoom(self, plot):
        plot.set_plot(CurvePlot("a", "", "", (loss(),)))
        self.wheel(plot, plot.canvas.field().center())
        plot.set_plot(CurvePlot("b", "", "", (loss(1000),)))
        assert plot.canvas.ranges.x[1] > 999

    def test_the_same_plot_is_not_painted_again(self, plot, qtbot):
        plot.set_plot(CurvePlot("a", "", "", (loss(),)))
        qtbot.wait(0)
        QApplication.processEvents()
        with qtbot.assertNotEmitted(plot.painted):
            plot.set_plot(CurvePlot("a", "", "", (loss(),)))
            QApplication.processEvents()
        with qtbot.waitSignal(plot.painted):
            plot.set_plot(CurvePlot("a", "", "", (loss(501),)))
        with qtbot.waitSignal(plot.painted):
            plot.paint_again()

    def test_hovering_reads_the_values(self, plot, qtbot):
        plot.set_plot(CurvePlot("a", "step", "", (loss(101),)))
        with qtbot.waitSignal(plot.value_hovered) as caught:
            QTest.mouseMove(plot.canvas, plot.canvas.field().toRect().topLeft())
        assert caught.args[0].startswith("step 0: training")
        with qtbot.waitSignal(plot.value_hovered) as caught:
            plot.canvas.leaveEvent(QEvent(QEvent.Type.Leave))
        assert caught.args == [""]

    def test_dark_paper(self, plot):
        plot.setPalette(palette(dark=True))
        dark = palette(dark=True).color(QPalette.ColorRole.Window).rgb()
        assert pixels_of(plot)[plot.height() // 2, -1] == dark

    def test_the_last_values_are_said_in_words(self, plot):
        plot.set_plot(CurvePlot("Loss", "step", "loss", (loss(101),)))
        assert plot.accessibleName() == "Loss"
        assert plot.accessibleDescription() == "step 100: training 0.100"


def loss_xy():
    return np.arange(500), np.linspace(2, 0.1, 500)


def test_values_under_the_cursor_are_those_of_the_nearest_point():
    plot = CurvePlot(
        "", "step", "", (Curve("training", np.array([0, 10]), np.array([0.5, 0.75])),), percent=True
    )
    assert values_at(plot, 4) == "step 0: training 50.0 %"
    assert values_at(plot, 6) == "step 10: training 75.0 %"
    assert values_at(plot, 1e9) == "step 10: training 75.0 %"
    assert values_at(CurvePlot("", "", ""), 1) == ""


def test_the_legend_names_everything_once_and_no_faint_curve():
    faint = Curve("training", np.arange(2), np.arange(2), "training", faint=True)
    plot = CurvePlot(
        "", "", "", (faint, loss(), loss()), markers=(Marker(0, 1, "best"),), chance=0.1
    )
    assert [entry.name for entry in legend_of(plot, "chance")] == ["training", "best", "chance"]


def test_points_become_the_polygon_of_the_same_points():
    x, y = np.array([1.5, -2.0, 1e6]), np.array([0.25, 3.0, -7.0])
    slow = [QPointF(*point) for point in zip(x, y, strict=True)]
    assert polygon(x, y).toList() == slow
    assert polygon(x[:0], y[:0]).isEmpty()


@pytest.mark.parametrize(
    ("values", "runs"),
    [
        ([], []),
        ([1.0, 2.0], [(0, 2)]),
        ([np.nan, 1.0, np.nan, np.nan, 2.0, 3.0], [(1, 2), (4, 6)]),
        ([np.nan], []),
    ],
)
def test_stretches_without_nan(values, runs):
    assert runs_of_numbers(np.array(values)) == runs


class TestBars:
    bars = BarPlot(
        "Change per class", ("zero", "one", "two"), np.array([-0.2, 0.1, np.nan]), signed=True, name="lesioned"
    )  # fmt: skip

    def row(self, view, role, bar):
        canvas = view._canvas
        height = canvas.row_height()
        pixels = pixels_of(canvas)[int(bar * height) : int((bar + 1) * height)]
        return np.nonzero((pixels == packed_colour(role_colour(role))).any(axis=0))[0]

    def test_bars_go_left_and_right_of_zero_in_proportion(self, qtbot):
        view = shown(qtbot, BarPlotView())
        view.set_bars(self.bars)
        down, up = self.row(view, "lesioned", 0), self.row(view, "lesioned", 1)
        assert down.max() <= up.min()
        assert np.ptp(down) == pytest.approx(2 * np.ptp(up), abs=4)
        assert not len(self.row(view, "lesioned", 2))

    def test_the_compared_bar_has_its_own_colour(self, qtbot):
        view = shown(qtbot, BarPlotView())
        view.set_bars(BarPlot("", ("a",), np.array([0.5]), compared=np.array([1.0])))
        one, other = self.row(view, "lesioned", 0), self.row(view, "intact", 0)
        assert np.ptp(other) == pytest.approx(2 * np.ptp(one), abs=4)

    def test_one_hundred_classes_scroll_instead_of_being_squeezed(self, qtbot):
        view = shown(qtbot, BarPlotView())
        view.set_bars(BarPlot("", tuple(map(str, range(100))), np.ones(100)))
        assert view._canvas.row_height() >= LOWEST_ROW
        assert view._canvas.height() > view.height()

    def test_a_click_names_the_bar(self, qtbot):
        view = shown(qtbot, BarPlotView())
        view.set_bars(self.bars)
        at = view._canvas.rect().center()
        at.setY(int(1.5 * view._canvas.row_height()))
        with qtbot.waitSignal(view.bar_clicked) as caught:
            QTest.mouseClick(view._canvas, Qt.MouseButton.LeftButton, pos=at)
        assert caught.args == [1]

    def test_hovering_and_words(self, qtbot):
        view = shown(qtbot, BarPlotView())
        view.set_bars(self.bars)
        with qtbot.waitSignal(view.bar_hovered) as caught:
            view._canvas._hover(0)
        assert caught.args == [0, pytest.approx(-0.2)]
        assert view._canvas.toolTip() == "zero: lesioned −20.0"
        with qtbot.waitSignal(view.bar_hovered) as caught:
            view._canvas._hover(-1)
        assert math.isnan(caught.args[1])
        assert view.accessibleDescription() == "zero −20.0; one +10.0; two –"

    def test_emptied(self, qtbot):
        view = shown(qtbot, BarPlotView())
        view.set_bars(self.bars)
        view.set_bars(None)
        assert view.plain_data() is None
        assert len(np.unique(pixels_of(view._canvas))) == 1

    def test_everything_about_a_bar_in_a_line(self):
        bars = BarPlot(
            "", ("a",), np.array([0.5]), intervals=np.array([[0.4, 0.6]]), compared=np.array([0.9]),
            compared_name="intact", bands=np.array([[0.8, 0.95]]), bands_name="random", name="lesioned",
        )  # fmt: skip
        expected = "a: lesioned 50.0 %, [40.0 %, 60.0 %], intact 90.0 %, random 80.0 % … 95.0 %"
        assert explanation(bars, 0) == expected
        named = replace(bars, intervals_name="95 % interval", counts=np.array([36]))
        assert explanation(named, 0).startswith(
            "a (n = 36): lesioned 50.0 %, 95 % interval [40.0 %"
        )
        assert [entry.name for entry in bar_plot.legend_of(named)] == [
            "lesioned", "intact", "random", "95 % interval",
        ]  # fmt: skip
        counts = BarPlot("", ("a",), np.array([512.0]), percent=False)
        assert number_text(counts, 512.0) == "512"


class TestMatrix:
    counts = np.array([[90, 10], [0, 100]])
    matrix = MatrixPlot(
        "Confusion", counts, ("cat", "dog"), ("cat", "dog"), "true", "answer", shares_of_rows=True
    )

    def test_cells_have_the_colours_of_their_shares(self, qtbot):
        view = shown(qtbot, MatrixView(), 300, 300)
        view.set_matrix(self.matrix)
        field, pixels = view._canvas.field(), pixels_of(view._canvas)
        table = packed_table("sequential")
        side = field.width() / 2
        for row, column, share in ((0, 0, 0.9), (0, 1, 0.1), (1, 0, 0.0), (1, 1, 1.0)):
            corner = int(field.top() + row * side) + 4, int(field.left() + column * side) + 4
            assert pixels[corner] == table[round(share * 255 + 1e-9)]

    def test_every_cell_is_found_under_its_middle(self, qtbot):
        view = shown(qtbot, MatrixView(), 300, 300)
        view.set_matrix(self.matrix)
        canvas = view._canvas
        side = canvas.field().width() / 2
        for row in range(2):
            for column in range(2):
                at = canvas.field().topLeft()
                at.setX(at.x() + (column + 0.5) * side)
                at.setY(at.y() + (row + 0.5) * side)
                assert canvas.cell_at(at) == (row, column)
        assert canvas.cell_at(canvas.field().topLeft() * 0) == (-1, -1)

    def test_hovering_reads_the_cell(self, qtbot):
        view = shown(qtbot, MatrixView(), 300, 300)
        view.set_matrix(self.matrix)
        with qtbot.waitSignal(view.cell_hovered) as caught:
            view._canvas._hover((0, 1))
        assert caught.args == [0, 1, 10.0]
        assert view._bar.readout == "cat → dog: 10.0 (10.0 %)"
        with qtbot.waitSignal(view.cell_hovered) as caught:
            view._canvas._hover((-1, -1))
        assert view._bar.readout == ""

    @pytest.mark.parametrize("count", [1, 10, 100, 300])
    def test_any_number_of_classes_fits(self, qtbot, count):
        view = shown(qtbot, MatrixView(), 260, 260)
        names = tuple(f"class {number}" for number in range(count))
        view.set_matrix(MatrixPlot("", np.eye(count), names, names))
        field = view._canvas.field()
        assert field.right() <= view._canvas.width()
        assert field.bottom() <= view._canvas.height()
        pixels_of(view)

    def test_emptied(self, qtbot):
        view = shown(qtbot, MatrixView(), 300, 300)
        view.set_matrix(self.matrix)
        view.set_matrix(None)
        assert view._canvas.field().isEmpty()
        assert len(np.unique(pixels_of(view._canvas))) == 1

    @pytest.mark.parametrize(
        ("value", "text"),
        [(0, ""), (12, "12"), (-3, "−3"), (0.25, "0.25"), (-0.001, ""), (math.nan, "")],
    )
    def test_numbers_in_cells(self, value, text):
        assert cell_text(value) == text
