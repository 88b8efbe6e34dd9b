"""The result file: every key, plain JSON, large arrays beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.experiments.outcomes import RANDOM_DRAWS, example_outcome
from visctx_gui.experiments.result_file import LARGEST_INLINE_ARRAY, write_result


def written(tmp_path: Path, steps: int = 6) -> dict[str, Any]:
    """The result file of the example, read strictly."""
    write_result(example_outcome(steps), tmp_path / "result.json")

    def refuse(word: str) -> None:
        raise AssertionError(f"{word} is not JSON")

    text = (tmp_path / "result.json").read_text("utf-8")
    result: dict[str, Any] = json.loads(text, parse_constant=refuse)
    return result


def test_every_promised_key_is_there(tmp_path: Path) -> None:
    result = written(tmp_path)
    assert set(result) == {
        "experiment",
        "title",
        "settings",
        "environment",
        "seed",
        "started",
        "seconds",
        "data",
        "network",
        "training",
        "test",
        "lesions",
        "controls",
        "sweep",
        "ranking",
        "ranking_agreement",
        "sweep_images",
        "lesion_curve",
        "activations",
    }
    assert {"version", "python", "torch", "device", "platform"} <= set(result["environment"])
    assert set(result["data"]) == {
        "name",
        "n_train",
        "n_validation",
        "n_test",
        "classes",
        "sha256",
    }
    layer_keys = {"name", "kind", "output_shape", "parameters", "receptive_field", "jump", "area"}
    assert all(set(row) == layer_keys for row in result["network"]["layers"])
    assert {"accuracy", "interval95", "n", "per_class", "confusion"} <= set(result["test"])
    lesion_keys = {
        "layer",
        "units",
        "mode",
        "dose",
        "accuracy",
        "interval95",
        "baseline",
        "chance",
        "per_class_change",
        "per_class_interval95",
        "parts",
        "mcnemar_p",
        "difference",
        "difference95",
    }
    assert all(lesion_keys <= set(lesion) for lesion in result["lesions"])
    point_keys = {"layer", "order", "k", "draws", "mean", "sd"}
    assert all(set(point) == point_keys for point in result["lesion_curve"])


def test_shares_are_fractions_and_missing_ones_null(tmp_path: Path) -> None:
    result = written(tmp_path)
    assert result["test"]["accuracy"] == 0.95
    assert result["test"]["per_class"] == {"zero": 0.9, "<one>": 1.0, "two": None}
    assert result["lesions"][0]["per_class_change"] == {"zero": -0.5, "<one>": 0.0, "two": None}
    intervals = {"zero": [-0.7, -0.2], "<one>": [-0.2, 0.2], "two": None}
    assert result["lesions"][0]["per_class_interval95"] == intervals
    assert result["lesions"][0]["chance"] == pytest.approx(1 / 3)
    assert result["training"]["epochs"]["validation_accuracy"] == [None, None]


def test_trap_t36_the_result_names_seed_versions_device_and_weights(tmp_path: Path) -> None:
    result = written(tmp_path)
    assert result["seed"] == 7
    assert result["environment"] == {
        "version": "0.1",
        "python": "3.11",
        "torch": "2.15",
        "device": "cpu",
        "device_title": "CPU, 2 threads",
        "platform": "Linux",
    }
    assert result["network"]["weights_sha256"] == "c0ffee"
    assert result["data"]["sha256"] == "ab" * 32


def test_a_random_lesion_has_its_draws(tmp_path: Path) -> None:
    first, random = written(tmp_path)["lesions"]
    assert first["units"] == [0, 1]
    assert "draws" not in first
    assert random["units"] == [[0, 2], [1, 3]]
    assert random["draws"] == RANDOM_DRAWS.tolist()
    assert random["accuracy"] == pytest.approx(np.mean(random["draws"]))
    assert random["baseline"] == 0.95


def test_histories_are_lists_of_one_length(tmp_path: Path) -> None:
    training = written(tmp_path)["training"]
    assert {len(values) for values in training["history"].values()} == {6}
    assert {len(values) for values in training["epochs"].values()} == {2}
    assert training["history"]["step"] == [1, 2, 3, 4, 5, 6]
    assert training["history"]["epoch"] == [1, 1, 1, 2, 2, 2]
    assert training["history"]["train_accuracy"] == [None, None, 0.5, None, None, 0.9]
    assert training["epochs"]["step"] == [3, 6]
    assert (training["epochs_done"], training["steps"]) == (2, 6)


def test_large_arrays_stand_beside_the_file(tmp_path: Path) -> None:
    steps = LARGEST_INLINE_ARRAY + 2
    history = written(tmp_path, steps)["training"]["history"]
    named = history["loss"]
    assert named == {
        "file": "arrays/training.history.loss.npy",
        "shape": [steps],
        "dtype": "float64",
    }
    loss = np.load(tmp_path / named["file"], allow_pickle=False)
    assert loss.tolist() == np.linspace(2.3, 0.1, steps).tolist()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_small_arrays_stand_inside(tmp_path: Path) -> None:
    result = written(tmp_path)
    maps = np.array(result["activations"]["layers"][0]["maps"])
    assert maps.shape == (4, 24, 24)
    assert not (tmp_path / "arrays").exists()


def test_settings_hold_the_defaults(tmp_path: Path) -> None:
    result = written(tmp_path)
    assert result["settings"]["training"]["weight_decay"] == 0.0
    assert result["seed"] == result["settings"]["training"]["seed"] == 7


def test_a_lesion_has_its_parts_and_its_paired_difference(tmp_path: Path) -> None:
    first, random = written(tmp_path)["lesions"]
    part = {"layer": "conv1", "units": [0, 1], "mode": "zero", "dose": 1.0, "seed": 0}
    assert first["parts"] == [{**part, "positions": None}]
    assert (first["difference"], first["difference95"]) == (-0.25, [-0.4, -0.1])
    assert first["mcnemar_p"] == 0.0625
    assert first["description"] == "without units 0, 1 of conv1"
    assert random["mcnemar_p"] is None
    assert random["difference"] == pytest.approx(0.7 - 0.95)
    assert random["parts"][0]["units"] == [[0, 2], [1, 3]]


def test_trap_t06_a_control_names_its_lesion_and_its_draws(tmp_path: Path) -> None:
    result = written(tmp_path)
    assert result["controls"] == [
        {
            "lesion": 0,
            "layer": "conv1",
            "n_units": 2,
            "draws": [0.9, 0.7, 0.8],
            "mean": 0.8,
            "interval95": [0.705, 0.895],
            "p": 0.5,
            "verdict": "cannot tell",
            "exhaustive": False,
        }
    ]


def test_a_swept_unit_has_everything_and_null_where_nothing_is_known(tmp_path: Path) -> None:
    rows = written(tmp_path)["sweep"]
    assert [(row["layer"], row["unit"]) for row in rows] == [("conv1", unit) for unit in range(4)]
    assert set(rows[0]) == {
        "layer",
        "unit",
        "accuracy",
        "change",
        "change95",
        "per_class_change",
        "loss_rise",
        "selectivity",
        "preferred_class",
        "norm",
        "orientation",
        "orientation_selectivity",
    }
    assert rows[2]["change"] == -0.3
    assert [row["loss_rise"] for row in rows] == [0.25, 0.0625, 0.5, 0.0]
    assert rows[2]["change95"] == pytest.approx([-0.4, -0.2])
    assert rows[2]["per_class_change"] == {"zero": -0.6, "<one>": 0.0, "two": None}
    assert rows[1]["preferred_class"] == "<one>"
    dead = rows[3]
    assert dead["selectivity"] is dead["preferred_class"] is dead["orientation"] is None


def test_trap_t07_the_splits_of_ranking_and_effect_are_named(tmp_path: Path) -> None:
    result = written(tmp_path)
    assert result["ranking"] == {"conv1": {"exact": [2, 0, 1, 3], "first-order": [1, 2, 0, 3]}}
    of_units = {"compared_with": "exact (nats)", "n": 4, "n_left_out": 0, "n_tied": 2}
    tied = of_units | {"n_tied": 4}
    assert result["ranking_agreement"] == {
        "conv1": {
            "first-order": {"spearman": 0.4, "interval95": [-0.5, 1.0], **of_units},
            "exact_by_accuracy": {"spearman": 0.9, "interval95": [0.1, 1.0], **tied},
            "exact_on_test": {"spearman": None, "interval95": [None, None], **of_units},
        }
    }
    assert result["sweep_images"] == {
        "effect": {"split": "test", "n": 20},
        "properties": {"split": "train", "n": 30},
        "ranking": {"split": "train", "n": 30},
    }
