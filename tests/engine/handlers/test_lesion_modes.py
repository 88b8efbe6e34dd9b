"""Every kind of damage, through the engine."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy.stats import binomtest

from tests.engine.handlers.slow_answers import slow_right
from tests.engine.laboratory import LONG, Laboratory
from visctx_gui.engine.messages import (
    CancelRequest,
    ContinueTraining,
    EvaluateLesion,
    NewNetwork,
)
from visctx_gui.plan.lesion import Lesion, LesionPart, silence
from visctx_gui.plan.network import NetworkPlan

DISC = tuple((y, x) for y in range(4, 16) for x in range(4, 16))
LESIONS = {
    "mean": Lesion((LesionPart("conv1", (0, 2), mode="mean"),)),
    "half the mean": Lesion((LesionPart("conv2", (1, 4), mode="mean", dose=0.5),)),
    "noise": Lesion((LesionPart("conv1", (0, 3), mode="noise", seed=4),)),
    "noise late": Lesion((LesionPart("conv2", range(6), mode="noise", seed=4),)),  # type: ignore[arg-type]
    "weights": Lesion((LesionPart("conv1", (1, 2), mode="weights", dose=0.7),)),
    "connections": Lesion((LesionPart("conv2", (1, 2, 3), mode="connections", dose=0.5, seed=2),)),
    "scotoma": Lesion((LesionPart("conv1", (0, 1, 2, 3), positions=DISC),)),
    "all together": Lesion(
        (
            LesionPart("conv1", (0,), mode="mean"),
            LesionPart("conv1", (3,), positions=DISC),
            LesionPart("conv2", (2, 5), mode="connections", dose=0.4, seed=1),
            LesionPart("conv2", (4,), dose=0.5),
        )
    ),
}


@pytest.mark.parametrize("kind", LESIONS)
def test_every_kind_of_damage_gives_the_number_of_the_plain_pass(
    trained: Laboratory, kind: str
) -> None:
    lesion = LESIONS[kind]
    effect = trained.ask(EvaluateLesion(lesion=lesion, split="test"))
    intact, lesioned = slow_right(trained), slow_right(trained, lesion)
    assert (effect.intact.correct, effect.lesioned.correct) == (intact.sum(), lesioned.sum())
    worse, better = int((intact & ~lesioned).sum()), int((~intact & lesioned).sum())
    expected = binomtest(min(worse, better), worse + better).pvalue if worse + better else 1.0
    assert effect.p_mcnemar == pytest.approx(expected)
    assert worse + better > 0


def test_statistics_are_measured_in_slices_once_for_the_same_weights(trained: Laboratory) -> None:
    trained.ask(NewNetwork(network=NetworkPlan()))
    number = trained.post(EvaluateLesion(lesion=LESIONS["mean"], split="test"))
    turns = 0
    while not trained.replies or trained.replies[-1].request_id != number:
        trained.turn()
        turns += 1
    assert turns > 3
    kept = trained.session._kept.things["channel statistics"][1].statistics
    trained.ask(EvaluateLesion(lesion=LESIONS["noise"], split="validation"))
    assert trained.session._kept.things["channel statistics"][1].statistics is kept
    trained.ask(NewNetwork(network=NetworkPlan(), seed=1))
    trained.ask(EvaluateLesion(lesion=LESIONS["mean"], split="test"))
    assert trained.session._kept.things["channel statistics"][1].statistics is not kept


def test_after_a_training_the_statistics_are_measured_anew(trained: Laboratory) -> None:
    trained.ask(EvaluateLesion(lesion=LESIONS["mean"], split="test"))
    before = trained.session._kept.things["channel statistics"][1].statistics
    trained.final(trained.begin_training(replace(LONG, epochs=2, learning_rate=0.01)))
    effect = trained.ask(EvaluateLesion(lesion=LESIONS["mean"], split="test"))
    after = trained.session._kept.things["channel statistics"][1].statistics
    assert not torch.allclose(before.mean["conv1"], after.mean["conv1"], rtol=1e-3)
    assert effect.lesioned.correct == slow_right(trained, LESIONS["mean"]).sum()


def test_cancelled_statistics_leave_nothing_half_measured(trained: Laboratory) -> None:
    trained.ask(NewNetwork(network=NetworkPlan()))
    number = trained.post(EvaluateLesion(lesion=LESIONS["mean"], split="test"))
    trained.turn()
    assert trained.session._kept.things["channel statistics"][1].statistics is None
    trained.post(CancelRequest(cancelled_id=number))
    trained.final(number)
    assert trained.session._kept.things["channel statistics"][1].statistics is None
    effect = trained.ask(EvaluateLesion(lesion=LESIONS["mean"], split="test"))
    assert effect.lesioned.correct == slow_right(trained, LESIONS["mean"]).sum()


def test_while_training_the_statistics_are_of_the_weights_the_job_began_with(
    trained: Laboratory,
) -> None:
    expected = slow_right(trained, LESIONS["mean"]).sum()
    step = trained.session.step
    trained.begin_training(LONG, paused=True)
    number = trained.post(EvaluateLesion(lesion=LESIONS["mean"], split="test"))
    trained.turn()
    trained.ask(ContinueTraining())
    effect = trained.final(number).payload  # type: ignore[union-attr]
    assert effect.step == step
    assert effect.lesioned.correct == expected


def test_without_any_change_mcnemar_is_one(trained: Laboratory) -> None:
    effect = trained.ask(EvaluateLesion(lesion=silence("conv1", ()), split="test"))
    assert effect.p_mcnemar == 1.0
    assert np.array_equal(effect.intact_confusion, effect.lesioned_confusion)
