"""Random changes of strokes."""

from __future__ import annotations

import math

import pytest
import torch
from torch.nn import functional

from tests.cortex.images.examples import random_bytes
from visctx_gui.cortex.images import strokes
from visctx_gui.cortex.images.digits import enlarged_digits, stored_digits
from visctx_gui.cortex.images.strokes import _thickened, vary_strokes


def digits(n: int = 32) -> torch.Tensor:
    return torch.from_numpy(enlarged_digits(stored_digits()[0][:n])[:, None])


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_fault_46_the_same_seed_gives_the_same_images() -> None:
    images = digits()
    varied = vary_strokes(images, generator())
    assert torch.equal(varied, vary_strokes(images, generator()))
    assert not torch.equal(varied, vary_strokes(images, generator(1)))
    assert varied.dtype == torch.uint8
    assert varied.shape == images.shape


def test_chance_comes_from_the_generator_alone() -> None:
    before = torch.random.get_rng_state()
    vary_strokes(digits(4), generator())
    assert torch.equal(torch.random.get_rng_state(), before)


def test_each_image_of_a_batch_changes_in_its_own_way() -> None:
    varied = vary_strokes(digits(1).expand(16, -1, -1, -1), generator())
    assert len({image.numpy().tobytes() for image in varied}) == 16


def test_the_images_given_are_left_alone() -> None:
    images = digits(4)
    before = images.clone()
    vary_strokes(images, generator())
    assert torch.equal(images, before)


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No change at all; tests allow one."""
    for name in ("SHIFT", "ROTATION_RADIANS", "SCALE_LOG", "SHEAR", "THICKNESS"):
        monkeypatch.setattr(strokes, f"LARGEST_{name}", 0.0)
    return monkeypatch


def test_without_any_change_images_come_back(only: pytest.MonkeyPatch) -> None:
    images = torch.from_numpy(random_bytes(3, 1, 11, 17))
    assert (vary_strokes(images, generator()).int() - images.int()).abs().max() <= 1


def centre(image: torch.Tensor) -> tuple[float, float]:
    ink = image[0].double()
    rows, columns = torch.arange(ink.shape[0]), torch.arange(ink.shape[1])
    y = (ink.sum(1) * rows).sum() / ink.sum()
    return float(y), float((ink.sum(0) * columns).sum() / ink.sum())


def test_shifts_reach_their_limit_and_not_further(only: pytest.MonkeyPatch) -> None:
    only.setattr(strokes, "LARGEST_SHIFT", 0.1)
    square = torch.zeros((200, 1, 20, 30), dtype=torch.uint8)
    square[:, :, 8:12, 12:18] = 255
    moved = [centre(image) for image in vary_strokes(square, generator())]
    down = [abs(y - 9.5) for y, _ in moved]
    right = [abs(x - 14.5) for _, x in moved]
    assert 1.8 < max(down) <= 2.02
    assert 2.7 < max(right) <= 3.02


def test_rotation_keeps_shape_also_where_the_image_is_not_square(
    only: pytest.MonkeyPatch,
) -> None:
    only.setattr(strokes, "LARGEST_ROTATION_RADIANS", math.radians(20))
    bar = torch.zeros((100, 1, 40, 80), dtype=torch.uint8)
    bar[:, :, 18:22, 25:55] = 255
    angles = []
    for image in vary_strokes(bar, generator())[:, 0].double():
        y, x = image.nonzero(as_tuple=True)
        weights = image[y, x]
        covariance = torch.cov(torch.stack((y, x)), aweights=weights)
        angles.append(0.5 * math.atan2(2 * covariance[0, 1], covariance[1, 1] - covariance[0, 0]))
        assert weights.sum() == pytest.approx(4 * 30 * 255, rel=0.02)  # area is kept
    assert 18 < math.degrees(max(map(abs, angles))) < 20.5


def test_thickness_agrees_with_torch_pooling() -> None:
    images = torch.from_numpy(random_bytes(3, 1, 9, 7))
    values = images.to(torch.float32)
    grown = functional.max_pool2d(values, 3, 1, 1)
    shrunk = -functional.max_pool2d(-values, 3, 1, 1)
    thickened = _thickened(images, torch.tensor([1.0, -1.0, 0.0]))
    assert torch.equal(thickened, torch.stack((grown[0], shrunk[1], values[2])))
    half = _thickened(images, torch.tensor([0.5, -0.5, 0.5]))
    assert torch.allclose(half[1], (values[1] + shrunk[1]) / 2)
