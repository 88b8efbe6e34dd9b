"""The built-in digits: content, enlarging, splitting."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cortex.images.examples import random_bytes
from visctx_gui.cortex.images.digits import enlarged_digits, stored_digits, stratified_parts


def slow_enlarged(counts: np.ndarray) -> np.ndarray:
    """Cubic convolution written out pixel by pixel."""

    def kernel(distance: float) -> float:
        x = abs(distance)
        if x <= 1:
            return 1.5 * x**3 - 2.5 * x**2 + 1
        return -0.5 * x**3 + 2.5 * x**2 - 4 * x + 2 if x < 2 else 0.0

    enlarged = np.zeros((28, 28))
    for y in range(28):
        for x in range(28):
            source_y, source_x = (y + 0.5) * 8 / 28 - 0.5, (x + 0.5) * 8 / 28 - 0.5
            enlarged[y, x] = sum(
                counts[row, column] / 16 * kernel(source_y - row) * kernel(source_x - column)
                for row in range(8)
                for column in range(8)
            )
    return np.clip(enlarged, 0, 1) * 255


def test_all_1797_digits_with_ink_counts_0_to_16() -> None:
    counts, labels = stored_digits()
    assert counts.shape == (1797, 8, 8)
    assert (counts.min(), counts.max()) == (0, 16)
    assert np.bincount(labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def test_enlarging_agrees_with_the_formula_pixel_by_pixel() -> None:
    counts, _ = stored_digits()
    enlarged = enlarged_digits(counts[:3])
    assert enlarged.dtype == np.uint8
    for fast, stored in zip(enlarged, counts[:3], strict=True):
        assert np.abs(fast - slow_enlarged(stored)).max() <= 0.5 + 1e-9


def test_enlarging_keeps_mirror_images_and_brightness() -> None:
    counts = (random_bytes(5, 8, 8) % 17).astype(np.uint8)
    enlarged = enlarged_digits(counts)
    assert np.array_equal(enlarged_digits(counts[:, :, ::-1].copy()), enlarged[:, :, ::-1])
    full = enlarged_digits(np.full((1, 8, 8), 16, np.uint8))[0]
    assert (full[4:-4, 4:-4] == 255).all()
    assert not enlarged_digits(np.zeros((1, 8, 8), np.uint8)).any()


@given(
    labels=st.lists(st.integers(0, 4), min_size=1, max_size=80),
    shares=st.tuples(st.integers(0, 40), st.integers(0, 40)),
    seed=st.integers(0, 2**31 - 1),
)
@settings(max_examples=60, deadline=None)
def test_parts_divide_all_images_in_proportion(
    labels: list[int], shares: tuple[int, int], seed: int
) -> None:
    array = np.array(labels, dtype=np.int64)
    first = len(labels) * shares[0] // 100
    second = len(labels) * shares[1] // 100
    parts = stratified_parts(array, (first, second), seed)
    assert sorted(np.concatenate(parts).tolist()) == list(range(len(labels)))
    assert [len(part) for part in parts] == [first, second, len(labels) - first - second]
    for label in range(5):
        exact = (array == label).sum() * first / len(labels)
        assert abs((array[parts[0]] == label).sum() - exact) <= 1


def test_the_test_part_does_not_depend_on_the_validation_part() -> None:
    _, labels = stored_digits()
    with_validation = stratified_parts(labels, (360, 180), 0)
    without = stratified_parts(labels, (360, 0), 0)
    assert np.array_equal(with_validation[0], without[0])
    assert not np.array_equal(with_validation[0], stratified_parts(labels, (360, 180), 1)[0])


def test_the_split_is_the_same_on_every_machine() -> None:
    _, labels = stored_digits()
    test, validation, train = stratified_parts(labels, (360, 180), 0)
    assert [test[:4].tolist(), validation[:4].tolist(), train[:4].tolist()] == SPLIT_OF_SEED_0


SPLIT_OF_SEED_0 = [[1081, 1707, 927, 713], [1093, 522, 620, 1369], [481, 1026, 775, 814]]
