"""What a benchmark is, and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Better = Literal["higher", "lower"]


@dataclass(frozen=True)
class Measurement:
    """The value of a benchmark, and everything needed to judge it.

    Attributes
    ----------
    value : float
    detail : dict
        Plain values that JSON can hold: every raw time, batch, memory format, threads, data.
    """

    value: float
    detail: dict[str, Any]


@dataclass(frozen=True)
class Conditions:
    """How a benchmark is to be run.

    Attributes
    ----------
    quick : bool
        The same measurement with fewer repetitions, under 45 s on two cores.
    data_folder : Path or None
        Where data sets are looked for; None is the usual place.
    """

    quick: bool = False
    data_folder: Path | None = None


@dataclass(frozen=True)
class Benchmark:
    """One line of `visctx-gui bench`.

    Attributes
    ----------
    name, summary : str
    unit : str
        Of the value.
    better : str
        ``higher`` or ``lower``.
    goal : float
        The value is good when it is on the better side of it, or equal.
    measure : function
        Imports what it needs when it is called.
    """

    name: str
    summary: str
    unit: str
    better: Better
    goal: float
    measure: Callable[[Conditions], Measurement]


@dataclass(frozen=True)
class Result:
    """A benchmark that was run."""

    benchmark: Benchmark
    measurement: Measurement

    @property
    def reached(self) -> bool:
        """Whether the goal is reached."""
        value, goal = self.measurement.value, self.benchmark.goal
        return value >= goal if self.benchmark.better == "higher" else value <= goal

    def as_json(self) -> dict[str, Any]:
        """The row that `visctx-gui bench --json` prints."""
        return {
            "name": self.benchmark.name,
            "value": self.measurement.value,
            "unit": self.benchmark.unit,
            "better": self.benchmark.better,
            "goal": self.benchmark.goal,
            "detail": self.measurement.detail,
        }
