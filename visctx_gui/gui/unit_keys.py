"""The keys that hop between units and layers, and act on the selected one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.lesion import INTACT

_ROW_OF_UNITS = 8


class UnitKeys(QObject):
    """Moves the selection through the units of the loaded network."""

    def __init__(self, client: EngineClient, selection: Selection, parent: QObject) -> None:
        super().__init__(parent)
        self._client, self._selection = client, selection

    def hop(self, by: int) -> None:
        """Select the unit `by` places further on in its layer; 0 selects one where none is."""
        if self._client.network is not None:
            self._selection.hop_unit(by, self._client.network.plan)

    @Slot()
    def next_unit(self) -> None:
        """The unit after the selected one."""
        self.hop(1)

    @Slot()
    def previous_unit(self) -> None:
        """The unit before the selected one."""
        self.hop(-1)

    @Slot()
    def unit_below(self) -> None:
        """A row of units further on."""
        self.hop(_ROW_OF_UNITS)

    @Slot()
    def unit_above(self) -> None:
        """A row of units back."""
        self.hop(-_ROW_OF_UNITS)

    @Slot()
    def next_layer(self) -> None:
        """The filter layer after that of the selected unit."""
        self._hop_layer(1)

    @Slot()
    def previous_layer(self) -> None:
        """The filter layer before that of the selected unit."""
        self._hop_layer(-1)

    def _hop_layer(self, by: int) -> None:
        if self._client.network is not None:
            self._selection.hop_layer(by, self._client.network.plan)

    @Slot()
    def restore_all(self) -> None:
        """Switch every unit on again."""
        self._selection.change_lesion(INTACT, self.tr("Restore all units"))
