"""The greedy ranking against its definition, on a sweep made up of numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.cortex.lesions.greedy import (
    GreedyRound,
    Harms,
    by_accuracy,
    by_loss,
    greedy_ranking,
)
from visctx_gui.cortex.lesions.sweep_tally import LayerTally, SweepTally
from visctx_gui.plan.greedy import greedy_rounds
from visctx_gui.plan.lesion import INTACT, Lesion, silence

Weights = dict[frozenset[int], float]


class MadeUpSweep:
    """Harms of a network in which pairs of units stand in for one another."""

    def __init__(self, layer: str, n_units: int, weights: Weights) -> None:
        self.layer, self.n_units, self.weights = layer, n_units, weights
        self.bases: list[Lesion] = []

    def loss(self, units: frozenset[int]) -> float:
        return sum(cost for members, cost in self.weights.items() if members <= units)

    def __call__(self, base: Lesion) -> Iterator[Harms | None]:
        self.bases.append(base)
        known = frozenset(base.units(self.layer))
        yield None
        for unit in range(self.n_units):
            if unit not in known:
                yield {unit: math.nan}  # not yet known well
                yield {unit: self.loss(known | {unit})}


def driven(
    sweep: MadeUpSweep, group_size: int, stop_share: float, base: Lesion = INTACT
) -> tuple[list[GreedyRound], tuple[int, ...]]:
    """All rounds, and the ranking that is returned."""
    steps = greedy_ranking(sweep, sweep.layer, sweep.n_units, group_size, stop_share, base)
    rounds: list[GreedyRound] = []
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            return rounds, end.value
        if step is not None:
            rounds.append(step)


@st.composite
def sweeps(draw: st.DrawFn) -> MadeUpSweep:
    n_units = draw(st.integers(1, 9))
    units = st.frozensets(st.integers(0, n_units - 1), min_size=1, max_size=2)
    costs = st.integers(-4, 4).map(float)
    return MadeUpSweep("conv2", n_units, draw(st.dictionaries(units, costs, max_size=12)))


def ranked_by_hand(sweep: MadeUpSweep, group_size: int, stop_share: float) -> list[int]:
    """The protocol as it is written down."""
    taken: list[int] = []
    while len(taken) < sweep.n_units and not len(taken) > stop_share * sweep.n_units:
        left = [unit for unit in range(sweep.n_units) if unit not in taken]
        losses = {unit: sweep.loss(frozenset([*taken, unit])) for unit in left}
        left.sort(key=lambda unit: (-losses[unit], unit))
        taken += left[:group_size]
    return taken


@given(sweeps(), st.integers(1, 4), st.sampled_from([0.0, 0.2, 0.25, 0.5, 1.0]))
def test_ranking_equals_the_protocol(
    sweep: MadeUpSweep, group_size: int, stop_share: float
) -> None:
    rounds, ranking = driven(sweep, group_size, stop_share)
    assert list(ranking) == ranked_by_hand(sweep, group_size, stop_share)
    assert len(rounds) == len(sweep.bases) == greedy_rounds(sweep.n_units, group_size, stop_share)
    assert [one.number for one in rounds] == list(range(1, len(rounds) + 1))
    assert rounds[-1].ranking == ranking == tuple(unit for one in rounds for unit in one.group)
    for base, following in pairwise(sweep.bases):
        assert set(base.units("conv2")) < set(following.units("conv2"))
    for base, one in zip(sweep.bases, rounds, strict=True):
        taken = frozenset(base.units("conv2"))
        assert one.harms == {
            unit: sweep.loss(taken | {unit}) for unit in range(sweep.n_units) if unit not in taken
        }


def test_trap_t9_units_that_stand_in_for_one_another_are_found_only_by_ranking_anew() -> None:
    """Alone, 0 and 1 cost nothing; together more than any other pair."""
    weights = {frozenset({0, 1}): 9.0, frozenset({2}): 1.0, frozenset({0}): 0.5}
    _, anew = driven(MadeUpSweep("conv1", 5, weights), 1, 0.5)
    assert anew == (2, 0, 1)
    _, at_once = driven(MadeUpSweep("conv1", 5, {**weights, frozenset({4}): 0.1}), 5, 1.0)
    assert at_once == (2, 0, 4, 1, 3)


def test_damage_from_the_start_stays_and_is_not_ranked() -> None:
    base = Lesion((*silence("conv1", (3,)), *silence("conv2", (0, 4))))
    sweep = MadeUpSweep("conv2", 6, {frozenset({unit}): float(unit) for unit in range(6)})
    _, ranking = driven(sweep, 2, 1.0, base)
    assert ranking == (5, 3, 2, 1)
    assert sweep.bases[0] == base
    assert all(lesion.units("conv1") == (3,) for lesion in sweep.bases)
    assert sweep.bases[1].units("conv2") == (0, 3, 4, 5)


def test_harm_that_is_no_number_is_the_largest() -> None:
    sweep = MadeUpSweep("conv1", 3, {frozenset({0}): 1.0, frozenset({2}): math.nan})
    assert driven(sweep, 1, 0.0)[1] == (2,)


def test_work_is_yielded_between_slices_and_can_be_ended_early() -> None:
    sweep = MadeUpSweep("conv1", 3, {})
    steps = greedy_ranking(sweep, "conv1", 3, 1, 1.0)
    assert [next(steps) for _ in range(7)] == [None] * 7
    assert isinstance(next(steps), GreedyRound)
    steps.close()
    assert len(sweep.bases) == 1


def test_impossible_rankings_are_refused() -> None:
    with pytest.raises(ValueError, match="no greedy ranking"):
        driven(MadeUpSweep("conv1", 3, {}), 1, 1.5)
    steps = greedy_ranking(lambda base: iter([None, {0: 1.0}]), "conv1", 2, 1)
    with pytest.raises(ValueError, match=r"\[1\] of conv1"):
        list(steps)


def test_counts_of_answers_rank_by_wrong_answers() -> None:
    """Units 4, 2, 1 of a layer: 3, 7 and 5 of 8 images right."""
    right = np.array([[1, 2], [4, 3], [3, 2]])
    none = np.zeros(3, dtype=np.int64)
    layers = {"conv2": LayerTally(np.array([4, 2, 1]), right, none, none)}
    classes = np.array([4, 4])
    tallies = [None, SweepTally(8, classes, classes, {}), SweepTally(8, classes, classes, layers)]
    asked: list[Lesion] = []

    def sweep(base: Lesion) -> Iterator[SweepTally | None]:
        asked.append(base)
        yield from tallies

    found = list(by_accuracy(sweep, "conv2")(silence("conv2", (0,))))
    assert found == [None, None, {4: 5 / 8, 2: 1 / 8, 1: 3 / 8}]
    base = silence("conv2", (0, 3))
    steps = greedy_ranking(by_accuracy(sweep, "conv2"), "conv2", 5, 3, 1.0, base)
    rounds = [step for step in steps if step is not None]
    assert rounds[0].ranking == (4, 1, 2)
    assert asked[-1] == base


def test_summed_losses_rank_by_mean_cross_entropy_where_the_answers_tell_nothing() -> None:
    """Units 4, 2, 1: all 3 of 8 images right, and 2, 6 and 4 nats in all."""
    right = np.array([[1, 2]] * 3)
    none = np.zeros(3, dtype=np.int64)
    loss = np.array([2.0, 6.0, 4.0])
    layers = {"conv2": LayerTally(np.array([4, 2, 1]), right, none, none, loss)}
    classes = np.array([4, 4])
    tally = SweepTally(8, classes, classes, layers)

    def sweep(base: Lesion) -> Iterator[SweepTally | None]:
        yield from (None, tally)

    assert list(by_loss(sweep, "conv2")(INTACT)) == [None, {4: 0.25, 2: 0.75, 1: 0.5}]
    base = silence("conv2", (0, 3))
    orders = {}
    for way in (by_loss, by_accuracy):
        steps = greedy_ranking(way(sweep, "conv2"), "conv2", 5, 3, 1.0, base)
        (done,) = [step for step in steps if step is not None]
        orders[way] = done.ranking
    assert orders == {by_loss: (2, 1, 4), by_accuracy: (1, 2, 4)}


def test_counts_without_the_loss_cannot_rank_by_it() -> None:
    none = np.zeros(1, dtype=np.int64)
    layers = {"conv1": LayerTally(np.array([0]), np.array([[1]]), none, none)}
    tally = SweepTally(1, np.array([1]), np.array([1]), layers)
    with pytest.raises(ValueError, match="cross-entropy of conv1"):
        list(by_loss(lambda base: iter([tally]), "conv1")(INTACT))
