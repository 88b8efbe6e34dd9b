"""A table of units with any columns of numbers, as plain data."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from numpy.typing import NDArray

from visctx_gui.presentation.numbers import NO_NUMBER, signed_text, value_text

DIGITS_OF_NATS = 4
Unit = tuple[str, int]
NumberKind = Literal["value", "nats", "points", "place"]


@dataclass(frozen=True, eq=False)
class NumberColumn:
    """One column.

    Attributes
    ----------
    title : str
        Heading, translated.
    help : str
        What it is, for a tooltip.
    values : array (units,)
        NaN: not known.
    kind : str
        ``value``: three digits. ``nats``: four, as units differ by little. ``points``: signed percentage points. ``place``: a whole number.
    missing : str
        What stands where there is no value.
    """

    title: str
    help: str
    values: NDArray[Any]
    kind: NumberKind = "value"
    missing: str = NO_NUMBER

    def text(self, row: int) -> str:
        """A cell as a person reads it; `missing` where nothing is known."""
        value = float(self.values[row])
        if math.isnan(value):
            return self.missing
        if self.kind == "points":
            return signed_text(value, 1)
        if self.kind == "place":
            return f"{value:.0f}"
        return value_text(value, DIGITS_OF_NATS if self.kind == "nats" else 3)


@dataclass(frozen=True, eq=False)
class NumberSheet:
    """Units and what is known of them; `marked` are places of rows that stand out."""

    title: str
    units: tuple[Unit, ...]
    columns: tuple[NumberColumn, ...]
    marked: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        for column in self.columns:
            if column.values.shape != (len(self.units),):
                raise ValueError(f"{column.title}: {column.values.shape} for {len(self.units)}")


def number_rows(sheet: NumberSheet) -> Iterator[list[Any]]:
    """The table with its head for other programs, each number in a cell of its own."""
    yield ["layer", "unit", *(column.title for column in sheet.columns)]
    for row, (layer, unit) in enumerate(sheet.units):
        yield [layer, unit, *(float(column.values[row]) for column in sheet.columns)]
