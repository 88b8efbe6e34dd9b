"""The picker of one filter layer, or of all of them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from visctx_gui.gui.panels.layer_picker import LayerPicker
from visctx_gui.plan.layers import LayerRow, layer_row
from visctx_gui.plan.network import NetworkPlan

ALL = "*"
MOST_UNITS_AT_FIRST = 512  # a network with more is not swept as a whole unless asked to


class LayersPicker(LayerPicker):
    """`LayerPicker` with "all layers" behind the single ones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTip(self.tr("Layers whose units are taken"))

    @property
    def layers(self) -> tuple[str, ...]:
        """Names of the chosen layers; empty while there are none."""
        if self.layer == ALL:
            return tuple(str(self.itemData(place)) for place in range(self.count() - 1))
        return () if self.layer is None else (self.layer,)

    def offer(self, rows: Iterable[LayerRow]) -> None:
        """Offer these layers and all of them; what was chosen stays where it still exists."""
        chosen_all = self.layer == ALL
        super().offer(rows)
        blocked = QSignalBlocker(self)
        self.addItem(self.tr("all layers"), ALL)
        if chosen_all:
            self.setCurrentIndex(self.count() - 1)
        blocked.unblock()

    def show_network(self, plan: NetworkPlan) -> None:
        """Offer the filter layers of a network, all of them at first where they are not too many."""
        is_first = self.count() == 0
        self.offer(layer_row(plan, name) for name in plan.conv_names)
        if is_first and sum(plan.filters) <= MOST_UNITS_AT_FIRST:
            self.show_layer(ALL)
