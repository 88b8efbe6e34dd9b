"""What a greedy ranking costs and how far it goes, against the protocol as it is written down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.plan.greedy import greedy_rounds, greedy_units, published_group_size


def test_the_published_protocol_takes_13_rounds_of_8_of_512_units() -> None:
    assert published_group_size(512) == 8
    assert published_group_size(16) == 1
    assert greedy_rounds(512, 8) == 13
    assert greedy_rounds(15, 1, 0.2) == 4  # more than 3, though 0.2 * 15 is more than 3 in floats
    assert greedy_rounds(100, 1, 0.29) == 30  # more than 29, though 0.29 * 100 is less in floats
    assert greedy_rounds(0, 1) == 0


def test_impossible_rankings_are_refused() -> None:
    for terms in ((5, 0, 0.2), (-1, 1, 0.2), (5, 1, 1.5), (5, 1, -0.1), (5, 1, float("nan"))):
        with pytest.raises(ValueError, match="no greedy ranking"):
            greedy_rounds(*terms)


@given(st.integers(1, 40), st.integers(1, 12), st.integers(0, 100))
def test_rounds_and_units_are_those_of_counting(n_units: int, group: int, percent: int) -> None:
    taken, rounds = 0, 0
    while taken < n_units and not 100 * taken > percent * n_units:
        taken, rounds = min(n_units, taken + group), rounds + 1
    assert greedy_rounds(n_units, group, percent / 100) == rounds
    assert greedy_units(n_units, group, percent / 100) == taken


@given(st.integers(0, 40), st.integers(1, 12))
def test_to_the_end_every_unit_has_a_place(n_units: int, group: int) -> None:
    assert greedy_units(n_units, group, 1.0) == n_units
