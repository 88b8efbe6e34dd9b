"""A data set that a small network learns in a second, and plans that fit it."""

from __future__ import annotations

import torch

from visctx_gui.cortex.images.image_set import DataSet, ImageSet
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.network import NetworkPlan

SIDE = 12
CLASS_NAMES = ("left", "right", "top")
SMALL_NETWORK = NetworkPlan(
    filters=(3, 4), kernel_size=(3,), input_shape=(1, SIDE, SIDE), n_classes=3
)
CPU = torch.device("cpu")


def small_set(n: int, seed: int, channels: int = 1) -> ImageSet:
    """Noise with a bright bar at the left, at the right or at the top; classes in turn."""
    generator = torch.Generator().manual_seed(seed)
    images = torch.randint(
        0, 120, (n, channels, SIDE, SIDE), generator=generator, dtype=torch.uint8
    )
    labels = torch.arange(n) % 3
    images[labels == 0, :, :, :4] += 130
    images[labels == 1, :, :, -4:] += 130
    images[labels == 2, :, :4] += 130
    return ImageSet(images, labels, CLASS_NAMES)


def small_data(
    n_train: int = 50, n_validation: int = 20, n_test: int = 20, channels: int = 1
) -> DataSet:
    """Three splits of such images."""
    return DataSet(
        plan=DataPlan("digits"),
        train=small_set(n_train, 1, channels),
        validation=small_set(n_validation, 2, channels),
        test=small_set(n_test, 3, channels),
        sha256=f"small {n_train} {n_validation} {n_test} {channels}",
        input_mean=(0.3,) * channels,
        input_sd=(0.5,) * channels,
    )
