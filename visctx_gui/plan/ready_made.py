"""The experiments that ship with the program, and experiment files of one's own."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

from visctx_gui.plan.experiment import ExperimentPlan, read_experiment
from visctx_gui.plan.training import TrainingPlan
from visctx_gui.plan.wording import PlanError, message, translatable

SUFFIX = ".toml"
_HOME = "visctx_gui.experiments"  # only its files are read
_LARGEST_FILE_BYTES = 1_000_000


@cache
def ready_made_names() -> tuple[str, ...]:
    """Names of the experiments that ship with the program, sorted."""
    files = resources.files(_HOME).iterdir()
    return tuple(sorted(f.name.removesuffix(SUFFIX) for f in files if f.name.endswith(SUFFIX)))


@cache
def ready_made() -> tuple[ExperimentPlan, ...]:
    """The experiments that ship with the program, sorted by name."""
    return tuple(read_ready_made(name) for name in ready_made_names())


def read_ready_made(name: str, overrides: tuple[str, ...] = ()) -> ExperimentPlan:
    """One of the experiments that ship with the program.

    Parameters
    ----------
    name : str
        One of `ready_made_names`.
    overrides : tuple of str
        ``section.key=value``, as `read_experiment` takes them.

    Raises
    ------
    PlanError
        For an override that is wrong.
    """
    text = resources.files(_HOME).joinpath(name + SUFFIX).read_text("utf-8")
    return read_experiment(text, name, overrides)


def usual_training(data_name: str) -> TrainingPlan | None:
    """The training plan of the first ready-made experiment on a data set, None where there is none."""
    fitting = (plan.training for plan in ready_made() if plan.data.name == data_name)
    return next(fitting, None)


def open_experiment(path: Path, overrides: tuple[str, ...] = ()) -> ExperimentPlan:
    """Read an experiment file; its stem becomes the experiment's name.

    Parameters
    ----------
    path : Path
        A text file in UTF-8, with or without a byte-order mark, of at most a million bytes.
    overrides : tuple of str
        ``section.key=value``, as `read_experiment` takes them.

    Raises
    ------
    PlanError
        For a file that is missing, too large, not text or no experiment.
    """
    return read_experiment(_file_text(path), path.stem, overrides)


def _file_text(path: Path) -> str:
    try:
        if not path.is_file():
            raise PlanError(
                message(translatable("There is no experiment file {path}."), path=str(path)),
                message(
                    translatable("Ready-made: {known}. A file ends in .toml."),
                    known=", ".join(ready_made_names()),
                ),
            )
        if path.stat().st_size > _LARGEST_FILE_BYTES:
            raise PlanError(
                message(translatable("{path} is too large for an experiment file."), path=str(path))
            )
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanError(
            message(translatable("{path} is not a text file in UTF-8."), path=str(path))
        ) from error
    except (OSError, ValueError) as error:
        raise PlanError(
            message(
                translatable("{path} cannot be read: {reason}."), path=str(path), reason=str(error)
            )
        ) from error
