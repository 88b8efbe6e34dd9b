"""Python's garbage collector, kept in the window's own thread."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

from visctx_gui.bridge.engine_client import EngineClient

INTERVAL_MILLISECONDS = 10_000
ROUNDS_BETWEEN_FULL_ONES = 6


class GarbageRounds(QObject):
    """Collects cyclic garbage by a timer instead of wherever an allocation happens to start it.

    The automatic collector runs in the thread that allocates: in the engine's thread it would
    destroy widgets, which only their own thread may touch. It would also hold both threads up in
    the middle of a batch, by 0.2 s for a full round with torch and Qt loaded; so once the engine
    is ready, everything made so far is taken out of all later rounds.

    Parameters
    ----------
    client : EngineClient
        Not started yet.
    parent : QObject
        Automatic collection comes back when it is destroyed.
    """

    def __init__(self, client: EngineClient, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        parent.destroyed.connect(gc.enable)
        self._rounds = 0
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MILLISECONDS)
        self._timer.timeout.connect(self.collect)
        client.ready.connect(self.begin)

    @Slot()
    def begin(self) -> None:
        """Collect once, leave alone from now on what is there, and begin the rounds."""
        gc.collect()
        gc.freeze()
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """One round over what is young; now and then over all that was made since `begin`."""
        self._rounds += 1
        gc.collect(2 if self._rounds % ROUNDS_BETWEEN_FULL_ONES == 0 else 1)
        if self._rounds == 1:
            gc.freeze()  # libraries that the first data set and network have brought in
