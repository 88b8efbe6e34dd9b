"""history.csv: one line per training step."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

from visctx_gui.cortex.files.atomic import write_text_atomic
from visctx_gui.cortex.training.history import History
from visctx_gui.experiments.figure_numbers import Row, csv_text


def write_history(history: History, path: Path) -> None:
    """Write the table: step (from 1), epoch, loss of the step's batch, and each epoch's accuracies.

    The accuracies, 0..1, stand in the line of the epoch's last step.
    """
    write_text_atomic(path, csv_text(_rows(history)))


def _rows(history: History) -> Iterator[Row]:
    yield ["step", "epoch", "loss", "train_accuracy", "validation_accuracy"]
    epoch = 0
    for step, loss in enumerate(history.losses, 1):
        accuracies: Row = [math.nan, math.nan]
        number = epoch + 1
        if epoch < len(history.epoch_steps) and history.epoch_steps[epoch] == step:
            accuracies = [history.train_accuracy[epoch], history.validation_accuracy[epoch]]
            epoch += 1
        yield [step, number, loss, *accuracies]
