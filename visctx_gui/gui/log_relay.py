"""From the log of all threads to the window: records wait in one place, one signal wakes the panel."""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

MOST_WAITING_RECORDS = 5000


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log."""

    when: datetime
    level: int
    text: str

    @property
    def level_name(self) -> str:
        """``info``, ``warning``, ``error`` ..."""
        return logging.getLevelName(self.level).lower()

    def as_text(self) -> str:
        """The line as the panel shows and copies it."""
        return f"{self.when:%H:%M:%S}  {self.level_name:<8}  {self.text}"


class LogRelay(QObject):
    """Keeps the newest records for the Log panel.

    Attributes
    ----------
    filled : Signal
        Emitted, from any thread, when the first record after a `take_all` came in.
    """

    filled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[LogLine] = deque(maxlen=MOST_WAITING_RECORDS)
        self.handler = _RelayHandler(self)

    def add(self, line: LogLine) -> None:
        """Take a line in; appending to a deque needs no lock."""
        was_empty = not self._waiting
        self._waiting.append(line)
        if was_empty:
            self.filled.emit()

    def take_all(self) -> list[LogLine]:
        """All waiting lines, oldest first; the place is empty afterwards."""
        lines: list[LogLine] = []
        while self._waiting:
            lines.append(self._waiting.popleft())
        return lines


class _RelayHandler(logging.Handler):
    def __init__(self, relay: LogRelay) -> None:
        super().__init__(logging.INFO)
        self._relay = relay

    def emit(self, record: logging.LogRecord) -> None:
        try:
            text = record.getMessage()
            self._relay.add(LogLine(datetime.fromtimestamp(record.created), record.levelno, text))
        except RuntimeError:
            return  # the window is gone already
        except Exception:
            self.handleError(record)
