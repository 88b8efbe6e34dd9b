"""A client with a gated engine, closed at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.bridge.receivers import Answer, GatedEngine
from visctx_gui.bridge.engine_client import EngineClient

MakeClient = Callable[..., tuple[EngineClient, GatedEngine]]


@pytest.fixture
def make_client(qtbot: QtBot) -> Iterator[MakeClient]:
    """Makes started clients; at the end every gate is opened and every thread must have ended."""
    made: list[tuple[EngineClient, GatedEngine]] = []

    def make(answer: Answer | None = None) -> tuple[EngineClient, GatedEngine]:
        engine = GatedEngine(answer)
        client = EngineClient(run_engine=engine.run)
        made.append((client, engine))
        with qtbot.waitSignal(client.ready, timeout=10_000):
            client.start()
        return client, engine

    yield make
    for client, engine in made:
        for _ in range(100):
            engine.gate.release()
        assert client.close()
        client.deleteLater()
