"""Training on with a lesion held, through the engine."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import torch

from tests.engine.handlers.slow_answers import images_of, network_of
from tests.engine.laboratory import LONG, SHORT, Laboratory
from visctx_gui.cortex.files.network_file import weights_sha256
from visctx_gui.cortex.images.data_sets import open_data
from visctx_gui.cortex.lesions.statistics import (
    ChannelStatistics,
    measure_statistics,
    statistics_slices,
)
from visctx_gui.cortex.networks.evaluation_mode import copy_of
from visctx_gui.cortex.training.trainer import Trainer
from visctx_gui.engine.handlers import training as training_handlers
from visctx_gui.engine.messages import (
    AskState,
    Cancelled,
    CancelRequest,
    ContinueTraining,
    Done,
    PauseTraining,
    ResumeRun,
    StartTraining,
    StepTraining,
    StopTraining,
    TrainingSummary,
)
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.lesion import INTACT, Lesion, LesionPart, silence

PAIR = silence("conv2", (0, 3))
MEAN = Lesion((LesionPart("conv1", (1,), mode="mean"), LesionPart("conv2", (2,))))
NOISE = Lesion((LesionPart("conv1", (0, 1), mode="noise", seed=3),))


def finished(laboratory: Laboratory, number: int) -> TrainingSummary:
    reply = laboratory.final(number)
    assert isinstance(reply, Done), reply
    assert isinstance(reply.payload, TrainingSummary)
    return reply.payload


def trained_directly(laboratory: Laboratory, lesion: Lesion) -> Trainer:
    """The same training without engine, on a copy of the network as it is now."""
    network = copy_of(network_of(laboratory))
    data = open_data(DataPlan(), Path("nowhere"))
    statistics: ChannelStatistics | None = measure_statistics(
        network, images_of(laboratory, "train"), data.input_mean, data.input_sd
    )
    trainer = Trainer(network, data, SHORT, torch.device("cpu"), lesion, statistics)
    for _ in trainer.batches():
        pass
    return trainer


@pytest.mark.parametrize(
    "lesion", [INTACT, PAIR, MEAN, NOISE], ids=["none", "zero", "mean", "noise"]
)
def test_the_engine_trains_to_the_same_bits_as_a_plain_loop(
    laboratory: Laboratory, lesion: Lesion
) -> None:
    direct = trained_directly(laboratory, lesion)
    number = laboratory.post(StartTraining(training=SHORT, held_lesion=lesion))
    summary = finished(laboratory, number)
    assert summary.network.weights_sha256 == weights_sha256(direct.network)
    assert summary.last.held_lesion == lesion
    assert summary.last.validation_accuracy.tolist() == pytest.approx(
        direct.history.validation_accuracy
    )
    snapshots = laboratory.progress(number)
    assert snapshots
    assert all(one.held_lesion == lesion for one in snapshots)


def test_silenced_units_keep_their_weights(laboratory: Laboratory) -> None:
    before = {name: one.clone() for name, one in network_of(laboratory).state_dict().items()}
    finished(laboratory, laboratory.post(StartTraining(training=SHORT, held_lesion=PAIR)))
    after = network_of(laboratory).state_dict()
    for name in ("conv2.weight", "conv2.bias"):
        for unit in range(6):
            assert torch.equal(after[name][unit], before[name][unit]) == (unit in (0, 3))


@pytest.mark.parametrize("lesion", [PAIR, MEAN, NOISE], ids=["zero", "mean", "noise"])
def test_a_run_that_was_broken_off_keeps_its_lesion(
    laboratory: Laboratory, tmp_path: Path, lesion: Lesion
) -> None:
    plan = replace(SHORT, epochs=3)
    whole = finished(laboratory, laboratory.post(StartTraining(training=plan, held_lesion=lesion)))
    second = Laboratory(tmp_path / "second")
    second.prepare()
    second.post(StartTraining(training=plan, held_lesion=lesion))
    while second.session.step < 7:
        second.turn()
    second.inbox.close()
    second.engine.run()  # as at the end of the program
    (folder,) = (tmp_path / "second" / "runs").iterdir()
    third = Laboratory(tmp_path / "third")
    number = third.post(ResumeRun(folder=str(folder)))
    resumed = finished(third, number)
    assert resumed.last.held_lesion == lesion
    assert third.progress(number)[0].held_lesion == lesion
    assert resumed.network.weights_sha256 == whole.network.weights_sha256


@pytest.fixture
def many_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """The channels are measured on few images at a time."""
    monkeypatch.setattr(
        training_handlers, "statistics_slices", partial(statistics_slices, batch_size=60)
    )


def preparing(laboratory: Laboratory, *, paused: bool = False) -> int:
    """A training that is still measuring the channels."""
    number = laboratory.post(StartTraining(training=LONG, held_lesion=MEAN, paused=paused))
    laboratory.turn()
    assert laboratory.progress(number) == []
    assert laboratory.session.training is not None
    return number


def hooks_of(laboratory: Laboratory) -> int:
    modules = network_of(laboratory).modules()
    return sum(len(one._forward_hooks) + len(one._forward_pre_hooks) for one in modules)


@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.usefixtures("many_slices")
def test_stopping_before_the_first_batch_leaves_all_as_it_was(
    trained: Laboratory, keep: bool
) -> None:
    before = trained.ask(AskState())
    number = preparing(trained)
    assert trained.session.training_state == "running"
    trained.ask(StopTraining(keep=keep))
    summary = finished(trained, number)
    assert summary.ending == "cancelled"
    assert summary.network == before.network
    assert trained.ask(AskState()) == before
    assert hooks_of(trained) == 0


@pytest.mark.usefixtures("many_slices")
def test_cancelling_before_the_first_batch_leaves_all_as_it_was(trained: Laboratory) -> None:
    before = trained.ask(AskState())
    number = preparing(trained)
    trained.post(CancelRequest(cancelled_id=number))
    assert isinstance(trained.final(number), Cancelled)
    assert trained.ask(AskState()) == before
    assert hooks_of(trained) == 0
    finished(trained, trained.begin_training())


@pytest.mark.usefixtures("many_slices")
def test_a_pause_before_the_first_batch_is_kept(trained: Laboratory) -> None:
    number = preparing(trained)
    step = trained.session.step
    trained.ask(PauseTraining())
    while not trained.progress(number):
        trained.turn()
    for _ in range(5):
        trained.turn()
    assert trained.session.step == step
    assert trained.progress(number)[-1].state == "paused"
    trained.ask(StepTraining())
    trained.turn()
    assert trained.session.step == step + 1
    trained.ask(ContinueTraining())
    trained.turn()
    trained.turn()
    assert trained.session.step > step + 1


@pytest.mark.usefixtures("many_slices")
def test_a_paused_start_waits_after_measuring(trained: Laboratory) -> None:
    number = preparing(trained, paused=True)
    step = trained.session.step
    for _ in range(30):
        trained.turn()
    assert trained.session.step == step
    assert [one.state for one in trained.progress(number)] == ["paused"]


@pytest.mark.usefixtures("many_slices")
def test_nothing_else_may_begin_while_it_measures(trained: Laboratory) -> None:
    preparing(trained)
    trained.refusal(StartTraining(training=SHORT))


@pytest.mark.parametrize(
    "lesion",
    [
        silence("conv9", (0,)),
        silence("conv1", (4,)),
        Lesion((LesionPart("conv9", (0,), mode="mean"),)),
    ],
)
def test_fault_45_a_lesion_that_does_not_fit_is_refused(
    laboratory: Laboratory, lesion: Lesion
) -> None:
    before = laboratory.ask(AskState())
    laboratory.refusal(StartTraining(training=SHORT, held_lesion=lesion))
    assert laboratory.ask(AskState()) == before
    finished(laboratory, laboratory.begin_training())


def test_what_cannot_be_trained_is_refused_before_anything_is_measured(
    laboratory: Laboratory,
) -> None:
    too_large = replace(SHORT, batch_size=10**6)
    before = laboratory.ask(AskState())
    laboratory.refusal(StartTraining(training=too_large, held_lesion=MEAN))
    assert laboratory.ask(AskState()) == before
