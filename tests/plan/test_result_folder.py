"""Folders for results: what can be made, and the reason for the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from visctx_gui.plan.result_folder import check_result_folder
from visctx_gui.plan.wording import PlanError


def test_a_folder_that_exists_or_can_be_made_is_accepted_and_nothing_is_made(
    tmp_path: Path,
) -> None:
    check_result_folder(tmp_path)
    check_result_folder(tmp_path / "new" / "deeper")
    assert not (tmp_path / "new").exists()


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    for folder in (file, file / "below"):
        with pytest.raises(PlanError, match=r"is a file.*--out"):
            check_result_folder(folder)


def test_a_name_that_the_system_refuses_is_told_with_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> bool:
        raise OSError(36, "File name too long")

    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(PlanError, match="File name too long"):
        check_result_folder(tmp_path / "new")


def test_a_folder_without_the_right_to_write_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    with pytest.raises(PlanError, match="may not be written"):
        check_result_folder(tmp_path / "new")
