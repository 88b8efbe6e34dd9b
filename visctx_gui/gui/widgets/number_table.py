"""A table of units with numbers of any kind: sorted by a heading, copied, saved."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from visctx_gui.gui.widgets.number_model import NumberModel
from visctx_gui.gui.widgets.sorted_table import SortedTable
from visctx_gui.presentation.number_sheet import NumberSheet, Unit, number_rows


class NumberTable(SortedTable):
    """Shows a `NumberSheet`.

    Signals
    -------
    unit_clicked((layer, unit))
        Another row became the current one by mouse or keys.
    export_wanted(NumberSheet)
    """

    unit_clicked = Signal(tuple)
    _model: NumberModel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(NumberModel(), parent)
        self.setToolTip(self.tr("Click a heading to sort"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.copy_action.setText(self.tr("Copy table"))
        self.copy_action.triggered.connect(self.copy_table)
        self.save_action.triggered.connect(self._ask_for_export)
        self.selectionModel().selectionChanged.connect(self._tell)

    @property
    def sheet(self) -> NumberSheet:
        """What is shown."""
        return self._model.sheet

    def sorted_units(self) -> tuple[Unit, ...]:
        """The units from top to bottom."""
        return tuple(self._model.unit(row) for row in range(self._model.rowCount()))

    def set_sheet(self, sheet: NumberSheet) -> None:
        """Show other numbers."""
        current = self._current()
        self._quiet = True
        self._model.set_sheet(sheet)
        self._quiet = False
        self.setAccessibleName(sheet.title or self.tr("Units"))
        self.show_unit(current)

    def show_unit(self, unit: Unit | None) -> None:
        """Mark the row of a unit as another panel wants it; `unit_clicked` is not sent."""
        row = self._model.row_of(unit) if unit is not None else None
        self._quiet = True
        if row is None:
            self.clearSelection()
        elif self._current() != unit:
            self.selectRow(row)
        self._quiet = False

    def _current(self) -> Unit | None:
        rows = self.selectionModel().selectedRows()
        return self._model.unit(rows[0].row()) if rows else None

    @Slot(QItemSelection, QItemSelection)
    def _tell(self, _added: QItemSelection, _removed: QItemSelection) -> None:
        unit = self._current()
        if unit is not None and not self._quiet:
            self.unit_clicked.emit(unit)

    @Slot()
    def copy_table(self) -> None:
        """Put the whole table with its heading on the clipboard."""
        lines = ("\t".join(map(_plain, row)) for row in number_rows(self.sheet))
        QGuiApplication.clipboard().setText("\n".join(lines))

    @Slot()
    def _ask_for_export(self) -> None:
        self.export_wanted.emit(self.sheet)


def _plain(cell: object) -> str:
    if isinstance(cell, float):
        return "" if cell != cell else f"{cell:.7g}"
    return str(cell).replace("\t", " ")
