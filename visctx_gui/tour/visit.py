"""A script that is carried out step by step in the event loop of the window, each step when its time has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from visctx_gui.plan.wording import Message, ReportableError, message, translatable

LOOK_INTERVAL_MS = 15


@dataclass(frozen=True)
class Wait:
    """What must hold before the script goes on.

    Attributes
    ----------
    what : Message
        For the sentence that says what never came.
    holds : callable
        Looked at from time to time in the GUI thread.
    for_milliseconds : int
        It must have held for so long without a break: what comes in several pieces has come then.
    """

    what: Message
    holds: Callable[[], bool]
    for_milliseconds: int = 0


Script = Iterator[Wait]


class Visit(QObject):
    """Carries a script out without ever holding up the window.

    Parameters
    ----------
    script : iterator of Wait
        What it does between two waits is done in the GUI thread.
    limit_seconds : float
        For the whole of it.
    complaint : callable, optional
        A text ends the visit as failed; an empty one lets it go on.

    Attributes
    ----------
    ended : Signal
        The script is through, or has failed.
    is_through : bool
        The script has come to its end.
    failure : Exception or None
        Why it has not.
    """

    ended = Signal()

    def __init__(
        self,
        script: Script,
        limit_seconds: float,
        complaint: Callable[[], str] = str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.is_through = False
        self.failure: Exception | None = None
        self._script = script
        self._complaint = complaint
        self._limit_seconds = limit_seconds
        self._wait: Wait | None = None
        self._since_held = QElapsedTimer()
        self._since_begin = QElapsedTimer()
        self._look = QTimer(self)
        self._look.setInterval(LOOK_INTERVAL_MS)
        self._look.timeout.connect(self._go_on)

    @Slot()
    def begin(self) -> None:
        """Start; `ended` follows."""
        self._since_begin.start()
        self._look.start()

    @Slot()
    def _go_on(self) -> None:
        """At most one step, so that the window is painted and answered in between."""
        try:
            complaint = self._complaint()
            if complaint:
                raise ReportableError(
                    message(translatable("The window complained: {words}"), words=complaint)
                )
            if self._wait is None or self._has_held(self._wait):
                self._since_held.invalidate()
                self._wait = next(self._script)
            elif self._since_begin.elapsed() > 1000 * self._limit_seconds:
                raise _too_late(self._wait, self._limit_seconds)
        except StopIteration:
            self.is_through = True
            self._end()
        except Exception as error:
            self.failure = error
            self._end()

    def _has_held(self, wait: Wait) -> bool:
        if not wait.holds():
            self._since_held.invalidate()
            return False
        if not self._since_held.isValid():
            self._since_held.start()
        return self._since_held.elapsed() >= wait.for_milliseconds

    def _end(self) -> None:
        self._look.stop()
        self.ended.emit()


def _too_late(wait: Wait, limit_seconds: float) -> ReportableError:
    return ReportableError(
        message(
            translatable(
                "The visit did not end within {seconds:.0f} s; it was waiting for {what}."
            ),
            seconds=limit_seconds,
            what=wait.what.english(),
        )
    )
