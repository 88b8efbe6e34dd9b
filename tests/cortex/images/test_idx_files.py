"""idx files: read exactly, refused when anything is wrong."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from tests.cortex.images.examples import idx_bytes, random_bytes
from visctx_gui.cortex.images.idx_files import read_idx
from visctx_gui.plan.wording import DataError

IMAGES = random_bytes(7, 5, 3)


@pytest.mark.parametrize("packed", [False, True])
def test_what_was_written_is_read(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("images.gz" if packed else "images")
    content = idx_bytes(IMAGES)
    path.write_bytes(gzip.compress(content) if packed else content)
    assert np.array_equal(read_idx(path, 3), IMAGES)


@pytest.mark.parametrize("share", [0.0, 0.02, 0.1, 0.5, 0.999])
@pytest.mark.parametrize("packed", [False, True])
def test_fault_07_truncated_idx_file_is_refused(tmp_path: Path, share: float, packed: bool) -> None:
    content = idx_bytes(IMAGES)
    content = gzip.compress(content) if packed else content
    path = tmp_path / ("images.gz" if packed else "images")
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(DataError, match=r"images"):
        read_idx(path, 3)


def test_fault_08_one_changed_byte_of_a_packed_file_is_refused(tmp_path: Path) -> None:
    content = bytearray(gzip.compress(idx_bytes(IMAGES)))
    content[len(content) // 2] ^= 0xFF
    path = tmp_path / "images.gz"
    path.write_bytes(content)
    with pytest.raises(DataError, match="cut off or damaged"):
        read_idx(path, 3)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"hello, this is text", "no idx file"),
        (idx_bytes(IMAGES[0, 0]), "no idx file of bytes with 3 dimensions"),
        (bytes([0, 0, 13, 3]) + idx_bytes(IMAGES)[4:], "no idx file of bytes"),
        (idx_bytes(IMAGES) + b"x", "longer than the 105 bytes"),
        (idx_bytes(IMAGES)[:-1], "104 of 105 bytes"),
        (bytes([0, 0, 8, 3]) + b"\xff" * 12 + b"x", "makes no sense"),
    ],
)
def test_a_wrong_file_is_refused_with_the_reason(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "images"
    path.write_bytes(content)
    with pytest.raises(DataError, match=sentence):
        read_idx(path, 3)


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read_idx(tmp_path, 3)
