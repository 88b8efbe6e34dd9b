"""Which units a network leans on more after it has recovered from a lesion."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visctx_gui.cortex.lesions.sweep_tally import SweepTally

Numbers = NDArray[np.float64]
Units = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Importance:
    """What each unit of a layer is worth: the accuracy that is lost with it alone.

    Attributes
    ----------
    units : int64 array (k,)
        Each once.
    loss : float64 array (k,)
        -1..1; positive where the network needs the unit.
    low, high : float64 array (k,)
        The 95 % interval of the loss.
    """

    units: Units
    loss: Numbers
    low: Numbers
    high: Numbers


@dataclass(frozen=True, eq=False)
class Takeover:
    """How the importance of units has changed.

    Attributes
    ----------
    units : int64 array (k,)
        Those measured both times, ascending.
    change : float64 array (k,)
        Loss of accuracy after minus before, -2..2; positive where the unit has become needed more.
    low, high : float64 array (k,)
        The 95 % interval of the change.
    """

    units: Units
    change: Numbers
    low: Numbers
    high: Numbers

    @property
    def took_over(self) -> tuple[int, ...]:
        """Units whose importance surely rose, their whole interval above 0; largest rise first.

        Among many units some will look so by chance: one in forty, if nothing changed.
        """
        risen = np.flatnonzero(self.low > 0)
        order = risen[np.argsort(-self.change[risen], kind="stable")]
        return tuple(int(unit) for unit in self.units[order])


def importance_of(tally: SweepTally, layer: str) -> Importance:
    """The importance of the units of a layer, from a sweep over them.

    Parameters
    ----------
    tally : SweepTally
    layer : str
        A layer of the sweep.

    Returns
    -------
    Importance
        The interval is that of `paired_difference`; NaN for a sweep without images.
    """
    units = tally.layers[layer].units
    ends = [tally.interval(layer, place) for place in range(len(units))]
    low, high = np.array(ends, dtype=np.float64).reshape(-1, 2).T
    # A loss is the opposite of a change, so the ends of its interval change places.
    return Importance(units, -tally.change(layer), -high, -low)


def change_of_importance(before: Importance, after: Importance) -> Takeover:
    """Compare the importance of the same units in two networks, such as before and after recovery.

    The interval of the difference is made of those of both losses (MOVER, Zou & Donner, Statistics
    in Medicine 2008, 27:1693), as if they were independent. Measured on the same images they
    usually rise and fall together, which makes the interval wider than it need be.

    Parameters
    ----------
    before, after : Importance
        Units that only one of them has, such as those silenced in between, are left out.

    Returns
    -------
    Takeover
    """
    units, first, second = np.intersect1d(before.units, after.units, return_indices=True)
    rows = [
        _difference(
            (float(after.loss[j]), float(after.low[j]), float(after.high[j])),
            (float(before.loss[i]), float(before.low[i]), float(before.high[i])),
        )
        for i, j in zip(first, second, strict=True)
    ]
    change, low, high = np.array(rows, dtype=np.float64).reshape(-1, 3).T
    return Takeover(units.astype(np.int64), change, low, high)


def _difference(
    one: tuple[float, float, float], other: tuple[float, float, float]
) -> tuple[float, float, float]:
    """One minus the other, from (value, low, high) of each."""
    value, low, high = one
    other_value, other_low, other_high = other
    difference = value - other_value
    below = math.hypot(value - low, other_high - other_value)
    above = math.hypot(high - value, other_value - other_low)
    return difference, difference - below, difference + above
