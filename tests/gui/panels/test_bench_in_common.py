"""What holds for the Lesion bench as for every panel: names, tooltips, sizes, keys, nothing left behind."""

from __future__ import annotations

import gc
import weakref

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.panels.bench_examples import (
    dissociation,
    lesion_curve,
    ranking,
    unit_table,
)
from tests.gui.panels.conftest import Show
from tests.gui.panels.examples import snapshot
from tests.gui.panels.fake_client import FakeClient
from visctx_gui.engine.lesion_messages import (
    CompareSets,
    RankUnits,
    SweepUnits,
    TraceLesionCurve,
)
from visctx_gui.gui.panels.bench_panel import BenchPanel
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.lesion import silence

CONTROLS = (QAbstractButton, QComboBox, QAbstractSpinBox, QAbstractItemView)
ROOM = (640, 207)  # below the filters in the default layout at 1280 x 720


def fill(bench: BenchPanel, client: FakeClient, selection: Selection) -> None:
    """Every page with an answer."""
    for first in (0, 4):
        selection.change_lesion(silence("conv1", range(first, first + 4)), "x")
        bench.sets.list.keep_lesion()
    for page, kind, answer in (
        (bench.sweep, SweepUnits, unit_table),
        (bench.curve, TraceLesionCurve, lesion_curve),
        (bench.ranking, RankUnits, ranking),
        (bench.sets, CompareSets, dissociation),
        (bench.recovery, SweepUnits, unit_table),
    ):
        bench.tabs.setCurrentWidget(page)
        page.start()
        request = client.newest(kind)
        client.progress(request, answer(request))
        client.answer(request, answer(request))


def ancestors(widget: QWidget) -> list[QWidget]:
    """The widgets that hold this one, the nearest first."""
    above = widget.parentWidget()
    return [] if above is None else [above, *ancestors(above)]


def test_every_control_has_a_tooltip_and_an_accessible_name(show: Show):
    bench = show(BenchPanel)
    unnamed = [
        f"{type(widget).__name__} {widget.accessibleName()!r}"
        for widget in bench.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and not isinstance(
            widget.parentWidget(), QAbstractSpinBox | QComboBox | QTabBar | QAbstractItemView
        )
        and not isinstance(widget, QTabBar)
        and not any(isinstance(one, QComboBox) for one in ancestors(widget))
        and not (widget.toolTip() and (widget.accessibleName() or getattr(widget, "text", str)()))
    ]
    assert unnamed == []


def test_it_fits_its_place_in_the_smallest_window(
    show: Show, client: FakeClient, selection: Selection
):
    bench = show(BenchPanel)
    bench.resize(*ROOM)
    fill(bench, client, selection)
    smallest = bench.minimumSizeHint()
    assert smallest.width() <= ROOM[0]
    assert smallest.height() <= ROOM[1]


def test_the_keyboard_reaches_every_control_of_a_page(
    show: Show, client: FakeClient, selection: Selection, qtbot: QtBot
):
    bench = show(BenchPanel)
    bench.resize(1000, 520)
    bench.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is bench)
    fill(bench, client, selection)
    bench.tabs.setCurrentWidget(bench.sweep)
    wanted = {
        widget
        for widget in bench.sweep.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    reached: set[QWidget] = set()
    bench.tabs.tabBar().setFocus()
    for _ in range(60):
        QTest.keyClick(QApplication.focusWidget() or bench, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert bench.sweep.scatter.canvas in reached
    assert {type(widget).__name__ for widget in wanted - reached} == set()


def test_fault_57_opening_and_closing_leaves_nothing(
    qtbot: QtBot, client: FakeClient, selection: Selection
):
    gone: list[weakref.ref[QObject]] = []
    widgets: list[int] = []
    for _ in range(6):
        bench = BenchPanel(client, selection)
        bench.show()
        fill(bench, client, selection)
        client.train(snapshot())
        client.training_state = "idle"
        gone.append(weakref.ref(bench))
        bench.close()
        bench.deleteLater()
        del bench
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        widgets.append(len(QApplication.allWidgets()))
    gc.collect()
    assert [ref for ref in gone if ref() is not None] == []
    assert widgets[-1] <= widgets[2], f"widgets pile up: {widgets}"


def test_fault_59_a_reply_to_a_bench_that_is_gone_touches_nothing(
    client: FakeClient, selection: Selection
):
    bench = BenchPanel(client, selection)
    bench.show()
    bench.sweep.start()
    shiboken6.delete(bench)
    client.train(snapshot())
    selection.set_unit(("conv1", 3))
    selection.change_lesion(silence("conv1", (3,)), "x")
    client.network_changed.emit(client.network)
    client.training_ended.emit(None)


def test_it_shows_itself_before_anything_is_loaded(show: Show, client: FakeClient):
    client.network = client.data = None
    bench = show(BenchPanel)
    for place in range(bench.tabs.count()):
        bench.tabs.setCurrentIndex(place)
        assert bench.grab().width() > 0
    assert client.asked == []
