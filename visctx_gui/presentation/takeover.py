"""Which units matter more after a recovery than before it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visctx_gui.engine.lesion_messages import Numbers, Unit, UnitTable
from visctx_gui.presentation.unit_measures import points_lost, points_lost_interval


@dataclass(frozen=True, eq=False)
class TakeOver:
    """Importance of each unit before and after, in percentage points of accuracy lost without it.

    Attributes
    ----------
    units : tuple of (layer, index)
        Those of the held lesion left out.
    before, after : float64 (units,)
    rise, rise_low : float64 (units,)
        After minus before, and the lower end of its approximate 95 % interval.
    """

    units: tuple[Unit, ...]
    before: Numbers
    after: Numbers
    rise: Numbers
    rise_low: Numbers

    @property
    def took_over(self) -> NDArray[np.bool_]:
        """Whether the whole interval of the rise lies above 0, bool (units,)."""
        certain: NDArray[np.bool_] = self.rise_low > 0
        return certain

    def those_that_took_over(self) -> tuple[Unit, ...]:
        """Units that took over, the largest rise first."""
        places = np.flatnonzero(self.took_over)
        order = places[np.argsort(-self.rise[places], kind="stable")]
        return tuple(self.units[place] for place in order.tolist())


def take_over(before: UnitTable, after: UnitTable) -> TakeOver:
    """Compare two sweeps of the same units with the same lesion held.

    The interval of the rise is made of the two intervals by the method of variance estimates
    recovery (Zou & Donner 2008), taking them as independent.

    Raises
    ------
    ValueError
        For sweeps of different units or lesions.
    """
    if before.units != after.units or before.base != after.base:
        raise ValueError("the two sweeps are not of the same units and lesion")
    held = {(layer, unit) for layer in before.base.layers for unit in before.base.units(layer)}
    free = [place for place, unit in enumerate(before.units) if unit not in held]
    old, new = points_lost(before)[free], points_lost(after)[free]
    _, old_high = points_lost_interval(before)[free].T
    new_low, _ = points_lost_interval(after)[free].T
    rise = new - old
    return TakeOver(
        units=tuple(before.units[place] for place in free),
        before=old,
        after=new,
        rise=rise,
        rise_low=rise - np.hypot(new - new_low, old_high - old),
    )
