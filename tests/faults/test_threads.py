"""Faults of threads and life cycle, through the real client and thread."""

from __future__ import annotations

import gc
import sys
import threading

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.bridge.conftest import MakeClient, make_client
from tests.bridge.receivers import GatedEngine, Receiver
from tests.engine.examples import snapshot_of
from visctx_gui.bridge.engine_thread import EngineThread
from visctx_gui.engine.mailbox import Inbox, Outbox
from visctx_gui.engine.messages import (
    Done,
    EngineOptions,
    EvaluateLesion,
    NewNetwork,
    OpenImages,
    Progress,
    Request,
    StartTraining,
    TrainingSnapshot,
    ViewFilters,
)
from visctx_gui.plan.lesion import INTACT, silence
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.training import TrainingPlan

__all__ = ["make_client"]

WAIT_MS = 10_000


def test_fault_51_no_reply_of_an_older_network_reaches_a_panel(
    make_client: MakeClient, qtbot: QtBot
) -> None:
    def answer(engine: GatedEngine, request: Request) -> None:
        if isinstance(request, EvaluateLesion):
            engine.generation = 1  # the network changed while the lesion was evaluated
            engine.put(Done, new, payload="new network")
            engine.generation = 0
            engine.put(Progress, request, payload="stale")
            engine.put(Done, request, payload="stale")
            engine.generation = 1

    client, engine = make_client(answer)
    panel, owner = Receiver(), Receiver()
    client.ask(OpenImages(paths=()))
    assert engine.reached.acquire(timeout=10)
    new = NewNetwork(
        request_id=client.ask(NewNetwork(network=NetworkPlan()), **owner.callbacks),
        network=NetworkPlan(),
    )
    client.ask(EvaluateLesion(lesion=INTACT, split="test"), **panel.callbacks)
    for _ in range(3):
        engine.gate.release()
    qtbot.waitUntil(lambda: panel.kinds[-1:] == ["cancelled"], timeout=WAIT_MS)
    assert owner.told == [("done", "new network")]
    assert panel.told == [("cancelled", None)]
    assert client.dropped == 2


def test_fault_52_a_stale_reply_after_cancel_is_dropped_and_counted(
    make_client: MakeClient, qtbot: QtBot
) -> None:
    client, engine = make_client()
    panel = Receiver()
    number = client.ask(EvaluateLesion(lesion=INTACT, split="test"), **panel.callbacks)
    assert engine.reached.acquire(timeout=10)
    client.cancel(number)
    engine.gate.release()  # the engine answers as if nothing had happened
    qtbot.waitUntil(lambda: bool(panel.told), timeout=WAIT_MS)
    assert panel.kinds == ["cancelled"]
    assert client.dropped == 1


def test_fault_48_at_most_one_of_500_toggles_waits(make_client: MakeClient, qtbot: QtBot) -> None:
    def answer(engine: GatedEngine, request: Request) -> None:
        if isinstance(request, EvaluateLesion):
            engine.put(Done, request, payload=request.lesion)

    client, engine = make_client(answer)
    client.ask(OpenImages(paths=()))
    assert engine.reached.acquire(timeout=10)  # the engine is busy while the clicks come
    panel = Receiver()
    lesion = INTACT
    for click in range(500):
        lesion = lesion.toggled("conv1", click % 16)
        client.ask(EvaluateLesion(lesion=lesion, split="test"), **panel.callbacks)
    engine.gate.release()
    engine.gate.release()
    qtbot.waitUntil(lambda: "done" in panel.kinds, timeout=WAIT_MS)
    assert panel.told[-1] == ("done", lesion)
    assert panel.kinds.count("done") == 1
    assert panel.kinds.count("cancelled") == 499
    evaluated = [one for one in engine.requests if isinstance(one, EvaluateLesion)]
    assert len(evaluated) == 1
    assert lesion == silence("conv1", range(4, 16))  # 500 = 31 x 16 + 4 clicks


def test_fault_55_a_blocked_window_keeps_at_most_one_snapshot_and_every_loss(
    make_client: MakeClient, qtbot: QtBot
) -> None:
    sent = 500
    all_sent = threading.Event()

    def answer(engine: GatedEngine, request: Request) -> None:
        for step in range(sent):
            engine.put(Progress, request, payload=snapshot_of(step))
        all_sent.set()

    client, engine = make_client(answer)
    panel = Receiver()
    client.ask(StartTraining(training=TrainingPlan()), **panel.callbacks)
    engine.gate.release()
    assert all_sent.wait(10)  # no event is processed meanwhile: the window is blocked
    assert engine.outbox is not None
    assert len(engine.outbox) == 1
    qtbot.waitUntil(lambda: bool(panel.told), timeout=WAIT_MS)
    ((kind, snapshot),) = panel.told
    assert kind == "progress"
    assert isinstance(snapshot, TrainingSnapshot)
    assert snapshot.step == sent - 1
    assert np.array_equal(snapshot.steps, np.arange(sent))
    assert len(snapshot.losses) == sent


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True is immortal since Python 3.12")
def test_fault_58_emitting_loses_no_reference(qapp: object) -> None:
    def run(inbox: Inbox, outbox: Outbox, options: EngineOptions) -> None:
        return None

    thread = EngineThread(Inbox(), Outbox(), EngineOptions(), run)
    receiver = Receiver()
    thread.reply_waits.connect(receiver.on_cancelled)
    thread.reply_waits.emit()
    gc.collect()
    before = sys.getrefcount(True)
    for _ in range(100):
        thread.reply_waits.emit()
    assert sys.getrefcount(True) - before >= -1  # the loop's own temporaries
    assert len(receiver.told) == 101


def test_fault_59_a_reply_to_a_deleted_panel_is_dropped(
    make_client: MakeClient, qtbot: QtBot
) -> None:
    client, engine = make_client()
    panel, other = Receiver(), Receiver()
    client.ask(ViewFilters(layer="conv1", place="a"), **panel.callbacks)
    client.ask(ViewFilters(layer="conv1", place="b"), **other.callbacks)
    assert engine.reached.acquire(timeout=10)
    gone = threading.Event()
    panel.destroyed.connect(gone.set)
    panel.deleteLater()
    qtbot.waitUntil(gone.is_set, timeout=WAIT_MS)
    assert not shiboken6.isValid(panel)  # the Python half still lives
    engine.gate.release()
    engine.gate.release()
    qtbot.waitUntil(lambda: other.kinds == ["done"], timeout=WAIT_MS)
    assert panel.told == []
    assert client.dropped == 1


def test_fault_59_a_child_that_dies_with_its_parent_is_dropped_too(
    make_client: MakeClient, qtbot: QtBot
) -> None:
    client, engine = make_client()
    parent = QObject()
    child = Receiver()
    child.setParent(parent)
    client.ask(ViewFilters(layer="conv1"), **child.callbacks)
    assert engine.reached.acquire(timeout=10)
    parent.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(parent), timeout=WAIT_MS)
    engine.gate.release()
    qtbot.waitUntil(lambda: client.dropped == 1, timeout=WAIT_MS)
    assert child.told == []
