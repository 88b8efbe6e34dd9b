"""What the window knows of the engine: ask, be called back in the GUI thread, follow its state."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from visctx_gui.bridge.engine_state import Busy, FollowedState
from visctx_gui.bridge.engine_thread import EngineEntry, EngineThread
from visctx_gui.bridge.waiting_requests import Callbacks, WaitingRequest, WaitingRequests
from visctx_gui.engine.mailbox import Inbox, Outbox, submit
from visctx_gui.engine.messages import (
    Announcement,
    AskState,
    Cancelled,
    CancelRequest,
    DataFacts,
    DeviceFacts,
    Done,
    EngineOptions,
    Failed,
    NetworkFacts,
    Progress,
    Reply,
    Request,
    ResumeRun,
    StartTraining,
    TrainingSnapshot,
    TrainingState,
)

DEFAULT_OPTIONS = EngineOptions()


class EngineClient(QObject):
    """The window's end of the engine. Lives in the GUI thread; all its methods are called there.

    Every hop from the engine's thread comes in by one signal without arguments, connected to one
    slot of this object, which empties the outbox.

    Parameters
    ----------
    options : EngineOptions
        Device and folders.
    parent : QObject, optional
    run_engine : callable, optional
        What the thread runs; None is the engine itself.

    Attributes
    ----------
    generation : int
        Goes up when the engine's network changes identity.
    dropped : int
        Replies that came too late: of an older generation, of a superseded or cancelled view, or
        for a receiver that is gone.
    """

    network_changed = Signal(object)  # NetworkFacts
    data_changed = Signal(object)  # DataFacts
    device_changed = Signal(object)  # DeviceFacts
    training_moved = Signal(object)  # TrainingSnapshot
    training_state_changed = Signal(object)  # TrainingState; before the news that changed it
    training_ended = Signal(object)  # TrainingSummary; None where it was cancelled or failed
    failed = Signal(object)  # Failed
    announced = Signal(object)  # Announcement
    busy_changed = Signal(object)  # Busy, or None
    ready = Signal()  # the engine has started and its state is known

    def __init__(
        self,
        options: EngineOptions = DEFAULT_OPTIONS,
        parent: QObject | None = None,
        run_engine: EngineEntry | None = None,
    ) -> None:
        super().__init__(parent)
        self.generation = 0
        self.dropped = 0
        self._inbox = Inbox()
        self._outbox = Outbox()
        self._thread = EngineThread(self._inbox, self._outbox, options, run_engine, self)
        self._thread.reply_waits.connect(self._empty_outbox, Qt.ConnectionType.QueuedConnection)
        self._outbox.on_filled = self._thread.reply_waits.emit
        self._waiting = WaitingRequests()
        self._state = FollowedState()
        self._last_id = 0
        self._state_id = 0
        self._is_ready = False

    # ---- state kept for late panels ---------------------------------------------------------

    @property
    def network(self) -> NetworkFacts | None:
        """The loaded network."""
        return self._state.network

    @property
    def data(self) -> DataFacts | None:
        """The loaded data set."""
        return self._state.data

    @property
    def device(self) -> DeviceFacts | None:
        """Where the engine computes; None before it has started."""
        return self._state.device

    @property
    def training_state(self) -> TrainingState:
        """Whether a training runs."""
        return self._state.training

    @property
    def last_snapshot(self) -> TrainingSnapshot | None:
        """The newest state of the training, with the losses of that message only."""
        return self._state.last_snapshot

    @property
    def busy(self) -> Busy | None:
        """The long job that runs now, a training left out."""
        return self._state.busy

    @property
    def is_ready(self) -> bool:
        """Whether `ready` has been emitted."""
        return self._is_ready

    # ---- asking -----------------------------------------------------------------------------

    def start(self) -> None:
        """Start the engine's thread; `ready` follows when it answers. Nothing happens after `close`."""
        if self._inbox.closed:
            return
        self._thread.start()
        self._ask_state()

    def ask(
        self,
        request: Request,
        on_done: Callable[[Any], None] | None = None,
        on_progress: Callable[[Any], None] | None = None,
        on_failed: Callable[[Failed], None] | None = None,
        on_cancelled: Callable[[], None] | None = None,
    ) -> int:
        """Send a request; exactly one of the three last callbacks follows, later, in this thread.

        Parameters
        ----------
        request : Request
            Generation and number are filled in here.
        on_done, on_progress : bound method of a QObject, optional
            Called with the payload. Held weakly: a receiver that is gone is not called.
        on_failed : bound method of a QObject, optional
            Called with the `Failed`. Without it, the signal `failed` alone tells.
        on_cancelled : bound method of a QObject, optional
            Called without arguments when the request was cancelled, superseded by a newer view for
            the same place, or belonged to a network that is gone.

        Returns
        -------
        int
            The request's number; 0 after `close`, when nothing is sent.

        Raises
        ------
        TypeError
            For a callback that is not a bound method of a QObject.
        """
        callbacks = Callbacks(on_done, on_progress, on_failed, on_cancelled)
        if self._inbox.closed:
            return 0
        self._last_id += 1
        numbered = replace(request, generation=self.generation, request_id=self._last_id)
        self._waiting.add(numbered, callbacks)
        submit(numbered, self._inbox, self._outbox)
        return self._last_id

    def cancel(self, request_id: int) -> None:
        """Cancel a request that waits or runs; unknown or finished ones are left alone."""
        if self._waiting.mark_cancelled(request_id):
            self.ask(CancelRequest(cancelled_id=request_id))

    def close(self, timeout_seconds: float = 5.0) -> bool:
        """Take no more requests and wait for the engine to end.

        Returns
        -------
        bool
            False where the thread still runs after the wait; it is then not safe to go on.
        """
        self._inbox.close()
        if not self._thread.isRunning():
            return True
        return bool(self._thread.wait(round(timeout_seconds * 1000)))

    # ---- being answered ---------------------------------------------------------------------

    @Slot()
    def _empty_outbox(self) -> None:
        for reply in self._outbox.take_all():
            try:
                self._receive(reply)
            except Exception:
                sys.excepthook(*sys.exc_info())  # one faulty receiver must not cost the others

    def _receive(self, reply: Reply) -> None:
        if reply.request_id == 0:
            self._receive_unasked(reply)
            return
        if reply.generation > self.generation:
            self._follow_generation(reply)
        waiting = self._waiting.for_reply(reply)
        late = reply.generation < self.generation or waiting is None or waiting.unwanted
        if late:
            self._drop(reply, waiting)
        elif waiting is not None:
            self._tell_all(reply, waiting.request)
            if not waiting.callbacks.call(reply):
                self.dropped += 1

    def _receive_unasked(self, reply: Reply) -> None:
        if isinstance(reply, Announcement):
            self.announced.emit(reply)
        elif isinstance(reply, Failed):
            self.failed.emit(reply)

    def _drop(self, reply: Reply, waiting: WaitingRequest | None) -> None:
        if not isinstance(reply, Cancelled):
            self.dropped += 1
        if waiting is not None and not isinstance(reply, Progress):
            waiting.callbacks.call_cancelled()

    def _follow_generation(self, reply: Reply) -> None:
        self.generation = reply.generation
        self._waiting.mark_older_views(reply.generation)
        payload = getattr(reply, "payload", None)
        if not isinstance(payload, NetworkFacts):
            self._ask_state()

    def _ask_state(self) -> None:
        self._state_id = self.ask(AskState())

    def _tell_all(self, reply: Reply, request: Request) -> None:
        for name in self._state.follow(reply, request):
            self._emit(name)
        if isinstance(reply, Failed):
            self.failed.emit(reply)
        if isinstance(reply, Failed | Cancelled) and isinstance(request, StartTraining | ResumeRun):
            self._ask_state()  # the weights may be others than those last told of
        if isinstance(reply, Done) and reply.request_id == self._state_id and not self._is_ready:
            self._is_ready = True
            self.ready.emit()

    def _emit(self, name: str) -> None:
        values: dict[str, tuple[Any, Any]] = {
            "network": (self.network_changed, self._state.network),
            "data": (self.data_changed, self._state.data),
            "device": (self.device_changed, self._state.device),
            "training state": (self.training_state_changed, self._state.training),
            "training": (self.training_moved, self._state.last_snapshot),
            "training ended": (self.training_ended, self._state.last_summary),
            "busy": (self.busy_changed, self._state.busy),
        }
        signal, value = values[name]
        signal.emit(value)
