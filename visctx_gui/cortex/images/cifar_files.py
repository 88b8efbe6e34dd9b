"""CIFAR-10 as its makers publish it: pickled batches in a folder, or the archive as it is."""

from __future__ import annotations

import io
import pickle
import tarfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visctx_gui.cortex.images.idx_files import cut_off, damaged, unreadable
from visctx_gui.plan.wording import message, translatable

TRAINING_BATCHES = tuple(f"data_batch_{number}" for number in range(1, 6))
TEST_BATCH = "test_batch"
ARCHIVE = "cifar-10-python.tar.gz"
FOLDER = "cifar-10-batches-py"
PIXELS_PER_IMAGE = 3 * 32 * 32
LARGEST_BATCH_BYTES = 2**28

Batch = tuple[NDArray[np.uint8], NDArray[np.int64]]

_ARRAY_MAKER: Any = np.empty(0).__reduce__()[0]  # its home moved in numpy 2


def _encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding)


_ALLOWED: dict[tuple[str, str], Any] = {
    ("numpy.core.multiarray", "_reconstruct"): _ARRAY_MAKER,
    ("numpy._core.multiarray", "_reconstruct"): _ARRAY_MAKER,
    ("numpy", "ndarray"): np.ndarray,
    ("numpy", "dtype"): np.dtype,
    ("_codecs", "encode"): _encoded,
}


class _PlainUnpickler(pickle.Unpickler):
    """Rebuilds arrays, bytes, numbers, lists and dicts; a pickle that names anything else fails."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        try:
            return _ALLOWED[module_name, global_name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} is not allowed") from None


def read_batches(place: Path) -> dict[str, Batch]:
    """Read all six batches.

    Parameters
    ----------
    place : Path
        The folder ``cifar-10-batches-py`` or the archive ``cifar-10-python.tar.gz``.

    Returns
    -------
    dict
        By batch name: images uint8 (n, 3, 32, 32), labels int64 (n,).

    Raises
    ------
    DataError
        Where a batch is missing, damaged, or holds anything but arrays, bytes, numbers and lists.
        Nothing in a batch is ever run.
    """
    contents = _archive_contents(place) if place.is_file() else _folder_contents(place)
    return {name: _batch(content, place / name) for name, content in contents.items()}


def _folder_contents(folder: Path) -> dict[str, bytes]:
    try:
        return {name: (folder / name).read_bytes() for name in (*TRAINING_BATCHES, TEST_BATCH)}
    except OSError as error:
        raise unreadable(Path(error.filename or folder), error) from error


def _archive_contents(archive: Path) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    try:
        with tarfile.open(archive, "r|gz") as tar:
            for member in tar:
                folder, _, name = member.name.rpartition("/")
                wanted = folder == FOLDER and name in (*TRAINING_BATCHES, TEST_BATCH)
                if not wanted or member.size > LARGEST_BATCH_BYTES:
                    continue
                file = tar.extractfile(member)
                if file is not None:
                    contents[name] = file.read()
    except (OSError, EOFError, zlib.error, tarfile.TarError) as error:
        raise cut_off(archive) from error
    missing = [name for name in (*TRAINING_BATCHES, TEST_BATCH) if name not in contents]
    if missing:
        raise damaged(
            message(translatable("{path} holds no {name}."), path=str(archive), name=missing[0])
        )
    return contents


def _batch(content: bytes, place: Path) -> Batch:
    try:
        batch = _PlainUnpickler(io.BytesIO(content), encoding="bytes").load()
        pixels, labels = np.asarray(batch[b"data"]), np.asarray(batch[b"labels"])
        if pixels.dtype != np.uint8 or pixels.shape != (len(labels), PIXELS_PER_IMAGE):
            raise ValueError("not an array of images")
        if labels.ndim != 1 or not np.issubdtype(labels.dtype, np.integer):
            raise ValueError("labels are not whole numbers")
    except Exception as error:  # a damaged pickle raises almost anything
        raise damaged(
            message(
                translatable("{path} is no batch of CIFAR-10: {reason}."),
                path=str(place),
                reason=str(error) or type(error).__name__,
            )
        ) from error
    return pixels.reshape(-1, 3, 32, 32), labels.astype(np.int64)
