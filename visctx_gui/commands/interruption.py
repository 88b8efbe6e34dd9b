"""Ctrl-C between two slices of work instead of in the middle of one."""

from __future__ import annotations

import signal
from collections.abc import Generator, Iterator
from types import FrameType, TracebackType
from typing import Any, TypeVar

Item = TypeVar("Item")


class Interruption:
    """While entered, the first SIGINT or SIGTERM is noted, and only a second one breaks in.

    Attributes
    ----------
    asked : bool
        Whether a signal came.
    """

    def __init__(self) -> None:
        self.asked = False
        self._working = False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Interruption:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            # None: it was set outside Python, which cannot put it back.
            signal.signal(number, signal.SIG_DFL if handler is None else handler)

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self.asked or not self._working:
            raise KeyboardInterrupt
        self.asked = True

    def until_asked_to_stop(self, work: Iterator[Item]) -> Iterator[Item]:
        """Pass on the items of a generator; a signal closes it at its next `yield`."""
        self._working = True
        try:
            for item in work:
                yield item
                if self.asked:
                    return
        finally:
            self._working = False
            if isinstance(work, Generator):
                work.close()
