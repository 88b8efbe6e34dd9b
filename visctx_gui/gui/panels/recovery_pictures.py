"""A recovery as plain data: what each unit was needed for before and after."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from visctx_gui.engine.lesion_messages import Numbers, Unit, UnitTable
from visctx_gui.gui.panels.sweep_pictures import unit_name
from visctx_gui.gui.translation import translated_template
from visctx_gui.plan.wording import translatable
from visctx_gui.presentation.colours import Role
from visctx_gui.presentation.number_sheet import NumberColumn, NumberSheet
from visctx_gui.presentation.numbers import count_text, value_text
from visctx_gui.presentation.scatter import ReferenceLine, ScatterPlot
from visctx_gui.presentation.takeover import TakeOver, take_over
from visctx_gui.presentation.unit_measures import spearman


def compared(before: UnitTable, after: UnitTable | None) -> TakeOver:
    """Before and after; without an after its numbers are NaN."""
    if after is not None:
        return take_over(before, after)
    half = take_over(before, before)
    unknown: Numbers = np.full(len(half.units), np.nan)
    return TakeOver(half.units, half.before, unknown, unknown, unknown)


def recovery_sheet(shown: TakeOver) -> NumberSheet:
    """A row for each unit; those that took over stand out."""
    columns = (
        NumberColumn(
            translated_template(translatable("before")),
            translated_template(translatable("Accuracy lost without this unit, before, in points")),
            shown.before,
            "points",
        ),
        NumberColumn(
            translated_template(translatable("after")),
            translated_template(translatable("The same after training on with the lesion")),
            shown.after,
            "points",
        ),
        NumberColumn(
            translated_template(translatable("rise")),
            translated_template(translatable("After minus before")),
            shown.rise,
            "points",
        ),
        NumberColumn(
            translated_template(translatable("at least")),
            translated_template(
                translatable("Lower end of the 95 % interval of the rise; above 0 it took over")
            ),
            shown.rise_low,
            "points",
        ),
    )
    title = translated_template(translatable("Importance before and after the recovery"))
    places = frozenset(np.flatnonzero(shown.took_over).tolist())
    return NumberSheet(title, shown.units, columns, places)


def recovery_plot(
    shown: TakeOver, selected: Unit | None, chosen: Collection[Unit] = ()
) -> ScatterPlot:
    """Importance after against importance before; chosen units in the place of those that took over."""
    marked = set(chosen) or set(shown.those_that_took_over())
    roles: tuple[Role, ...] = tuple(
        "selected" if unit in marked else "plain" for unit in shown.units
    )
    words = translatable("chosen") if chosen else translatable("took over")
    names: tuple[tuple[Role, str], ...] = (
        (("selected", translated_template(words)),) if marked else ()
    )
    correlation, n = spearman(shown.before, shown.after)
    note = translated_template(translatable("Spearman {correlation}, n = {n} units")).format(
        correlation=value_text(correlation), n=count_text(n)
    )
    return ScatterPlot(
        title=translated_template(translatable("Importance before and after")),
        x_label=translated_template(translatable("accuracy lost before (points)")),
        y_label=translated_template(translatable("accuracy lost after (points)")),
        x=shown.before,
        y=shown.after,
        labels=tuple(unit_name(unit) for unit in shown.units),
        roles=roles,
        role_names=names,
        selected=shown.units.index(selected) if selected in shown.units else None,
        lines=(ReferenceLine("x", 0.0, "", "chance"), ReferenceLine("y", 0.0, "", "chance")),
        note=note if np.isfinite(correlation) else "",
    )


def takeover_words(shown: TakeOver, before: UnitTable, after: UnitTable) -> str:
    """Who took over, and how far the answers came back, in a sentence."""
    units = shown.those_that_took_over()
    names = ", ".join(unit_name(unit) for unit in units[:8])
    if not units:
        words = translated_template(
            translatable(
                "No unit certainly took over. Accuracy with the lesion: {share_before} % before, {share_after} % after."
            )
        )
    else:
        words = translated_template(
            translatable(
                "{n} took over ({names}). Accuracy with the lesion: {share_before} % before, {share_after} % after."
            )
        )
    return words.format(
        n=count_text(len(units)),
        names=names if len(units) <= 8 else f"{names} ...",
        share_before=f"{100 * before.intact.value:.1f}",
        share_after=f"{100 * after.intact.value:.1f}",
    )
