"""One lesion beside its matched random draws, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visctx_gui.presentation.colours import Limits
from visctx_gui.presentation.quantiles import quantiles

OUTER_SHARES = (0.025, 0.5, 0.975)
MARGIN = 0.06  # of the range, on each side
NARROWEST = 0.02  # of the axis
FARTHEST_CHANCE = 3.0  # times the range of everything else, below its upper end


@dataclass(frozen=True, eq=False)
class ControlBand:
    """Accuracy of a lesion, of the random draws matched to it, and of the intact network.

    Attributes
    ----------
    value : float
        Accuracy with the lesion, 0..1; NaN: not known yet.
    interval : (float, float) or None
        Its 95 % interval.
    draws : array (n,)
        Accuracy of each matched random lesion; NaN for what has not come yet. Empty where no control exists.
    intact, chance : float or None
        What they are compared with.
    value_label : str
        What the numbers are, and of which images.
    note : str
        What is concluded, such as ``more than chance would do: yes (20 draws)``.
    """

    title: str
    value: float
    draws: NDArray[Any]
    interval: Limits | None = None
    intact: float | None = None
    chance: float | None = None
    value_label: str = "accuracy"
    note: str = ""

    def __post_init__(self) -> None:
        if self.draws.ndim != 1:
            raise ValueError(f"draws must be one row of numbers, not {self.draws.shape}")

    def known_draws(self) -> NDArray[np.float64]:
        """The draws that have come, in their order."""
        draws = np.asarray(self.draws, np.float64)
        return draws[np.isfinite(draws)]

    def spread(self) -> tuple[float, float, float] | None:
        """Values below which 2.5, 50 and 97.5 % of the draws lie; None without draws."""
        draws = self.known_draws()
        if not draws.size:
            return None
        low, middle, high = quantiles(draws, OUTER_SHARES)
        return low, middle, high

    def value_range(self) -> Limits:
        """Ends of the axis: everything is inside, but for a chance so far away that it would press the rest together."""
        drawn = [*self.known_draws().tolist(), self.value, *(self.interval or ())]
        drawn += [] if self.intact is None else [self.intact]
        drawn = [number for number in drawn if np.isfinite(number)]
        chance = self.chance if self.chance is not None and np.isfinite(self.chance) else None
        if not drawn:
            return 0.0, 1.0
        low, high = min(drawn), max(drawn)
        if chance is not None and high - chance <= FARTHEST_CHANCE * max(high - low, NARROWEST):
            low, high = min(low, chance), max(high, chance)
        margin = max(MARGIN * (high - low), NARROWEST / 2)
        return low - margin, high + margin


def stacked(places: NDArray[Any], width: float) -> NDArray[np.intp]:
    """How many steps from the middle line each dot stands, so that none covers another.

    Parameters
    ----------
    places : array (n,)
        Where the dots stand along the line.
    width : float
        Of one dot; those nearer than this get different steps.

    Returns
    -------
    array (n,)
        0, 1, -1, 2, -2, ... in order of place; the same every time.
    """
    steps = np.zeros(len(places), np.intp)
    last_at: list[float] = []  # where the last dot of each lane stands
    for dot in np.argsort(places, kind="stable").tolist():
        place = float(places[dot])
        free = (lane for lane, last in enumerate(last_at) if place - last >= width)
        lane = next(free, len(last_at))
        if lane == len(last_at):
            last_at.append(place)
        last_at[lane] = place
        steps[dot] = (lane + 1) // 2 * (1 if lane % 2 else -1)
    return steps
