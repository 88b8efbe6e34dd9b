"""Which data set is loaded, what is in it, and the download of one that is missing."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import (
    DataFacts,
    DownloadData,
    Failed,
    JobProgress,
    OpenData,
)
from visctx_gui.gui.panels.newest_answer import NewestAnswer
from visctx_gui.gui.style import small
from visctx_gui.gui.translation import translated
from visctx_gui.plan.data import DATA_SETS, DataPlan
from visctx_gui.presentation.numbers import count_text, duration_text, memory_text

PROGRESS_STEPS = 1000


class DataSetBar(QWidget):
    """Picker, counts, and where the files are missing the one button that fetches them."""

    def __init__(self, client: EngineClient, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._opening = NewestAnswer(client, self)
        self._download = NewestAnswer(client, self)
        self.picker = QComboBox(self)
        self.picker.setObjectName("data_set_picker")
        self.picker.setAccessibleName(self.tr("Data set"))
        self.picker.setToolTip(self.tr("The images the network learns from and is tested on"))
        for facts in DATA_SETS.values():
            self.picker.addItem(facts.title, facts.name)
        self.facts = self._label()
        self.missing = self._label()
        self.download_button = QPushButton(self)
        self.download_button.setObjectName("download_button")
        self._name_download()
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setToolTip(self.tr("Stop the download; nothing half finished is kept"))
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(12)
        self._lay_out()
        self.picker.activated.connect(self._open)
        self.download_button.clicked.connect(self._start_download)
        self.cancel_button.clicked.connect(self._cancel)
        self._opening.failed.connect(self._offer_download)
        self._opening.arrived.connect(self._show_data)
        self._download.partly.connect(self._show_progress)
        self._download.arrived.connect(self._show_data)
        self._download.failed.connect(self._on_download_failed)
        self._download.cancelled.connect(self._on_cancelled)
        client.data_changed.connect(self._show_data)
        self._show_data(client.data)

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setFont(small(self.font()))
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel_button)
        self._running = QWidget(self)
        self._running.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.picker)
        column.addWidget(self.facts)
        column.addWidget(self.missing)
        column.addWidget(self.download_button)
        column.addWidget(self._running)

    @property
    def wanted(self) -> str:
        """Name of the data set that the picker shows."""
        return str(self.picker.currentData())

    # ---- opening ----------------------------------------------------------------------------

    @Slot()
    def _open(self) -> None:
        self._opening.ask(OpenData(data=DataPlan(name=self.wanted)))

    @Slot(object)
    def _show_data(self, data: DataFacts | None) -> None:
        for widget in (self.missing, self.download_button, self._running):
            widget.hide()
        if data is None:
            self.facts.setText(self.tr("No images are loaded."))
            return
        self._show_loaded()
        channels, height, width = data.image_shape
        words = self.tr(
            "{train} training, {validation} validation, {test} test images of {height} × {width} px, {colour}, {memory} in memory"
        )
        self.facts.setText(
            words.format(
                train=count_text(data.n("train")),
                validation=count_text(data.n("validation")),
                test=count_text(data.n("test")),
                height=height,
                width=width,
                colour=self.tr("grey") if channels == 1 else self.tr("colour"),
                memory=memory_text(data.memory_bytes),
            )
        )
        self.facts.setToolTip(
            self.tr("From {folder}; SHA-256 {sum}").format(folder=data.folder, sum=data.sha256)
        )

    def _show_loaded(self) -> None:
        data = self._client.data
        if data is not None:
            blocked = QSignalBlocker(self.picker)
            self.picker.setCurrentIndex(self.picker.findData(data.plan.name))
            blocked.unblock()

    # ---- downloading ------------------------------------------------------------------------

    @Slot(object)
    def _offer_download(self, failed: Failed) -> None:
        words = (translated(failed.what), translated(failed.advice))
        self.missing.setText(" ".join(part for part in words if part))
        self.missing.show()
        if self._client.data is not None:
            loaded = self.tr("Still loaded: {title}").format(
                title=self._client.data.plan.facts.title
            )
            self.facts.setText(loaded)
        if self._client.training_state != "idle":
            self._show_loaded()  # the images cannot be changed now, however near they are
            return
        self._name_download()
        self.download_button.setVisible(DATA_SETS[self.wanted].download_bytes > 0)

    def _name_download(self) -> None:
        size_bytes = DATA_SETS[self.wanted].download_bytes
        text = self.tr("Download {size} MB").format(size=f"{size_bytes / 1e6:.1f}")
        folder = self._client.data.folder if self._client.data is not None else ""
        where = (
            self.tr("into {folder}").format(folder=folder)
            if folder
            else self.tr("into the data folder")
        )
        self.download_button.setText(text)
        self.download_button.setToolTip(f"{text} {where}")
        self.download_button.setAccessibleName(f"{text} {where}")

    @Slot()
    def _start_download(self) -> None:
        self.download_button.hide()
        self.missing.setText(
            self.tr("Downloading {title}...").format(title=DATA_SETS[self.wanted].title)
        )
        self.progress.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        self.cancel_button.setText(self.tr("Cancel"))
        self._running.show()
        self._download.ask(DownloadData(data=DataPlan(name=self.wanted)))

    @Slot(object)
    def _show_progress(self, progress: JobProgress) -> None:
        if not self.cancel_button.isEnabled():
            return
        text = translated(progress.what)
        if math.isfinite(progress.seconds_left):
            text = self.tr("{job}, {time} left").format(
                job=text, time=duration_text(progress.seconds_left)
            )
        self.missing.setText(text)
        if math.isfinite(progress.fraction):
            self.progress.setRange(0, PROGRESS_STEPS)
            self.progress.setValue(round(progress.fraction * PROGRESS_STEPS))

    @Slot()
    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self.cancel_button.setText(self.tr("Stopping..."))
        self._download.cancel()

    @Slot(object)
    def _on_download_failed(self, failed: Failed) -> None:
        self._running.hide()
        self._offer_download(failed)

    @Slot()
    def _on_cancelled(self) -> None:
        self._show_data(self._client.data)
