"""Bars with names: change per class, scores, counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visctx_gui.presentation.colours import Limits, Role
from visctx_gui.presentation.numbers import count_text


@dataclass(frozen=True, eq=False)
class BarPlot:
    """One bar per label.

    Attributes
    ----------
    values : array (n,)
        NaN: no bar, and a dash instead of the number. Whole numbers (an integer array) are counts.
    intervals : array (n, 2) or None
        Low and high end of each whisker; NaN: no whisker.
    intervals_name : str
        What the whiskers are, for the legend.
    counts : int array (n,) or None
        Images that each value was measured on.
    y_label : str
        What the values are.
    unit : str
        Unit of what is written and drawn. A table of the values has the values as they stand here.
    name : str
        What the bars are, for the legend; needed only beside `compared`.
    compared : array (n,) or None
        A second, thinner bar under each (the intact twin, the untrained twin).
    bands : array (n, 2) or None
        A grey range behind each bar (matched random lesions).
    percent : bool
        Values are shares: 0.5 is written as 50 %; with `signed` as +50.0.
    signed : bool
        Values are changes and carry their sign.
    limits : (float, float) or None
        Ends of the value axis; None: `value_range`.
    reference : float or None
        A dashed line (chance).
    highlighted : frozenset of int
        Labels in bold (the image's true class).
    """

    title: str
    labels: tuple[str, ...]
    values: NDArray[Any]
    intervals: NDArray[Any] | None = None
    intervals_name: str = ""
    counts: NDArray[Any] | None = None
    y_label: str = ""
    unit: str = ""
    role: Role = "lesioned"
    name: str = ""
    compared: NDArray[Any] | None = None
    compared_name: str = ""
    compared_role: Role = "intact"
    bands: NDArray[Any] | None = None
    bands_name: str = ""
    percent: bool = True
    signed: bool = False
    limits: Limits | None = None
    reference: float | None = None
    highlighted: frozenset[int] = field(default=frozenset())

    def __post_init__(self) -> None:
        n = len(self.labels)
        for name, shape in (
            ("values", (n,)),
            ("compared", (n,)),
            ("intervals", (n, 2)),
            ("counts", (n,)),
            ("bands", (n, 2)),
        ):
            given = getattr(self, name)
            if given is not None and given.shape != shape:
                raise ValueError(f"{name} need shape {shape} for {n} labels, not {given.shape}")

    @property
    def count(self) -> int:
        """Number of bars."""
        return len(self.labels)

    def counted_label(self, bar: int) -> str:
        """The label of a bar with the number of images, where it is known: ``4 (n = 36)``."""
        if self.counts is None:
            return self.labels[bar]
        return f"{self.labels[bar]} (n = {count_text(int(self.counts[bar]))})"

    def value_range(self) -> Limits:
        """Ends of the value axis: always with 0, at least as wide as everything drawn."""
        if self.limits is not None:
            return self.limits
        parts = [self.values, self.compared, self.intervals, self.bands]
        drawn = np.concatenate(
            [np.asarray(part, np.float64).reshape(-1) for part in parts if part is not None]
            + [np.array([0.0 if self.reference is None else self.reference])]
        )
        drawn = drawn[np.isfinite(drawn)]
        low, high = min(0.0, float(drawn.min())), max(0.0, float(drawn.max()))
        return (low, high) if high > low else (0.0, 1.0)


def looks_the_same(one: BarPlot, other: BarPlot) -> bool:
    """Whether two plots show the same."""
    pairs = zip(vars(one).values(), vars(other).values(), strict=True)
    return all(_equal(value, other_value) for value, other_value in pairs)


def _equal(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        both_floats = one.dtype.kind == other.dtype.kind == "f"
        return one.dtype == other.dtype and np.array_equal(one, other, equal_nan=both_floats)
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return False
    return one == other
