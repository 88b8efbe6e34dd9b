"""The rows of the table of units, in an order that is kept while their numbers change."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from visctx_gui.presentation.unit_sheet import (
    COLUMNS,
    Column,
    ColumnName,
    Unit,
    UnitRow,
    UnitSheet,
    is_missing,
    order_of,
)

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

_STRUCK_COLUMNS = 2  # layer and unit; numbers with a line through them cannot be read

_ALIGNED = {column.name: _RIGHT if column.is_number else _LEFT for column in COLUMNS}
_ALIGNED["preferred class"] = Qt.AlignmentFlag.AlignCenter  # apart from the numbers before it


class UnitModel(QAbstractTableModel):
    """Rows of a `UnitSheet`, sorted by a column or as given.

    Sorting goes by the numbers themselves and is a hundred times as fast as a proxy that asks for each
    cell: rows that keep their units are moved, so that selection and current cell stay with their units.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = UnitSheet("", ())
        self._rows: list[UnitRow] = []
        self._sorted_by: tuple[Column | None, bool] = (None, False)
        self._heads = self._column_heads()
        self._struck: frozenset[Unit] = frozenset()
        self._struck_font = QFont()
        self._struck_font.setStrikeOut(True)

    def _column_heads(self) -> dict[ColumnName, tuple[str, str]]:
        return {
            "layer": (self.tr("layer"), self.tr("Name of the layer")),
            "unit": (self.tr("unit"), self.tr("Index of the unit in its layer, from 0")),
            "accuracy": (
                self.tr("accuracy"),
                self.tr("Share of right answers with this unit alone silenced"),
            ),
            "change": (
                self.tr("change (points)"),
                self.tr("Against the intact network, in percentage points, with its 95 % interval"),
            ),
            "loss rise": (
                self.tr("loss rise (nats)"),
                self.tr("Rise of the mean cross-entropy with this unit alone silenced, in nats"),
            ),
            "worst class": (
                self.tr("worst class"),
                self.tr("The class that suffers most, and its change in percentage points"),
            ),
            "selectivity": (
                self.tr("selectivity"),
                self.tr("How much more the unit answers to its preferred class than to the others"),
            ),
            "preferred class": (
                self.tr("prefers"),
                self.tr("The class to which the unit answers most"),
            ),
            "norm": (self.tr("norm"), self.tr("Length of the unit's weights as a vector")),
            "orientation": (
                self.tr("orient."),
                self.tr("Preferred orientation in degrees, 0 to 180"),
            ),
        }

    # ---- what is shown --------------------------------------------------------------------

    @property
    def rows(self) -> Sequence[UnitRow]:
        """The rows from top to bottom."""
        return self._rows

    def set_sheet(self, sheet: UnitSheet) -> None:
        """Show other numbers; the order of the chosen column is made anew."""
        old, self.sheet = self.sheet, sheet
        if len(old.rows) != len(sheet.rows) or {row.key for row in old.rows} != {
            row.key for row in sheet.rows
        }:
            self.beginResetModel()
            self._rows = self._ordered()
            self.endResetModel()
            return
        self._arrange()
        if self._rows:
            last = self.index(len(self._rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def set_struck(self, units: frozenset[Unit], font: QFont) -> None:
        """These units are silenced: their layer and number are struck out."""
        if units == self._struck:
            return
        self._struck, self._struck_font = units, QFont(font)
        self._struck_font.setStrikeOut(True)
        if self._rows:
            last = self.index(len(self._rows) - 1, _STRUCK_COLUMNS - 1)
            self.dataChanged.emit(self.index(0, 0), last, [_Role.FontRole])

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1: as given."""
        chosen = COLUMNS[column] if 0 <= column < len(COLUMNS) else None
        self._sorted_by = (chosen, order == Qt.SortOrder.DescendingOrder)
        self._arrange()

    def _ordered(self) -> list[UnitRow]:
        rows = self.sheet.rows
        return [rows[place] for place in order_of(rows, *self._sorted_by)]

    def _arrange(self) -> None:
        """Take the rows in their new order; indexes that others hold follow their units."""
        before, after = self._rows, self._ordered()
        if [row.key for row in before] == [row.key for row in after]:
            self._rows = after
            return
        self.layoutAboutToBeChanged.emit()
        self._rows = after
        place_of = self.places()
        held = self.persistentIndexList()
        moved = [self.index(place_of[before[one.row()].key], one.column()) for one in held]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def places(self) -> dict[Unit, int]:
        """The row of each unit."""
        return {row.key: place for place, row in enumerate(self._rows)}

    # ---- what Qt asks for -----------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        if role == _Role.DisplayRole:
            return column.text(row)
        if role == _Role.TextAlignmentRole:
            return _ALIGNED[column.name]
        if role == _Role.ToolTipRole:
            return self._tooltip(row, column)
        if role == _Role.FontRole and row.key in self._struck and index.column() < _STRUCK_COLUMNS:
            return self._struck_font
        return None

    def _tooltip(self, row: UnitRow, column: Column) -> str:
        value = column.value(row)
        if not is_missing(value):
            return self._heads[column.name][1]
        if isinstance(value, float) and math.isnan(value):
            return self.tr("NaN: there is no such number for this unit")
        return self.tr("Not measured yet")

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        text, tooltip = self._heads[column.name]
        if role == _Role.DisplayRole:
            return text
        if role == _Role.ToolTipRole:
            return tooltip
        if role == _Role.TextAlignmentRole:
            # in the middle: the arrow of the sorted column is drawn at the right, over a text there
            return _LEFT if column.name == "layer" else Qt.AlignmentFlag.AlignCenter
        return None
