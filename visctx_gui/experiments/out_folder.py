"""The folder a run leaves its results in: new or empty, unless its old results may go."""

from __future__ import annotations

import shutil
from pathlib import Path

from visctx_gui.plan.result_folder import check_result_folder, unusable_folder
from visctx_gui.plan.wording import PlanError, message, translatable

RESULT = "result.json"
HISTORY = "history.csv"
REPORT = "report.html"
EXPERIMENT = "experiment.toml"
NETWORK = "network.safetensors"
NETWORK_FACTS = "network.json"
CHECKPOINT = "checkpoint.safetensors"
FIGURES = "figures"
ARRAYS = "arrays"

_OWN_FILES = (RESULT, REPORT, HISTORY, EXPERIMENT, NETWORK, NETWORK_FACTS, CHECKPOINT)
_OWN_FOLDERS = (FIGURES, ARRAYS)


def check_out_folder(out: Path, overwrite: bool) -> None:
    """Refuse a folder that cannot take the results; changes nothing.

    Raises
    ------
    PlanError
        Where it is in use and may not be overwritten, is a file, or cannot be made or written.
    """
    check_result_folder(out)
    try:
        used = out.is_dir() and any(out.iterdir())
    except OSError as error:
        raise unusable_folder(out, str(error)) from error
    if used and not overwrite:
        raise PlanError(
            message(translatable("{folder} is not empty."), folder=str(out)),
            message(translatable("Name a new folder, or add --overwrite to replace its results.")),
        )


def make_out_folder(out: Path, overwrite: bool) -> None:
    """Make the folder, and clear the results of an earlier run out of it.

    Files that a run does not write are left alone.

    Raises
    ------
    PlanError
        As `check_out_folder`.
    """
    check_out_folder(out, overwrite)
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name in _OWN_FILES:  # the result first: it must never stand beside another run's files
            (out / name).unlink(missing_ok=True)
        for name in _OWN_FOLDERS:
            if (out / name).is_dir():
                shutil.rmtree(out / name)
    except (OSError, ValueError) as error:
        raise unusable_folder(out, str(error)) from error
