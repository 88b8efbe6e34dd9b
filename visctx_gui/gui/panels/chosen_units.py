"""What can be done with the units that were chosen in a table or a plot."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from visctx_gui.gui.named_sets import NamedSets
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.style import small
from visctx_gui.plan.lesion import DamageKind, Lesion
from visctx_gui.plan.unit_sets import UnitSet, set_of
from visctx_gui.presentation.numbers import count_text

Unit = tuple[str, int]


class ChosenUnits(QWidget):
    """Silence, restore or keep as a set what is chosen; each can be taken back.

    Attributes
    ----------
    units : tuple of (layer, index)
        What is chosen now.
    """

    def __init__(
        self, selection: Selection, named_sets: NamedSets, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._selection, self._sets = selection, named_sets
        self.units: tuple[Unit, ...] = ()
        self.count = QLabel(self)
        self.count.setFont(small(self.font()))
        self.silence_button = self._button(
            self.tr("Silence"),
            self.tr("Damage the chosen units as well, in the way the Lesion panel says"),
            self.silence,
        )
        self.restore_button = self._button(
            self.tr("Restore"), self.tr("Restore the chosen units"), self.restore
        )
        self.only_button = self._button(
            self.tr("Only these"),
            self.tr("Damage the chosen units and restore all others"),
            self.silence_only,
        )
        self.save_button = self._button(
            self.tr("Save as set"),
            self.tr("Keep the chosen units as a named set; it can be renamed on the Sets page"),
            self.save,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.count, 1)
        for button in (
            self.silence_button,
            self.restore_button,
            self.only_button,
            self.save_button,
        ):
            row.addWidget(button)
        self.choose(())

    def _button(self, text: str, tooltip: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tooltip)
        button.setAccessibleName(text)
        button.setMinimumWidth(button.fontMetrics().horizontalAdvance(text) + 16)
        button.clicked.connect(slot)
        return button

    def choose(self, units: Iterable[Unit]) -> None:
        """These units are chosen now."""
        self.units = tuple(units)
        self.count.setText(self.tr("{n} chosen").format(n=count_text(len(self.units))))
        for button in self.findChildren(QPushButton):
            button.setEnabled(bool(self.units))

    def outline(self, units: Iterable[Unit], how: str) -> None:
        """Units were outlined in a plot: they ``replace`` the chosen ones, ``add`` to or ``remove`` from them."""
        outlined = tuple(units)
        if how == "add":
            outlined = tuple(dict.fromkeys([*self.units, *outlined]))
        elif how == "remove":
            gone = set(outlined)
            outlined = tuple(unit for unit in self.units if unit not in gone)
        self.choose(outlined)

    @Slot()
    def silence(self) -> None:
        """Damage the chosen units as well."""
        self._damage(self._held | set(self.units), self.tr("Silence {n} chosen units"))

    @Slot()
    def restore(self) -> None:
        """Restore the chosen units."""
        self._damage(self._held - set(self.units), self.tr("Restore {n} chosen units"))

    @Slot()
    def silence_only(self) -> None:
        """Damage the chosen units and no others."""
        self._damage(set(self.units), self.tr("Silence only {n} chosen units"))

    @Slot()
    def save(self) -> None:
        """Keep the chosen units as a set under a free name."""
        self._sets.add([UnitSet(self._sets.proposed_name(self.units), frozenset(self.units))])

    @property
    def _held(self) -> set[Unit]:
        return set(set_of(self._selection.lesion, "").units)

    def _damage(self, units: set[Unit], words: str) -> None:
        lesion = lesion_of_exactly(self._selection.lesion, units, self._selection.kind)
        self._selection.change_lesion(lesion, words.format(n=len(self.units)))


def lesion_of_exactly(lesion: Lesion, units: set[Unit], kind: DamageKind) -> Lesion:
    """Exactly these units damaged: those that were keep their kind of damage, the others get `kind`."""
    for layer in sorted({*lesion.layers, *(layer for layer, _ in units)}):
        wanted = (index for name, index in units if name == layer)
        lesion = lesion.with_units(layer, wanted, kind)
    return lesion
