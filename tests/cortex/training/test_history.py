"""What the history says of the best epoch, and its way through JSON."""

from __future__ import annotations

import json
import math

import pytest

from visctx_gui.cortex.training.history import History


def history_of(*accuracies: tuple[int, int]) -> History:
    history = History(losses=[2.5, 1.25, math.nan])
    for step, (right, n) in enumerate(accuracies):
        rows = [[right, n - right], [0, 0]] if n else [[0, 0], [0, 0]]
        history.add_epoch(step + 1, 0.5, rows)
    return history


def test_accuracies_come_from_the_confusion_matrix() -> None:
    history = History()
    history.add_epoch(7, 0.25, [[3, 1], [2, 4]])
    assert history.validation_accuracy == [0.7]
    assert history.per_class_accuracy == [[0.75, 4 / 6]]
    assert (history.epochs, history.epoch_steps, history.train_accuracy) == ([1], [7], [0.25])


def test_the_first_of_equal_epochs_is_the_best() -> None:
    history = history_of((1, 4), (3, 4), (3, 4), (2, 4))
    assert (history.best_epoch, history.epochs_since_best) == (2, 2)


def test_without_validation_images_no_epoch_is_best() -> None:
    history = history_of((0, 0), (0, 0))
    assert (history.best_epoch, history.epochs_since_best) == (0, 0)
    assert math.isnan(history.validation_accuracy[0])
    assert History().best_epoch == 0


def test_through_json_and_back() -> None:
    history = history_of((1, 4), (0, 0))
    table = history.as_json()
    assert table["history"] == {"step": [0, 1, 2], "loss": [2.5, 1.25, None]}
    assert len({len(values) for values in table["epochs"].values()}) == 1
    again = History.from_json(json.loads(json.dumps(table, allow_nan=False)))
    assert again.as_json() == table
    assert math.isnan(again.losses[2])


def test_incomplete_json_is_an_error() -> None:
    table = History().as_json()
    del table["epochs"]["step"]
    with pytest.raises(KeyError):
        History.from_json(table)
