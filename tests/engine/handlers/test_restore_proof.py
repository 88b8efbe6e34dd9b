"""The network after lesions is bit for bit the one before, and the proof notices where it is not."""

from __future__ import annotations

import pytest
import torch

from tests.engine.handlers.slow_answers import network_of
from tests.engine.laboratory import LONG, Laboratory
from visctx_gui.cortex.files.network_file import weights_sha256
from visctx_gui.engine.lesion_messages import (
    CompareSets,
    DrawControls,
    ListChangedImages,
    ProveRestored,
    RankUnits,
    RestoreProof,
    SweepUnits,
    TraceLesionCurve,
)
from visctx_gui.engine.messages import (
    Cancelled,
    CancelRequest,
    ContinueTraining,
    EvaluateLesion,
    ImageChoice,
    NewNetwork,
    PauseTraining,
    Request,
    ViewActivations,
)
from visctx_gui.plan.lesion import INTACT, Lesion, LesionPart, silence
from visctx_gui.plan.network import NetworkPlan

PROOF = ProveRestored(split="test")
PAIR = silence("conv2", (0, 3))
MIX = Lesion((LesionPart("conv1", (0, 1), mode="noise"), LesionPart("conv2", (2,), mode="weights")))
LESIONS: tuple[Request, ...] = (
    EvaluateLesion(lesion=MIX, split="test"),
    DrawControls(lesion=PAIR, split="test", draws=3),
    SweepUnits(layers=("conv1", "conv2"), split="validation", base=MIX),
    TraceLesionCurve(layer="conv1", split="test", draws=1),
    RankUnits(layers=("conv1",), ways=("exact", "first-order", "greedy")),
    ListChangedImages(lesion=PAIR, split="test"),
    CompareSets(lesion_a=PAIR, lesion_b=MIX, classes_1=(0,), classes_2=(1,), split="test"),
    ViewActivations(layer="conv2", image=ImageChoice(), lesion=MIX),
)


@pytest.mark.parametrize("lesion", LESIONS, ids=lambda one: type(one).__name__)
def test_trap_t4_after_any_lesion_the_network_is_exactly_the_old_one(
    trained: Laboratory, lesion: Request
) -> None:
    trained.ask(lesion)
    proof = trained.ask(PROOF)
    assert isinstance(proof, RestoreProof)
    assert proof.exact
    assert proof.lesions > 0
    assert proof.weights_now == weights_sha256(network_of(trained))
    assert proof.n == 360
    assert proof.scores_now != proof.weights_now


def test_the_order_of_proof_and_lesions_does_not_matter(trained: Laboratory) -> None:
    first = trained.ask(PROOF)
    assert (first.exact, first.lesions) == (True, 0)
    trained.ask(EvaluateLesion(lesion=PAIR, split="test"))
    trained.ask(EvaluateLesion(lesion=INTACT, split="test"))
    trained.ask(DrawControls(lesion=PAIR, split="test", draws=4))
    second = trained.ask(PROOF)
    assert (second.exact, second.lesions) == (True, 6)
    assert second.scores_now == first.scores_before


@pytest.mark.parametrize("layer", ["conv1", "conv2", "linear"])
def test_one_changed_bit_is_noticed(trained: Laboratory, layer: str) -> None:
    trained.ask(EvaluateLesion(lesion=PAIR, split="test"))
    bias = network_of(trained).get_submodule(layer).bias
    assert isinstance(bias, torch.Tensor)
    with torch.no_grad():
        bias.view(torch.int32)[1] ^= 1
    proof = trained.ask(PROOF)
    assert not proof.exact
    assert proof.weights_before != proof.weights_now


def test_a_hook_that_was_left_behind_is_noticed(trained: Laboratory) -> None:
    trained.ask(EvaluateLesion(lesion=PAIR, split="test"))
    point = network_of(trained).get_submodule("relu1")
    handle = point.register_forward_hook(lambda module, received, output: output * 0.5)
    proof = trained.ask(PROOF)
    assert proof.weights_before == proof.weights_now
    assert proof.scores_before != proof.scores_now
    assert not proof.exact
    handle.remove()
    assert trained.ask(PROOF).exact


def test_other_weights_have_a_proof_of_their_own(trained: Laboratory) -> None:
    trained.ask(EvaluateLesion(lesion=PAIR, split="test"))
    old = trained.ask(PROOF)
    trained.ask(NewNetwork(network=NetworkPlan(filters=(3, 3)), seed=1))
    new = trained.ask(PROOF)
    assert new.exact
    assert new.lesions == 0
    assert new.weights_before != old.weights_before


def test_each_split_is_proved_by_itself(trained: Laboratory) -> None:
    trained.ask(EvaluateLesion(lesion=PAIR, split="test"))
    proofs = [trained.ask(ProveRestored(split=split)) for split in ("train", "validation", "test")]  # type: ignore[arg-type]
    assert all(proof.exact for proof in proofs)
    assert [proof.n for proof in proofs] == [1257, 180, 360]
    assert len({proof.scores_now for proof in proofs}) == 3


@pytest.mark.parametrize("turns", [0, 1, 2])
def test_a_cancelled_proof_is_begun_anew(trained: Laboratory, turns: int) -> None:
    trained.ask(EvaluateLesion(lesion=PAIR, split="train"))
    number = trained.post(ProveRestored(split="train"))
    for _ in range(turns):
        trained.turn()
    trained.post(CancelRequest(cancelled_id=number))
    assert isinstance(trained.final(number), Cancelled)
    assert trained.ask(ProveRestored(split="train")).exact


def test_while_a_training_runs_the_proof_is_of_one_copy(trained: Laboratory) -> None:
    trained.begin_training(LONG, paused=True)
    trained.ask(EvaluateLesion(lesion=PAIR, split="test"))
    step = trained.session.step
    number = trained.post(ProveRestored(split="train"))
    trained.turn()
    trained.ask(ContinueTraining())
    proof = trained.final(number).payload  # type: ignore[union-attr]
    assert proof.exact
    assert (proof.step, proof.lesions) == (step, 1)
    running = trained.ask(PROOF)
    assert running.exact
    assert running.lesions == 0  # these weights have seen none
    trained.ask(PauseTraining())
    assert trained.ask(PROOF).exact


def test_no_lesion_is_taken_for_a_proof(trained: Laboratory) -> None:
    trained.ask(EvaluateLesion(lesion=INTACT, split="test"))
    trained.ask(ViewActivations(layer="conv1", image=ImageChoice()))
    assert trained.ask(PROOF).lesions == 0
