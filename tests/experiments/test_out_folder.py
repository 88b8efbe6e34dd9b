"""The results folder: new, empty, or replaced on request."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from visctx_gui.experiments.out_folder import check_out_folder, make_out_folder
from visctx_gui.plan.wording import PlanError


def test_a_new_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    out = tmp_path / "a" / "b"
    check_out_folder(out, overwrite=False)
    assert not out.parent.exists()
    make_out_folder(out, overwrite=False)
    assert out.is_dir()


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    make_out_folder(tmp_path, overwrite=False)


def test_a_used_folder_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "result.json").write_text("old")
    with pytest.raises(PlanError, match="--overwrite"):
        make_out_folder(tmp_path, overwrite=False)
    assert (tmp_path / "result.json").read_text() == "old"


def test_overwriting_clears_old_results_and_nothing_else(tmp_path: Path) -> None:
    for name in ("result.json", "report.html", "network.safetensors", "checkpoint.safetensors"):
        (tmp_path / name).write_text("old")
    for name in ("figures", "arrays"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "old.png").write_text("old")
    (tmp_path / "notes.txt").write_text("mine")
    make_out_folder(tmp_path, overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("below", ["", "inside", "inside/deeper"])
def test_a_file_in_the_way_is_refused(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(PlanError, match="is a file"):
        check_out_folder(tmp_path / "file" / below, overwrite=True)


def test_a_name_that_cannot_be_is_refused(tmp_path: Path) -> None:
    for name in ("a\0b", "x" * 300):
        with pytest.raises(PlanError, match="cannot be used"):
            make_out_folder(tmp_path / name, overwrite=False)


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="everything can be written here"
)
def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PlanError, match="may not be written"):
            check_out_folder(tmp_path / "new", overwrite=False)
    finally:
        tmp_path.chmod(0o700)
