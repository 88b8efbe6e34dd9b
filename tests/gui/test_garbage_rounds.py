"""Garbage is collected in the window's thread only."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Signal

from visctx_gui.gui.garbage_rounds import GarbageRounds


class _Client(QObject):
    ready = Signal()


class _Knot:
    """An object that only the cyclic collector can free."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def _collector_as_before() -> Iterator[None]:
    before = gc.isenabled()
    yield
    gc.unfreeze()
    (gc.enable if before else gc.disable)()


def test_no_thread_collects_by_itself_and_a_round_does(qapp: object) -> None:
    client, parent = _Client(), QObject()
    rounds = GarbageRounds(client, parent)  # type: ignore[arg-type]
    client.ready.emit()
    seen = []

    def allocate() -> None:
        knot = weakref.ref(_Knot())
        kept = [[] for _ in range(100_000)]  # far beyond the collector's threshold
        seen.append((knot, len(kept)))

    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert seen[0][0]() is not None
    rounds.collect()
    assert seen[0][0]() is None


def test_automatic_collection_comes_back_with_the_end_of_the_window(qapp: object) -> None:
    gc.enable()
    client, parent = _Client(), QObject()
    GarbageRounds(client, parent)  # type: ignore[arg-type]
    assert not gc.isenabled()
    parent.deleteLater()
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert gc.isenabled()
