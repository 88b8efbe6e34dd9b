"""The picker of a layer, the same in every panel."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from visctx_gui.plan.layers import LayerRow


class LayerPicker(QComboBox):
    """Offers layers by name and area; ``layer_chosen(name)`` is sent when a person picks one."""

    layer_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Layer"))
        self.activated.connect(self._on_activated)

    @property
    def layer(self) -> str | None:
        """The layer that is shown, None while there is none."""
        name = self.currentData()
        return str(name) if name is not None else None

    def offer(self, rows: Iterable[LayerRow]) -> None:
        """Offer these layers; the one that was shown stays where it still exists."""
        rows = tuple(rows)
        before = self.layer
        blocked = QSignalBlocker(self)
        self.clear()
        for row in rows:
            self.addItem(f"{row.name} ({row.area})" if row.area else row.name, row.name)
        self.setCurrentIndex(max(0, self.findData(before)) if rows else -1)
        blocked.unblock()

    def show_layer(self, name: str) -> bool:
        """Show a layer without sending a signal; False where it is not offered."""
        place = self.findData(name)
        if place >= 0:
            blocked = QSignalBlocker(self)
            self.setCurrentIndex(place)
            blocked.unblock()
        return place >= 0

    @Slot(int)
    def _on_activated(self, _place: int) -> None:
        if self.layer is not None:
            self.layer_chosen.emit(self.layer)
