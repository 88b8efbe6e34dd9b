"""A ranking as plain data: a table of all ways, and one way against another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import numpy as np

from visctx_gui.engine.lesion_messages import Numbers, RankingView, RankingWay, Unit
from visctx_gui.gui.panels.sweep_pictures import chosen_roles, unit_name
from visctx_gui.gui.translation import translated_template
from visctx_gui.plan.greedy import GreedyMeasure, greedy_units
from visctx_gui.plan.wording import translatable
from visctx_gui.presentation.number_sheet import NumberColumn, NumberSheet
from visctx_gui.presentation.numbers import MINUS, NO_NUMBER, count_text, value_text
from visctx_gui.presentation.scatter import ScatterPlot

WAYS: tuple[RankingWay, ...] = ("exact", "first-order", "greedy")
_TITLES: dict[RankingWay, str] = {
    "exact": translatable("exact (nats)"),
    "first-order": translatable("first-order (nats)"),
    "greedy": translatable("greedy place"),
}
_HELP: dict[RankingWay, str] = {
    "exact": translatable(
        "Rise of the mean cross-entropy with this unit alone silenced, in nats per image"
    ),
    "first-order": translatable(
        "Increase of the loss estimated from one backward pass, activation times gradient"
    ),
}
_GREEDY_HELP: dict[GreedyMeasure, str] = {
    "loss": translatable(
        "Place in the greedy order by mean cross-entropy within its layer, 1 for the first"
    ),
    "accuracy": translatable(
        "Place in the greedy order by wrong answers within its layer, 1 for the first"
    ),
}


def shown_values(view: RankingView, way: RankingWay) -> Numbers | None:
    """Importance in a way as it is shown, (units,); None where it was not asked for."""
    values = view.importance.get(way)
    if values is None:
        return None
    return 1.0 - values if way == "greedy" else values


def ranking_sheet(view: RankingView) -> NumberSheet:
    """All units, a column for each way, and the accuracy lost beside the exact one."""
    columns = []
    for way in WAYS:
        values = shown_values(view, way)
        if values is not None:
            columns.append(
                _greedy_column(view, values) if way == "greedy" else _column(way, values)
            )
        if values is not None and way == "exact":
            columns.append(_accuracy_column(view))
    title = translated_template(translatable("Units by importance"))
    return NumberSheet(title, view.units, tuple(columns))


def _column(way: RankingWay, values: Numbers) -> NumberColumn:
    title, words = translated_template(_TITLES[way]), translated_template(_HELP[way])
    return NumberColumn(title, words, values, "nats")


def _accuracy_column(view: RankingView) -> NumberColumn:
    title = translated_template(translatable("accuracy lost (points)"))
    words = translated_template(
        translatable("Accuracy lost with this unit alone silenced, in percentage points")
    )
    return NumberColumn(title, words, 100.0 * view.accuracy_lost, "points")


def _greedy_column(view: RankingView, places: Numbers) -> NumberColumn:
    words = translated_template(_GREEDY_HELP[view.greedy_by])
    missing = NO_NUMBER
    if _ended_early(view):
        missing = translated_template(translatable("not ranked"))
        end = translatable("The ranking ended before the units that are not ranked.")
        words = f"{words}. {translated_template(end)}"
    return NumberColumn(_title(view, "greedy"), words, places, "place", missing)


def ranked_in_the_end(view: RankingView) -> int:
    """How many units the greedy way gives a place before it ends."""
    sizes = Counter(layer for layer, _ in view.units).values()
    return sum(greedy_units(size, view.group, view.stop_share) for size in sizes)


def _ended_early(view: RankingView) -> bool:
    """Whether the greedy way has ended and left units without a place."""
    values = view.importance.get("greedy")
    if values is None:
        return False
    return int(np.isfinite(values).sum()) == ranked_in_the_end(view) < len(view.units)


def _title(view: RankingView, way: RankingWay) -> str:
    """Name of a way as heading and axis; of a greedy order with a part of the units, how many."""
    title = translated_template(_TITLES[way])
    if way != "greedy" or not _ended_early(view):
        return title
    words = translated_template(translatable("{place}, {n} of {n_all} ranked"))
    return words.format(
        place=title, n=count_text(ranked_in_the_end(view)), n_all=count_text(len(view.units))
    )


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
        x_label=translated_template(translatable("exact (nats): rise of the loss, silenced alone")),
        y_label=_title(view, way),
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
            interval = f"[{_short(low)}, {_short(high)}]"
            if np.isnan(low):
                interval = translated_template(translatable("(ties: no interval)"))
            parts.append(f"{layer} {_short(value)} {interval}, n = {_compared(view, way, layer)}")
    words = translated_template(translatable("Spearman with exact (nats): {layers}"))
    return words.format(layers="; ".join(parts)) if parts else ""


def _compared(view: RankingView, way: RankingWay, layer: str) -> str:
    """How many units of a layer have a value in both ways, and of how many where it is not all."""
    of_layer = np.array([name == layer for name, _ in view.units])
    known = np.isfinite(view.importance["exact"]) & np.isfinite(view.importance[way]) & of_layer
    n, n_all = int(known.sum()), int(of_layer.sum())
    if n == n_all:
        return count_text(n)
    words = translated_template(translatable("{n} of {n_all}"))
    return words.format(n=count_text(n), n_all=count_text(n_all))


def _short(value: float) -> str:
    return value_text(value, 2).replace("-", MINUS)
