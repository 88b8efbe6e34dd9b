"""Saving a picture: proposed name, suffix, request."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.panels.fake_client import FakeClient
from visctx_gui.engine.messages import SavedFile, SavePicture
from visctx_gui.gui.panels.picture_saver import PictureSaver


@pytest.fixture
def saver(qtbot: QtBot, client: FakeClient) -> PictureSaver:
    panel = QWidget()
    qtbot.addWidget(panel)
    return PictureSaver(client, panel)


def test_the_name_carries_network_content_and_seed(saver: PictureSaver, client: FakeClient):
    assert saver.proposed_name("conv1-filters-step9") == "v1-v2-conv1-filters-step9-seed3.png"
    client.network = None
    assert saver.proposed_name("scores") == "scores.png"


def test_the_chosen_file_is_written_by_the_engine(
    qtbot: QtBot, saver: PictureSaver, client: FakeClient
):
    saver.save({"any": "plain data"}, "scores")
    dialog = saver.parent().findChild(QFileDialog)
    assert dialog is not None
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit("/figures/mine.svg")
    request = client.newest(SavePicture)
    assert (request.drawing, request.path) == ({"any": "plain data"}, "/figures/mine.svg")
    client.answer(request, SavedFile("/figures/mine.svg"))
    dialog.reject()
    qtbot.waitUntil(lambda: saver.parent().findChild(QFileDialog) is None)


def test_a_name_without_a_known_suffix_becomes_a_png(saver: PictureSaver, client: FakeClient):
    saver._drawing = "data"
    saver.write("/figures/v1.2")
    assert client.newest(SavePicture).path == "/figures/v1.2.png"


def test_nothing_to_save_opens_no_dialog(saver: PictureSaver):
    saver.save(None, "scores")
    assert saver.parent().findChild(QFileDialog) is None


def test_a_table_is_offered_as_numbers_alone(qtbot: QtBot, saver: PictureSaver):
    saver.save("table", "conv1-sweep", numbers_only=True)
    dialog = saver.parent().findChild(QFileDialog)
    assert dialog is not None
    assert dialog.nameFilters() == ["Numbers (*.csv)"]
    assert dialog.defaultSuffix() == "csv"
    assert dialog.selectedFiles()[0].endswith("v1-v2-conv1-sweep-seed3.csv")
    dialog.reject()
    qtbot.waitUntil(lambda: saver.parent().findChild(QFileDialog) is None)
