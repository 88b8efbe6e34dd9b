"""A sweep as plain data: what each unit costs against what it is like."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import numpy as np

from visctx_gui.engine.lesion_messages import Numbers, Unit, UnitTable
from visctx_gui.gui.panels.measure_words import measure_axis
from visctx_gui.gui.translation import translated_template
from visctx_gui.plan.wording import translatable
from visctx_gui.presentation.colours import Role
from visctx_gui.presentation.numbers import count_text, value_text
from visctx_gui.presentation.scatter import ReferenceLine, ScatterPlot
from visctx_gui.presentation.unit_measures import (
    WITHOUT_ORDER,
    Measure,
    measured,
    points_lost,
    points_lost_interval,
    spearman,
)

MOST_WHISKERS = 64  # more of them hide the points


def unit_name(unit: Unit) -> str:
    """A unit as people call it."""
    return f"{unit[0]} {unit[1]}"


def chosen_roles(
    units: Collection[Unit], chosen: Collection[Unit]
) -> tuple[tuple[Role, ...], tuple[tuple[Role, str], ...]]:
    """How the points of units are drawn, and what the legend calls the chosen ones."""
    wanted = set(chosen)
    roles: tuple[Role, ...] = tuple("selected" if unit in wanted else "plain" for unit in units)
    name = translated_template(translatable("chosen"))
    return roles, ((("selected", name),) if wanted else ())


def damage_plot(
    table: UnitTable,
    measure: Measure,
    chosen: Collection[Unit],
    struck: Collection[Unit],
    selected: Unit | None,
    estimates: Mapping[Unit, float],
) -> ScatterPlot:
    """Accuracy lost with each unit alone silenced, against a measure of the unit."""
    x, y = measured(table, measure, estimates), points_lost(table)
    units = table.units
    roles, names = chosen_roles(units, chosen)
    intact = ReferenceLine("y", 0.0, translated_template(translatable("intact")), "intact")
    return ScatterPlot(
        title=translated_template(translatable("What each unit alone is needed for")),
        x_label=measure_axis(measure),
        y_label=measure_axis("damage"),
        x=x,
        y=y,
        labels=tuple(unit_name(unit) for unit in units),
        roles=roles,
        role_names=names,
        struck=frozenset(place for place, unit in enumerate(units) if unit in struck),
        selected=units.index(selected) if selected in units else None,
        y_intervals=points_lost_interval(table) if len(units) <= MOST_WHISKERS else None,
        lines=(intact,),
        note=_note(table, measure, x, y),
    )


def _note(table: UnitTable, measure: Measure, x: Numbers, y: Numbers) -> str:
    if measure == "importance estimate" and not np.isfinite(x).any():
        return translated_template(
            translatable("Rank the units on the Ranking page first: the estimate comes from there")
        )
    n = int((np.isfinite(x) & np.isfinite(y)).sum())
    parts = [] if measure in WITHOUT_ORDER else list(_correlations(table, x, y))
    if not parts:
        return translated_template(translatable("{n} units")).format(n=count_text(n))
    words = translated_template(translatable("Spearman: {layers}"))
    return words.format(layers="; ".join(parts))


def _correlations(table: UnitTable, x: Numbers, y: Numbers) -> Iterator[str]:
    """Of each layer by itself: what differs between layers is not what differs between units."""
    layers = np.array([layer for layer, _ in table.units])
    for layer in dict.fromkeys(layers.tolist()):
        correlation, n = spearman(x[layers == layer], y[layers == layer])
        if np.isfinite(correlation):
            yield f"{layer} {value_text(correlation)}, n = {count_text(n)}"
