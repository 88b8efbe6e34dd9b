"""Two sets of units against two groups of classes, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visctx_gui.presentation.colours import Limits

HEADROOM = 0.08  # of the axis, for the numbers above the bars


@dataclass(frozen=True, eq=False)
class Dissociation:
    """Accuracy on each of two groups of classes, with each of two sets silenced (Teuber 1955).

    Attributes
    ----------
    set_names, group_names : (str, str)
    accuracies : array (2, 2)
        Set x group, 0..1; NaN: not known yet.
    intervals : array (2, 2, 2) or None
        Set x group x (low, high), 95 %.
    intact : array (2,) or None
        Accuracy of the intact network on each group.
    intact_intervals : array (2, 2) or None
        Group x (low, high), 95 %.
    chance : float or None
    value_label : str
        What the numbers are, and of which images.
    note : str
        What is concluded.
    """

    title: str
    set_names: tuple[str, str]
    group_names: tuple[str, str]
    accuracies: NDArray[Any]
    intervals: NDArray[Any] | None = None
    intact: NDArray[Any] | None = None
    intact_intervals: NDArray[Any] | None = None
    chance: float | None = None
    value_label: str = "accuracy"
    note: str = ""

    def __post_init__(self) -> None:
        for name, given, shape in (
            ("accuracies", self.accuracies, (2, 2)),
            ("intervals", self.intervals, (2, 2, 2)),
            ("intact", self.intact, (2,)),
            ("intact intervals", self.intact_intervals, (2, 2)),
        ):
            if given is not None and given.shape != shape:
                raise ValueError(f"{name} need shape {shape}, not {given.shape}")

    def value_range(self) -> Limits:
        """Ends of the axis: from 0 to a little above the highest bar, interval or line, 1 at least."""
        parts = [self.accuracies, self.intervals, self.intact, self.intact_intervals]
        drawn = [np.asarray(part, np.float64).reshape(-1) for part in parts if part is not None]
        values = np.concatenate(drawn)
        values = values[np.isfinite(values)]
        return 0.0, max(1.0, float(values.max()) if values.size else 1.0) + HEADROOM

    def interval(self, of_set: int, group: int) -> Limits | None:
        """The interval of one bar; None where it is not known."""
        if self.intervals is None or not np.isfinite(self.intervals[of_set, group]).all():
            return None
        low, high = self.intervals[of_set, group].tolist()
        return low, high
