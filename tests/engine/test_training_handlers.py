"""Training between requests, through the engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from tests.engine.laboratory import SHORT, SMALL, Laboratory
from visctx_gui.cortex.files.network_file import weights_sha256
from visctx_gui.cortex.images.data_sets import open_data
from visctx_gui.cortex.networks.v1_v2 import new_network
from visctx_gui.cortex.training.trainer import Trainer
from visctx_gui.engine.messages import (
    Announcement,
    AskState,
    Cancelled,
    CancelRequest,
    ContinueTraining,
    Done,
    EvaluateLesion,
    Failed,
    ImageChoice,
    NewNetwork,
    OpenData,
    OpenNetwork,
    PauseTraining,
    Request,
    ResumeRun,
    SaveNetwork,
    StartTraining,
    StepTraining,
    StopTraining,
    TrainingSnapshot,
    TrainingSummary,
    ViewActivations,
    ViewFilters,
    ViewImages,
    ViewMoments,
)
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.lesion import silence

BATCHES = 5  # of 256 images, from 1,257


def losses_of(laboratory: Laboratory, number: int, summary: TrainingSummary) -> list[float]:
    """Every loss that was delivered, in order."""
    snapshots = [*laboratory.progress(number), summary.last]
    steps = np.concatenate([snapshot.steps for snapshot in snapshots])
    assert np.array_equal(steps, steps[0] + np.arange(len(steps)))
    return [float(loss) for snapshot in snapshots for loss in snapshot.losses]


def trained_directly(plan: Any = SHORT) -> Trainer:
    """The same training without engine."""
    trainer = Trainer(
        new_network(SMALL, 0),
        open_data(DataPlan(), Path("nowhere")),
        plan,
        torch.device("cpu"),
    )
    for _ in trainer.batches():
        pass
    return trainer


def finish(laboratory: Laboratory, number: int) -> TrainingSummary:
    reply = laboratory.final(number)
    assert isinstance(reply, Done), reply
    assert isinstance(reply.payload, TrainingSummary)
    return reply.payload


def hash_now(laboratory: Laboratory) -> str:
    sha256 = laboratory.ask(AskState()).network.weights_sha256
    assert isinstance(sha256, str)
    return sha256


def test_fault_46_47_the_engine_trains_to_the_same_bits_as_a_plain_loop(
    laboratory: Laboratory,
) -> None:
    number = laboratory.begin_training()
    summary = finish(laboratory, number)
    direct = trained_directly()
    assert summary.network.weights_sha256 == weights_sha256(direct.network)
    assert losses_of(laboratory, number, summary) == pytest.approx(direct.history.losses)
    assert summary.ending == "finished"
    assert summary.last.state == "idle"
    assert summary.last.validation_accuracy.tolist() == pytest.approx(
        direct.history.validation_accuracy
    )
    assert summary.network.steps_trained == BATCHES
    assert summary.network.trained_on == "digits"
    assert laboratory.session.training is None


LOOKS: tuple[Request, ...] = (
    ViewFilters(layer="conv1"),
    ViewActivations(
        layer="conv2", image=ImageChoice(), lesion=silence("conv1", (0,)), twin="untrained"
    ),
    ViewActivations(layer="linear", image=ImageChoice(kind="drawing"), twin="intact"),
    ViewImages(split="train", class_index=3, first=0, count=9),
    ViewMoments(),
    EvaluateLesion(lesion=silence("conv2", (1, 2)), split="validation"),
    EvaluateLesion(lesion=silence("conv1", (1,)), split="test"),
    AskState(),
)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: type(look).__name__)
@pytest.mark.parametrize("normalisation", ["none", "batch"])
def test_fault_43_looking_changes_nothing_of_the_training(
    empty_laboratory: Laboratory, look: Request, normalisation: str
) -> None:
    laboratory = empty_laboratory
    plan = replace(SMALL, normalisation=normalisation)
    laboratory.prepare(plan)
    random_state = torch.get_rng_state()
    number = laboratory.begin_training()
    for _ in range(BATCHES):
        modes = {n: m.training for n, m in laboratory.session.loaded.network.named_modules()}  # type: ignore[union-attr]
        laboratory.final(laboratory.post(look))
        after = {n: m.training for n, m in laboratory.session.loaded.network.named_modules()}  # type: ignore[union-attr]
        assert after == modes
    looked_at = finish(laboratory, number)
    assert torch.equal(torch.get_rng_state(), random_state)
    alone = Trainer(
        new_network(plan, 0), open_data(DataPlan(), Path("nowhere")), SHORT, torch.device("cpu")
    )
    for _ in alone.batches():
        pass
    assert looked_at.network.weights_sha256 == weights_sha256(alone.network)


def hooks_of(laboratory: Laboratory) -> int:
    assert laboratory.session.loaded is not None
    modules = laboratory.session.loaded.network.modules()
    return sum(len(m._forward_hooks) + len(m._forward_pre_hooks) for m in modules)


@pytest.mark.parametrize("index", range(BATCHES + 2))
def test_fault_44_cancelling_the_training_at_each_batch(laboratory: Laboratory, index: int) -> None:
    before = hash_now(laboratory)
    number = laboratory.begin_training()
    for _ in range(index):
        laboratory.turn()
    laboratory.post(CancelRequest(cancelled_id=number))
    assert isinstance(laboratory.final(number), Cancelled)
    assert hooks_of(laboratory) == 0
    assert hash_now(laboratory) == before
    assert laboratory.session.training_state == "idle"
    finish(laboratory, laboratory.begin_training())


@pytest.mark.parametrize("index", range(3))
def test_fault_44_cancelling_an_evaluation_at_each_slice(
    laboratory: Laboratory, index: int
) -> None:
    number = laboratory.post(EvaluateLesion(lesion=silence("conv1", (0,)), split="train"))
    for _ in range(index):
        laboratory.turn()
    laboratory.post(CancelRequest(cancelled_id=number))
    laboratory.final(number)
    assert hooks_of(laboratory) == 0
    again = laboratory.ask(EvaluateLesion(lesion=silence("conv1", (0,)), split="train"))
    assert again.exact


def test_fault_36_a_diverging_training_stops_and_the_good_weights_return(
    laboratory: Laboratory,
) -> None:
    number = laboratory.begin_training(replace(SHORT, learning_rate=1e9))
    summary = finish(laboratory, number)
    assert summary.ending == "diverged"
    assert "diverged" in summary.note.english()
    assert "learning rate" in summary.advice.english()
    network = laboratory.session.loaded.network  # type: ignore[union-attr]
    assert all(bool(tensor.isfinite().all()) for tensor in network.state_dict().values())
    assert laboratory.ask(ViewFilters(layer="conv1")).step == summary.network.steps_trained
    losses = losses_of(laboratory, number, summary)
    assert len(losses) <= BATCHES
    assert max(losses, default=0) > 1e6 or not np.isfinite(losses).all()


def test_pause_step_and_continue(laboratory: Laboratory) -> None:
    number = laboratory.begin_training(paused=True)
    assert [one.state for one in laboratory.progress(number)] == ["paused"]
    for _ in range(3):
        laboratory.turn()
    assert laboratory.session.step == 0
    for step in (1, 2):
        laboratory.ask(StepTraining())
        laboratory.turn()
        assert laboratory.session.step == step
        assert laboratory.progress(number)[-1].step == step
        assert laboratory.session.training_state == "paused"
    laboratory.ask(ContinueTraining())
    laboratory.turn()
    assert laboratory.session.step == 3
    laboratory.ask(PauseTraining())
    laboratory.turn()
    paused_at = laboratory.session.step
    for _ in range(3):
        laboratory.turn()
    assert laboratory.session.step == paused_at
    assert laboratory.progress(number)[-1].state == "paused"
    laboratory.ask(ContinueTraining())
    summary = finish(laboratory, number)
    assert summary.network.weights_sha256 == weights_sha256(trained_directly().network)
    assert len(losses_of(laboratory, number, summary)) == BATCHES


def test_stop_and_keep_keeps_the_weights_and_a_checkpoint(laboratory: Laboratory) -> None:
    number = laboratory.begin_training(replace(SHORT, epochs=50), paused=True)
    laboratory.ask(StepTraining())
    laboratory.turn()
    trained = hash_now(laboratory)
    laboratory.ask(StopTraining(keep=True))
    summary = finish(laboratory, number)
    assert summary.ending == "kept"
    assert summary.network.weights_sha256 == trained == hash_now(laboratory)
    assert summary.network.steps_trained == 1
    assert (Path(summary.run_folder) / "checkpoint.safetensors").exists()


def test_cancelling_by_stop_brings_everything_back(laboratory: Laboratory) -> None:
    before = laboratory.ask(AskState())
    number = laboratory.begin_training(paused=True)
    laboratory.ask(StepTraining())
    laboratory.turn()
    assert hash_now(laboratory) != before.network.weights_sha256
    laboratory.ask(StopTraining(keep=False))
    summary = finish(laboratory, number)
    assert summary.ending == "cancelled"
    assert summary.network == before.network
    assert laboratory.ask(AskState()) == before
    assert not Path(summary.run_folder).exists()  # nothing had been written


def test_a_second_training_goes_on_from_the_first(laboratory: Laboratory) -> None:
    first = finish(laboratory, laboratory.begin_training())
    number = laboratory.begin_training()
    assert laboratory.progress(number)[0].step == BATCHES
    second = finish(laboratory, number)
    assert second.network.steps_trained == 2 * BATCHES
    assert second.last.epoch_steps.tolist() == [2 * BATCHES]
    assert second.run_folder != first.run_folder
    moments = laboratory.ask(ViewMoments())
    assert (moments.steps[0], moments.steps[-1]) == (BATCHES, 2 * BATCHES)


def test_moments_can_be_looked_at_during_and_after_the_training(laboratory: Laboratory) -> None:
    start = laboratory.ask(ViewFilters(layer="conv1")).kernels
    number = laboratory.begin_training(paused=True)
    laboratory.ask(StepTraining())
    laboratory.turn()
    assert laboratory.ask(ViewMoments()).steps.tolist() == [0, 1]
    laboratory.ask(ContinueTraining())
    finish(laboratory, number)
    moments = laboratory.ask(ViewMoments())
    assert moments.steps.tolist() == list(range(BATCHES + 1))
    assert np.isfinite(moments.validation_accuracy[-1])
    assert np.isnan(moments.validation_accuracy[0])
    first = laboratory.ask(ViewFilters(layer="conv1", moment=0))
    assert np.allclose(first.kernels, start, atol=1e-3)
    assert first.step == 0


def test_a_run_that_was_broken_off_ends_bit_equal(laboratory: Laboratory, tmp_path: Path) -> None:
    plan = replace(SHORT, epochs=3)
    number = laboratory.begin_training(plan)
    while laboratory.session.step < BATCHES + 2:
        laboratory.turn()
    laboratory.inbox.close()
    laboratory.engine.run()  # as at the end of the program
    replies = laboratory.outbox.take_all()
    assert any(isinstance(r, Cancelled) and r.request_id == number for r in replies)
    (folder,) = (tmp_path / "runs").iterdir()
    other = Laboratory(tmp_path)
    resumed = other.post(ResumeRun(folder=str(folder)))
    other.turn()
    assert other.progress(resumed)[0].step == BATCHES + 2
    summary = finish(other, resumed)
    assert summary.network.weights_sha256 == weights_sha256(trained_directly(plan).network)
    assert summary.last.epoch == 3
    assert other.session.generation == 1
    assert other.ask(ViewMoments()).steps[0] == 0


def test_a_folder_without_a_run_is_refused(laboratory: Laboratory, tmp_path: Path) -> None:
    before = laboratory.ask(AskState())
    laboratory.refusal(ResumeRun(folder=str(tmp_path)))
    assert laboratory.ask(AskState()) == before


@pytest.mark.parametrize(
    "request_",
    [
        NewNetwork(network=SMALL),
        OpenNetwork(path="any"),
        StartTraining(training=SHORT),
        ResumeRun(folder="any"),
    ],
    ids=lambda request: type(request).__name__,
)
def test_the_network_is_not_replaced_while_it_is_trained(
    laboratory: Laboratory, request_: Request
) -> None:
    number = laboratory.begin_training(paused=True)
    assert "training" in laboratory.refusal(request_).what.english()
    laboratory.ask(ContinueTraining())
    assert finish(laboratory, number).ending == "finished"


@pytest.mark.parametrize(
    "request_", [PauseTraining(), ContinueTraining(), StepTraining(), StopTraining()]
)
def test_without_a_training_there_is_nothing_to_pause(
    laboratory: Laboratory, request_: Request
) -> None:
    laboratory.refusal(request_)


def test_fault_37_what_cannot_be_trained_is_refused_and_nothing_is_left(
    laboratory: Laboratory, tmp_path: Path
) -> None:
    before = laboratory.ask(AskState())
    for plan in (
        replace(SHORT, learning_rate=0.0),
        replace(SHORT, batch_size=5000),
        replace(SHORT, epochs=0),
        replace(SHORT, weight_decay=-1.0),
    ):
        laboratory.refusal(StartTraining(training=plan))
    assert laboratory.ask(AskState()) == before
    assert not (tmp_path / "runs").exists()


def test_a_runs_folder_that_cannot_be_made_is_refused(
    laboratory: Laboratory, tmp_path: Path
) -> None:
    (tmp_path / "runs").write_text("in the way")
    before = laboratory.ask(AskState())
    laboratory.refusal(StartTraining(training=SHORT))
    assert laboratory.ask(AskState()) == before


def test_a_checkpoint_that_cannot_be_written_is_announced_once(
    laboratory: Laboratory, tmp_path: Path
) -> None:
    number = laboratory.begin_training(replace(SHORT, epochs=3), paused=True)
    (folder,) = (tmp_path / "runs").iterdir()
    folder.rmdir()
    folder.write_text("in the way")
    laboratory.ask(ContinueTraining())
    assert finish(laboratory, number).ending == "finished"
    assert sum(isinstance(reply, Announcement) for reply in laboratory.replies) == 1


def test_an_unexpected_error_in_a_batch_ends_the_training_only(
    laboratory: Laboratory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(self: Trainer) -> Iterator[None]:
        yield None
        raise RuntimeError("a kernel failed")

    monkeypatch.setattr(Trainer, "batches", breaks)
    number = laboratory.begin_training()
    reply = laboratory.final(number)
    assert isinstance(reply, Failed)
    assert "a kernel failed" in reply.details
    assert laboratory.session.training_state == "idle"


def test_patience_ends_the_training(laboratory: Laboratory) -> None:
    plan = replace(SHORT, epochs=50, patience=1, learning_rate=1e-9)
    summary = finish(laboratory, laboratory.begin_training(plan))
    assert summary.ending == "no progress"
    assert summary.last.epoch < 50


def test_the_network_can_be_saved_while_it_is_trained(
    laboratory: Laboratory, tmp_path: Path
) -> None:
    number = laboratory.begin_training(paused=True)
    laboratory.ask(StepTraining())
    laboratory.turn()
    trained = hash_now(laboratory)
    path = laboratory.ask(SaveNetwork(path=str(tmp_path / "half"))).path
    laboratory.ask(StopTraining(keep=False))
    finish(laboratory, number)
    opened = laboratory.ask(OpenNetwork(path=path))
    assert (opened.weights_sha256, opened.steps_trained) == (trained, 1)


def test_unread_snapshots_are_not_assembled(laboratory: Laboratory) -> None:
    number = laboratory.begin_training(replace(SHORT, epochs=4), paused=True)
    laboratory.ask(ContinueTraining())
    while laboratory.session.training is not None:
        laboratory.engine.turn(sleep=False)  # nobody reads the outbox
    waiting = laboratory.outbox.take_all()
    snapshots = [
        one for one in waiting if isinstance(getattr(one, "payload", None), TrainingSnapshot)
    ]
    assert len(snapshots) <= 1
    laboratory.replies += waiting
    summary = finish(laboratory, number)
    assert len(losses_of(laboratory, number, summary)) == 4 * BATCHES


def test_other_data_may_be_opened_while_training_goes_on(laboratory: Laboratory) -> None:
    number = laboratory.begin_training(paused=True)
    laboratory.ask(OpenData(data=DataPlan(split_seed=7)))
    laboratory.ask(ContinueTraining())
    summary = finish(laboratory, number)
    assert summary.network.weights_sha256 == weights_sha256(trained_directly().network)
