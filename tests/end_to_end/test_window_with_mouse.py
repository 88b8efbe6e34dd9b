"""The real window with its real engine, used with the mouse as a person would."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QTabBar, QToolBar

from tests.one_thread import one_thread
from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.cortex.files.network_file import open_network
from visctx_gui.cortex.images.drawing import prepare_drawing
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.engine.messages import EngineOptions
from visctx_gui.gui.main_window import MainWindow
from visctx_gui.plan.lesion import INTACT

__all__ = ["one_thread"]

LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 60_000  # an upper limit for busy machines, not what it takes
MANY_EPOCHS = "900"  # the training must not end by itself


class Hand:
    """A person's mouse, and what it sees of the window."""

    def __init__(self, qtbot, window):
        self.qtbot, self.window = qtbot, window
        self.panels, self.client, self.selection = window.panels, window.client, window.selection
        self.activations = window.panels.docks["activations_1"].panel

    def wait(self, holds):
        self.qtbot.waitUntil(lambda: self.complaints() or holds(), timeout=PATIENCE_MS)
        assert not self.complaints()

    def complaints(self):
        """What the window says has gone wrong."""
        told = self.window.notices.banner.messages
        return [one for one in told if one.severity != "note"]

    def click(self, widget, at=None):
        assert widget.isVisible(), widget
        assert widget.isEnabled(), widget
        QTest.mouseClick(widget, LEFT, pos=widget.rect().center() if at is None else at)

    def press_button(self, name):
        """Click an action's button in the toolbar."""
        for bar in self.window.findChildren(QToolBar):
            button = bar.widgetForAction(self.window.actions_by_name[name])
            if button is not None:
                self.wait(button.isEnabled)
                self.click(button)
                return
        raise AssertionError(f"no button for {name}")

    def press_panel_button(self, panel, name):
        """Click an action's button in a panel."""
        action = self.window.actions_by_name[name]
        buttons = [
            one
            for one in panel.children()
            if getattr(one, "defaultAction", lambda: None)() is action
        ]
        self.wait(lambda: buttons[0].isEnabled())
        self.click(buttons[0])

    def bring_up(self, title):
        """Click the tab of a panel that lies behind another."""
        for bar in self.window.findChildren(QTabBar):
            if bar.parent() is self.window:
                for place in range(bar.count()):
                    if bar.tabText(place) == title:
                        self.click(bar, bar.tabRect(place).center())
                        return
        raise AssertionError(f"no tab {title}")

    def double_click_filter(self, tile):
        canvas = self.panels.filters.grid.canvas
        place = canvas.tile_rectangle(tile).center().toPoint()
        QTest.mouseClick(canvas, LEFT, pos=place)
        QTest.mouseDClick(canvas, LEFT, pos=place)

    def draw(self, points):
        pad = self.panels.images.drawing.pad
        side = min(pad.width(), pad.height())
        corner = QPoint((pad.width() - side) // 2, (pad.height() - side) // 2)
        places = [corner + QPoint(round(x * side), round(y * side)) for x, y in points]
        QTest.mousePress(pad, LEFT, pos=places[0])
        for place in places[1:]:
            QTest.mouseMove(pad, place)
        QTest.mouseRelease(pad, LEFT, pos=places[-1])

    @property
    def effect(self):
        """The effect that the Lesion panel shows for the present lesion, else None."""
        shown = self.panels.lesion.numbers.effect
        return shown if shown is not None and shown.lesion == self.selection.lesion else None

    def shown_shares(self):
        """The texts beside 'intact' and 'lesioned'."""
        return [label.text() for label in self.panels.lesion.numbers._values[:2]]

    def wait_for_effect(self):
        self.wait(lambda: self.effect is not None and self.effect.exact)
        return self.effect

    def epochs(self):
        last = self.client.last_snapshot
        return len(last.epoch_steps) if last is not None else 0


@pytest.fixture
def hand(qtbot, tmp_path):
    """The window as it stands after its first second, the welcome card closed with the mouse."""
    options = EngineOptions(device="cpu", runs_folder=str(tmp_path / "runs"))
    client = EngineClient(options)
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(client, settings)
    client.setParent(window)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    hand = Hand(qtbot, window)
    hand.wait(lambda: client.is_ready and client.network is not None and client.data is not None)
    hand.wait(window.welcome.isVisible)
    hand.click(window.welcome.close_button)
    assert not window.welcome.isVisible()
    hand.wait(lambda: window.panels.filters.grid.sheet is not None)
    yield hand
    window.close()
    window.deleteLater()


def start_training(hand):
    """Ask for many epochs, press Train, and wait until some of it is seen."""
    epochs = hand.panels.training.form.editor("epochs")
    hand.panels.docks["training"].panel._scroll.ensureWidgetVisible(epochs)
    QTest.mouseDClick(epochs, LEFT)
    QTest.keyClick(epochs, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(epochs, MANY_EPOCHS)
    QTest.keyClick(epochs, Qt.Key.Key_Tab)
    assert hand.panels.training.plan().epochs == int(MANY_EPOCHS)
    hand.press_button("train")
    hand.wait(lambda: hand.client.training_state == "running")


def test_a_visit_with_the_mouse(hand, tmp_path, monkeypatch):
    panels = hand.panels
    at_first = hand.client.network
    filters_at_first = panels.filters.grid.sheet.tiles.copy()

    # train: curves and filters move
    start_training(hand)
    hand.wait(lambda: hand.epochs() >= 1)
    hand.wait(lambda: panels.training.accuracy_plot.plain_data() is not None)
    hand.wait(lambda: _points(panels.training.loss_plot) > 10)
    hand.wait(lambda: _points(panels.training.accuracy_plot) >= 1)
    points = _points(panels.training.loss_plot)
    hand.wait(lambda: _points(panels.training.loss_plot) > points)
    hand.wait(lambda: not np.array_equal(panels.filters.grid.sheet.tiles, filters_at_first))

    # click filters off until it costs something
    silenced = 0
    for tile in range(16):
        hand.double_click_filter(tile)
        silenced += 1
        assert hand.selection.lesion.units("conv1") == tuple(range(silenced))
        effect = hand.wait_for_effect()
        if effect.lesioned.correct != effect.intact.correct:
            break
    assert effect.split == "validation"
    assert effect.lesioned.correct != effect.intact.correct
    hand.wait(lambda: hand.shown_shares()[0] != hand.shown_shares()[1])
    assert panels.filters.grid.sheet.struck == frozenset(range(silenced))

    # undo: the intact number is back, exactly
    for _ in range(silenced):
        QTest.keyClick(hand.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert hand.selection.lesion == INTACT
    assert panels.filters.grid.sheet.struck == frozenset()
    effect = hand.wait_for_effect()
    assert effect.lesioned == effect.intact
    assert np.array_equal(effect.lesioned_confusion, effect.intact_confusion)
    assert effect.difference == 0.0
    assert hand.shown_shares()[0] == hand.shown_shares()[1]
    assert hand.client.training_state == "running"

    # stop and keep
    hand.press_button("stop")
    hand.wait(lambda: hand.client.training_state == "idle")
    kept = hand.client.network
    assert kept.steps_trained > at_first.steps_trained
    assert kept.weights_sha256 != at_first.weights_sha256
    effect_after = hand.wait_for_effect
    hand.wait(lambda: effect_after().split == "test" and effect_after().step == kept.steps_trained)

    # draw a digit: class scores and maps follow
    hand.bring_up("Images")
    images = panels.images
    hand.wait(lambda: images.current.scores.plain_data() is not None)
    scores_before = images.current.scores.plain_data().values
    maps_before = hand.activations.maps.grid.sheet.tiles
    tabs = images.tabs.tabBar()
    hand.click(tabs, tabs.tabRect(2).center())
    hand.draw(_digit_one())
    assert hand.selection.image.kind == "drawing"
    hand.wait(lambda: "drawing" in hand.activations.caption.text())
    hand.wait(lambda: "drawing" in images.current.caption.text())
    scores = images.current.scores.plain_data().values
    assert not np.array_equal(scores, scores_before)
    assert not np.array_equal(hand.activations.maps.grid.sheet.tiles, maps_before)
    assert math.isclose(float(scores.sum()), 1.0, abs_tol=1e-5)
    hand.wait(lambda: np.array_equal(hand.activations.scores.plain_data().values, scores))

    # save, change the network, reopen: the same weights
    path = tmp_path / "kept.safetensors"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    hand.bring_up("Network")
    hand.press_panel_button(panels.network, "save_network")
    hand.wait(path.exists)
    hand.wait(lambda: any(str(path) in told.what for told in hand.window.notices.banner.messages))
    assert np.allclose(scores, scores_by_hand(path, images.drawing.pad.pixels()), atol=1e-5)
    hand.press_panel_button(panels.network, "untrained_twin")
    hand.wait(lambda: hand.client.network.steps_trained == 0)
    assert hand.client.network.weights_sha256 != kept.weights_sha256
    hand.press_panel_button(panels.network, "open_network")
    hand.wait(lambda: hand.client.network.source == str(path))
    assert hand.client.network.weights_sha256 == kept.weights_sha256
    assert hand.client.network.steps_trained == kept.steps_trained

    # close in the middle of a second training
    step = hand.client.network.steps_trained
    hand.press_button("train")
    hand.wait(
        lambda: hand.client.training_state == "running" and hand.client.last_snapshot.step > step
    )
    assert hand.window.close()
    assert hand.window.ended_well


def scores_by_hand(path, drawing):
    """What the saved network says to a drawing, without window and engine."""
    network = open_network(path).network
    shape = network.plan.input_shape
    prepared = prepare_drawing(drawing, "digits", shape)
    with evaluation_mode(network):
        answers = network(network_input(prepared[None], (0.0,), (1.0,)))
        return answers.softmax(1)[0].numpy()


CLOSING = """
import sys
from PySide6.QtCore import QSettings
from visctx_gui.application import compose, make_application, stay
from visctx_gui.engine.messages import EngineOptions
from visctx_gui.plan.wording import message
from visctx_gui.tour import mouse
from visctx_gui.tour.visit import Visit, Wait

application = make_application()
settings = QSettings(sys.argv[1] + "/settings.ini", QSettings.Format.IniFormat)
options = EngineOptions(device="cpu", runs_folder=sys.argv[1] + "/runs")
window, hooks = compose(application, options, settings)
client = window.client

def script():
    yield Wait(message("ready"), lambda: client.network is not None and client.data is not None)
    mouse.click(window.welcome.close_button)
    bar = window.findChild(type(window.addToolBar("")), "main_toolbar")
    mouse.click(bar.widgetForAction(window.actions_by_name["train"]))
    yield Wait(message("a step"), lambda: client.training_state == "running" and client.last_snapshot.step > 2000)
    print(client.training_state, flush=True)

visit = Visit(script(), 100.0, parent=window)
visit.ended.connect(window.close)
window.first_painted.connect(visit.begin)
window.show()
code = stay(application, window, hooks)
assert visit.is_through, visit.failure
sys.exit(code)
"""


def test_closing_during_a_training_ends_the_program_with_exit_code_0(tmp_path):
    one = {"OMP_NUM_THREADS": "1", "QT_QPA_PLATFORM": os.environ["QT_QPA_PLATFORM"]}
    done = subprocess.run(
        [sys.executable, "-c", CLOSING, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=110,
        env={**os.environ, **one},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["running"]
    assert "QThread" not in done.stderr
    assert list(Path(tmp_path, "runs").iterdir())


def _points(plot):
    shown = plot.plain_data()
    return max((len(curve.x) for curve in shown.curves), default=0) if shown is not None else 0


def _digit_one():
    """A slanted stroke down: shares of the pad's side."""
    return [
        (0.36, 0.3),
        (0.44, 0.25),
        (0.52, 0.18),
        *((0.52, 0.18 + 0.06 * n) for n in range(1, 12)),
    ]
