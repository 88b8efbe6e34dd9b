"""One lesion beside its matched random draws: is it worse than chance would do?"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from visctx_gui.gui.style import GRID
from visctx_gui.gui.widgets.band_canvas import BandCanvas
from visctx_gui.gui.widgets.plot_frame import NotedPlot
from visctx_gui.gui.widgets.plot_header import LegendEntry
from visctx_gui.presentation.control_band import ControlBand
from visctx_gui.presentation.numbers import count_text, interval_text, percent_text
from visctx_gui.presentation.sameness import looks_the_same


class BandBar(NotedPlot):
    """Shows a `ControlBand`: above the lesion with its interval, beneath it every draw; the band behind both.

    Signals
    -------
    value_hovered(text)
        The draw or the lesion under the cursor; empty when the mouse leaves it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        canvas = BandCanvas()
        super().__init__(canvas, parent)
        self.canvas = canvas
        self.setMinimumSize(20 * GRID, 14 * GRID)
        self.setAccessibleName(self.tr("Lesion and random draws"))
        self.canvas.hovered.connect(self._show_hovered)

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
        self._show_note("" if band is None else band.note)
        self._describe("" if band is None else self._spoken(band))

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
