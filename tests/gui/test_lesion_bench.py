"""The Lesion bench with the engine itself: sweep, outline in the plot, silence, compare with chance, undo."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.gui.conftest import MakeWindow
from tests.gui.panels.bench_examples import unit_table
from tests.gui.panels.examples import lesion_effect
from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.lesion_messages import SweepUnits
from visctx_gui.engine.messages import (
    EngineOptions,
    EvaluateLesion,
    OpenData,
    OpenEmbeddedNetwork,
    StartTraining,
)
from visctx_gui.gui.panels.bench_panel import BenchPanel
from visctx_gui.gui.panels.lesion_panel import LesionPanel
from visctx_gui.gui.panels.sweep_page import SweepPage
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.lesion import INTACT, silence

LEFT = Qt.MouseButton.LeftButton
LONGEST_MS = 60_000
OUTLINED = 6  # units


@pytest.fixture
def engine(qtbot: QtBot, tmp_path: Path) -> Iterator[EngineClient]:
    """A running engine with the embedded network and the digits."""
    client = EngineClient(EngineOptions(device="cpu", runs_folder=str(tmp_path / "runs")))
    client.start()
    client.ask(OpenData(data=DataPlan()))
    client.ask(OpenEmbeddedNetwork())
    qtbot.waitUntil(
        lambda: client.network is not None and client.data is not None, timeout=LONGEST_MS
    )
    yield client
    assert client.close()


def outline_most_harmful(page: SweepPage, count: int) -> None:
    """Lead the mouse in a frame around the points that lie highest."""
    canvas = page.scatter.canvas
    places = [canvas.place_of(point).toPoint() for point in range(len(page.result.units))]
    highest = sorted(places, key=QPoint.y)[:count]
    bottom = max(place.y() for place in highest) + 3
    left, right = min(p.x() for p in highest) - 4, max(p.x() for p in highest) + 4
    top = min(place.y() for place in highest) - 3
    corners = [QPoint(left, top), QPoint(right, top), QPoint(right, bottom), QPoint(left, bottom)]
    QTest.mousePress(canvas, LEFT, pos=corners[0])
    for start, end in itertools.pairwise([*corners, corners[0]]):
        for part in np.linspace(0, 1, 8):
            QTest.mouseMove(canvas, start + (end - start) * float(part))
    QTest.mouseRelease(canvas, LEFT, pos=corners[0])


def test_units_outlined_in_the_sweep_plot_are_silenced_compared_with_chance_and_brought_back(
    qtbot: QtBot, engine: EngineClient
):
    selection = Selection()
    bench, lesion = BenchPanel(engine, selection), LesionPanel(engine, selection)
    for panel, width in ((bench, 1000), (lesion, 420)):
        qtbot.addWidget(panel)
        panel.resize(width, 640)
        panel.show()
        qtbot.waitExposed(panel)

    def effect_is_exact() -> bool:
        effect = lesion.numbers.effect
        return effect is not None and effect.exact and effect.lesion == selection.lesion

    page = bench.sweep
    qtbot.waitUntil(effect_is_exact, timeout=LONGEST_MS)
    intact = lesion.numbers.effect
    QTest.mouseClick(page.run_bar.start_button, LEFT)
    qtbot.waitUntil(lambda: not page.answer.waiting and page.result is not None, timeout=LONGEST_MS)
    assert page.result.exact
    assert (page.result.split, intact.split) == ("validation", "test")  # trap T7
    qtbot.waitUntil(lambda: page.scatter.canvas.place_of(0) is not None, timeout=LONGEST_MS)

    outline_most_harmful(page, OUTLINED)
    chosen = page.chosen_units.units
    assert len(chosen) >= OUTLINED
    QTest.mouseClick(page.chosen_units.silence_button, LEFT)
    assert selection.lesion.n_units == len(chosen)
    qtbot.waitUntil(effect_is_exact, timeout=LONGEST_MS)
    damaged = lesion.numbers.effect
    assert damaged.lesioned.correct < intact.intact.correct - 5

    lesion.tabs.setCurrentWidget(lesion.chance)

    def control_is_complete() -> bool:
        band = lesion.chance.bar.plain_data()
        return band is not None and len(band.known_draws()) >= 20 and not lesion.chance.bar.waiting

    qtbot.waitUntil(control_is_complete, timeout=LONGEST_MS)
    band = lesion.chance.bar.plain_data()
    assert band.value == damaged.lesioned.value
    assert band.value < np.median(band.known_draws())

    selection.undo_stack.undo()
    assert selection.lesion == INTACT
    qtbot.waitUntil(effect_is_exact, timeout=LONGEST_MS)
    np.testing.assert_array_equal(lesion.numbers.effect.lesioned_confusion, intact.intact_confusion)
    assert page.scatter.plot.struck == frozenset()


@pytest.mark.parametrize("width", [1280, 900])
def test_the_bench_shares_the_place_of_training_and_stands_in_the_menu(
    make_window: MakeWindow, width: int
):
    window = make_window(width=width)
    docks = window.panels.docks
    assert docks["bench"].objectName() == "bench_dock"
    assert docks["bench"] in window.tabifiedDockWidgets(docks["training"])
    assert not docks["training"].visibleRegion().isEmpty()
    assert docks["bench"].visibleRegion().isEmpty()
    menus = [menu for menu in window.findChildren(QMenu) if menu.title() == "Panels"]
    assert docks["bench"].toggleViewAction() in menus[0].actions()
    docks["bench"].bring_up()
    assert docks["bench"].panel.isVisible()


def test_the_bench_gets_the_height_to_draw_in_unless_the_layout_is_the_person_s_own(
    make_window: MakeWindow, qtbot: QtBot
):
    window = make_window(width=1280, height=720)
    bench = window.panels.docks["bench"]
    before = window.panels.docks["training"].height()
    bench.bring_up()
    qtbot.waitUntil(lambda: bench.height() > before + 40)
    other = make_window(width=1280, height=720)
    other.panels.keep_layout()
    bench = other.panels.docks["bench"]
    bench.bring_up()
    qtbot.waitUntil(lambda: bench.panel.isVisible())
    assert abs(bench.height() - other.panels.docks["training"].height()) < 10
    assert bench.height() < before + 40


def test_training_on_from_the_bench_holds_the_lesion(make_window: MakeWindow):
    window = make_window()
    client, page = window.client, window.panels.bench.recovery
    window.panels.docks["bench"].bring_up()
    window.panels.bench.tabs.setCurrentWidget(page)
    window.selection.change_lesion(silence("conv1", (3, 5)), "x")
    QTest.mouseClick(page.run_bar.start_button, LEFT)
    client.answer(client.newest(SweepUnits), unit_table(client.newest(SweepUnits)))
    QTest.mouseClick(page.train_button, LEFT)
    measured = client.newest(EvaluateLesion, "recovery")
    client.answer(measured, lesion_effect(measured.lesion, measured.split))
    assert client.newest(StartTraining).held_lesion == silence("conv1", (3, 5))
