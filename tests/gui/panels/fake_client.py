"""A stand-in for the engine's client that lets a test answer every request by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from visctx_gui.engine.messages import (
    DataFacts,
    Failed,
    NetworkFacts,
    Request,
    TrainingSnapshot,
    TrainingState,
)
from visctx_gui.plan.wording import NOTHING_TO_ADD, Message

Kind = TypeVar("Kind", bound=Request)


@dataclass
class _Waiting:
    on_done: Callable[[Any], None] | None
    on_progress: Callable[[Any], None] | None
    on_failed: Callable[[Failed], None] | None
    on_cancelled: Callable[[], None] | None


class FakeClient(QObject):
    """Records what is asked; a test gives the answers."""

    network_changed = Signal(object)
    data_changed = Signal(object)
    device_changed = Signal(object)
    training_moved = Signal(object)
    training_state_changed = Signal(object)
    training_ended = Signal(object)
    failed = Signal(object)
    announced = Signal(object)
    busy_changed = Signal(object)
    ready = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.network: NetworkFacts | None = None
        self.data: DataFacts | None = None
        self._training_state: TrainingState = "idle"
        self.asked: list[Request] = []
        self.cancelled: list[int] = []
        self._waiting: dict[int, _Waiting] = {}

    @property
    def training_state(self) -> TrainingState:
        return self._training_state

    @training_state.setter
    def training_state(self, state: TrainingState) -> None:
        changes = state != self._training_state
        self._training_state = state
        if changes:
            self.training_state_changed.emit(state)

    # ---- what panels call -------------------------------------------------------------------

    def ask(
        self,
        request: Request,
        on_done: Callable[[Any], None] | None = None,
        on_progress: Callable[[Any], None] | None = None,
        on_failed: Callable[[Failed], None] | None = None,
        on_cancelled: Callable[[], None] | None = None,
    ) -> int:
        number = len(self.asked) + 1
        self.asked.append(replace(request, request_id=number))
        self._waiting[number] = _Waiting(on_done, on_progress, on_failed, on_cancelled)
        return number

    def cancel(self, request_id: int) -> None:
        self.cancelled.append(request_id)

    # ---- what tests call --------------------------------------------------------------------

    def of_kind(self, kind: type[Kind]) -> list[Kind]:
        """Everything of a kind that was asked, oldest first."""
        return [request for request in self.asked if isinstance(request, kind)]

    def newest(self, kind: type[Kind], place: str | None = None) -> Kind:
        """The last request of a kind, of one place where it is given."""
        found = [
            request
            for request in self.of_kind(kind)
            if place is None or getattr(request, "place", None) == place
        ]
        assert found, f"no {kind.__name__} was asked"
        return found[-1]

    def answer(self, request: Request, payload: Any) -> None:
        """End a request as done."""
        waiting = self._waiting.pop(request.request_id)
        if waiting.on_done is not None:
            waiting.on_done(payload)

    def progress(self, request: Request, payload: Any) -> None:
        """Send something on the way."""
        waiting = self._waiting[request.request_id]
        if waiting.on_progress is not None:
            waiting.on_progress(payload)

    def fail(self, request: Request, what: Message, advice: Message = NOTHING_TO_ADD) -> None:
        """End a request as failed."""
        waiting = self._waiting.pop(request.request_id)
        failed = Failed(generation=0, request_id=request.request_id, what=what, advice=advice)
        if waiting.on_failed is not None:
            waiting.on_failed(failed)

    def end_cancelled(self, request: Request) -> None:
        """End a request as cancelled."""
        waiting = self._waiting.pop(request.request_id)
        if waiting.on_cancelled is not None:
            waiting.on_cancelled()

    def load(self, network: NetworkFacts | None = None, data: DataFacts | None = None) -> None:
        """Load a network or data and tell the panels."""
        if network is not None:
            self.network = network
            self.network_changed.emit(network)
        if data is not None:
            self.data = data
            self.data_changed.emit(data)

    def train(self, snapshot: TrainingSnapshot) -> None:
        """Let the training move."""
        self.training_state = snapshot.state
        self.training_moved.emit(snapshot)
