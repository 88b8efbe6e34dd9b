"""The handwritten digits that scikit-learn ships, and the way from a bitmap to such a digit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SIDE = 8  # pixels of a stored digit
LARGEST_COUNT = 16  # ink pixels in a 4x4 block
ENLARGED_SIDE = 28  # pixels of a digit as the network sees it


def stored_digits() -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The 1,797 digits as stored.

    Source: E. Alpaydin & C. Kaynak, Optical Recognition of Handwritten Digits, UCI 1998 (test
    part), as shipped with scikit-learn.

    Returns
    -------
    uint8 array (1797, 8, 8)
        Ink pixels, 0..16, of each 4x4 block of a 32x32 bitmap.
    int64 array (1797,)
        The digit, 0..9.
    """
    from sklearn.datasets import load_digits

    bunch = load_digits()
    return bunch.images.astype(np.uint8), bunch.target.astype(np.int64)


def enlarged_digits(counts: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Enlarge 8x8 block counts to 28x28 images with smooth strokes.

    Parameters
    ----------
    counts : uint8 array (n, 8, 8)
        0..16.

    Returns
    -------
    uint8 array (n, 28, 28)
        0..255, ink is bright.
    """
    weights = _cubic_weights(SIDE, ENLARGED_SIDE)
    ink = weights @ (counts.astype(np.float64) / LARGEST_COUNT) @ weights.T
    enlarged: NDArray[np.uint8] = np.rint(np.clip(ink, 0.0, 1.0) * 255.0).astype(np.uint8)
    return enlarged


def _cubic_weights(n_from: int, n_to: int) -> NDArray[np.float64]:
    """Matrix (n_to, n_from) of cubic convolution (Keys 1981, a = -0.5); outside is no ink."""
    centres = (np.arange(n_to) + 0.5) * n_from / n_to - 0.5
    distance = np.abs(centres[:, None] - np.arange(n_from)[None, :])
    near = 1.5 * distance**3 - 2.5 * distance**2 + 1.0
    far = -0.5 * distance**3 + 2.5 * distance**2 - 4.0 * distance + 2.0
    return np.where(distance <= 1.0, near, np.where(distance < 2.0, far, 0.0))


def stratified_parts(
    labels: NDArray[np.int64], sizes: tuple[int, ...], seed: int
) -> list[NDArray[np.int64]]:
    """Divide images into parts with the classes in the same proportions.

    Parameters
    ----------
    labels : int64 array (n,)
        Class of each image.
    sizes : tuple of int
        Images in each part but the last, which gets the rest. An earlier part does not depend on
        the sizes of later ones.
    seed : int
        Of the draw.

    Returns
    -------
    list of int64 array
        Places of the images, one more array than `sizes`, each in random order.
    """
    # RandomState: numpy promises its numbers for ever, and a split must not change with a version.
    random = np.random.RandomState(seed)
    left = random.permutation(len(labels))
    parts = []
    for size in sizes:
        share = _share_of_classes(np.bincount(labels[left]), size)
        taken = np.zeros(len(left), dtype=bool)
        for class_index, count in enumerate(share):
            taken[np.flatnonzero(labels[left] == class_index)[:count]] = True
        parts.append(left[taken])
        left = left[~taken]
    return [*parts, left]


def _share_of_classes(counts: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """How many of each class make up `size`, by largest remainder."""
    exact = counts * size / max(1, int(counts.sum()))
    share: NDArray[np.int64] = np.floor(exact).astype(np.int64)
    largest = np.argsort(share - exact, kind="stable")
    share[largest[: size - int(share.sum())]] += 1
    return share
