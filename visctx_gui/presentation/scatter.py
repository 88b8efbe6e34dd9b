"""One point per unit or image between two measures, as plain data; and which points an outline encloses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from visctx_gui.presentation.colours import Colours, Limits, Role, limits_for
from visctx_gui.presentation.numbers import count_text

Numbers = NDArray[Any]
Direction = Literal["left", "right", "up", "down"]

MARGIN = 0.05  # of the range, on each side
SIDEWAYS = 2.0  # how much worse a step aside is than one in the wanted direction


@dataclass(frozen=True)
class ReferenceLine:
    """A dashed line across the plot, such as the accuracy of the intact network."""

    axis: Literal["x", "y"]
    value: float
    name: str = ""
    role: Role = "chance"


@dataclass(frozen=True)
class ReferenceBand:
    """A grey range of `y`, such as that of matched random lesions."""

    low: float
    high: float
    name: str = ""
    role: Role = "random control"


@dataclass(frozen=True, eq=False)
class ScatterPlot:
    """Points with names.

    Attributes
    ----------
    x, y : arrays (n,)
        A point with NaN or infinity in one of them is not drawn, but counted in the note.
    labels : tuple of str
        One name for each point.
    roles : tuple of str or None
        A role for each point; None: all are ``plain``.
    role_names : tuple of (role, name)
        What the roles mean, for the legend.
    colour_values : array (n,) or None
        Numbers that become colours, instead of `roles`.
    colours, colour_label, colour_limits
        Their table, what they are, and the ends of the scale (None: those that suit the values).
    struck : frozenset of int
        Silenced points: crosses in the colour of lesions.
    selected : int or None
        The point with a ring.
    y_intervals : array (n, 2) or None
        Low and high end of the whisker of each point.
    lines, band
        What the points are compared with.
    note : str
        What was found and on how many points, such as ``Spearman -0.12 [-0.39, 0.17], n = 48``.
    x_percent, y_percent : bool
        The numbers are shares 0..1 and are written in percent.
    x_limits, y_limits : (float, float) or None
        None: everything that is drawn, with a margin.
    """

    title: str
    x_label: str
    y_label: str
    x: Numbers
    y: Numbers
    labels: tuple[str, ...]
    roles: tuple[Role, ...] | None = None
    role_names: tuple[tuple[Role, str], ...] = ()
    colour_values: Numbers | None = None
    colours: Colours = "sequential"
    colour_label: str = ""
    colour_limits: Limits | None = None
    struck: frozenset[int] = field(default=frozenset())
    selected: int | None = None
    y_intervals: Numbers | None = None
    lines: tuple[ReferenceLine, ...] = ()
    band: ReferenceBand | None = None
    note: str = ""
    x_percent: bool = False
    y_percent: bool = False
    x_limits: Limits | None = None
    y_limits: Limits | None = None

    def __post_init__(self) -> None:
        n = len(self.labels)
        parts: tuple[tuple[str, Any, tuple[int, ...]], ...] = (
            ("x", self.x, (n,)),
            ("y", self.y, (n,)),
            ("colour values", self.colour_values, (n,)),
            ("y intervals", self.y_intervals, (n, 2)),
        )
        for name, given, shape in parts:
            if given is not None and given.shape != shape:
                raise ValueError(f"{name} need shape {shape} for {n} labels, not {given.shape}")
        if self.roles is not None and len(self.roles) != n:
            raise ValueError(f"{len(self.roles)} roles for {n} labels")

    @property
    def count(self) -> int:
        """Number of points, drawn or not."""
        return len(self.labels)

    def role(self, point: int) -> Role:
        """The role of a point."""
        return "plain" if self.roles is None else self.roles[point]

    def drawn(self) -> NDArray[np.bool_]:
        """Which points have a place, bool (n,)."""
        shown: NDArray[np.bool_] = np.isfinite(self.x) & np.isfinite(self.y)
        return shown

    def left_out(self) -> int:
        """Number of points without a place."""
        return self.count - int(self.drawn().sum())

    def is_struck(self) -> NDArray[np.bool_]:
        """Which points are crosses, bool (n,)."""
        struck = np.zeros(self.count, bool)
        struck[[point for point in self.struck if 0 <= point < self.count]] = True
        return struck

    def scale_limits(self) -> Limits:
        """Values of the first and last colour."""
        if self.colour_limits is not None:
            return self.colour_limits
        values = np.zeros(0) if self.colour_values is None else self.colour_values
        return limits_for(values[self.drawn()] if len(values) else values, self.colours)

    def x_range(self) -> Limits:
        """Ends of the x axis; (0, 1) for nothing."""
        if self.x_limits is not None:
            return self.x_limits
        return _range_of(self.x[self.drawn()], [one.value for one in self.lines if one.axis == "x"])

    def y_range(self) -> Limits:
        """Ends of the y axis: points, whiskers, lines and band are inside; (0, 1) for nothing."""
        if self.y_limits is not None:
            return self.y_limits
        shown = self.drawn()
        parts = [self.y[shown]]
        if self.y_intervals is not None:
            parts.append(self.y_intervals[shown].reshape(-1))
        extra = [one.value for one in self.lines if one.axis == "y"]
        if self.band is not None:
            extra += [self.band.low, self.band.high]
        return _range_of(np.concatenate(parts), extra)

    def whole_note(self) -> str:
        """The note, with the number of points that are not drawn."""
        left_out = self.left_out()
        words = f"{count_text(left_out)} without a value not drawn" if left_out else ""
        return "; ".join(part for part in (self.note, words) if part)


def _range_of(values: Numbers, extra: list[float]) -> Limits:
    known = np.concatenate([np.asarray(values, np.float64), np.asarray(extra, np.float64)])
    known = known[np.isfinite(known)]
    if not known.size:
        return 0.0, 1.0
    low, high = float(known.min()), float(known.max())
    margin = MARGIN * (high - low) or 0.5 * abs(high) or 0.5
    return low - margin, high + margin


def enclosed(x: Numbers, y: Numbers, outline: Numbers) -> NDArray[np.bool_]:
    """Which points lie inside a closed outline that may cross itself.

    A ray from the point to the right crosses the outline an odd number of times (even-odd rule;
    Shimrat 1962, algorithm 112, with the half-open edges of Hacker's certification).

    Parameters
    ----------
    x, y : arrays (n,)
        NaN is never inside.
    outline : array (m, 2)
        Corners in order; the last is joined to the first. Fewer than 3 enclose nothing.

    Returns
    -------
    bool array (n,)
    """
    inside = np.zeros(len(x), bool)
    if len(outline) < 3:
        return inside
    before = np.roll(outline, 1, axis=0)
    for (x_1, y_1), (x_2, y_2) in zip(before.tolist(), outline.tolist(), strict=True):
        if y_1 != y_2:
            spans = (y_1 > y) != (y_2 > y)
            inside ^= spans & (x < x_1 + (y - y_1) * ((x_2 - x_1) / (y_2 - y_1)))
    return inside


def nearest(x: Numbers, y: Numbers, at: tuple[float, float], reach: float) -> int | None:
    """The point nearest to a place, None where none is within `reach`; NaN is nowhere."""
    if not len(x):
        return None
    distances = np.hypot(x - at[0], y - at[1])
    distances[np.isnan(distances)] = np.inf
    point = int(distances.argmin())
    return point if distances[point] <= reach else None


def neighbour(x: Numbers, y: Numbers, point: int | None, direction: Direction) -> int | None:
    """The next point in a direction, for the arrow keys.

    Parameters
    ----------
    x, y : arrays (n,)
        Places on the screen, y downwards. NaN is left out.
    point : int or None
        Where one stands; None: the outermost point on the side one comes from.

    Returns
    -------
    int or None
        Among the points within 45 degrees of the direction (else within 90) the one that is nearest, with steps
        aside counted twice. None where there is none.
    """
    sign = -1.0 if direction in ("left", "up") else 1.0
    along, aside = (x, y) if direction in ("left", "right") else (y, x)
    ahead = sign * along
    if point is None or not np.isfinite(ahead[point]):
        known = np.where(np.isfinite(ahead) & np.isfinite(aside), ahead, np.inf)
        return int(known.argmin()) if len(known) and np.isfinite(known.min()) else None
    ahead = ahead - ahead[point]
    sideways = np.abs(aside - aside[point])
    costs = np.where(ahead > 0, ahead + SIDEWAYS * sideways, np.inf)
    costs[np.isnan(costs)] = np.inf
    within = np.where(sideways <= ahead, costs, np.inf)
    best = within if np.isfinite(within).any() else costs
    return int(best.argmin()) if np.isfinite(best).any() else None
