"""`visctx-gui bench`: what the speed of this machine and this program is."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from visctx_gui.commands.console import complain, say

if TYPE_CHECKING:
    from visctx_gui.benchmarks.benchmark import Result

NAME = "bench"
SUMMARY = "measure speed against the goals; all benchmarks, or those named"
EXAMPLE = "visctx-gui bench --quick lesion_conv2_vs_full_evaluation"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Options of ``bench``."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="benchmarks; all without a name")
    parser.add_argument("--json", action="store_true", help="write one JSON object a line")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, under 45 s each")
    parser.add_argument("--data-dir", metavar="DIR", help="folder that holds the data sets")


def carry_out(options: argparse.Namespace) -> int:
    """Write each result to standard output as soon as it is measured."""
    from visctx_gui.benchmarks.runner import names, run

    folder = Path(options.data_dir) if options.data_dir else None
    waiting = list(options.names or names())
    results = run(tuple(options.names), options.quick, folder)
    complain(f"measuring {waiting[0]}")
    for number, result in enumerate(results, 1):
        say(json.dumps(result.as_json(), allow_nan=False) if options.json else _line(result))
        if sys.stdout is not None:
            sys.stdout.flush()
        if number < len(waiting):
            complain(f"measuring {waiting[number]}")
    return 0


def _line(result: Result) -> str:
    row = result.as_json()
    sign = ">=" if row["better"] == "higher" else "<="
    verdict = "reached" if result.reached else "missed"
    unit = f" {row['unit']}" if row["unit"] else ""
    return f"{row['name']}: {row['value']:.4g}{unit} (goal {sign} {row['goal']:g}: {verdict})"
