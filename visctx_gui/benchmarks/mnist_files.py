"""MNIST as files that the window can open: the real ones, or made images in the same layout."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

    from visctx_gui.cortex.images.image_set import DataSet


def mnist_folder(folder: Path | None, scratch: Path) -> tuple[Path, str]:
    """A data folder with MNIST in it.

    Parameters
    ----------
    folder : Path or None
        Where MNIST is looked for; None is the usual place.
    scratch : Path
        Made images are written there where it is missing.

    Returns
    -------
    folder : Path
    words : str
        Which images they are.
    """
    from visctx_gui.benchmarks.material import benchmark_data
    from visctx_gui.cortex.images.data_sets import data_folder, data_found

    place = folder or data_folder()
    if data_found("mnist", place):
        return place, "MNIST"
    data, words = benchmark_data(folder)
    write_mnist_layout(scratch, data)
    return scratch, words


def write_mnist_layout(folder: Path, data: DataSet) -> None:
    """Write images as torchvision expects MNIST; validation images go to the end of training."""
    import torch

    raw = folder / "MNIST" / "raw"
    raw.mkdir(parents=True)
    train = torch.cat([data.train.images, data.validation.images])
    labels = torch.cat([data.train.labels, data.validation.labels])
    for prefix, images, answers in (
        ("train", train, labels),
        ("t10k", data.test.images, data.test.labels),
    ):
        _write_idx(raw / f"{prefix}-images-idx3-ubyte", images[:, 0])
        _write_idx(raw / f"{prefix}-labels-idx1-ubyte", answers.to(torch.uint8))


def _write_idx(path: Path, values: Tensor) -> None:
    """The idx format: 0, 0, type 8 (unsigned bytes), number of axes; sizes; values."""
    header = struct.pack(">HBB", 0, 8, values.dim())
    sizes = struct.pack(f">{values.dim()}I", *values.shape)
    path.write_bytes(header + sizes + values.contiguous().numpy().tobytes())
