"""Trains in the real window for the seconds it is told, and stands still in between.

Runs in a process of its own.
"""

from __future__ import annotations

import math
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, Signal, Slot

from visctx_gui.benchmarks.bare_training import images_until
from visctx_gui.benchmarks.measuring_process import hear, tell
from visctx_gui.benchmarks.window_stage import PaintCount, Stage
from visctx_gui.engine.mailbox import Inbox, Outbox
from visctx_gui.engine.messages import EngineOptions, StartTraining


def main(arguments: list[str]) -> None:
    """Open the window, train, and take turns until nothing is said any more."""
    scratch, data_folder, warm_up_seconds = arguments[0], arguments[1], float(arguments[2])
    standstill = Standstill()
    turns = Turns(standstill, warm_up_seconds)
    stage = Stage(Path(scratch), Path(data_folder), turns.run_engine)
    stage.open()
    shown = stage.panels
    shown.docks["lesion"].hide()
    stage.until(lambda: shown.docks["lesion"].isHidden())
    shown.training.make_plots()
    turns.paints = {
        "filter grid": PaintCount(shown.filters.grid.canvas),
        "loss curve": PaintCount(shown.training.loss_plot.canvas),
        "activation maps": PaintCount(stage.maps.canvas),
    }
    turns.n_train = stage.client.data.n("train") if stage.client.data is not None else 0
    loop = QEventLoop()
    standstill.over.connect(loop.quit)
    stage.train()
    loop.exec()
    stage.close()


class Standstill(QObject):
    """Holds the thread of the window, so that the whole process waits."""

    over = Signal()  # the last turn was taken
    _asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._standing, self._go = os.pipe(), os.pipe()
        self._asked.connect(self._stand)

    def hold(self) -> None:
        """From the engine's thread: returns when the window stands still."""
        self._asked.emit()
        os.read(self._standing[0], 1)

    def release(self) -> None:
        """From the engine's thread: let the window go on."""
        os.write(self._go[1], b"g")

    @Slot()
    def _stand(self) -> None:
        os.write(self._standing[1], b"s")
        os.read(self._go[0], 1)


@dataclass
class _Count:
    """What had been done at some time."""

    seconds: float
    images: int
    paints: dict[str, int]
    window_seconds: float

    def until(self, later: _Count) -> dict[str, Any]:
        return {
            "seconds": later.seconds - self.seconds,
            "images": later.images - self.images,
            "paints": {name: later.paints[name] - count for name, count in self.paints.items()},
            "window_thread_seconds": later.window_seconds - self.window_seconds,
        }


class Turns:
    """An engine whose training stops after each turn until the next one is announced.

    Attributes
    ----------
    paints : dict of str to PaintCount
    n_train : int
        Training images.
    """

    def __init__(self, standstill: Standstill, warm_up_seconds: float) -> None:
        self._standstill = standstill
        self._warm_up_seconds = warm_up_seconds
        self._end = math.inf
        self._begin: _Count | None = None
        self.paints: dict[str, PaintCount] = {}
        self.n_train = 0

    def run_engine(self, inbox: Inbox, outbox: Outbox, options: EngineOptions) -> None:
        """What the engine's thread runs: the engine, its training held between the turns."""
        from visctx_gui.engine.engine import Engine
        from visctx_gui.engine.handlers.table import DUTIES
        from visctx_gui.engine.session import Session

        session = Session(options, outbox)
        session.announce_device()
        duty = DUTIES[StartTraining]
        duties = {**DUTIES, StartTraining: replace(duty, handler=self._held(duty.handler))}
        Engine(session, inbox, outbox, duties).run()

    def _held(self, start: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
        def handler(session: Any, request: StartTraining) -> Any:
            steps = start(session, request)
            self._end = time.perf_counter() + self._warm_up_seconds
            return self._steps(session, steps)

        return handler

    def _steps(self, session: Any, steps: Any) -> Any:
        try:
            while True:
                if time.perf_counter() >= self._end:
                    self._hand_over(session)
                try:
                    payload = next(steps)
                except StopIteration as end:
                    return end.value
                yield payload
        finally:
            steps.close()

    def _hand_over(self, session: Any) -> None:
        """Report the turn, wait for the next one, and begin it."""
        end = self._count(session)
        self._standstill.hold()
        tell(**({} if self._begin is None else self._begin.until(end)))
        words = hear()
        self._standstill.release()
        if not words:
            self._end = math.inf
            self._standstill.over.emit()
            return
        self._begin = self._count(session)
        self._end = self._begin.seconds + words["seconds"]

    def _count(self, session: Any) -> _Count:
        step = session.training.step - session.loaded.steps
        return _Count(
            time.perf_counter(),
            images_until(step, self.n_train),
            {name: paints.count for name, paints in self.paints.items()},
            _seconds_of_main_thread(),
        )


def _seconds_of_main_thread() -> float:
    """Time the window's thread has computed, in seconds; NaN where the system does not tell."""
    if not hasattr(time, "pthread_getcpuclockid"):
        return math.nan
    identity = threading.main_thread().ident
    assert identity is not None
    return time.clock_gettime(time.pthread_getcpuclockid(identity))


if __name__ == "__main__":
    main(sys.argv[1:])
