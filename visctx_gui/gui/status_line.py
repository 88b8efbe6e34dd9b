"""The status bar: what is loaded, where it runs, which job is under way, the value under the cursor."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QPushButton, QStatusBar, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.bridge.engine_state import Busy
from visctx_gui.engine.messages import DataFacts, DeviceFacts, NetworkFacts, TrainingSnapshot
from visctx_gui.gui.damage_words import held_text
from visctx_gui.gui.live_label import LiveLabel
from visctx_gui.gui.style import GRID, tabular
from visctx_gui.gui.translation import translated
from visctx_gui.presentation.numbers import count_text, duration_text, memory_text

_PROGRESS_STEPS = 88  # its width: each step is painted at once, whatever else waits
NARROWEST_WITH_DEVICE = 960


class StatusLine(QObject):
    """Fills a status bar.

    Attributes
    ----------
    stop_wanted : Signal
        The button beside a running training.
    """

    stop_wanted = Signal()

    def __init__(self, bar: QStatusBar, client: EngineClient) -> None:
        super().__init__(bar)
        self._bar, self._client = bar, client
        self._is_cancelling = False
        self._network = self._label(self.tr("The loaded network and its trainable numbers."))
        self._data = self._label(self.tr("Images for training, validation and test."))
        self._device = self._label(self.tr("Where the network runs, and memory in use there."))
        self._job = self._label(self.tr("What is being done now."), calm=True)
        self._progress = QProgressBar(bar)
        self._progress.setRange(0, _PROGRESS_STEPS)
        self._progress.setTextVisible(False)
        self._progress.setFixedSize(_PROGRESS_STEPS, 12)
        self._button = QPushButton(bar)
        self._button.setFlat(False)
        self._button.setToolTip(
            self.tr("End this job; a training keeps its weights as they are now.")
        )
        self._button.clicked.connect(self._stop)
        self._value = self._label(self.tr("Value under the cursor."))
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(GRID - 2, 0, GRID, 0)  # 2 more are its own
        bar.installEventFilter(self)
        for widget in (self._network, self._data, self._device):
            bar.addWidget(widget)
        bar.addWidget(QWidget(bar), 1)
        for part in (self._job, self._progress, self._button, self._value):
            bar.addPermanentWidget(part)
        client.network_changed.connect(self._show_network)
        client.data_changed.connect(self._show_data)
        client.device_changed.connect(self._show_device)
        client.busy_changed.connect(self._show_job)
        client.training_moved.connect(self._show_job)
        client.training_ended.connect(self._show_job)
        client.ready.connect(self._show_job)
        self._show_job()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a narrow window the running job is worth more than the device's name."""
        if event.type() == QEvent.Type.Resize:
            self._device.setVisible(self._bar.width() >= NARROWEST_WITH_DEVICE)
        return False

    def _label(self, tooltip: str, calm: bool = False) -> LiveLabel:
        label = LiveLabel(self._bar, calm=calm)
        label.setFont(tabular(label.font()))
        label.setToolTip(tooltip)
        label.setContentsMargins(4, 0, 4, 0)
        return label

    @property
    def job_text(self) -> str:
        """What the bar says about the running job."""
        return self._job.text()

    @Slot(str)
    def show_value(self, text: str) -> None:
        """Show the value under the cursor; an empty text for none."""
        self._value.setText(text)

    @Slot(object)
    def _show_network(self, network: NetworkFacts) -> None:
        count = count_text(network.parameters)
        self._network.setText(self.tr("V1-V2, {count} par.").format(count=count))

    @Slot(object)
    def _show_data(self, data: DataFacts) -> None:
        sizes = "/".join(count_text(data.n(split)) for split in ("train", "validation", "test"))
        self._data.setText(f"{data.plan.label} {sizes}")

    @Slot(object)
    def _show_device(self, device: DeviceFacts) -> None:
        text = device.title
        if device.memory_total:
            used, total = memory_text(device.memory_used), memory_text(device.memory_total)
            text = self.tr("{device}, {used} of {total}").format(
                device=text, used=used, total=total
            )
        elif device.memory_used:
            text = f"{text}, {memory_text(device.memory_used)}"
        self._device.setText(text)

    @Slot()
    def _show_job(self) -> None:
        snapshot, busy = self._client.last_snapshot, self._client.busy
        if not self._client.is_ready:
            self._show_progress(self.tr("Starting torch..."), math.nan, "")
        elif busy is not None:
            self._show_busy(busy)
        elif snapshot is not None and self._client.training_state != "idle":
            self._show_training(snapshot)
        else:
            self._is_cancelling = False
            self._job.setText("")
            self._progress.setVisible(False)
            self._button.setVisible(False)

    def _show_busy(self, busy: Busy) -> None:
        text = translated(busy.what)
        if math.isfinite(busy.seconds_left):
            text = self.tr("{job}, {time} left").format(
                job=text, time=duration_text(busy.seconds_left)
            )
        self._show_progress(text, busy.fraction, self.tr("Cancel"))

    def _show_training(self, snapshot: TrainingSnapshot) -> None:
        words = {
            "running": self.tr("training epoch {epoch}/{epochs}, {time} left"),
            "paused": self.tr("paused in epoch {epoch}/{epochs}"),
            "stopping": self.tr("stopping..."),
        }.get(snapshot.state, "")
        text = words.format(
            epoch=snapshot.epoch,
            epochs=snapshot.epochs,
            time=duration_text(snapshot.seconds_left),
        )
        if snapshot.held_lesion:
            text = f"{text}; {held_text(snapshot.held_lesion)}"
        fraction = snapshot.step / snapshot.steps_total if snapshot.steps_total else math.nan
        self._show_progress(text, fraction, self.tr("Stop"))

    def _show_progress(self, text: str, fraction: float, button: str) -> None:
        if self._is_cancelling:
            text = self.tr("Stopping...")
        self._job.setText(text)
        known = math.isfinite(fraction)
        self._progress.setRange(0, _PROGRESS_STEPS if known else 0)
        if known:
            self._progress.setValue(round(fraction * _PROGRESS_STEPS))
        self._progress.setVisible(True)
        self._button.setText(button)
        self._button.setEnabled(not self._is_cancelling)
        self._button.setVisible(bool(button))

    @Slot()
    def _stop(self) -> None:
        self._is_cancelling = True
        busy = self._client.busy
        if busy is not None:
            self._client.cancel(busy.request_id)
        else:
            self.stop_wanted.emit()
        self._show_job()
