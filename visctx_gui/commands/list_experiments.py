"""`visctx-gui list`: the ready-made experiments."""

from __future__ import annotations

import argparse
import json

from visctx_gui.commands.console import say
from visctx_gui.plan.data import FOLDER, DataPlan
from visctx_gui.plan.experiment import ExperimentPlan

NAME = "list"
SUMMARY = "show the ready-made experiments: name, one line, data needed, seconds on a CPU"
EXAMPLE = "visctx-gui list --json"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Options of ``list``."""
    parser.add_argument("--json", action="store_true", help="write a JSON list")


def carry_out(options: argparse.Namespace) -> int:
    """Write the list to standard output."""
    from visctx_gui.plan.ready_made import ready_made

    rows = [_row(plan) for plan in ready_made()]
    if options.json:
        say(json.dumps(rows, indent=2))
        return 0
    width = max(len(str(row["name"])) for row in rows)
    for row in rows:
        say(f"{row['name']:<{width}}  {row['title']}")
        say(f"{'':<{width}}  data: {row['data']}; about {row['seconds']} s on a CPU")
    return 0


def _row(plan: ExperimentPlan) -> dict[str, str | int]:
    return {
        "name": plan.name,
        "title": plan.title,
        "data": describe_data(plan.data),
        "download_bytes": plan.data.facts.download_bytes,
        "seconds": plan.seconds_on_cpu,
    }


def describe_data(plan: DataPlan) -> str:
    """Which data an experiment needs, and where they come from."""
    facts = plan.facts
    if plan.name == FOLDER:
        return f"{facts.title}, of your own"
    size = facts.download_bytes / 1e6
    return f"{facts.name} ({size:.0f} MB download)" if size else f"{facts.name} (built in)"
