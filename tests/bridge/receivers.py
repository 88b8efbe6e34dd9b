"""Receivers and a gated engine for the tests of the client."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread

from visctx_gui.engine.mailbox import Inbox, Outbox
from visctx_gui.engine.messages import (
    AskState,
    Cancelled,
    CancelRequest,
    DeviceFacts,
    Done,
    EngineOptions,
    EngineState,
    Failed,
    Request,
)

CPU = DeviceFacts("cpu", "CPU, 2 threads", 0, 0)
NOTHING_LOADED = EngineState(network=None, data=None, device=CPU)
Answer = Callable[["GatedEngine", Request], None]


class Receiver(QObject):
    """Notes what it was told, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, Any]] = []
        self.threads: set[QThread] = set()

    def note(self, kind: str, value: Any) -> None:
        self.threads.add(QThread.currentThread())
        self.told.append((kind, value))

    def on_done(self, payload: Any) -> None:
        self.note("done", payload)

    def on_progress(self, payload: Any) -> None:
        self.note("progress", payload)

    def on_failed(self, failed: Failed) -> None:
        self.note("failed", failed)

    def on_cancelled(self) -> None:
        self.note("cancelled", None)

    @property
    def kinds(self) -> list[str]:
        """What came, in order."""
        return [kind for kind, _ in self.told]

    @property
    def callbacks(self) -> dict[str, Any]:
        """For ``client.ask(request, **receiver.callbacks)``."""
        return {
            "on_done": self.on_done,
            "on_progress": self.on_progress,
            "on_failed": self.on_failed,
            "on_cancelled": self.on_cancelled,
        }


class GatedEngine:
    """Stands in for the engine: each answer waits at a gate that the test opens.

    `AskState` and `CancelRequest` are answered at once, everything else by `answer`.
    """

    def __init__(self, answer: Answer | None = None) -> None:
        self.generation = 0
        self.answer = answer or GatedEngine.answer_done
        self.gate = threading.Semaphore(0)
        self.reached = threading.Semaphore(0)
        self.requests: list[Request] = []
        self.outbox: Outbox | None = None

    def run(self, inbox: Inbox, outbox: Outbox, options: EngineOptions) -> None:
        self.outbox = outbox
        while not inbox.closed:
            request = inbox.take(wait=True)
            if request is None:
                continue
            self.requests.append(request)
            if isinstance(request, AskState):
                self.put(Done, request, payload=NOTHING_LOADED)
            elif isinstance(request, CancelRequest):
                self.put(Done, request, payload=None)
            else:
                self.reached.release()
                self.gate.acquire()
                self.answer(self, request)

    def put(self, kind: type[Any], request: Request, **content: Any) -> None:
        assert self.outbox is not None
        self.outbox.put(kind(generation=self.generation, request_id=request.request_id, **content))

    def answer_done(self, request: Request) -> None:
        self.put(Done, request, payload=f"answer {request.request_id}")

    def answer_cancelled(self, request: Request) -> None:
        self.put(Cancelled, request)
