"""The list of data sets: those the program knows, recent folders, and a folder yet to be chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from visctx_gui.gui.panels.readable_path import readable_name
from visctx_gui.plan.data import DATA_SETS, FOLDER, DataPlan

ASK = "ask for a folder"
SHORTEST_TEXT = 12  # characters that stay readable where there is little room


class DataSetPicker(QComboBox):
    """An item's data is the name of a data set, or ``folder:`` and a path.

    Signals: ``set_wanted(str)``, a known set; ``folder_wanted(str)``, a recent folder;
    ``dialog_wanted()``.
    """

    set_wanted = Signal(str)
    folder_wanted = Signal(str)
    dialog_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folders: list[str] = []
        self.setObjectName("data_set_picker")
        self.setAccessibleName(self.tr("Data set"))
        self.setToolTip(self.tr("The images the network learns from and is tested on"))
        self.setMinimumContentsLength(SHORTEST_TEXT)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for facts in DATA_SETS.values():
            self.addItem(facts.title, facts.name)
        self.addItem(self.tr("Open folder..."), ASK)
        words = self.tr("Your own images: a folder with a sub-folder for each class")
        self.setItemData(self.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
        self.activated.connect(self._pass_on)

    @property
    def wanted(self) -> str:
        """Name of the data set that is shown."""
        chosen = str(self.currentData())
        return chosen if chosen in DATA_SETS else FOLDER

    def show_recent(self, folders: list[str]) -> None:
        """List these folders under the known sets."""
        shown = str(self.currentData())
        blocked = QSignalBlocker(self)
        for folder in self._folders:
            self.removeItem(self.findData(_key(folder)))
        self._folders = []
        for folder in folders:
            self._add(folder)
        self.setCurrentIndex(self.findData(shown))
        blocked.unblock()

    def show_plan(self, plan: DataPlan) -> None:
        """Show what is loaded."""
        blocked = QSignalBlocker(self)
        folder = plan.folder or ""
        if plan.name == FOLDER and self.findData(_key(folder)) < 0:
            self._add(folder)
        self.setCurrentIndex(self.findData(_key(folder) if plan.name == FOLDER else plan.name))
        blocked.unblock()

    def _add(self, folder: str) -> None:
        place = self.findData(ASK)
        self.insertItem(place, readable_name(folder) or folder, _key(folder))
        self.setItemData(place, str(Path(folder)), Qt.ItemDataRole.ToolTipRole)
        self._folders.append(folder)

    @Slot(int)
    def _pass_on(self, place: int) -> None:
        chosen = str(self.itemData(place))
        if chosen == ASK:
            self.dialog_wanted.emit()
        elif chosen in DATA_SETS:
            self.set_wanted.emit(chosen)
        else:
            self.folder_wanted.emit(chosen.removeprefix(_key("")))


def _key(folder: str) -> str:
    return f"{FOLDER}:{folder}"
