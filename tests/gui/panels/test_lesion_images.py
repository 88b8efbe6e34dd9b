"""The tab "Images": what a lesion broke and saved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.gui.panels.conftest import Show
from tests.gui.panels.examples import changed_images, lesion_effect, snapshot
from tests.gui.panels.fake_client import FakeClient
from visctx_gui.engine.lesion_messages import ListChangedImages
from visctx_gui.engine.messages import EvaluateLesion, ImageChoice
from visctx_gui.gui.panels.lesion_panel import LesionPanel
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.lesion import INTACT, silence

HALF = silence("conv1", range(8))


@pytest.fixture
def panel(show: Show, client: FakeClient, selection: Selection) -> LesionPanel:
    made = show(LesionPanel)
    selection.change_lesion(HALF, "x")
    client.answer(client.newest(EvaluateLesion), lesion_effect(HALF, lost=9))
    return made


@pytest.fixture
def opened(panel: LesionPanel, client: FakeClient) -> LesionPanel:
    """The tab is in front and the first page has come."""
    panel.tabs.setCurrentWidget(panel.images)
    request = client.newest(ListChangedImages)
    client.answer(request, changed_images(request))
    return panel


def test_nothing_is_asked_before_the_tab_is_opened(panel: LesionPanel, client: FakeClient):
    assert client.of_kind(ListChangedImages) == []
    panel.tabs.setCurrentWidget(panel.images)
    asked = client.newest(ListChangedImages)
    assert (asked.lesion, asked.split, asked.kind, asked.first) == (HALF, "test", "broken", 0)


def test_both_counts_and_both_answers_are_shown(opened: LesionPanel):
    assert opened.images.broken_button.text() == "broken 130"
    assert opened.images.saved_button.text() == "saved 2"
    sheet = opened.images.grid.sheet
    assert set(sheet.labels) == {"4→9"}
    assert opened.images.caption.text() == f"1–{sheet.count} of 130; answer before → after"


def test_the_other_button_lists_the_saved_ones(opened: LesionPanel, client: FakeClient):
    QTest.mouseClick(opened.images.saved_button, Qt.MouseButton.LeftButton)
    request = client.newest(ListChangedImages)
    assert (request.kind, request.first) == ("saved", 0)
    client.answer(request, changed_images(request))
    assert opened.images.grid.sheet.labels == ("9→4", "9→4")
    assert not opened.images.on_button.isEnabled()


def test_pages_follow_each_other_without_a_gap(opened: LesionPanel, client: FakeClient):
    seen = opened.images.grid.sheet.count
    assert not opened.images.back_button.isEnabled()
    while opened.images.on_button.isEnabled():
        opened.images.on_button.click()
        request = client.newest(ListChangedImages)
        assert request.first == seen
        client.answer(request, changed_images(request))
        seen += opened.images.grid.sheet.count
    assert seen == 130
    opened.images.back_button.click()
    assert client.newest(ListChangedImages).first < request.first


def test_a_click_makes_an_image_the_current_one(opened: LesionPanel, selection: Selection):
    canvas = opened.images.grid.canvas
    place = canvas.tile_rectangle(3).center().toPoint()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert selection.image == ImageChoice(kind="data", split="test", index=6)
    assert opened.images.grid.sheet.selected == 3
    selection.set_image(ImageChoice(kind="data", split="test", index=7))
    assert opened.images.grid.sheet.selected is None


def test_the_image_under_the_cursor_is_told_in_full(opened: LesionPanel):
    told: list[str] = []
    opened.value_hovered.connect(told.append)
    opened.images.grid.tile_hovered.emit(3, 0, 0, 0.0)
    assert told == ["test 6: true 4, intact 4, lesioned 9"]


def test_fault_48_a_changed_lesion_greys_the_images_and_begins_at_the_first(
    opened: LesionPanel, client: FakeClient, selection: Selection
):
    opened.images.on_button.click()
    late = client.newest(ListChangedImages)
    lesion = silence("conv1", (1,))
    selection.change_lesion(lesion, "x")
    assert opened.images.grid.waiting
    client.answer(late, changed_images(late))
    assert opened.images.grid.waiting, "images of another lesion are not shown as current"
    client.answer(client.newest(EvaluateLesion), lesion_effect(lesion, lost=1))
    request = client.newest(ListChangedImages)
    assert (request.lesion, request.first) == (lesion, 0)
    client.answer(request, changed_images(request, n_broken=0, n_saved=0))
    assert opened.images.caption.text() == "No image was broken."
    assert opened.images.grid.sheet is None


def test_without_a_lesion_a_sentence_stands_there(
    opened: LesionPanel, client: FakeClient, selection: Selection
):
    selection.change_lesion(INTACT, "x")
    client.answer(client.newest(EvaluateLesion), lesion_effect())
    assert opened.images.note.isVisible()


def test_images_grey_when_training_has_moved_on(opened: LesionPanel, client: FakeClient):
    client.train(snapshot(1300, epochs_done=0))
    assert opened.images.grid.waiting
