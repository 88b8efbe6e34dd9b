"""Finding an experiment by name or file; needs neither torch nor Qt."""

from __future__ import annotations

from pathlib import Path

from visctx_gui.plan.experiment import ExperimentPlan, unknown_experiment
from visctx_gui.plan.ready_made import SUFFIX, open_experiment, read_ready_made, ready_made_names


def find_experiment(name_or_path: str, overrides: tuple[str, ...] = ()) -> ExperimentPlan:
    """The experiment of this name, or the one in this file.

    Parameters
    ----------
    name_or_path : str
        A ready-made name, or the path of a file that ends in ``.toml``.
    overrides : tuple of str
        ``section.key=value``, as `read_experiment` takes them.

    Raises
    ------
    PlanError
        Where there is no such experiment, or the file cannot be read or is wrong.
    """
    if name_or_path in ready_made_names():
        return read_ready_made(name_or_path, overrides)
    path = Path(name_or_path)
    if path.suffix.lower() != SUFFIX:
        raise unknown_experiment(name_or_path, ready_made_names())
    return open_experiment(path, overrides)
