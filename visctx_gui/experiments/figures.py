"""The one place that draws figure files, from the plain data that the window shows too."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable
from functools import singledispatch
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter
from numpy.typing import NDArray

from visctx_gui.cortex.files.atomic import replaced_file
from visctx_gui.experiments.figure_numbers import write_numbers
from visctx_gui.experiments.lesion_figures import (
    draw_control_band,
    draw_dissociation,
    draw_scatter,
)
from visctx_gui.plan.wording import ReportableError, message, translatable
from visctx_gui.presentation.bars import BarPlot
from visctx_gui.presentation.colours import (
    NAN_COLOUR,
    Colours,
    colour_table,
    role_colour,
    unpacked,
)
from visctx_gui.presentation.control_band import ControlBand
from visctx_gui.presentation.curves import CurvePlot
from visctx_gui.presentation.dissociation import Dissociation
from visctx_gui.presentation.matrix import MatrixPlot
from visctx_gui.presentation.numbers import count_text, percent_text, signed_text
from visctx_gui.presentation.scatter import ScatterPlot
from visctx_gui.presentation.tiles import TileSheet, atlas, fitted_layout

SUFFIXES = (".png", ".svg", ".csv")
_DOTS_PER_INCH = 150
_STYLE = {
    "svg.hashsalt": "visctx_gui",  # the same drawing gives the same file
    "font.size": 9.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 10.0,
    "legend.frameon": False,
}
_CAPTION_CHARACTERS_PER_INCH = 17
_CAPTION_LINE_INCHES = 0.15
_SHEET_INCHES = 6.4
_COLOUR_BAR_INCHES = 1.0
_TITLE_INCHES = 0.4
_ATLAS_PIXELS = 960
_GAP_PIXELS = 8
_MOST_UPRIGHT_LABELS = 12


def draw(drawing: Any, path: Path, caption: str = "") -> None:
    """Write a figure file.

    Parameters
    ----------
    drawing : TileSheet, CurvePlot, BarPlot, MatrixPlot, ScatterPlot, ControlBand or Dissociation
        As a table alone also a UnitSheet or NumberSheet.
    path : Path
        Ends in ``.png``, ``.svg`` or ``.csv`` (the numbers behind the figure).
    caption : str
        What the numbers were measured on, written below a picture.

    Raises
    ------
    ReportableError
        For another ending, or a drawing that has no figure.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ReportableError(
            message(translatable("A figure cannot be written as '{name}'."), name=path.name),
            message(translatable("The name must end in .png, .svg or .csv.")),
        )
    with replaced_file(path) as temporary:
        if suffix == ".csv":
            write_numbers(drawing, temporary)
        else:
            temporary.write_bytes(_picture(drawing, suffix, caption))


def report_picture(drawing: Any) -> bytes:
    """A figure as the content of a PNG file, without its caption: the page has it as text."""
    return _picture(drawing, ".png")


def _picture(drawing: Any, suffix: str, caption: str = "") -> bytes:
    page = io.BytesIO()
    metadata = {"Date": None} if suffix == ".svg" else {"Software": None}
    with matplotlib.rc_context(_STYLE):
        figure = make_figure(drawing, caption)
        figure.savefig(page, format=suffix[1:], dpi=_DOTS_PER_INCH, metadata=metadata)
    return page.getvalue()


def make_figure(drawing: Any, caption: str = "") -> Figure:
    """The figure of a drawing, not yet in a file."""
    figure = Figure(figsize=(6.4, 4.0), layout="constrained")
    FigureCanvasAgg(figure)
    _fill(drawing, figure)
    _add_caption(figure, caption)
    return figure


def _add_caption(figure: Figure, caption: str) -> None:
    """Widen the figure below and write the caption there."""
    if not caption:
        return
    width, height = figure.get_size_inches()
    lines = textwrap.wrap(caption, int(width * _CAPTION_CHARACTERS_PER_INCH))
    room = _CAPTION_LINE_INCHES * len(lines) + 0.06
    total = height + room
    figure.set_size_inches(width, total)
    figure.set_layout_engine("constrained", rect=(0, room / total, 1, height / total))
    text = figure.text(0.08 / width, 0.05 / total, "\n".join(lines), fontsize=7, va="bottom")
    text.set_color(role_colour("plain"))
    text.set_in_layout(False)


@singledispatch
def _fill(drawing: Any, figure: Figure) -> None:
    raise ReportableError(
        message(translatable("There is no figure for {kind}."), kind=type(drawing).__name__)
    )


_fill.register(ScatterPlot, draw_scatter)
_fill.register(ControlBand, draw_control_band)
_fill.register(Dissociation, draw_dissociation)


@_fill.register
def _(sheet: TileSheet, figure: Figure) -> None:
    layout = fitted_layout(sheet, _ATLAS_PIXELS, _ATLAS_PIXELS, gap=_GAP_PIXELS)
    picture = unpacked(atlas(sheet, layout))
    coloured = sheet.scale == "layer" and sheet.tiles.dtype != np.uint8
    width = _SHEET_INCHES - (_COLOUR_BAR_INCHES if coloured else 0.0)
    figure.set_size_inches(_SHEET_INCHES, width * layout.height / layout.width + _TITLE_INCHES)
    axes = figure.add_subplot()
    axes.imshow(picture, interpolation="nearest")
    axes.set_title(sheet.title)
    axes.set_axis_off()
    for tile in range(sheet.count):
        left, top, width, height = layout.rectangle(tile)
        if width / layout.width >= 0.02 and sheet.label(tile).strip():
            axes.text(
                left + 2, top + 2, sheet.label(tile), va="top", **_tile_label(width, layout.width)
            )
        if tile in sheet.struck:
            right, bottom = left + width, top + height
            axes.plot([left, right], [top, bottom], color=role_colour("lesioned"), linewidth=1.5)
            axes.plot([left, right], [bottom, top], color=role_colour("lesioned"), linewidth=1.5)
    if coloured:
        limits = sheet.sheet_limits()
        colours = "grey" if sheet.tiles.ndim == 4 else sheet.colours
        _add_colour_bar(figure, axes, colours, limits, sheet.bar_label, sheet.tiles)


def _tile_label(width: int, total: int) -> dict[str, Any]:
    size = min(7.0, max(3.5, 60.0 * width / total))
    box = {"facecolor": "white", "alpha": 0.7, "edgecolor": "none", "pad": 0.6}
    return {"fontsize": size, "color": "black", "bbox": box}


def _add_colour_bar(
    figure: Figure,
    axes: Axes,
    colours: Colours,
    limits: tuple[float, float],
    label: str,
    values: NDArray[Any],
) -> None:
    """The scale, with an arrow at an end that some of the values lie beyond."""
    table = ListedColormap(colour_table(colours)[:, :3] / 255.0)
    scale = matplotlib.cm.ScalarMappable(matplotlib.colors.Normalize(*limits), table)
    below, above = bool((values < limits[0]).any()), bool((values > limits[1]).any())
    arrows = {(False, False): "neither", (True, False): "min", (False, True): "max"}
    extend = arrows.get((below, above), "both")
    bar = figure.colorbar(scale, ax=axes, fraction=0.05, pad=0.02, extend=extend)
    bar.set_label(label)


@_fill.register
def _(plot: CurvePlot, figure: Figure) -> None:
    axes = figure.add_subplot()
    for band in plot.bands:
        colour = role_colour(band.role)
        axes.fill_between(
            band.x, band.low, band.high, color=colour, alpha=0.3, lw=0, label=band.name
        )
    for curve in plot.curves:
        style: dict[str, Any] = {"marker": "o", "markersize": 3.5} if curve.dots else {}
        width = 1.6 if curve.dots else 1.1
        axes.plot(
            curve.x, curve.y, color=role_colour(curve.role), lw=width, label=curve.name, **style
        )
    for marker in plot.markers:
        axes.plot([marker.x], [marker.y], "*", color=role_colour(marker.role), markersize=10)
        axes.annotate(
            marker.text,
            (marker.x, marker.y),
            (0, -18),
            textcoords="offset points",
            fontsize=8,
            bbox={"facecolor": "white", "alpha": 0.7, "edgecolor": "none", "pad": 0.6},
            ha="right" if marker.x > sum(plot.x_range()) / 2 else "left",
        )
    if plot.chance is not None:
        axes.axhline(plot.chance, color=role_colour("chance"), ls="--", lw=1, label="chance")
    _set_axes(axes, plot.title, plot.x_label, plot.y_label, plot.percent)
    if plot.log_y:
        axes.set_yscale("log")
    axes.set_ylim(*plot.y_range())
    _add_legend(axes)


def _add_legend(axes: Axes) -> None:
    if axes.get_legend_handles_labels()[0]:
        axes.legend(loc="best", fontsize=8)


def _set_axes(axes: Axes, title: str, x_label: str, y_label: str, percent: bool) -> None:
    axes.set_title(title)
    axes.set_xlabel(x_label)
    axes.set_ylabel(y_label)
    if percent:
        axes.yaxis.set_major_formatter(PercentFormatter(1.0, symbol=" %", decimals=None))


@_fill.register
def _(plot: BarPlot, figure: Figure) -> None:
    axes = figure.add_subplot()
    places = np.arange(plot.count)
    if plot.bands is not None:
        low, high = plot.bands[:, 0], plot.bands[:, 1]
        axes.bar(
            places,
            high - low,
            0.9,
            low,
            color=role_colour("random control"),
            alpha=0.35,
            label=plot.bands_name,
        )
    axes.bar(places, plot.values, 0.6, color=role_colour(plot.role), label=plot.name or None)
    if plot.intervals is not None:
        reach: Any = np.abs(plot.intervals.T - plot.values)
        axes.errorbar(
            places,
            plot.values,
            reach,
            fmt="none",
            ecolor=role_colour("plain"),
            elinewidth=1,
            capsize=2,
            label=plot.intervals_name or None,
        )
    if plot.compared is not None:
        colour = role_colour(plot.compared_role)
        axes.bar(places, plot.compared, 0.25, color=colour, label=plot.compared_name)
    if plot.reference is not None:
        axes.axhline(plot.reference, color=role_colour("chance"), ls="--", lw=1, label="chance")
    axes.axhline(0, color=role_colour("plain"), lw=0.8)
    _set_bar_labels(axes, plot)
    unit = f" ({plot.unit})" if plot.unit else ""
    _set_axes(axes, plot.title, "", f"{plot.y_label}{unit}".strip(), plot.percent)
    if plot.percent and plot.signed:
        axes.yaxis.set_major_formatter(_points_text)
    bottom, top = plot.value_range()
    below, above = np.any(plot.values < 0), np.any(plot.values >= 0)  # where values are written
    room = [0.12 if written else 0.03 for written in (below, above)]
    axes.set_ylim(bottom - room[0] * (top - bottom), top + room[1] * (top - bottom))
    _write_bar_values(axes, plot)
    _add_legend(axes)


def _points_text(change: float, _place: float | None) -> str:
    """A place on an axis of changes, in percentage points."""
    text = signed_text(100 * change, 3)
    return text.rstrip("0").rstrip(".")


def _set_bar_labels(axes: Axes, plot: BarPlot) -> None:
    """Names below the bars, with the number of images where it is known."""
    counts = () if plot.counts is None else plot.counts.tolist()
    below = [f"n = {count_text(count)}" for count in counts]
    longest = max(map(len, below), default=0)
    upright = max(map(len, plot.labels), default=0) <= 3 and plot.count <= _MOST_UPRIGHT_LABELS
    places = np.arange(plot.count)
    if not upright or longest > len("n = 9,999"):
        labels = [plot.counted_label(bar) for bar in range(plot.count)]
        axes.set_xticks(places, labels, rotation=30, ha="right", rotation_mode="anchor")
    elif not counts:
        axes.set_xticks(places, plot.labels)
    else:
        labels = [f"{name}\n{n}" for name, n in zip(plot.labels, below, strict=True)]
        axes.set_xticks(places, labels, fontsize=8 if longest <= len("n = 999") else 6.5)


def _write_bar_values(axes: Axes, plot: BarPlot) -> None:
    """The number at the end of each bar, beyond its whisker."""
    text = _bar_text(plot)
    for place, value in enumerate(plot.values):
        if np.isfinite(value):
            axes.annotate(
                text(float(value)),
                (place, _outer_end(plot, place)),
                (0, 3 if value >= 0 else -3),
                textcoords="offset points",
                ha="center",
                va="bottom" if value >= 0 else "top",
                fontsize=7,
            )


def _outer_end(plot: BarPlot, bar: int) -> float:
    value = float(plot.values[bar])
    if plot.intervals is None or not np.isfinite(plot.intervals[bar]).all():
        return value
    low, high = plot.intervals[bar].tolist()
    return float(max(value, high) if value >= 0 else min(value, low))


def _bar_text(plot: BarPlot) -> Callable[[float], str]:
    if plot.signed:
        scale = 100 if plot.percent else 1
        return lambda value: signed_text(scale * value, 1)
    return percent_text if plot.percent else lambda value: f"{value:.3g}"


@_fill.register
def _(plot: MatrixPlot, figure: Figure) -> None:
    rows, columns = plot.values.shape
    figure.set_size_inches(6.4, 5.6)
    axes = figure.add_subplot()
    colours = ListedColormap(colour_table(plot.colours)[:, :3] / 255.0)
    table = colours.with_extremes(bad=NAN_COLOUR)
    low, high = plot.colour_limits()
    coloured = plot.coloured_values()
    axes.imshow(coloured, cmap=table, vmin=low, vmax=high, interpolation="nearest")
    axes.set_xticks(range(columns), plot.column_labels, rotation=45 if columns > 12 else 0)
    axes.set_yticks(range(rows), plot.row_labels)
    axes.set_xlabel(plot.column_title)
    axes.set_ylabel(plot.row_title)
    axes.set_title(plot.title)
    for side in ("top", "right", "bottom", "left"):
        axes.spines[side].set_visible(False)
    if rows * columns <= 400:
        _write_cells(axes, plot, coloured)
    share = f"share of each {plot.row_title}" if plot.row_title else "share of the row"
    label = share if plot.shares_of_rows else plot.value_label
    _add_colour_bar(figure, axes, plot.colours, (low, high), label, coloured)


def _write_cells(axes: Axes, plot: MatrixPlot, coloured: Any) -> None:
    low, high = plot.colour_limits()
    table = colour_table(plot.colours)[:, :3].astype(float)
    for (row, column), value in np.ndenumerate(plot.values):
        if not np.isfinite(coloured[row, column]):
            continue
        place = int(np.clip((coloured[row, column] - low) / (high - low or 1.0) * 255, 0, 255))
        bright = float(table[place] @ (0.299, 0.587, 0.114)) > 140
        axes.text(
            column,
            row,
            f"{value:.4g}",
            ha="center",
            va="center",
            fontsize=7,
            color="black" if bright else "white",
        )
