"""What stands around a canvas: title and legend above it, a line of words beneath."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visctx_gui.gui.elided_label import ElidedLabel
from visctx_gui.gui.style import small
from visctx_gui.gui.widgets.band_canvas import BandCanvas
from visctx_gui.gui.widgets.picture import Picture
from visctx_gui.gui.widgets.plot_axes import PlotAxes
from visctx_gui.gui.widgets.plot_header import PlotHeader


class FramedPlot(Picture):
    """Base of the plots that are painted on a canvas of their own.

    Signals
    -------
    value_hovered(text)
        What is under the cursor; empty when the mouse leaves it.
    """

    value_hovered = Signal(str)

    def __init__(self, canvas: PlotAxes | BandCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painted_on = canvas
        self._header = PlotHeader()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._header)
        self._column.addWidget(canvas, 1)
        canvas.painted.connect(self.painted)

    def paint_again(self) -> None:
        self._painted_on.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the canvas shows data; it tells when it was painted."""


class NotedPlot(FramedPlot):
    """Base of those with a note."""

    def __init__(self, canvas: PlotAxes | BandCanvas, parent: QWidget | None = None) -> None:
        super().__init__(canvas, parent)
        self._note = ElidedLabel(Qt.TextElideMode.ElideRight)
        self._note.setFont(small(self.font()))
        self._column.addWidget(self._note)

    @property
    def note(self) -> str:
        """What stands beneath the axes."""
        return self._note.text()

    def theme_changed(self) -> None:
        self._note.setFont(small(self.font()))
        super().theme_changed()

    def _show_note(self, note: str) -> None:
        self._note.setText(note)
        self._note.setToolTip(note)

    def _describe(self, words: str) -> None:
        """All numbers as words, for a screen reader and the tooltip."""
        self.setAccessibleDescription(words)
        self._painted_on.setToolTip(words)
