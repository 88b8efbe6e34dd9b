"""The picker of the images that something is measured on."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import Split


class SplitPicker(QComboBox):
    """Automatic is validation images during a training, where there are any, else test images."""

    def __init__(self, client: EngineClient, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self.setAccessibleName(self.tr("Images measured on"))
        self.setToolTip(
            self.tr(
                "Images the accuracies are measured on; automatic is validation images during training, test images afterwards"
            )
        )
        for text, split in (
            ("", None),
            (self.tr("test"), "test"),
            (self.tr("validation"), "validation"),
            (self.tr("training"), "train"),
        ):
            self.addItem(text, split)
        client.training_moved.connect(self._name_automatic)
        client.training_ended.connect(self._name_automatic)
        client.data_changed.connect(self._name_automatic)
        self._name_automatic()

    @property
    def split(self) -> Split:
        """The images it would be measured on now: chosen, or by the rule."""
        chosen: Split | None = self.currentData()
        return self._automatic if chosen is None else chosen

    @property
    def _automatic(self) -> Split:
        data = self._client.data
        if self._client.training_state == "idle" or data is None or not data.n("validation"):
            return "test"
        return "validation"

    @Slot()
    def _name_automatic(self) -> None:
        split = self.tr("validation") if self._automatic == "validation" else self.tr("test")
        words = self.tr("auto: {split}").format(split=split)
        if words != self.itemText(0):
            self.setItemText(0, words)
