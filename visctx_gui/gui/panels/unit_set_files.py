"""Named sets of units in a file, written and read without holding up the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QSaveFile, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from visctx_gui.gui.named_sets import NamedSets
from visctx_gui.plan.unit_sets import read_unit_sets, write_unit_sets
from visctx_gui.plan.wording import PlanError, message, translatable

LARGEST_FILE_BYTES = 16 * 2**20


class UnitSetFiles(QObject):
    """Signals: ``told(str)``, a short good message; ``refused(PlanError)``."""

    told = Signal(str)
    refused = Signal(object)

    def __init__(self, named_sets: NamedSets, owner: QWidget) -> None:
        super().__init__(owner)
        self._sets, self._owner = named_sets, owner

    @Slot()
    def ask_save(self) -> None:
        """Ask for a file and write all sets into it."""
        dialog = self._dialog(self.tr("Save sets of units"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        dialog.selectFile("unit-sets.toml")
        dialog.fileSelected.connect(self.write)
        dialog.open()

    @Slot()
    def ask_open(self) -> None:
        """Ask for a file and add its sets."""
        dialog = self._dialog(self.tr("Open sets of units"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.read)
        dialog.open()

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._owner, title)
        dialog.setNameFilters([self.tr("Sets of units (*.toml)"), self.tr("All files (*)")])
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    @Slot(str)
    def write(self, path: str) -> None:
        """Write all sets; the file is replaced whole or not at all."""
        file = QSaveFile(path)
        content = write_unit_sets(self._sets.sets).encode()
        written = file.open(QSaveFile.OpenModeFlag.WriteOnly) and file.write(content) >= 0
        if not written or not file.commit():
            self.refused.emit(
                PlanError(
                    message(
                        translatable("{name} cannot be written: {reason}."),
                        name=Path(path).name,
                        reason=file.errorString(),
                    ),
                    message(translatable("Choose another folder.")),
                )
            )
            return
        self.told.emit(self.tr("Saved {path}").format(path=path))

    @Slot(str)
    def read(self, path: str) -> None:
        """Add the sets of a file to those that are there."""
        try:
            found = read_unit_sets(_text_of(Path(path)))
        except PlanError as error:
            self.refused.emit(error)
            return
        added = self._sets.add(found)
        words = self.tr("{n} sets from {name}")
        self.told.emit(words.format(n=len(added), name=Path(path).name))


def _text_of(path: Path) -> str:
    """The text of a file of bearable size.

    Raises
    ------
    PlanError
    """
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise PlanError(
                message(translatable("{name} is too large for sets of units."), name=path.name)
            )
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PlanError(
            message(
                translatable("{name} cannot be read: {reason}."), name=path.name, reason=str(error)
            )
        ) from error
