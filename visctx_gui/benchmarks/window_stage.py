"""The real window on an unseen screen, driven by a benchmark. Runs in a process of its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings, QTimer, Slot
from PySide6.QtWidgets import QWidget

from visctx_gui.application import compose, make_application
from visctx_gui.bridge.engine_thread import EngineEntry
from visctx_gui.engine.messages import EngineOptions, Failed, OpenData
from visctx_gui.gui.docks import FIRST_ACTIVATIONS
from visctx_gui.gui.panels.activations_panel import ActivationsPanel
from visctx_gui.gui.widgets.tile_grid import TileGrid
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.training import TrainingPlan

BATCH = 64
LONG_ENOUGH = TrainingPlan(batch_size=BATCH, epochs=1000)
PATIENCE_SECONDS = 60.0


class Stage:
    """A window with its engine on the CPU.

    Parameters
    ----------
    scratch : Path
        Settings and runs.
    data_folder : Path
        Where MNIST is.
    run_engine : callable, optional
        What the engine's thread runs; None is the engine itself.
    """

    def __init__(
        self, scratch: Path, data_folder: Path, run_engine: EngineEntry | None = None
    ) -> None:
        self.application = make_application()
        settings = QSettings(str(scratch / "settings.ini"), QSettings.Format.IniFormat)
        settings.setValue("welcome_wanted", False)
        options = EngineOptions(
            device="cpu", data_folder=str(data_folder), runs_folder=str(scratch / "runs")
        )
        self.window, self._hooks = compose(
            self.application, options, settings, scratch / "log", run_engine
        )
        self.client = self.window.client
        self.panels = self.window.panels
        self._failures: list[str] = []
        self._watch = _FailureWatch(self._failures, self.window)
        self.client.failed.connect(self._watch.note)

    def open(self) -> None:
        """Show the window, load MNIST, and wait until filters, maps and the intact number stand."""
        self.window.show()
        self.until(lambda: self.client.is_ready)
        self.client.ask(OpenData(data=DataPlan(name="mnist")))
        self.until(lambda: self.client.data is not None and self.client.data.plan.name == "mnist")
        self.until(self._is_settled)

    def _is_settled(self) -> bool:
        effect = self.panels.lesion.numbers.effect
        shown = self.panels.filters.grid.sheet is not None and self.maps.sheet is not None
        return shown and effect is not None and effect.exact

    @property
    def maps(self) -> TileGrid:
        """The grid of the Activations panel."""
        panel = self.panels.docks[FIRST_ACTIVATIONS].panel
        assert isinstance(panel, ActivationsPanel)
        return panel.maps.grid

    def train(self) -> None:
        """Start a training that outlasts the measurement, and wait until it is under way."""
        self.panels.training.show_plan(LONG_ENOUGH)
        self.window.training.train()
        self.until(self._is_training)

    def _is_training(self) -> bool:
        snapshot = self.client.last_snapshot
        running = self.client.training_state == "running"
        return running and snapshot is not None and len(snapshot.steps) > 0

    def until(self, condition: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
        """Let the window live until something holds.

        Raises
        ------
        RuntimeError
            Where that takes too long, or something failed in the window.
        """
        end = time.perf_counter() + seconds
        while not condition():
            self.live_for(0.02)
            if self._failures:
                raise RuntimeError(self._failures[0])
            if time.perf_counter() > end:
                raise RuntimeError(f"The window did not get so far within {seconds:g} s.")

    def live_for(self, seconds: float) -> None:
        """Let the window live for some time."""
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        loop.exec()

    def close(self) -> None:
        """Close window and engine.

        Raises
        ------
        RuntimeError
            Where the engine does not end.
        """
        self.window.close()
        self._hooks.take_off()
        if not self.window.ended_well:
            raise RuntimeError("The engine did not end.")


class PaintCount(QObject):
    """Counts the paint events of one widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count and let it through."""
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


class _FailureWatch(QObject):
    def __init__(self, failures: list[str], parent: QObject) -> None:
        super().__init__(parent)
        self._failures = failures

    @Slot(object)
    def note(self, failed: Failed) -> None:
        """Keep what failed."""
        self._failures.append(f"{failed.what} {failed.advice} {failed.details}".strip())
