"""One question a panel keeps asking, and the newest answer to it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import Failed, Request


class NewestAnswer(QObject):
    """Passes on only what answers the newest question; anything older is dropped.

    Signals: ``arrived(payload of Done)``, ``partly(payload of Progress)``, ``failed(Failed)``,
    ``cancelled()`` and ``waiting_changed(bool)``.

    Attributes
    ----------
    request : Request or None
        The newest question.
    """

    arrived = Signal(object)
    partly = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    waiting_changed = Signal(object)

    def __init__(self, client: EngineClient, parent: QObject) -> None:
        super().__init__(parent)
        self._client = client
        self._question: _Question | None = None
        self.request: Request | None = None

    @property
    def waiting(self) -> bool:
        """Whether the newest question is still open."""
        return self._question is not None

    def ask(self, request: Request) -> None:
        """Ask; answers to earlier questions no longer count."""
        self.request = request
        question = _Question(self)
        question.number = self._client.ask(
            request,
            on_done=question.on_done,
            on_progress=question.on_progress,
            on_failed=question.on_failed,
            on_cancelled=question.on_cancelled,
        )
        self._set_question(question if question.number else None)

    def cancel(self) -> None:
        """Ask the engine to give the open question up; it ends as cancelled."""
        if self._question is not None:
            self._client.cancel(self._question.number)

    def forget(self) -> None:
        """Let no answer to what was asked so far arrive."""
        self._set_question(None)

    def partial_answer(self, question: _Question, payload: Any) -> None:
        """Take something that came on the way."""
        if question is self._question:
            self.partly.emit(payload)

    def final_answer(self, question: _Question, signal: str, *payload: Any) -> None:
        """Take the end of a question and emit the signal of that name."""
        question.deleteLater()
        if question is self._question:
            self._set_question(None)
            getattr(self, signal).emit(*payload)

    def _set_question(self, question: _Question | None) -> None:
        waited = self.waiting
        self._question = question
        if waited != self.waiting:
            self.waiting_changed.emit(self.waiting)


class _Question(QObject):
    """One question that was sent; the client calls it back, so that an old one is told apart."""

    def __init__(self, asker: NewestAnswer) -> None:
        super().__init__(asker)
        self._asker = asker
        self.number = 0

    def on_done(self, payload: Any) -> None:
        self._asker.final_answer(self, "arrived", payload)

    def on_progress(self, payload: Any) -> None:
        self._asker.partial_answer(self, payload)

    def on_failed(self, failed: Failed) -> None:
        self._asker.final_answer(self, "failed", failed)

    def on_cancelled(self) -> None:
        self._asker.final_answer(self, "cancelled")
