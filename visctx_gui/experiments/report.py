"""report.html: one file with everything in it, to read, print and hand in."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from visctx_gui.cortex.files.atomic import write_text_atomic
from visctx_gui.cortex.training.intervals import wilson
from visctx_gui.experiments.figure_captions import Figure
from visctx_gui.experiments.lesion_outcomes import LesionOutcome
from visctx_gui.experiments.lesion_words import condition
from visctx_gui.experiments.methods import methods_paragraph
from visctx_gui.experiments.outcome import Outcome, right_per_class
from visctx_gui.experiments.report_sections import html_table, lesion_sections
from visctx_gui.plan.experiment import write_experiment
from visctx_gui.plan.layers import layer_table
from visctx_gui.presentation.numbers import change_text, count_text, interval_text, percent_text

_LESIONS_OF_A_TABLE = 3
_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #1d2430; max-width: 46rem; margin: 2rem auto;
       padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 3px 13px 3px 0; text-align: left; border-bottom: 1px solid #d5dae2; }
figure { margin: 1.2rem 0; break-inside: avoid; } img { max-width: 100%; }
figcaption { font-size: .88rem; }
pre { background: #f4f6f9; padding: .8rem; overflow-x: auto; font-size: .85rem; }
@page { margin: 18mm; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 11pt; }
  h2 { break-after: avoid; } tr { break-inside: avoid; } img { max-height: 200mm; }
  pre { white-space: pre-wrap; } }
"""


def write_report(outcome: Outcome, figures: Iterable[tuple[Figure, bytes]], path: Path) -> None:
    """Write the report.

    Parameters
    ----------
    outcome : Outcome
    figures : iterable of (Figure, bytes)
        Each with its picture (a PNG without caption), which is put into the page.
    path : Path
    """
    write_text_atomic(path, report_html(outcome, figures))


def report_html(outcome: Outcome, figures: Iterable[tuple[Figure, bytes]]) -> str:
    """The page as text; it needs no other file and no network."""
    plan = outcome.plan
    title = html.escape(plan.title)
    body = [
        f"<h1>{title}</h1>",
        f"<p>Experiment {html.escape(plan.name)}, seed {plan.training.seed}, started "
        f"{html.escape(outcome.started)}, took {outcome.seconds:.0f} s.</p>",
        "<h2>Result</h2>",
        _results(outcome),
        _changes(outcome),
        *lesion_sections(outcome),
        "<h2>Methods</h2>",
        f"<p>{html.escape(methods_paragraph(outcome))}</p>",
        "<h2>Network</h2>",
        _layers(outcome),
        "<h2>Figures</h2>",
        "<p>The folder figures holds each as PNG and SVG, and the numbers behind it as CSV.</p>",
        *(_figure(number, *pair) for number, pair in enumerate(figures, 1)),
        "<h2>Settings</h2>",
        "<p>Saved as experiment.toml, these settings give the same numbers on the same machine.</p>",
        f"<pre>{html.escape(write_experiment(plan))}</pre>",
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )


def _results(outcome: Outcome) -> str:
    test = outcome.test
    rows = [["intact", interval_text(test.accuracy, test.low, test.high), ""]]
    for lesion in outcome.lesions:
        share = lesion.share
        if lesion.difference is None:
            change = change_text(share.accuracy - test.accuracy)
        else:
            change = change_text(*lesion.difference)
        rows.append(
            [
                condition(lesion),
                interval_text(share.accuracy, share.low, share.high),
                change,
            ]
        )
    rows.append(["chance", percent_text(outcome.chance), ""])
    note = (
        f"<p>Right answers on {count_text(test.n)} test images. Intervals: 95 % over images; for "
        "random units the range of 95 % of the draws. Change: lesioned minus intact, in percentage "
        "points.</p>"
    )
    return html_table(["network", "right answers", "change"], rows) + note


def _changes(outcome: Outcome) -> str:
    """What each lesion did to each class."""
    if not outcome.lesions:
        return ""
    few = _LESIONS_OF_A_TABLE
    groups = [outcome.lesions[at : at + few] for at in range(0, len(outcome.lesions), few)]
    note = (
        "<p>Intact: share of right answers with its 95 % interval; then its change with each "
        "lesion, in percentage points. n: test images of the class. Intervals as above.</p>"
    )
    tables = [_changes_by(outcome, group) for group in groups]
    return "\n".join(["<h2>Change per class</h2>", *tables, note])


def _changes_by(outcome: Outcome, lesions: tuple[LesionOutcome, ...]) -> str:
    """One table; the page is too narrow for many lesions beside each other."""
    confusion = outcome.test_confusion
    right, counts = np.diag(confusion).tolist(), outcome.n_of_class.tolist()
    rows = [
        [
            name,
            count_text(n),
            interval_text(float(share), *wilson(right[place], n)),
            *(change_text(*lesion.change[place].tolist()) for lesion in lesions),
        ]
        for place, (name, n, share) in enumerate(
            zip(outcome.data.classes, counts, right_per_class(confusion), strict=True)
        )
    ]
    return html_table(["class", "n", "intact", *(condition(one) for one in lesions)], rows)


def _layers(outcome: Outcome) -> str:
    head = ["layer", "kind", "output", "parameters", "receptive field px", "jump px", "area"]
    rows = [
        [
            row.name,
            row.kind,
            " x ".join(map(str, row.output_shape)),
            count_text(row.parameters),
            str(row.receptive_field),
            str(row.jump),
            row.area,
        ]
        for row in layer_table(outcome.plan.network)
    ]
    return html_table(head, rows)


def _figure(number: int, figure: Figure, picture: bytes) -> str:
    data = base64.b64encode(picture).decode("ascii")
    words = html.escape(f"Figure {number}. {figure.drawing.title}. {figure.caption}")
    return (
        f'<figure><img alt="{html.escape(figure.drawing.title)}" '
        f'src="data:image/png;base64,{data}"><figcaption>{words}</figcaption></figure>'
    )
