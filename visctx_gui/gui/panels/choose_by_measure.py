"""Choosing units by what they are like: a range of a measure, or its largest values."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from visctx_gui.engine.lesion_messages import Numbers, Unit
from visctx_gui.gui.panels.bench_page import part_of
from visctx_gui.gui.panels.choice_picker import ChoicePicker
from visctx_gui.gui.panels.folding_row import FoldingRow
from visctx_gui.gui.panels.measure_words import measure_choices
from visctx_gui.presentation.unit_measures import Measure, top_units, units_between

LARGEST_VALUE = 1e6
MOST_UNITS = 100_000
DECIMALS, DECIMALS_OF_NATS = 3, 5  # one unit of a good network changes the loss by 0.001 nats
IN_NATS: tuple[Measure, ...] = ("loss rise", "importance estimate")


class ChooseByMeasure(QWidget):
    """Units where [measure] is between [..] and [..], or the top [k] of it.

    Signals: ``measure_changed()``; ``between_wanted()`` and ``top_wanted()`` ask the page for the
    values, of which `between` and `top` take the units.
    """

    measure_changed = Signal()
    between_wanted = Signal()
    top_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picker = ChoicePicker(
            self.tr("Choose by"),
            self.tr("What the units are chosen by"),
            measure_choices(with_damage=True),
            self,
        )
        self.picker.choose("damage")
        self._is_edited = False
        self.low = self._number(self.tr("Lowest value"), -LARGEST_VALUE)
        self.high = self._number(self.tr("Highest value"), LARGEST_VALUE)
        self.between_button = self._button(
            self.tr("Choose"),
            self.tr(
                "Choose the units in this range, both ends included; for orientations a first end above the second goes through 180 degrees"
            ),
        )
        self.k = QSpinBox(self)
        self.k.setRange(1, MOST_UNITS)
        self.k.setValue(5)
        self.k.setAccessibleName(self.tr("Number of units"))
        self.k.setToolTip(self.tr("How many units with the largest values"))
        self.top_button = self._button(
            self.tr("Choose top"), self.tr("Choose the units with the largest values")
        )
        between = part_of(
            QLabel(self.tr("units where"), self),
            self.picker,
            QLabel(self.tr("is"), self),
            self.low,
            QLabel(self.tr("to"), self),
            self.high,
            self.between_button,
        )
        top = part_of(QLabel(self.tr("or"), self), self.k, self.top_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(FoldingRow(between, top, self))
        self.picker.activated.connect(self._change_measure)
        for box in (self.low, self.high):
            box.valueChanged.connect(self._keep_range)
        self.between_button.clicked.connect(self.between_wanted)
        self.top_button.clicked.connect(self.top_wanted)

    def _number(self, title: str, value: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setRange(-LARGEST_VALUE, LARGEST_VALUE)
        box.setDecimals(DECIMALS)
        box.setValue(value)
        box.setAccessibleName(title)
        box.setToolTip(title)
        box.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        box.setMaximumWidth(box.fontMetrics().horizontalAdvance("-000.000") + 16)
        return box

    def _button(self, text: str, tooltip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tooltip)
        button.setAccessibleName(text)
        button.setMinimumWidth(button.fontMetrics().horizontalAdvance(text) + 16)
        return button

    @property
    def measure(self) -> Measure:
        """What is chosen by."""
        measure: Measure = self.picker.value  # type: ignore[assignment]
        return measure

    def show_range(self, low: float, high: float) -> None:
        """Offer the range that holds all units, unless a person has written another."""
        if self._is_edited:
            return
        for box, value in ((self.low, low), (self.high, high)):
            blocked = QSignalBlocker(box)
            box.setValue(value)
            blocked.unblock()

    @Slot()
    def _keep_range(self) -> None:
        self._is_edited = True

    @Slot()
    def _change_measure(self) -> None:
        for box in (self.low, self.high):
            box.setDecimals(DECIMALS_OF_NATS if self.measure in IN_NATS else DECIMALS)
        self._is_edited = False
        self.measure_changed.emit()

    def between(self, units: tuple[Unit, ...], values: Numbers) -> tuple[Unit, ...]:
        """The units in the range that stands there, as far as its ends are written."""
        half_a_digit = 0.501 * 10.0 ** -self.low.decimals()
        low, high = self.low.value() - half_a_digit, self.high.value() + half_a_digit
        return units_between(units, values, low, high, self.measure == "orientation")

    def top(self, units: tuple[Unit, ...], values: Numbers) -> tuple[Unit, ...]:
        """The units with the largest values."""
        return top_units(units, values, self.k.value())

    @Slot(bool)
    def enable(self, possible: bool) -> None:
        """Whether there is anything to choose from."""
        for button in (self.between_button, self.top_button):
            button.setEnabled(possible)
