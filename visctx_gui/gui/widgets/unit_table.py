"""The table of units: sorted by what one wants to know, chosen from by rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QWidget

from visctx_gui.gui.widgets.sorted_table import SortedTable
from visctx_gui.gui.widgets.unit_model import UnitModel
from visctx_gui.presentation.unit_sheet import (
    COLUMNS,
    Unit,
    UnitRow,
    UnitSheet,
    tab_separated,
)

MEASURED_ROWS = 200  # texts of a column that are measured for its width
CELL_MARGINS, ARROW = 12, 14  # logical pixels beside a text, and of the arrow of the sorted column


class UnitTable(SortedTable):
    """Shows a `UnitSheet`. A click on a heading sorts up, another down, a third as given.

    Signals
    -------
    units_chosen(tuple of (layer, unit))
        Another choice by mouse or keys, from top to bottom; not sent by `set_chosen` or new numbers.
    export_wanted(UnitSheet)
        The rows in their order; a panel asks where to save the CSV file.
    """

    units_chosen = Signal(tuple)
    _model: UnitModel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(UnitModel(), parent)
        self._widest: dict[int, int] = {}
        self.setToolTip(self.tr("Click a heading to sort; Shift and Ctrl choose several rows"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.copy_action.setText(self.tr("Copy rows"))
        self.copy_action.triggered.connect(self.copy_rows)
        self.save_action.triggered.connect(self._ask_for_export)
        self.selectionModel().selectionChanged.connect(self._tell_choice)

    # ---- what is shown --------------------------------------------------------------------

    @property
    def sheet(self) -> UnitSheet:
        """What is shown, in its given order."""
        return self._model.sheet

    def sorted_rows(self) -> tuple[UnitRow, ...]:
        """The rows from top to bottom."""
        return tuple(self._model.rows)

    def set_sheet(self, sheet: UnitSheet) -> None:
        """Show other numbers; the choice stays with its units, those that are gone leave it."""
        chosen, current = self.chosen(), self._current()
        other_title = sheet.title != self.sheet.title
        self._quiet = True
        self._model.set_sheet(sheet)
        if set(self.chosen()) != set(chosen):
            self._choose(chosen)
            self._set_current(current)
        self._quiet = False
        if other_title:
            self._widest = {}
            self.setAccessibleName(sheet.title or self.tr("Units"))
        self._fit_columns()
        if len(self.chosen()) < len(chosen):
            self.units_chosen.emit(self.chosen())

    def set_struck(self, units: Iterable[Unit]) -> None:
        """Strike out the names of silenced units."""
        self._model.set_struck(frozenset(units), self.font())

    def _fit_columns(self) -> None:
        """Columns grow with their texts and never shrink, so that nothing jumps while numbers come."""
        cells, head = self.fontMetrics(), self.horizontalHeader().fontMetrics()
        every = 1 + len(self._model.rows) // MEASURED_ROWS
        for place, column in enumerate(COLUMNS):
            title = str(self._model.headerData(place, Qt.Orientation.Horizontal))
            texts = {column.text(row) for row in self._model.rows[::every]}
            longest = sorted(texts, key=len)[-4:]
            widths = [cells.horizontalAdvance(text) + CELL_MARGINS for text in longest]
            widest = max([*widths, head.horizontalAdvance(title) + CELL_MARGINS + ARROW])
            if widest > self._widest.get(place, 0):
                self._widest[place] = widest
                self.setColumnWidth(place, widest)

    # ---- choice ---------------------------------------------------------------------------

    def chosen(self) -> tuple[Unit, ...]:
        """The chosen units from top to bottom."""
        places = sorted(
            place
            for part in self.selectionModel().selection().toList()
            for place in range(part.top(), part.bottom() + 1)
        )
        return tuple(self._model.rows[place].key for place in places)

    def set_chosen(self, units: Iterable[Unit]) -> None:
        """Choose units as another panel wants it; `units_chosen` is not sent."""
        wanted = list(units)
        if set(wanted) == set(self.chosen()):
            return
        self._quiet = True
        self._choose(wanted)
        self._quiet = False
        places = self._model.places()
        known = [places[unit] for unit in wanted if unit in places]
        if known:
            self.scrollTo(self._model.index(min(known), 0))

    def _choose(self, units: Sequence[Unit]) -> None:
        places = self._model.places()
        rows = sorted(places[unit] for unit in units if unit in places)
        wanted, last = QItemSelection(), len(COLUMNS) - 1
        for first, end in _runs(rows):
            wanted.select(self._model.index(first, 0), self._model.index(end, last))
        mode = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(wanted, mode.ClearAndSelect | mode.Rows)

    def _current(self) -> Unit | None:
        row = self.currentIndex().row()
        return self._model.rows[row].key if row >= 0 else None

    def _set_current(self, unit: Unit | None) -> None:
        place = self._model.places().get(unit) if unit is not None else None
        if place is not None:
            self.selectionModel().setCurrentIndex(
                self._model.index(place, 0), QItemSelectionModel.SelectionFlag.NoUpdate
            )

    @Slot(QItemSelection, QItemSelection)
    def _tell_choice(self, _added: QItemSelection, _removed: QItemSelection) -> None:
        if not self._quiet:
            self.units_chosen.emit(self.chosen())

    # ---- taking it away -------------------------------------------------------------------

    @Slot()
    def copy_rows(self) -> None:
        """Put the chosen rows, or all where none is, on the clipboard with their heading."""
        chosen = set(self.chosen())
        rows = [row for row in self._model.rows if not chosen or row.key in chosen]
        QGuiApplication.clipboard().setText(tab_separated(rows))

    @Slot()
    def _ask_for_export(self) -> None:
        self.export_wanted.emit(UnitSheet(self.sheet.title, self.sorted_rows()))


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of every stretch of rows without a gap."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
