"""The list of named sets, and what can be done with one of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.gui.named_sets import NamedSets
from visctx_gui.gui.panels.unit_set_files import UnitSetFiles
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.unit_sets import UnitSet, check_unit_set, set_of
from visctx_gui.plan.wording import PlanError

NAME_ROLE = Qt.ItemDataRole.UserRole


class SetList(QWidget):
    """Names (F2 or a double click renames) with their numbers of units.

    Signals: ``told(str)``, ``refused(PlanError)``.
    """

    told = Signal(str)
    refused = Signal(object)

    def __init__(
        self,
        client: EngineClient,
        selection: Selection,
        named_sets: NamedSets,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._client, self._selection, self._sets = client, selection, named_sets
        self.files = UnitSetFiles(named_sets, self)
        self._make_table()
        self.keep_button = self._button(
            self.tr("Keep lesion"),
            self.tr("Save the current lesion as a set"),
            self.keep_lesion,
        )
        self.apply_button = self._button(
            self.tr("Apply"),
            self.tr("Damage exactly the units of the chosen set; this can be taken back"),
            self.apply,
        )
        self.rename_button = self._button(
            self.tr("Rename"), self.tr("Give the chosen set another name (F2)"), self.rename
        )
        self.remove_button = self._button(
            self.tr("Remove"), self.tr("Forget the chosen set"), self.remove
        )
        self.open_button = self._button(
            self.tr("Open..."), self.tr("Add the sets of a file (.toml)"), self.files.ask_open
        )
        self.save_button = self._button(
            self.tr("Save..."), self.tr("Write all sets into a file (.toml)"), self.files.ask_save
        )
        self._lay_out()
        self.files.told.connect(self.told)
        self.files.refused.connect(self.refused)
        self.table.itemChanged.connect(self._take_name)
        self.table.itemSelectionChanged.connect(self._follow_choice)
        named_sets.changed.connect(self._show_sets)
        selection.lesion_changed.connect(self._follow_choice)
        self._show_sets()

    def _make_table(self) -> None:
        self.table = QTableWidget(0, 2, self)
        self.table.setHorizontalHeaderLabels([self.tr("set"), self.tr("units")])
        self.table.verticalHeader().setVisible(False)
        self.table.verticalHeader().setDefaultSectionSize(22)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setAccessibleName(self.tr("Named sets of units"))
        self.table.setToolTip(self.tr("Sets of units; F2 or a double click renames one"))
        self.table.setMinimumHeight(56)

    def _button(self, text: str, tooltip: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tooltip)
        button.setAccessibleName(text)
        button.setMinimumWidth(button.fontMetrics().horizontalAdvance(text) + 12)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(4)
        buttons = (
            (self.keep_button, self.apply_button, self.open_button),
            (self.rename_button, self.remove_button, self.save_button),
        )
        for row, line in enumerate(buttons):
            for column, button in enumerate(line):
                grid.addWidget(button, row, column)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(4)
        column_layout.addWidget(self.table, 1)
        column_layout.addLayout(grid)

    # ---- showing ------------------------------------------------------------------------------

    @property
    def chosen(self) -> UnitSet | None:
        """The chosen set, None where none is."""
        rows = self.table.selectionModel().selectedRows()
        if not rows:
            return None
        return self._sets.named(str(rows[0].data(NAME_ROLE)))

    @Slot()
    def _show_sets(self) -> None:
        row_before = max(0, self.table.currentRow())
        blocked = QSignalBlocker(self.table)
        self.table.setRowCount(len(self._sets.sets))
        for row, one in enumerate(self._sets.sets):
            name = QTableWidgetItem(one.name)
            name.setData(NAME_ROLE, one.name)
            count = QTableWidgetItem(str(len(one.units)))
            count.setFlags(count.flags() & ~Qt.ItemFlag.ItemIsEditable)
            count.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            layers = sorted({layer for layer, _ in one.units})
            name.setToolTip(
                self.tr("{n} units of {layers}").format(n=len(one.units), layers=", ".join(layers))
            )
            self.table.setItem(row, 0, name)
            self.table.setItem(row, 1, count)
        if self._sets.sets:
            self.table.selectRow(min(row_before, len(self._sets.sets) - 1))
        blocked.unblock()
        self._follow_choice()

    @Slot()
    def _follow_choice(self) -> None:
        self.keep_button.setEnabled(bool(self._selection.lesion))
        self.save_button.setEnabled(bool(self._sets.sets))
        for button in (self.apply_button, self.rename_button, self.remove_button):
            button.setEnabled(self.chosen is not None)

    # ---- doing --------------------------------------------------------------------------------

    @Slot()
    def keep_lesion(self) -> None:
        """Keep the units of the current lesion as a set."""
        lesion = self._selection.lesion
        if lesion:
            name = self._sets.proposed_name(set_of(lesion, "").units)
            self._sets.add([set_of(lesion, name)])
            self.table.selectRow(self.table.rowCount() - 1)

    @Slot()
    def apply(self) -> None:
        """Damage exactly the units of the chosen set."""
        chosen, network = self.chosen, self._client.network
        if chosen is None or network is None:
            return
        try:
            check_unit_set(chosen, network.plan)
        except PlanError as error:
            self.refused.emit(error)
            return
        words = self.tr("Silence the set '{name}'").format(name=chosen.name)
        self._selection.change_lesion(chosen.lesion(self._selection.kind), words)

    @Slot()
    def rename(self) -> None:
        """Let the name of the chosen set be written anew."""
        item = self.table.item(self.table.currentRow(), 0)
        if item is not None:
            self.table.setFocus()
            self.table.editItem(item)

    @Slot()
    def remove(self) -> None:
        """Forget the chosen set."""
        if self.chosen is not None:
            self._sets.remove(self.chosen.name)

    @Slot(QTableWidgetItem)
    def _take_name(self, item: QTableWidgetItem) -> None:
        old = str(item.data(NAME_ROLE))
        if item.column() == 0 and item.text() != old and not self._sets.rename(old, item.text()):
            blocked = QSignalBlocker(self.table)
            item.setText(old)
            blocked.unblock()
            self.told.emit(self.tr("A set needs a name of its own."))
