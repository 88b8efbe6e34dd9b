"""The Lesion bench: sweeps, curves, rankings, named sets and recovery, each on a page of its own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.gui.named_sets import NamedSets
from visctx_gui.gui.panels.bench_page import BenchPage
from visctx_gui.gui.panels.curve_page import CurvePage
from visctx_gui.gui.panels.ranking_page import RankingPage
from visctx_gui.gui.panels.recovery_page import RecoveryPage
from visctx_gui.gui.panels.sets_page import SetsPage
from visctx_gui.gui.panels.sweep_page import SweepPage
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.training_control import TrainingControl


class BenchPanel(QWidget):
    """Pages that measure only when they are asked to.

    Attributes
    ----------
    named_sets : NamedSets
        The sets of this window.
    value_hovered : Signal(str)
    recovery_wanted : Signal(Lesion)
        Train on with this lesion held.
    """

    value_hovered = Signal(str)
    recovery_wanted = Signal(object)

    def __init__(
        self, client: EngineClient, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("bench_panel")
        self.named_sets = NamedSets(self)
        self.sweep = SweepPage(client, selection, self.named_sets, self)
        self.curve = CurvePage(client, selection, self)
        self.ranking = RankingPage(client, selection, self.named_sets, self)
        self.sets = SetsPage(client, selection, self.named_sets, self)
        self.recovery = RecoveryPage(client, selection, self.named_sets, self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self._add(self.sweep, self.tr("Sweep"), self.tr("Every unit silenced alone"))
        self._add(self.curve, self.tr("Curve"), self.tr("None to all units of a layer silenced"))
        self._add(self.ranking, self.tr("Ranking"), self.tr("Units by importance, in several ways"))
        self._add(self.sets, self.tr("Sets"), self.tr("Named sets of units, and two compared"))
        self._add(self.recovery, self.tr("Recovery"), self.tr("Training on with a lesion held"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.ranking.estimates_changed.connect(self.sweep.show_estimates)
        self.recovery.recovery_wanted.connect(self.recovery_wanted)

    def use_training(self, training: TrainingControl) -> None:
        """Let this start a training with the lesion held."""
        self.recovery_wanted.connect(training.recover)
        training.refused.connect(self.recovery.forget_training)

    def _add(self, page: BenchPage, title: str, tooltip: str) -> None:
        page.value_hovered.connect(self.value_hovered)
        self.tabs.setTabToolTip(self.tabs.addTab(page, title), tooltip)
