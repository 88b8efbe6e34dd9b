"""Files in the idx format of MNIST, packed or not."""

from __future__ import annotations

import gzip
import math
import zlib
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from visctx_gui.plan.wording import DataError, Message, message, translatable

LARGEST_BYTES = 2**31  # more is no MNIST, whatever the header says
UNSIGNED_BYTES = 8  # idx code of the number type


def read_idx(path: Path, dimensions: int) -> NDArray[np.uint8]:
    """Read one idx file.

    Format: two zero bytes, number type, number of dimensions, each size as big-endian uint32,
    then the numbers in C order (Y. LeCun, C. Cortes, C. Burges, The MNIST database).

    Parameters
    ----------
    path : Path
        With the ending ``.gz`` it is unpacked on the way.
    dimensions : int
        Expected: 3 for images, 1 for labels.

    Returns
    -------
    uint8 array

    Raises
    ------
    DataError
        Where the file cannot be read, is no idx file of bytes, or is longer or shorter than its
        header says.
    """
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            return _read(file, path, dimensions)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise cut_off(path) from error
    except OSError as error:
        raise unreadable(path, error) from error


def _read(file: BinaryIO | gzip.GzipFile, path: Path, dimensions: int) -> NDArray[np.uint8]:
    if file.read(4) != bytes([0, 0, UNSIGNED_BYTES, dimensions]):
        raise damaged(
            message(
                translatable("{path} is no idx file of bytes with {n} dimensions."),
                path=str(path),
                n=dimensions,
            )
        )
    header = file.read(4 * dimensions)
    sizes = tuple(int(size) for size in np.frombuffer(header[: len(header) // 4 * 4], ">u4"))
    length = math.prod(sizes)
    if len(sizes) != dimensions or length > LARGEST_BYTES:
        raise damaged(message(translatable("The header of {path} makes no sense."), path=str(path)))
    content = file.read(length + 1)
    if len(content) != length:
        raise damaged(
            message(
                translatable("{path} is shorter than its header says: {found} of {expected} bytes.")
                if len(content) < length
                else translatable("{path} is longer than the {expected} bytes of its header."),
                path=str(path),
                expected=length,
                found=len(content),
            )
        )
    return np.frombuffer(content, np.uint8).reshape(sizes)


def damaged(what: Message) -> DataError:
    """The error for a data file that cannot be used."""
    return DataError(
        what, message(translatable("Remove the file and download the data set again."))
    )


def cut_off(path: Path) -> DataError:
    """The error for a packed file whose end is missing or whose content is damaged."""
    return damaged(message(translatable("{path} is cut off or damaged."), path=str(path)))


def unreadable(path: Path, error: OSError) -> DataError:
    """The error for a file that the system does not give."""
    return DataError(
        message(
            translatable("{path} cannot be read: {reason}."),
            path=str(path),
            reason=error.strerror or str(error),
        )
    )
