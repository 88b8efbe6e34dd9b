"""The panels with the engine itself: the embedded network, the built-in digits, a real lesion."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import (
    EngineOptions,
    ImageChoice,
    OpenData,
    OpenEmbeddedNetwork,
)
from visctx_gui.gui.panels.activations_panel import ActivationsPanel
from visctx_gui.gui.panels.filters_panel import FiltersPanel
from visctx_gui.gui.panels.images_panel import ImagesPanel
from visctx_gui.gui.panels.lesion_panel import LesionPanel
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.data import DataPlan

LONGEST_MS = 30_000


@pytest.fixture
def engine(qtbot: QtBot, tmp_path: Path) -> Iterator[EngineClient]:
    """A running engine with the embedded network and the digits."""
    client = EngineClient(EngineOptions(device="cpu", runs_folder=str(tmp_path / "runs")))
    client.start()
    qtbot.waitUntil(lambda: client.is_ready, timeout=LONGEST_MS)
    client.ask(OpenData(data=DataPlan()))
    client.ask(OpenEmbeddedNetwork())
    qtbot.waitUntil(
        lambda: client.network is not None and client.data is not None, timeout=LONGEST_MS
    )
    yield client
    assert client.close()


def _shown(qtbot: QtBot, panel):
    qtbot.addWidget(panel)
    panel.resize(420, 640)
    panel.show()
    return panel


def test_a_lesion_changes_the_number_and_undo_brings_the_intact_one_back_exactly(
    qtbot: QtBot, engine: EngineClient
):
    selection = Selection()
    filters = _shown(qtbot, FiltersPanel(engine, selection))
    lesion = _shown(qtbot, LesionPanel(engine, selection))

    def is_exact() -> bool:
        effect = lesion.numbers.effect
        return (
            lesion.numbers.isEnabled()
            and effect is not None
            and effect.exact
            and effect.lesion == selection.lesion
        )

    qtbot.waitUntil(is_exact, timeout=LONGEST_MS)
    intact = lesion.numbers.effect
    qtbot.waitUntil(lambda: filters.grid.sheet is not None, timeout=LONGEST_MS)
    centre = filters.grid.canvas.tile_rectangle(2).center().toPoint()
    QTest.mouseDClick(filters.grid.canvas, Qt.MouseButton.LeftButton, pos=centre)
    lesion.buttons.invert_button.click()
    assert selection.lesion.n_units == 15
    assert not lesion.numbers.isEnabled()
    qtbot.waitUntil(is_exact, timeout=LONGEST_MS)
    damaged = lesion.numbers.effect
    assert damaged.intact == intact.intact
    assert damaged.lesioned.correct < intact.lesioned.correct
    assert np.nanmin(damaged.per_class_change) < 0
    selection.undo_stack.undo()
    selection.undo_stack.undo()
    qtbot.waitUntil(is_exact, timeout=LONGEST_MS)
    np.testing.assert_array_equal(lesion.numbers.effect.lesioned_confusion, intact.intact_confusion)


def test_a_drawn_seven_is_read_and_its_maps_are_shown(qtbot: QtBot, engine: EngineClient):
    selection = Selection()
    maps = _shown(qtbot, ActivationsPanel(engine, selection))
    images = _shown(qtbot, ImagesPanel(engine, selection))
    images.tabs.setCurrentIndex(2)
    pad = images.drawing.pad
    side = min(pad.width(), pad.height())
    middle = QPoint(pad.width() // 2, pad.height() // 2)
    stroke = [QPoint(-side // 4, -side // 3), QPoint(side // 5, -side // 3), QPoint(0, side // 3)]
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=middle + stroke[0])
    for start, end in itertools.pairwise(stroke):
        for share in np.linspace(0, 1, 10):
            QTest.mouseMove(pad, middle + start + (end - start) * float(share))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=middle + stroke[-1])
    drawing = selection.image
    assert drawing.kind == "drawing"

    def is_read() -> bool:
        return (
            images.current.caption.text() == "Current image: your drawing"
            and not images.current.scores.waiting
            and maps.caption.text().startswith("your drawing")
        )

    qtbot.waitUntil(is_read, timeout=LONGEST_MS)
    scores = images.current.scores.plain_data()
    assert int(np.argmax(scores.values)) == 7
    assert images.current.picture.plain_data().shape == (28, 28, 1)
    sheet = maps.maps.grid.sheet
    assert sheet.tiles.shape == (16, 24, 24)
    assert sheet.tiles.min() >= 0
    selection.set_image(ImageChoice(index=1))
    qtbot.waitUntil(lambda: "test image 1" in maps.caption.text(), timeout=LONGEST_MS)


def test_a_lesion_brings_its_controls_its_images_and_the_proof_that_it_leaves_nothing(
    qtbot: QtBot, engine: EngineClient
):
    selection = Selection()
    panel = _shown(qtbot, LesionPanel(engine, selection))
    panel.buttons.half_button.click()
    qtbot.waitUntil(
        lambda: panel.numbers.conclusion.startswith("more than chance would do"),
        timeout=LONGEST_MS,
    )
    effect, picture = panel.numbers.effect, panel.chance.bar.plain_data()
    assert len(picture.draws) == 20
    assert picture.value == pytest.approx(effect.lesioned.value)
    panel.tabs.setCurrentWidget(panel.images)
    qtbot.waitUntil(lambda: panel.images.grid.sheet is not None, timeout=LONGEST_MS)
    broken = panel.images._shown
    assert broken.n_saved - broken.n_broken == effect.lesioned.correct - effect.intact.correct
    assert (broken.answers_before == broken.labels).all()
    assert (broken.answers_after != broken.labels).all()
    selection.undo_stack.undo()
    qtbot.waitUntil(
        lambda: panel.numbers.conclusion.startswith("restored exactly"), timeout=LONGEST_MS
    )
