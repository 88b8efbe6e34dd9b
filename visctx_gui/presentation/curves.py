"""Curves over steps, epochs or silenced filters, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visctx_gui.presentation.colours import Limits, Role
from visctx_gui.presentation.quantiles import quantiles

Line = NDArray[Any]

LARGEST_EXPONENT = 300.0  # what lies beyond counts as zero or infinity on a log axis
HIGHEST_SHARE = 1.03  # a line at 100 % is not cut by the edge


@dataclass(frozen=True, eq=False)
class Curve:
    """A line through points.

    Attributes
    ----------
    x, y : arrays (n,)
        `x` ascending; NaN in `y` leaves a hole.
    dots : bool
        Draw a dot at each point, for few points.
    faint : bool
        Draw it pale, as the noisy raw values behind their smooth line.
    """

    name: str
    x: Line
    y: Line
    role: Role = "plain"
    dots: bool = False
    faint: bool = False

    def __post_init__(self) -> None:
        if self.x.shape != self.y.shape or self.x.ndim != 1:
            raise ValueError(f"x {self.x.shape} and y {self.y.shape} must be of one length")


@dataclass(frozen=True)
class Marker:
    """A point that is named, such as the best epoch."""

    x: float
    y: float
    text: str
    role: Role = "selected"


@dataclass(frozen=True, eq=False)
class Band:
    """An area between two lines, such as an interval or the range of random draws."""

    name: str
    x: Line
    low: Line
    high: Line
    role: Role = "random control"


@dataclass(frozen=True)
class CurvePlot:
    """Curves on one pair of axes.

    Attributes
    ----------
    percent : bool
        `y` holds shares 0..1 and is labelled in percent.
    chance : float or None
        Height of the dashed chance line.
    x_limits, y_limits : (float, float) or None
        None: `x_range` and `y_range` of what is drawn.
    """

    title: str
    x_label: str
    y_label: str
    curves: tuple[Curve, ...] = ()
    log_y: bool = False
    markers: tuple[Marker, ...] = ()
    bands: tuple[Band, ...] = ()
    chance: float | None = None
    percent: bool = False
    x_limits: Limits | None = None
    y_limits: Limits | None = None

    def y_range(self) -> Limits:
        """Limits of the y axis: those given, else such that single outliers do not flatten the rest."""
        if self.y_limits is not None:
            return self.y_limits
        ys = [curve.y for curve in self.curves]
        ys += [edge for band in self.bands for edge in (band.low, band.high)]
        extra = [marker.y for marker in self.markers]
        if self.chance is not None:
            extra.append(self.chance)
        low, high = outlier_proof_limits(ys, self.log_y, extra)
        return (max(0.0, low), min(HIGHEST_SHARE, high)) if self.percent else (low, high)

    def x_range(self) -> Limits:
        """Limits of the x axis: those given, else first and last x of what is drawn; (0, 1) for nothing."""
        if self.x_limits is not None:
            return self.x_limits
        xs = [curve.x for curve in self.curves if len(curve.x)]
        xs += [band.x for band in self.bands if len(band.x)]
        low = min((float(x[0]) for x in xs), default=0.0)
        high = max((float(x[-1]) for x in xs), default=1.0)
        return (low, high) if high > low else (low - 0.5, low + 0.5)


def looks_the_same(one: CurvePlot, other: CurvePlot) -> bool:
    """Whether two plots show the same; cheap where a curve has grown."""
    parts: list[Curve | Band] = [*one.curves, *one.bands]
    other_parts: list[Curve | Band] = [*other.curves, *other.bands]
    return (
        [len(part.x) for part in parts] == [len(part.x) for part in other_parts]
        and replace(one, curves=(), bands=()) == replace(other, curves=(), bands=())
        and all(
            _part_looks_the_same(part, other_part)
            for part, other_part in zip(parts, other_parts, strict=True)
        )
    )


def _part_looks_the_same(one: Curve | Band, other: Curve | Band) -> bool:
    if type(one) is not type(other):
        return False
    pairs = zip(vars(one).values(), vars(other).values(), strict=True)
    return all(
        np.array_equal(value, other_value, equal_nan=True)
        if isinstance(value, np.ndarray)
        else value == other_value
        for value, other_value in pairs
    )


def decimated(curve: Curve, n: int) -> Curve:
    """A curve of at most `n` points that looks the same: the lowest and highest of each stretch are kept.

    Parameters
    ----------
    n : int
        At least 2; about twice the width of the plot in pixels.

    Returns
    -------
    Curve
        The same curve where it is short enough.
    """
    if n < 2:
        raise ValueError(f"a curve needs at least 2 points, not {n}")
    count = len(curve.x)
    if count <= n:
        return curve
    length = -(-count // (n // 2))  # points per stretch, each leaves two
    stretches = count // length
    body = curve.y[: stretches * length].reshape(stretches, length)
    keep = _extreme_places(body) + np.arange(stretches)[:, None] * length
    places = keep.reshape(-1)
    rest = curve.y[stretches * length :]
    if len(rest):
        places = np.concatenate([places, _extreme_places(rest[None])[0] + stretches * length])
    return replace(curve, x=curve.x[places], y=curve.y[places])


def _extreme_places(body: Line) -> NDArray[np.intp]:
    """Places of the lowest and highest value of each row, in order of place; NaN counts as neither."""
    missing = np.isnan(body)
    lowest = np.where(missing, np.inf, body).argmin(axis=1)
    highest = np.where(missing, -np.inf, body).argmax(axis=1)
    return np.sort(np.stack([lowest, highest], axis=1), axis=1)


def outlier_proof_limits(
    lines: list[Line] | tuple[Line, ...], log: bool = False, extra: list[float] | None = None
) -> Limits:
    """Limits that show nearly everything, unmoved by a few wild values.

    Parameters
    ----------
    lines : list of arrays
        What is drawn; NaN and infinity are left out, with `log` also values of 0 and below.
    extra : list of float
        Values that must be inside.

    Returns
    -------
    (float, float)
        5 % wider than the 0.5th to 99.5th percentile, or than the extremes where these are within half that span
        again. (0, 1) for nothing, (0.1, 1) on a log axis.
    """
    flat = [np.asarray(line, np.float64).reshape(-1) for line in lines]
    values = np.concatenate([*flat, np.empty(0)])
    least, most = (10.0**-LARGEST_EXPONENT, 10.0**LARGEST_EXPONENT) if log else (-np.inf, np.inf)
    values = values[np.isfinite(values) & (values >= least) & (values <= most)]
    fixed = [value for value in extra or [] if np.isfinite(value) and least <= value <= most]
    if not values.size and not fixed:
        return (0.1, 1.0) if log else (0.0, 1.0)
    shown = np.log10(values) if log else values
    low, high = _bulk(shown) if shown.size else (np.inf, -np.inf)
    must = np.log10(fixed) if log else np.asarray(fixed, np.float64)
    low, high = min([low, *must.tolist()]), max([high, *must.tolist()])
    if log:
        margin = min(1.0, 0.05 * (high - low)) or 0.5
        return float(10.0 ** (low - margin)), float(10.0 ** (high + margin))
    margin = 0.05 * (high - low) or 0.5 * abs(high) or 0.5
    return float(low - margin), float(high + margin)


def _bulk(values: Line) -> Limits:
    low, high = quantiles(values, [0.005, 0.995])
    room = 0.5 * (high - low)
    least, most = values.min(), values.max()
    return float(max(least, low - room)), float(min(most, high + room))
