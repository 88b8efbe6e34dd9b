"""The units of all filter layers as a tree of check boxes: ticked units are lesioned."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from visctx_gui.gui.damage_words import (
    damage_explanation,
    damage_title,
    is_silence,
    part_text,
)
from visctx_gui.gui.selection import Selection, Unit
from visctx_gui.plan.lesion import DamageKind, Lesion
from visctx_gui.plan.network import NetworkPlan

UNIT_ROLE = Qt.ItemDataRole.UserRole
CHECKED, PARTLY, UNCHECKED = (
    Qt.CheckState.Checked,
    Qt.CheckState.PartiallyChecked,
    Qt.CheckState.Unchecked,
)


class UnitTree(QWidget):
    """Layer > unit, with the number of lesioned units of each layer and a search field.

    Shows the lesion and the selected unit of `Selection` and changes them.
    """

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = selection
        self._layers: dict[str, QTreeWidgetItem] = {}
        self._units: dict[str, list[QTreeWidgetItem]] = {}
        self._shape: tuple[tuple[str, str, int], ...] = ()
        self._make_search()
        self._make_tree()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.search)
        column.addWidget(self.tree)
        selection.lesion_changed.connect(self._show_lesion)
        selection.unit_changed.connect(self._show_unit)
        selection.kind_changed.connect(self._explain)
        self._explain(selection.kind)

    def _make_search(self) -> None:
        self.search = QLineEdit(self)
        self.search.setObjectName("unit_search")
        self.search.setPlaceholderText(self.tr("Find units, such as conv1 or 12"))
        self.search.setClearButtonEnabled(True)
        self.search.setToolTip(
            self.tr(
                "Shows only units whose layer or number begins with these words; 'off' shows the lesioned ones."
            )
        )
        self.search.setAccessibleName(self.tr("Find units"))
        self.search.textChanged.connect(self._filter)

    def _make_tree(self) -> None:
        self.tree = QTreeWidget(self)
        self.tree.setObjectName("unit_tree")
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([self.tr("Lesioned units"), self.tr("off / all")])
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(self.tr("Units of the lesion"))
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.itemChanged.connect(self._on_item_changed)
        self.tree.currentItemChanged.connect(self._on_current_changed)

    def show_network(self, plan: NetworkPlan) -> None:
        """Show the units of this network; a tree that is the same already is left as it is."""
        shape = tuple(
            (name, plan.area_of(stage), plan.filters[stage])
            for stage, name in enumerate(plan.conv_names)
        )
        if shape != self._shape:
            self._shape = shape
            self._fill()
        self._show_lesion(self._selection.lesion)
        self._show_unit(self._selection.unit)

    def _fill(self) -> None:
        blocked = QSignalBlocker(self.tree)
        self.tree.clear()
        self._layers, self._units = {}, {}
        for name, area, n_units in self._shape:
            top = QTreeWidgetItem([f"{name} ({area})" if area else name, ""])
            top.setData(0, UNIT_ROLE, (name, None))
            top.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            top.setCheckState(0, UNCHECKED)
            self._units[name] = [_unit_item(name, index) for index in range(n_units)]
            top.addChildren(self._units[name])
            self._layers[name] = top
        self.tree.addTopLevelItems(list(self._layers.values()))
        for top in list(self._layers.values())[:1]:
            top.setExpanded(True)
        blocked.unblock()
        self._filter(self.search.text())

    @Slot(object)
    def _explain(self, kind: DamageKind) -> None:
        words = self.tr(
            "A ticked unit is lesioned ({kind}). {explanation} Weights are never written."
        )
        self.tree.setToolTip(
            words.format(kind=damage_title(kind.mode), explanation=damage_explanation(kind.mode))
        )

    # ---- showing the selection --------------------------------------------------------------

    @Slot(object)
    def _show_lesion(self, lesion: Lesion) -> None:
        blocked = QSignalBlocker(self.tree)
        for name, top in self._layers.items():
            units = set(lesion.units(name))
            self._describe_damage(name, lesion)
            items = self._units[name]
            for index, item in enumerate(items):
                wanted = CHECKED if index in units else UNCHECKED
                if item.checkState(0) != wanted:
                    item.setCheckState(0, wanted)
            top.setCheckState(0, _layer_state(len(units), len(items)))
            top.setText(1, f"{len(units)}/{len(items)}")
        blocked.unblock()
        self.tree.viewport().update()
        if self.search.text().strip().lower() == self.tr("off"):
            self._filter(self.search.text())

    def _describe_damage(self, name: str, lesion: Lesion) -> None:
        """Say at each lesioned unit, and at the layer, what is done there."""
        said: dict[int, list[str]] = {}
        for part in lesion:
            if part.layer == name:
                for unit in part.units:
                    said.setdefault(unit, []).append(part_text(part))
        for index, item in enumerate(self._units[name]):
            words = "; ".join(said.get(index, ()))
            if item.toolTip(0) != words:
                item.setToolTip(0, words)
        every = sorted({text for texts in said.values() for text in texts})
        self._layers[name].setToolTip(0, "; ".join(every))

    @Slot(object)
    def _show_unit(self, unit: Unit | None) -> None:
        if unit is None or unit[0] not in self._layers:
            return
        items = self._units[unit[0]]
        if unit[1] < len(items):
            blocked = QSignalBlocker(self.tree)
            self.tree.setCurrentItem(items[unit[1]])
            blocked.unblock()
            self.tree.scrollToItem(
                self._layers[unit[0]]
            )  # its counts, where there is room for both
            self.tree.scrollToItem(items[unit[1]])
            self.tree.viewport().update()

    # ---- changing it ------------------------------------------------------------------------

    @Slot(QTreeWidgetItem, int)
    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if column != 0:
            return
        layer, index = item.data(0, UNIT_ROLE)
        lesion = self._selection.lesion
        silenced = item.checkState(0) == CHECKED
        if index is None:
            units = range(item.childCount()) if silenced else ()
            words = self._words_of_layer(silenced)
            self._selection.change_lesion(
                lesion.with_units(layer, units, self._selection.kind), words.format(name=layer)
            )
        elif silenced != (index in lesion.units(layer)):
            words = self._words_of_unit(silenced)
            self._selection.change_lesion(
                lesion.toggled(layer, index, self._selection.kind),
                words.format(name=f"{layer} {index}"),
            )

    def _words_of_layer(self, ticked: bool) -> str:
        if not ticked:
            return self.tr("Restore all of {name}")
        if is_silence(self._selection.kind):
            return self.tr("Silence all of {name}")
        return self.tr("Lesion all of {name}")

    def _words_of_unit(self, ticked: bool) -> str:
        if not ticked:
            return self.tr("Restore {name}")
        if is_silence(self._selection.kind):
            return self.tr("Silence {name}")
        return self.tr("Lesion {name}")

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _on_current_changed(self, item: QTreeWidgetItem | None, _before: object) -> None:
        if item is not None:
            layer, index = item.data(0, UNIT_ROLE)
            if index is not None:
                self._selection.set_unit((layer, index))

    # ---- searching --------------------------------------------------------------------------

    @Slot(str)
    def _filter(self, text: str) -> None:
        words = text.lower().split()
        for name, top in self._layers.items():
            any_shown = False
            for index, item in enumerate(self._units[name]):
                shown = self._matches(words, name, index, item.checkState(0) == CHECKED)
                item.setHidden(not shown)
                any_shown = any_shown or shown
            top.setHidden(not any_shown)
            if words and any_shown:
                top.setExpanded(True)

    def _matches(self, words: list[str], layer: str, index: int, silenced: bool) -> bool:
        for word in words:
            is_off = silenced and word == self.tr("off")
            if not (layer.startswith(word) or str(index).startswith(word) or is_off):
                return False
        return True


def _unit_item(layer: str, index: int) -> QTreeWidgetItem:
    item = QTreeWidgetItem([str(index), ""])
    item.setData(0, UNIT_ROLE, (layer, index))
    item.setCheckState(0, UNCHECKED)
    return item


def _layer_state(n_silenced: int, n_units: int) -> Qt.CheckState:
    if n_silenced == 0:
        return UNCHECKED
    return CHECKED if n_silenced == n_units else PARTLY
