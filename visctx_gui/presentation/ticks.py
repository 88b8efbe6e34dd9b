"""Where the ticks of an axis stand, and how they are written."""

from __future__ import annotations

import math
from itertools import pairwise

from visctx_gui.presentation.numbers import value_text

LOG_STEPS = ((1.0, 2.0, 5.0), (1.0, 3.0), (1.0,))  # the first that has room
MOST_LOG_TICKS = 10.0
FIGURE_WIDTH, BETWEEN_TEXTS = 7, 10  # logical pixels, of a figure at 11 px and from text to text


def linear_spacing(low: float, high: float, most: float, smallest: float = 0.0) -> float:
    """The distance between ticks: 1, 2 or 5 times a power of ten.

    Parameters
    ----------
    low, high : float
        Ends of the axis, low < high.
    most : float
        Distances between ticks there is room for, above 0; below 1 no two ticks are on the axis.
    smallest : float
        Ticks are never closer, such as 1 for whole numbers.
    """
    rough = max((high - low) / most, smallest, 1e-300)
    power = 10.0 ** math.floor(math.log10(rough))
    for step in (1.0, 2.0, 5.0):
        if step * power >= rough * (1 - 1e-9):
            return step * power
    return 10.0 * power


def spacing_beside(low: float, high: float, length: float, smallest: float = 0.0) -> float:
    """The distance between ticks whose texts stand side by side without touching.

    Parameters
    ----------
    low, high : float
        Ends of the axis, low < high.
    length : float
        Of the axis, in logical pixels.
    smallest : float
        As of `linear_spacing`.
    """
    figures = len(f"{max(abs(low), abs(high)):,.0f}") + (low < 0)
    spacing = linear_spacing(low, high, length / _text_room(figures), smallest)
    decimals = _decimals(spacing)
    if decimals:
        figures += 1 + decimals
        spacing = linear_spacing(low, high, length / _text_room(figures), smallest)
    return spacing


def _text_room(figures: int) -> int:
    return FIGURE_WIDTH * figures + BETWEEN_TEXTS


def linear_ticks(low: float, high: float, spacing: float) -> list[float]:
    """Multiples of `spacing` from `low` to `high`, both included."""
    first, last = math.ceil(low / spacing - 1e-9), math.floor(high / spacing + 1e-9)
    return [number * spacing for number in range(first, last + 1)]


def linear_texts(ticks: list[float], spacing: float, percent: bool = False) -> list[str]:
    """Ticks as plain decimal numbers with as many decimals as the spacing needs.

    Parameters
    ----------
    percent : bool
        The ticks are shares 0..1 and are written in percent, without the sign.
    """
    factor = 100 if percent else 1
    decimals = _decimals(spacing * factor)
    return [f"{tick * factor + 0.0:,.{decimals}f}" for tick in ticks]


def _decimals(spacing: float) -> int:
    return max(0, math.ceil(-math.log10(spacing) - 1e-9))


def log_ticks(low: float, high: float, most: float = MOST_LOG_TICKS) -> list[float]:
    """Ticks of a log axis between two logarithms to base 10.

    Parameters
    ----------
    low, high : float
        Ends of the axis, low < high.
    most : float
        Distances between ticks there is room for.

    Returns
    -------
    list of float
        Logarithms of 1, 2, 5 times powers of ten, of 1 and 3 where these stand too close, else of
        powers of ten, as many as there is room for.
    """
    decades = range(math.floor(low), math.ceil(high) + 1)
    closest = (high - low) / max(1.0, min(most, MOST_LOG_TICKS))
    steps = next((one for one in LOG_STEPS if _least_gap(one) >= closest), LOG_STEPS[-1])
    every = max(1, math.ceil(closest - 1e-9))
    return [
        decade + math.log10(step)
        for decade in decades
        if decade % every == 0
        for step in steps
        if low <= decade + math.log10(step) <= high
    ]


def _least_gap(steps: tuple[float, ...]) -> float:
    """The smallest distance between the logarithms of neighbours."""
    return min(math.log10(b / a) for a, b in pairwise((*steps, 10.0)))


def log_texts(ticks: list[float]) -> list[str]:
    """The numbers whose logarithms the ticks are."""
    return [_plain(10**tick) for tick in ticks]


def _plain(value: float) -> str:
    # 0.0001 would run into the axis label: the margin holds five characters.
    return f"{value:g}" if 0.9e-3 <= value < 1e5 else value_text(value, 1)
