"""Lesions and lesion curves against an evaluator whose answers are known."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any, TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.cortex.lesions.counts import LesionCounts
from visctx_gui.cortex.training.intervals import paired_difference
from visctx_gui.experiments.draws import random_orders, random_units
from visctx_gui.experiments.importance import ExactHarm, exact_order
from visctx_gui.experiments.lesion_curves import measure_curve
from visctx_gui.experiments.lesion_outcomes import DamagedPart, lesion_of
from visctx_gui.experiments.lesion_runs import (
    damaged_parts,
    measure_lesion,
    units_of,
    with_control,
)
from visctx_gui.experiments.lesion_steps import counts_over_all
from visctx_gui.experiments.work import evaluations_of_curve
from visctx_gui.plan.lesion import INTACT, Lesion
from visctx_gui.plan.lesion_entry import LesionCurvePlan, LesionEntry
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.scotoma import Scotoma

N = 100
IMPORTANCE = np.array([0.0, 0.1, 0.0, 0.3, 0.0, -0.1, 0.2, 0.0])
IMPORTANCE_ORDER = (3, 6, 1, 0, 2, 4, 7, 5)
Found = TypeVar("Found")


def harm(loss_rise: Any) -> ExactHarm:
    """An order by the loss that the accuracy does not tell."""
    values = np.asarray(loss_rise, np.float64)
    return ExactHarm(values, np.zeros_like(values))


class KnownEvaluator:
    """Each silenced unit u costs u + 1 right answers of 100; two slices per measurement."""

    def __init__(self) -> None:
        self.asked: list[Lesion] = []

    def counts(self, lesion: Lesion) -> Iterator[LesionCounts]:
        self.asked.append(lesion)
        lost = sum(unit + 1 for layer in lesion.layers for unit in lesion.units(layer))
        for n in (N // 2, N):
            right = max(0, n - lost * n // N)
            intact = np.array([[n, 0], [0, 0]])
            lesioned = np.array([[right, n - right], [0, 0]])
            yield LesionCounts(intact, lesioned, np.array([right, 0]))


def parts_of(entry: LesionEntry, size: int) -> tuple[DamagedPart, ...]:
    """An entry by itself."""
    return (DamagedPart(entry, units_of(entry, size, {}), None, size),)


def driven(work: Generator[None, None, Found]) -> tuple[Found, int]:
    """What a piece of work returns, and how often it yielded."""
    slices = 0
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value, slices
        slices += 1


def test_the_last_counts_are_taken() -> None:
    counts, slices = driven(counts_over_all(KnownEvaluator(), INTACT))
    assert (counts.n, slices) == (N, 2)


def test_no_images_are_an_error() -> None:
    class Empty:
        def counts(self, lesion: Lesion) -> Iterator[LesionCounts]:
            return iter(())

    with pytest.raises(ValueError, match="no images"):
        driven(counts_over_all(Empty(), INTACT))


def test_first_units_and_named_units() -> None:
    assert units_of(LesionEntry(first=3), 16, {}) == ((0, 1, 2),)
    assert units_of(LesionEntry(units=(5, 2, 5)), 16, {}) == ((2, 5),)
    assert len(units_of(LesionEntry(random=3, draws=7), 16, {})) == 7
    assert units_of(LesionEntry(scotoma=Scotoma()), 4, {}) == ((0, 1, 2, 3),)


def test_ranked_units_are_the_most_important_on_their_split() -> None:
    importances = {
        ("conv1", "validation"): harm([0.0, 0.2, 0.2, 0.5]),
        ("conv1", "train"): harm([0.9, 0.0, 0.0, 0.0]),
    }
    assert units_of(LesionEntry(ranked=1), 4, importances) == ((3,),)
    assert units_of(LesionEntry(ranked=2), 4, importances) == ((1, 3),)
    assert units_of(LesionEntry(ranked=1, ranking_split="train"), 4, importances) == ((0,),)


def test_a_loss_that_is_no_number_is_the_largest_and_no_unit_is_left_out() -> None:
    assert exact_order(np.array([0.5, np.nan, -1.0, np.inf, np.nan])) == (1, 3, 4, 0, 2)
    unknown = {("conv1", "validation"): harm([np.nan] * 4)}
    assert units_of(LesionEntry(ranked=3), 4, unknown) == ((0, 1, 2),)


def test_entries_with_one_name_act_together() -> None:
    network = NetworkPlan(filters=(4, 6))
    group = (
        LesionEntry(units=(1,), name="both"),
        LesionEntry("conv2", first=2, mode="mean", dose=0.5, name="both"),
        LesionEntry("conv2", units=(5,), positions=((1, 2),), name="both"),
    )
    parts = damaged_parts(group, network, {})
    assert [part.positions for part in parts] == [None, None, ((1, 2),)]
    together = lesion_of(parts)
    assert together.units("conv1") == (1,)
    assert together.units("conv2") == (0, 1, 5)
    assert {(part.mode, part.dose, part.positions) for part in together} == {
        ("zero", 1.0, None),
        ("mean", 0.5, None),
        ("zero", 1.0, ((1, 2),)),
    }
    evaluator = KnownEvaluator()
    driven(measure_lesion(evaluator, parts))
    assert evaluator.asked == [together]


def test_trap_t06_every_chosen_lesion_gets_a_control_and_a_random_one_none() -> None:
    evaluator = KnownEvaluator()
    worst, _ = driven(measure_lesion(evaluator, parts_of(LesionEntry(units=(6, 7), draws=5), 8)))
    found, _ = driven(with_control(evaluator, worst, {"conv1": 8}))
    assert found.control is not None
    assert len(found.control.draws) == 5
    assert found.control.n_units == 2
    assert found.control.p == pytest.approx(1 / 6)
    assert found.control.share.accuracy == pytest.approx(found.control.draws.mean())
    random, _ = driven(measure_lesion(evaluator, parts_of(LesionEntry(random=2, draws=3), 8)))
    assert driven(with_control(evaluator, random, {"conv1": 8}))[0] is random


def test_a_whole_layer_has_no_control() -> None:
    evaluator = KnownEvaluator()
    whole, _ = driven(measure_lesion(evaluator, parts_of(LesionEntry(first=8), 8)))
    found, _ = driven(with_control(evaluator, whole, {"conv1": 8}))
    assert found.control is not None
    assert found.control.verdict == "no control exists"
    assert np.isnan(found.control.p)


def test_a_single_lesion_has_its_interval_and_its_paired_difference() -> None:
    found, _ = driven(measure_lesion(KnownEvaluator(), parts_of(LesionEntry(first=3), 16)))
    assert found.share.accuracy == 0.94
    assert found.share.low < 0.94 < found.share.high
    assert found.mcnemar_p == pytest.approx(2 * 0.5**6)
    assert found.difference is not None
    assert found.difference[0] == pytest.approx(-0.06)
    assert found.per_class_change[0] == pytest.approx(-0.06)
    assert tuple(found.change[0]) == found.difference == paired_difference(94, 6, 0, N)
    assert np.isnan(found.change[1]).all()


def test_trap_t33_the_spread_over_random_units_is_not_the_interval_over_images() -> None:
    entry = LesionEntry(random=2, draws=9, seed=3)
    found, _ = driven(measure_lesion(KnownEvaluator(), parts_of(entry, 8)))
    expected = [1 - sum(unit + 1 for unit in units) / N for units in found.units]
    assert found.draws == pytest.approx(expected)
    assert found.share.accuracy == pytest.approx(np.mean(expected))
    assert found.share.low == pytest.approx(np.percentile(expected, 2.5))
    assert found.share.high == pytest.approx(np.percentile(expected, 97.5))
    assert found.difference is None
    changes = np.array(expected) - 1
    assert found.per_class_change[0] == pytest.approx(changes.mean())
    assert found.per_class_interval[0] == pytest.approx(np.percentile(changes, (2.5, 97.5)))
    assert np.isnan(found.change[1]).all()


def obvious_curve(plan: LesionCurvePlan, size: int) -> dict[tuple[str, int], list[float]]:
    """Each point of a curve by itself."""
    orders = {
        "first": (tuple(range(size)),),
        "random": random_orders(size, plan.draws, plan.seed),
        "importance": (IMPORTANCE_ORDER,),
    }
    return {
        (order, k): [1 - sum(unit + 1 for unit in path[:k]) / N for path in orders[order]]
        for order in plan.orders
        for k in range(size + 1)
    }


def test_the_curve_is_what_each_point_gives_by_itself() -> None:
    plan = LesionCurvePlan(orders=("first", "random", "importance"), draws=4, seed=5)
    evaluator = KnownEvaluator()
    importances = {
        ("conv1", "validation"): harm(IMPORTANCE),
        ("conv1", "train"): harm(-IMPORTANCE),
    }
    points, slices = driven(measure_curve(evaluator, plan, {"conv1": 8}, importances))
    expected = obvious_curve(plan, 8)
    assert [(point.order, point.k) for point in points] == list(expected)
    for point in points:
        assert point.draws == pytest.approx(expected[point.order, point.k])
        assert point.mean == pytest.approx(np.mean(expected[point.order, point.k]))
    assert len(evaluator.asked) == evaluations_of_curve(plan, {"conv1": 8}) == slices // 2


def test_a_curve_begins_intact_and_ends_with_all_units() -> None:
    points, _ = driven(measure_curve(KnownEvaluator(), LesionCurvePlan(draws=3), {"conv1": 4}, {}))
    random = [point for point in points if point.order == "random"]
    assert random[0].draws.tolist() == [1.0, 1.0, 1.0]
    assert random[0].sd == random[-1].sd == 0.0
    assert random[-1].draws.tolist() == [0.9, 0.9, 0.9]
    assert [point.sd for point in points if point.order == "first"] == [0.0] * 5


def test_no_curve_is_no_work() -> None:
    assert evaluations_of_curve(None, {"conv1": 8}) == 0


@given(st.integers(1, 20), st.data(), st.integers(1, 10), st.integers(0, 2**31 - 1))
def test_random_units_are_sets_of_the_right_size(
    size: int, data: Any, draws: int, seed: int
) -> None:
    amount = data.draw(st.integers(0, size))
    units = random_units(size, amount, draws, seed)
    assert units == random_units(size, amount, draws, seed)
    assert len(units) == draws
    for one in units:
        assert len(one) == len(set(one)) == amount
        assert list(one) == sorted(one)
        assert set(one) <= set(range(size))


def test_each_unit_is_drawn_equally_often() -> None:
    counts = np.zeros(16)
    for units in random_units(16, 8, 2000, seed=0):
        counts[list(units)] += 1
    assert abs(counts - 1000).max() < 5 * np.sqrt(500)


def test_another_seed_draws_other_units() -> None:
    assert random_orders(16, 5, 0) != random_orders(16, 5, 1)
