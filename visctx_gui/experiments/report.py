"""report.html: one file with everything in it, to read, print and hand in."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterable
from pathlib import Path

from visctx_gui.cortex.files.atomic import write_text_atomic
from visctx_gui.experiments.drawings import Figure
from visctx_gui.experiments.methods import methods_paragraph
from visctx_gui.experiments.outcome import Outcome
from visctx_gui.plan.experiment import write_experiment
from visctx_gui.plan.layers import layer_table
from visctx_gui.presentation.numbers import change_text, count_text, interval_text, percent_text

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #1d2430; max-width: 46rem; margin: 2rem auto;
       padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .8rem .2rem 0; text-align: left; border-bottom: 1px solid #d5dae2; }
figure { margin: 1.2rem 0; break-inside: avoid; } img { max-width: 100%; }
pre { background: #f4f6f9; padding: .8rem; overflow-x: auto; font-size: .85rem; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } }
"""


def write_report(outcome: Outcome, figures: Iterable[tuple[Figure, Path]], path: Path) -> None:
    """Write the report.

    Parameters
    ----------
    outcome : Outcome
    figures : iterable of (Figure, Path)
        Each with its picture file (PNG), which is put into the page.
    path : Path
    """
    write_text_atomic(path, report_html(outcome, figures))


def report_html(outcome: Outcome, figures: Iterable[tuple[Figure, Path]]) -> str:
    """The page as text; it needs no other file and no network."""
    plan = outcome.plan
    title = html.escape(plan.title)
    body = [
        f"<h1>{title}</h1>",
        f"<p>Experiment {html.escape(plan.name)}, seed {plan.training.seed}, started "
        f"{html.escape(outcome.started)}, {outcome.seconds:.0f} s.</p>",
        "<h2>Result</h2>",
        _results(outcome),
        "<h2>Methods</h2>",
        f"<p>{html.escape(methods_paragraph(outcome))}</p>",
        "<h2>Network</h2>",
        _layers(outcome),
        "<h2>Figures</h2>",
        *(_figure(figure, picture) for figure, picture in figures),
        "<h2>Settings</h2>",
        "<p>Saved as experiment.toml, these settings give the same numbers on the same machine.</p>",
        f"<pre>{html.escape(write_experiment(plan))}</pre>",
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    def cells(values: Iterable[str], tag: str) -> str:
        return "".join(f"<{tag}>{html.escape(value)}</{tag}>" for value in values)

    lines = [f"<tr>{cells(row, 'td')}</tr>" for row in rows]
    return f"<table>\n<tr>{cells(head, 'th')}</tr>\n" + "\n".join(lines) + "\n</table>"


def _results(outcome: Outcome) -> str:
    test = outcome.test
    rows = [["intact", interval_text(test.accuracy, test.low, test.high), ""]]
    for lesion in outcome.lesions:
        n, share = len(lesion.units[0]), lesion.share
        kind = f"{n} random units" if lesion.is_random else f"units {_units(lesion.units[0])}"
        if lesion.difference is None:
            change = change_text(share.accuracy - test.accuracy)
        else:
            change = change_text(*lesion.difference)
        rows.append(
            [
                f"without {kind} of {lesion.entry.layer}",
                interval_text(share.accuracy, share.low, share.high),
                change,
            ]
        )
    rows.append(["chance", percent_text(outcome.chance), ""])
    note = (
        f"<p>Right answers on {count_text(test.n)} test images. Intervals: 95 %; for random units "
        "the range of 95 % of the draws. Change in percentage points.</p>"
    )
    return _table(["network", "right answers", "change"], rows) + note


def _units(units: tuple[int, ...]) -> str:
    if len(units) > 2 and units == tuple(range(units[0], units[-1] + 1)):
        return f"{units[0]} to {units[-1]}"
    return ", ".join(map(str, units))


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
    return _table(head, rows)


def _figure(figure: Figure, picture: Path) -> str:
    data = base64.b64encode(picture.read_bytes()).decode("ascii")
    words = html.escape(f"{figure.drawing.title}. {figure.caption}")
    return (
        f'<figure><img alt="{html.escape(figure.drawing.title)}" '
        f'src="data:image/png;base64,{data}"><figcaption>{words}</figcaption></figure>'
    )
