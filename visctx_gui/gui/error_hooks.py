"""Mistakes of the program, of any thread, and signals of the system, brought into the GUI thread."""

from __future__ import annotations

import logging
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_logger = logging.getLogger("visctx_gui")


class ErrorHooks(QObject):
    """Logs every unexpected error and shows it; the program lives on.

    Parameters
    ----------
    show : callable
        Takes one line and the traceback, both text; called in this object's thread.
    """

    happened = Signal(str, str)

    def __init__(self, show: Callable[[str, str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._is_showing = False
        self._before = sys.excepthook, threading.excepthook
        self.happened.connect(self._show_error)
        sys.excepthook = self._take
        threading.excepthook = self._take_from_thread

    def take_off(self) -> None:
        """Put the hooks back that were there before."""
        sys.excepthook, threading.excepthook = self._before

    def _take(
        self, kind: type[BaseException], error: BaseException, where: TracebackType | None
    ) -> None:
        details = "".join(traceback.format_exception(kind, error, where))
        _logger.error("Unexpected error\n%s", details.rstrip())
        self.happened.emit(f"{kind.__name__}: {error}", details)

    def _take_from_thread(self, told: threading.ExceptHookArgs) -> None:
        error = told.exc_value
        if error is not None:
            self._take(told.exc_type, error, told.exc_traceback)

    @Slot(str, str)
    def _show_error(self, reason: str, details: str) -> None:
        if self._is_showing:  # showing it failed too: it stands in the log
            return
        self._is_showing = True
        try:
            self._show(reason, details)
        finally:
            self._is_showing = False


class SignalsOfTheSystem(QObject):
    """Ctrl-C in the terminal and the end of the session close the window as its button does.

    Python runs signal handlers only between two of its own steps, and there are none while Qt
    waits; the wake-up socket tells Qt at once.
    """

    def __init__(self, close: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._close = close
        self._reading, self._writing = socket.socketpair()
        for end in (self._reading, self._writing):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        if threading.current_thread() is threading.main_thread():
            signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, _leave_to_qt)

    @Slot()
    def _wake(self) -> None:
        try:
            numbers = self._reading.recv(64)
        except BlockingIOError:
            return
        if signal.SIGINT in numbers or signal.SIGTERM in numbers:
            self._close()


def _leave_to_qt(_number: int, _frame: object) -> None:
    """The wake-up socket does the work; this handler only keeps the default from acting."""
