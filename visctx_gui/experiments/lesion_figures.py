"""How the figures of the lesion bench are drawn: points, random draws, double dissociations."""

from __future__ import annotations

import textwrap
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from visctx_gui.presentation.colours import NAN_COLOUR, colour_table, role_colour
from visctx_gui.presentation.control_band import ControlBand, stacked
from visctx_gui.presentation.dissociation import Dissociation
from visctx_gui.presentation.numbers import interval_text, percent_text
from visctx_gui.presentation.scatter import ScatterPlot

_PERCENT = PercentFormatter(1.0, symbol=" %", decimals=None)
_DOT_SHARE = 0.014  # of the axis: width of a dot
_DRAW_STEP = 0.14  # of the lane of the draws
_BAR_WIDTH = 0.34
_MANY_POINTS = 1500
_NOTE_CHARACTERS = 78  # of a line


def draw_scatter(plot: ScatterPlot, figure: Figure) -> None:
    """Points, crosses for what is silenced, lines and band."""
    axes = figure.add_subplot()
    shown, struck = plot.drawn(), plot.is_struck()
    size, cross = (6, 12) if plot.count > _MANY_POINTS else (16, 28)
    if plot.band is not None:
        colour = role_colour(plot.band.role)
        low, high = plot.band.low, plot.band.high
        axes.axhspan(low, high, color=colour, alpha=0.25, lw=0, label=plot.band.name or None)
    for line in plot.lines:
        along = axes.axvline if line.axis == "x" else axes.axhline
        along(line.value, color=role_colour(line.role), ls="--", lw=1, label=line.name or None)
    if plot.y_intervals is not None:
        low, high = plot.y_intervals[shown].T
        axes.vlines(plot.x[shown], low, high, color=role_colour("plain"), alpha=0.45, lw=0.7)
    whole = shown & ~struck
    if plot.colour_values is not None:
        _coloured_points(figure, axes, plot, whole, size)
    else:
        names = dict(plot.role_names)
        roles = np.array([plot.role(point) for point in range(plot.count)], dtype=object)
        for role in dict.fromkeys(roles.tolist()):
            of_role = whole & (roles == role)
            style: dict[str, Any] = {"color": role_colour(role), "label": names.get(role)}
            axes.scatter(plot.x[of_role], plot.y[of_role], s=size, lw=0, zorder=3, **style)
    crossed = shown & struck
    if crossed.any():
        style = {"color": role_colour("lesioned"), "label": "silenced"}
        axes.scatter(plot.x[crossed], plot.y[crossed], cross, marker="x", lw=1.6, zorder=4, **style)
    if plot.selected is not None and 0 <= plot.selected < plot.count and shown[plot.selected]:
        at = plot.x[plot.selected], plot.y[plot.selected]
        axes.plot(*at, "o", ms=9, mfc="none", mec=role_colour("selected"), mew=1.6, zorder=5)
    axes.set(title=plot.title, ylabel=plot.y_label, xlim=plot.x_range(), ylim=plot.y_range())
    axes.set_xlabel(_with_note(plot.x_label, plot.whole_note()))
    if plot.x_percent:
        axes.xaxis.set_major_formatter(_PERCENT)
    if plot.y_percent:
        axes.yaxis.set_major_formatter(_PERCENT)
    _add_legend(figure, axes)


def _coloured_points(figure: Figure, axes: Axes, plot: ScatterPlot, which: Any, size: int) -> None:
    assert plot.colour_values is not None
    table = ListedColormap(colour_table(plot.colours)[:, :3] / 255.0).with_extremes(bad=NAN_COLOUR)
    scale = matplotlib.colors.Normalize(*plot.scale_limits())
    x, y = plot.x[which], plot.y[which]
    colours = np.ma.masked_invalid(plot.colour_values[which])
    points = axes.scatter(
        x, y, size, colours, cmap=table, norm=scale, lw=0, plotnonfinite=True, zorder=3
    )
    figure.colorbar(points, ax=axes, fraction=0.05, pad=0.02).set_label(plot.colour_label)


def draw_control_band(band: ControlBand, figure: Figure) -> None:
    """The lesion above, the draws beneath, their range behind both."""
    figure.set_size_inches(6.4, 2.4)
    axes = figure.add_subplot()
    spread, draws = band.spread(), band.known_draws()
    low, high = band.value_range()
    if spread is not None:
        grey = role_colour("random control")
        name = "2.5-97.5 % of draws"
        axes.axvspan(spread[0], spread[2], color=grey, alpha=0.28, lw=0, label=name)
        axes.axvline(spread[1], color=grey, lw=1.6, label="median")
        steps = stacked(draws, _DOT_SHARE * (high - low))
        step = min(_DRAW_STEP, 0.8 / max(1, int(np.abs(steps).max(initial=0))))
        words = f"{len(draws)} random draws"
        axes.plot(draws, steps * step, "o", ms=4, color=grey, mec="white", mew=0.5, label=words)
    if band.intact is not None:
        axes.axvline(band.intact, color=role_colour("intact"), lw=1.6, label="intact")
    if band.chance is not None and low <= band.chance <= high:
        axes.axvline(band.chance, color=role_colour("chance"), ls="--", lw=1, label="chance")
    if np.isfinite(band.value):
        _draw_lesion(axes, band)
    axes.set(title=band.title, xlim=(low, high), ylim=(-1.1, 2.3), yticks=[])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(_with_note(band.value_label, band.note))
    axes.xaxis.set_major_formatter(_PERCENT)
    _add_legend(figure, axes)


def _draw_lesion(axes: Axes, band: ControlBand) -> None:
    colour, text = role_colour("lesioned"), percent_text(band.value)
    if band.interval is not None and np.isfinite(band.interval).all():
        axes.errorbar(
            [band.value],
            [1.4],
            xerr=np.abs(np.array(band.interval)[:, None] - band.value),
            fmt="none",
            ecolor=colour,
            capsize=3,
        )
        text = interval_text(band.value, *band.interval)
    axes.plot([band.value], [1.4], "o", ms=7, color=colour, mec="white", label="lesioned", zorder=4)
    low, high = band.value_range()
    share = (band.value - low) / (high - low)
    side = "left" if share < 0.15 else "right" if share > 0.85 else "center"
    style = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
    axes.annotate(
        text,
        (band.value, 1.4),
        (0, 7),
        textcoords="offset points",
        ha=side,
        fontsize=8,
        bbox=style,
        zorder=5,
    )


def draw_dissociation(shown: Dissociation, figure: Figure) -> None:
    """Two bars for each group of classes, with the intact network as a line above them."""
    axes = figure.add_subplot()
    colour = role_colour("lesioned")
    for of_set, name in enumerate(shown.set_names):
        places = np.arange(2) + (_BAR_WIDTH / 2 + 0.03) * (1 if of_set else -1)
        look: dict[str, Any] = {"facecolor": "none", "hatch": "////"} if of_set else {}
        values = shown.accuracies[of_set]
        axes.bar(
            places,
            values,
            _BAR_WIDTH,
            **{"color": colour, "edgecolor": colour, "label": name, **look},
        )
        for group, place in enumerate(places.tolist()):
            _write_bar(axes, shown, of_set, group, place)
    for group in (0, 1):
        _draw_intact(axes, shown, group)
    if shown.chance is not None:
        axes.axhline(shown.chance, color=role_colour("chance"), ls="--", lw=1, label="chance")
    axes.set_xticks([0, 1], shown.group_names)
    axes.set(
        title=shown.title, ylabel=shown.value_label, ylim=shown.value_range(), xlim=(-0.5, 1.5)
    )
    axes.set_xlabel(_with_note("", shown.note))
    axes.yaxis.set_major_formatter(_PERCENT)
    _add_legend(figure, axes)


def _write_bar(axes: Axes, shown: Dissociation, of_set: int, group: int, place: float) -> None:
    """Whisker and number of one bar; a dash where the value is not known."""
    value, ends = float(shown.accuracies[of_set, group]), shown.interval(of_set, group)
    top = value if np.isfinite(value) else 0.0
    if ends is not None:
        top = max(top, ends[1])
        reach = np.abs(np.array(ends)[:, None] - value)
        style: dict[str, Any] = {"fmt": "none", "ecolor": role_colour("plain"), "capsize": 3}
        axes.errorbar([place], [value], yerr=reach, **style)
    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
    axes.annotate(
        percent_text(value),
        (place, top),
        (0, 4),
        textcoords="offset points",
        ha="center",
        fontsize=8,
        bbox=box,
        zorder=5,
    )


def _draw_intact(axes: Axes, shown: Dissociation, group: int) -> None:
    if shown.intact is None:
        return
    colour, reach = role_colour("intact"), np.array([group - 0.44, group + 0.44])
    value, name = float(shown.intact[group]), "intact" if group == 0 else None
    axes.plot(reach, [value, value], color=colour, lw=1.8, label=name, zorder=4)
    if shown.intact_intervals is not None:
        low, high = shown.intact_intervals[group].tolist()
        axes.fill_between(reach, low, high, color=colour, alpha=0.25, lw=0)


def _with_note(label: str, note: str) -> str:
    """A name of an axis with what was found beneath it."""
    return "\n".join(part for part in (label, *textwrap.wrap(note, _NOTE_CHARACTERS)) if part)


def _add_legend(figure: Figure, axes: Axes) -> None:
    """Beside the axes, where it covers no point."""
    if axes.get_legend_handles_labels()[0]:
        figure.legend(loc="outside right upper", fontsize=8)
