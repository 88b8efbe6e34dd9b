"""Random lesions matched to a lesion."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.experiments.test_lesion_runs import KnownEvaluator, driven
from visctx_gui.cortex.lesions.controls import control_draws
from visctx_gui.experiments.matched_controls import control_lesions, measure_control
from visctx_gui.plan.lesion import INTACT, Lesion, LesionPart, silence

SIZES = {"conv1": 4, "conv2": 5}


@st.composite
def lesions(draw: st.DrawFn) -> Lesion:
    """One to three parts of two small layers."""
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        layer = draw(st.sampled_from(sorted(SIZES)))
        units = draw(st.sets(st.integers(0, SIZES[layer] - 1), min_size=1))
        mode = draw(st.sampled_from(("zero", "mean")))
        parts.append(LesionPart(layer, tuple(units), mode=mode))
    return Lesion(tuple(parts))


@given(lesions(), st.integers(1, 30), st.integers(0, 1000))
def test_trap_t06_each_draw_matches_layers_numbers_and_kinds(
    lesion: Lesion, draws: int, seed: int
) -> None:
    control = control_lesions(lesion, SIZES, draws, seed)
    others = math.prod(math.comb(SIZES[one], len(lesion.units(one))) for one in lesion.layers) - 1
    assert len(control.lesions) == min(draws, others)
    assert control.exhaustive == (others <= draws)
    units = {tuple(one.units(layer) for layer in lesion.layers) for one in control.lesions}
    assert len(units) == len(control.lesions)
    assert tuple(lesion.units(layer) for layer in lesion.layers) not in units
    for one in control.lesions:
        assert sorted((part.layer, part.mode, len(part.units)) for part in one) == sorted(
            (part.layer, part.mode, len(part.units)) for part in lesion
        )
    assert control_lesions(lesion, SIZES, draws, seed) == control


def test_place_and_dose_stay_as_they_are() -> None:
    lesion = Lesion((LesionPart("conv1", (0,), ((1, 2),), "noise", 0.5, 7),))
    for one in control_lesions(lesion, SIZES, 20, 0).lesions:
        (part,) = one
        assert (part.positions, part.mode, part.dose, part.seed) == (((1, 2),), "noise", 0.5, 7)


def test_a_single_layer_is_drawn_as_everywhere_in_the_program() -> None:
    expected = control_draws(16, 8, 20, 3, tuple(range(8)))
    found = control_lesions(silence("conv1", range(8)), {"conv1": 16}, 20, 3)
    assert [one.units("conv1") for one in found.lesions] == list(expected.subsets)


def test_all_units_of_each_layer_have_no_control() -> None:
    whole = Lesion((*silence("conv1", range(4)), *silence("conv2", range(5))))
    for lesion in (whole, INTACT):
        control = control_lesions(lesion, SIZES, 20, 0)
        assert control.lesions == ()
        assert control.exhaustive
    half = Lesion((*silence("conv1", range(4)), *silence("conv2", (0,))))
    assert len(control_lesions(half, SIZES, 20, 0).lesions) == 4


def test_the_verdict_follows_from_the_draws() -> None:
    """Unit u costs u + 1 of 100 answers, so the last units are worse than any other choice."""
    lesion = silence("conv1", (14, 15))
    found, _ = driven(
        measure_control(KnownEvaluator(), lesion, 100 - 31, {"conv1": 16}, 20, seed=1)
    )
    drawn = control_lesions(lesion, {"conv1": 16}, 20, 1).lesions
    expected = [1 - sum(unit + 1 for unit in one.units("conv1")) / 100 for one in drawn]
    assert found.draws == pytest.approx(expected)
    assert found.share.accuracy == pytest.approx(np.mean(expected))
    assert (found.verdict, found.exhaustive, found.n_units) == ("yes", False, 2)
    assert found.p == pytest.approx(1 / 21)
    least = silence("conv1", (0, 1))
    mild, _ = driven(measure_control(KnownEvaluator(), least, 97, {"conv1": 16}, 20, seed=1))
    assert mild.p == 1.0
    assert mild.verdict == "cannot tell"
