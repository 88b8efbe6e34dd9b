"""Counts of sweeps in files."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from visctx_gui.cortex.lesions.sweep_tally import LayerTally, SweepTally
from visctx_gui.engine import stored_sweeps
from visctx_gui.engine.stored_sweeps import MOST_FILES, SweepFile
from visctx_gui.plan.wording import CheckpointError


def tally_of(n: int, n_units: int = 2) -> SweepTally:
    """All of class 0, all right, whatever is silenced."""
    counts, none = np.array([n, 0]), np.zeros(n_units, np.int64)
    rows = np.tile(counts, (n_units, 1))
    return SweepTally(
        n, counts, counts, {"conv1": LayerTally(np.arange(n_units), rows, none, none)}
    )


def same(one: SweepTally | None, other: SweepTally) -> bool:
    assert one is not None
    pairs = zip(one.to_arrays().items(), other.to_arrays().items(), strict=True)
    return all(a == b and np.array_equal(x, y) for (a, x), (b, y) in pairs)


def test_what_was_saved_is_loaded_again(tmp_path: Path) -> None:
    file = SweepFile(tmp_path / "sweeps", {"weights": "a", "dose": 0.1, "layers": ["conv1"]})
    assert file.load() is None
    file.save(tally_of(5))
    assert same(file.load(), tally_of(5))
    file.save(tally_of(9))
    again = SweepFile(tmp_path / "sweeps", {"layers": ["conv1"], "dose": 0.1, "weights": "a"})
    assert same(again.load(), tally_of(9))
    assert [path.name for path in (tmp_path / "sweeps").iterdir()] == [file.path.name]


def test_another_sweep_has_another_file(tmp_path: Path) -> None:
    one, other = SweepFile(tmp_path, {"weights": "a"}), SweepFile(tmp_path, {"weights": "b"})
    one.save(tally_of(5))
    assert other.path != one.path
    assert other.load() is None
    other.path.write_bytes(one.path.read_bytes())
    assert other.load() is None  # it says itself whose it is


@pytest.mark.parametrize("place", [3, 40, 200, -1, -20])
def test_any_damage_makes_it_worthless(tmp_path: Path, place: int) -> None:
    file = SweepFile(tmp_path, {"weights": "a"})
    file.save(tally_of(5))
    content = bytearray(file.path.read_bytes())
    content[place] ^= 4
    file.path.write_bytes(content)
    assert file.load() is None


def test_counts_that_do_not_fit_together_are_ignored(tmp_path: Path) -> None:
    file = SweepFile(tmp_path, {"weights": "a"})
    whole = tally_of(5)
    file.save(SweepTally(6, whole.class_counts, whole.intact_right_by_class, whole.layers))
    assert file.load() is None


def test_a_folder_in_its_place_is_no_file(tmp_path: Path) -> None:
    file = SweepFile(tmp_path, {"weights": "a"})
    file.path.mkdir()
    assert file.load() is None
    with pytest.raises(CheckpointError):
        file.save(tally_of(5))


def test_fault_the_old_counts_stay_where_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SweepFile(tmp_path, {"weights": "a"})
    file.save(tally_of(5))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CheckpointError, match="No space left"):
        file.save(tally_of(9))
    assert same(file.load(), tally_of(5))
    assert list(tmp_path.iterdir()) == [file.path]


def test_the_oldest_files_go_where_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_FILES == 50
    monkeypatch.setattr(stored_sweeps, "MOST_FILES", 4)
    files = [SweepFile(tmp_path, {"weights": str(number)}) for number in range(7)]
    (tmp_path / "note.txt").write_text("not ours")
    for age, file in enumerate(files):
        file.save(tally_of(5))
        os.utime(file.path, (1_000 + age, 1_000 + age))
    assert {path.name for path in tmp_path.iterdir()} == {
        "note.txt",
        *(file.path.name for file in files[-4:]),
    }
