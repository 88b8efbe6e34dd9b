"""The picker of the images that something is measured on."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import Split


class SplitPicker(QComboBox):
    """Automatic is validation images during a training, where there are any, else test images.

    Parameters
    ----------
    client : EngineClient
    parent : QWidget, optional
    chooses_units : bool
        Units are chosen by what is measured, so the test images are left for the lesion: automatic
        is always validation images, where there are any.
    """

    def __init__(
        self, client: EngineClient, parent: QWidget | None = None, chooses_units: bool = False
    ) -> None:
        super().__init__(parent)
        self._client, self._chooses_units = client, chooses_units
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setAccessibleName(self.tr("Images measured on"))
        rule = self.tr(
            "Images the accuracies are measured on; automatic is validation images during training, test images afterwards"
        )
        if chooses_units:
            rule = self.tr(
                "Images the units are measured on; automatic is validation images, so that a lesion of units chosen here is tested on other images"
            )
        self.setToolTip(rule)
        for text, split in (
            ("", None),
            (self.tr("test"), "test"),
            (self.tr("validation"), "validation"),
            (self.tr("training"), "train"),
        ):
            self.addItem(text, split)
        client.training_state_changed.connect(self._name_automatic)
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
        wanted = self._chooses_units or self._client.training_state != "idle"
        return "validation" if wanted and data is not None and data.n("validation") else "test"

    @Slot()
    def _name_automatic(self) -> None:
        split = self.tr("validation") if self._automatic == "validation" else self.tr("test")
        words = self.tr("auto: {split}").format(split=split)
        if words != self.itemText(0):
            self.setItemText(0, words)
