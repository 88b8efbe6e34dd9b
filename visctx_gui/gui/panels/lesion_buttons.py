"""Buttons that choose many units of a layer at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from visctx_gui.gui.damage_words import is_silence
from visctx_gui.gui.icons import icon
from visctx_gui.gui.panels.layer_picker import LayerPicker
from visctx_gui.gui.panels.lesion_choices import first_half, inverted, random_units
from visctx_gui.gui.selection import Selection, Unit
from visctx_gui.plan.layers import layer_row
from visctx_gui.plan.lesion import INTACT
from visctx_gui.plan.network import NetworkPlan

LARGEST_SEED = 2**31 - 1
TEXT_MARGIN = 14  # pixels of a button beside its text; the style's own minimum is far wider


class LesionButtons(QWidget):
    """First half, random, invert and all of one layer; none of all layers; undo and redo."""

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = selection
        self._plan: NetworkPlan | None = None
        self.layer_picker = LayerPicker(self)
        self.layer_picker.setToolTip(self.tr("Layer that the buttons below act on"))
        self.layer_picker.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.layer_picker.setMinimumContentsLength(8)
        self.layer_picker.layer_chosen.connect(self._follow_layer)
        self.undo_button = self._history_button(
            "undo", "mdi6.undo", selection.undo_stack.createUndoAction(self)
        )
        self.redo_button = self._history_button(
            "redo", "mdi6.redo", selection.undo_stack.createRedoAction(self)
        )
        self.half_button = self._button(
            "half",
            self.tr("First half"),
            self.tr("Lesion the first half of the layer's units"),
            self.lesion_first_half,
        )
        self.invert_button = self._button(
            "invert",
            self.tr("Invert"),
            self.tr("Lesion the units of the layer that are intact, restore the lesioned ones"),
            self.invert,
        )
        self.all_button = self._button(
            "all", self.tr("All"), self.tr("Lesion every unit of the layer"), self.lesion_all
        )
        self.none_button = self._button(
            "none",
            self.tr("None"),
            self.tr("Restore every unit of every layer: the intact network, exactly"),
            self.restore,
        )
        self.random_button = self._button(
            "random",
            self.tr("Random"),
            self.tr(
                "Lesion units of the layer drawn at random; the same seed draws the same units"
            ),
            self.lesion_random,
        )
        self.count = self._number("random_count", self.tr("Units to draw"), 1, 1)
        self.seed = self._number("random_seed", self.tr("Seed of the draw"), 0, LARGEST_SEED)
        self._lay_out()
        selection.unit_changed.connect(self._follow_unit)

    def _button(self, name: str, text: str, words: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(f"lesion_{name}")
        button.setToolTip(words)
        button.setAccessibleName(text)
        needed = button.fontMetrics().horizontalAdvance(text) + TEXT_MARGIN
        button.setMinimumWidth(needed)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(slot)
        return button

    def _history_button(self, name: str, icon_name: str, action: QAction) -> QToolButton:
        action.setIcon(icon(icon_name, self.palette()))
        button = QToolButton(self)
        button.setObjectName(f"lesion_{name}")
        button.setDefaultAction(action)
        button.setAutoRaise(True)
        button.setAccessibleName(self.tr("Undo") if name == "undo" else self.tr("Redo"))
        return button

    def _number(self, name: str, words: str, smallest: int, largest: int) -> QSpinBox:
        number = QSpinBox(self)
        number.setObjectName(name)
        number.setRange(smallest, largest)
        number.setToolTip(words)
        number.setAccessibleName(words)
        number.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        number.setMinimumWidth(44)
        return number

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.layer_picker, 1)
        top.addWidget(self.undo_button)
        top.addWidget(self.redo_button)
        self._of_all = QLabel(self)
        draw = QHBoxLayout()
        draw.setSpacing(4)
        draw.addWidget(self.random_button, 2)
        draw.addWidget(self.count, 1)
        draw.addWidget(self._of_all)
        draw.addWidget(QLabel(self.tr("seed"), self))
        draw.addWidget(self.seed, 1)
        whole = QHBoxLayout()
        whole.setSpacing(4)
        for button in (self.half_button, self.invert_button, self.all_button, self.none_button):
            whole.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        for row in (top, whole, draw):
            rows.addLayout(row)

    # ---- following --------------------------------------------------------------------------

    def show_network(self, plan: NetworkPlan) -> None:
        """Offer the filter layers of a network."""
        self._plan = plan
        self.layer_picker.offer(layer_row(plan, name) for name in plan.conv_names)
        self._follow_unit(self._selection.unit)
        self._fit_count()

    @Slot(object)
    def _follow_unit(self, unit: Unit | None) -> None:
        if unit is not None and self.layer_picker.show_layer(unit[0]):
            self._fit_count()

    @Slot(str)
    def _follow_layer(self, _name: str) -> None:
        self._fit_count()

    def _fit_count(self) -> None:
        n_units = self._n_units
        self.count.setMaximum(max(1, n_units))
        self._of_all.setText(self.tr("of {n},").format(n=n_units))

    @property
    def _n_units(self) -> int:
        layer = self.layer_picker.layer
        if self._plan is None or layer is None:
            return 0
        return self._plan.filters[self._plan.conv_names.index(layer)]

    # ---- doing ------------------------------------------------------------------------------

    @Slot()
    def lesion_first_half(self) -> None:
        """Lesion units 0 to n/2 - 1 of the layer, and no other of it."""
        words = (
            self.tr("Silence the first half of {layer}")
            if is_silence(self._selection.kind)
            else self.tr("Lesion the first half of {layer}")
        )
        self._change(first_half(self._n_units), words)

    @Slot()
    def lesion_random(self) -> None:
        """Lesion so many units of the layer, drawn with the stated seed."""
        k, seed = self.count.value(), self.seed.value()
        words = (
            self.tr("Silence {k} random units of {layer}, seed {seed}")
            if is_silence(self._selection.kind)
            else self.tr("Lesion {k} random units of {layer}, seed {seed}")
        )
        units = random_units(self._n_units, min(k, self._n_units), seed)
        self._change(units, words, k=k, seed=seed)

    @Slot()
    def invert(self) -> None:
        """Lesion what is intact in the layer, and the reverse."""
        layer = self.layer_picker.layer
        if layer is not None:
            units = inverted(self._n_units, self._selection.lesion.units(layer))
            self._change(units, self.tr("Invert {layer}"))

    @Slot()
    def lesion_all(self) -> None:
        """Lesion every unit of the layer."""
        words = (
            self.tr("Silence all of {layer}")
            if is_silence(self._selection.kind)
            else self.tr("Lesion all of {layer}")
        )
        self._change(range(self._n_units), words)

    @Slot()
    def restore(self) -> None:
        """Restore every unit of every layer."""
        self._selection.change_lesion(INTACT, self.tr("Restore all units"))

    def _change(self, units: Iterable[int], words: str, **values: object) -> None:
        layer = self.layer_picker.layer
        if layer is not None:
            lesion = self._selection.lesion.with_units(layer, units, self._selection.kind)
            self._selection.change_lesion(lesion, words.format(layer=layer, **values))
