"""A ranking as plain data: a table of all ways, and one way against another."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from visctx_gui.engine.lesion_messages import Numbers, RankingView, RankingWay, Unit
from visctx_gui.gui.panels.sweep_pictures import chosen_roles, unit_name
from visctx_gui.gui.translation import translated_template
from visctx_gui.plan.wording import translatable
from visctx_gui.presentation.number_sheet import NumberColumn, NumberSheet
from visctx_gui.presentation.numbers import MINUS, count_text, value_text
from visctx_gui.presentation.scatter import ScatterPlot

WAYS: tuple[RankingWay, ...] = ("exact", "first-order", "greedy")
_TITLES: dict[RankingWay, str] = {
    "exact": translatable("exact (points)"),
    "first-order": translatable("first-order (nats)"),
    "greedy": translatable("greedy place"),
}
_HELP: dict[RankingWay, str] = {
    "exact": translatable("Accuracy lost with this unit alone silenced, in percentage points"),
    "first-order": translatable(
        "Increase of the loss estimated from one backward pass, activation times gradient"
    ),
    "greedy": translatable("Place in the greedy order within its layer, 1 for the first"),
}


def shown_values(view: RankingView, way: RankingWay) -> Numbers | None:
    """Importance in a way as it is shown, (units,); None where it was not asked for."""
    values = view.importance.get(way)
    if values is None:
        return None
    if way == "exact":
        return 100.0 * values
    return 1.0 - values if way == "greedy" else values


def ranking_sheet(view: RankingView) -> NumberSheet:
    """All units, a column for each way."""
    columns = []
    for way in WAYS:
        values = shown_values(view, way)
        if values is not None:
            columns.append(
                NumberColumn(
                    translated_template(_TITLES[way]),
                    translated_template(_HELP[way]),
                    values,
                    {"exact": "points", "greedy": "place"}.get(way, "value"),  # type: ignore[arg-type]
                )
            )
    title = translated_template(translatable("Units by importance"))
    return NumberSheet(title, view.units, tuple(columns))


def agreement_plot(
    view: RankingView,
    way: RankingWay,
    selected: Unit | None,
    chosen: Collection[Unit] = (),
    struck: Collection[Unit] = (),
) -> ScatterPlot | None:
    """A way of ranking against the exact one; None where one of them was not asked for."""
    x, y = shown_values(view, "exact"), shown_values(view, way)
    if x is None or y is None:
        return None
    roles, names = chosen_roles(view.units, chosen)
    return ScatterPlot(
        title=translated_template(translatable("Against the exact ranking")),
        x_label=translated_template(translatable("accuracy lost alone (points)")),
        y_label=translated_template(_TITLES[way]),
        x=x,
        y=y,
        labels=tuple(unit_name(unit) for unit in view.units),
        roles=roles,
        role_names=names,
        struck=frozenset(place for place, unit in enumerate(view.units) if unit in struck),
        selected=view.units.index(selected) if selected in view.units else None,
        note=agreement_words(view, way),
    )


def agreement_words(view: RankingView, way: RankingWay) -> str:
    """Spearman's correlation with its interval for each layer."""
    parts = []
    for layer in dict.fromkeys(layer for layer, _ in view.units):
        value, low, high = view.agreement.get((layer, way), (np.nan, np.nan, np.nan))
        if np.isfinite(value):
            n = sum(1 for name, _ in view.units if name == layer)
            parts.append(
                f"{layer} {_short(value)} [{_short(low)}, {_short(high)}], n = {count_text(n)}"
            )
    words = translated_template(translatable("Spearman: {layers}"))
    return words.format(layers="; ".join(parts)) if parts else ""


def _short(value: float) -> str:
    return value_text(value, 2).replace("-", MINUS)
