"""The window's end of the engine."""

from __future__ import annotations

import gc
import sys
import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from tests.bridge.conftest import MakeClient
from tests.bridge.receivers import CPU, GatedEngine, Receiver
from tests.engine.examples import snapshot_of
from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.mailbox import Inbox, Outbox
from visctx_gui.engine.messages import (
    Announcement,
    AskState,
    Cancelled,
    ChooseDevice,
    DeviceFacts,
    Done,
    EngineOptions,
    Failed,
    JobProgress,
    OpenImages,
    Progress,
    Request,
    StartTraining,
    ViewFilters,
)
from visctx_gui.plan.training import TrainingPlan
from visctx_gui.plan.wording import message, translatable

WAIT_MS = 10_000


def view(place: str = "panel") -> ViewFilters:
    return ViewFilters(layer="conv1", place=place)


def test_an_answer_comes_back_in_the_gui_thread(make_client: MakeClient, qtbot: QtBot) -> None:
    client, engine = make_client()
    receiver = Receiver()
    number = client.ask(view(), **receiver.callbacks)
    engine.gate.release()
    qtbot.waitUntil(lambda: bool(receiver.told), timeout=WAIT_MS)
    assert receiver.told == [("done", f"answer {number}")]
    assert receiver.threads == {QThread.currentThread()}


def test_the_state_is_known_when_the_client_is_ready(make_client: MakeClient) -> None:
    client, _ = make_client()
    assert client.is_ready
    assert client.device == CPU
    assert client.network is None
    assert client.data is None
    assert client.training_state == "idle"


def test_numbers_and_generation_are_filled_in(make_client: MakeClient, qtbot: QtBot) -> None:
    client, engine = make_client()
    first = client.ask(OpenImages(paths=()))
    second = client.ask(OpenImages(paths=()))
    assert second == first + 1
    engine.gate.release()
    engine.gate.release()
    qtbot.waitUntil(lambda: len(engine.requests) == 3, timeout=WAIT_MS)
    assert [request.request_id for request in engine.requests[1:]] == [first, second]


def test_progress_comes_before_the_end(make_client: MakeClient, qtbot: QtBot) -> None:
    def answer(engine: GatedEngine, request: Request) -> None:
        engine.put(Progress, request, payload="half")
        engine.put(Done, request, payload="whole")

    client, engine = make_client(answer)
    receiver = Receiver()
    client.ask(OpenImages(paths=()), **receiver.callbacks)
    engine.gate.release()
    qtbot.waitUntil(lambda: len(receiver.told) == 2, timeout=WAIT_MS)
    assert receiver.told == [("progress", "half"), ("done", "whole")]


def test_a_failure_is_told_to_the_asker_and_by_the_signal(
    make_client: MakeClient, qtbot: QtBot
) -> None:
    def answer(engine: GatedEngine, request: Request) -> None:
        engine.put(Failed, request, what=message(translatable("No.")))

    client, engine = make_client(answer)
    receiver = Receiver()
    with qtbot.waitSignal(client.failed, timeout=WAIT_MS) as told:
        client.ask(OpenImages(paths=()), **receiver.callbacks)
        engine.gate.release()
    assert told.args is not None
    assert receiver.told == [("failed", told.args[0])]
    assert told.args[0].what.english() == "No."


def test_a_superseded_view_is_cancelled_and_its_late_answer_dropped(
    make_client: MakeClient, qtbot: QtBot
) -> None:
    client, engine = make_client()
    first, second = Receiver(), Receiver()
    client.ask(view(), **first.callbacks)
    assert engine.reached.acquire(timeout=10)  # the first is being worked on
    client.ask(view(), **second.callbacks)
    engine.gate.release()
    engine.gate.release()
    qtbot.waitUntil(lambda: bool(second.told), timeout=WAIT_MS)
    assert first.kinds == ["cancelled"]
    assert second.kinds == ["done"]
    assert client.dropped == 1


def test_an_unread_view_is_replaced_and_told_so(make_client: MakeClient, qtbot: QtBot) -> None:
    client, engine = make_client()
    client.ask(OpenImages(paths=()))
    assert engine.reached.acquire(timeout=10)  # busy: the views wait in the inbox
    first, second, other = Receiver(), Receiver(), Receiver()
    client.ask(view(), **first.callbacks)
    client.ask(view("elsewhere"), **other.callbacks)
    client.ask(view(), **second.callbacks)
    qtbot.waitUntil(lambda: first.kinds == ["cancelled"], timeout=WAIT_MS)
    for _ in range(3):
        engine.gate.release()
    qtbot.waitUntil(lambda: second.kinds == ["done"], timeout=WAIT_MS)
    assert other.kinds == ["done"]
    assert client.dropped == 0
    assert len([request for request in engine.requests if isinstance(request, ViewFilters)]) == 2


def test_a_cancelled_command_that_was_carried_out_says_so(
    make_client: MakeClient, qtbot: QtBot
) -> None:
    client, engine = make_client()
    receiver = Receiver()
    number = client.ask(OpenImages(paths=()), **receiver.callbacks)
    assert engine.reached.acquire(timeout=10)
    client.cancel(number)
    engine.gate.release()
    qtbot.waitUntil(lambda: bool(receiver.told), timeout=WAIT_MS)
    assert receiver.kinds == ["done"]
    client.cancel(number)  # it is over: nothing is sent
    assert client.ask(AskState()) == number + 2


def test_a_lambda_or_function_is_refused(make_client: MakeClient) -> None:
    client, engine = make_client()
    before = len(engine.requests)

    class NoObject:
        def on_done(self, payload: Any) -> None:
            pass

    for callback in (lambda payload: None, print, NoObject().on_done):
        with pytest.raises(TypeError):
            client.ask(view(), on_done=callback)
    assert len(engine.requests) == before


def test_a_receiver_is_not_kept_alive(make_client: MakeClient, qtbot: QtBot) -> None:
    client, engine = make_client()
    receiver = Receiver()
    gone = threading.Event()
    receiver.destroyed.connect(gone.set)
    client.ask(view(), **receiver.callbacks)
    del receiver
    gc.collect()
    assert gone.is_set()
    engine.gate.release()
    qtbot.waitUntil(lambda: client.dropped == 1, timeout=WAIT_MS)


def test_an_error_in_one_receiver_does_not_cost_the_others(
    make_client: MakeClient, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Faulty(QObject):
        def on_done(self, payload: Any) -> None:
            raise ValueError("faulty panel")

    told: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: told.append(str(error)))
    client, engine = make_client()
    faulty, receiver = Faulty(), Receiver()
    client.ask(view("a"), on_done=faulty.on_done)
    client.ask(view("b"), **receiver.callbacks)
    engine.gate.release()
    engine.gate.release()
    qtbot.waitUntil(lambda: receiver.kinds == ["done"], timeout=WAIT_MS)
    assert told == ["faulty panel"]


def test_an_announcement_is_passed_on(make_client: MakeClient, qtbot: QtBot) -> None:
    client, engine = make_client()
    assert engine.outbox is not None
    said = Announcement(generation=0, request_id=0, what=message(translatable("Hello.")))
    with qtbot.waitSignal(client.announced, timeout=WAIT_MS) as told:
        engine.outbox.put(said)
    assert told.args == [said]


def test_a_change_of_device_is_followed_and_raises_the_generation(
    make_client: MakeClient, qtbot: QtBot
) -> None:
    elsewhere = DeviceFacts("cuda:0", "a card", 1, 2)

    def answer(engine: GatedEngine, request: Request) -> None:
        engine.generation += 1
        engine.put(Done, request, payload=elsewhere)

    client, engine = make_client(answer)
    with qtbot.waitSignal(client.device_changed, timeout=WAIT_MS) as told:
        client.ask(ChooseDevice(device="cuda"))
        engine.gate.release()
    assert told.args == [elsewhere]
    assert client.generation == 1
    qtbot.waitUntil(lambda: isinstance(engine.requests[-1], AskState), timeout=WAIT_MS)


def test_a_training_is_followed_to_its_end(make_client: MakeClient, qtbot: QtBot) -> None:
    def answer(engine: GatedEngine, request: Request) -> None:
        engine.put(Progress, request, payload=snapshot_of(3))

    client, engine = make_client(answer)
    with qtbot.waitSignal(client.training_moved, timeout=WAIT_MS) as moved:
        number = client.ask(StartTraining(training=TrainingPlan()))
        engine.gate.release()
    assert moved.args is not None
    assert moved.args[0].step == 3
    assert client.training_state == "running"
    assert engine.outbox is not None
    with qtbot.waitSignal(client.training_ended, timeout=WAIT_MS) as ended:
        engine.outbox.put(Cancelled(generation=0, request_id=number))
    assert ended.args == [None]
    assert client.training_state == "idle"
    qtbot.waitUntil(lambda: len(engine.requests) == 3, timeout=WAIT_MS)
    assert isinstance(engine.requests[-1], AskState), "the weights may have gone back"


def test_a_long_job_is_shown_until_it_ends(make_client: MakeClient, qtbot: QtBot) -> None:
    def answer(engine: GatedEngine, request: Request) -> None:
        done = JobProgress(message(translatable("Half.")), 0.5, 1.0)
        engine.put(Progress, request, payload=done)

    client, engine = make_client(answer)
    with qtbot.waitSignal(client.busy_changed, timeout=WAIT_MS):
        number = client.ask(OpenImages(paths=()))
        engine.gate.release()
    busy = client.busy
    assert busy is not None
    assert (busy.request_id, busy.fraction, busy.what.english()) == (number, 0.5, "Half.")
    assert engine.outbox is not None
    with qtbot.waitSignal(client.busy_changed, timeout=WAIT_MS) as ended:
        engine.outbox.put(Done(generation=0, request_id=number, payload=None))
    assert ended.args == [None]


def test_after_closing_nothing_is_sent(make_client: MakeClient) -> None:
    client, engine = make_client()
    assert client.close()
    before = len(engine.requests)
    assert client.ask(view()) == 0
    assert len(engine.requests) == before


def test_closing_a_client_that_never_started(qapp: object) -> None:
    client = EngineClient(run_engine=GatedEngine().run)
    assert client.close()


def test_closing_gives_up_on_a_hanging_engine(make_client: MakeClient) -> None:
    client, engine = make_client()
    client.ask(OpenImages(paths=()))
    assert engine.reached.acquire(timeout=10)
    assert not client.close(timeout_seconds=0.05)


def test_an_engine_that_dies_is_reported_and_nobody_waits_for_ever(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    died = threading.Event()

    def dies(inbox: Inbox, outbox: Outbox, options: EngineOptions) -> None:
        assert died.wait(10)
        raise SystemExit("no torch here")

    client, receiver = EngineClient(run_engine=dies), Receiver()
    client.start()
    client.ask(OpenImages(paths=()), **receiver.callbacks)
    with qtbot.waitSignal(client.failed, timeout=WAIT_MS) as told:
        died.set()
    qtbot.waitUntil(lambda: receiver.kinds == ["cancelled"], timeout=WAIT_MS)
    assert told.args is not None
    assert "no torch here" in told.args[0].details
    assert client.ask(view()) == 0
    assert client.close()
    assert "The engine has stopped" in caplog.text
    caplog.clear()
