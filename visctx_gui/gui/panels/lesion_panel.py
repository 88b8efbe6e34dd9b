"""The Lesion panel: which units are lesioned and how, and what that does to the answers."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QElapsedTimer, Qt, Signal, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import (
    DataFacts,
    EvaluateLesion,
    Failed,
    LesionEffect,
    NetworkFacts,
    OpenData,
    Split,
    TrainingSnapshot,
)
from visctx_gui.gui.icons import icon
from visctx_gui.gui.panels.compact_tabs import CompactTabs
from visctx_gui.gui.panels.damage_picker import DamagePicker
from visctx_gui.gui.panels.lesion_buttons import LesionButtons
from visctx_gui.gui.panels.lesion_chance import ChancePage
from visctx_gui.gui.panels.lesion_images import ChangedImagesPage
from visctx_gui.gui.panels.lesion_numbers import LesionNumbers
from visctx_gui.gui.panels.lesion_pictures import change_per_class, confusion
from visctx_gui.gui.panels.lesion_restored import RestoredCheck
from visctx_gui.gui.panels.matrix_pair import MatrixPair
from visctx_gui.gui.panels.newest_answer import NewestAnswer
from visctx_gui.gui.panels.picture_saver import PictureSaver
from visctx_gui.gui.panels.scotoma_dialog import ScotomaDialog
from visctx_gui.gui.panels.split_picker import SplitPicker
from visctx_gui.gui.panels.unit_tree import UnitTree
from visctx_gui.gui.panels.when_visible import WhenVisible
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.translation import translated
from visctx_gui.gui.widgets.bar_plot import BarPlotView
from visctx_gui.gui.widgets.empty_note import EmptyNote
from visctx_gui.gui.widgets.matrix_view import MatrixView
from visctx_gui.plan.data import DataPlan

PLACE = "lesion"
EPOCH_INTERVAL_MS = 2000  # small sets have several epochs a second; training comes first
SMALLEST_MATRIX = 104  # pixels; two of them beside each other in the smallest window


class LesionPanel(QWidget):
    """Check-tree, buttons and kind of damage above; accuracies and pictures of the effect below.

    Signals: ``value_hovered(str)``, the value under the cursor for the status bar.
    """

    value_hovered = Signal(str)

    def __init__(
        self, client: EngineClient, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("lesion_panel")
        self._client, self._selection = client, selection
        self._epochs_seen = 0
        self._since_asked = QElapsedTimer()
        self.tree = UnitTree(selection, self)
        self.buttons = LesionButtons(selection, self)
        self.damage = DamagePicker(selection, self)
        self.numbers = LesionNumbers(self)
        self._make_what_else()
        self._make_split_row()
        self._make_pictures()
        self.empty_note = EmptyNote(
            self.tr("What a lesion does to the answers will stand here; it needs images."),
            self.tr("Open the built-in digits"),
            self.tr("1,797 handwritten digits that ship with the program"),
            parent=self,
        )
        self._visible = WhenVisible(self)
        self._answer = NewestAnswer(client, self)
        self._restored = RestoredCheck(client, selection, self)
        self._saver = PictureSaver(client, self)
        self._lay_out()
        self._connect()
        self._show_network(client.network)
        self._show_data(client.data)

    # ---- making -----------------------------------------------------------------------------

    def _make_what_else(self) -> None:
        self._scotoma: ScotomaDialog | None = None
        self.scotoma_button = QPushButton(self.tr("Scotoma..."), self)
        self.scotoma_button.setObjectName("lesion_scotoma")
        self.scotoma_button.setToolTip(
            self.tr("Draw a region on the current image and lesion the cells that look at it")
        )
        self.scotoma_button.clicked.connect(self.open_scotoma)
        self.recover_button = QToolButton(self)
        self.recover_button.setObjectName("lesion_recover")
        self.recover_button.setText(self.tr("Train on with this lesion"))
        self.recover_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.recover_button.setVisible(False)
        self.recover_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def use_actions(self, actions: Mapping[str, QAction]) -> None:
        """Put the training with a held lesion into the panel."""
        self.recover_button.setDefaultAction(actions["recover"])
        self.recover_button.setAccessibleName(actions["recover"].iconText())
        self.recover_button.setVisible(True)

    @Slot()
    def open_scotoma(self) -> None:
        """Show the window that draws a region on the image."""
        if self._scotoma is None:
            self._scotoma = ScotomaDialog(self._client, self._selection, self)
        self._scotoma.show()
        self._scotoma.activateWindow()

    def _make_split_row(self) -> None:
        self.split_picker = SplitPicker(self._client, self)
        self.split_picker.setObjectName("lesion_split")
        self.again_button = QToolButton(self)
        self.again_button.setObjectName("lesion_again")
        self.again_button.setIcon(icon("mdi6.refresh", self.palette()))
        self.again_button.setAutoRaise(True)
        self.again_button.setToolTip(self.tr("Measure again with the weights as they are now"))
        self.again_button.setAccessibleName(self.tr("Measure again"))

    def _make_pictures(self) -> None:
        self.change_bars = BarPlotView(self)
        self.before = MatrixView(self)
        self.after = MatrixView(self)
        for matrix in (self.before, self.after):
            matrix.setMinimumSize(SMALLEST_MATRIX, SMALLEST_MATRIX)
        self._pair = MatrixPair(self.before, self.after, self)
        self.tabs = CompactTabs(self)
        self.tabs.addTab(self.change_bars, self.tr("Per class"))
        self.tabs.addTab(self._pair, self.tr("Confusion"))
        self.chance = ChancePage(self._client, self._selection, self)
        self.images = ChangedImagesPage(self._client, self._selection, self)
        self.tabs.addTab(self.chance, self.tr("Chance"))
        self.tabs.addTab(self.images, self.tr("Images"))
        self.tabs.setTabToolTip(
            0,
            self.tr(
                "Change of the share of right answers in each class; lines: 95 % intervals of the paired difference"
            ),
        )
        self.tabs.setTabToolTip(
            1, self.tr("Which answers were given to which class, before and after")
        )
        self.tabs.setTabToolTip(
            2, self.tr("Is it worse than random units of the same layer, as many, would make it?")
        )
        self.tabs.setTabToolTip(3, self.tr("Which images the lesion broke, and which it saved"))

    def _lay_out(self) -> None:
        upper = QWidget(self)
        choose = QVBoxLayout(upper)
        choose.setContentsMargins(0, 0, 0, 4)
        choose.setSpacing(4)
        choose.addWidget(self.tree, 1)
        choose.addWidget(self.buttons)
        choose.addWidget(self.damage)
        what_else = QHBoxLayout()
        what_else.setSpacing(4)
        what_else.addWidget(self.scotoma_button)
        what_else.addWidget(self.recover_button, 1)
        choose.addLayout(what_else)
        self._effect = QWidget(self)
        effect = QVBoxLayout(self._effect)
        effect.setContentsMargins(0, 4, 0, 0)
        effect.setSpacing(4)
        split = QHBoxLayout()
        split.setSpacing(4)
        split.addWidget(QLabel(self.tr("measured on"), self))
        split.addWidget(self.split_picker, 1)
        split.addWidget(self.again_button)
        effect.addLayout(split)
        effect.addWidget(self.numbers)
        effect.addWidget(self.tabs, 1)
        lower = QWidget(self)
        self._pages = QStackedLayout(lower)
        self._pages.addWidget(self.empty_note)
        self._pages.addWidget(self._effect)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.addWidget(upper)
        parts.addWidget(lower)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        parts.setSizes([260, 360])
        parts.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(parts)

    def _connect(self) -> None:
        self.empty_note.wanted.connect(self._open_digits)
        self.split_picker.activated.connect(self._want)
        self.again_button.clicked.connect(self._want)
        for picture in (self.change_bars, self.before, self.after):
            picture.export_wanted.connect(self._save)
        self.chance.said.connect(self._conclude)
        self.chance.bar.export_wanted.connect(self._save)
        self.chance.bar.value_hovered.connect(self.value_hovered)
        self.images.grid.export_wanted.connect(self._save)
        self.images.value_hovered.connect(self.value_hovered)
        self._restored.said.connect(self.numbers.conclude)
        self._restored.warned.connect(self.numbers.warn)
        self._visible.due.connect(self._ask)
        self._answer.waiting_changed.connect(self._show_waiting)
        self._answer.partly.connect(self._show_effect)
        self._answer.arrived.connect(self._take_effect)
        self._answer.failed.connect(self._show_failure)
        self._selection.lesion_changed.connect(self._want)
        self._client.network_changed.connect(self._show_network)
        self._client.data_changed.connect(self._show_data)
        self._client.training_moved.connect(self._on_training_moved)
        self._client.training_ended.connect(self._on_training_ended)

    # ---- asking -----------------------------------------------------------------------------

    @property
    def split(self) -> Split:
        """The images it is measured on now: chosen, or by the rule."""
        return self.split_picker.split

    @Slot()
    def _want(self) -> None:
        self._visible.want()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._visible.shown()

    @Slot()
    def _ask(self) -> None:
        if self._client.network is None or self._client.data is None:
            return
        self._show_stale(True)
        self._since_asked.start()
        self._answer.ask(
            EvaluateLesion(lesion=self._selection.lesion, split=self.split, place=PLACE)
        )

    @Slot()
    def _open_digits(self) -> None:
        self._client.ask(OpenData(data=DataPlan()))

    # ---- following --------------------------------------------------------------------------

    @Slot(object)
    def _show_network(self, network: NetworkFacts | None) -> None:
        if network is not None:
            self.tree.show_network(network.plan)
            self.buttons.show_network(network.plan)
        self.tree.setEnabled(network is not None)
        for part in (self.buttons, self.damage, self.scotoma_button):
            part.setEnabled(network is not None)
        self._want()

    @Slot(object)
    def _show_data(self, data: DataFacts | None) -> None:
        self._pages.setCurrentIndex(0 if data is None else 1)
        self._want()

    @Slot(object)
    def _on_training_moved(self, snapshot: TrainingSnapshot) -> None:
        self.numbers.holds_lesion = snapshot.state != "idle" and bool(snapshot.held_lesion)
        epochs = len(snapshot.epoch_steps)
        rested = not self._since_asked.isValid() or self._since_asked.elapsed() >= EPOCH_INTERVAL_MS
        if epochs != self._epochs_seen and rested and not self._answer.waiting:
            self._epochs_seen = epochs
            self._want()
        effect = self.numbers.effect
        if effect is not None and not self._answer.waiting and snapshot.step != effect.step:
            self._show_stale(True)

    @Slot()
    def _on_training_ended(self) -> None:
        self.numbers.holds_lesion = False
        self._want()

    # ---- showing ----------------------------------------------------------------------------

    @Slot(object)
    def _show_waiting(self, waiting: bool) -> None:
        if waiting:
            self._show_stale(True)

    def _show_stale(self, stale: bool) -> None:
        self.numbers.setEnabled(not stale)
        if stale:
            self.chance.wait()
            self.images.go_stale()
        for picture in (self.change_bars, self.before, self.after):
            picture.set_waiting(stale)

    @Slot(object)
    def _show_effect(self, effect: LesionEffect) -> None:
        if effect.lesion != self._selection.lesion or effect.split != self.split:
            return
        names = self._class_names()
        self.numbers.show_effect(effect)
        self.change_bars.set_bars(change_per_class(effect, names))
        self.before.set_matrix(confusion(effect, names, lesioned=False))
        self.after.set_matrix(confusion(effect, names, lesioned=True))
        self._show_stale(False)

    @Slot(object)
    def _take_effect(self, effect: LesionEffect) -> None:
        """The effect on all images: what builds on it can be asked now."""
        if effect.lesion != self._selection.lesion or effect.split != self.split:
            return
        self._show_effect(effect)
        self.chance.follow_effect(effect)
        self.images.follow_effect(effect)
        if not effect.lesion:
            self._restored.prove(effect.split)

    @Slot(str)
    def _conclude(self, sentence: str) -> None:
        if self._selection.lesion:
            self.numbers.conclude(sentence)

    def _class_names(self) -> tuple[str, ...]:
        network, data = self._client.network, self._client.data
        if data is not None:
            return data.class_names
        return network.class_names if network is not None else ()

    @Slot(object)
    def _show_failure(self, failed: Failed) -> None:
        words = (translated(failed.what), translated(failed.advice))
        self.numbers.show_nothing(" ".join(part for part in words if part))
        self.numbers.setEnabled(True)
        self.change_bars.set_bars(None)
        self.before.set_matrix(None)
        self.after.set_matrix(None)
        self.chance.clear()
        self.images.clear()

    @Slot(object)
    def _save(self, drawing: object) -> None:
        names = {
            id(self.change_bars.plain_data()): "change-per-class",
            id(self.before.plain_data()): "confusion-intact",
            id(self.after.plain_data()): "confusion-lesioned",
            id(self.chance.bar.plain_data()): "random-control",
            id(self.images.grid.plain_data()): f"{self.images.kind}-images",
        }
        self._saver.save(drawing, f"lesion-{names.get(id(drawing), 'effect')}-{self.split}")
