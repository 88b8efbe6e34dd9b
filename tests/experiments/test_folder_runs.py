"""Whole experiments on a folder of images."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cortex.images.folder_examples import write_classes
from visctx_gui.cortex.images.data_sets import open_data
from visctx_gui.experiments.runner import run_experiment
from visctx_gui.plan.experiment import ExperimentPlan, read_experiment
from visctx_gui.plan.ready_made import open_experiment
from visctx_gui.plan.wording import DataError

TEXT = """
title = "Own images"
[data]
name = "folder"
folder = "own"
[network]
filters = [3, 4]
kernel_size = 3
[training]
epochs = 2
batch_size = 8
device = "cpu"
[[lesion]]
layer = "conv1"
first = 1
[activations]
layers = ["conv1"]
image = 1
"""


def own_plan(*more: str) -> ExperimentPlan:
    return read_experiment(TEXT, "own", more)


def run(plan: ExperimentPlan, out: Path, data_folder: Path) -> dict[str, Any]:
    steps = list(run_experiment(plan, out, data_folder=data_folder))
    assert [step.fraction for step in steps] == sorted(step.fraction for step in steps)
    values: dict[str, Any] = json.loads((out / "result.json").read_text("utf-8"))
    return values


def test_the_result_names_the_data_and_reruns_to_the_same_numbers(tmp_path: Path) -> None:
    write_classes(tmp_path / "data" / "own", {"cat": 20, "dog": 20, "cow": 10})
    (tmp_path / "data" / "own" / "readme.txt").write_text("no image")
    result = run(own_plan(), tmp_path / "out", tmp_path / "data")
    plan = open_experiment(tmp_path / "out" / "experiment.toml")
    data = open_data(plan.data, tmp_path / "data")
    assert result["data"] == {
        "name": "folder",
        "n_train": 35,
        "n_validation": 5,
        "n_test": 10,
        "classes": ["cat", "cow", "dog"],
        "sha256": data.sha256,
    }
    assert result["network"]["layers"][-1]["output_shape"] == [3]
    assert result["settings"]["data"]["image_size"] == 12
    assert result["test"]["n"] == 10
    assert set(result["test"]["per_class"]) == {"cat", "cow", "dog"}
    report = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "own (image folder)" in report
    assert "shorter side resized to 12 px" in report
    assert "Files left out because they could not be used: 1." in report
    again = run(plan, tmp_path / "again", tmp_path / "data")
    for key in ("data", "test", "settings"):
        assert again[key] == result[key]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"only": 40}, "All training images are of one class"),
        ({"a": 1, "b": 1}, "each class needs at least two images"),
    ],
)
def test_fault_21_too_few_images_are_refused_before_anything_is_written(
    tmp_path: Path, counts: dict[str, int], words: str
) -> None:
    write_classes(tmp_path / "own", counts)
    with pytest.raises(DataError, match=words):
        run(own_plan(), tmp_path / "out", tmp_path)
    assert not (tmp_path / "out").exists()


def test_fault_20_a_missing_folder_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="There is no folder"):
        run(own_plan(), tmp_path / "out", tmp_path)
    assert not (tmp_path / "out").exists()


def test_fault_29_a_damaged_image_does_not_change_the_split_of_the_rerun(tmp_path: Path) -> None:
    write_classes(tmp_path / "own", {"a": 20, "b": 20})
    for number in range(1, 21, 3):
        (tmp_path / "own" / "a" / f"{number}.png").write_bytes(b"damaged %d" % number)
    first = run(own_plan(), tmp_path / "out", tmp_path)
    again = run(open_experiment(tmp_path / "out/experiment.toml"), tmp_path / "again", tmp_path)
    assert first["data"]["sha256"] == again["data"]["sha256"]
    counts = [first["data"][key] for key in ("n_train", "n_validation", "n_test")]
    assert sum(counts) == 33
