"""Laws of the ways to choose units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.gui.panels.lesion_choices import first_half, inverted, random_units


def test_first_half_of_sixteen_is_the_first_eight():
    assert first_half(16) == tuple(range(8))
    assert first_half(5) == (0, 1)
    assert first_half(1) == (0,)


@given(st.integers(1, 300), st.data(), st.integers(0, 2**31 - 1))
def test_random_units_are_k_different_ones_and_fixed_by_the_seed(n_units, data, seed):
    k = data.draw(st.integers(0, n_units))
    units = random_units(n_units, k, seed)
    assert len(units) == len(set(units)) == k
    assert all(0 <= unit < n_units for unit in units)
    assert units == tuple(sorted(units)) == random_units(n_units, k, seed)


def test_another_seed_draws_others():
    assert random_units(100, 10, 0) != random_units(100, 10, 1)


def test_more_units_than_there_are_is_refused():
    with pytest.raises(ValueError, match="larger sample"):
        random_units(3, 4, 0)


@given(st.integers(1, 200), st.sets(st.integers(0, 199)))
def test_inverting_twice_gives_the_same_units_back(n_units, units):
    known = {unit for unit in units if unit < n_units}
    assert set(inverted(n_units, inverted(n_units, known))) == known
    assert set(inverted(n_units, known)) & known == set()
