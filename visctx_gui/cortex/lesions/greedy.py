"""The greedy ranking of the units of a layer: the most harmful group first, the rest ranked anew."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visctx_gui.cortex.lesions.sweep_tally import SweepTally
from visctx_gui.plan.greedy import PUBLISHED_STOP_SHARE, greedy_rounds
from visctx_gui.plan.lesion import INTACT, Lesion, silence

Harms = Mapping[int, float]
Sweep = Callable[[Lesion], Iterator[Harms | None]]
Counting = Callable[[Lesion], Iterator[SweepTally | None]]


@dataclass(frozen=True)
class GreedyRound:
    """One round: a ranking of the units that were left, and the group taken from its top.

    Attributes
    ----------
    number : int
        From 1.
    group : tuple of int
        Units taken in this round, most harmful first.
    ranking : tuple of int
        All units taken so far, in the order they were taken.
    harms : dict of int to float
        For every unit that was left before this round: the harm with it silenced on top of the
        units taken before.
    """

    number: int
    group: tuple[int, ...]
    ranking: tuple[int, ...]
    harms: dict[int, float]


def greedy_ranking(
    sweep: Sweep,
    layer: str,
    n_units: int,
    group_size: int,
    stop_share: float = PUBLISHED_STOP_SHARE,
    base: Lesion = INTACT,
) -> Generator[GreedyRound | None, None, tuple[int, ...]]:
    """Rank the units of a layer as Dobs et al. 2022 (Science Advances, eabl8913) do.

    Each unit that is left is silenced on top of those already taken. The group whose single
    members do most harm is taken, and the rest is ranked anew. A round costs a whole sweep, so
    this is slow: `greedy_rounds` says how many.

    Parameters
    ----------
    sweep : function of Lesion
        Yields None after a slice of work, and the harm of single units as it is known: for each
        a number that is larger the worse the network does with this unit silenced on top of the
        lesion. `by_loss` takes the mean cross-entropy, as the authors do; `by_accuracy` the share
        of wrong answers. A later value of a unit replaces an earlier one. Units that are silenced already
        may be missing. The images are those of the ranking (training images in the authors'
        protocol), never those of the test.
    layer : str
    n_units : int
        Units of the layer.
    group_size : int
        Units taken in one round; `published_group_size` gives the authors'.
    stop_share : float
        The ranking ends once more than this share of the units that were left at the start is
        taken; 0.2 in the authors' protocol, at 1 all units are ranked.
    base : Lesion
        Damage that is there from the start. Its units of this layer are not ranked.

    Yields
    ------
    None or GreedyRound
        None after a slice; the round when it is done.

    Returns
    -------
    tuple of int
        All units taken, in order. Of two equally harmful units the one with the lower index is
        first; harm that is no number counts as the largest.

    Raises
    ------
    ValueError
        For numbers out of range, or where a sweep leaves out a unit.
    """
    left = [unit for unit in range(n_units) if unit not in base.units(layer)]
    rounds = greedy_rounds(len(left), group_size, stop_share)
    ranking: tuple[int, ...] = ()
    for number in range(1, rounds + 1):
        found: dict[int, float] = {}
        for harms in sweep(_on_top(base, layer, ranking)):
            if harms is not None:
                found.update(harms)
            yield None
        if missing := [unit for unit in left if unit not in found]:
            raise ValueError(f"the sweep says nothing of the units {missing} of {layer}")
        group = tuple(sorted(left, key=lambda unit: _most_harmful_first(found[unit]))[:group_size])
        ranking += group
        known = {unit: found[unit] for unit in left}
        left = [unit for unit in left if unit not in group]
        yield GreedyRound(number, group, ranking, known)
    return ranking


def by_loss(sweep: Counting, layer: str) -> Sweep:
    """A sweep for `greedy_ranking` from one that also sums the cross-entropy: the authors' way.

    Parameters
    ----------
    sweep : function of Lesion
        Yields None, or the counts so far, with the loss; at last those over all images and units.
    layer : str
        The layer to be ranked.

    Returns
    -------
    function of Lesion
        The harm is the mean cross-entropy, nats per image. It raises ValueError for counts
        without the loss.
    """
    return _harms(sweep, layer, lambda tally: tally.loss(layer))


def by_accuracy(sweep: Counting, layer: str) -> Sweep:
    """A sweep for `greedy_ranking` from one that counts answers.

    Parameters
    ----------
    sweep : function of Lesion
        Yields None, or the counts so far; at last those over all images and units.
    layer : str
        The layer to be ranked.

    Returns
    -------
    function of Lesion
        The harm is the share of images named wrongly, 0..1. It is coarser than the authors'
        cross-entropy: units that change the same number of answers are equally harmful.
    """
    return _harms(sweep, layer, lambda tally: 1.0 - tally.accuracy(layer))


def _harms(
    sweep: Counting, layer: str, values: Callable[[SweepTally], NDArray[np.float64]]
) -> Sweep:
    def harms(base: Lesion) -> Iterator[Harms | None]:
        for tally in sweep(base):
            if tally is None or layer not in tally.layers:
                yield None
                continue
            units = tally.layers[layer].units.tolist()
            yield dict(zip(units, values(tally).tolist(), strict=True))

    return harms


def _on_top(base: Lesion, layer: str, units: tuple[int, ...]) -> Lesion:
    return Lesion((*base.parts, *silence(layer, units).parts))


def _most_harmful_first(harm: float) -> float:
    return -math.inf if math.isnan(harm) else -harm
