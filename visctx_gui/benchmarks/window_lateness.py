"""Measures how late the window's thread is while a network trains. Runs in a process of its own."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from visctx_gui.benchmarks.measuring_process import tell
from visctx_gui.benchmarks.window_stage import Stage

INTERVAL_MS = 10
SETTLING_SECONDS = 2.0


def main(arguments: list[str]) -> None:
    """Train with the whole window open, and tell when each tick came."""
    scratch, data_folder, seconds = arguments[0], arguments[1], float(arguments[2])
    stage = Stage(Path(scratch), Path(data_folder))
    stage.open()
    idle = _ticks(stage, min(3.0, seconds))
    stage.train()
    stage.live_for(SETTLING_SECONDS)
    step = _step(stage)
    training = _ticks(stage, seconds)
    steps = _step(stage) - step
    stage.close()
    tell(ticks=training, idle_ticks=idle, steps=steps)


def _step(stage: Stage) -> int:
    snapshot = stage.client.last_snapshot
    return 0 if snapshot is None else snapshot.step


def _ticks(stage: Stage, seconds: float) -> list[float]:
    ticker = _Ticker()
    ticker.timer.start()
    stage.live_for(seconds)
    ticker.timer.stop()
    return ticker.times


class _Ticker(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.times: list[float] = []
        self.timer = QTimer(self)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.setInterval(INTERVAL_MS)
        self.timer.timeout.connect(self._note)

    @Slot()
    def _note(self) -> None:
        self.times.append(time.perf_counter())


if __name__ == "__main__":
    main(sys.argv[1:])
