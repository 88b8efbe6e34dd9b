"""The Network panel: what is loaded, its layers, and the form for a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import DataFacts, NameAreas, NetworkFacts, NewNetwork
from visctx_gui.gui.panels.form_scroll import FormScroll
from visctx_gui.gui.panels.layer_table import LayerTable
from visctx_gui.gui.plan_editors import WholeNumberEditor
from visctx_gui.gui.plan_form import PlanForm
from visctx_gui.gui.selection import Selection, Unit
from visctx_gui.plan.fields import Option
from visctx_gui.plan.layers import layer_table, parameter_count
from visctx_gui.plan.network import AREAS, NetworkPlan, check_network
from visctx_gui.presentation.numbers import count_text

_FIELDS = (
    "filters",
    "kernel_size",
    "padding",
    "pooling",
    "nonlinearity",
    "normalisation",
    "input_shape",
    "n_classes",
)
_LARGEST_SEED = 2**31 - 1
_FORM_HEIGHT = 160


class NetworkPanel(QWidget):
    """Shows the loaded network; the form below designs another one, with its layers at once.

    Attributes
    ----------
    make_wanted : Signal
        The button that makes the network of the form.
    """

    make_wanted = Signal()

    def __init__(
        self, client: EngineClient, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("network_panel")
        self._client, self._selection = client, selection
        self._loaded_plan: NetworkPlan | None = None
        self._title = QLabel(self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._shows_training = False
        self._facts = QLabel(self)
        self._facts.setWordWrap(True)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(4)
        self._buttons.addStretch(1)
        self.table = LayerTable(self)
        self._make_form()
        self._lay_out()
        self.form.changed.connect(self._show_preview)
        self.table.area_edited.connect(self._name_area)
        self.table.layer_clicked.connect(self._select_layer)
        client.network_changed.connect(self._show_network)
        client.training_state_changed.connect(self._show_training)
        client.data_changed.connect(self._follow_data)
        selection.unit_changed.connect(self._mark_unit)
        self._show_network(client.network)
        if client.data is not None:
            self._follow_data(client.data)

    # ---- making the widgets -----------------------------------------------------------------

    def _make_form(self) -> None:
        self._fold = QToolButton(self)
        self._fold.setText(self.tr("Design a new network"))
        self._fold.setToolTip(self.tr("Show or hide the form for a new network."))
        self._fold.setCheckable(True)
        self._fold.setArrowType(Qt.ArrowType.RightArrow)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setAutoRaise(True)
        self._fold.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fold.toggled.connect(self._show_form)
        self.form = PlanForm(NetworkPlan(), "network", _FIELDS, check_network)
        self.seed = WholeNumberEditor(Option(minimum=0, maximum=_LARGEST_SEED))
        self.seed.setRange(0, _LARGEST_SEED)
        self.seed.setAccessibleName(self.tr("Seed"))
        self.seed.setToolTip(self.tr("Fixes the first weights: same seed, same network."))
        self.form.add_row(self.tr("Seed"), self.seed)
        self.make_button = QPushButton(self.tr("Make it"), self)
        self.make_button.setToolTip(
            self.tr("Replace the loaded network by an untrained one as the form says.")
        )
        self.make_button.clicked.connect(self.make_wanted)
        self._discard = QPushButton(self.tr("Discard"), self)
        self._discard.setToolTip(
            self.tr("Show the loaded network again and fill the form with it.")
        )
        self._discard.clicked.connect(self._discard_form)

    def _lay_out(self) -> None:
        self._scroll = FormScroll(self.form, self)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._scroll.setMinimumHeight(_FORM_HEIGHT)
        self._scroll.setVisible(False)
        self._end = QWidget(self)
        end = QHBoxLayout(self._end)
        end.setContentsMargins(0, 0, 0, 0)
        end.addWidget(self.make_button)
        end.addWidget(self._discard)
        end.addStretch(1)
        self._end.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addLayout(self._buttons)
        column.addWidget(self.table, 1)
        column.addWidget(self._fold)
        column.addWidget(self._scroll)
        column.addWidget(self._end)

    def use_actions(self, actions: Mapping[str, QAction]) -> None:
        """Put buttons for open, save and the untrained twin into the panel."""
        for place, name in enumerate(("open_network", "save_network", "untrained_twin")):
            button = QToolButton(self)
            button.setDefaultAction(actions[name])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._buttons.insertWidget(place, button)

    # ---- showing ----------------------------------------------------------------------------

    @Slot(object)
    def _show_network(self, network: NetworkFacts | None) -> None:
        if network is not None and network.plan != self._loaded_plan:
            self._loaded_plan = network.plan
            self._fill_form(network)
        self._show_preview()
        self._mark_unit(self._selection.unit)

    def _fill_form(self, network: NetworkFacts) -> None:
        self.form.set_plan(network.plan)
        self.seed.set_value(min(max(network.seed, 0), _LARGEST_SEED))

    @Slot(object)
    def _follow_data(self, data: DataFacts) -> None:
        plan = self.form.plan()
        if plan is None or not self._fold.isChecked():
            return
        self.form.set_plan(
            replace(plan, input_shape=data.image_shape, n_classes=len(data.class_names))
        )
        self._show_preview()

    @Slot()
    def _show_preview(self) -> None:
        plan = self.form.plan()
        network = self._client.network
        is_new = network is None or plan != network.plan
        self.make_button.setEnabled(plan is not None)
        self._discard.setVisible(network is not None and is_new)
        if is_new:
            self._title.setText(self.tr("Not made yet: preview of the form"))
            if plan is None:
                self._facts.setText(self.tr("The form asks for a network that cannot be built."))
            else:
                count = count_text(parameter_count(plan))
                self._facts.setText(self.tr("{count} parameters").format(count=count))
                self.table.show_rows(layer_table(plan))
        elif network is not None:
            self._title.setText(
                self.tr("V1-V2 family, {count} parameters").format(
                    count=count_text(network.parameters)
                )
            )
            self._facts.setText(self._weights_text(network))
            self.table.show_rows(network.rows)
        self.table.setEnabled(plan is not None)

    @Slot()
    def _show_training(self) -> None:
        """The weights are described anew when a training begins and when it ends."""
        is_training = self._client.training_state != "idle"
        if is_training != self._shows_training:
            self._shows_training = is_training
            self._show_preview()

    def _weights_text(self, network: NetworkFacts) -> str:
        if self._shows_training:
            return self.tr("Training now; see the Training panel")
        if network.steps_trained:
            words = self.tr("Trained {steps} steps on {data}, seed {seed}")
        else:
            words = self.tr("Untrained, seed {seed}")
        trained = words.format(
            steps=count_text(network.steps_trained),
            data=network.trained_on or self.tr("other images"),
            seed=network.seed,
        )
        source = {"new": "", "embedded": self.tr("built in")}.get(
            network.source, Path(network.source).name
        )
        self._facts.setToolTip(
            self.tr("SHA-256 of the weights: {sum}").format(sum=network.weights_sha256)
        )
        return f"{trained} ({source})" if source else trained

    @Slot(object)
    def _mark_unit(self, unit: Unit | None) -> None:
        self.table.mark_layer(unit[0] if unit else None)

    @Slot(bool)
    def _show_form(self, shown: bool) -> None:
        self._fold.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self._scroll.setVisible(shown)
        self._end.setVisible(shown)
        if shown and self._client.data is not None:
            self._follow_data(self._client.data)
        elif not shown:
            self._discard_form()

    @Slot()
    def _discard_form(self) -> None:
        if self._client.network is not None:
            self._fill_form(self._client.network)
        self._show_preview()

    # ---- doing ------------------------------------------------------------------------------

    def open_form(self) -> None:
        """Unfold the form."""
        self._fold.setChecked(True)
        self.form.editor("filters").setFocus()

    def close_form(self) -> None:
        """Fold the form and show the loaded network again."""
        self._fold.setChecked(False)

    def show_plan(self, plan: NetworkPlan, seed: int) -> None:
        """Fill the form, for instance from an experiment."""
        self.form.set_plan(plan)
        self.seed.set_value(seed)
        self._show_preview()

    @property
    def form_is_open(self) -> bool:
        """Whether the form can be seen."""
        return self._fold.isChecked()

    def wanted(self) -> NewNetwork | None:
        """The request for the network of the form, None while the form is refused."""
        plan = self.form.plan()
        if plan is None:
            return None
        return NewNetwork(network=cast(NetworkPlan, plan), seed=self.seed.value())

    @Slot(int, str)
    def _name_area(self, stage: int, label: str) -> None:
        plan = self.form.plan()
        if plan is None:
            return
        areas = [plan.area_of(one) for one in range(plan.n_stages)]
        areas[stage] = label
        usual = tuple(areas) == AREAS[: plan.n_stages]
        named = () if usual else tuple(areas)
        network = self._client.network
        if network is not None and plan == network.plan:
            self._client.ask(NameAreas(areas=tuple(areas)))
        else:
            self.form.set_plan(replace(plan, areas=named))
            self._show_preview()

    @Slot(str)
    def _select_layer(self, name: str) -> None:
        network = self._client.network
        if network is not None and name in network.plan.conv_names:
            unit = self._selection.unit
            if unit is None or unit[0] != name:
                self._selection.set_unit((name, 0))
