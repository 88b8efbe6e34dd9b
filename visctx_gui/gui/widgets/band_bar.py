"""One lesion beside its matched random draws: is it worse than chance would do?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visctx_gui.gui.elided_label import ElidedLabel
from visctx_gui.gui.style import GRID, small
from visctx_gui.gui.widgets.band_canvas import BandCanvas
from visctx_gui.gui.widgets.picture import Picture
from visctx_gui.gui.widgets.plot_header import LegendEntry, PlotHeader
from visctx_gui.presentation.control_band import ControlBand
from visctx_gui.presentation.numbers import count_text, interval_text, percent_text
from visctx_gui.presentation.sameness import looks_the_same


class BandBar(Picture):
    """Shows a `ControlBand`: above the lesion with its interval, beneath it every draw; the band behind both.

    Signals
    -------
    value_hovered(text)
        The draw or the lesion under the cursor; empty when the mouse leaves it.
    """

    value_hovered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = PlotHeader()
        self.canvas = BandCanvas()
        self._note = ElidedLabel(Qt.TextElideMode.ElideRight)
        self._note.setFont(small(self.font()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self.canvas, 1)
        column.addWidget(self._note)
        self.setMinimumSize(20 * GRID, 14 * GRID)
        self.setAccessibleName(self.tr("Lesion and random draws"))
        self.canvas.hovered.connect(self._show_hovered)
        self.canvas.painted.connect(self.painted)

    @property
    def note(self) -> str:
        """What stands beneath the axis."""
        return self._note.text()

    def plain_data(self) -> ControlBand | None:
        return self.canvas.band

    def set_band(self, band: ControlBand | None) -> None:
        """Show another lesion, or more draws; None empties the picture. Ends `waiting`."""
        self.set_waiting(False)
        old = self.canvas.band
        if old is not None and band is not None and looks_the_same(old, band):
            return
        self.canvas.set_band(band)
        self._header.set_content("" if band is None else band.title, self._legend(band))
        self._note.setText("" if band is None else band.note)
        self._note.setToolTip(self._note.text())
        described = "" if band is None else self._spoken(band)
        self.setAccessibleDescription(described)
        self.canvas.setToolTip(described)

    def paint_again(self) -> None:
        self.canvas.update()

    def theme_changed(self) -> None:
        self._note.setFont(small(self.font()))
        super().theme_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the canvas shows data; it tells when it was painted."""

    @Slot(int)
    def _show_hovered(self, place: int) -> None:
        band = self.canvas.band
        if band is None or place == BandCanvas.NOTHING:
            self.value_hovered.emit("")
        elif place == BandCanvas.LESION:
            self.value_hovered.emit(self._lesion_text(band))
        else:
            value = percent_text(float(band.known_draws()[place]))
            self.value_hovered.emit(
                self.tr("random draw {number}: {value}").format(number=place + 1, value=value)
            )

    def _lesion_text(self, band: ControlBand) -> str:
        if band.interval is None:
            value = percent_text(band.value)
        else:
            value = interval_text(band.value, *band.interval)
        return self.tr("lesioned {value}").format(value=value)

    def _spoken(self, band: ControlBand) -> str:
        """All numbers as words, for a screen reader and the tooltip."""
        parts = [self._lesion_text(band)]
        spread = band.spread()
        if spread is not None:
            low, middle, high = (percent_text(value) for value in spread)
            words = self.tr("{count} random draws: median {middle}, 95 % of them {low} to {high}")
            count = count_text(len(band.known_draws()))
            parts.append(words.format(count=count, middle=middle, low=low, high=high))
        if band.intact is not None:
            parts.append(self.tr("intact {value}").format(value=percent_text(band.intact)))
        if band.chance is not None:
            parts.append(self.tr("chance {value}").format(value=percent_text(band.chance)))
        return "; ".join([*parts, *([band.note] if band.note else [])])

    def _legend(self, band: ControlBand | None) -> tuple[LegendEntry, ...]:
        if band is None:
            return ()
        entries = [LegendEntry(self.tr("lesioned"), "lesioned", "dot")]
        count = len(band.known_draws())
        if count:
            words = self.tr("{count} random draws, 95 %").format(count=count_text(count))
            entries.append(LegendEntry(words, "random control", "area"))
        if band.intact is not None:
            entries.append(LegendEntry(self.tr("intact"), "intact"))
        if band.chance is not None and band.chance >= band.value_range()[0]:
            entries.append(LegendEntry(self.tr("chance"), "chance", "dashes"))
        return tuple(entries)
