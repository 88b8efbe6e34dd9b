"""The Training panel: the plan, and how the training goes while it runs."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import numpy as np
from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import (
    LesionEffect,
    NetworkFacts,
    TrainingSnapshot,
    TrainingSummary,
)
from visctx_gui.gui.damage_words import held_text
from visctx_gui.gui.elided_label import ElidedLabel
from visctx_gui.gui.icons import icon
from visctx_gui.gui.live_label import LiveLabel
from visctx_gui.gui.panels.form_scroll import FormScroll
from visctx_gui.gui.panels.picture_saver import PictureSaver
from visctx_gui.gui.panels.when_visible import PaintGate
from visctx_gui.gui.plan_editors import FieldEditor
from visctx_gui.gui.plan_form import PlanForm
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.style import GRID, tabular
from visctx_gui.gui.translation import translated
from visctx_gui.gui.widgets.bar_plot import BarPlotView
from visctx_gui.gui.widgets.empty_note import EmptyNote
from visctx_gui.gui.widgets.history_plot import HistoryPlot
from visctx_gui.plan.training import TrainingPlan, check_training
from visctx_gui.presentation.bars import BarPlot
from visctx_gui.presentation.numbers import count_text, duration_text
from visctx_gui.presentation.training_history import Reference, TrainingHistory

_FIELDS = (
    "optimizer",
    "learning_rate",
    "momentum",
    "weight_decay",
    "batch_size",
    "epochs",
    "patience",
    "augmentation",
    "seed",
    "device",
)
DEVICES = ("auto", "cpu", "mps") if sys.platform == "darwin" else ("auto", "cpu", "cuda")
_FORM_WIDTH, _PLOT_WIDTH = 232, 88


class TrainingPanel(QWidget):
    """The plan as a form, curves that follow the training, and where the run is kept.

    Attributes
    ----------
    device_chosen : Signal(str)
        The device field of the form was changed.
    value_hovered : Signal(str)
        The value under the cursor, for the status bar.
    history : TrainingHistory
        What is drawn.
    """

    device_chosen = Signal(str)
    value_hovered = Signal(str)

    def __init__(
        self, client: EngineClient, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("training_panel")
        self._client = client
        self.history = TrainingHistory()
        self._saver = PictureSaver(client, self)
        self._summary: TrainingSummary | None = None
        self._before_recovery: LesionEffect | None = None
        self._make_form()
        self._make_head()
        self._make_body()
        self._lay_out()
        client.training_moved.connect(self._take_snapshot)
        client.training_ended.connect(self._take_end)
        client.network_changed.connect(self._judge_age)
        client.data_changed.connect(self._follow_data)
        if client.last_snapshot is not None:
            self._take_snapshot(client.last_snapshot)

    # ---- making the widgets -----------------------------------------------------------------

    def _make_form(self) -> None:
        self.form = PlanForm(
            TrainingPlan(), "training", _FIELDS, self._check, choices={"device": DEVICES}
        )
        self.form.changed.connect(self._follow_form)
        self._device = TrainingPlan().device
        self._scroll = FormScroll(self.form, self)
        self._scroll.setMinimumWidth(_FORM_WIDTH)
        self._grey_momentum()

    def _make_head(self) -> None:
        self._fold = QToolButton(self)
        self._fold.setText(self.tr("Plan"))
        self._fold.setToolTip(self.tr("Show or hide the training plan."))
        self._fold.setCheckable(True)
        self._fold.setChecked(True)
        self._fold.setArrowType(Qt.ArrowType.DownArrow)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.toggled.connect(self._show_form)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(4)
        self._buttons.addWidget(self._fold)
        self._folder = ElidedLabel(Qt.TextElideMode.ElideLeft, self)
        self._folder.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._open_folder = QToolButton(self)
        self._open_folder.setIcon(icon("mdi6.folder-outline", self.palette()))
        self._open_folder.setToolTip(self.tr("Open the folder of this run."))
        self._open_folder.setAccessibleName(self.tr("Open the folder of this run"))
        self._open_folder.setVisible(False)
        self._open_folder.clicked.connect(self.open_run_folder)
        self._buttons.addWidget(self._folder, 1)
        self._buttons.addWidget(self._open_folder)
        self._numbers = LiveLabel(self, wraps=True, calm=True)
        self._numbers.setFont(tabular(self._numbers.font()))
        self._numbers.setVisible(False)

    def make_plots(self) -> None:
        """Make the curves where there are none yet; left until after the first paint, to open sooner."""
        if self._plots.count():
            return
        self.loss_plot, self.accuracy_plot = HistoryPlot(), HistoryPlot()
        self.class_plot = BarPlotView()
        for plot, stretch in ((self.loss_plot, 4), (self.accuracy_plot, 4), (self.class_plot, 3)):
            plot.setMinimumWidth(_PLOT_WIDTH)
            self._plots.addWidget(plot)
            self._plots.setStretchFactor(self._plots.count() - 1, stretch)
        self._plots.setChildrenCollapsible(False)
        self._plots.setHandleWidth(GRID)
        self._plots.setSizes([40, 40, 30])  # shares of what there is
        self.loss_plot.value_hovered.connect(self.value_hovered)
        self.accuracy_plot.value_hovered.connect(self.value_hovered)
        self.loss_plot.export_wanted.connect(self._save_loss)
        self.accuracy_plot.export_wanted.connect(self._save_accuracy)
        self.class_plot.export_wanted.connect(self._save_classes)
        self._gate = PaintGate(self.loss_plot)
        self._gate.due.connect(self._draw)

    def _make_body(self) -> None:
        self._plots = QSplitter(Qt.Orientation.Horizontal, self)
        self._empty = EmptyNote(
            self.tr("Loss and accuracy will be drawn here while the network learns."),
            self.tr("Train"),
            self.tr("Train the loaded network as the plan says."),
            self,
        )
        self._body = QStackedWidget(self)
        self._body.addWidget(self._empty)
        self._body.addWidget(self._plots)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._scroll)
        row.addWidget(self._body, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        column.setSpacing(GRID // 2)
        column.addLayout(self._buttons)
        column.addWidget(self._numbers)
        column.addLayout(row, 1)

    def use_actions(self, actions: Mapping[str, QAction]) -> None:
        """Put the five training actions and the resuming of a run into the panel."""
        for place, name in enumerate(("train", "pause", "step", "stop", "cancel", "resume")):
            button = QToolButton(self)
            button.setDefaultAction(actions[name])
            button.setAccessibleName(actions[name].text())
            self._buttons.insertWidget(place + 1, button)
        self._empty.wanted.connect(actions["train"].trigger)

    # ---- the plan ---------------------------------------------------------------------------

    def plan(self) -> TrainingPlan | None:
        """The plan as the form says, None while it is refused."""
        return cast("TrainingPlan | None", self.form.plan())

    def show_plan(self, plan: TrainingPlan) -> None:
        """Fill the form, for instance from an experiment."""
        self.form.set_plan(plan)
        self._follow_form()

    def show_device(self, device: str) -> None:
        """Show the device that was chosen elsewhere."""
        self._device = device
        cast(FieldEditor, self.form.editor("device")).set_value(device)
        self.form.check_again()

    def _check(self, plan: TrainingPlan) -> None:
        data = self._client.data
        check_training(plan, data.n("train") if data is not None else None)

    @Slot(object)
    def _follow_data(self, _data: object) -> None:
        self.form.check_again()

    @Slot()
    def _follow_form(self) -> None:
        self._grey_momentum()
        plan = self.plan()
        if plan is not None and plan.device != self._device:
            self._device = plan.device
            self.device_chosen.emit(plan.device)

    def _grey_momentum(self) -> None:
        plan = self.plan()
        if plan is not None:
            self.form.editor("momentum").setEnabled(plan.optimizer == "sgd")

    @Slot(bool)
    def _show_form(self, shown: bool) -> None:
        self._fold.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self._scroll.setVisible(shown)

    # ---- following the training -------------------------------------------------------------

    @Slot()
    def show_start(self) -> None:
        """A training was asked for: give the room to the curves, grey what an earlier one left."""
        self.make_plots()
        self._fold.setChecked(False)
        self._set_stale(True)
        self._numbers.setVisible(True)
        self._numbers.setText(self.tr("Starting..."))

    @Slot(object)
    def _take_snapshot(self, snapshot: TrainingSnapshot) -> None:
        self.make_plots()
        self.history.add(snapshot)
        if snapshot.state != "idle":
            self._summary = None
            self._set_stale(False)
        self._body.setCurrentWidget(self._plots)
        self._gate.want()

    @Slot(object)
    def _take_end(self, summary: TrainingSummary | None) -> None:
        self._summary = summary
        if summary is not None:
            self.make_plots()
            self.history.add(summary.last)
        self._draw()
        self._judge_age(self._client.network)

    @Slot(object)
    def _judge_age(self, network: NetworkFacts | None) -> None:
        """Grey the curves as soon as the network is not the one they tell of."""
        if self.history.last is None or self._client.training_state != "idle":
            return
        summary = self._summary
        if summary is None or network is None:
            self._set_stale(True)
        else:
            self._set_stale(summary.network.weights_sha256 != network.weights_sha256)

    def _set_stale(self, stale: bool) -> None:
        for plot in (self.loss_plot, self.accuracy_plot, self.class_plot):
            plot.set_waiting(stale)
        self._numbers.setEnabled(not stale)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while the panel could not be seen."""
        super().showEvent(event)
        self._draw()

    # ---- drawing ----------------------------------------------------------------------------

    @Slot()
    def _draw(self) -> None:
        snapshot = self.history.last
        if snapshot is None or not self.isVisible():
            return
        self._numbers.setVisible(True)
        self._numbers.setText(self._numbers_text(snapshot))
        self._show_folder(snapshot.run_folder)
        self.loss_plot.set_plot(
            self.history.loss_plot(
                self.tr("Loss"),
                self.tr("step"),
                self.tr("nats"),
                (self.tr("each batch"), self.tr("running mean")),
            )
        )
        self.accuracy_plot.set_plot(
            self.history.accuracy_plot(
                "",
                self.tr("epoch"),
                self.tr("right"),
                (self.tr("training"), self.tr("validation"), self.tr("best")),
                self._reference(snapshot),
            )
        )
        self.class_plot.set_bars(self._class_bars(snapshot))
        words = self.tr("Share of right answers in each class, of {n} validation images.").format(
            n=count_text(snapshot.n_validation)
        )
        if words != self.class_plot.toolTip():
            self.class_plot.setToolTip(words)
        self._gate.answer_shown()

    @Slot(object)
    def show_reference(self, effect: LesionEffect | None) -> None:
        """A training begins; with a held lesion, this is what the lesion does before it."""
        self._before_recovery = effect

    def _reference(self, snapshot: TrainingSnapshot) -> Reference | None:
        before = self._before_recovery
        if before is None or before.lesion != snapshot.held_lesion:
            return None
        return Reference(
            (self.tr("intact, before"), self.tr("lesioned, before")),
            before.intact.value,
            before.lesioned.value,
        )

    def _class_bars(self, snapshot: TrainingSnapshot) -> BarPlot:
        network = self._client.network
        names = network.class_names if network is not None else ()
        shares = snapshot.per_class_accuracy
        if len(names) != len(shares):
            names = tuple(str(place) for place in range(len(shares)))
        return BarPlot(
            self.tr("Per class"),
            names,
            shares,
            y_label=self.tr("validation"),
            role="validation",
            limits=(0.0, 1.0),
            reference=snapshot.chance,
        )

    def _numbers_text(self, snapshot: TrainingSnapshot) -> str:
        parts = [
            self.tr("epoch {epoch}/{epochs}").format(epoch=snapshot.epoch, epochs=snapshot.epochs),
            self.tr("step {step}/{total}").format(
                step=count_text(snapshot.step), total=count_text(snapshot.steps_total)
            ),
        ]
        if np.isfinite(snapshot.images_per_second) and snapshot.images_per_second > 0:
            speed = count_text(round(snapshot.images_per_second))
            parts.append(self.tr("{speed} images/s").format(speed=speed))
        if snapshot.state == "running":
            left = duration_text(snapshot.seconds_left)
            parts.append(self.tr("{time} left").format(time=left))
        if snapshot.patience or snapshot.epochs_since_best:
            parts.append(self._best_text(snapshot))
        if snapshot.held_lesion:
            parts.append(held_text(snapshot.held_lesion))
        end = self._ending_text()
        return "  \N{MIDDLE DOT}  ".join([end, *parts] if end else parts)

    def _best_text(self, snapshot: TrainingSnapshot) -> str:
        since = snapshot.epochs_since_best
        if snapshot.patience:
            return self.tr("{n}/{patience} without improvement").format(
                n=since, patience=snapshot.patience
            )
        return self.tr("best at epoch {epoch}").format(epoch=snapshot.best_epoch)

    def _ending_text(self) -> str:
        if self._summary is None:
            return self.tr("paused") if self._client.training_state == "paused" else ""
        words = {
            "finished": self.tr("Finished"),
            "kept": self.tr("Stopped, weights kept"),
            "cancelled": self.tr("Cancelled, weights as before"),
            "no progress": self.tr("Stopped for lack of improvement"),
            "diverged": self.tr("Diverged, last good weights restored"),
        }[self._summary.ending]
        said = (translated(self._summary.note), translated(self._summary.advice))
        note = " ".join(part for part in said if part)
        return f"{words}: {note}" if note else words

    @Slot(object)
    def _save_loss(self, plot: object) -> None:
        self._saver.save(plot, "training-loss")

    @Slot(object)
    def _save_accuracy(self, plot: object) -> None:
        self._saver.save(plot, "training-accuracy")

    @Slot(object)
    def _save_classes(self, plot: object) -> None:
        self._saver.save(plot, "accuracy-per-class")

    # ---- the run folder ---------------------------------------------------------------------

    def _show_folder(self, folder: str) -> None:
        if folder == self._folder.text():
            return
        self._folder.setText(folder)
        self._folder.setToolTip(
            self.tr("Checkpoints and history of this run: {folder}").format(folder=folder)
        )
        self._open_folder.setVisible(bool(folder))

    @Slot()
    def open_run_folder(self) -> None:
        """Show the folder of the run in the system's file browser."""
        if self.history.last is not None and Path(self.history.last.run_folder).is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(self.history.last.run_folder))
