"""A double dissociation: two sets of units, two groups of classes, who needs which."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visctx_gui.gui.elided_label import ElidedLabel
from visctx_gui.gui.style import GRID, small
from visctx_gui.gui.widgets.dissociation_canvas import DissociationCanvas
from visctx_gui.gui.widgets.picture import Picture
from visctx_gui.gui.widgets.plot_header import LegendEntry, PlotHeader
from visctx_gui.presentation.dissociation import Dissociation
from visctx_gui.presentation.numbers import interval_text, percent_text
from visctx_gui.presentation.sameness import looks_the_same


class DissociationView(Picture):
    """Shows a `Dissociation`: one pair of bars for each group of classes, plain for set A, hatched for set B.

    Signals
    -------
    value_hovered(text)
        The bar under the cursor; empty when the mouse leaves it.
    """

    value_hovered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = PlotHeader()
        self.canvas = DissociationCanvas()
        self._note = ElidedLabel(Qt.TextElideMode.ElideRight)
        self._note.setFont(small(self.font()))
        self._note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self.canvas, 1)
        column.addWidget(self._note)
        self.setMinimumSize(24 * GRID, 18 * GRID)
        self.setAccessibleName(self.tr("Double dissociation"))
        self.canvas.hovered.connect(self._show_hovered)
        self.canvas.painted.connect(self.painted)

    @property
    def note(self) -> str:
        """What stands beneath the axes."""
        return self._note.text()

    def plain_data(self) -> Dissociation | None:
        return self.canvas.dissociation

    def set_dissociation(self, shown: Dissociation | None) -> None:
        """Show other numbers; None empties the picture. Ends `waiting`."""
        self.set_waiting(False)
        old = self.canvas.dissociation
        if old is not None and shown is not None and looks_the_same(old, shown):
            return
        self.canvas.set_dissociation(shown)
        self._header.set_content("" if shown is None else shown.title, self._legend(shown))
        self._note.setText("" if shown is None else shown.note)
        self._note.setToolTip(self._note.text())
        self._note.setVisible(bool(self._note.text()))
        described = "" if shown is None else self._spoken(shown)
        self.setAccessibleDescription(described)
        self.canvas.setToolTip(described)

    def paint_again(self) -> None:
        self.canvas.update()

    def theme_changed(self) -> None:
        self._note.setFont(small(self.font()))
        super().theme_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the canvas shows data; it tells when it was painted."""

    @Slot(int, int)
    def _show_hovered(self, of_set: int, group: int) -> None:
        shown = self.canvas.dissociation
        known = shown is not None and of_set >= 0
        self.value_hovered.emit(bar_text(shown, of_set, group) if known and shown else "")

    def _spoken(self, shown: Dissociation) -> str:
        """All numbers as words, for a screen reader and the tooltip."""
        parts = [bar_text(shown, of_set, group) for group in (0, 1) for of_set in (0, 1)]
        if shown.intact is not None:
            for name, value in zip(shown.group_names, shown.intact.tolist(), strict=True):
                words = self.tr("intact, {group}: {value}")
                parts.append(words.format(group=name, value=percent_text(value)))
        return "; ".join([*parts, *([shown.note] if shown.note else [])])

    def _legend(self, shown: Dissociation | None) -> tuple[LegendEntry, ...]:
        if shown is None:
            return ()
        entries = [
            LegendEntry(shown.set_names[0], "lesioned", "block"),
            LegendEntry(shown.set_names[1], "lesioned", "hatched"),
        ]
        if shown.intact is not None:
            entries.append(LegendEntry(self.tr("intact"), "intact"))
        if shown.chance is not None:
            entries.append(LegendEntry(self.tr("chance"), "chance", "dashes"))
        return tuple(entries)


def bar_text(shown: Dissociation, of_set: int, group: int) -> str:
    """Everything about one bar in a line."""
    value, ends = float(shown.accuracies[of_set, group]), shown.interval(of_set, group)
    text = percent_text(value) if ends is None else interval_text(value, *ends)
    return f"{shown.set_names[of_set]}, {shown.group_names[group]}: {text}"
