"""Where the ticks of an axis stand, and how they are written."""

from __future__ import annotations

import math

from visctx_gui.presentation.numbers import value_text

LOG_STEPS = (1.0, 2.0, 5.0)
WHOLE_DECADES_FROM = 3.0  # decades; with fewer, 2 and 5 are labelled too
MOST_LOG_DECADES = 6


def linear_spacing(low: float, high: float, most: int, smallest: float = 0.0) -> float:
    """The distance between ticks: 1, 2 or 5 times a power of ten.

    Parameters
    ----------
    low, high : float
        Ends of the axis, low < high.
    most : int
        Ticks there is room for, at least 1.
    smallest : float
        Ticks are never closer, such as 1 for whole numbers.
    """
    rough = max((high - low) / max(1, most), smallest, 1e-300)
    power = 10.0 ** math.floor(math.log10(rough))
    for step in (1.0, 2.0, 5.0):
        if step * power >= rough * (1 - 1e-9):
            return step * power
    return 10.0 * power


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
    decimals = max(0, math.ceil(-math.log10(spacing * factor) - 1e-9))
    return [f"{tick * factor + 0.0:,.{decimals}f}" for tick in ticks]


def log_ticks(low: float, high: float) -> list[float]:
    """Ticks of a log axis between two logarithms to base 10.

    Returns
    -------
    list of float
        Logarithms of 1, 2, 5 times powers of ten; of powers alone over three decades and more.
    """
    decades = range(math.floor(low), math.ceil(high) + 1)
    steps = (1.0,) if high - low >= WHOLE_DECADES_FROM else LOG_STEPS
    every = max(1, math.ceil((high - low) / MOST_LOG_DECADES))
    return [
        decade + math.log10(step)
        for decade in decades
        if decade % every == 0
        for step in steps
        if low <= decade + math.log10(step) <= high
    ]


def log_texts(ticks: list[float]) -> list[str]:
    """The numbers whose logarithms the ticks are."""
    return [_plain(10**tick) for tick in ticks]


def _plain(value: float) -> str:
    # 0.0001 would run into the axis label: the margin holds five characters.
    return f"{value:g}" if 0.9e-3 <= value < 1e5 else value_text(value, 1)
