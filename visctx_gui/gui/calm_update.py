"""What changes many times a second, drawn at a pace at which it can be read."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

WORDS_MILLISECONDS = 300
BARS_MILLISECONDS = 200
# A change that is held back waits for the pictures' next one, to be painted together with it.
_LONGER_MILLISECONDS = 120


class CalmUpdate(QObject):
    """Emits ``due`` for the first change at once, then at most once in an interval, and for the last one always.

    Parameters
    ----------
    interval_milliseconds : int
    parent : QObject
    """

    due = Signal()

    def __init__(self, interval_milliseconds: int, parent: QObject) -> None:
        super().__init__(parent)
        self._interval = interval_milliseconds
        self._since = QElapsedTimer()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(interval_milliseconds + _LONGER_MILLISECONDS)
        self._late.timeout.connect(self.now)

    def want(self) -> None:
        """Something has changed."""
        if not self._since.isValid() or self._since.elapsed() >= self._interval:
            self.now()
        elif not self._late.isActive():
            self._late.start()

    @Slot()
    def now(self) -> None:
        """Show it without waiting."""
        self._late.stop()
        self._since.start()
        self.due.emit()
