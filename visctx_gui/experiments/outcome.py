"""What an experiment found, as plain numbers: the result file, the figures and the report are made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visctx_gui.plan.experiment import ExperimentPlan, LesionEntry

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Environment:
    """The program, and the machine it ran on."""

    version: str
    python: str
    torch: str
    device: str
    device_title: str
    platform: str


@dataclass(frozen=True, slots=True)
class DataUsed:
    """The images that were used."""

    name: str
    n_train: int
    n_validation: int
    n_test: int
    classes: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, eq=False)
class TrainingRecord:
    """How the training went.

    Attributes
    ----------
    step, loss : arrays (steps,)
        Cross-entropy of each batch.
    epoch_step : array (epochs,)
        Last step of each epoch.
    train_accuracy, validation_accuracy : arrays (epochs,)
        0..1; on the epoch's own batches, and NaN without validation images.
    best_epoch : int
        1-based, 0 without any.
    """

    step: Array
    loss: Array
    epoch_step: Array
    train_accuracy: Array
    validation_accuracy: Array
    best_epoch: int
    images_per_second: float
    weights_sha256: str

    @property
    def epochs_done(self) -> int:
        """Number of whole epochs."""
        return len(self.epoch_step)

    def epoch_of_steps(self) -> Array:
        """1-based epoch that each step belongs to."""
        return np.searchsorted(self.epoch_step, self.step, side="left") + 1


@dataclass(frozen=True, slots=True)
class Share:
    """A share of right answers, 0..1, with its 95 % interval."""

    accuracy: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, eq=False)
class LesionOutcome:
    """One ``[[lesion]]`` of the file, measured on the test images.

    Attributes
    ----------
    units : tuple of tuple of int
        The units of each draw; one draw unless they are random.
    draws : array (draws,)
        Accuracy of each draw.
    share : Share
        Of a single lesion with its Wilson interval; of random ones the mean of the draws with
        their 2.5-97.5 % range.
    confusion : float array (classes, classes)
        Rows are true classes; mean over the draws.
    difference : (float, float, float) or None
        Lesioned minus intact with its paired 95 % interval; None for random ones.
    """

    entry: LesionEntry
    units: tuple[tuple[int, ...], ...]
    draws: Array
    share: Share
    confusion: Array
    difference: tuple[float, float, float] | None

    @property
    def is_random(self) -> bool:
        """Whether the units were drawn at random."""
        return self.entry.random is not None

    def per_class_change(self, intact_confusion: Array) -> Array:
        """Change of the share of right answers in each class; NaN for a class without images."""
        return right_per_class(self.confusion) - right_per_class(intact_confusion)


@dataclass(frozen=True, eq=False)
class CurvePoint:
    """Accuracy with k units of a layer silenced; `draws` holds one accuracy for each choice of units."""

    layer: str
    order: str
    k: int
    draws: Array

    @property
    def mean(self) -> float:
        """Mean over the draws."""
        return float(np.mean(self.draws))

    @property
    def sd(self) -> float:
        """Standard deviation over the draws (n - 1); 0 for a single one."""
        return float(np.std(self.draws, ddof=1)) if len(self.draws) > 1 else 0.0


@dataclass(frozen=True, eq=False)
class Activations:
    """Responses to one test image.

    Attributes
    ----------
    picture : uint8 array (height, width, channels)
        What the network saw, before normalisation.
    maps : dict
        Layer name to float32 array (channels, height, width), after the nonlinearity.
    scores : array (classes,)
        Softmax of the answers.
    """

    image: int
    label: int
    picture: Array
    maps: dict[str, Array]
    scores: Array


@dataclass(frozen=True, eq=False)
class Outcome:
    """Everything an experiment found.

    Attributes
    ----------
    plan : ExperimentPlan
        With everything filled in that followed from the data.
    kernels : dict
        Filter layer to float32 array (filters, input channels, height, width).
    test_confusion : int64 array (classes, classes)
        Rows are true classes, columns answers.
    """

    plan: ExperimentPlan
    environment: Environment
    started: str
    seconds: float
    data: DataUsed
    training: TrainingRecord
    kernels: dict[str, Array]
    test: Share
    test_confusion: Array
    lesions: tuple[LesionOutcome, ...]
    curve: tuple[CurvePoint, ...]
    activations: Activations | None

    @property
    def chance(self) -> float:
        """Share of right answers by guessing: 1 / classes."""
        return 1.0 / self.plan.network.n_classes


def right_per_class(confusion: Array) -> Array:
    """Share of right answers in each class; NaN for a class without images.

    Parameters
    ----------
    confusion : array (classes, classes)
        Rows are true classes.
    """
    counts = confusion.sum(axis=1).astype(np.float64)
    shares = np.full(len(counts), np.nan)
    np.divide(np.diag(confusion), counts, out=shares, where=counts > 0)
    return shares
