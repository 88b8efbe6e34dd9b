"""CIFAR-10 batches: folder and archive; nothing in a pickle is run."""

from __future__ import annotations

import os
import pickle
import tarfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cortex.images.examples import write_cifar
from visctx_gui.cortex.images.cifar_files import ARCHIVE, FOLDER, read_batches
from visctx_gui.plan.wording import DataError


def write_archive(folder: Path) -> Path:
    archive = folder / ARCHIVE
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(folder / FOLDER, FOLDER)
    return archive


@pytest.mark.parametrize("as_archive", [False, True])
def test_pixels_and_labels_are_read(tmp_path: Path, as_archive: bool) -> None:
    pixels = write_cifar(tmp_path / FOLDER)
    place = write_archive(tmp_path) if as_archive else tmp_path / FOLDER
    batches = read_batches(place)
    assert list(batches) == list(pixels)
    for number, (name, (images, labels)) in enumerate(batches.items()):
        assert np.array_equal(images.reshape(-1, 3072), pixels[name])
        assert images.shape == (4, 3, 32, 32)
        assert labels.tolist() == [(number + image) % 10 for image in range(4)]


def test_a_batch_written_by_python_2_is_read(tmp_path: Path) -> None:
    """Python 2 wrote text as bytes, and numpy's array maker under its old name."""
    write_cifar(tmp_path)
    array = (
        b"cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntR"
        b"(I1\n(I1\nI3072\ntcnumpy\ndtype\n(S'u1'\nI0\nI1\ntR"
        b"(I3\nS'|'\nNNNI-1\nI-1\nI0\ntbI00\nS'" + b"a" * 3072 + b"'\ntb"
    )
    (tmp_path / "data_batch_3").write_bytes(b"(dS'data'\n" + array + b"sS'labels'\n(lI7\nas.")
    images, labels = read_batches(tmp_path)["data_batch_3"]
    assert (images == ord("a")).all()
    assert labels.tolist() == [7]


class Malice:
    """Touches a file when it is unpickled without care."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (f"touch '{self.path}'",)


def test_fault_09_malicious_pickle_is_refused_and_not_run(tmp_path: Path) -> None:
    write_cifar(tmp_path)
    trace = tmp_path / "trace"
    (tmp_path / "data_batch_2").write_bytes(pickle.dumps({b"data": Malice(trace), b"labels": []}))
    with pytest.raises(DataError, match=r"data_batch_2 is no batch .* not allowed"):
        read_batches(tmp_path)
    assert not trace.exists()


@pytest.mark.parametrize(
    "batch",
    [
        {b"data": np.zeros((2, 3072), np.uint8)},
        {b"data": np.zeros((2, 3072), np.uint8), b"labels": [1]},
        {b"data": np.zeros((2, 3071), np.uint8), b"labels": [1, 2]},
        {b"data": np.zeros((2, 3072), np.float64), b"labels": [1, 2]},
        {b"data": np.zeros((2, 3072), np.uint8), b"labels": [0.5, 2]},
        [1, 2],
    ],
)
def test_a_pickle_that_is_no_batch_is_refused(tmp_path: Path, batch: Any) -> None:
    write_cifar(tmp_path)
    (tmp_path / "test_batch").write_bytes(pickle.dumps(batch))
    with pytest.raises(DataError, match="test_batch is no batch of CIFAR-10"):
        read_batches(tmp_path)


def test_a_missing_batch_is_named(tmp_path: Path) -> None:
    write_cifar(tmp_path / FOLDER)
    (tmp_path / FOLDER / "data_batch_4").unlink()
    with pytest.raises(DataError, match="data_batch_4"):
        read_batches(tmp_path / FOLDER)
    with pytest.raises(DataError, match="holds no data_batch_4"):
        read_batches(write_archive(tmp_path))


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
def test_fault_07_truncated_archive_is_refused(tmp_path: Path, share: float) -> None:
    write_cifar(tmp_path / FOLDER)
    archive = write_archive(tmp_path)
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(DataError, match=ARCHIVE):
        read_batches(archive)
