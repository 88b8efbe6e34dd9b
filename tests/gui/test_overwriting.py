"""Which files are replaced without a question, and which are not."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QMessageBox

from visctx_gui.cortex.files.network_file import NetworkFile, save_network
from visctx_gui.cortex.networks.v1_v2 import new_network
from visctx_gui.gui.overwriting import may_write, may_write_network, with_suffix_added
from visctx_gui.plan.network import NetworkPlan

YES, NO = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No


@pytest.fixture
def questions(monkeypatch):
    """What was asked; every question is answered with no."""
    asked = []

    def answer(_window, _title, words, *_buttons):
        asked.append(words)
        return NO

    monkeypatch.setattr(QMessageBox, "warning", answer)
    return asked


@pytest.mark.parametrize(
    ("chosen", "written"),
    [
        ("net", "net.safetensors"),
        ("net.v1", "net.v1.safetensors"),
        ("net.safetensors", "net.safetensors"),
        ("net.SafeTensors", "net.safetensors"),
    ],
)
def test_the_suffix_is_added_once(tmp_path, chosen, written):
    assert with_suffix_added(tmp_path / chosen, ".safetensors") == tmp_path / written


def test_a_file_is_asked_about_where_the_dialog_asked_about_another(tmp_path, questions):
    written = tmp_path / "a.toml"
    assert may_write(None, tmp_path / "a", written)
    written.write_text("old")
    assert may_write(None, written, written), "the dialog has asked already"
    assert questions == []
    assert not may_write(None, tmp_path / "a", written)
    assert questions == ["a.toml is already there. Replace it?"]


def saved(folder):
    """A network of this program: two files."""
    plan = NetworkPlan(filters=(2,), kernel_size=(3,))
    names = tuple(str(number) for number in range(plan.n_classes))
    return save_network(folder / "a.safetensors", NetworkFile(new_network(plan, 0), names))


def test_a_network_and_its_own_description_are_replaced_together(tmp_path, questions):
    path = saved(tmp_path)
    assert path.with_suffix(".json").exists()
    assert may_write_network(None, path, path)
    assert questions == []


def test_a_description_without_its_network_is_not_replaced_unasked(tmp_path, questions):
    path = saved(tmp_path)
    path.unlink()
    assert not may_write_network(None, path, path)
    assert questions == ["a.json is already there. Replace it?"]


@pytest.mark.parametrize(
    "content", [b"{}", b"[1, 2]", b"not json", json.dumps({"plan": 1}).encode(), b"\xff" * 9]
)
def test_a_json_file_of_somebody_else_is_not_replaced_unasked(
    tmp_path, questions, monkeypatch, content
):
    path = saved(tmp_path)
    path.with_suffix(".json").write_bytes(content)
    assert not may_write_network(None, path, path)
    assert questions == ["a.json is already there. Replace it?"]
    monkeypatch.setattr(QMessageBox, "warning", lambda *_: YES)
    assert may_write_network(None, path, path)
