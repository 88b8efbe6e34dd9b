"""Tabs for a narrow panel: as wide as their words, so that all of them are seen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QStyle,
    QStyleOptionTab,
    QStylePainter,
    QTabBar,
    QTabWidget,
    QWidget,
)

from visctx_gui.gui.style import small

_BESIDE_WORDS = 14  # pixels of a tab beside its words; the style's own are far more


class CompactTabs(QTabWidget):
    """A `QTabWidget` whose tabs have small words and little room beside them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabBar(_CompactBar(self))
        self.setDocumentMode(True)


class _CompactBar(QTabBar):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(small(parent.font()))

    def tabSizeHint(self, index: int) -> QSize:
        """As wide as the words."""
        words = self.fontMetrics().horizontalAdvance(self.tabText(index))
        return QSize(words + _BESIDE_WORDS, super().tabSizeHint(index).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's tabs with words of our own: its words keep a wide margin and are cut off."""
        painter = QStylePainter(self)
        others = [place for place in range(self.count()) if place != self.currentIndex()]
        for place in (*others, self.currentIndex()):  # the chosen tab overlaps its neighbours
            if place < 0:
                continue
            option = QStyleOptionTab()
            self.initStyleOption(option, place)
            painter.drawControl(QStyle.ControlElement.CE_TabBarTabShape, option)
            painter.drawItemText(
                self.tabRect(place),
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic,
                self.palette(),
                self.isEnabled() and self.isTabEnabled(place),
                self.tabText(place),
                QPalette.ColorRole.WindowText,
            )
            if self.hasFocus() and place == self.currentIndex():
                option.text = ""
                painter.drawControl(QStyle.ControlElement.CE_TabBarTabLabel, option)
        painter.end()
