"""A group of classes, ticked in a list behind a button."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
    QWidgetAction,
)

MOST_NAMES = 3  # more become "and so many more"


class ClassGroup(QToolButton):
    """Signal: ``group_changed()``, when a person ticks a class."""

    group_changed = Signal()

    def __init__(self, title: str, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.setToolTip(tooltip)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.setToolTip(tooltip)
        self.list.itemChanged.connect(self._on_ticked)
        menu = QMenu(self)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(self.list)
        menu.addAction(holder)
        menu.aboutToShow.connect(self.list.setFocus)
        self.setMenu(menu)

    def offer(self, names: Sequence[str], ticked: Iterable[int]) -> None:
        """Offer the classes of a data set."""
        chosen = set(ticked)
        blocked = QSignalBlocker(self.list)
        self.list.clear()
        for index, name in enumerate(names):
            item = QListWidgetItem(name, self.list)
            item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled)
            item.setCheckState(
                Qt.CheckState.Checked if index in chosen else Qt.CheckState.Unchecked
            )
        blocked.unblock()
        self._show_words()

    @property
    def classes(self) -> tuple[int, ...]:
        """Indices of the ticked classes."""
        rows = range(self.list.count())
        return tuple(
            row for row in rows if self.list.item(row).checkState() == Qt.CheckState.Checked
        )

    @property
    def words(self) -> str:
        """The group by its first classes."""
        names = [self.list.item(row).text() for row in self.classes]
        if len(names) <= MOST_NAMES + 1:
            return ", ".join(names)
        more = self.tr("{names} and {n} more")
        return more.format(names=", ".join(names[:MOST_NAMES]), n=len(names) - MOST_NAMES)

    @Slot()
    def _on_ticked(self) -> None:
        self._show_words()
        self.group_changed.emit()

    def _show_words(self) -> None:
        words = self.words or self.tr("none")
        self.setText(self.tr("{title}: {classes}").format(title=self._title, classes=words))
