"""The interaction of a double dissociation and its interval."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.cortex.lesions.difference_of_groups import Answers, difference_of_groups

Group = tuple[Answers, Answers]
CELLS = ((True, True), (True, False), (False, True), (False, False))
GROUPS = st.lists(st.sampled_from(CELLS), min_size=1, max_size=40).map(
    lambda cells: (np.array([a for a, _ in cells]), np.array([b for _, b in cells]))
)


def drawn(generator: np.random.Generator, n: int, shares: tuple[float, ...]) -> Group:
    """Answers to n images; `shares` are the chances of `CELLS`."""
    cells = np.array(CELLS)[generator.choice(4, n, p=shares)]
    return cells[:, 0], cells[:, 1]


def bootstrap(first: Group, second: Group) -> tuple[float, float]:
    """Draw image by image; right where many answers differ."""
    generator = np.random.default_rng(2)
    found = []
    for _ in range(3_000):
        means = []
        for a, b in (first, second):
            places = generator.choice(len(a), len(a))
            means.append(a[places].mean() - b[places].mean())
        found.append(means[0] - means[1])
    low, high = np.percentile(found, (2.5, 97.5)).tolist()
    return low, high


def test_where_many_answers_differ_the_interval_is_that_of_drawing_images() -> None:
    generator = np.random.default_rng(0)
    first = drawn(generator, 900, (0.5, 0.1, 0.3, 0.1))
    second = drawn(generator, 1_200, (0.4, 0.3, 0.1, 0.2))
    difference, low, high = difference_of_groups(first, second)
    assert difference == pytest.approx(
        (first[0].mean() - first[1].mean()) - (second[0].mean() - second[1].mean())
    )
    assert (low, high) == pytest.approx(bootstrap(first, second), abs=0.01)


@pytest.mark.parametrize("n", [36, 180])
def test_the_interval_covers_the_truth_also_where_few_answers_differ(n: int) -> None:
    generator = np.random.default_rng(0)
    shares, others = (0.90, 0.06, 0.01, 0.03), (0.90, 0.01, 0.06, 0.03)
    held = 0
    for _ in range(600):
        _, low, high = difference_of_groups(
            drawn(generator, n, shares), drawn(generator, n, others)
        )
        held += low <= 0.10 <= high
    assert held / 600 >= 0.94  # drawing images holds 90 of 100 times with 36


def test_a_few_images_without_any_difference_prove_no_equality() -> None:
    same = np.ones(20, np.bool_), np.ones(20, np.bool_)
    difference, low, high = difference_of_groups(same, same)
    assert difference == 0.0
    assert low < -0.1
    assert high > 0.1


@given(GROUPS, GROUPS)
def test_the_laws_of_the_difference(first: Group, second: Group) -> None:
    difference, low, high = difference_of_groups(first, second)
    assert -2 - 1e-12 <= low <= difference <= high <= 2 + 1e-12
    turned = (-difference, -high, -low)
    assert difference_of_groups(second, first) == pytest.approx(turned)
    exchanged = difference_of_groups(first[::-1], second[::-1])
    assert exchanged == pytest.approx(turned)


def test_a_group_without_images_has_no_difference() -> None:
    nobody = np.zeros(0, np.bool_), np.zeros(0, np.bool_)
    some = np.ones(3, np.bool_), np.zeros(3, np.bool_)
    assert all(map(math.isnan, difference_of_groups(nobody, some)))
    assert all(map(math.isnan, difference_of_groups(some, nobody)))


def test_answers_to_other_images_are_refused() -> None:
    some, more = np.ones(3, np.bool_), np.ones(4, np.bool_)
    with pytest.raises(ValueError, match="same images"):
        difference_of_groups((some, some), (some, more))
