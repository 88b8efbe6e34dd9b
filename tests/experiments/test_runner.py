"""Whole experiments on the built-in digits, small."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from visctx_gui.cortex.files.network_file import open_network, weights_sha256
from visctx_gui.cortex.images.data_sets import open_data
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.silencing import silenced
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.training.safe_weights import TrainingDiverged
from visctx_gui.experiments import runner
from visctx_gui.experiments.catalogue import find_experiment
from visctx_gui.experiments.progress import ExperimentProgress
from visctx_gui.experiments.runner import run_experiment
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.experiment import ExperimentPlan, read_experiment
from visctx_gui.plan.lesion import INTACT, Lesion, silence
from visctx_gui.plan.wording import DataError, PlanError

SMALL = (
    "training.epochs=2",
    "network.filters=[6, 8]",
    "lesion.0.first=3",
    "lesion.1.random=3",
    "lesion.1.draws=4",
    "lesion_curve.draws=2",
    "training.device=cpu",
)
NOWHERE = Path("nowhere")


def small_plan(*more: str) -> ExperimentPlan:
    """The digits experiment, small enough for a test."""
    return find_experiment("v1-v2-digits", (*SMALL, *more))


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a finished run."""
    out = tmp_path_factory.mktemp("run") / "out"
    for _ in run_experiment(small_plan(), out, data_folder=NOWHERE):
        pass
    return out


@pytest.fixture(scope="module")
def result(finished: Path) -> dict[str, Any]:
    """Its result file."""
    values: dict[str, Any] = json.loads((finished / "result.json").read_text("utf-8"))
    return values


@pytest.fixture
def no_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures take most of the time of a small run."""
    monkeypatch.setattr(runner, "figures_of", lambda outcome: ())


def run(plan: ExperimentPlan, out: Path, **options: Any) -> dict[str, Any]:
    """Run to the end and read the result."""
    for _ in run_experiment(plan, out, data_folder=NOWHERE, **options):
        pass
    values: dict[str, Any] = json.loads((out / "result.json").read_text("utf-8"))
    return values


def test_everything_promised_is_in_the_folder(finished: Path) -> None:
    assert sorted(path.name for path in finished.iterdir()) == [
        "experiment.toml",
        "figures",
        "history.csv",
        "network.json",
        "network.safetensors",
        "report.html",
        "result.json",
    ]
    stems = {path.stem for path in (finished / "figures").iterdir()}
    assert {"conv1_filters", "conv2_filters", "v1_activation", "v2_activation"} <= stems
    assert {"confusion", "lesion_curve", "training_loss", "training_accuracy"} <= stems
    for stem in stems:
        for suffix in (".png", ".svg", ".csv"):
            assert (finished / "figures" / f"{stem}{suffix}").stat().st_size > 100


def test_the_result_names_data_network_and_splits(result: dict[str, Any]) -> None:
    data = result["data"]
    assert (data["n_train"], data["n_validation"], data["n_test"]) == (1257, 180, 360)
    assert data["classes"] == list("0123456789")
    names = [row["name"] for row in result["network"]["layers"]]
    assert names == ["conv1", "relu1", "pool1", "conv2", "relu2", "pool2", "linear"]
    assert result["training"]["steps"] == 2 * 40
    assert result["environment"]["device"] == "cpu"
    assert result["settings"]["network"]["filters"] == [6, 8]


def answers(finished: Path, lesion: Lesion = INTACT) -> np.ndarray[Any, Any]:
    """Confusion of the stored network by the slow, obvious way."""
    network = open_network(finished / "network.safetensors").network
    test = open_data(DataPlan(), NOWHERE).test
    with evaluation_mode(network), silenced(network, lesion):
        given = network(network_input(test.images, (0.0,), (1.0,))).argmax(1).numpy()
    confusion = np.zeros((10, 10), int)
    np.add.at(confusion, (test.labels.numpy(), given), 1)
    return confusion


def test_the_stored_network_gives_the_stated_test_result(
    finished: Path, result: dict[str, Any]
) -> None:
    confusion = answers(finished)
    assert result["test"]["confusion"] == confusion.tolist()
    assert result["test"]["accuracy"] == np.trace(confusion) / 360
    assert result["test"]["n"] == 360
    low, high = result["test"]["interval95"]
    assert low < result["test"]["accuracy"] < high


def test_the_first_lesion_is_what_masking_gives(finished: Path, result: dict[str, Any]) -> None:
    confusion = answers(finished, silence("conv1", range(3)))
    lesion = result["lesions"][0]
    assert lesion["units"] == [0, 1, 2]
    assert lesion["accuracy"] == np.trace(confusion) / 360
    assert lesion["baseline"] == result["test"]["accuracy"]
    intact = answers(finished)
    change = (np.diag(confusion) - np.diag(intact)) / intact.sum(1)
    assert list(lesion["per_class_change"].values()) == pytest.approx(change.tolist())
    assert lesion["difference"] == pytest.approx(lesion["accuracy"] - lesion["baseline"])


def test_each_random_draw_is_what_masking_gives(finished: Path, result: dict[str, Any]) -> None:
    random = result["lesions"][1]
    assert len(random["draws"]) == 4
    for units, accuracy in zip(random["units"], random["draws"], strict=True):
        assert len(units) == 3
        assert accuracy == np.trace(answers(finished, silence("conv1", units))) / 360


def test_the_lesion_curve_runs_from_intact_to_no_units(result: dict[str, Any]) -> None:
    points = {(point["order"], point["k"]): point for point in result["lesion_curve"]}
    assert set(points) == {(order, k) for order in ("first", "random") for k in range(7)}
    for order, draws in (("first", 1), ("random", 2)):
        assert points[order, 0]["draws"] == [result["test"]["accuracy"]] * draws
        assert points[order, 6]["sd"] == 0
        assert len(set(points[order, 6]["draws"])) == 1
    assert points["first", 3]["mean"] == result["lesions"][0]["accuracy"]


def test_the_history_file_has_a_line_for_each_step(finished: Path, result: dict[str, Any]) -> None:
    rows = list(csv.DictReader(io.StringIO((finished / "history.csv").read_text("utf-8"))))
    history = result["training"]["history"]
    assert [int(row["step"]) for row in rows] == history["step"]
    assert [float(row["loss"]) for row in rows] == pytest.approx(history["loss"], rel=1e-6)
    assert [row["epoch"] for row in rows] == [str(epoch) for epoch in history["epoch"]]
    filled = [row["step"] for row in rows if row["validation_accuracy"]]
    assert filled == ["40", "80"]


def test_the_network_file_opens_and_is_the_one_measured(
    finished: Path, result: dict[str, Any]
) -> None:
    file = open_network(finished / "network.safetensors")
    assert weights_sha256(file.network) == result["network"]["weights_sha256"]
    assert (file.trained_on, file.steps_trained, file.seed) == ("digits", 80, 0)
    assert file.data_sha256 == result["data"]["sha256"]


@pytest.mark.usefixtures("no_figures")
def test_fault_46_the_saved_settings_give_the_same_numbers(
    finished: Path, result: dict[str, Any], tmp_path: Path
) -> None:
    plan = read_experiment((finished / "experiment.toml").read_text("utf-8"), "v1-v2-digits")
    again = run(plan, tmp_path / "again")
    measured = ("lesions", "controls", "sweep", "ranking", "ranking_agreement", "lesion_curve")
    for key in ("network", "test", *measured, "activations", "settings"):
        assert again[key] == result[key]
    assert again["training"]["history"] == result["training"]["history"]


@pytest.mark.usefixtures("no_figures")
def test_another_seed_gives_another_network(result: dict[str, Any], tmp_path: Path) -> None:
    other = run(small_plan("training.seed=1", "training.epochs=1"), tmp_path / "other")
    assert other["network"]["weights_sha256"] != result["network"]["weights_sha256"]
    assert other["data"]["sha256"] == result["data"]["sha256"]


@pytest.mark.usefixtures("no_figures")
def test_trap_t35_pixels_standardised_in_training_are_standardised_by_the_stored_network(
    tmp_path: Path,
) -> None:
    plan = small_plan("data.n_validation=0", "data.normalisation=standard", "training.epochs=1")
    values = run(plan, tmp_path / "out")
    assert values["data"]["n_validation"] == 0
    assert values["training"]["epochs"]["validation_accuracy"] == [None]
    assert values["settings"]["network"]["input_mean"] != [0.0]
    file = open_network(tmp_path / "out" / "network.safetensors")
    assert list(file.network.plan.input_mean) == values["settings"]["network"]["input_mean"]


def progress_until(steps: Iterator[ExperimentProgress], part: str) -> list[ExperimentProgress]:
    """Drive until the words of a stage appear."""
    seen: list[ExperimentProgress] = []
    for progress in steps:
        seen.append(progress)
        if part in progress.what.english():
            return seen
    raise AssertionError(f"no progress with '{part}'")


@pytest.mark.usefixtures("no_figures")
def test_progress_never_goes_back_and_ends_at_one(tmp_path: Path) -> None:
    steps = run_experiment(small_plan(), tmp_path / "out", data_folder=NOWHERE)
    fractions = [progress.fraction for progress in steps]
    assert fractions == sorted(fractions)
    assert fractions[0] == 0
    assert fractions[-1] == 1


def test_closed_during_training_it_keeps_what_is_finished(tmp_path: Path) -> None:
    out = tmp_path / "out"
    steps = run_experiment(small_plan(), out, data_folder=NOWHERE)
    progress_until(steps, "epoch 2")
    steps.close()  # type: ignore[attr-defined]
    assert sorted(path.name for path in out.iterdir()) == [
        "checkpoint.safetensors",
        "experiment.toml",
        "history.csv",
        "network.json",
        "network.safetensors",
    ]
    lines = (out / "history.csv").read_text("utf-8").splitlines()
    assert open_network(out / "network.safetensors").steps_trained == len(lines) - 1 >= 40


def test_closed_during_lesions_it_keeps_the_whole_training(tmp_path: Path) -> None:
    out = tmp_path / "out"
    steps = run_experiment(small_plan(), out, data_folder=NOWHERE)
    progress_until(steps, "Lesion 2")
    steps.close()  # type: ignore[attr-defined]
    assert not (out / "result.json").exists()
    assert open_network(out / "network.safetensors").steps_trained == 80


def test_fault_36_a_diverging_training_keeps_its_history(tmp_path: Path) -> None:
    out = tmp_path / "out"
    steps = run_experiment(small_plan("training.learning_rate=1e9"), out, data_folder=NOWHERE)
    with pytest.raises(TrainingDiverged):
        for _ in steps:
            pass
    assert not (out / "result.json").exists()
    assert len((out / "history.csv").read_text("utf-8").splitlines()) > 1
    open_network(out / "network.safetensors")


def test_missing_data_leave_no_folder(tmp_path: Path) -> None:
    plan = find_experiment("v1-v2-mnist", ("training.device=cpu",))
    with pytest.raises(DataError, match="MNIST handwritten digits was not found"):
        next(iter_after_first(run_experiment(plan, tmp_path / "out", data_folder=tmp_path)))
    assert list(tmp_path.iterdir()) == []


def iter_after_first(steps: Iterator[ExperimentProgress]) -> Iterator[ExperimentProgress]:
    """The steps after the one that says what is opened."""
    progress_until(steps, "Opening")
    return steps


@pytest.mark.parametrize("device", ["cuda:99", "mps"])
def test_fault_39_a_device_that_is_not_there_is_refused(device: str, tmp_path: Path) -> None:
    steps = run_experiment(small_plan(), tmp_path / "out", data_folder=NOWHERE, device=device)
    with pytest.raises(PlanError, match=f"The device {device} cannot be used"):
        next(steps)
    assert list(tmp_path.iterdir()) == []


def test_a_used_folder_is_refused_before_anything_starts(finished: Path) -> None:
    before = (finished / "result.json").read_bytes()
    with pytest.raises(PlanError, match="--overwrite"):
        next(run_experiment(small_plan(), finished, data_folder=NOWHERE))
    assert (finished / "result.json").read_bytes() == before


@pytest.mark.usefixtures("no_figures")
def test_overwriting_replaces_the_old_result_at_once(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "result.json").write_text("old")
    steps = run_experiment(small_plan(), out, data_folder=NOWHERE, overwrite=True)
    progress_until(steps, "Training")
    assert not (out / "result.json").exists()
    steps.close()  # type: ignore[attr-defined]
