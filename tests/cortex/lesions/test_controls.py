"""Random controls and the judgement beside them, against lists of all subsets."""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visctx_gui.cortex.lesions.controls import ControlDraws, control_draws, judge


@st.composite
def lesions_of_a_layer(draw: st.DrawFn) -> tuple[int, tuple[int, ...]]:
    """Units of a layer, and a lesion of some of them; not sorted."""
    n_units = draw(st.integers(1, 8))
    own = draw(st.lists(st.integers(0, n_units - 1), unique=True, min_size=1))
    return n_units, tuple(own)


def all_others(n_units: int, own: tuple[int, ...]) -> set[tuple[int, ...]]:
    """By brute force."""
    return set(combinations(range(n_units), len(own))) - {tuple(sorted(own))}


@given(lesions_of_a_layer(), st.integers(1, 30), st.integers(0, 5))
def test_draws_are_other_subsets_each_once(
    layer: tuple[int, tuple[int, ...]], draws: int, seed: int
) -> None:
    n_units, own = layer
    others = all_others(n_units, own)
    drawn = control_draws(n_units, len(own), draws, seed, own)
    assert len(set(drawn.subsets)) == len(drawn.subsets) == min(draws, len(others))
    assert set(drawn.subsets) <= others
    assert drawn.exhaustive == (len(others) <= draws)
    assert drawn == control_draws(n_units, len(own), draws, seed, own)


@given(st.integers(2, 300), st.data())
def test_draws_of_large_layers_are_whole_and_without_repetition(
    n_units: int, data: st.DataObject
) -> None:
    k = data.draw(st.integers(1, n_units))
    drawn = control_draws(n_units, k, 20, data.draw(st.integers(0, 3)), tuple(range(k)))
    assert all(list(subset) == sorted(set(subset)) for subset in drawn.subsets)
    assert all(
        len(subset) == k and 0 <= subset[0] <= subset[-1] < n_units for subset in drawn.subsets
    )
    assert len(set(drawn.subsets)) == len(drawn.subsets)
    assert tuple(range(k)) not in drawn.subsets
    assert k in (1, n_units - 1, n_units) or len(drawn.subsets) >= min(
        20, math.comb(n_units, k) - 1
    )


def test_a_whole_layer_has_no_control() -> None:
    assert control_draws(4, 4, 20, 0, (0, 1, 2, 3)) == ControlDraws((), exhaustive=True)
    assert control_draws(1, 1, 20, 0, (0,)) == ControlDraws((), exhaustive=True)
    assert control_draws(4, 0, 20, 0) == ControlDraws((), exhaustive=True)


def test_without_a_lesion_no_subset_is_left_out() -> None:
    assert set(control_draws(5, 2, 10, 0).subsets) == set(combinations(range(5), 2))


def test_another_seed_draws_others_and_more_draws_begin_with_the_same() -> None:
    few = control_draws(16, 8, 20, 7, tuple(range(8)))
    assert control_draws(16, 8, 50, 7, tuple(range(8))).subsets[:20] == few.subsets
    assert control_draws(16, 8, 20, 8, tuple(range(8))).subsets != few.subsets


def test_every_other_subset_is_equally_likely() -> None:
    n_seeds, others = 4_000, sorted(all_others(6, (0, 1, 2)))
    counts = Counter(
        subset
        for seed in range(n_seeds)
        for subset in control_draws(6, 3, 2, seed, (0, 1, 2)).subsets
    )
    expected = 2 * n_seeds / len(others)
    chi_square = sum((counts[subset] - expected) ** 2 / expected for subset in others)
    assert chi_square < 43.8  # 0.1 % of 18 degrees of freedom lie above 42.3


@pytest.mark.parametrize(
    ("n_units", "k", "draws", "own"),
    [
        (4, 5, 1, ()),
        (4, -1, 1, ()),
        (4, 2, 0, ()),
        (4, 2, 1, (1,)),
        (4, 2, 1, (1, 1)),
        (4, 2, 1, (3, 4)),
    ],
)
def test_impossible_controls_are_refused(
    n_units: int, k: int, draws: int, own: tuple[int, ...]
) -> None:
    with pytest.raises(ValueError, match=r"drawn|control|lesion"):
        control_draws(n_units, k, draws, 0, own)


DROPS = st.integers(-20, 20).map(lambda steps: steps / 8)


@settings(max_examples=300)
@given(DROPS, st.lists(DROPS, max_size=60), st.booleans())
def test_judgement_equals_its_definition(own: float, drops: list[float], exhaustive: bool) -> None:
    judged = judge(own, drops, exhaustive)
    n = len(drops)
    if n == 0:
        assert judged.verdict == ("no control exists" if exhaustive else "cannot tell")
        assert math.isnan(judged.p)
        return
    p = (len([drop for drop in drops if drop >= own]) + 1) / (n + 1)
    assert judged.p == p
    middle = percentile(drops, 25) <= own <= percentile(drops, 75)
    expected = "yes" if p <= 0.05 else "no" if n >= 20 and middle else "cannot tell"
    assert judged.verdict == expected


def percentile(drops: list[float], percent: float) -> float:
    """Between the two sorted drops on both sides of the place."""
    ordered = sorted(drops)
    place = percent / 100 * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


@given(DROPS, DROPS, st.lists(DROPS, min_size=1, max_size=40))
def test_more_harm_never_raises_p(one: float, other: float, drops: list[float]) -> None:
    more, less = max(one, other), min(one, other)
    assert judge(more, drops, False).p <= judge(less, drops, False).p


def test_the_verdicts_at_their_borders() -> None:
    assert judge(2.0, [0.0, 1.0] * 9 + [0.0], False).verdict == "yes"  # 19 draws: p = 1/20
    assert judge(2.0, [0.0, 1.0] * 9, False).verdict == "cannot tell"  # 18 draws cannot reach it
    assert judge(0.5, [0.0, 1.0] * 10, False).verdict == "no"
    assert judge(0.5, [0.0, 1.0] * 9 + [0.0], False).verdict == "cannot tell"  # 19 are too few
    assert judge(-1.0, [0.0, 1.0] * 20, False).verdict == "cannot tell"  # outside the middle half
    assert judge(0.0, [0.0] * 20, True).verdict == "no"  # ties count as harmful as the lesion


def test_trap_t6_a_random_lesion_is_called_special_one_time_in_twenty_at_most() -> None:
    random = np.random.default_rng(0)
    called = [
        judge(random.normal(), random.normal(size=39).tolist(), False).verdict for _ in range(4_000)
    ]
    assert 0.035 <= called.count("yes") / 4_000 <= 0.06
    assert 0.4 <= called.count("no") / 4_000 <= 0.6


@pytest.mark.parametrize(("own", "drops"), [(math.nan, [0.1]), (0.1, [math.inf])])
def test_harm_that_is_no_number_is_refused(own: float, drops: list[float]) -> None:
    with pytest.raises(ValueError, match="finite"):
        judge(own, drops, False)
