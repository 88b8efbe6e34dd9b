"""What is done to the units of the lesion: the kind of damage and its dose."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from visctx_gui.gui.damage_words import damage_explanation, damage_title
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.lesion import MODES, DamageKind

LARGEST_SEED = 2**31 - 1
DRAWN = ("noise", "connections")  # kinds that need a seed


class DamagePicker(QWidget):
    """Kind, dose and, where something is drawn, the seed; shows and changes `Selection.kind`."""

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = selection
        self.mode = QComboBox(self)
        self.mode.setObjectName("damage_mode")
        self.mode.setAccessibleName(self.tr("Kind of damage"))
        self.mode.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.mode.setMinimumContentsLength(4)
        for mode in MODES:
            self.mode.addItem(damage_title(mode), mode)
            words = damage_explanation(mode)
            self.mode.setItemData(self.mode.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
        self.mode.view().setMinimumWidth(self.mode.view().sizeHintForColumn(0) + 24)
        self.dose = QDoubleSpinBox(self)
        self.dose.setObjectName("damage_dose")
        self.dose.setRange(0.01, 1.0)
        self.dose.setSingleStep(0.05)
        self.dose.setDecimals(2)
        self.dose.setKeyboardTracking(False)
        self.dose.setAccessibleName(self.tr("Dose"))
        self.seed = QSpinBox(self)
        self.seed.setObjectName("damage_seed")
        self.seed.setRange(0, LARGEST_SEED)
        self.seed.setKeyboardTracking(False)
        self.seed.setPrefix(self.tr("seed "))
        self.seed.setAccessibleName(self.tr("Seed of the damage"))
        self.seed.setToolTip(self.tr("The same seed draws the same noise or connections"))
        self.seed.setMinimumWidth(56)
        self.dose.setMinimumWidth(58)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.mode, 1)
        row.addWidget(QLabel(self.tr("dose"), self))
        row.addWidget(self.dose)
        row.addWidget(self.seed)
        self.mode.activated.connect(self._choose)
        self.dose.valueChanged.connect(self._choose)
        self.seed.valueChanged.connect(self._choose)
        selection.kind_changed.connect(self._show_kind)
        self._show_kind(selection.kind)

    @Slot()
    def _choose(self) -> None:
        kind = DamageKind(
            str(self.mode.currentData()), round(self.dose.value(), 2), self.seed.value()
        )
        if kind.mode not in DRAWN:
            kind = DamageKind(kind.mode, kind.dose)
        words = self.tr("Damage by {kind}, dose {dose}")
        self._selection.set_kind(
            kind, words.format(kind=damage_title(kind.mode), dose=f"{kind.dose:g}")
        )
        self._show_kind(self._selection.kind)

    def choose_mode(self, mode: str) -> None:
        """Choose a kind as a person does in the list."""
        self.mode.setCurrentIndex(self.mode.findData(mode))
        self._choose()

    @Slot(object)
    def _show_kind(self, kind: DamageKind) -> None:
        blocked = [QSignalBlocker(editor) for editor in (self.mode, self.dose, self.seed)]
        self.mode.setCurrentIndex(self.mode.findData(kind.mode))
        self.dose.setValue(kind.dose)
        self.seed.setValue(kind.seed)
        for blocker in blocked:
            blocker.unblock()
        self.seed.setVisible(kind.mode in DRAWN)
        what = self.tr("What is done to the units of the lesion: {kind}.")
        self.mode.setToolTip(
            " ".join((what.format(kind=damage_title(kind.mode)), damage_explanation(kind.mode)))
        )
        self.dose.setToolTip(
            self.tr("Share of the incoming connections that is cut, 0 to 1")
            if kind.mode == "connections"
            else self.tr("0 leaves the unit as it is, 1 is the whole damage")
        )
