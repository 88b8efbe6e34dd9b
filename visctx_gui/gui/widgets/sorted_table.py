"""How tables of units look and are used: rows chosen, headings that sort, a menu to copy and save."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from visctx_gui.gui.style import small
from visctx_gui.gui.widgets.number_model import NumberModel
from visctx_gui.gui.widgets.unit_model import UnitModel

ROW_HEIGHT = 20


class SortedTable(QTableView):
    """Base of the tables of units. A click on a heading sorts up, another down, a third as given.

    Parameters
    ----------
    model : NumberModel or UnitModel
        Owned by the table from now on.
    parent : QWidget, optional

    Attributes
    ----------
    copy_action, save_action : QAction
        In the menu of a right click; what derives from this connects both and names the first.
    export_wanted : Signal(object)
        A sheet of what is shown; a panel asks where to save the CSV file.
    """

    export_wanted = Signal(object)

    def __init__(self, model: NumberModel | UnitModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        model.setParent(self)
        self._model = model
        self._quiet = False  # while the choice changes by no hand
        self.setModel(model)
        self.setAccessibleName(self.tr("Units"))
        self._set_looks()
        self.copy_action = QAction(self)
        self.copy_action.setShortcut(QKeySequence.StandardKey.Copy)
        self.copy_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.save_action = QAction(self.tr("Save table as CSV..."), self)
        self.addActions([self.copy_action, self.save_action])
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)

    def _set_looks(self) -> None:
        self.setFont(small(self.font()))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setFont(small(self.font()))
        head.setHighlightSections(False)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def context_menu(self) -> QMenu:
        """The menu of a right click, owned by this widget."""
        menu = QMenu(self)
        for action in self.actions():
            action.setEnabled(self._model.rowCount() > 0)
            menu.addAction(action)
        return menu

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        menu = self.context_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(place))
