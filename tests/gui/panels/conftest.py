"""Every panel test has a fake client, a selection, and panels that are shown and closed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.panels.examples import data_facts, network_facts
from tests.gui.panels.fake_client import FakeClient
from visctx_gui.gui.selection import Selection

Show = Callable[[Any], Any]


@pytest.fixture
def client(qapp: object) -> FakeClient:
    """A client with network and data loaded."""
    made = FakeClient()
    made.network, made.data = network_facts(), data_facts()
    return made


@pytest.fixture
def selection(qapp: object) -> Selection:
    """Nothing selected, nothing silenced."""
    return Selection()


@pytest.fixture
def show(qtbot: QtBot, client: FakeClient, selection: Selection) -> Iterator[Show]:
    """Makes a panel of a class and shows it."""
    made: list[QWidget] = []

    def make(kind: Any) -> Any:
        panel = kind(client, selection)
        made.append(panel)
        panel.resize(420, 640)
        panel.show()
        qtbot.waitExposed(panel)
        return panel

    yield make
    for panel in made:
        panel.close()
        panel.deleteLater()
