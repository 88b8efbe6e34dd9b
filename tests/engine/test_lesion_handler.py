"""What a lesion does, through the engine."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from tests.engine.laboratory import SHORT, SMALL, Laboratory
from visctx_gui.cortex.lesions.silencing import silenced
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.training.intervals import paired_difference, wilson
from visctx_gui.engine.messages import (
    ContinueTraining,
    EvaluateLesion,
    LesionEffect,
    NewNetwork,
    OpenData,
    StopTraining,
)
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.lesion import INTACT, Lesion, silence
from visctx_gui.plan.network import NetworkPlan

HALF = silence("conv1", (0, 1))


@pytest.fixture
def trained(laboratory: Laboratory) -> Laboratory:
    laboratory.final(laboratory.begin_training(replace(SHORT, epochs=3, learning_rate=3e-3)))
    laboratory.replies.clear()
    return laboratory


def slow_right(laboratory: Laboratory, lesion: Lesion) -> np.ndarray:
    """Which test images are answered rightly, by the plain masked pass."""
    session = laboratory.session
    assert session.loaded is not None
    assert session.data is not None
    network, images = session.loaded.network, session.data.test
    with evaluation_mode(network), silenced(network, lesion):
        answers = network(images.images.float() / 255).argmax(1)
    return (answers == images.labels).numpy()


@pytest.mark.parametrize("lesion", [HALF, silence("conv2", (0, 3)), silence("conv1", range(4))])
def test_fault_47_the_number_is_that_of_the_plain_masked_pass(
    trained: Laboratory, lesion: Lesion
) -> None:
    effect = trained.ask(EvaluateLesion(lesion=lesion, split="test"))
    assert isinstance(effect, LesionEffect)
    intact, lesioned = slow_right(trained, INTACT), slow_right(trained, lesion)
    assert (effect.intact.correct, effect.lesioned.correct) == (intact.sum(), lesioned.sum())
    assert effect.n == effect.n_all == 360
    assert effect.exact
    assert effect.chance == pytest.approx(0.1)
    assert effect.difference == pytest.approx(lesioned.mean() - intact.mean())
    assert effect.difference_low <= effect.difference <= effect.difference_high
    assert (effect.lesioned.low, effect.lesioned.high) == wilson(int(lesioned.sum()), 360)
    assert np.trace(effect.lesioned_confusion) == lesioned.sum()
    assert effect.step == 15


def test_each_class_has_the_paired_interval_of_its_own_images(trained: Laboratory) -> None:
    effect = trained.ask(EvaluateLesion(lesion=HALF, split="test"))
    assert isinstance(effect, LesionEffect)
    intact, lesioned = slow_right(trained, INTACT), slow_right(trained, HALF)
    assert trained.session.data is not None
    labels = trained.session.data.test.labels.numpy()
    assert effect.per_class_interval.shape == (10, 2)
    for label in range(10):
        before, after = intact[labels == label], lesioned[labels == label]
        assert effect.n_of_class[label] == len(before)
        difference, low, high = paired_difference(
            int((before & after).sum()),
            int((before & ~after).sum()),
            int((~before & after).sum()),
            len(before),
        )
        assert effect.per_class_change[label] == pytest.approx(difference)
        assert tuple(effect.per_class_interval[label]) == (low, high)
    with pytest.raises(ValueError, match="read-only"):
        effect.per_class_interval[0, 0] = 1


def test_an_empty_lesion_gives_the_intact_number_bit_for_bit(trained: Laboratory) -> None:
    nothing = trained.ask(EvaluateLesion(lesion=INTACT, split="test"))
    damaged = trained.ask(EvaluateLesion(lesion=HALF, split="test"))
    again = trained.ask(EvaluateLesion(lesion=INTACT, split="test"))
    assert nothing.intact == nothing.lesioned == damaged.intact == again.lesioned
    assert nothing.difference == 0
    assert np.array_equal(nothing.intact_confusion, nothing.lesioned_confusion)
    assert np.array_equal(nothing.intact_confusion, damaged.intact_confusion)


def test_a_first_estimate_comes_from_a_thousand_images(laboratory: Laboratory) -> None:
    laboratory.ask(NewNetwork(network=NetworkPlan()))
    number = laboratory.post(EvaluateLesion(lesion=HALF, split="train"))
    final = laboratory.final(number)
    estimates = laboratory.progress(number)
    assert estimates
    assert all(not one.exact for one in estimates)
    assert estimates[0].n >= 1000
    assert final.payload.n == 1257  # type: ignore[union-attr]
    for one in (*estimates, final.payload):  # type: ignore[union-attr]
        assert one.intact_confusion.sum() == one.n
        with pytest.raises(ValueError, match="read-only"):
            one.intact_confusion[0, 0] = 1


def test_the_evaluator_is_kept_while_weights_and_images_stay(trained: Laboratory) -> None:
    def evaluator() -> object:
        trained.ask(EvaluateLesion(lesion=HALF, split="test"))
        return trained.session._kept.things["lesion evaluator"][1]

    first = evaluator()
    assert evaluator() is first
    trained.final(trained.begin_training())
    second = evaluator()
    assert second is not first
    trained.ask(OpenData(data=DataPlan(split_seed=1)))
    assert evaluator() is not second


def test_weights_of_a_cancelled_training_are_not_mistaken_for_others(
    trained: Laboratory,
) -> None:
    before = trained.ask(EvaluateLesion(lesion=HALF, split="test"))
    number = trained.begin_training(replace(SHORT, learning_rate=0.05), paused=True)
    trained.ask(ContinueTraining())
    trained.turn()
    during = trained.ask(EvaluateLesion(lesion=HALF, split="test"))
    trained.ask(StopTraining(keep=False))
    trained.final(number)
    after = trained.ask(EvaluateLesion(lesion=HALF, split="test"))
    assert during.step > before.step == after.step
    assert np.array_equal(after.lesioned_confusion, before.lesioned_confusion)
    assert np.array_equal(after.intact_confusion, before.intact_confusion)


def test_while_training_baseline_and_lesion_use_one_copy(trained: Laboratory) -> None:
    trained.begin_training(replace(SHORT, epochs=30, learning_rate=0.01))
    for _ in range(4):
        trained.turn()
    step = trained.session.step
    session = trained.session
    assert session.loaded is not None
    copied = {k: v.clone() for k, v in session.loaded.network.state_dict().items()}
    number = trained.post(EvaluateLesion(lesion=HALF, split="test"))
    effect = trained.final(number).payload  # type: ignore[union-attr]
    assert effect.step in (step, step + 1)
    assert trained.session.step >= effect.step
    if effect.step == step:
        session.loaded.network.load_state_dict(copied)
        assert effect.lesioned.correct == slow_right(trained, HALF).sum()


@pytest.mark.parametrize(
    "lesion",
    [silence("conv1", (4,)), silence("conv9", (0,)), silence("pool1", (0,))],
)
def test_fault_45_a_lesion_that_does_not_fit_is_refused(
    laboratory: Laboratory, lesion: Lesion
) -> None:
    laboratory.refusal(EvaluateLesion(lesion=lesion, split="test"))


def test_fault_45_without_any_unit_the_answer_is_one_class(trained: Laboratory) -> None:
    effect = trained.ask(EvaluateLesion(lesion=silence("conv2", range(6)), split="test"))
    assert (effect.lesioned_confusion.sum(axis=0) > 0).sum() == 1
    assert effect.lesioned.value == pytest.approx(0.1, abs=0.02)


def test_data_that_do_not_fit_the_network_are_refused(laboratory: Laboratory) -> None:
    laboratory.ask(OpenData(data=DataPlan(image_size=20)))
    assert "20" in laboratory.refusal(EvaluateLesion(lesion=HALF, split="test")).what.english()


def test_a_split_without_images_is_refused(laboratory: Laboratory) -> None:
    laboratory.ask(OpenData(data=DataPlan(n_validation=0)))
    laboratory.refusal(EvaluateLesion(lesion=HALF, split="validation"))


def test_batch_normalisation_is_lesioned_before_it_in_evaluation_mode(
    empty_laboratory: Laboratory,
) -> None:
    empty_laboratory.prepare(replace(SMALL, normalisation="batch"))
    empty_laboratory.final(empty_laboratory.begin_training())
    effect = empty_laboratory.ask(EvaluateLesion(lesion=HALF, split="test"))
    assert effect.lesioned.correct == slow_right(empty_laboratory, HALF).sum()
    assert not torch.is_inference_mode_enabled()
