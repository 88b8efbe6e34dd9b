"""Whole experiments as jobs, and figure files."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, cast

from visctx_gui.engine.messages import JobProgress, RunExperiment, SavedFile, SavePicture
from visctx_gui.engine.session import Session
from visctx_gui.plan.experiment import read_experiment

if TYPE_CHECKING:
    from visctx_gui.experiments.progress import ExperimentProgress


def run_whole_experiment(
    session: Session, request: RunExperiment
) -> Generator[JobProgress, None, SavedFile]:
    """Run an experiment beside what is loaded; cancelling keeps what is finished."""
    from visctx_gui.experiments.runner import run_experiment  # matplotlib comes with it

    plan = read_experiment(request.experiment_toml, request.name)
    folder = Path(request.folder)
    steps = run_experiment(
        plan, folder, data_folder=session.data_folder, device=str(session.device)
    )
    with closing(cast("Generator[ExperimentProgress, None, None]", steps)):
        for progress in steps:
            yield JobProgress(progress.what, progress.fraction, progress.seconds_left)
    return SavedFile(str(folder / "report.html"))


def save_picture(session: Session, request: SavePicture) -> SavedFile:
    """Draw a figure file with the one figure drawer."""
    from visctx_gui.experiments.figures import draw  # matplotlib comes with it

    draw(request.drawing, Path(request.path))
    return SavedFile(request.path)
