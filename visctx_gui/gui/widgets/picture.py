"""What all pictures of data have in common: copying, saving, waiting, light and dark."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QMetaMethod, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QMenu, QWidget

VEIL_OPACITY = 0.6


class Picture(QWidget):
    """Base of the widgets that draw plain data.

    Actions that a panel adds with ``addAction`` appear in the context menu.
    """

    export_wanted = Signal(object)  # the plain data that is shown; a panel asks where to save it
    painted = Signal()  # all data were painted, as after `paint_again`

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting = False
        self._veil = _Veil(self)

    def plain_data(self) -> Any:
        """What is drawn, for the figure file; None where nothing is."""
        return None

    @property
    def waiting(self) -> bool:
        """Whether newer data were asked for and have not come."""
        return self._waiting

    def set_waiting(self, waiting: bool) -> None:
        """Grey the picture while newer data are awaited, so that nothing stale looks current."""
        if waiting == self._waiting:
            return
        self._waiting = waiting
        self._veil.setVisible(waiting)
        if waiting:
            self._veil.setGeometry(self.rect())
            self._veil.raise_()

    def copy_picture(self) -> None:
        """Put what is seen on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.grab())

    def context_menu(self) -> QMenu:
        """The menu of a right click, owned by this widget."""
        menu = QMenu(self)
        for action in self.actions():
            menu.addAction(action)
        if self.actions():
            menu.addSeparator()
        copy = menu.addAction(self.tr("Copy picture"))
        copy.setEnabled(self.plain_data() is not None)
        copy.triggered.connect(self.copy_picture)
        if self.isSignalConnected(QMetaMethod.fromSignal(self.export_wanted)):
            save = menu.addAction(self.tr("Save as PNG, SVG or CSV..."))
            save.setEnabled(self.plain_data() is not None)
            save.triggered.connect(self._ask_for_export)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.context_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.theme_changed()

    def paint_again(self) -> None:
        """Have the data painted at the next opportunity; `painted` follows."""
        self.update()

    def theme_changed(self) -> None:
        """Colours or fonts are others now: draw again."""
        self.update()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._veil.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit()

    def _ask_for_export(self) -> None:
        self.export_wanted.emit(self.plain_data())


class _Veil(QWidget):
    """A thin cloth of the background colour over a picture that is out of date; lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(VEIL_OPACITY)
        painter.fillRect(event.rect(), background(self.palette()))
        painter.end()


def background(of: QPalette) -> QColor:
    """Colour on which pictures lie."""
    return of.color(QPalette.ColorRole.Window)


def elided(painter: QPainter, rectangle: QRect, flags: Any, text: str) -> None:
    """Draw a text, shortened with an ellipsis where it is too long for its place."""
    metrics, width = painter.fontMetrics(), rectangle.width()
    if metrics.horizontalAdvance(text) > width:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    painter.drawText(rectangle, flags, text)
