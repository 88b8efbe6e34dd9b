"""What lesions, their controls, sweeps, rankings and curves found, as plain numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from visctx_gui.cortex.lesions.agreement import Agreement
from visctx_gui.cortex.lesions.controls import Verdict
from visctx_gui.experiments.shares import Array, Share
from visctx_gui.plan.lesion import INTACT, Lesion
from visctx_gui.plan.lesion_entry import LesionEntry, Units
from visctx_gui.plan.scotoma import Positions


@dataclass(frozen=True, slots=True)
class DamagedPart:
    """One ``[[lesion]]`` of the file with its units and cells.

    Attributes
    ----------
    units : tuple of tuple of int
        The units of each draw; one draw unless they are random.
    positions : tuple of (int, int) or None
        Cells (y, x) of the map, None for all.
    size : int
        Units of the whole layer.
    """

    entry: LesionEntry
    units: tuple[Units, ...]
    positions: Positions | None
    size: int

    @property
    def is_whole_layer(self) -> bool:
        """Whether all units of the layer are meant."""
        return len(self.units[0]) == self.size


def lesion_of(parts: tuple[DamagedPart, ...], draw: int = 0) -> Lesion:
    """The parts' damage as one lesion."""
    damage = INTACT.parts
    for part in parts:
        damage += part.entry.lesion(part.units[draw], part.positions).parts
    return Lesion(damage)


@dataclass(frozen=True, eq=False)
class ControlOutcome:
    """The matched random control of a lesion: as many units of the same layers, drawn at random.

    Attributes
    ----------
    n_units : int
        Units of the lesion, over all its layers.
    draws : array (draws,)
        Accuracy of each draw; empty where no control exists.
    share : Share
        Mean of the draws and their 2.5-97.5 % range; NaN without draws.
    p : float
        One-sided; NaN without draws.
    exhaustive : bool
        Whether the draws are all other choices of units there are.
    """

    n_units: int
    draws: Array
    share: Share
    p: float
    verdict: Verdict
    exhaustive: bool


@dataclass(frozen=True, eq=False)
class LesionOutcome:
    """One lesion of the file, of one or more parts, measured on the test images.

    Attributes
    ----------
    parts : tuple of DamagedPart
    draws : array (draws,)
        Accuracy of each draw.
    share : Share
        Of a single lesion with its Wilson interval; of random ones the mean of the draws with
        their 2.5-97.5 % range.
    change : array (classes, 3)
        Change of the share of right answers in each class, lesioned minus intact, and the low and
        high end of its interval: of a single lesion the paired 95 % interval, of random ones the
        mean of the draws with their 2.5-97.5 % range. NaN for a class without images.
    difference : (float, float, float) or None
        Lesioned minus intact with its paired 95 % interval; None for random ones.
    mcnemar_p : float
        Of the exact test of that difference; NaN for random ones.
    control : ControlOutcome or None
        None for random ones.
    """

    parts: tuple[DamagedPart, ...]
    draws: Array
    share: Share
    change: Array
    difference: tuple[float, float, float] | None
    mcnemar_p: float = math.nan
    control: ControlOutcome | None = None

    @property
    def entry(self) -> LesionEntry:
        """Entry of the first part."""
        return self.parts[0].entry

    @property
    def units(self) -> tuple[Units, ...]:
        """Units of the first part, for each draw."""
        return self.parts[0].units

    @property
    def is_random(self) -> bool:
        """Whether the units were drawn at random."""
        return self.entry.random is not None

    @property
    def per_class_change(self) -> Array:
        """Change of the share of right answers in each class; NaN for a class without images."""
        return self.change[:, 0]

    @property
    def per_class_interval(self) -> Array:
        """Low and high end of each `per_class_change`."""
        return self.change[:, 1:]


@dataclass(frozen=True, eq=False)
class CurvePoint:
    """Accuracy with k units of a layer silenced; `draws` holds one accuracy for each choice of units."""

    layer: str
    order: str
    k: int
    draws: Array

    @property
    def mean(self) -> float:
        """Mean over the draws."""
        return float(np.mean(self.draws))

    @property
    def sd(self) -> float:
        """Standard deviation over the draws (n - 1); 0 for a single one."""
        return float(np.std(self.draws, ddof=1)) if len(self.draws) > 1 else 0.0


@dataclass(frozen=True, eq=False)
class LayerSweep:
    """Every unit of a layer silenced alone, and what is known of the units.

    Attributes
    ----------
    accuracy : array (units,)
        On the test images.
    change : array (units, 3)
        Lesioned minus intact with the ends of its paired 95 % interval.
    per_class_change : array (units, classes)
        NaN for a class without images.
    loss_rise : array (units,)
        Rise of the mean cross-entropy on the test images, nats per image.
    selectivity : array (units,)
        Class selectivity on the images of `n_properties`; NaN where it is not defined.
    preferred_class : int array (units,)
        -1 for a dead unit.
    norm : array (units,)
        Euclidean length of the unit's incoming weights.
    orientation, orientation_selectivity : arrays (units,)
        Of the bars, 0..180 degrees, and 0..1; NaN but for kernels that look at the image.
    n_properties : int
        Training images that selectivity and preferred class were measured on.
    """

    layer: str
    accuracy: Array
    change: Array
    per_class_change: Array
    loss_rise: Array
    selectivity: Array
    preferred_class: Array
    norm: Array
    orientation: Array
    orientation_selectivity: Array
    n_properties: int

    @property
    def n_units(self) -> int:
        """Units of the layer."""
        return len(self.accuracy)


@dataclass(frozen=True, eq=False)
class LayerRanking:
    """Importance of the units of a layer in several ways, and how far they agree.

    Attributes
    ----------
    split : str
        The images that the ranking was made on.
    n : int
        How many.
    ways : tuple of str
        What was asked for.
    importance : dict of str to array (units,)
        The larger the more important. ``exact``: rise of the mean cross-entropy by the unit
        silenced alone on the ranking images, nats per image; ``first-order``: an estimate of it;
        ``greedy``: minus the place in the order, NaN for units that it ended before;
        ``exact_by_accuracy``: accuracy lost on the ranking images; ``exact_on_test``: rise of the
        mean cross-entropy on the test images.
    agreement : dict of str to Agreement
        Of each way with ``exact``.
    """

    layer: str
    split: str
    n: int
    ways: tuple[str, ...]
    importance: dict[str, Array]
    agreement: dict[str, Agreement]


@dataclass(frozen=True, eq=False)
class SweepOutcome:
    """What ``[sweep]`` found, layer by layer in the order of the file."""

    layers: tuple[LayerSweep, ...]
    rankings: tuple[LayerRanking, ...]
