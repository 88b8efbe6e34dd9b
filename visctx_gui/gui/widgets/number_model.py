"""The rows of a table of numbers, sorted by any column."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from visctx_gui.gui.style import SMALL_TEXT_PIXELS
from visctx_gui.presentation.number_sheet import NumberSheet, Unit

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
NAMES = 2  # layer and unit stand before the numbers


class NumberModel(QAbstractTableModel):
    """Shows a `NumberSheet`; rows without a number in the sorted column come last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = NumberSheet("", (), ())
        self.order: list[int] = []
        self._column, self._down = -1, False

    def set_sheet(self, sheet: NumberSheet) -> None:
        """Show other numbers in the order that was chosen."""
        same_shape = sheet.units == self.sheet.units and len(sheet.columns) == len(
            self.sheet.columns
        )
        if same_shape and self._ordered(sheet) == self.order:
            self.sheet = sheet
            if self.order:
                last = self.index(len(self.order) - 1, self.columnCount() - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.sheet = sheet
        if self._column >= NAMES + len(sheet.columns):
            self._column = -1
        self.order = self._ordered(sheet)
        self.endResetModel()

    def unit(self, row: int) -> Unit:
        """The unit of a row."""
        return self.sheet.units[self.order[row]]

    def row_of(self, unit: Unit) -> int | None:
        """The row of a unit, None where it is not shown."""
        if unit not in self.sheet.units:
            return None
        return self.order.index(self.sheet.units.index(unit))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1: as given."""
        self.layoutAboutToBeChanged.emit()
        before = list(self.order)
        self._column, self._down = column, order == Qt.SortOrder.DescendingOrder
        self.order = self._ordered(self.sheet)
        place_of = {place: row for row, place in enumerate(self.order)}
        held = self.persistentIndexList()
        moved = [self.index(place_of[before[one.row()]], one.column()) for one in held]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _ordered(self, sheet: NumberSheet) -> list[int]:
        places = list(range(len(sheet.units)))
        if self._column < 0:
            return places
        if self._column < NAMES:
            return sorted(places, key=lambda place: sheet.units[place], reverse=self._down)
        if self._column >= NAMES + len(sheet.columns):
            return places
        values = sheet.columns[self._column - NAMES].values
        weights = np.where(np.isnan(values), np.inf, -values if self._down else values)
        order: list[int] = np.argsort(weights, kind="stable").tolist()
        return order

    # ---- what Qt asks for -----------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else NAMES + len(self.sheet.columns)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        place, column = self.order[index.row()], index.column()
        if role == _Role.DisplayRole:
            if column < NAMES:
                return str(self.sheet.units[place][column])
            return self.sheet.columns[column - NAMES].text(place)
        if role == _Role.TextAlignmentRole and column > 0:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == _Role.FontRole and place in self.sheet.marked:
            font = QFont()
            font.setBold(True)
            font.setPixelSize(SMALL_TEXT_PIXELS)
            return font
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= self.columnCount():
            return None
        titles = (self.tr("layer"), self.tr("unit"), *(one.title for one in self.sheet.columns))
        helps = (
            self.tr("Name of the layer"),
            self.tr("Index of the unit in its layer, from 0"),
            *(one.help for one in self.sheet.columns),
        )
        if role == _Role.DisplayRole:
            return titles[section]
        return helps[section] if role == _Role.ToolTipRole else None
