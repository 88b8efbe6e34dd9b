"""result.json: everything an experiment found, in a form that any program reads."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from visctx_gui.cortex.files.atomic import replaced_file, write_text_atomic
from visctx_gui.experiments.lesion_values import (
    agreements,
    controls,
    curve_point,
    greedy_terms,
    lesion_item,
    measured_on,
    rankings,
    sweep_items,
)
from visctx_gui.experiments.out_folder import ARRAYS
from visctx_gui.experiments.outcome import (
    Activations,
    Outcome,
    TrainingRecord,
    right_per_class,
)
from visctx_gui.experiments.shares import Array, by_class, share_values
from visctx_gui.plan.experiment import experiment_settings
from visctx_gui.plan.layers import layer_table, parameter_count
from visctx_gui.plan.network import NetworkPlan

LARGEST_INLINE_ARRAY = 10_000


def write_result(outcome: Outcome, path: Path) -> None:
    """Write the result file, and arrays of more than 10,000 numbers beside it.

    Parameters
    ----------
    outcome : Outcome
    path : Path
        ``result.json`` in the results folder. Large arrays become ``arrays/NAME.npy`` there, and
        the file holds ``{"file", "shape", "dtype"}`` instead. It is written last, atomically.
    """
    plain = _without_large_arrays(result_values(outcome), "", path.parent)
    write_text_atomic(path, json.dumps(plain, indent=1, allow_nan=False, ensure_ascii=False) + "\n")


def result_values(outcome: Outcome) -> dict[str, Any]:
    """The content of the result file: plain values and numpy arrays. Shares are 0..1."""
    plan, environment = outcome.plan, outcome.environment
    classes = outcome.data.classes
    values: dict[str, Any] = {
        "experiment": plan.name,
        "title": plan.title,
        "settings": experiment_settings(plan),
        "environment": {
            "version": environment.version,
            "python": environment.python,
            "torch": environment.torch,
            "device": environment.device,
            "device_title": environment.device_title,
            "platform": environment.platform,
        },
        "seed": plan.training.seed,
        "started": outcome.started,
        "seconds": outcome.seconds,
        "data": {
            "name": outcome.data.name,
            "n_train": outcome.data.n_train,
            "n_validation": outcome.data.n_validation,
            "n_test": outcome.data.n_test,
            "classes": list(classes),
            "sha256": outcome.data.sha256,
        },
        "network": _network(plan.network, outcome.training.weights_sha256),
        "training": _training(outcome.training),
        "test": {
            **share_values(outcome.test),
            "n": outcome.test.n,
            "per_class": by_class(right_per_class(outcome.test_confusion), classes),
            "confusion": outcome.test_confusion,
        },
        "lesions": [lesion_item(one, outcome) for one in outcome.lesions],
        "controls": controls(outcome),
    }
    if outcome.sweep is not None:
        values["sweep"] = sweep_items(outcome.sweep, classes)
        values["ranking"] = rankings(outcome.sweep)
        if plan.sweep is not None and "greedy" in plan.sweep.rankings:
            values["ranking_greedy"] = greedy_terms(outcome.sweep, plan.sweep)
        values["ranking_agreement"] = agreements(outcome.sweep)
        values["sweep_images"] = measured_on(outcome.sweep, outcome)
    if plan.lesion_curve is not None:
        values["lesion_curve"] = [curve_point(point) for point in outcome.curve]
    if outcome.activations is not None:
        values["activations"] = _activations(outcome.activations)
    return values


def _network(plan: NetworkPlan, weights_sha256: str) -> dict[str, Any]:
    layers = [
        {
            "name": row.name,
            "kind": row.kind,
            "output_shape": list(row.output_shape),
            "parameters": row.parameters,
            "receptive_field": row.receptive_field,
            "jump": row.jump,
            "area": row.area,
        }
        for row in layer_table(plan)
    ]
    return {
        "name": plan.name,
        "parameters": parameter_count(plan),
        "weights_sha256": weights_sha256,
        "layers": layers,
    }


def _training(record: TrainingRecord) -> dict[str, Any]:
    """Per-step lists have the epochs' accuracies at the last step of each, and nothing elsewhere."""
    per_step = {
        "step": record.step,
        "loss": record.loss,
        "epoch": record.epoch_of_steps(),
        "train_accuracy": _at_steps(record, record.train_accuracy),
        "validation_accuracy": _at_steps(record, record.validation_accuracy),
    }
    per_epoch = {
        "epoch": np.arange(1, record.epochs_done + 1),
        "step": record.epoch_step,
        "train_accuracy": record.train_accuracy,
        "validation_accuracy": record.validation_accuracy,
    }
    return {
        "epochs_done": record.epochs_done,
        "steps": len(record.step),
        "images_per_second": record.images_per_second,
        "best_epoch": record.best_epoch,
        "history": per_step,
        "epochs": per_epoch,
    }


def _at_steps(record: TrainingRecord, per_epoch: Array) -> Array:
    values = np.full(len(record.step), np.nan)
    values[np.searchsorted(record.step, record.epoch_step)] = per_epoch
    return values


def _activations(activations: Activations) -> dict[str, Any]:
    return {
        "image": activations.image,
        "split": "test",
        "label": activations.label,
        "scores": activations.scores,
        "layers": [
            {"name": name, "shape": list(maps.shape), "maps": maps}
            for name, maps in activations.maps.items()
        ],
    }


def _without_large_arrays(value: Any, place: str, folder: Path) -> Any:
    """Plain lists, numbers and null; large arrays are written beside the result and named."""
    if isinstance(value, dict):
        return {
            key: _without_large_arrays(one, f"{place}.{key}".lstrip("."), folder)
            for key, one in value.items()
        }
    if isinstance(value, np.ndarray):
        if value.size > LARGEST_INLINE_ARRAY:
            return _written_beside(value, place, folder)
        return list(_plain_items(value.tolist()))
    if isinstance(value, (list, tuple)):
        return [
            _without_large_arrays(one, f"{place}.{number}", folder)
            for number, one in enumerate(value)
        ]
    return _plain(value)


def _plain_items(values: list[Any]) -> Iterator[Any]:
    for value in values:
        yield list(_plain_items(value)) if isinstance(value, list) else _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value


def _written_beside(array: Array, place: str, folder: Path) -> dict[str, Any]:
    name = f"{ARRAYS}/{place}.npy"
    (folder / ARRAYS).mkdir(exist_ok=True)
    with replaced_file(folder / name) as temporary, temporary.open("wb") as file:
        np.save(file, array, allow_pickle=False)
    return {"file": name, "shape": list(array.shape), "dtype": str(array.dtype)}
