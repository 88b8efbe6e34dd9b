"""Settings: whatever stands in the file, the reader gives something usable."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDockWidget, QMainWindow

from visctx_gui.gui.workspace import LAYOUT_VERSION, MOST_RECENT_FILES, Workspace

garbage = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**40), 2**40),
    st.text(max_size=8),
    st.binary(max_size=8),
    st.lists(st.text(max_size=3), max_size=3),
    st.floats(allow_nan=False),
)


@pytest.fixture
def workspace(settings):
    return Workspace(settings)


@examples(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(garbage)
def test_fault_61_wrong_types_give_the_defaults(workspace, settings, stored):
    for key in ("welcome_wanted", "activation_panels", "recent_files", "geometry", "panels"):
        settings.setValue(key, stored)
    assert isinstance(workspace.welcome_wanted, bool)
    assert 1 <= workspace.activation_panels <= 8
    assert all(isinstance(path, str) and path for path in workspace.recent_files())


@pytest.mark.parametrize(
    ("stored", "read"), [("3", 3), (5, 5), ("9", 1), (0, 1), ("two", 1), (True, 1)]
)
def test_whole_numbers_are_checked_for_their_range(workspace, settings, stored, read):
    settings.setValue("activation_panels", stored)
    assert workspace.activation_panels == read


def test_values_survive_the_file(tmp_path: Path):
    def reopened():
        return Workspace(QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat))

    first = reopened()
    first.welcome_wanted = False
    first.activation_panels = 4
    first.add_recent_file("/tmp/a b, c.safetensors")
    first._settings.sync()
    again = reopened()
    assert again.welcome_wanted is False
    assert again.activation_panels == 4
    assert [Path(path).name for path in again.recent_files()] == ["a b, c.safetensors"]


def test_recent_files_are_newest_first_each_once_and_few(workspace):
    for number in range(MOST_RECENT_FILES + 3):
        workspace.add_recent_file(f"/files/{number}.pt")
    workspace.add_recent_file("/files/5.pt")
    names = [Path(path).name for path in workspace.recent_files()]
    assert names[0] == "5.pt"
    assert len(names) == len(set(names)) == MOST_RECENT_FILES


@pytest.fixture
def window(qtbot):
    made = QMainWindow()
    dock = QDockWidget("panel", made)
    dock.setObjectName("panel")
    made.addDockWidget(dock.allowedAreas().LeftDockWidgetArea, dock)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_layout_comes_back(workspace, window):
    dock = window.findChild(QDockWidget)
    dock.hide()
    assert workspace.save_layout(window)
    dock.show()
    assert workspace.restore_panels(window)
    assert dock.isHidden()


def test_fault_63_a_layout_of_another_version_or_cut_off_is_left_alone(workspace, settings, window):
    dock = window.findChild(QDockWidget)
    dock.hide()
    settings.setValue("panels", window.saveState(LAYOUT_VERSION + 1))
    dock.show()
    assert not workspace.restore_panels(window)
    settings.setValue("panels", QByteArray(window.saveState(LAYOUT_VERSION).data()[:11]))
    assert not workspace.restore_panels(window)
    assert not dock.isHidden()


def test_fault_64_a_window_on_a_screen_that_is_gone_comes_back(workspace, window):
    window.move(90_000, 90_000)
    workspace.save_layout(window)
    workspace.restore_geometry(window)
    assert QGuiApplication.screenAt(window.frameGeometry().center()) is not None


def test_forgetting_the_layout_keeps_the_rest(workspace, window):
    workspace.save_layout(window)
    workspace.add_recent_file("/files/a.pt")
    workspace.forget_layout()
    assert not workspace.restore_panels(window)
    assert len(workspace.recent_files()) == 1
