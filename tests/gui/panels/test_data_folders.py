"""Opening a folder of one's own images in the Images panel."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from tests.gui.panels.conftest import Show
from tests.gui.panels.examples import data_facts, thumbnails
from tests.gui.panels.fake_client import FakeClient
from visctx_gui.engine.messages import DataFacts, JobProgress, OpenData, OpenImages, ViewImages
from visctx_gui.gui.panels.class_folders import has_class_folders
from visctx_gui.gui.panels.images_panel import ImagesPanel
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.wording import Message, message, translatable

ORL = DataPlan(name="folder", folder="/pictures/ORL")


def reason(text: str) -> Message:
    return message(translatable("{path} is no image file."), path=text)


def folder_facts(plan: DataPlan = ORL, n_classes: int = 3) -> DataFacts:
    """A folder of some people."""
    return replace(
        data_facts(),
        plan=plan,
        class_names=tuple(f"s{number}" for number in range(n_classes)),
        counts={
            "train": (7,) * n_classes,
            "validation": (1,) * n_classes,
            "test": (2,) * n_classes,
        },
        notes=(message(translatable("Duplicates left out: {n}. No image is in two splits."), n=4),),
        n_skipped=60,
        skipped=tuple((f"/pictures/ORL/{n}.txt", reason(f"{n}.txt")) for n in range(50)),
        class_details=("f", "m", "") if n_classes == 3 else (),
    )


@pytest.fixture
def panel(show: Show) -> ImagesPanel:
    made: ImagesPanel = show(ImagesPanel)
    return made


def choose_in_dialog(monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    def choose(dialog: QFileDialog) -> None:
        dialog.fileSelected.emit(folder)
        dialog.deleteLater()

    monkeypatch.setattr(QFileDialog, "open", choose)


def open_orl(panel: ImagesPanel, client: FakeClient, facts: DataFacts | None = None) -> None:
    panel.data_set.open_folder("/pictures/ORL")
    request = client.newest(OpenData)
    facts = facts or folder_facts(request.data)
    client.load(data=facts)
    client.answer(request, facts)


def test_a_folder_is_chosen_by_its_button(
    panel: ImagesPanel, client: FakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_in_dialog(monkeypatch, "/pictures/ORL")
    panel.data_set.folder_button.click()
    assert client.newest(OpenData).data == ORL
    assert panel.data_set.wanted == "folder"
    assert panel.data_set.missing.text() == "Opening ORL (image folder)..."


def test_the_picker_has_an_entry_that_asks_for_a_folder(
    panel: ImagesPanel, client: FakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_in_dialog(monkeypatch, "/pictures/ORL")
    picker = panel.data_set.picker
    picker.setCurrentIndex(picker.findText("Open folder..."))
    picker.activated.emit(picker.currentIndex())
    assert client.newest(OpenData).data == ORL


def test_reading_shows_how_far_it_is_and_can_be_cancelled(
    panel: ImagesPanel, client: FakeClient
) -> None:
    panel.data_set.open_folder("/pictures/ORL")
    request = client.newest(OpenData)
    client.progress(request, JobProgress(message(translatable("Reading images")), 0.4, 65.0))
    assert panel.data_set.progress.value() == 400
    assert panel.data_set.missing.text() == "Reading images, 1:05 left"
    panel.data_set.cancel_button.click()
    assert client.cancelled == [request.request_id]
    client.end_cancelled(request)
    assert panel.data_set.wanted == "digits"
    assert not panel.data_set.progress.isVisible()


def test_another_choice_gives_up_the_folder_that_is_still_being_read(
    panel: ImagesPanel, client: FakeClient
) -> None:
    panel.data_set.open_folder("/pictures/ORL")
    reading = client.newest(OpenData)
    picker = panel.data_set.picker
    picker.setCurrentIndex(picker.findData("digits"))
    picker.activated.emit(picker.currentIndex())
    assert client.cancelled == [reading.request_id]
    assert client.newest(OpenData).data.name == "digits"


def test_the_loaded_folder_is_described(panel: ImagesPanel, client: FakeClient) -> None:
    remembered: list[str] = []
    panel.data_set.folder_opened.connect(remembered.append)
    open_orl(panel, client)
    assert "3 classes: 21 training, 3 validation, 6 test" in panel.data_set.facts.text()
    assert panel.data_set.notes.text().startswith("Duplicates left out: 4.")
    assert panel.data_set.picker.currentText() == "ORL"
    assert remembered == ["/pictures/ORL"]
    names = panel.thumbnails.class_picker
    assert [names.itemText(place) for place in range(4)] == ["all", "s0, f", "s1, m", "s2"]
    assert names.itemData(1, Qt.ItemDataRole.ToolTipRole) == "s0, f"


def test_the_whole_name_of_a_class_stands_in_the_tooltip(
    panel: ImagesPanel, client: FakeClient
) -> None:
    long_name = "a person with a very long name indeed"
    facts = replace(folder_facts(), class_names=(long_name, "s1", "s2"))
    open_orl(panel, client, facts)
    request = client.newest(ViewImages)
    client.answer(request, replace(thumbnails(request, 6), labels=np.zeros(6, np.int64)))
    grid = panel.thumbnails.grid
    grid.tile_hovered.emit(2, 0, 0, 1.0)
    assert grid.canvas.toolTip() == long_name
    grid.tile_hovered.emit(-1, 0, 0, 1.0)
    assert grid.canvas.toolTip() == ""


def test_fault_29_skipped_files_are_counted_and_listed(
    panel: ImagesPanel, client: FakeClient
) -> None:
    open_orl(panel, client)
    assert panel.data_set.skipped.label.text() == "60 files were left out."
    panel.data_set.skipped.button.click()
    listed = panel.data_set.skipped.listed()
    assert "/pictures/ORL/0.txt\n    0.txt is no image file." in listed
    assert listed.endswith("and 10 more")
    client.load(data=data_facts())
    assert panel.data_set.skipped.isHidden()


def test_a_refused_folder_says_why_and_offers_no_download(
    panel: ImagesPanel, client: FakeClient
) -> None:
    panel.data_set.open_folder("/pictures/none")
    request = client.newest(OpenData)
    client.fail(request, message(translatable("No images found in {folder}."), folder="none"))
    assert panel.data_set.missing.text() == "No images found in none."
    assert panel.data_set.download_button.isHidden()
    assert not panel.data_set.progress.isVisible()
    assert "Still loaded: Handwritten digits" in panel.data_set.facts.text()


def test_options_open_the_folder_anew(panel: ImagesPanel, client: FakeClient) -> None:
    assert panel.data_set.options_button.isHidden()
    open_orl(panel, client)
    panel.data_set.options_button.click()
    options = panel.data_set._options
    assert options is not None
    assert not options.isModal()
    side = options.form.editor("image_size")
    side.setText("2")  # type: ignore[attr-defined]
    side.textEdited.emit("2")  # type: ignore[attr-defined]
    assert not options.open_button.isEnabled()
    side.setText("28")  # type: ignore[attr-defined]
    side.textEdited.emit("28")  # type: ignore[attr-defined]
    options.open_button.click()
    assert client.newest(OpenData).data == replace(ORL, image_size=28)
    options.close()
    panel.data_set.open_folder("/pictures/other")
    assert client.newest(OpenData).data == replace(ORL, folder="/pictures/other", image_size=28)


def test_recent_folders_stand_in_the_picker(panel: ImagesPanel, client: FakeClient) -> None:
    picker = panel.data_set.picker
    picker.show_recent(["/pictures/ORL", "/other/ORL"])
    picker.show_recent(["/other/ORL", "/pictures/ORL"])
    texts = [picker.itemText(place) for place in range(picker.count())]
    assert texts.count("ORL") == 2
    assert texts[-1] == "Open folder..."
    place = picker.findData("folder:/other/ORL")
    assert picker.itemData(place, Qt.ItemDataRole.ToolTipRole) == str(Path("/other/ORL"))
    picker.setCurrentIndex(place)
    picker.activated.emit(place)
    assert client.newest(OpenData).data.folder == "/other/ORL"


def test_fault_22_many_classes_scroll(panel: ImagesPanel, client: FakeClient) -> None:
    open_orl(panel, client, folder_facts(n_classes=500))
    bars = panel.thumbnails.balance.plain_data()
    assert bars is not None
    assert len(bars.values) == 500
    assert panel.thumbnails.balance.unscrolled_height > panel.thumbnails.balance.height()


def drop(panel: ImagesPanel, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    panel.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))


def class_folders(folder: Path) -> Path:
    for name in ("a", "b"):
        (folder / name).mkdir(parents=True)
        (folder / name / "1.PNG").touch()
    return folder


def test_a_dropped_folder_with_classes_is_offered_as_a_data_set(
    panel: ImagesPanel, client: FakeClient, tmp_path: Path
) -> None:
    drop(panel, class_folders(tmp_path / "faces"))
    assert not client.of_kind(OpenData)
    assert not client.of_kind(OpenImages)
    assert panel.data_set.offer.isVisible()
    assert panel.data_set.offer.label.text() == "faces has sub-folders with images."
    panel.data_set.offer.data_set_button.click()
    assert client.newest(OpenData).data.folder == str(tmp_path / "faces")
    assert panel.data_set.offer.isHidden()


def test_a_dropped_folder_with_classes_can_be_opened_as_pictures(
    panel: ImagesPanel, client: FakeClient, tmp_path: Path
) -> None:
    drop(panel, class_folders(tmp_path / "faces"))
    panel.data_set.offer.pictures_button.click()
    assert client.newest(OpenImages).paths == (str(tmp_path / "faces"),)
    assert panel.tabs.currentIndex() == 1


def test_a_dropped_folder_of_loose_pictures_is_opened_as_pictures(
    panel: ImagesPanel, client: FakeClient, tmp_path: Path
) -> None:
    (tmp_path / "1.png").touch()
    drop(panel, tmp_path)
    assert client.newest(OpenImages).paths == (str(tmp_path),)


def test_class_folders_are_recognised(tmp_path: Path) -> None:
    assert not has_class_folders(str(tmp_path / "absent"))
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").touch()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "a.png").touch()
    assert not has_class_folders(str(tmp_path))
    (tmp_path / "train" / "cats").mkdir(parents=True)
    assert has_class_folders(str(tmp_path))
