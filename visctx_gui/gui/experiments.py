"""Ready-made experiments and experiment files, read through the plan."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

from visctx_gui.plan.experiment import ExperimentPlan, read_experiment
from visctx_gui.plan.training import TrainingPlan
from visctx_gui.plan.wording import PlanError, message, translatable

_LARGEST_FILE_BYTES = 1_000_000


@cache
def ready_made() -> tuple[ExperimentPlan, ...]:
    """Every experiment that ships with the program, by name."""
    folder = resources.files("visctx_gui.experiments")
    files = [one for one in folder.iterdir() if one.name.endswith(".toml")]
    return tuple(
        read_experiment(one.read_text("utf-8"), one.name.removesuffix(".toml"))
        for one in sorted(files, key=lambda one: one.name)
    )


def usual_training(data_name: str) -> TrainingPlan | None:
    """The training plan of the first ready-made experiment on a data set, None where there is none."""
    fitting = (plan.training for plan in ready_made() if plan.data.name == data_name)
    return next(fitting, None)


def open_experiment(path: Path) -> ExperimentPlan:
    """Read an experiment file.

    Raises
    ------
    PlanError
        For a file that cannot be read, is too large or is no experiment.
    """
    try:
        if path.stat().st_size > _LARGEST_FILE_BYTES:
            raise PlanError(
                message(translatable("{name} is too large for an experiment file."), name=path.name)
            )
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PlanError(
            message(
                translatable("{name} cannot be read: {reason}."), name=path.name, reason=str(error)
            )
        ) from error
    return read_experiment(text, path.stem)
