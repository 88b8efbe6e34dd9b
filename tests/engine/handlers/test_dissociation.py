"""Two lesions, two groups of classes, through the engine."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.engine.handlers.slow_answers import images_of, slow_right
from tests.engine.laboratory import LONG, Laboratory
from visctx_gui.cortex.training.intervals import paired_difference, wilson
from visctx_gui.engine.lesion_messages import CompareSets, Dissociation
from visctx_gui.engine.messages import Cancelled, CancelRequest, ContinueTraining
from visctx_gui.plan.lesion import INTACT, Lesion, LesionPart, silence

SETS = CompareSets(
    lesion_a=silence("conv2", (0, 3)),
    lesion_b=Lesion((LesionPart("conv1", (1,), mode="mean"),)),
    classes_1=(0, 1, 2),
    classes_2=(7, 9),
    split="test",
)


def test_every_number_is_that_of_the_plain_pass(trained: Laboratory) -> None:
    found = trained.ask(SETS)
    assert isinstance(found, Dissociation)
    labels = images_of(trained).labels.numpy()
    groups = [np.isin(labels, SETS.classes_1), np.isin(labels, SETS.classes_2)]
    intact = slow_right(trained)
    lesioned = [slow_right(trained, one) for one in (SETS.lesion_a, SETS.lesion_b)]
    change = np.empty((2, 2))
    for column, group in enumerate(groups):
        n = int(group.sum())
        assert (found.intact[column].correct, found.intact[column].n) == (intact[group].sum(), n)
        for row, right in enumerate(lesioned):
            one = found.lesioned[row][column]
            correct = int(right[group].sum())
            assert (one.correct, one.n, one.low, one.high) == (correct, n, *wilson(correct, n))
            difference = paired_difference(
                int((intact & right)[group].sum()),
                int((intact & ~right)[group].sum()),
                int((~intact & right)[group].sum()),
                n,
            )
            assert found.change[row, column].tolist() == pytest.approx(list(difference))
            change[row, column] = difference[0]
    interaction = (change[0, 0] - change[0, 1]) - (change[1, 0] - change[1, 1])
    assert found.interaction == pytest.approx(interaction)
    assert found.interaction_low <= found.interaction <= found.interaction_high
    assert (found.chance, found.step) == (0.1, 25)
    with pytest.raises(ValueError, match="read-only"):
        found.change[0, 0, 0] = 1


def test_the_interval_is_that_of_resampled_images(trained: Laboratory) -> None:
    """The slow way: draw images, count all four shares anew."""
    found = trained.ask(SETS)
    labels = images_of(trained).labels.numpy()
    places = [np.flatnonzero(np.isin(labels, one)) for one in (SETS.classes_1, SETS.classes_2)]
    intact = slow_right(trained).astype(float)
    a, b = (slow_right(trained, one).astype(float) for one in (SETS.lesion_a, SETS.lesion_b))
    generator = np.random.default_rng(5)
    drawn = []
    for _ in range(3_000):
        first, second = (generator.choice(one, len(one)) for one in places)
        of_a = (a - intact)[first].mean() - (a - intact)[second].mean()
        of_b = (b - intact)[first].mean() - (b - intact)[second].mean()
        drawn.append(of_a - of_b)
    low, high = np.percentile(drawn, (2.5, 97.5))
    assert found.interaction_low == pytest.approx(low, abs=0.02)
    assert found.interaction_high == pytest.approx(high, abs=0.02)
    again = trained.ask(SETS)
    assert (again.interaction_low, again.interaction_high) == (
        found.interaction_low,
        found.interaction_high,
    )


def test_exchanging_lesions_or_groups_turns_the_interaction_round(trained: Laboratory) -> None:
    found = trained.ask(SETS)
    lesions = trained.ask(replace(SETS, lesion_a=SETS.lesion_b, lesion_b=SETS.lesion_a))
    groups = trained.ask(replace(SETS, classes_1=SETS.classes_2, classes_2=SETS.classes_1))
    assert lesions.interaction == pytest.approx(-found.interaction)
    assert groups.interaction == pytest.approx(-found.interaction)
    assert np.array_equal(lesions.change, found.change[::-1])
    assert np.array_equal(groups.change, found.change[:, ::-1])


def test_an_empty_lesion_changes_nothing(trained: Laboratory) -> None:
    found = trained.ask(replace(SETS, lesion_b=INTACT))
    assert (found.change[1, :, 0] == 0).all()
    assert found.lesioned[1] == found.intact
    same = trained.ask(replace(SETS, lesion_a=INTACT, lesion_b=INTACT))
    assert same.interaction == 0
    assert same.interaction_low == pytest.approx(-same.interaction_high)
    assert same.interaction_high > 0  # so few images prove no equality


@pytest.mark.parametrize(
    "wrong",
    [
        replace(SETS, lesion_a=silence("conv9", (0,))),
        replace(SETS, lesion_b=silence("conv1", (4,))),
        replace(SETS, classes_1=()),
        replace(SETS, classes_2=(10,)),
        replace(SETS, classes_2=(-1,)),
        replace(SETS, classes_2=(2, 3)),
    ],
)
def test_what_makes_no_sense_is_refused(laboratory: Laboratory, wrong: CompareSets) -> None:
    laboratory.refusal(wrong)


def test_while_a_training_runs_and_after_a_cancel(trained: Laboratory) -> None:
    expected = trained.ask(SETS)
    number = trained.post(SETS)
    trained.turn()
    trained.post(CancelRequest(cancelled_id=number))
    assert isinstance(trained.final(number), Cancelled)
    trained.begin_training(LONG, paused=True)
    number = trained.post(SETS)
    trained.turn()
    trained.ask(ContinueTraining())
    found = trained.final(number).payload  # type: ignore[union-attr]
    assert found.step == expected.step
    assert np.array_equal(found.change, expected.change)
    assert found.interaction == expected.interaction
