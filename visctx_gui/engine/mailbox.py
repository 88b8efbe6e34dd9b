"""A box between two threads, used twice: requests wait in the inbox, replies in the outbox.

This is the only file of the program with a lock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from visctx_gui.engine.messages import Cancelled, CancelRequest, Progress, Reply, Request

Item = TypeVar("Item")


@dataclass
class _Slip(Generic[Item]):
    item: Item
    key: Hashable | None


class Mailbox(Generic[Item]):
    """Items in order; an item with a key takes the place of an unread one with the same key.

    Parameters
    ----------
    on_filled : callable, optional
        Called, outside the lock and by the thread that puts, each time the empty box gets an item:
        one call until the box is emptied again.
    """

    def __init__(self, on_filled: Callable[[], None] | None = None) -> None:
        self.on_filled = on_filled
        self._condition = threading.Condition()
        self._slips: list[_Slip[Item]] = []
        self._closed = False
        self._gathers = False

    def __len__(self) -> int:
        with self._condition:
            return len(self._slips)

    @property
    def closed(self) -> bool:
        """Whether the box takes no more items."""
        with self._condition:
            return self._closed

    def put_item(self, item: Item, key: Hashable | None = None) -> Item | None:
        """Add an item at the end.

        Parameters
        ----------
        item : Item
        key : hashable, optional
            An unread item with the same key is taken out.

        Returns
        -------
        Item or None
            The unread item that was taken out. A closed box keeps nothing and returns `item`.
        """
        with self._condition:
            if self._closed:
                return item
            was_empty = not self._slips
            old = self._find(key)
            if old is not None:
                self._slips.remove(old)
            self._slips.append(_Slip(item, key))
            self._condition.notify_all()
        self._tell_if(was_empty)
        return None if old is None else old.item

    def merge_item(self, item: Item, key: Hashable, merge: Callable[[Item, Item], Item]) -> None:
        """Add an item, or put ``merge(old, item)`` at the place of the unread one with its key."""
        with self._condition:
            if self._closed:
                return
            was_empty = not self._slips
            old = self._find(key)
            if old is not None:
                old.item = merge(old.item, item)
            else:
                self._slips.append(_Slip(item, key))
            self._condition.notify_all()
        self._tell_if(was_empty)

    def put_first(self, item: Item, key: Hashable | None = None) -> bool:
        """Put an item back in front, unless a newer one with its key waits or the box is closed."""
        with self._condition:
            if self._closed or self._find(key) is not None:
                return False
            self._slips.insert(0, _Slip(item, key))
            self._condition.notify_all()
        return True

    def take(self, *, wait: bool, leaving: Callable[[Item], bool] | None = None) -> Item | None:
        """Take the first item; None for an empty box.

        Parameters
        ----------
        wait : bool
            Whether to sleep until there is an item or the box is closed.
        leaving : callable, optional
            Items for which it is true stay in the box as if they were not there yet.
        """
        with self._condition:
            while wait and not self._slips and not self._closed:
                self._condition.wait()
            for place, slip in enumerate(self._slips):
                if leaving is None or not leaving(slip.item):
                    return self._slips.pop(place).item
            return None

    def take_all(self) -> list[Item]:
        """Empty the box."""
        with self._condition:
            slips, self._slips = self._slips, []
        return [slip.item for slip in slips]

    def take_where(self, wanted: Callable[[Item], bool]) -> list[Item]:
        """Take out the items for which `wanted` is true; the others stay."""
        with self._condition:
            taken = [slip.item for slip in self._slips if wanted(slip.item)]
            self._slips = [slip for slip in self._slips if not wanted(slip.item)]
        return taken

    def holds(self, key: Hashable) -> bool:
        """Whether an unread item has this key."""
        with self._condition:
            return self._find(key) is not None

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """What is put inside is told of once, at the end."""
        self._gathers = True
        try:
            yield
        finally:
            self._gathers = False
            self._tell_if(len(self) > 0)

    def close(self) -> None:
        """Take no more items and wake whoever waits; what is inside can still be taken."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    def _tell_if(self, was_empty: bool) -> None:
        if was_empty and not self._gathers and self.on_filled is not None:
            self.on_filled()

    def _find(self, key: Hashable | None) -> _Slip[Item] | None:
        if key is None:
            return None
        return next((slip for slip in self._slips if slip.key == key), None)


class Inbox(Mailbox[Request]):
    """Requests on their way to the engine: commands in order, of each view only the newest."""

    def __init__(self) -> None:
        super().__init__()
        self._cancelled: set[int] = set()

    def put(self, request: Request) -> Request | None:
        """Add a request; returns the unread view it replaces, which then needs its `Cancelled`."""
        if isinstance(request, CancelRequest):
            with self._condition:
                self._cancelled.add(request.cancelled_id)
        return self.put_item(request, request.view_key)

    def put_back(self, view: Request) -> bool:
        """Put an interrupted view back; False where a newer one waits or the box is closed."""
        return self.put_first(view, view.view_key)

    @property
    def silent(self) -> bool:
        """Whether no request waits, none is to be cancelled and the box is open."""
        with self._condition:
            return not (self._slips or self._cancelled or self._closed)

    def cancel_asked(self, request_id: int) -> bool:
        """Whether a `CancelRequest` for this request has come in, even one not yet read."""
        with self._condition:
            return request_id in self._cancelled

    def forget_cancel(self, request_id: int) -> None:
        """Forget a cancellation whose request has had its final reply."""
        with self._condition:
            self._cancelled.discard(request_id)


class Outbox(Mailbox[Reply]):
    """Replies on their way to the window: of the progress of each request only the newest.

    A payload with a method ``after(older)`` is merged with the unread one it replaces, so that
    what must not be lost, such as losses, is carried on.
    """

    def put(self, reply: Reply) -> None:
        """Add a reply."""
        if isinstance(reply, Progress):
            self.merge_item(reply, ("progress", reply.request_id), _newest)
        else:
            self.put_item(reply)

    def has_unread_progress(self, request_id: int) -> bool:
        """Whether the last progress of a request still waits to be read."""
        return self.holds(("progress", request_id))


def _newest(old: Reply, new: Reply) -> Reply:
    if isinstance(old, Progress) and isinstance(new, Progress):
        after = getattr(new.payload, "after", None)
        if after is not None and type(old.payload) is type(new.payload):
            return replace(new, payload=after(old.payload))
    return new


def submit(request: Request, inbox: Inbox, outbox: Outbox) -> None:
    """Hand a request in; the unread view it replaces is answered with `Cancelled`.

    A request handed to a closed inbox is answered with `Cancelled` itself.
    """
    replaced = inbox.put(request)
    if replaced is not None:
        outbox.put(Cancelled(generation=replaced.generation, request_id=replaced.request_id))
