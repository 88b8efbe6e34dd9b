"""`visctx-gui run`: an experiment from its file to its results, without a screen."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from visctx_gui.commands.console import ProgressLine, complain, say
from visctx_gui.commands.interruption import Interruption
from visctx_gui.plan.data import DataSetFacts
from visctx_gui.plan.wording import PlanError, message, translatable

NAME = "run"
SUMMARY = "run a ready-made experiment, or a .toml file, and leave its results in a folder"
EXAMPLE = "visctx-gui run v1-v2-digits --out results --set training.epochs=10 --seed 1"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Options of ``run``."""
    parser.add_argument(
        "experiment", nargs="?", metavar="EXPERIMENT", help="a name from 'list', or a .toml file"
    )
    parser.add_argument("--out", metavar="DIR", help="folder for the results; must be new or empty")
    parser.add_argument(
        "--overwrite", action="store_true", help="use DIR even if it holds results already"
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="SECTION.KEY=VALUE",
        help="change a setting, such as training.epochs=10, lesion.0.first=4, or data.name=folder "
        "with data.folder=PATH for your own images; may be repeated",
    )
    parser.add_argument("--seed", metavar="N", help="the same as --set training.seed=N")
    parser.add_argument("--device", metavar="DEVICE", help="auto, cpu, cuda, cuda:1 or mps")
    parser.add_argument(
        "--data-dir",
        metavar="DIR",
        help="folder that holds the data sets; a relative data.folder is looked for in it",
    )
    parser.add_argument(
        "--download", action="store_true", help="fetch the data set first where it is missing"
    )


def carry_out(options: argparse.Namespace) -> int:
    """Run the experiment to its end; progress goes to standard error, the summary to standard output."""
    from visctx_gui.experiments.catalogue import find_experiment
    from visctx_gui.experiments.out_folder import check_out_folder

    plan = find_experiment(_required_name(options), _overrides(options))
    out = _required_folder(options)
    check_out_folder(out, options.overwrite)
    line = ProgressLine()
    with Interruption() as interruption:
        line.show(message(translatable("Starting torch...")), 0.0, float("nan"))
        from visctx_gui.cortex.images.data_sets import data_folder, data_found
        from visctx_gui.experiments.runner import run_experiment

        folder = data_folder(options.data_dir)
        try:
            if options.download and not data_found(plan.data.name, folder):
                _download(plan.data.facts, folder, line, interruption)
            steps = run_experiment(plan, out, data_folder=folder, overwrite=options.overwrite)
            for progress in interruption.until_asked_to_stop(steps):
                line.show(progress.what, progress.fraction, progress.seconds_left)
        finally:
            line.end()
    if interruption.asked:
        complain(_what_is_kept(out))
        return 130
    _summarise(out)
    return 0


def _required_name(options: argparse.Namespace) -> str:
    from visctx_gui.plan.ready_made import ready_made_names

    if not options.experiment:
        raise PlanError(
            message(
                translatable("Which experiment? Ready-made: {known}. A file ends in .toml."),
                known=", ".join(ready_made_names()),
            )
        )
    return str(options.experiment)


def _required_folder(options: argparse.Namespace) -> Path:
    if not options.out:
        raise PlanError(
            message(translatable("Where to? Name a new folder for the results: --out DIR."))
        )
    return Path(options.out)


def _overrides(options: argparse.Namespace) -> tuple[str, ...]:
    overrides = list(options.set)
    if options.seed is not None:
        overrides.append(f"training.seed={options.seed}")
    if options.device is not None:
        overrides.append(f'training.device="{options.device}"')
    return tuple(overrides)


def _download(
    facts: DataSetFacts, folder: Path, line: ProgressLine, interruption: Interruption
) -> None:
    from visctx_gui.cortex.images.download import download

    megabytes = facts.download_bytes / 1e6
    complain(f"Downloading {facts.title} ({megabytes:.0f} MB) to {folder}")
    for done, total in interruption.until_asked_to_stop(download(facts.name, folder)):
        line.show(
            message(
                translatable("Downloading {name}: {done:.1f} of {total:.1f} MB"),
                name=facts.name,
                done=done / 1e6,
                total=total / 1e6,
            ),
            done / total if total else float("nan"),
            float("nan"),
        )
    if interruption.asked:
        raise KeyboardInterrupt


def _what_is_kept(out: Path) -> str:
    kept = sorted(path.name for path in out.iterdir()) if out.is_dir() else []
    if "result.json" in kept:
        return f"visctx-gui: Interrupted after the end; everything is in {out}."
    names = ", ".join(kept) if kept else "nothing"
    return f"visctx-gui: Interrupted before the end. Kept in {out}: {names}. No result.json."


def _summarise(out: Path) -> None:
    result: dict[str, Any] = json.loads((out / "result.json").read_text("utf-8"))
    test = result["test"]
    say(f"test accuracy {_share(test)} of {test['n']} test images")
    for lesion in result["lesions"]:
        say(f"{lesion['description']}: {_share(lesion)}")
    say(f"results: {out / 'result.json'}, {out / 'report.html'}")


def _share(entry: dict[str, Any]) -> str:
    low, high = entry["interval95"]
    return f"{entry['accuracy']:.4f} [{low:.4f}, {high:.4f}]"
