"""The toolbar's list of devices, one with the device field of the Training panel."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import ChooseDevice
from visctx_gui.gui.panels.training_panel import DEVICES, TrainingPanel
from visctx_gui.gui.plan_editors import choice_title


class DevicePicker(QComboBox):
    """Choosing here or in the panel moves everything to the device and shows it in both places."""

    def __init__(
        self, client: EngineClient, panel: TrainingPanel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._client, self._panel = client, panel
        for device in DEVICES:
            self.addItem(choice_title(device), device)
        self.setAccessibleName(self.tr("Device"))
        self.setToolTip(self.tr("Where the network runs."))
        self.activated.connect(self._pick)
        panel.device_chosen.connect(self._follow_panel)

    @Slot(int)
    def _pick(self, place: int) -> None:
        device = str(self.itemData(place))
        self._panel.show_device(device)
        self._client.ask(ChooseDevice(device=device))

    @Slot(str)
    def _follow_panel(self, device: str) -> None:
        if self.findData(device) < 0:
            self.addItem(choice_title(device), device)
        self.setCurrentIndex(self.findData(device))
        self._client.ask(ChooseDevice(device=device))
