"""Counts of answers with and without a lesion against one image after another."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from visctx_gui.cortex.lesions.counts import AnswerTally, LesionCounts
from visctx_gui.cortex.training.intervals import paired_difference

CPU = torch.device("cpu")


@st.composite
def answered(draw: st.DrawFn) -> tuple[int, Tensor]:
    """Number of classes, and rows of (label, answer of the intact, of the lesioned network)."""
    n_classes = draw(st.integers(1, 5))
    one = st.integers(0, n_classes - 1)
    rows = draw(st.lists(st.tuples(one, one, one), max_size=60))
    return n_classes, torch.tensor(rows, dtype=torch.int64).reshape(-1, 3)


def tallied(n_classes: int, rows: Tensor, images_per_slice: int = 7) -> LesionCounts:
    """The counts of all rows, slice by slice."""
    tally = AnswerTally(n_classes, CPU)
    for piece in torch.split(rows, images_per_slice):
        tally.add(*piece.T)
    return tally.counts()


@given(answered())
def test_every_count_is_that_of_looking_at_each_image(given_answers: tuple[int, Tensor]) -> None:
    n_classes, rows = given_answers
    counts = tallied(n_classes, rows)
    for label in range(n_classes):
        of_class = [row for row in rows.tolist() if row[0] == label]
        right = [(intact == label, lesioned == label) for _, intact, lesioned in of_class]
        assert counts.n_of_class[label] == len(of_class)
        assert counts.both_right_of_class[label] == right.count((True, True))
        assert counts.only_intact_right_of_class[label] == right.count((True, False))
        assert counts.only_lesioned_right_of_class[label] == right.count((False, True))
        for answer in range(n_classes):
            assert counts.intact_confusion[label, answer] == [r[1] for r in of_class].count(answer)
            assert counts.lesioned_confusion[label, answer] == [r[2] for r in of_class].count(
                answer
            )
    right = [(intact == label, lesioned == label) for label, intact, lesioned in rows.tolist()]
    assert counts.n == len(right)
    assert counts.both_right == right.count((True, True))
    assert counts.only_intact_right == right.count((True, False))
    assert counts.only_lesioned_right == right.count((False, True))


@given(answered())
def test_the_change_of_a_class_is_that_of_its_images_alone(
    given_answers: tuple[int, Tensor],
) -> None:
    n_classes, rows = given_answers
    changes = tallied(n_classes, rows).change_of_classes()
    assert changes.shape == (n_classes, 3)
    for label in range(n_classes):
        alone = tallied(n_classes, rows[rows[:, 0] == label]).change()
        np.testing.assert_array_equal(changes[label], alone)


def test_a_class_without_images_has_no_change() -> None:
    changes = tallied(3, torch.tensor([[0, 0, 1], [2, 1, 2]])).change_of_classes()
    assert np.isnan(changes[1]).all()
    assert changes[0, 0] == -1.0
    assert changes[2, 0] == 1.0


def test_the_interval_knows_which_images_changed_sides() -> None:
    """Two classes with the same confusions, but other images behind them."""
    same = [[0, 0, 0]] * 10 + [[0, 1, 1]] * 10
    swapped = [[1, 1, 0]] * 10 + [[1, 0, 1]] * 10
    changes = tallied(2, torch.tensor(same + swapped)).change_of_classes()
    assert changes[:, 0].tolist() == [0.0, 0.0]
    assert changes[0, 2] < 0.5 * changes[1, 2]
    np.testing.assert_array_equal(changes[0], paired_difference(10, 0, 0, 20))
    np.testing.assert_array_equal(changes[1], paired_difference(0, 10, 10, 20))


def test_the_overall_change_lies_within_its_interval() -> None:
    rows = torch.tensor([[0, 0, 0]] * 30 + [[1, 1, 0]] * 5 + [[1, 0, 1]] * 2 + [[1, 1, 1]] * 13)
    difference, low, high = tallied(2, rows).change()
    assert difference == pytest.approx(-3 / 50)
    assert low < difference < high
    assert not math.isnan(low)


def test_counts_are_not_changed_by_further_answers() -> None:
    tally = AnswerTally(2, CPU)
    tally.add(*torch.tensor([[0, 0, 0]]).T)
    before = tally.counts()
    tally.add(*torch.tensor([[0, 0, 0], [1, 1, 1]]).T)
    assert before.n == 1
    assert before.both_right_of_class.tolist() == [1, 0]
