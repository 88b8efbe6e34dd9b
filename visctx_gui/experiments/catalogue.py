"""The ready-made experiments, and finding an experiment by name or file; needs neither torch nor Qt."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

from visctx_gui.plan.experiment import ExperimentPlan, read_experiment, unknown_experiment
from visctx_gui.plan.wording import PlanError, message, translatable

SUFFIX = ".toml"
_LARGEST_FILE_BYTES = 1_000_000


@cache
def ready_made_names() -> tuple[str, ...]:
    """Names of the experiments that ship with the program, sorted."""
    files = resources.files("visctx_gui.experiments").iterdir()
    return tuple(sorted(f.name.removesuffix(SUFFIX) for f in files if f.name.endswith(SUFFIX)))


def ready_made_text(name: str) -> str:
    """The experiment file of a ready-made experiment, as TOML."""
    return resources.files("visctx_gui.experiments").joinpath(name + SUFFIX).read_text("utf-8")


def ready_made() -> tuple[ExperimentPlan, ...]:
    """The experiments that ship with the program, sorted by name."""
    return tuple(read_experiment(ready_made_text(name), name) for name in ready_made_names())


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
        return read_experiment(ready_made_text(name_or_path), name_or_path, overrides)
    path = Path(name_or_path)
    if path.suffix.lower() != SUFFIX:
        raise unknown_experiment(name_or_path, ready_made_names())
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
