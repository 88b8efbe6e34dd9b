"""A person's own image folder, opened and learned in the real window with the mouse."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QFileDialog

from tests.cortex.images.folder_examples import write_classes
from tests.end_to_end.test_window_with_mouse import hand, one_thread

__all__ = ["hand", "one_thread"]

PEOPLE = tuple(f"s{number}" for number in range(1, 11))  # as many as the network knows digits


def test_a_folder_is_opened_by_its_button_and_shown(hand, tmp_path, monkeypatch):
    folder = write_classes(tmp_path / "people", dict.fromkeys(PEOPLE, 10), grey=True, side=28)
    (folder / "s1" / "notes.txt").write_text("no image")

    def choose(dialog):
        dialog.fileSelected.emit(str(folder))
        dialog.deleteLater()

    monkeypatch.setattr(QFileDialog, "open", choose)
    images = hand.panels.images
    hand.wait(lambda: hand.client.data is not None)
    hand.click(images.data_set.folder_button)
    hand.wait(lambda: hand.client.data.plan.name == "folder")
    assert hand.client.data.class_names == PEOPLE
    assert hand.client.data.image_shape == (1, 28, 28)
    assert "10 classes: 70 training, 10 validation, 20 test" in images.data_set.facts.text()
    hand.wait(lambda: getattr(images.thumbnails._shown, "total", 0) == 20)
    hand.click(images.data_set.skipped.button)
    assert "notes.txt" in images.data_set.skipped.listed()
    images.data_set.skipped._list.close()
    assert hand.window.workspace.recent_folders() == [str(folder)]
    picker = images.data_set.picker
    choose_line(picker, "digits")
    hand.wait(lambda: hand.client.data.plan.name == "digits")
    choose_line(picker, f"folder:{folder}")
    hand.wait(lambda: hand.client.data.plan.folder == str(folder))


def choose_line(picker: QComboBox, data: str) -> None:
    """What a click on a line of the list does; without a screen a list cannot be pulled down."""
    picker.setCurrentIndex(picker.findData(data))
    picker.activated.emit(picker.currentIndex())


def test_the_menu_asks_for_a_folder(hand, monkeypatch):
    asked = []
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: asked.append(dialog))
    hand.window.actions_by_name["open_folder"].trigger()
    assert len(asked) == 1
    assert asked[0].fileMode() == QFileDialog.FileMode.Directory
    asked[0].deleteLater()
