"""Dividing labelled images into training, validation and test, class by class."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]


def split_by_class(
    labels: NDArray[np.int64], n_test: int, n_validation: int, seed: int
) -> tuple[Places, Places, Places]:
    """Divide images so that every split has the classes in the same proportions.

    Parameters
    ----------
    labels : int64 array (n,)
        Class of each image.
    n_test, n_validation : int
        Images wanted; fewer are taken where a class would lose its last training image.
    seed : int
        Of the draw. The test part does not depend on `n_validation`.

    Returns
    -------
    int64 arrays
        Places of training, validation and test images, each in random order; every place is in
        exactly one of them.
    """
    # RandomState: numpy promises its numbers for ever, and a split must not change with a version.
    random = np.random.RandomState(seed)
    order = random.permutation(len(labels))
    by_class = order[np.argsort(labels[order], kind="stable")]
    counts = np.bincount(labels) if len(labels) else np.zeros(0, np.int64)
    spare = np.maximum(counts - 1, 0)
    test = _shares(counts, n_test, spare)
    validation = _shares(counts - test, n_validation, spare - test)
    first = np.cumsum(counts) - counts
    rank = np.arange(len(labels)) - np.repeat(first, counts)  # place inside the class
    ends_test, ends_validation = np.repeat(test, counts), np.repeat(test + validation, counts)
    in_test, in_validation = rank < ends_test, (rank >= ends_test) & (rank < ends_validation)
    test_places = random.permutation(by_class[in_test])
    validation_places = random.permutation(by_class[in_validation])
    return random.permutation(by_class[~in_test & ~in_validation]), validation_places, test_places


def _shares(counts: NDArray[np.int64], size: int, most: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many of each class make up `size`, by largest remainder, none above `most`."""
    exact = counts * size / max(1, int(counts.sum()))
    share: NDArray[np.int64] = np.minimum(np.floor(exact).astype(np.int64), most)
    missing = min(size, int(most.sum())) - int(share.sum())
    while missing > 0:
        open_classes = np.flatnonzero(share < most)
        largest = open_classes[np.argsort(share[open_classes] - exact[open_classes], kind="stable")]
        taken = largest[:missing]
        share[taken] += 1
        missing -= len(taken)
    return share
