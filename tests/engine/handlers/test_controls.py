"""Matched random lesions, through the engine."""

from __future__ import annotations

from math import comb, isnan

import numpy as np
import pytest

from tests.engine.handlers.slow_answers import slow_right
from tests.engine.laboratory import LONG, Laboratory
from visctx_gui.cortex.lesions.controls import ControlJudgement
from visctx_gui.engine.handlers import controls
from visctx_gui.engine.lesion_messages import ControlBand, DrawControls
from visctx_gui.engine.messages import (
    Cancelled,
    CancelRequest,
    ContinueTraining,
    EvaluateLesion,
)
from visctx_gui.experiments.matched_controls import control_lesions
from visctx_gui.plan.lesion import INTACT, Lesion, LesionPart, silence

PAIR = silence("conv2", (0, 3))
SIZES = {"conv1": 4, "conv2": 6}
BOTH = Lesion(
    (
        LesionPart("conv1", (1,), dose=0.5),
        LesionPart("conv2", (0, 3), mode="mean"),
        LesionPart("conv2", (4,), positions=((0, 0), (3, 3))),
    )
)


@pytest.mark.parametrize("lesion", [PAIR, BOTH], ids=["one layer", "two layers"])
def test_each_draw_is_the_plain_pass_of_a_matched_lesion(
    trained: Laboratory, lesion: Lesion
) -> None:
    number = trained.post(DrawControls(lesion=lesion, split="test", draws=5, seed=3))
    band = trained.final(number).payload  # type: ignore[union-attr]
    drawn = control_lesions(lesion, SIZES, 5, 3).lesions
    assert len(drawn) == band.n_draws == 5
    expected = [slow_right(trained, one).mean() for one in drawn]
    assert band.draws.tolist() == pytest.approx(expected)
    assert band.own.correct == slow_right(trained, lesion).sum()
    assert band.intact.correct == slow_right(trained).sum()
    harmful = sum(one <= band.own.value for one in band.draws)
    assert band.p == pytest.approx((harmful + 1) / 6)
    assert (band.n, band.chance, band.step) == (360, 0.1, 25)
    assert not band.exhaustive
    for one in drawn:
        assert [(part.layer, part.mode, part.dose, len(part.units)) for part in one] == [
            (part.layer, part.mode, part.dose, len(part.units)) for part in lesion
        ]


def test_the_band_grows_by_one_draw_and_is_judged_at_the_end(trained: Laboratory) -> None:
    number = trained.post(DrawControls(lesion=PAIR, split="test", draws=4))
    final = trained.final(number).payload  # type: ignore[union-attr]
    bands = trained.progress(number)
    assert [len(band.draws) for band in bands] == [0, 1, 2, 3]
    assert all(band.verdict == "cannot tell" for band in bands)
    assert isnan(bands[0].p)
    for band in (*bands, final):
        assert np.array_equal(band.draws, final.draws[: len(band.draws)])
        with pytest.raises(ValueError, match="read-only"):
            band.draws[...] = 0


def test_where_there_are_fewer_subsets_all_others_are_drawn(trained: Laboratory) -> None:
    band = trained.ask(DrawControls(lesion=PAIR, split="test", draws=100))
    assert band.exhaustive
    assert band.n_draws == len(band.draws) == comb(6, 2) - 1
    own = slow_right(trained, PAIR).sum()
    others = [
        slow_right(trained, silence("conv2", (a, b))).sum()
        for a in range(6)
        for b in range(a + 1, 6)
        if (a, b) != (0, 3)
    ]
    assert sorted(np.round(band.draws * 360)) == sorted(others)
    assert band.p == pytest.approx((sum(one <= own for one in others) + 1) / comb(6, 2))


def test_no_verdict_is_given_before_the_last_draw(
    trained: Laboratory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def always_yes(*_: object) -> ControlJudgement:
        return ControlJudgement(0.01, "yes")

    monkeypatch.setattr(controls, "judge", always_yes)
    number = trained.post(DrawControls(lesion=PAIR, split="test", draws=3))
    assert trained.final(number).payload.verdict == "yes"  # type: ignore[union-attr]
    assert [band.verdict for band in trained.progress(number)] == ["cannot tell"] * 3


@pytest.mark.parametrize(
    "lesion",
    [silence("conv1", range(4)), silence("conv1", range(4)).with_units("conv2", range(6)), INTACT],
)
def test_of_whole_layers_no_control_exists(trained: Laboratory, lesion: Lesion) -> None:
    band = trained.ask(DrawControls(lesion=lesion, split="test"))
    assert isinstance(band, ControlBand)
    assert band.verdict == "no control exists"
    assert band.n_draws == len(band.draws) == 0
    assert isnan(band.p)
    assert band.own.correct == slow_right(trained, lesion).sum()


def test_a_whole_layer_beside_a_part_of_another_has_controls(trained: Laboratory) -> None:
    lesion = silence("conv1", range(4)).with_units("conv2", (2,))
    band = trained.ask(DrawControls(lesion=lesion, split="test"))
    assert band.n_draws == 5
    assert band.exhaustive


def test_the_evaluator_is_that_of_the_lesion_itself(trained: Laboratory) -> None:
    trained.ask(EvaluateLesion(lesion=PAIR, split="test"))
    evaluator = trained.session._kept.things["lesion evaluator"][1]
    trained.ask(DrawControls(lesion=PAIR, split="test", draws=2))
    assert trained.session._kept.things["lesion evaluator"][1] is evaluator


def test_all_draws_are_of_one_copy_of_the_weights_while_a_training_runs(
    trained: Laboratory,
) -> None:
    expected = trained.ask(DrawControls(lesion=PAIR, split="test", draws=6))
    trained.begin_training(LONG, paused=True)
    number = trained.post(DrawControls(lesion=PAIR, split="test", draws=6))
    trained.turn()
    trained.ask(ContinueTraining())
    band = trained.final(number).payload  # type: ignore[union-attr]
    assert trained.session.step > band.step == expected.step
    assert np.array_equal(band.draws, expected.draws)


@pytest.mark.parametrize("turns", [1, 3, 8])
def test_cancelling_the_draws_at_any_moment(trained: Laboratory, turns: int) -> None:
    number = trained.post(DrawControls(lesion=PAIR, split="test", draws=12))
    for _ in range(turns):
        trained.turn()
    trained.post(CancelRequest(cancelled_id=number))
    assert isinstance(trained.final(number), Cancelled)
    again = trained.ask(DrawControls(lesion=PAIR, split="test", draws=2))
    assert len(again.draws) == 2


@pytest.mark.parametrize("draws", [0, -1, 1_001])
def test_a_senseless_number_of_draws_is_refused(laboratory: Laboratory, draws: int) -> None:
    refusal = laboratory.refusal(DrawControls(lesion=PAIR, split="test", draws=draws))
    assert str(draws) in refusal.what.english()


def test_an_unknown_layer_is_refused(laboratory: Laboratory) -> None:
    laboratory.refusal(DrawControls(lesion=silence("conv9", (0,)), split="test"))
