"""The part of the protocol that serves the lesion bench: sweeps, controls, curves, rankings, sets.

Every view here works on a copy of the weights as they were when it began; `step` tells which.
Results grow: a `Progress` carries the same class as the `Done`, of the images or draws so far.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from visctx_gui.engine.messages import Bytes, Share, Split, View
from visctx_gui.plan.greedy import PUBLISHED_MEASURE, WHOLE_LAYER, GreedyMeasure
from visctx_gui.plan.lesion import INTACT, Lesion
from visctx_gui.plan.wording import Message

Unit = tuple[str, int]
Numbers = NDArray[np.float64]
Verdict = Literal["yes", "no", "cannot tell", "no control exists"]
RankingWay = Literal["exact", "first-order", "greedy"]
CurveOrder = Literal["first", "random", "importance"]
RankingSplit = Literal["train", "validation"]


# ---- what is asked ----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class DrawControls(View):
    """The same number of random units of the same layers, drawn again and again.

    Progress and Done carry a `ControlBand`. Kind, dose and places of the damage are the lesion's.
    """

    lesion: Lesion
    split: Split
    draws: int = 20
    seed: int = 0


@dataclass(frozen=True, kw_only=True)
class SweepUnits(View):
    """Every unit of some layers silenced alone. Progress and Done carry a `UnitTable`.

    A sweep that was cancelled or killed goes on where it was, if weights and images are the same.

    Attributes
    ----------
    base : Lesion
        Damage that is there all the time.
    """

    layers: tuple[str, ...]
    split: Split
    base: Lesion = INTACT


@dataclass(frozen=True, kw_only=True)
class TraceLesionCurve(View):
    """Accuracy for 0 to all units of a layer. Progress and Done carry a `LesionCurveView`.

    Attributes
    ----------
    ranking_split : str
        Images that the order by importance is made on; never those of `split`.
    """

    layer: str
    split: Split
    orders: tuple[CurveOrder, ...] = ("importance", "first", "random")
    draws: int = 20
    seed: int = 0
    ranking_split: RankingSplit = "validation"


@dataclass(frozen=True, kw_only=True)
class RankUnits(View):
    """Units by importance, in several ways. Progress and Done carry a `RankingView`.

    Attributes
    ----------
    group : int
        Units that the greedy way takes at a time.
    greedy_by : str
        What it takes for harm. ``loss``: the mean cross-entropy, as published (Dobs et al. 2022).
        ``accuracy``: the share of wrong answers.
    stop_share : float
        It ends once more than this share of a layer is taken, 0..1; published: 0.2.
    """

    layers: tuple[str, ...]
    split: RankingSplit = "validation"
    ways: tuple[RankingWay, ...] = ("exact", "first-order")
    group: int = 1
    greedy_by: GreedyMeasure = PUBLISHED_MEASURE
    stop_share: float = WHOLE_LAYER


@dataclass(frozen=True, kw_only=True)
class ListChangedImages(View):
    """Images whose answer a lesion changes from right to wrong or back. Done carries `ChangedImages`."""

    lesion: Lesion
    split: Split
    kind: Literal["broken", "saved"] = "broken"
    first: int = 0
    count: int = 100


@dataclass(frozen=True, kw_only=True)
class CompareSets(View):
    """Two lesions and two groups of classes. Done carries a `Dissociation`."""

    lesion_a: Lesion
    lesion_b: Lesion
    classes_1: tuple[int, ...]
    classes_2: tuple[int, ...]
    split: Split


@dataclass(frozen=True, kw_only=True)
class ProveRestored(View):
    """Whether the network is bit for bit what it was before the lesions. Done carries a `RestoreProof`."""

    split: Split


# ---- what comes back --------------------------------------------------------------------------


@dataclass(frozen=True)
class ControlBand:
    """Matched random lesions beside the lesion itself.

    Attributes
    ----------
    draws : float64 (draws so far,)
        Accuracy of each draw.
    n_draws : int
        Draws in all, fewer than asked for where there are no more subsets.
    exhaustive : bool
        The draws are all other subsets there are.
    p : float
        One-sided: (draws at least as harmful + 1) / (draws + 1); NaN where no control exists.
    verdict : str
        Whether the lesion harms more than chance would; ``cannot tell`` until all draws are there.
    n : int
        Images each accuracy is of.
    """

    lesion: Lesion
    split: Split
    intact: Share
    own: Share
    draws: Numbers
    n_draws: int
    exhaustive: bool
    p: float
    verdict: Verdict
    chance: float
    n: int
    step: int


@dataclass(frozen=True)
class UnitTable:
    """One row per unit. What is unknown is NaN; `preferred_class` is -1 then.

    Attributes
    ----------
    right : int64 (units,)
        Right answers of the `n` images with this unit silenced.
    change, change_low, change_high : float64 (units,)
        Lesioned minus intact accuracy and its paired 95 % interval.
    loss_rise : float64 (units,)
        Lesioned minus intact mean cross-entropy on the same images, nats per image.
    per_class_change : float64 (units, classes)
    selectivity : float64 (units,)
        Class selectivity (Morcos et al. 2018) on the images of `properties_split`.
    norm : float64 (units,)
        Euclidean length of the unit's incoming weights.
    orientation, orientation_selectivity : float64 (units,)
        Degrees 0..180 and 0..1, of first-layer kernels only.
    ways : tuple of (layer, Message)
        How each layer was computed.
    resumed_at : int
        Images that an earlier sweep had done already.
    """

    base: Lesion
    split: Split
    units: tuple[Unit, ...]
    intact: Share
    right: NDArray[np.int64]
    change: Numbers
    change_low: Numbers
    change_high: Numbers
    loss_rise: Numbers
    per_class_change: Numbers
    selectivity: Numbers
    preferred_class: NDArray[np.int64]
    norm: Numbers
    orientation: Numbers
    orientation_selectivity: Numbers
    properties_split: Split
    chance: float
    n: int
    n_all: int
    step: int
    ways: tuple[tuple[str, Message], ...] = ()
    resumed_at: int = 0

    @property
    def exact(self) -> bool:
        """Whether all images of the split were used."""
        return self.n == self.n_all

    @property
    def accuracy(self) -> Numbers:
        """Share of right answers with each unit silenced, (units,)."""
        shares: Numbers = self.right / max(1, self.n)
        return shares


@dataclass(frozen=True)
class CurveOfOrder:
    """One order of a lesion curve; draws that are not measured yet are NaN.

    Attributes
    ----------
    accuracy : float64 (draws, units + 1)
    units : tuple of int
        The order itself; empty for random draws.
    """

    order: CurveOrder
    accuracy: Numbers
    units: tuple[int, ...]


@dataclass(frozen=True)
class LesionCurveView:
    """Accuracy against the number of silenced units."""

    layer: str
    split: Split
    ranking_split: RankingSplit
    curves: tuple[CurveOfOrder, ...]
    chance: float
    n: int
    step: int


@dataclass(frozen=True)
class RankingView:
    """Importance of units, the larger the more important, and how far the ways agree.

    Attributes
    ----------
    importance : dict of way to float64 (units,)
        ``exact``: rise of the mean cross-entropy with the unit alone silenced, nats per image.
        ``first-order``: an estimate of it. ``greedy``: minus the place in the order, 0 for the first. NaN: not known yet, or
        left without a place because the greedy way ended before.
    agreement : dict of (layer, way) to (float, float, float)
        Spearman's correlation with ``exact``, the rise of the loss, over the layer's units that have a value in both,
        and its 95 % bootstrap interval; NaN where it is not defined.
    accuracy_lost : float64 (units,)
        With the unit alone silenced, on the same images, -1..1; NaN: not known yet, and where the
        exact way was not asked for.
    group, greedy_by, stop_share
        As they were asked for, see `RankUnits`.
    """

    split: RankingSplit
    units: tuple[Unit, ...]
    importance: dict[RankingWay, Numbers]
    agreement: dict[tuple[str, RankingWay], tuple[float, float, float]]
    accuracy_lost: Numbers
    n: int
    step: int
    group: int = 1
    greedy_by: GreedyMeasure = PUBLISHED_MEASURE
    stop_share: float = WHOLE_LAYER


@dataclass(frozen=True)
class ChangedImages:
    """Some of the images that a lesion broke or saved; `indices` are places in the split."""

    lesion: Lesion
    split: Split
    kind: Literal["broken", "saved"]
    n_broken: int
    n_saved: int
    n: int
    first: int
    indices: NDArray[np.int64]
    labels: NDArray[np.int64]
    answers_before: NDArray[np.int64]
    answers_after: NDArray[np.int64]
    pictures: Bytes  # (count, height, width, channels)
    step: int

    @property
    def total(self) -> int:
        """How many images of this kind there are in all."""
        return self.n_broken if self.kind == "broken" else self.n_saved


@dataclass(frozen=True)
class Dissociation:
    """What two lesions do to two groups of classes.

    Attributes
    ----------
    intact : (Share, Share)
        Of each group of classes.
    lesioned : ((Share, Share), (Share, Share))
        Of lesion A, then B: each group of classes.
    change : float64 (2, 2, 3)
        Lesion, group: change of accuracy and its paired 95 % interval.
    interaction, interaction_low, interaction_high : float
        (A on 1 - A on 2) - (B on 1 - B on 2) and its 95 % interval over images, made of the paired
        ones of both groups.
    """

    lesion_a: Lesion
    lesion_b: Lesion
    classes_1: tuple[int, ...]
    classes_2: tuple[int, ...]
    split: Split
    intact: tuple[Share, Share]
    lesioned: tuple[tuple[Share, Share], tuple[Share, Share]]
    change: Numbers
    interaction: float
    interaction_low: float
    interaction_high: float
    chance: float
    step: int


@dataclass(frozen=True)
class RestoreProof:
    """Hashes of the weights and of the scores of `n` images, before the lesions and now.

    Attributes
    ----------
    weights_before, scores_before : str
        sha256 of a twin of the network that was made before the first lesion on these weights, and
        on which no lesion is ever tried.
    weights_now, scores_now : str
        sha256 of the network itself, by the same plain pass.
    lesions : int
        Lesions that were tried on these weights since; with 0 nothing is proved.
    """

    split: Split
    weights_before: str
    weights_now: str
    scores_before: str
    scores_now: str
    n: int
    step: int
    lesions: int = 0

    @property
    def exact(self) -> bool:
        """Whether nothing has changed at all."""
        same_weights = self.weights_before == self.weights_now
        return same_weights and self.scores_before == self.scores_now
