"""`visctx-gui doctor`: what works on this machine, and what to do about the rest."""

from __future__ import annotations

import argparse
import dataclasses
import json

from visctx_gui.commands.console import say

NAME = "doctor"
SUMMARY = "examine Python, packages, devices, Qt, data and folders: ok, warning or problem"
EXAMPLE = "visctx-gui doctor"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Options of ``doctor``."""
    parser.add_argument("--json", action="store_true", help="write a JSON list")
    parser.add_argument("--data-dir", metavar="DIR", help="folder that holds the data sets")


def carry_out(options: argparse.Namespace) -> int:
    """Write the findings to standard output, each as soon as it is known."""
    from visctx_gui.doctor import examine

    if options.json:
        findings = [dataclasses.asdict(finding) for finding in examine(options.data_dir)]
        say(json.dumps(findings, indent=2))
        return 0
    for finding in examine(options.data_dir):
        advice = f" -> {finding.advice}" if finding.advice else ""
        say(f"{finding.status:<8} {finding.name}: {finding.found}{advice}")
    return 0
