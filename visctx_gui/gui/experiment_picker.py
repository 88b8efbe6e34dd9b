"""The toolbar's list of ready-made experiments, and what choosing one does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import DataFacts, NewNetwork, OpenData
from visctx_gui.plan.data import FOLDER
from visctx_gui.plan.experiment import ExperimentPlan, completed, fitted_to
from visctx_gui.plan.ready_made import open_experiment, ready_made
from visctx_gui.plan.training import TrainingPlan
from visctx_gui.plan.wording import PlanError

PATH_ROLE = Qt.ItemDataRole.UserRole + 1  # of the file that a line was read from


class ExperimentPicker(QComboBox):
    """Lists the ready-made experiments; the first line stands for a plan of one's own.

    Attributes
    ----------
    chosen : Signal(object)
        The `ExperimentPlan` that was picked or opened, before its data are loaded.
    refused : Signal(object)
        The `PlanError` of a file that is no experiment.
    """

    chosen = Signal(object)
    refused = Signal(object)

    def __init__(self, client: EngineClient, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._wanted: ExperimentPlan | None = None
        self.experiment = ExperimentPlan()
        self.setMinimumContentsLength(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setAccessibleName(self.tr("Experiment"))
        self.setToolTip(
            self.tr(
                "Ready-made experiments: choosing one fills the forms and loads its data and a new network."
            )
        )
        self.setPlaceholderText(self.tr("Experiment"))
        self.activated.connect(self._pick)

    def fill(self) -> None:
        """Read the ready-made experiments."""
        for plan in ready_made():
            self.addItem(plan.name, plan)
            self.setItemData(self.count() - 1, plan.title, Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(-1)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 32)

    @Slot(int)
    def _pick(self, place: int) -> None:
        plan = self.itemData(place)
        if isinstance(plan, ExperimentPlan):
            self.take(plan)

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Read an experiment file and take it."""
        try:
            plan = open_experiment(path)
        except PlanError as error:
            self.refused.emit(error)
            return
        self.setCurrentIndex(self._place_of(path, plan))
        self.take(plan)

    def _place_of(self, path: Path, plan: ExperimentPlan) -> int:
        """The line of a file, which stands under its path where another has its name."""
        place = self.findData(str(path), PATH_ROLE)
        if place < 0:
            self.addItem(plan.name if self.findText(plan.name) < 0 else str(path))
            place = self.count() - 1
        self.setItemData(place, plan)
        self.setItemData(place, str(path), PATH_ROLE)
        self.setItemData(place, str(path), Qt.ItemDataRole.ToolTipRole)
        return place

    def take(self, plan: ExperimentPlan) -> None:
        """Fill the forms with an experiment, load its data and then make its network."""
        self.experiment = plan
        self._wanted = plan
        self.chosen.emit(plan)
        self._client.ask(OpenData(data=plan.data), on_done=self._make_network)

    @Slot(object)
    def _make_network(self, data: DataFacts) -> None:
        plan, self._wanted = self._wanted, None
        if plan is not None and data.plan == plan.data:
            self._make_for(plan, data)

    def _make_for(self, plan: ExperimentPlan, data: DataFacts) -> None:
        if plan.follows:  # only the opened images tell what the network is for
            try:
                plan = replace(fitted_to(plan, data.facts), data=plan.data)
            except PlanError as error:
                self.refused.emit(error)
                return
            self.experiment = plan
            self.chosen.emit(plan)
        self._client.ask(NewNetwork(network=plan.network, seed=plan.training.seed))

    def as_shown(
        self, data: DataFacts | None, network: NewNetwork, training: TrainingPlan
    ) -> ExperimentPlan:
        """The last experiment with the parts that the forms say now."""
        plan = replace(
            self.experiment, network=network.network, training=training, opened=None, follows=()
        )
        if data is None:
            return plan
        plan = replace(plan, data=data.plan)
        return completed(plan, data.facts) if data.plan.name == FOLDER else plan
