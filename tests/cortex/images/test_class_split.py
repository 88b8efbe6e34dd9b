"""Dividing images class by class."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.cortex.images.class_split import split_by_class

COUNTS = st.lists(st.integers(0, 40), min_size=1, max_size=12)
SHARES = st.floats(0.0, 0.6)


@given(COUNTS, SHARES, st.floats(0.0, 0.35), st.integers(0, 2**31 - 1))
def test_each_image_is_in_exactly_one_split_and_the_classes_keep_their_shares(
    counts: list[int], test_share: float, validation_share: float, seed: int
) -> None:
    labels = np.repeat(np.arange(len(counts)), counts)
    labels = labels[np.random.RandomState(seed).permutation(len(labels))]
    n_test, n_validation = (round(share * len(labels)) for share in (test_share, validation_share))
    parts = split_by_class(labels, n_test, n_validation, seed)
    assert sorted(np.concatenate(parts)) == list(range(len(labels)))
    train, validation, test = (np.bincount(labels[part], minlength=len(counts)) for part in parts)
    for label, count in enumerate(counts):
        assert train[label] >= min(count, 1)
        expected = count * n_test / max(1, len(labels))
        # At least the whole part of its share; more only where small classes had none to spare.
        assert test[label] >= min(int(expected), max(0, count - 1))
    spare = int(np.maximum(np.array(counts) - 1, 0).sum())
    assert test.sum() == min(n_test, spare)
    assert validation.sum() == min(n_validation, spare - test.sum())


@given(st.lists(st.integers(10, 40), min_size=1, max_size=8), st.integers(0, 99))
def test_with_enough_images_no_class_is_off_by_more_than_one(counts: list[int], seed: int) -> None:
    labels = np.repeat(np.arange(len(counts)), counts)
    n_test = round(0.2 * len(labels))
    _, _, test = split_by_class(labels, n_test, 0, seed)
    for label, count in enumerate(counts):
        assert abs(int((labels[test] == label).sum()) - count * n_test / len(labels)) < 1.0


def test_the_same_seed_gives_the_same_split_and_another_seed_another() -> None:
    labels = np.repeat(np.arange(4), 10)
    first, again, other = (split_by_class(labels, 8, 4, seed) for seed in (3, 3, 4))
    assert all(np.array_equal(one, two) for one, two in zip(first, again, strict=True))
    assert set(first[2]) != set(other[2])


def test_the_test_images_do_not_depend_on_the_validation_images() -> None:
    labels = np.repeat(np.arange(4), 10)
    without, with_some = (split_by_class(labels, 8, n, 0) for n in (0, 12))
    assert np.array_equal(without[2], with_some[2])
    assert set(with_some[1]) < set(without[0])


def test_a_class_of_one_image_keeps_it_for_training() -> None:
    labels = np.array([0, 1, 2, 2, 2, 2])
    train, validation, test = split_by_class(labels, 3, 3, 0)
    assert set(labels[train]) == {0, 1, 2}
    assert set(labels[test]) == {2}
    assert len(validation) == 0
