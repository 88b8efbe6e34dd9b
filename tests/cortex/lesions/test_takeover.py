"""How the importance of units changes when a network recovers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.cortex.lesions.sweep_tally import LayerTally, SweepTally
from visctx_gui.cortex.lesions.takeover import (
    Importance,
    change_of_importance,
    importance_of,
)
from visctx_gui.cortex.training.intervals import paired_difference

N = 1000


def importance(units: list[int], losses: list[float], half: float = 0.01) -> Importance:
    loss = np.array(losses)
    return Importance(np.array(units), loss, loss - half, loss + half)


def swept(units: list[int], lost: list[int], won: list[int]) -> SweepTally:
    """A sweep over N images of two classes, of which the intact network names 800 rightly."""
    classes = np.array([600, 400])
    right = np.array([500, 300])
    by_class = right - np.stack([np.array(lost) - won, np.zeros(len(units), np.int64)], axis=1)
    layer = LayerTally(np.array(units), by_class, np.array(lost), np.array(won))
    return SweepTally(N, classes, right, {"conv1": layer})


def test_importance_is_the_loss_with_its_paired_interval() -> None:
    found = importance_of(swept([2, 5], [90, 10], [10, 30]), "conv1")
    assert found.units.tolist() == [2, 5]
    assert found.loss == pytest.approx([0.08, -0.02])
    for place, (lost, won) in enumerate([(90, 10), (10, 30)]):
        change, low, high = paired_difference(800 - lost, lost, won, N)
        assert found.loss[place] == pytest.approx(-change)
        assert found.low[place] == pytest.approx(-high)
        assert found.high[place] == pytest.approx(-low)


def test_units_that_took_over_come_with_the_largest_rise_first() -> None:
    before = importance([0, 1, 2, 3, 4], [0.10, 0.00, 0.05, 0.05, 0.20])
    after = importance([4, 3, 2, 1], [0.10, 0.06, 0.08, 0.30])
    found = change_of_importance(before, after)
    assert found.units.tolist() == [1, 2, 3, 4]  # unit 0 was silenced in between
    assert found.change == pytest.approx([0.30, 0.03, 0.01, -0.10])
    half = math.sqrt(2) * 0.01
    assert found.low == pytest.approx(found.change - half)
    assert found.high == pytest.approx(found.change + half)
    assert found.took_over == (1, 2)


def test_equally_large_rises_are_in_the_order_of_the_units() -> None:
    before, after = importance([0, 1, 2], [0, 0, 0]), importance([0, 1, 2], [0.1, 0.2, 0.1])
    assert change_of_importance(before, after).took_over == (1, 0, 2)


LOSSES = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 200)), min_size=1, max_size=5)


@given(LOSSES, LOSSES)
def test_the_change_lies_in_its_interval_and_turns_with_the_order(
    first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    one, other = (
        importance_of(
            swept(list(range(len(pairs))), [a for a, _ in pairs], [b for _, b in pairs]), "conv1"
        )
        for pairs in (first, second)
    )
    there, back = change_of_importance(one, other), change_of_importance(other, one)
    assert len(there.units) == min(len(first), len(second))
    assert np.all(there.low <= there.change)
    assert np.all(there.change <= there.high)
    assert there.change == pytest.approx(-back.change)
    assert there.low == pytest.approx(-back.high)
    same = change_of_importance(one, one)
    assert not same.change.any()
    assert same.took_over == ()


def test_the_interval_holds_the_true_change_about_95_times_of_100() -> None:
    generator = np.random.default_rng(0)
    true = np.array([0.10, 0.02, 0.16])
    inside, times = 0, 400
    for _ in range(times):
        tallies = []
        for chance in (np.array([0.05, 0.03, 0.0]), np.array([0.15, 0.05, 0.16])):
            lost = generator.binomial(N, chance)
            tallies.append(swept([0, 1, 2], lost.tolist(), [0, 0, 0]))
        before, after = (importance_of(tally, "conv1") for tally in tallies)
        found = change_of_importance(before, after)
        inside += int(((found.low <= true) & (true <= found.high)).sum())
    assert 0.92 < inside / (3 * times) < 0.99


def test_nothing_in_common_and_no_images() -> None:
    empty = change_of_importance(importance([0], [0.1]), importance([1], [0.1]))
    assert empty.units.shape == empty.change.shape == empty.low.shape == (0,)
    assert empty.took_over == ()
    nothing = np.array([np.nan])
    unknown = Importance(np.array([0]), nothing, nothing, nothing)
    assert change_of_importance(unknown, importance([0], [0.1])).took_over == ()
