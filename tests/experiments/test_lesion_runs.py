"""Lesions and lesion curves against an evaluator whose answers are known."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any, TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.cortex.lesions.counts import LesionCounts
from visctx_gui.experiments.draws import random_orders, random_units
from visctx_gui.experiments.lesion_runs import (
    counts_over_all,
    measure_curve,
    measure_lesion,
    units_of,
)
from visctx_gui.experiments.work import evaluations_of_curve
from visctx_gui.plan.experiment import LesionCurvePlan, LesionEntry
from visctx_gui.plan.lesion import INTACT, Lesion

N = 100
Found = TypeVar("Found")


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
            yield LesionCounts(intact, lesioned, right, n - right, 0, n)


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
    assert units_of(LesionEntry(first=3), 16) == ((0, 1, 2),)
    assert units_of(LesionEntry(units=(5, 2, 5)), 16) == ((2, 5),)
    assert len(units_of(LesionEntry(random=3, draws=7), 16)) == 7


def test_a_single_lesion_has_its_interval_and_its_paired_difference() -> None:
    found, _ = driven(measure_lesion(KnownEvaluator(), LesionEntry(first=3), 16))
    assert found.share.accuracy == 0.94
    assert found.share.low < 0.94 < found.share.high
    assert found.difference is not None
    assert found.difference[0] == pytest.approx(-0.06)
    assert found.per_class_change(np.array([[N, 0], [0, 0]]))[0] == pytest.approx(-0.06)
    assert np.isnan(found.per_class_change(np.array([[N, 0], [0, 0]]))[1])


def test_random_lesions_are_summed_up_by_mean_and_range() -> None:
    entry = LesionEntry(random=2, draws=9, seed=3)
    found, _ = driven(measure_lesion(KnownEvaluator(), entry, 8))
    expected = [1 - sum(unit + 1 for unit in units) / N for units in found.units]
    assert found.draws == pytest.approx(expected)
    assert found.share.accuracy == pytest.approx(np.mean(expected))
    assert found.share.low == pytest.approx(np.percentile(expected, 2.5))
    assert found.share.high == pytest.approx(np.percentile(expected, 97.5))
    assert found.difference is None


def obvious_curve(plan: LesionCurvePlan, size: int) -> dict[tuple[str, int], list[float]]:
    """Each point of a curve by itself."""
    orders = {"first": (tuple(range(size)),), "random": random_orders(size, plan.draws, plan.seed)}
    return {
        (order, k): [1 - sum(unit + 1 for unit in path[:k]) / N for path in orders[order]]
        for order in plan.orders
        for k in range(size + 1)
    }


def test_the_curve_is_what_each_point_gives_by_itself() -> None:
    plan, evaluator = LesionCurvePlan(draws=4, seed=5), KnownEvaluator()
    points, slices = driven(measure_curve(evaluator, plan, {"conv1": 8}))
    expected = obvious_curve(plan, 8)
    assert [(point.order, point.k) for point in points] == list(expected)
    for point in points:
        assert point.draws == pytest.approx(expected[point.order, point.k])
        assert point.mean == pytest.approx(np.mean(expected[point.order, point.k]))
    assert len(evaluator.asked) == evaluations_of_curve(plan, {"conv1": 8}) == slices // 2


def test_a_curve_begins_intact_and_ends_with_all_units() -> None:
    points, _ = driven(measure_curve(KnownEvaluator(), LesionCurvePlan(draws=3), {"conv1": 4}))
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
