"""Notes when the main window and the first filters are painted."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QDockWidget

from visctx_gui.benchmarks.measuring_process import tell
from visctx_gui.gui.main_window import MainWindow


class StartObserver(QObject):
    """Tells the times, by `time.monotonic`.

    Parameters
    ----------
    window : MainWindow
        Composed, not shown yet.
    until : str
        ``window``, or ``filters`` to wait for the embedded network's.
    before : dict of str to float
        Times of what was done before, told as well.
    """

    def __init__(self, window: MainWindow, until: str, before: dict[str, float]) -> None:
        super().__init__(window)
        self._until, self._times = until, dict(before)
        self._docks = window.findChildren(QDockWidget)
        self._painted: set[str] = set()
        self._canvas = window.panels.filters.grid.canvas
        for watched in (*self._docks, self._canvas):
            watched.installEventFilter(self)
        window.first_painted.connect(self._window_painted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let it paint, then look at the clock."""
        if event.type() != QEvent.Type.Paint:
            return False
        if watched is not self._canvas:
            self._painted.add(watched.objectName())
            return False
        if "filters" in self._times or self._canvas.sheet is None:
            return False
        self._canvas.event(event)
        self._times["filters"] = time.monotonic()
        self._tell_after("filters")
        return True

    @Slot()
    def _window_painted(self) -> None:
        self._times["visible"] = time.monotonic()
        self._tell_after("window")

    def _tell_after(self, what: str) -> None:
        if self._until == what:
            tell(times=self._times, docks=len(self._docks), painted_docks=sorted(self._painted))
