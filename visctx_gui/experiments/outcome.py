"""What an experiment found, as plain numbers: the result file, the figures and the report are made of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visctx_gui.experiments.lesion_outcomes import CurvePoint, LesionOutcome, SweepOutcome
from visctx_gui.experiments.shares import Array, Share
from visctx_gui.plan.experiment import ExperimentPlan


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
    """The images that were used; `remarks` are English sentences on how a folder was understood."""

    name: str
    n_train: int
    n_validation: int
    n_test: int
    classes: tuple[str, ...]
    sha256: str
    remarks: tuple[str, ...] = ()


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
    sweep : SweepOutcome or None
        None where no sweep was asked for.
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
    sweep: SweepOutcome | None
    curve: tuple[CurvePoint, ...]
    activations: Activations | None

    @property
    def n_of_class(self) -> Array:
        """Test images of each class."""
        counts: Array = self.test_confusion.sum(axis=1)
        return counts

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
