"""Running an experiment from its plan to its results, as a generator: at each `yield` it may be closed."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from visctx_gui.cortex.devices import choose_device
from visctx_gui.cortex.files.atomic import write_text_atomic
from visctx_gui.cortex.files.network_file import NetworkFile, save_network
from visctx_gui.cortex.files.runs import save_checkpoint
from visctx_gui.cortex.images.data_sets import opening_steps
from visctx_gui.cortex.images.image_set import DataSet
from visctx_gui.cortex.networks.v1_v2 import new_network
from visctx_gui.cortex.training.checks import check_classes
from visctx_gui.cortex.training.trainer import Trainer
from visctx_gui.experiments.drawings import figures_of
from visctx_gui.experiments.environment import environment_on
from visctx_gui.experiments.figure_files import write_figures
from visctx_gui.experiments.history_file import write_history
from visctx_gui.experiments.measuring import Circumstances, measure
from visctx_gui.experiments.out_folder import (
    EXPERIMENT,
    FIGURES,
    HISTORY,
    NETWORK,
    REPORT,
    RESULT,
    check_out_folder,
    make_out_folder,
)
from visctx_gui.experiments.outcome import Outcome
from visctx_gui.experiments.progress import ExperimentProgress, ProgressClock
from visctx_gui.experiments.report import write_report
from visctx_gui.experiments.result_file import write_result
from visctx_gui.experiments.work import Work, expected_work
from visctx_gui.plan.experiment import (
    ExperimentPlan,
    check_experiment,
    fitted_to,
    write_experiment,
)
from visctx_gui.plan.wording import (
    NOTHING_TO_ADD,
    Message,
    ReportableError,
    message,
    translatable,
)

Steps = Iterator[ExperimentProgress]


def run_experiment(
    plan: ExperimentPlan,
    out: Path,
    *,
    data_folder: Path,
    device: str | None = None,
    overwrite: bool = False,
) -> Steps:
    """Run an experiment and leave its results in a folder.

    Closing the generator keeps what is finished: the settings, the history and the network as
    far as it was trained, and no result file.

    Parameters
    ----------
    plan : ExperimentPlan
    out : Path
        New, empty, or with `overwrite` a folder whose old results are replaced.
    data_folder : Path
        Where data sets lie.
    device : str, optional
        Instead of the plan's.
    overwrite : bool

    Yields
    ------
    ExperimentProgress
        About every 25 ms of work.

    Raises
    ------
    PlanError, DataError
        Before anything is written.
    TrainingDiverged
        The history and the last good weights are kept.
    """
    started = datetime.now().astimezone().isoformat(timespec="seconds")
    start_seconds = time.monotonic()
    check_experiment(plan)
    check_out_folder(out, overwrite)
    chosen = choose_device(device or plan.training.device)
    clock = ProgressClock(1.0)
    if chosen.note != NOTHING_TO_ADD:
        yield clock.at(chosen.note)
    data = yield from _open(plan, data_folder, clock)
    if not plan.data_facts.is_known:
        check_classes(data)
        plan = fitted_to(plan, data.facts)
    work = expected_work(plan)
    clock = ProgressClock(work.total)
    network = new_network(plan.network, plan.training.seed)
    trainer = Trainer(network, data, plan.training, chosen.device)
    make_out_folder(out, overwrite)
    write_text_atomic(out / EXPERIMENT, write_experiment(plan))
    seconds_trained = yield from _train(trainer, out, clock, work)
    outcome = yield from measure(
        replace(plan, network=network.plan),
        trainer,
        Circumstances(environment_on(chosen), started, seconds_trained),
        clock,
        work,
    )
    yield from _write(outcome, out, clock, work, start_seconds)


def _open(
    plan: ExperimentPlan, data_folder: Path, clock: ProgressClock
) -> Generator[ExperimentProgress, None, DataSet]:
    """Open the data; what is told of a folder's progress is no share of the whole experiment yet."""
    steps = opening_steps(plan.data, data_folder)
    with contextlib.closing(steps):
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                data: DataSet = end.value
                return data
            yield clock.at(step.what)


def _train(
    trainer: Trainer, out: Path, clock: ProgressClock, work: Work
) -> Generator[ExperimentProgress, None, float]:
    """Train to the end; the seconds it took."""
    start_seconds = time.monotonic()
    try:
        for _ in trainer.batches():
            share_done = trainer.step / trainer.steps_total
            yield clock.at(_training_words(trainer), work.training * share_done)
    except (GeneratorExit, ReportableError):
        _keep(trainer, out)
        if not trainer.diverged:
            save_checkpoint(out, trainer, trainer.plan.seed)
        raise
    seconds = time.monotonic() - start_seconds
    _keep(trainer, out)
    clock.done = work.training
    return seconds


def _training_words(trainer: Trainer) -> Message:
    return message(
        translatable("Training, epoch {epoch} of {epochs}"),
        epoch=min(trainer.epoch + 1, trainer.plan.epochs),
        epochs=trainer.plan.epochs,
    )


def _keep(trainer: Trainer, out: Path) -> None:
    """Write the network and the history as they are now."""
    trainer.last_losses(trainer.step)  # fetches those that still lie on the device
    write_history(trainer.history, out / HISTORY)
    file = NetworkFile(
        network=trainer.network,
        class_names=trainer.data.train.class_names,
        seed=trainer.plan.seed,
        steps_trained=trainer.step,
        trained_on=trainer.data.plan.name,
        data_sha256=trainer.data.sha256,
        source="new",
    )
    save_network(out / NETWORK, file)


def _write(
    outcome: Outcome, out: Path, clock: ProgressClock, work: Work, start_seconds: float
) -> Steps:
    """Figures and report first; the result file last, as the sign that all of it is there."""
    figures = tuple(figures_of(outcome))
    pictures = yield from clock.during(
        message(translatable("Drawing figures")),
        write_figures(figures, out / FIGURES),
        work.figures,
        len(figures),
    )
    outcome = replace(outcome, seconds=round(time.monotonic() - start_seconds, 3))
    write_report(outcome, zip(figures, pictures, strict=True), out / REPORT)
    write_result(outcome, out / RESULT)
    yield clock.at(message(translatable("Done")))
