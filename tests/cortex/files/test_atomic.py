"""A file is old or new, whatever happens while it is written."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from visctx_gui.cortex.files.atomic import (
    remove_leftovers,
    replaced_file,
    write_bytes_atomic,
    write_text_atomic,
)


def test_the_new_content_is_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "ä file"
    write_text_atomic(path, "α\n")
    write_bytes_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_while_writing_leaves_the_old_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")

    def fail_half_way() -> None:
        with replaced_file(path) as part:
            part.write_text("half")
            assert path.read_text() == "old"
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_two_savers_never_share_an_unfinished_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with replaced_file(path) as first, replaced_file(path) as second:
        assert first != second
        first.write_text("first")
        second.write_text("second")
    assert path.read_text() == "first"  # the one that ended last


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind exist on POSIX only")
def test_others_may_read_it_as_any_file(tmp_path: Path) -> None:
    ordinary = tmp_path / "ordinary"
    ordinary.write_text("")
    write_text_atomic(tmp_path / "ours", "")
    assert (tmp_path / "ours").stat().st_mode == ordinary.stat().st_mode


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_text_atomic(tmp_path, "")
    with pytest.raises(FileNotFoundError):
        write_text_atomic(tmp_path / "gone" / "file", "")


def test_old_leftovers_go_and_young_ones_stay(tmp_path: Path) -> None:
    mine = tmp_path / "file.part"
    old, young = tmp_path / ".file.abc.part", tmp_path / ".file.def.part"
    for path in (mine, old, young):
        path.write_text("")
    long_ago = time.time() - 7200
    os.utime(mine, (long_ago, long_ago))
    os.utime(old, (long_ago, long_ago))
    assert remove_leftovers(tmp_path) == 1
    assert sorted(tmp_path.iterdir()) == sorted([mine, young])
