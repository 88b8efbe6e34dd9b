"""Which data set is loaded, what is in it, and the download of one that is missing."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
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
from visctx_gui.gui.icons import icon
from visctx_gui.gui.panels.data_set_picker import DataSetPicker
from visctx_gui.gui.panels.folder_offer import FolderOffer
from visctx_gui.gui.panels.folder_options import FolderOptions
from visctx_gui.gui.panels.newest_answer import NewestAnswer
from visctx_gui.gui.panels.skipped_list import SkippedLine
from visctx_gui.gui.style import small
from visctx_gui.gui.translation import translated
from visctx_gui.plan.data import FOLDER, DataPlan
from visctx_gui.presentation.numbers import count_text, duration_text, memory_text

PROGRESS_STEPS = 1000


class DataSetBar(QWidget):
    """Picker, counts, and where the files are missing the one button that fetches them.

    Signals: ``folder_opened(str)``, a folder of images that is the data set now.
    """

    folder_opened = Signal(str)

    def __init__(self, client: EngineClient, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._opening = NewestAnswer(client, self)
        self._download = NewestAnswer(client, self)
        self._plan = DataPlan()  # asked for last
        self._options: FolderOptions | None = None
        self.picker = DataSetPicker(self)
        self.folder_button = self._tool(
            "mdi6.folder-image", self.tr("Open a folder of images; each sub-folder is a class")
        )
        self.options_button = self._tool(
            "mdi6.tune", self.tr("Size, colour, classes and split of the folder")
        )
        self.offer = FolderOffer(self)
        self.facts = self._label()
        self.notes = self._label()
        self.skipped = SkippedLine(self)
        self.missing = self._label()
        self.download_button = QPushButton(self)
        self.download_button.setObjectName("download_button")
        self._name_download()
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setToolTip(self.tr("Stop; nothing half finished is kept"))
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(12)
        self._lay_out()
        self.picker.set_wanted.connect(self._open)
        self.picker.folder_wanted.connect(self.open_folder)
        self.picker.dialog_wanted.connect(self.ask_folder)
        self.folder_button.clicked.connect(self.ask_folder)
        self.options_button.clicked.connect(self._show_options)
        self.offer.data_set_wanted.connect(self.open_folder)
        self.download_button.clicked.connect(self._start_download)
        self.cancel_button.clicked.connect(self._cancel)
        self._opening.failed.connect(self._offer_download)
        self._opening.arrived.connect(self._on_opened)
        self._opening.partly.connect(self._show_progress)
        self._opening.cancelled.connect(self._on_cancelled)
        self._download.partly.connect(self._show_progress)
        self._download.arrived.connect(self._show_data)
        self._download.failed.connect(self._on_download_failed)
        self._download.cancelled.connect(self._on_cancelled)
        client.data_changed.connect(self._show_data)
        self._show_data(client.data)

    def _tool(self, name: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name, self.palette()))
        button.setAutoRaise(True)
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

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
        top = QHBoxLayout()
        top.setSpacing(4)
        for widget in (self.picker, self.folder_button, self.options_button):
            top.addWidget(widget, 1 if widget is self.picker else 0)
        column.addLayout(top)
        for part in (self.offer, self.facts, self.notes, self.skipped, self.missing):
            column.addWidget(part)
        column.addWidget(self.download_button)
        column.addWidget(self._running)

    @property
    def wanted(self) -> str:
        """Name of the data set that the picker shows."""
        return self.picker.wanted

    # ---- opening ----------------------------------------------------------------------------

    @Slot(str)
    def _open(self, name: str) -> None:
        self._ask(DataPlan(name=name))

    def _ask(self, plan: DataPlan) -> None:
        self._opening.cancel()  # a folder that is still being read is no longer wanted
        self._plan = plan
        self._opening.ask(OpenData(data=plan))

    @Slot()
    def ask_folder(self) -> None:
        """Let a person choose a folder of images; the window goes on working."""
        self._show_loaded()
        dialog = QFileDialog(self, self.tr("Open a folder of images"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.open_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def open_folder(self, folder: str) -> None:
        """Open a folder, with the options of the last one."""
        before = self._plan if self._plan.name == FOLDER else DataPlan()
        self._ask_folder(replace(before, name=FOLDER, folder=folder))

    @Slot(object)
    def _ask_folder(self, plan: DataPlan) -> None:
        self._ask(plan)
        self.picker.show_plan(plan)
        self._run(self.tr("Opening {title}...").format(title=plan.facts.title))

    @Slot()
    def _show_options(self) -> None:
        if self._options is None:
            self._options = FolderOptions(self._plan, self)
            self._options.wanted.connect(self._ask_folder)
        self._options.show_plan(self._plan)
        self._options.show()

    @Slot(object)
    def _on_opened(self, data: DataFacts) -> None:
        self._show_data(data)
        if data.plan.folder:
            self.folder_opened.emit(data.plan.folder)

    @Slot(object)
    def _show_data(self, data: DataFacts | None) -> None:
        waiting = self._opening.waiting or self._download.waiting
        if not waiting:
            self._plan = self._plan if data is None else data.plan
            for widget in (self.missing, self.download_button, self._running):
                widget.hide()
        self.options_button.setVisible(self._plan.name == FOLDER)
        self.skipped.show_data(data)
        self._show_notes(data)
        if data is None:
            self.facts.setText(self.tr("No images are loaded."))
            return
        if not waiting:
            self._show_loaded()
        channels, height, width = data.image_shape
        words = self.tr(
            "{classes} classes: {train} training, {validation} validation, {test} test images of {height} × {width} px, {colour}, {memory} in memory"
        )
        self.facts.setText(
            words.format(
                classes=count_text(len(data.class_names)),
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

    def _show_notes(self, data: DataFacts | None) -> None:
        notes = () if data is None else data.notes
        self.notes.setText(" ".join(translated(note) for note in notes))
        self.notes.setVisible(bool(notes))

    def _show_loaded(self) -> None:
        data = self._client.data
        if data is not None:
            self.picker.show_plan(data.plan)

    # ---- downloading ------------------------------------------------------------------------

    @Slot(object)
    def _offer_download(self, failed: Failed) -> None:
        words = (translated(failed.what), translated(failed.advice))
        self._running.hide()
        self.options_button.setVisible(self._plan.name == FOLDER)
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
        if self._plan.name != FOLDER:
            self._name_download()
            self.download_button.setVisible(self._plan.facts.download_bytes > 0)

    def _name_download(self) -> None:
        size_bytes = self._plan.facts.download_bytes
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
        self._run(self.tr("Downloading {title}...").format(title=self._plan.facts.title))
        self._download.ask(DownloadData(data=self._plan))

    def _run(self, words: str) -> None:
        self.download_button.hide()
        self.missing.setText(words)
        self.missing.show()
        self.progress.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        self.cancel_button.setText(self.tr("Cancel"))
        self._running.show()

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
        self._opening.cancel()

    @Slot(object)
    def _on_download_failed(self, failed: Failed) -> None:
        self._running.hide()
        self._offer_download(failed)

    @Slot()
    def _on_cancelled(self) -> None:
        self._show_data(self._client.data)
