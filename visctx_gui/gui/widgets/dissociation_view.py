"""A double dissociation: two sets of units, two groups of classes, who needs which."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from visctx_gui.gui.style import GRID
from visctx_gui.gui.widgets.dissociation_canvas import DissociationCanvas
from visctx_gui.gui.widgets.plot_frame import NotedPlot
from visctx_gui.gui.widgets.plot_header import LegendEntry
from visctx_gui.presentation.dissociation import Dissociation
from visctx_gui.presentation.numbers import interval_text, percent_text
from visctx_gui.presentation.sameness import looks_the_same


class DissociationView(NotedPlot):
    """Shows a `Dissociation`: one pair of bars for each group of classes, plain for set A, hatched for set B.

    Signals
    -------
    value_hovered(text)
        The bar under the cursor; empty when the mouse leaves it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        canvas = DissociationCanvas()
        super().__init__(canvas, parent)
        self.canvas = canvas
        self._note.hide()
        self.setMinimumSize(24 * GRID, 18 * GRID)
        self.setAccessibleName(self.tr("Double dissociation"))
        self.canvas.hovered.connect(self._show_hovered)

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
        self._show_note("" if shown is None else shown.note)
        self._note.setVisible(bool(self.note))
        self._describe("" if shown is None else self._spoken(shown))

    @Slot(int, int)
    def _show_hovered(self, of_set: int, group: int) -> None:
        shown = self.canvas.dissociation
        known = shown is not None and of_set >= 0
        self.value_hovered.emit(bar_text(shown, of_set, group) if known and shown else "")

    def _spoken(self, shown: Dissociation) -> str:
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
