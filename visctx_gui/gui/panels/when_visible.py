"""When a panel asks: only while it can be seen, and never faster than it is painted."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from visctx_gui.gui.widgets.picture import Picture


class WhenVisible(QObject):
    """Emits ``due`` at once while a widget can be seen, otherwise when it is next shown.

    The widget calls `shown` from its ``showEvent``: an event filter would be called once more
    while the widget is being destroyed.
    """

    due = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._owed = True

    def want(self) -> None:
        """Something that the widget shows has changed."""
        self._owed = not self._widget.isVisible()
        if not self._owed:
            self.due.emit()

    def shown(self) -> None:
        """The widget has come up: what was put off is due now."""
        if self._owed:
            self._owed = False
            self.due.emit()


class PaintGate(QObject):
    """Lets the next live question through only when the last answer has been painted.

    A burst of `want` while the gate is closed becomes one ``due`` when it opens.

    Parameters
    ----------
    canvas : Picture
        Where the answer is painted.
    """

    due = Signal()

    def __init__(self, canvas: Picture) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        canvas.painted.connect(self._on_painted)
        self._open = True
        self._wanted = False
        self._shown = False

    @Slot()
    def want(self) -> None:
        """There is something newer to show."""
        if self._open and self._canvas.isVisible():
            self._open = self._wanted = self._shown = False
            self.due.emit()
        else:
            self._wanted = True

    def close(self) -> None:
        """A question was asked: hold back until its answer is painted."""
        self._open = self._shown = False

    def answer_shown(self) -> None:
        """The canvas was given the answer; its next paint opens the gate."""
        self._shown = True
        self._canvas.paint_again()

    @Slot()
    def _on_painted(self) -> None:
        if self._shown:
            self._shown = False
            # After this paint, not inside it: asking may change what is being painted.
            QTimer.singleShot(0, self.open)

    @Slot()
    def open(self) -> None:
        """There will be no answer, or it was painted: let the next question through."""
        self._open = True
        if self._wanted:
            self.want()
