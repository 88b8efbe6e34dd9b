"""Axes of curve plots: ticks in plain decimal numbers, in percent or in powers of ten."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg

from visctx_gui.presentation.numbers import value_text

# Arrays are (row, column) everywhere in this program; pyqtgraph's own default is the reverse.
pg.setConfigOptions(imageAxisOrder="row-major", antialias=False, foreground="k")

LABEL_LIFT = 3
LOG_STEPS = (1.0, 2.0, 5.0)
WHOLE_DECADES_FROM = 3.0  # decades; with fewer, 2 and 5 are labelled too


class NumberAxis(pg.AxisItem):  # type: ignore[misc]
    """An axis that writes its numbers as the rest of the window does."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self.percent = False
        self.log_values = False
        self.enableAutoSIPrefix(False)

    def set_kind(self, percent: bool, log_values: bool) -> None:
        """Say what the numbers are: shares to be written in percent, or logarithms to base 10."""
        if (percent, log_values) != (self.percent, self.log_values):
            self.percent, self.log_values = percent, log_values
            self.picture = None
            self.update()

    def resizeEvent(self, event: Any = None) -> None:
        super().resizeEvent(event)
        if self.orientation == "bottom" and self.label is not None:
            self.label.moveBy(0, -LABEL_LIFT)  # else its descenders lie on the very edge

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Any:  # noqa: N803
        if not self.log_values:
            return super().tickValues(minVal, maxVal, size)
        return log_ticks(minVal, maxVal)

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        if self.log_values:
            return [_plain(10**value) for value in values]
        factor = 100 if self.percent else 1
        decimals = max(0, math.ceil(-math.log10(spacing * factor) - 1e-9))
        return [f"{value * factor:,.{decimals}f}" for value in values]


def log_ticks(low: float, high: float) -> list[tuple[float, list[float]]]:
    """Ticks of a log axis between two logarithms to base 10.

    Returns
    -------
    list of (spacing, list of logarithms)
        1, 2, 5 times powers of ten; powers alone over three decades and more.
    """
    decades = range(math.floor(low), math.ceil(high) + 1)
    steps = (1.0,) if high - low >= WHOLE_DECADES_FROM else LOG_STEPS
    every = max(1, math.ceil((high - low) / 6))
    ticks = [
        decade + math.log10(step)
        for decade in decades
        if decade % every == 0
        for step in steps
        if low <= decade + math.log10(step) <= high
    ]
    return [(1.0, ticks)]


def _plain(value: float) -> str:
    return f"{value:g}" if 1e-4 <= value < 1e5 else value_text(value, 1)
