"""Image sets and data sets as values."""

from __future__ import annotations

import pytest
import torch

from visctx_gui.cortex.images.image_set import DataSet, ImageSet
from visctx_gui.plan.data import DataPlan


def image_set(labels: list[int]) -> ImageSet:
    images = torch.zeros((len(labels), 1, 4, 6), dtype=torch.uint8)
    return ImageSet(images, torch.tensor(labels, dtype=torch.int64), ("a", "b", "c"))


def data_set() -> DataSet:
    parts = [image_set([0, 1, 1]), image_set([]), image_set([2])]
    return DataSet(DataPlan(), *parts, sha256="", input_mean=(0.0,), input_sd=(1.0,))


def test_counts_name_every_class_also_an_empty_one() -> None:
    assert image_set([0, 1, 1]).counts() == (1, 2, 0)
    assert image_set([]).counts() == (0, 0, 0)


def test_shape_and_memory() -> None:
    data = data_set()
    assert data.image_shape == (1, 4, 6)
    assert data.memory_bytes == 4 * (24 + 8)
    assert data.class_names == ("a", "b", "c")


def test_splits_by_name() -> None:
    data = data_set()
    assert [data.split(name).n for name in ("train", "validation", "test")] == [3, 0, 1]
    with pytest.raises(KeyError):
        data.split("val")


def test_moving_keeps_bytes_and_moves_all_splits() -> None:
    moved = data_set().to("meta")
    assert {part.images.device.type for part in (moved.train, moved.validation, moved.test)} == {
        "meta"
    }
    assert moved.test.images.dtype == torch.uint8
    assert moved.test.labels.device.type == "meta"
