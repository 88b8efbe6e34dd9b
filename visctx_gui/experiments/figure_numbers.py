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
from visctx_gui.presentation.curves import CurvePlot
from visctx_gui.presentation.matrix import MatrixPlot
from visctx_gui.presentation.tiles import TileSheet

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
    yield ["name", plot.x_label or "x", plot.y_label or "y", "low", "high"]
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
    head: Row = ["label", plot.name or plot.y_label or "value"]
    parts: list[Any] = [plot.labels, plot.values]
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
