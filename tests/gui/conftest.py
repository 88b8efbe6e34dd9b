"""Windows around a fake client, with settings of their own, closed at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from tests.gui.panels.examples import data_facts, network_facts
from tests.gui.window_client import WindowClient
from visctx_gui.gui.main_window import MainWindow

MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    """An empty settings file."""
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def make_window(qtbot: QtBot, settings: QSettings) -> Iterator[MakeWindow]:
    """Makes shown windows; ``loaded=False`` leaves network and data out."""
    made: list[MainWindow] = []

    def make(*, loaded: bool = True, width: int = 1280, height: int = 720) -> MainWindow:
        client = WindowClient()
        settings.setValue("welcome_wanted", False)
        window = MainWindow(client, settings)
        client.setParent(window)
        made.append(window)
        window.resize(width, height)
        with qtbot.waitSignal(window.first_painted, timeout=10_000):
            window.show()
        if loaded:
            client.is_ready = True
            client.load(network_facts(), data_facts())
            client.ready.emit()
        return window

    yield make
    for window in made:
        window.close()
        window.deleteLater()
