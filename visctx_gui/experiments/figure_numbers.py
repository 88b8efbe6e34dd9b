"""The numbers behind a figure as a CSV table."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator
from functools import singledispatch
from pathlib import Path
from typing import Any

import numpy as np

from visctx_gui.plan.wording import ReportableError, message, translatable
from visctx_gui.presentation.bars import BarPlot
from visctx_gui.presentation.control_band import ControlBand
from visctx_gui.presentation.curves import CurvePlot
from visctx_gui.presentation.dissociation import Dissociation
from visctx_gui.presentation.matrix import MatrixPlot
from visctx_gui.presentation.number_sheet import NumberSheet, number_rows
from visctx_gui.presentation.scatter import ScatterPlot
from visctx_gui.presentation.tiles import TileSheet
from visctx_gui.presentation.unit_sheet import UnitSheet, table_of

Row = list[Any]


def write_numbers(drawing: Any, path: Path) -> None:
    """Write the table of a drawing.

    UTF-8; with a byte order mark only where there are other than ASCII characters, because
    spreadsheets need it for those and some readers stumble over it.
    """
    text = csv_text(_rows(drawing))
    path.write_bytes(text.encode("utf-8" if text.isascii() else "utf-8-sig"))


def csv_text(rows: Iterable[Row]) -> str:
    """Rows as CSV; an empty cell for NaN and None."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\n")
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return page.getvalue()


def _fraction(name: str, is_share: bool) -> str:
    """The heading of a column; shares stand there from 0 to 1, whatever the picture's axis says."""
    return f"{name} (fraction)" if is_share else name


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, (float, np.floating)):
        return "" if math.isnan(value) else f"{float(value):.7g}"
    return value


@singledispatch
def _rows(drawing: Any) -> Iterator[Row]:
    raise ReportableError(
        message(translatable("There is no figure for {kind}."), kind=type(drawing).__name__)
    )


@_rows.register
def _(sheet: TileSheet) -> Iterator[Row]:
    colour = sheet.tiles.ndim == 4
    yield ["tile", "label", "y", "x", *(("red", "green", "blue") if colour else ("value",))]
    for tile, pixels in enumerate(sheet.tiles):
        for y, x in np.ndindex(pixels.shape[:2]):
            values = pixels[y, x] if colour else [pixels[y, x]]
            yield [tile, sheet.label(tile), y, x, *values]


@_rows.register
def _(plot: CurvePlot) -> Iterator[Row]:
    yield ["name", plot.x_label or "x", _fraction(plot.y_label or "y", plot.percent), "low", "high"]
    for curve in plot.curves:
        for x, y in zip(curve.x, curve.y, strict=True):
            yield [curve.name, x, y, None, None]
    for band in plot.bands:
        for x, low, high in zip(band.x, band.low, band.high, strict=True):
            yield [band.name, x, None, low, high]
    if plot.chance is not None:
        yield ["chance", None, plot.chance, None, None]


@_rows.register
def _(plot: BarPlot) -> Iterator[Row]:
    head: Row = [
        "label",
        _fraction(plot.name or plot.y_label or plot.title or "value", plot.percent),
    ]
    parts: list[Any] = [plot.labels, plot.values]
    if plot.counts is not None:
        head.insert(1, "n")
        parts.insert(1, plot.counts.tolist())
    if plot.intervals is not None:
        head += ["low", "high"]
        parts += [plot.intervals[:, 0], plot.intervals[:, 1]]
    if plot.compared is not None:
        head.append(plot.compared_name)
        parts.append(plot.compared)
    if plot.bands is not None:
        head += [f"{plot.bands_name} low", f"{plot.bands_name} high"]
        parts += [plot.bands[:, 0], plot.bands[:, 1]]
    yield head
    for row in zip(*parts, strict=True):
        yield list(row)


@_rows.register
def _(plot: MatrixPlot) -> Iterator[Row]:
    corner = f"{plot.row_title} / {plot.column_title}".strip(" /")
    yield [corner, *plot.column_labels]
    for label, values in zip(plot.row_labels, plot.values, strict=True):
        yield [label, *values]


@_rows.register
def _(plot: ScatterPlot) -> Iterator[Row]:
    """Every point, also those that are not drawn."""
    x_name = _fraction(plot.x_label or "x", plot.x_percent)
    head: Row = ["label", x_name, _fraction(plot.y_label or "y", plot.y_percent)]
    parts: list[Any] = [plot.labels, plot.x, plot.y]
    if plot.y_intervals is not None:
        head += ["low", "high"]
        parts += [plot.y_intervals[:, 0], plot.y_intervals[:, 1]]
    if plot.colour_values is not None:
        head.append(plot.colour_label or "colour")
        parts.append(plot.colour_values)
    if plot.roles is not None:
        names = dict(plot.role_names)
        head.append("group")
        parts.append([names.get(role, role) for role in plot.roles])
    yield [*head, "silenced"]
    for *row, silenced in zip(*parts, plot.is_struck().astype(int).tolist(), strict=True):
        yield [*row, silenced]


@_rows.register
def _(band: ControlBand) -> Iterator[Row]:
    low, high = band.interval or (None, None)
    spread = band.spread() or (None, None, None)
    yield ["name", _fraction(band.value_label, True), "low", "high"]
    yield ["lesioned", band.value, low, high]
    yield ["median of the draws and 2.5-97.5 % range", spread[1], spread[0], spread[2]]
    yield ["intact", band.intact, None, None]
    yield ["chance", band.chance, None, None]
    for number, value in enumerate(band.draws.tolist(), start=1):
        yield [f"random draw {number}", value, None, None]


@_rows.register
def _(shown: Dissociation) -> Iterator[Row]:
    yield ["silenced", "classes", _fraction(shown.value_label, True), "low", "high"]
    for group, classes in enumerate(shown.group_names):
        if shown.intact is not None:
            ends = [None, None] if shown.intact_intervals is None else shown.intact_intervals[group]
            yield ["nothing", classes, shown.intact[group], *ends]
        for of_set, name in enumerate(shown.set_names):
            ends = shown.interval(of_set, group) or (None, None)
            yield [name, classes, shown.accuracies[of_set, group], *ends]
    yield ["chance", "", shown.chance, None, None]


@_rows.register
def _(sheet: UnitSheet) -> Iterator[Row]:
    yield from table_of(sheet.rows)


@_rows.register
def _(sheet: NumberSheet) -> Iterator[Row]:
    yield from number_rows(sheet)
