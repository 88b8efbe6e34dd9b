"""The report's sections on random controls, sweeps and rankings."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator

import numpy as np

from visctx_gui.cortex.lesions.unit_properties import NO_CLASS
from visctx_gui.experiments.figure_captions import GREEDY_WORDS, SPLIT_WORDS, ranking_words
from visctx_gui.experiments.importance import order_of
from visctx_gui.experiments.lesion_outcomes import LayerRanking, LayerSweep, SweepOutcome
from visctx_gui.experiments.lesion_words import (
    EXACT,
    RISE_OF_LOSS,
    condition,
    control_words,
    p_text,
)
from visctx_gui.experiments.outcome import Outcome
from visctx_gui.experiments.rankings import BY_ACCURACY, ON_TEST
from visctx_gui.experiments.sweep_drawings import agreement_words
from visctx_gui.presentation.number_sheet import DIGITS_OF_NATS
from visctx_gui.presentation.numbers import (
    change_text,
    count_text,
    interval_text,
    percent_text,
    value_text,
)

_SHOWN_UNITS = 5
_WAYS = {
    "exact": f"{EXACT}, on ranking images",
    "first-order": "first-order estimate",
    "greedy": "greedy",
    BY_ACCURACY: "accuracy lost, on ranking images",
    ON_TEST: f"{EXACT}, on test images",
}


def html_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table with everything in it escaped."""

    def cells(values: Iterable[str], tag: str) -> str:
        return "".join(f"<{tag}>{html.escape(value)}</{tag}>" for value in values)

    lines = [f"<tr>{cells(row, 'td')}</tr>" for row in rows]
    return f"<table>\n<tr>{cells(head, 'th')}</tr>\n" + "\n".join(lines) + "\n</table>"


def lesion_sections(outcome: Outcome) -> Iterator[str]:
    """Headings, tables and sentences; nothing of what was not measured."""
    if any(lesion.control is not None for lesion in outcome.lesions):
        yield "<h2>Beside random units</h2>"
        yield _controls(outcome)
    if outcome.sweep is not None:
        yield "<h2>Each unit silenced alone</h2>"
        yield from _sweep(outcome, outcome.sweep)
        if outcome.sweep.rankings:
            yield "<h2>Rankings</h2>"
            yield _rankings(outcome, outcome.sweep)


def _controls(outcome: Outcome) -> str:
    rows = []
    for lesion in outcome.lesions:
        control = lesion.control
        if control is None:
            continue
        share = control.share
        rows.append(
            [
                condition(lesion),
                percent_text(lesion.share.accuracy),
                interval_text(share.accuracy, share.low, share.high),
                p_text(lesion.mcnemar_p),
                control_words(control),
            ]
        )
    note = (
        "<p>Random units: as many of the same layers, damaged in the same way; mean of the draws "
        f"with their 2.5-97.5 % range. All on the {count_text(outcome.test.n)} test images, chance "
        f"{percent_text(outcome.chance)}. p beside the verdict: draws at least as harmful + 1, "
        "divided by draws + 1; yes at 0.05 or less, no within the middle half of 20 or more draws. "
        "McNemar: exact test of lesioned against intact.</p>"
    )
    head = ["lesion", "right answers", "random units", "McNemar p", "verdict"]
    return html_table(head, rows) + note


def _sweep(outcome: Outcome, sweep: SweepOutcome) -> Iterator[str]:
    for layer in sweep.layers:
        worst = order_of(-layer.change[:, 0])[:_SHOWN_UNITS]
        head = [
            "unit",
            "change",
            "loss rise (nats)",
            "worst class",
            "preferred class",
            "class selectivity",
            "norm",
        ]
        yield html_table(head, [_unit_row(outcome, layer, unit) for unit in worst])
        harmless = int((layer.change[:, 0] == 0).sum())
        yield (
            f"<p>The {len(worst)} most harmful of the {layer.n_units} units of {layer.layer}; "
            f"{harmless} changed the accuracy not at all. Change: percentage points with their "
            f"95 % interval, on the {count_text(outcome.test.n)} test images (seed "
            f"{outcome.plan.training.seed}, chance {percent_text(outcome.chance)}). Loss rise: "
            f"{RISE_OF_LOSS} on the same images, nats per image. Selectivity and "
            f"preferred class: on {count_text(layer.n_properties)} training images. All units are "
            "in result.json and in the tables of the figures.</p>"
        )


def _unit_row(outcome: Outcome, layer: LayerSweep, unit: int) -> list[str]:
    classes = outcome.data.classes
    changes = layer.per_class_change[unit]
    worst = int(np.nanargmin(changes))
    preferred = int(layer.preferred_class[unit])
    return [
        f"{layer.layer} {unit}",
        change_text(*layer.change[unit].tolist()),
        value_text(float(layer.loss_rise[unit]), DIGITS_OF_NATS),
        f"{classes[worst]}: {change_text(float(changes[worst]))}",
        "" if preferred == NO_CLASS else classes[preferred],
        value_text(float(layer.selectivity[unit])),
        value_text(float(layer.norm[unit])),
    ]


def _rankings(outcome: Outcome, sweep: SweepOutcome) -> str:
    rows = []
    for one in sweep.rankings:
        if "exact" in one.ways:
            rows.append([one.layer, _WAYS["exact"], _leading(one, "exact"), ""])
        rows += [
            [one.layer, _way(outcome, way), _leading(one, way), agreement_words(agreement)]
            for way, agreement in one.agreement.items()
        ]
    first = sweep.rankings[0]
    note = (
        f"<p>{ranking_words(outcome, first.split, first.n)} Agreement: rank correlation with the "
        f"{EXACT} ranking, the {RISE_OF_LOSS} by each unit silenced alone on the "
        f"{SPLIT_WORDS[first.split]} images, with its 95 % bootstrap interval over units. Units that "
        "cost nothing are not listed.</p>"
    )
    head = ["layer", "ranking", "most important units", f"agreement with {EXACT}"]
    return html_table(head, rows) + note


def _leading(ranking: LayerRanking, way: str) -> str:
    """The first units of a ranking; of those that cost nothing none is ahead of the others."""
    importance = ranking.importance[way]
    order = order_of(importance)
    if way != "greedy":
        order = tuple(unit for unit in order if importance[unit] > 0)
    words = ", ".join(map(str, order[:_SHOWN_UNITS]))
    unranked = int(np.isnan(importance).sum())
    return f"{words} ({unranked} units not ranked)" if unranked else words


def _way(outcome: Outcome, way: str) -> str:
    plan = outcome.plan.sweep
    if way == "greedy" and plan is not None:
        return f"{_WAYS[way]}, by {GREEDY_WORDS[plan.greedy_by]}"
    return _WAYS[way]
