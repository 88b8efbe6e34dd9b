"""The Images panel: data sets, thumbnails, own pictures, drawing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.panels.conftest import Show
from tests.gui.panels.examples import activation_view, data_facts, thumbnails
from tests.gui.panels.fake_client import FakeClient
from visctx_gui.engine.messages import (
    DownloadData,
    ImageChoice,
    JobProgress,
    OpenData,
    OpenedImages,
    OpenImages,
    ViewActivations,
    ViewImages,
)
from visctx_gui.gui.panels.images_panel import ImagesPanel
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.data import DIGIT_NAMES, DataPlan
from visctx_gui.plan.wording import message, translatable


@pytest.fixture
def panel(show: Show, client: FakeClient) -> ImagesPanel:
    made = show(ImagesPanel)
    _answer_thumbnails(client)
    return made


def _answer_thumbnails(client: FakeClient, total: int = 360) -> ViewImages:
    request = client.newest(ViewImages)
    client.answer(request, thumbnails(request, total))
    return request


def _answer_current(client: FakeClient, **changes: Any) -> ViewActivations:
    request = client.newest(ViewActivations, "images")
    client.answer(request, activation_view(request, **changes))
    return request


# ---- data set -----------------------------------------------------------------------------------


def test_the_loaded_set_states_its_counts(panel: ImagesPanel):
    text = panel.data_set.facts.text()
    assert "1,045 training, 180 validation, 360 test images" in text
    assert "28 × 28 px, grey" in text
    assert panel.data_set.wanted == "digits"
    assert panel.data_set.download_button.isHidden()


def test_class_balance_follows_the_split(panel: ImagesPanel):
    bars = panel.thumbnails.balance.plain_data()
    assert bars is not None
    assert list(bars.values) == [36] * 10
    panel.thumbnails.split_picker.choose("train")
    panel.thumbnails.split_picker.activated.emit(2)
    bars = panel.thumbnails.balance.plain_data()
    assert bars is not None
    assert list(bars.values) == list(range(100, 110))


def _pick(panel: ImagesPanel, name: str) -> None:
    picker = panel.data_set.picker
    picker.setCurrentIndex(picker.findData(name))
    picker.activated.emit(picker.currentIndex())


def test_a_missing_set_offers_the_download_with_size_and_folder(
    panel: ImagesPanel, client: FakeClient
):
    _pick(panel, "mnist")
    request = client.newest(OpenData)
    assert request.data == DataPlan(name="mnist")
    client.fail(request, message(translatable("MNIST was not found in /somewhere/data.")))
    button = panel.data_set.download_button
    assert button.isVisible()
    assert button.text() == "Download 11.6 MB"
    assert button.toolTip() == "Download 11.6 MB into /somewhere/data"
    assert "was not found" in panel.data_set.missing.text()
    assert panel.data_set.facts.text() == "Still loaded: Handwritten digits (built in)"


def test_the_download_shows_progress_and_can_be_cancelled(panel: ImagesPanel, client: FakeClient):
    _pick(panel, "mnist")
    client.fail(client.newest(OpenData), message(translatable("Not found.")))
    panel.data_set.download_button.click()
    request = client.newest(DownloadData)
    assert panel.data_set.download_button.isHidden()
    client.progress(request, JobProgress(message(translatable("Downloading")), 0.25, 12.0))
    assert panel.data_set.progress.value() == 250
    assert panel.data_set.missing.text() == "Downloading, 0:12 left"
    panel.data_set.cancel_button.click()
    assert client.cancelled == [request.request_id]
    assert panel.data_set.cancel_button.text() == "Stopping..."
    client.end_cancelled(request)
    assert panel.data_set.progress.isHidden() or not panel.data_set.progress.isVisible()
    assert panel.data_set.wanted == "digits"


def test_a_finished_download_is_the_loaded_set(panel: ImagesPanel, client: FakeClient):
    _pick(panel, "mnist")
    client.fail(client.newest(OpenData), message(translatable("Not found.")))
    panel.data_set.download_button.click()
    facts = data_facts(DataPlan(name="mnist"))
    client.data = facts
    client.answer(client.newest(DownloadData), facts)
    client.data_changed.emit(facts)
    assert panel.data_set.wanted == "mnist"
    assert not panel.data_set.missing.isVisible()


def test_a_failed_download_offers_it_again_with_the_reason(panel: ImagesPanel, client: FakeClient):
    _pick(panel, "mnist")
    client.fail(client.newest(OpenData), message(translatable("Not found.")))
    panel.data_set.download_button.click()
    client.fail(
        client.newest(DownloadData),
        message(translatable("There is no connection.")),
        message(translatable("Put the files into {folder} by hand."), folder="/somewhere/data"),
    )
    assert panel.data_set.download_button.isVisible()
    assert panel.data_set.missing.text().endswith("Put the files into /somewhere/data by hand.")


def test_a_refusal_during_training_offers_no_download(panel: ImagesPanel, client: FakeClient):
    client.training_state = "running"
    _pick(panel, "mnist")
    client.fail(client.newest(OpenData), message(translatable("A training is running.")))
    assert panel.data_set.missing.text() == "A training is running."
    assert panel.data_set.download_button.isHidden()
    assert panel.data_set.wanted == "digits"


def test_without_data_one_button_brings_it(show: Show, client: FakeClient):
    client.data = None
    panel = show(ImagesPanel)
    assert panel.empty_note.isVisible()
    panel.empty_note.button.click()
    assert client.newest(OpenData).data.name == "digits"
    client.load(data=data_facts())
    assert panel.thumbnails.isVisible()


# ---- thumbnails ---------------------------------------------------------------------------------


def test_a_click_on_a_thumbnail_is_the_current_image(panel: ImagesPanel, selection: Selection):
    browser = panel.thumbnails
    place = browser.grid.canvas.tile_rectangle(5).center().toPoint()
    QTest.mouseClick(browser.grid.canvas, Qt.MouseButton.LeftButton, pos=place)
    assert selection.image == ImageChoice(kind="data", split="test", index=5)
    assert browser.grid.sheet is not None
    assert browser.grid.sheet.selected == 5
    selection.set_image(ImageChoice(index=2))
    assert browser.grid.sheet.selected == 2
    selection.set_image(ImageChoice(split="train", index=2))
    assert browser.grid.sheet.selected is None


def test_pages_cover_every_image_once(panel: ImagesPanel, client: FakeClient):
    browser = panel.thumbnails
    seen: list[int] = []
    browser._first = 0
    browser._visible.want()
    while True:
        request = _answer_thumbnails(client, total=100)
        assert browser._shown is not None
        seen += list(browser._shown.indices)
        if not browser.on_button.isEnabled():
            break
        browser.on_button.click()
        assert client.newest(ViewImages).first == request.first + request.count
    assert seen == list(range(100))
    assert browser.place_label.text().endswith("100 of 100")
    browser.back_button.click()
    assert client.newest(ViewImages).first < seen[-1]


def test_a_click_on_a_bar_shows_that_class_alone(panel: ImagesPanel, client: FakeClient):
    panel.thumbnails.balance.bar_clicked.emit(4)
    request = client.newest(ViewImages)
    assert (request.class_index, request.first) == (4, 0)
    panel.thumbnails.balance.bar_clicked.emit(4)
    assert client.newest(ViewImages).class_index is None


def test_a_larger_panel_gets_a_larger_page(qtbot: QtBot, panel: ImagesPanel, client: FakeClient):
    before = client.newest(ViewImages)
    panel.resize(900, 1400)
    qtbot.waitUntil(lambda: client.newest(ViewImages).count > before.count)


def test_an_image_that_the_new_data_do_not_have_is_given_up(
    panel: ImagesPanel, client: FakeClient, selection: Selection
):
    selection.set_image(ImageChoice(split="train", index=1044))
    client.load(data=data_facts())
    assert selection.image == ImageChoice(split="train", index=1044)
    selection.set_image(ImageChoice(split="train", index=1045))
    client.load(data=data_facts())
    assert selection.image == ImageChoice()


# ---- own pictures -------------------------------------------------------------------------------


def _opened(refused: bool = True) -> OpenedImages:
    bad = (("/pictures/notes.txt", message(translatable("is no image of a known format"))),)
    return OpenedImages(
        paths=("/pictures/tall.png", "/pictures/cat.jpg"),
        pictures=(np.zeros((96, 1, 3), np.uint8), np.full((60, 96, 3), 200, np.uint8)),
        notes=(("/pictures/cat.jpg", message(translatable("turned upright"))),),
        refused=bad if refused else (),
    )


def test_dropped_pictures_are_opened_and_the_first_is_the_current_image(
    panel: ImagesPanel, client: FakeClient, selection: Selection
):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/pictures"), QUrl.fromLocalFile("/net.safetensors")])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    panel.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    request = client.newest(OpenImages)
    assert request.paths == ("/pictures",)
    client.answer(request, _opened())
    assert selection.image == ImageChoice(kind="file", path="/pictures/tall.png")
    rows = panel.own_pictures.list
    texts = [rows.item(row).text() for row in range(rows.count())]
    assert texts == [
        "tall.png",
        "cat.jpg\nturned upright",
        "notes.txt\nis no image of a known format",
    ]
    rows.setCurrentRow(1)
    assert selection.image.path == "/pictures/cat.jpg"


def test_what_was_refused_is_named_with_its_reason_and_cannot_be_chosen(
    panel: ImagesPanel, client: FakeClient, selection: Selection
):
    panel.open_paths(("/pictures",))
    before = selection.image
    refused = (("/pictures", message(translatable("No images found in /pictures."))),)
    client.answer(client.newest(OpenImages), OpenedImages((), (), (), refused))
    item = panel.own_pictures.list.item(0)
    assert item.text() == "pictures\nNo images found in /pictures."
    assert item.flags() == Qt.ItemFlag.NoItemFlags
    assert selection.image == before
    panel.own_pictures.clear_button.click()
    assert panel.own_pictures.empty_note.isVisible()


# ---- drawing ------------------------------------------------------------------------------------


def test_a_drawing_is_the_current_image_and_is_shown_as_the_network_sees_it(
    qtbot: QtBot, panel: ImagesPanel, client: FakeClient, selection: Selection
):
    panel.tabs.setCurrentIndex(2)
    pad = panel.drawing.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    QTest.mouseMove(pad, QPoint(90, 120))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(90, 120))
    image = selection.image
    assert image.kind == "drawing"
    assert image.pixels is not None
    assert image.pixels.max() == 255
    assert image.pixels_id >= 1
    request = _answer_current(client, label=-1)
    assert request.image == image
    assert request.layer == "linear"
    assert panel.current.caption.text() == "Current image: your drawing"
    np.testing.assert_array_equal(
        panel.current.picture.plain_data(), np.full((28, 28, 1), 90, np.uint8)
    )
    assert panel.drawing.undo_button.isEnabled()
    panel.drawing.clear_button.click()
    assert selection.image.pixels_id > image.pixels_id
    assert not selection.image.pixels.any()
    assert not panel.drawing.clear_button.isEnabled()


def test_scores_of_a_network_that_was_trained_on_other_images_keep_its_classes(
    panel: ImagesPanel, client: FakeClient
):
    client.load(data=data_facts(DataPlan(name="fashion-mnist")))
    _answer_current(client)
    bars = panel.current.scores.plain_data()
    assert bars is not None
    assert tuple(bars.labels) == DIGIT_NAMES
    assert panel.current.caption.text().endswith("class sneaker"), "its own class is another thing"


def test_scores_follow_the_lesion(panel: ImagesPanel, client: FakeClient, selection: Selection):
    from visctx_gui.plan.lesion import silence

    _answer_current(client)
    selection.change_lesion(silence("conv1", (1,)), "x")
    assert client.newest(ViewActivations, "images").lesion == silence("conv1", (1,))


def test_a_picture_that_cannot_be_used_says_why(
    panel: ImagesPanel, client: FakeClient, selection: Selection
):
    selection.set_image(ImageChoice(kind="file", path="/gone.png"))
    client.fail(
        client.newest(ViewActivations, "images"), message(translatable("The file is gone."))
    )
    assert panel.current.note.text() == "The file is gone."
    assert panel.current.picture.plain_data() is None
