"""What an Activations panel shows and how: layer, scale, twin, side of the nonlinearity, pin."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from visctx_gui.engine.messages import NetworkFacts
from visctx_gui.gui.icons import icon
from visctx_gui.gui.panels.choice_picker import ChoicePicker
from visctx_gui.gui.panels.layer_picker import LayerPicker

Twin = Literal["none", "untrained", "intact"]


class ActivationPickers(QWidget):
    """Signals: ``question_changed()``, other maps are wanted; ``look_changed()``; ``pinned(bool)``."""

    question_changed = Signal()
    look_changed = Signal()
    pinned = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter_layers: tuple[str, ...] = ()
        self.layer = LayerPicker(self)
        self.layer.setToolTip(
            self.tr(
                "Layer whose maps are shown; a filter layer means its output after the nonlinearity"
            )
        )
        self.twin_picker = ChoicePicker(
            self.tr("Twin"),
            self.tr(
                "A second network beside this one, on the same scale: never trained, or without the lesion"
            ),
            (
                (self.tr("no twin"), "none"),
                (self.tr("untrained"), "untrained"),
                (self.tr("intact"), "intact"),
            ),
            self,
        )
        self._make_look_menu()
        self.pin = QToolButton(self)
        self.pin.setCheckable(True)
        self.pin.setAutoRaise(True)
        self.pin.setIcon(icon("mdi6.pin-outline", self.palette()))
        self.pin.setToolTip(
            self.tr("Pin the image: this panel keeps it when another one becomes current")
        )
        self.pin.setAccessibleName(self.tr("Pin the image"))
        self._lay_out()
        self.layer.layer_chosen.connect(self._on_question)
        self.twin_picker.activated.connect(self._on_question)
        self._sides.triggered.connect(self._on_question)
        self._scales.triggered.connect(self._on_look)
        self.pin.toggled.connect(self.pinned)

    def _make_look_menu(self) -> None:
        self.look_button = QToolButton(self)
        self.look_button.setIcon(icon("mdi6.tune-variant", self.palette()))
        self.look_button.setAutoRaise(True)
        self.look_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.look_button.setToolTip(self.tr("Which side of the nonlinearity, and the colour scale"))
        self.look_button.setAccessibleName(self.tr("Look of the maps"))
        self._look_menu = QMenu(self)
        self._look_menu.setToolTipsVisible(True)
        self.after = self._choice(
            self.tr("After the nonlinearity"), self.tr("What the layer passes on")
        )
        self.before = self._choice(
            self.tr("Summed input"), self.tr("What reaches the nonlinearity; may be below zero")
        )
        self._sides = self._group(self.after, self.before)
        self._look_menu.addSeparator()
        self.common_scale = self._choice(
            self.tr("One scale for the layer"),
            self.tr("Maps can be compared; twins always share one scale"),
        )
        self.own_scales = self._choice(
            self.tr("A scale for each map"), self.tr("Weak maps are seen as well as strong ones")
        )
        self._scales = self._group(self.common_scale, self.own_scales)
        self.look_button.setMenu(self._look_menu)

    def _choice(self, text: str, words: str) -> QAction:
        action = self._look_menu.addAction(text)
        action.setToolTip(words)
        action.setCheckable(True)
        return action

    def _group(self, first: QAction, second: QAction) -> QActionGroup:
        group = QActionGroup(self)
        group.addAction(first)
        group.addAction(second)
        first.setChecked(True)
        return group

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.layer)
        row.addWidget(self.twin_picker)
        row.addStretch(1)
        row.addWidget(self.look_button)
        row.addWidget(self.pin)

    def show_network(self, network: NetworkFacts) -> None:
        """Offer every layer of a network."""
        self._filter_layers = network.plan.conv_names
        self.layer.offer(network.rows)
        self._update()

    def show_layer(self, name: str) -> bool:
        """Show a layer without sending a signal; False where there is no such layer."""
        known = self.layer.show_layer(name)
        self._update()
        return known

    @property
    def twin(self) -> Twin:
        """Which twin stands beside the network."""
        value = self.twin_picker.value
        return "untrained" if value == "untrained" else "intact" if value == "intact" else "none"

    @property
    def before_nonlinearity(self) -> bool:
        """Whether a filter layer's summed input is wanted."""
        return self.before.isChecked() and self.layer.layer in self._filter_layers

    @property
    def own_scale(self) -> bool:
        """Whether every map has its own scale."""
        return self.own_scales.isChecked() and self.twin == "none"

    def _update(self) -> None:
        self._sides.setEnabled(self.layer.layer in self._filter_layers)
        self._scales.setEnabled(self.twin == "none")

    @Slot()
    def _on_question(self) -> None:
        self._update()
        self.question_changed.emit()

    @Slot()
    def _on_look(self) -> None:
        self.look_changed.emit()
