"""What happened during a training: losses per step, accuracies per epoch."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any


@dataclass
class History:
    """Grows with the training.

    Attributes
    ----------
    losses : list of float
        Cross-entropy in nats of each batch; place i belongs to step i, counted from 0, so
        ``losses[0]`` is that of the first weights.
    epochs : list of int
        1-based numbers of the epochs that ended.
    epoch_steps : list of int
        Steps done at the end of each.
    train_accuracy : list of float
        0..1, over the batches of the epoch, each measured with the weights of that moment.
    validation_accuracy : list of float
        0..1 at the end of the epoch; NaN without validation images.
    per_class_accuracy : list of list of float
        Validation accuracy of each class; NaN for a class without images.
    """

    losses: list[float] = field(default_factory=list)
    epochs: list[int] = field(default_factory=list)
    epoch_steps: list[int] = field(default_factory=list)
    train_accuracy: list[float] = field(default_factory=list)
    validation_accuracy: list[float] = field(default_factory=list)
    per_class_accuracy: list[list[float]] = field(default_factory=list)

    @property
    def steps(self) -> range:
        """The steps of `losses`, counted from 0."""
        return range(len(self.losses))

    def add_epoch(self, step: int, train_accuracy: float, confusion_rows: list[list[int]]) -> None:
        """Note the end of an epoch.

        Parameters
        ----------
        step : int
            Steps done.
        train_accuracy : float
            0..1.
        confusion_rows : list of list of int
            Validation images by true class (rows) and answer.
        """
        right = [row[place] for place, row in enumerate(confusion_rows)]
        counts = [sum(row) for row in confusion_rows]
        self.epochs.append(len(self.epochs) + 1)
        self.epoch_steps.append(step)
        self.train_accuracy.append(train_accuracy)
        self.validation_accuracy.append(_share(sum(right), sum(counts)))
        self.per_class_accuracy.append(
            [_share(one, count) for one, count in zip(right, counts, strict=True)]
        )

    @property
    def best_epoch(self) -> int:
        """1-based epoch of the best validation accuracy (the first of equals); 0 if unknown."""
        best, best_accuracy = 0, -1.0
        for epoch, accuracy in zip(self.epochs, self.validation_accuracy, strict=True):
            if accuracy > best_accuracy:  # never true for NaN
                best, best_accuracy = epoch, accuracy
        return best

    @property
    def epochs_since_best(self) -> int:
        """Epochs that ended after the best one; 0 if there is none."""
        best = self.best_epoch
        return len(self.epochs) - best if best else 0

    def as_json(self) -> dict[str, dict[str, list[Any]]]:
        """Equal-length lists: ``history`` per step, ``epochs`` per epoch; NaN is None."""
        return {
            "history": {"step": list(self.steps), "loss": [_plain(loss) for loss in self.losses]},
            "epochs": {
                "epoch": list(self.epochs),
                "step": list(self.epoch_steps),
                "train_accuracy": [_plain(value) for value in self.train_accuracy],
                "validation_accuracy": [_plain(value) for value in self.validation_accuracy],
                "per_class_accuracy": [
                    [_plain(value) for value in row] for row in self.per_class_accuracy
                ],
            },
        }

    @classmethod
    def from_json(cls, table: dict[str, dict[str, list[Any]]]) -> History:
        """The history that `as_json` wrote.

        Raises
        ------
        KeyError, TypeError
            Where something is missing or of another type.
        """
        epochs = table["epochs"]
        return cls(
            losses=[_number(value) for value in table["history"]["loss"]],
            epochs=[int(value) for value in epochs["epoch"]],
            epoch_steps=[int(value) for value in epochs["step"]],
            train_accuracy=[_number(value) for value in epochs["train_accuracy"]],
            validation_accuracy=[_number(value) for value in epochs["validation_accuracy"]],
            per_class_accuracy=[
                [_number(value) for value in row] for row in epochs["per_class_accuracy"]
            ],
        )


def _share(right: int, n: int) -> float:
    return right / n if n else math.nan


def _plain(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _number(value: float | None) -> float:
    return math.nan if value is None else float(value)
