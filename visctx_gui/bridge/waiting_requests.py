"""Who waits for which answer: callbacks held weakly, and what became of each request."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import dataclass
from types import MethodType
from typing import Any

import shiboken6
from PySide6.QtCore import QObject

from visctx_gui.engine.messages import Done, Failed, Progress, Reply, Request


class WeakCallback:
    """A bound method of a QObject that does not keep it alive.

    Raises
    ------
    TypeError
        For anything else: a lambda or plain function would keep what it captures alive.
    """

    def __init__(self, method: Callable[..., None]) -> None:
        if not isinstance(method, MethodType) or not isinstance(method.__self__, QObject):
            raise TypeError(f"A callback must be a bound method of a QObject, not {method!r}")
        self._method = weakref.WeakMethod(method)

    def __call__(self, *values: Any) -> bool:
        """Call the method; False where its object is gone, in Python or in Qt."""
        method = self._method()
        if method is None or not shiboken6.isValid(method.__self__):
            return False
        method(*values)
        return True


class Callbacks:
    """The callbacks of one request; each may be missing."""

    def __init__(
        self,
        on_done: Callable[[Any], None] | None,
        on_progress: Callable[[Any], None] | None,
        on_failed: Callable[[Failed], None] | None,
        on_cancelled: Callable[[], None] | None,
    ) -> None:
        self._done = WeakCallback(on_done) if on_done else None
        self._progress = WeakCallback(on_progress) if on_progress else None
        self._failed = WeakCallback(on_failed) if on_failed else None
        self._cancelled = WeakCallback(on_cancelled) if on_cancelled else None

    def call(self, reply: Reply) -> bool:
        """Hand a reply on; False where its receiver is gone."""
        if isinstance(reply, Progress):
            return self._progress is None or self._progress(reply.payload)
        if isinstance(reply, Done):
            return self._done is None or self._done(reply.payload)
        if isinstance(reply, Failed):
            return self._failed is None or self._failed(reply)
        return self.call_cancelled()

    def call_cancelled(self) -> bool:
        """Tell that no answer will come; False where the receiver is gone."""
        return self._cancelled is None or self._cancelled()


@dataclass
class WaitingRequest:
    """A request without its final reply.

    Attributes
    ----------
    unwanted : bool
        Cancelled, superseded, or of an older network: whatever still comes is not shown.
    """

    request: Request
    callbacks: Callbacks
    unwanted: bool = False


class WaitingRequests:
    """All requests without their final reply, by number."""

    def __init__(self) -> None:
        self._by_id: dict[int, WaitingRequest] = {}

    def __len__(self) -> int:
        return len(self._by_id)

    def add(self, request: Request, callbacks: Callbacks) -> None:
        """Begin to wait; an older view with the same key becomes unwanted."""
        key = request.view_key
        if key is not None:
            for waiting in self._by_id.values():
                waiting.unwanted |= waiting.request.view_key == key
        self._by_id[request.request_id] = WaitingRequest(request, callbacks)

    def for_reply(self, reply: Reply) -> WaitingRequest | None:
        """Who waits for a reply; a final reply ends the wait."""
        if isinstance(reply, Progress):
            return self._by_id.get(reply.request_id)
        return self._by_id.pop(reply.request_id, None)

    def mark_cancelled(self, request_id: int) -> bool:
        """Note that a request is being cancelled; False where nobody waits for it.

        A view becomes unwanted at once. A command may still have been carried out: its own final
        reply tells.
        """
        waiting = self._by_id.get(request_id)
        if waiting is None:
            return False
        waiting.unwanted |= waiting.request.view_key is not None
        return True

    def mark_older_views(self, generation: int) -> None:
        """Views of an older network become unwanted."""
        for waiting in self._by_id.values():
            is_view = waiting.request.view_key is not None
            waiting.unwanted |= is_view and waiting.request.generation < generation
