"""The layer table: shapes, receptive fields and parameters, with area labels that can be changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from visctx_gui.gui.style import small
from visctx_gui.plan.layers import LayerRow
from visctx_gui.presentation.numbers import count_text

_NAME, _SHAPE, _FIELD, _JUMP, _AREA, _PARAMETERS, _KIND = range(7)
_CELL_MARGINS = 8
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LayerTable(QTableWidget):
    """One row per module, in forward order.

    Attributes
    ----------
    area_edited : Signal(int, str)
        Stage (0-based) and its new label.
    layer_clicked : Signal(str)
        Name of a layer.
    """

    area_edited = Signal(int, str)
    layer_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 7, parent)
        self._rows: tuple[LayerRow, ...] = ()
        self.setAccessibleName(self.tr("Layers"))
        self.setFont(small(self.font()))
        self.horizontalHeader().setFont(self.font())
        self._set_headers()
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(22)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.itemChanged.connect(self._take_edit)
        self.cellClicked.connect(self._announce_layer)
        self._copy = QAction(self.tr("Copy table"), self)
        self._copy.setShortcut(QKeySequence.StandardKey.Copy)
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy.triggered.connect(self.copy_table)
        self.addAction(self._copy)

    def _set_headers(self) -> None:
        heads = (
            (self.tr("Layer"), self.tr("Name of the layer.")),
            (self.tr("Output"), self.tr("Maps x height x width that the layer gives.")),
            (
                self.tr("RF\npx"),
                self.tr("Receptive field: side, in pixels of the image, of what one unit sees."),
            ),
            (
                self.tr("Jump\npx"),
                self.tr("Distance on the image, in pixels, of the fields of two neighbours."),
            ),
            (
                self.tr("Area"),
                self.tr("Visual area this stage stands for; double-click to change it."),
            ),
            (self.tr("Param."), self.tr("Trainable numbers.")),
            (self.tr("Kind"), self.tr("Torch's name of the operation.")),
        )
        for column, (text, tooltip) in enumerate(heads):
            item = QTableWidgetItem(text)
            item.setToolTip(tooltip)
            right = column in (_FIELD, _JUMP, _PARAMETERS)
            item.setTextAlignment(
                _RIGHT if right else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            )
            self.setHorizontalHeaderItem(column, item)
        self.horizontalHeader().setMinimumSectionSize(24)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)

    @property
    def rows(self) -> tuple[LayerRow, ...]:
        """The rows that are shown."""
        return self._rows

    def show_rows(self, rows: Sequence[LayerRow]) -> None:
        """Show the layers of a network."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        blocked = self.blockSignals(True)
        self.setRowCount(len(self._rows))
        for place, row in enumerate(self._rows):
            self._show_row(place, row)
        self._fit_columns()
        self.blockSignals(blocked)

    def _show_row(self, place: int, row: LayerRow) -> None:
        texts = (
            row.name,
            "\N{MULTIPLICATION SIGN}".join(str(side) for side in row.output_shape),
            str(row.receptive_field),
            str(row.jump),
            row.area,
            count_text(row.parameters) if row.parameters else "",
            row.kind,
        )
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if column == _AREA and row.area:
                flags |= Qt.ItemFlag.ItemIsEditable
                item.setToolTip(self.tr("Double-click to change the label of this stage."))
            item.setFlags(flags)
            if column in (_FIELD, _JUMP, _PARAMETERS):
                item.setTextAlignment(_RIGHT)
            self.setItem(place, column, item)

    def _fit_columns(self) -> None:
        """As narrow as the texts allow: the panel is narrow too, and seven columns are many."""
        metrics = self.fontMetrics()
        for column in range(self.columnCount()):
            items = [self.item(place, column) for place in range(self.rowCount())]
            texts = [item.text() for item in items if item is not None]
            head = self.horizontalHeaderItem(column)
            texts += head.text().split("\n") if head is not None else []
            widest = max(metrics.horizontalAdvance(text) for text in texts)
            self.setColumnWidth(column, widest + _CELL_MARGINS)

    def mark_layer(self, name: str | None) -> None:
        """Mark the row of a layer, or none."""
        for place, row in enumerate(self._rows):
            if row.name == name:
                self.selectRow(place)
                return
        self.clearSelection()

    @Slot()
    def copy_table(self) -> None:
        """Put the whole table on the clipboard, columns separated by tabs."""
        columns = range(self.columnCount())
        table = [[self.horizontalHeaderItem(column) for column in columns]]
        table += [
            [self.item(place, column) for column in columns] for place in range(self.rowCount())
        ]
        lines = ["\t".join(cell.text() if cell else "" for cell in cells) for cells in table]
        QGuiApplication.clipboard().setText("\n".join(lines))

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._copy)
        menu.popup(self.viewport().mapToGlobal(place))

    @Slot(QTableWidgetItem)
    def _take_edit(self, item: QTableWidgetItem) -> None:
        label = item.text().strip()
        row = self._rows[item.row()]
        if item.column() != _AREA or label == row.area:
            return
        if label:
            stage = int("".join(sign for sign in row.name if sign.isdigit())) - 1
            self.area_edited.emit(stage, label)
        else:
            item.setText(row.area)

    @Slot(int, int)
    def _announce_layer(self, place: int, _column: int) -> None:
        self.layer_clicked.emit(self._rows[place].name)
