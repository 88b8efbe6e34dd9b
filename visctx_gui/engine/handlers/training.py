"""Start, resume, pause, step and stop the training."""

from __future__ import annotations

from pathlib import Path

from visctx_gui.cortex.files.runs import load_checkpoint, new_run_folder, runs_folder
from visctx_gui.cortex.images.data_sets import open_data
from visctx_gui.cortex.images.image_set import DataSet
from visctx_gui.cortex.lesions.statistics import ChannelStatistics, statistics_slices
from visctx_gui.cortex.training.checks import check_trainable
from visctx_gui.cortex.training.moments import Moments
from visctx_gui.cortex.training.trainer import Trainer
from visctx_gui.engine.handlers.lesion_subject import needs_statistics
from visctx_gui.engine.jobs import Steps
from visctx_gui.engine.live_training import LiveTraining, before_training
from visctx_gui.engine.messages import (
    ContinueTraining,
    PauseTraining,
    ResumeRun,
    StartTraining,
    StepTraining,
    StopTraining,
)
from visctx_gui.engine.run_records import RunRecords, stored_moments
from visctx_gui.engine.session import LoadedNetwork, Session
from visctx_gui.engine.training_preparation import TrainingPreparation
from visctx_gui.experiments.progress import silently
from visctx_gui.plan.lesion import INTACT, Lesion, check_lesion
from visctx_gui.plan.wording import ReportableError, message, translatable


def start_training(session: Session, request: StartTraining) -> Steps:
    """Build the trainer and return the job; some held damage is measured first."""
    session.refuse_while_training()
    network, lesion = session.needed_network().network, request.held_lesion
    session.needed_data()
    check_lesion(lesion, network.plan)
    if request.training.device != "auto":
        session.move_to(request.training.device)
    data = session.data_on_device()
    if not needs_statistics(lesion):
        return _new_training(session, request, data, lesion).steps()
    check_trainable(network.plan, data, request.training)
    preparation = TrainingPreparation(
        session,
        silently(statistics_slices(network, data.train, data.input_mean, data.input_sd)),
        lambda statistics: _new_training(session, request, data, lesion, statistics),
        lambda: _new_training(session, request, data, INTACT),
        request.paused,
    )
    session.begin_training(preparation)
    return preparation.steps()


def _new_training(
    session: Session,
    request: StartTraining,
    data: DataSet,
    lesion: Lesion,
    statistics: ChannelStatistics | None = None,
) -> LiveTraining:
    loaded, plan = session.needed_network(), request.training
    before = before_training(session)
    trainer = Trainer(loaded.network, data, plan, session.device, lesion, statistics)
    base = session.runs_folder or runs_folder()
    try:
        folder = new_run_folder(base, loaded.network.plan.name, data.plan.label, plan.seed)
    except ReportableError:
        loaded.network.plan = before.plan  # the trainer has put the data's normalisation in
        raise
    records = RunRecords(folder, trainer, loaded.seed, loaded.steps, Moments())
    training = LiveTraining(session, trainer, before, records, request.request_id, request.paused)
    return _begun(session, training, records, trainer)


def resume_run(session: Session, request: ResumeRun) -> Steps:
    """Open a run's checkpoint and go on, with the lesion it held; a failure changes nothing."""
    session.refuse_while_training()
    folder = Path(request.folder)
    checkpoint = load_checkpoint(folder)
    data = session.data
    if data is None or data.sha256 != checkpoint.data_sha256:
        data = open_data(checkpoint.data_plan, session.data_folder)
    trainer = checkpoint.trainer(data, session.device)
    session.data = data
    session.replace_network(
        LoadedNetwork(
            network=trainer.network,
            class_names=checkpoint.class_names,
            seed=checkpoint.seed,
            steps=checkpoint.steps_before + trainer.step,
            source=request.folder,
            trained_on=data.plan.name,
            data_sha256=data.sha256,
        )
    )
    records = RunRecords(
        folder,
        trainer,
        checkpoint.seed,
        checkpoint.steps_before,
        stored_moments(folder, trainer.step),
    )
    before = before_training(session)
    training = LiveTraining(session, trainer, before, records, request.request_id, paused=False)
    return _begun(session, training, records, trainer).steps()


def _begun(
    session: Session, training: LiveTraining, records: RunRecords, trainer: Trainer
) -> LiveTraining:
    loaded = session.needed_network()
    loaded.class_names = trainer.data.class_names
    loaded.trained_on, loaded.data_sha256 = trainer.data.plan.name, trainer.data.sha256
    loaded.moments, loaded.moments_base = records.moments, records.steps_before
    session.begin_training(training)
    return training


def _running(session: Session) -> LiveTraining | TrainingPreparation:
    if session.training is None:
        raise ReportableError(
            message(translatable("No training runs.")),
            message(translatable("Start one in the Training panel.")),
        )
    return session.training


def pause_training(session: Session, request: PauseTraining) -> None:
    """Hold after the current batch."""
    training = _running(session)
    if training.state == "running":
        training.state = "paused"


def continue_training(session: Session, request: ContinueTraining) -> None:
    """Go on after a pause."""
    training = _running(session)
    if training.state == "paused":
        training.state = "running"


def step_training(session: Session, request: StepTraining) -> None:
    """Train one batch more; a running training pauses after it."""
    training = _running(session)
    if training.state in ("running", "paused"):
        training.state = "paused"
        training.steps_wanted += 1


def stop_training(session: Session, request: StopTraining) -> None:
    """End the training."""
    _running(session).stop(keep=request.keep)
