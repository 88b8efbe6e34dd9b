"""A table with one row per unit: what its lesion does, and what the unit is like."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from visctx_gui.presentation.number_sheet import DIGITS_OF_NATS
from visctx_gui.presentation.numbers import (
    NO_NUMBER,
    change_text,
    percent_text,
    signed_text,
    value_text,
)

Unit = tuple[str, int]
Cell = str | float | int | None
ColumnName = Literal[
    "layer",
    "unit",
    "accuracy",
    "change",
    "loss rise",
    "worst class",
    "selectivity",
    "preferred class",
    "norm",
    "orientation",
]


@dataclass(frozen=True)
class UnitRow:
    """What is known of one unit. None: not measured; NaN: measured, but there is no such number.

    Attributes
    ----------
    accuracy : float
        With this unit alone silenced, 0..1.
    change, change_low, change_high : float
        Against the intact network, with its 95 % interval; shares, not percent.
    loss_rise : float
        Of the mean cross-entropy, against the intact network, nats per image.
    worst_class, worst_change : str, float
        The class that suffers most, and its change.
    selectivity : float
    preferred_class : str
    norm : float
        Of the weights.
    orientation : float
        Preferred orientation in degrees, 0 <= orientation < 180.
    """

    layer: str
    unit: int
    accuracy: float | None = None
    change: float | None = None
    change_low: float | None = None
    change_high: float | None = None
    worst_class: str | None = None
    worst_change: float | None = None
    selectivity: float | None = None
    preferred_class: str | None = None
    norm: float | None = None
    orientation: float | None = None
    loss_rise: float | None = None

    @property
    def key(self) -> Unit:
        """Layer and index."""
        return self.layer, self.unit


@dataclass(frozen=True)
class UnitSheet:
    """Rows of a table of units, no unit twice."""

    title: str
    rows: tuple[UnitRow, ...]

    def __post_init__(self) -> None:
        if len({row.key for row in self.rows}) < len(self.rows):
            raise ValueError("a unit stands in the table twice")


class Column(NamedTuple):
    """One column: what it sorts by, and what stands in a cell."""

    name: ColumnName
    value: Callable[[UnitRow], Cell]
    text: Callable[[UnitRow], str]
    is_number: bool = True


def _number(value: float | None, text: Callable[[float], str]) -> str:
    return NO_NUMBER if value is None or math.isnan(value) else text(value)


def _change(row: UnitRow) -> str:
    ends = [math.nan if end is None else end for end in (row.change_low, row.change_high)]
    return _number(row.change, lambda change: change_text(change, *ends))


def _loss_rise(row: UnitRow) -> str:
    return _number(row.loss_rise, lambda nats: value_text(nats, DIGITS_OF_NATS))


def _worst(row: UnitRow) -> str:
    change = _number(row.worst_change, lambda value: signed_text(100 * value, 1))
    return NO_NUMBER if change == NO_NUMBER else f"{row.worst_class or NO_NUMBER}: {change}"


COLUMNS = (
    Column("layer", lambda row: row.layer, lambda row: row.layer, False),
    Column("unit", lambda row: row.unit, lambda row: str(row.unit)),
    Column("accuracy", lambda row: row.accuracy, lambda row: _number(row.accuracy, percent_text)),
    Column("change", lambda row: row.change, _change),
    Column("loss rise", lambda row: row.loss_rise, _loss_rise),
    Column("worst class", lambda row: row.worst_change, _worst),
    Column(
        "selectivity", lambda row: row.selectivity, lambda row: _number(row.selectivity, value_text)
    ),
    Column(
        "preferred class",
        lambda row: row.preferred_class,
        lambda row: row.preferred_class or NO_NUMBER,
        False,
    ),
    Column("norm", lambda row: row.norm, lambda row: _number(row.norm, value_text)),
    Column(
        "orientation",
        lambda row: row.orientation,
        lambda row: _number(row.orientation, lambda degrees: f"{degrees:.0f}\N{DEGREE SIGN}"),
    ),
)
_HEAD = (
    "layer",
    "unit",
    "accuracy",
    "change",
    "change_low",
    "change_high",
    "worst_class",
    "worst_change",
    "selectivity",
    "preferred_class",
    "norm",
    "orientation_degrees",
    "loss_rise",
)


def is_missing(value: Cell) -> bool:
    """Whether a cell holds nothing that could be sorted."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def order_of(rows: Sequence[UnitRow], column: Column | None, descending: bool = False) -> list[int]:
    """Places of the rows in the order of a column.

    Numbers by size, words by letters without regard to case and by the numbers in them; rows without a value last, upwards
    and downwards; equal ones in their given order. None: as given.
    """
    places = range(len(rows))
    if column is None:
        return list(places)
    values = [column.value(row) for row in rows]
    known = [place for place in places if not is_missing(values[place])]

    def weight(place: int) -> Any:
        value = values[place]
        return _natural(value) if isinstance(value, str) else value

    known.sort(key=weight, reverse=descending)  # stays stable when reversed
    return known + [place for place in places if is_missing(values[place])]


def _natural(text: str) -> list[tuple[int, str]]:
    """Words by letters, the numbers in them by size: conv2 before conv10."""
    parts = re.split(r"(\d+)", text.casefold())
    return [(int(part) if part.isdecimal() else -1, part) for part in parts]


def table_of(rows: Sequence[UnitRow]) -> Iterator[list[Cell]]:
    """The table with its head for other programs: each number in a cell of its own, shares 0..1."""
    yield list(_HEAD)
    for row in rows:
        yield list(vars(row).values())


def tab_separated(rows: Sequence[UnitRow]) -> str:
    """The table as text that spreadsheets take from the clipboard; empty where nothing is known."""
    return "\n".join("\t".join(_plain(cell) for cell in cells) for cells in table_of(rows))


def _plain(cell: Cell) -> str:
    if cell is None or is_missing(cell):
        return ""
    return f"{cell:.7g}" if isinstance(cell, float) else str(cell).replace("\t", " ")
