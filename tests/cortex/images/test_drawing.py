"""Drawings treated as the makers of each data set treated handwriting."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from visctx_gui.cortex.images.digits import enlarged_digits, stored_digits
from visctx_gui.cortex.images.drawing import block_counts, prepare_drawing
from visctx_gui.cortex.images.idx_files import read_idx

SHAPE = (1, 28, 28)


def stroke(height: int, width: int, top: int, left: int, tall: int, wide: int) -> np.ndarray:
    pixels = np.zeros((height, width), np.uint8)
    pixels[top : top + tall, left : left + wide] = 255
    return pixels


@pytest.mark.parametrize("name", ["digits", "mnist", "fashion-mnist", "cifar-10"])
@pytest.mark.parametrize("size", [(280, 280), (0, 0), (1, 1)])
def test_an_empty_drawing_is_black(name: str, size: tuple[int, int]) -> None:
    prepared = prepare_drawing(np.zeros(size, np.uint8), name, (3, 32, 32))
    assert torch.equal(prepared, torch.zeros((3, 32, 32), dtype=torch.uint8))


@given(
    name=st.sampled_from(["digits", "mnist", "cifar-10"]),
    size=st.tuples(st.integers(1, 60), st.integers(1, 60)),
    seed=st.integers(0, 999),
    ink=st.floats(0.01, 1.0),
)
@settings(max_examples=80, deadline=None)
def test_any_drawing_gives_an_image_with_ink(
    name: str, size: tuple[int, int], seed: int, ink: float
) -> None:
    random = np.random.RandomState(seed)
    pixels = ((random.random_sample(size) < ink) * 255).astype(np.uint8)
    pixels[size[0] // 2, size[1] // 2] = 255
    assert tuple(prepare_drawing(pixels, name, (3, 20, 24)).shape) == (3, 20, 24)
    brightest = int(prepare_drawing(pixels, name, SHAPE).max())
    if name == "mnist":
        assert brightest == 255
    if name == "digits":
        assert brightest > 100


@pytest.mark.parametrize("name", ["digits", "mnist"])
def test_place_and_size_on_the_pad_do_not_matter(name: str) -> None:
    digit = enlarged_digits(stored_digits()[0][2:3])[0]
    large = np.asarray(Image.fromarray(digit).resize((200, 200), Image.Resampling.BICUBIC))
    here, there = np.zeros((400, 500), np.uint8), np.zeros((300, 250), np.uint8)
    here[10:210, 250:450] = large
    there[90:290, 30:230] = large
    first, second = (prepare_drawing(pixels, name, SHAPE) for pixels in (here, there))
    assert torch.equal(first, second)
    half = np.asarray(Image.fromarray(here).resize((250, 200), Image.Resampling.BOX))
    halved = prepare_drawing(half, name, SHAPE)
    assert np.corrcoef(halved.flatten().numpy(), first.flatten().numpy())[0, 1] > 0.97


def test_mnist_box_is_20_and_centre_of_mass_in_the_middle() -> None:
    prepared = prepare_drawing(stroke(300, 300, 20, 200, 200, 40), "mnist", SHAPE)[0].numpy()
    rows, columns = np.flatnonzero(prepared.any(1)), np.flatnonzero(prepared.any(0))
    assert (len(rows), len(columns)) == (20, 4)
    assert abs(rows.mean() - 14) <= 0.5
    assert abs(columns.mean() - 14) <= 0.5


def test_mnist_ink_is_never_cut_off_by_centring() -> None:
    pixels = stroke(200, 200, 0, 0, 200, 60)  # heavy left, a thin line to the right
    pixels[100, :] = 255
    prepared = prepare_drawing(pixels, "mnist", SHAPE)[0].numpy()
    assert len(np.flatnonzero(prepared.any(0))) == 20


def test_digits_have_the_usual_ink_whatever_the_pen() -> None:
    stored = stored_digits()[0].astype(int).sum(axis=(1, 2))
    for pen in (4, 12, 40):
        pixels = stroke(280, 280, 40, 140 - pen // 2, 200, pen)
        pixels[40 : 40 + pen, 100:180] = 255
        assert stored.min() <= block_counts(pixels).sum() <= stored.max()


def test_digits_are_made_upright() -> None:
    """A slanted stroke ends as a vertical one: first and last row begin in one column."""
    pixels = np.zeros((200, 200), np.uint8)
    for row in range(200):
        pixels[row, 150 - row // 2 : 175 - row // 2] = 255
    counts = block_counts(pixels)
    first, last = (np.flatnonzero(counts[row])[0] for row in (0, -1))
    assert abs(int(first) - int(last)) <= 1
    columns = counts.sum(axis=0)
    assert np.count_nonzero(columns > 8) <= 4


def test_stored_digits_survive_their_own_preparation() -> None:
    counts = stored_digits()[0][:200]
    again = np.stack([block_counts(digit) for digit in enlarged_digits(counts)])
    correlations = [
        np.corrcoef(first.ravel(), second.ravel())[0, 1]
        for first, second in zip(counts, again, strict=True)
    ]
    assert np.median(correlations) > 0.9


def test_real_mnist_digits_come_back_from_their_preparation() -> None:
    folder = os.environ.get("VISCTX_TEST_DATA")
    if folder is None:
        pytest.skip("VISCTX_TEST_DATA is not set")
    images = read_idx(Path(folder) / "MNIST/raw/t10k-images-idx3-ubyte.gz", 3)[:300]
    prepared = [prepare_drawing(image, "mnist", SHAPE)[0].numpy() for image in images]
    difference = [
        np.abs(again.astype(int) - image).max()
        for again, image in zip(prepared, images, strict=True)
    ]
    assert max(difference) <= 1
