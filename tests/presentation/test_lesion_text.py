"""A lesion as a short text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.plan.lesion import INTACT, Lesion, silence
from visctx_gui.presentation.lesion_text import lesion_text, units_text


@pytest.mark.parametrize(
    ("units", "text"),
    [
        ((), ""),
        ((3,), "3"),
        (range(8), "0-7"),
        ((0, 1, 2, 9), "0-2, 9"),
        ((1, 3, 4, 6), "1, 3-4, 6"),
    ],
)
def test_neighbours_are_drawn_together(units, text: str):
    assert units_text(tuple(units)) == text


@given(st.sets(st.integers(0, 60)))
def test_every_unit_is_in_the_text_and_no_other(units: set[int]):
    found: set[int] = set()
    for run in filter(None, units_text(tuple(sorted(units))).split(", ")):
        first, _, last = run.partition("-")
        found |= set(range(int(first), int(last or first) + 1))
    assert found == units


def test_layers_stand_beside_each_other():
    lesion = Lesion((*silence("conv2", (3,)), *silence("conv1", range(8))))
    assert lesion_text(lesion) == "conv1 0-7; conv2 3"
    assert lesion_text(INTACT) == "–"
