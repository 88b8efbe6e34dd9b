"""Experiments on a folder of images, in the window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QFileDialog

from tests.gui.panels.examples import data_facts
from tests.gui.panels.test_data_folders import folder_facts
from visctx_gui.engine.messages import NewNetwork, OpenData
from visctx_gui.plan.experiment import read_experiment

TEXT = """
[data]
name = "folder"
folder = "/pictures/ORL"
[network]
filters = [4, 8]
[training]
batch_size = 8
"""


def opened_file(window, tmp_path):
    """The data request after an experiment file was opened."""
    file = tmp_path / "people.toml"
    file.write_text(TEXT)
    window.picker.open_file(file)
    return window.client.newest(OpenData)


def test_the_network_of_the_file_follows_the_opened_images(make_window, tmp_path):
    window = make_window()
    request = opened_file(window, tmp_path)
    assert window.client.of_kind(NewNetwork) == []
    facts = replace(folder_facts(request.data), image_shape=(3, 40, 40))
    window.client.load(data=facts)
    window.client.answer(request, facts)
    made = window.client.newest(NewNetwork).network
    assert (made.filters, made.input_shape, made.n_classes) == ((4, 8), (3, 40, 40), 3)
    assert window.panels.network.wanted().network == made


def test_images_that_do_not_suit_the_file_are_refused_in_words(make_window, tmp_path, expect_log):
    expect_log("batch_size = 8 is more than the 6 training images")
    window = make_window()
    request = opened_file(window, tmp_path)
    counts = {"train": (2, 2, 2), "validation": (0, 0, 0), "test": (1, 1, 1)}
    window.client.answer(request, replace(folder_facts(request.data), counts=counts))
    assert window.client.of_kind(NewNetwork) == []
    shown = window.notices.banner.messages[-1]
    assert "batch_size = 8 is more than the 6 training images" in shown.what


def test_the_shown_experiment_is_saved_with_its_folder(make_window, tmp_path, monkeypatch):
    window = make_window()
    request = opened_file(window, tmp_path)
    facts = folder_facts(request.data)
    window.client.load(data=facts)
    window.client.answer(request, facts)
    target = tmp_path / "mine.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.actions_by_name["save_experiment"].trigger()
    saved = read_experiment(target.read_text("utf-8"), "mine")
    assert (saved.data.folder, saved.data.image_size) == ("/pictures/ORL", 28)
    assert saved.network.n_classes == 3


def test_after_another_set_was_opened_nothing_of_the_folder_is_left(make_window, tmp_path):
    window = make_window()
    request = opened_file(window, tmp_path)
    facts = folder_facts(request.data)
    window.client.load(data=facts)
    window.client.answer(request, facts)
    window.client.load(data=data_facts())
    shown = window.shown_experiment()
    assert shown.data == data_facts().plan
    assert shown.opened is None
    assert shown.data_facts.title == "Handwritten digits (built in)"


def test_recent_folders_come_back_with_the_next_window(make_window):
    window = make_window()
    bar = window.panels.images.data_set
    for name in ("/pictures/ORL", "/pictures/faces", "/pictures/ORL"):
        bar.open_folder(name)
        request = window.client.newest(OpenData)
        window.client.answer(request, folder_facts(request.data))
    assert window.workspace.recent_folders() == ["/pictures/ORL", "/pictures/faces"]
    again = make_window()
    picker = again.panels.images.data_set.picker
    assert picker.findData("folder:/pictures/ORL") < picker.findData("folder:/pictures/faces")
    assert picker.findData("folder:/pictures/ORL") > 0
