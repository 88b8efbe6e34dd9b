"""Small data sets written in the layouts of their makers."""

from __future__ import annotations

import gzip
import pickle
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visctx_gui.cortex.images.cifar_files import TEST_BATCH, TRAINING_BATCHES

Bytes = NDArray[np.uint8]


def idx_bytes(array: Bytes) -> bytes:
    """An array as an idx file."""
    header = bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes()
    return header + array.tobytes()


def random_bytes(*shape: int, seed: int = 0) -> Bytes:
    """Random pixels."""
    return np.random.RandomState(seed).randint(0, 256, shape).astype(np.uint8)


def write_mnist(
    folder: Path, n_train: int = 40, n_test: int = 10, *, packed: bool = True
) -> dict[str, Bytes]:
    """Four idx files lying in `folder`; returns their arrays by name."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {
        "train-images-idx3-ubyte": random_bytes(n_train, 28, 28, seed=1),
        "train-labels-idx1-ubyte": (np.arange(n_train) % 10).astype(np.uint8),
        "t10k-images-idx3-ubyte": random_bytes(n_test, 28, 28, seed=2),
        "t10k-labels-idx1-ubyte": (np.arange(n_test) % 10).astype(np.uint8),
    }
    for name, array in arrays.items():
        content = idx_bytes(array)
        if packed:
            (folder / f"{name}.gz").write_bytes(gzip.compress(content, mtime=0))
        else:
            (folder / name).write_bytes(content)
    return arrays


def write_cifar(folder: Path, n: int = 4) -> dict[str, Bytes]:
    """The six batches lying in `folder`, `n` images each; returns their pixels by name."""
    folder.mkdir(parents=True, exist_ok=True)
    pixels: dict[str, Bytes] = {}
    for place, name in enumerate((*TRAINING_BATCHES, TEST_BATCH)):
        pixels[name] = random_bytes(n, 3072, seed=place)
        labels = [(place + image) % 10 for image in range(n)]
        batch = {b"data": pixels[name], b"labels": labels, b"batch_label": b"a batch"}
        (folder / name).write_bytes(pickle.dumps(batch, protocol=2))
    return pixels
