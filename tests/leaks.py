"""Finding what a test left running or open, with the line that began it."""

from __future__ import annotations

import gc
import sys
import threading
import time
import traceback
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pytest

_THREAD_SECONDS = 2.0
Started = list[tuple["weakref.ref[Any]", str]]


class Watch:
    """Knows what was there before a test, and what was started during it."""

    def __init__(self) -> None:
        self._threads = set(threading.enumerate())
        self._windows = set(map(id, _windows()))
        self._qt_threads: Started = []
        self._timers: Started = []

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Inside, every started Qt thread and timer is noted with its origin."""
        core = sys.modules.get("PySide6.QtCore")
        with pytest.MonkeyPatch.context() as patch:
            if core is not None:
                patch.setattr(core.QThread, "start", _noting(core.QThread.start, self._qt_threads))
                patch.setattr(core.QTimer, "start", _noting(core.QTimer.start, self._timers))
            yield

    def left_behind(self) -> list[str]:
        """Everything that is still there, one line each."""
        _let_qt_delete()
        left = self._left_threads() + self._left_qt_threads()
        if self._left_windows() or self._left_timers():
            gc.collect()  # slow with torch loaded, so only where something is suspected
            _let_qt_delete()
        return left + self._left_timers() + self._left_windows()

    def _left_threads(self) -> list[str]:
        # Dummy threads are Python's names for threads of Qt; they are watched as such.
        new = [
            thread
            for thread in threading.enumerate()
            if thread not in self._threads and not isinstance(thread, threading._DummyThread)
        ]
        end = time.monotonic() + _THREAD_SECONDS
        for thread in new:
            thread.join(max(0.0, end - time.monotonic()))
        return [f"thread {thread.name}" for thread in new if thread.is_alive()]

    def _left_qt_threads(self) -> list[str]:
        left = []
        for thread, origin in _living(self._qt_threads):
            if thread.isRunning() and not thread.wait(int(1000 * _THREAD_SECONDS)):
                left.append(f"QThread {thread.objectName()} started at {origin}")
        return left

    def _left_timers(self) -> list[str]:
        return [
            f"QTimer {timer.objectName()} started at {origin}"
            for timer, origin in _living(self._timers)
            if timer.isActive()
        ]

    def _left_windows(self) -> list[str]:
        new = [window for window in _windows() if id(window) not in self._windows]
        return [
            f"window {type(window).__name__} '{window.objectName()}' {window.windowTitle()}"
            for window in new
        ]


def _noting(start: Callable[..., Any], started: Started) -> Callable[..., Any]:
    def noting_start(self: Any, *arguments: Any) -> Any:
        frame = traceback.extract_stack(limit=2)[0]
        started.append((weakref.ref(self), f"{frame.filename}:{frame.lineno}"))
        return start(self, *arguments)

    return noting_start


def _living(started: Started) -> Iterator[tuple[Any, str]]:
    valid = _shiboken()
    for reference, origin in started:
        thing = reference()
        if thing is not None and valid is not None and valid.isValid(thing):
            yield thing, origin


def _shiboken() -> ModuleType | None:
    return sys.modules.get("shiboken6")


def _application() -> Any:
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets.QApplication.instance() if widgets is not None else None


def _windows() -> list[Any]:
    """Top-level widgets but for menus that are not open: plots keep those without a parent."""
    application = _application()
    if not hasattr(application, "topLevelWidgets"):
        return []
    menu = sys.modules["PySide6.QtWidgets"].QMenu
    return [
        window
        for window in application.topLevelWidgets()
        if window.isVisible() or not isinstance(window, menu)
    ]


def _let_qt_delete() -> None:
    application = _application()
    if application is not None:
        core = sys.modules["PySide6.QtCore"]
        application.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
        application.processEvents()
