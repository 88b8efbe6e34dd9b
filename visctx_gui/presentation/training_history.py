"""A training as its snapshots tell it: the curves that are drawn while it runs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visctx_gui.engine.messages import TrainingSnapshot
from visctx_gui.presentation.curves import Curve, CurvePlot, Line, Marker

LARGEST_MEAN_STEPS = 50


@dataclass(frozen=True)
class Reference:
    """Accuracies on validation images before a training that holds a lesion.

    Attributes
    ----------
    names : (str, str)
        Of the intact network's line and of the lesioned network's.
    intact, lesioned : float
        0..1.
    """

    names: tuple[str, str]
    intact: float
    lesioned: float

    def lines(self, epochs: int) -> tuple[Curve, Curve]:
        """A level line for each, from before the first epoch to the last one."""
        ends = np.array([0.0, max(1, epochs)])
        return (
            Curve(self.names[0], ends, np.full(2, self.intact), "intact"),
            Curve(self.names[1], ends, np.full(2, self.lesioned), "lesioned"),
        )


class GrowingLine:
    """Numbers that are added at the end; room doubles, so that adding stays cheap."""

    def __init__(self) -> None:
        self._room = np.empty(1024, np.float64)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def extend(self, values: Line) -> None:
        """Add numbers at the end."""
        wanted = self._count + len(values)
        if wanted > len(self._room):
            larger = np.empty(max(wanted, 2 * len(self._room)), np.float64)
            larger[: self._count] = self.values
            self._room = larger
        self._room[self._count : wanted] = values
        self._count = wanted

    @property
    def values(self) -> Line:
        """All numbers so far, (n,); a view that later additions do not change."""
        return self._room[: self._count]


class TrainingHistory:
    """Losses of every step and accuracies of every epoch of one training."""

    def __init__(self) -> None:
        self._steps = GrowingLine()
        self._losses = GrowingLine()
        self.last: TrainingSnapshot | None = None

    @property
    def steps(self) -> Line:
        """Steps, ascending, (n,)."""
        return self._steps.values

    @property
    def losses(self) -> Line:
        """Loss at each step, (n,)."""
        return self._losses.values

    def add(self, snapshot: TrainingSnapshot) -> None:
        """Take a snapshot in; one of another run, or of an earlier step, begins a new history."""
        if self._begins_anew(snapshot):
            self._steps, self._losses = GrowingLine(), GrowingLine()
        known = self._steps.values[-1] if len(self._steps) else -np.inf
        fresh = snapshot.steps > known
        self._steps.extend(snapshot.steps[fresh])
        self._losses.extend(snapshot.losses[fresh])
        self.last = snapshot

    def _begins_anew(self, snapshot: TrainingSnapshot) -> bool:
        last = self.last
        if last is None:
            return False
        return snapshot.run_folder != last.run_folder or snapshot.step < last.step

    def loss_plot(
        self, title: str, x_label: str, y_label: str, names: tuple[str, str]
    ) -> CurvePlot:
        """The loss of each step and its running mean, on a log axis.

        Parameters
        ----------
        title, x_label, y_label : str
        names : (str, str)
            Of the single losses and of their mean.

        Returns
        -------
        CurvePlot
            The mean is over the last twentieth of the steps, 50 at most, so that it does not lag
            behind a training that has only begun.
        """
        steps, losses = self.steps, self.losses
        over = min(max(len(losses) // 20, 1), LARGEST_MEAN_STEPS)
        single = Curve(names[0], steps, losses, "training", faint=True)
        mean = Curve(names[1], steps, running_mean(losses, over), "training")
        return CurvePlot(title, x_label, y_label, (single, mean), log_y=True)

    def accuracy_plot(
        self,
        title: str,
        x_label: str,
        y_label: str,
        names: tuple[str, str, str],
        reference: Reference | None = None,
    ) -> CurvePlot:
        """Accuracy on training and validation images after each epoch, the best one marked.

        Parameters
        ----------
        title, x_label, y_label : str
        names : (str, str, str)
            Of the training curve, the validation curve and the best marker.
        reference : Reference, optional
            Where the network stood before, to compare with.
        """
        last = self.last
        if last is None:
            return CurvePlot(title, x_label, y_label, percent=True)
        epochs = np.arange(1, len(last.train_accuracy) + 1, dtype=np.float64)
        training = Curve(names[0], epochs, last.train_accuracy, "training", dots=True)
        validation = Curve(names[1], epochs, last.validation_accuracy, "validation", dots=True)
        markers: tuple[Marker, ...] = ()
        if 1 <= last.best_epoch <= len(last.validation_accuracy):
            best = float(last.validation_accuracy[last.best_epoch - 1])
            if np.isfinite(best):
                markers = (Marker(last.best_epoch, best, names[2]),)
        curves: tuple[Curve, ...] = (training, validation) if last.n_validation else (training,)
        if reference is not None:
            curves += reference.lines(len(epochs))
        return CurvePlot(
            title,
            x_label,
            y_label,
            curves,
            markers=markers,
            chance=last.chance,
            percent=True,
            y_limits=None if len(epochs) or reference is not None else (0.0, 1.0),
        )


def running_mean(values: Line, over: int) -> Line:
    """Mean of each value and those before it, at most `over` of them.

    Parameters
    ----------
    values : array (n,)
    over : int
        1 or more.

    Returns
    -------
    float64 array (n,)
        A value that is not finite makes the means it belongs to NaN, and no others.
    """
    count = len(values)
    finite = np.isfinite(values)
    sums = np.concatenate([[0.0], np.cumsum(np.where(finite, values, 0.0))])
    wrong = np.concatenate([[0], np.cumsum(~finite)])
    ends = np.arange(1, count + 1)
    starts = np.maximum(ends - over, 0)
    mean = (sums[ends] - sums[starts]) / (ends - starts)
    return np.where(wrong[ends] > wrong[starts], np.nan, mean)
