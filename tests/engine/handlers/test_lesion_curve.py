"""Accuracy against the number of silenced units, through the engine."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from torch.nn import functional

from tests.engine.handlers.slow_answers import images_of, slow_right, slow_scores
from tests.engine.laboratory import LONG, Laboratory
from visctx_gui.engine.lesion_messages import LesionCurveView, SweepUnits, TraceLesionCurve
from visctx_gui.engine.messages import Cancelled, CancelRequest, ContinueTraining, OpenData
from visctx_gui.experiments.draws import random_orders
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.lesion import silence

CURVES = TraceLesionCurve(layer="conv2", split="test", draws=2, seed=7)


def slow_importance(laboratory: Laboratory, split: str) -> list[int]:
    """The unit whose silence leaves the largest cross-entropy first."""
    labels = images_of(laboratory, split).labels
    losses = []
    for unit in range(6):
        scores = slow_scores(laboratory, silence("conv2", (unit,)), split).double()
        losses.append(float(functional.cross_entropy(scores, labels, reduction="sum")))
    return sorted(range(6), key=lambda unit: -losses[unit])  # stable: of equal ones the first


def test_every_point_is_the_plain_pass(trained: Laboratory) -> None:
    view = trained.ask(CURVES)
    assert isinstance(view, LesionCurveView)
    assert [one.order for one in view.curves] == ["importance", "first", "random"]
    paths = {
        "importance": (tuple(slow_importance(trained, "validation")),),
        "first": (tuple(range(6)),),
        "random": random_orders(6, 2, 7),
    }
    for curve in view.curves:
        assert curve.units == (() if curve.order == "random" else paths[curve.order][0])
        assert curve.accuracy.shape == (len(paths[curve.order]), 7)
        for draw, path in enumerate(paths[curve.order]):
            for k in range(7):
                right = slow_right(trained, silence("conv2", path[:k])).mean()
                assert curve.accuracy[draw, k] == pytest.approx(right), (curve.order, draw, k)
        with pytest.raises(ValueError, match="read-only"):
            curve.accuracy[0, 0] = 1
    assert (view.n, view.chance, view.step) == (360, 0.1, 25)
    assert view.ranking_split == "validation"


def test_the_first_view_is_empty_and_later_ones_only_gain(trained: Laboratory) -> None:
    number = trained.post(replace(CURVES, orders=("random", "first")))
    trained.turn()
    first, *later = trained.progress(number)
    assert later == []
    assert all(np.isnan(curve.accuracy).all() for curve in first.curves)
    final = trained.final(number).payload  # type: ignore[union-attr]
    assert [one.order for one in final.curves] == ["random", "first"]
    for view in trained.progress(number):
        for before, after in zip(view.curves, final.curves, strict=True):
            known = ~np.isnan(before.accuracy)
            assert np.array_equal(before.accuracy[known], after.accuracy[known])
    assert not any(np.isnan(curve.accuracy).any() for curve in final.curves)


def test_no_units_and_all_units_are_the_same_in_every_order(trained: Laboratory) -> None:
    view = trained.ask(CURVES)
    for k in (0, 6):
        assert len({number for curve in view.curves for number in curve.accuracy[:, k]}) == 1


def test_trap_t7_the_ranking_is_made_on_other_images(trained: Laboratory) -> None:
    refusal = trained.refusal(replace(CURVES, split="validation"))
    assert "validation" in refusal.what.english()
    view = trained.ask(replace(CURVES, split="validation", orders=("first",)))
    assert view.n == 180
    view = trained.ask(replace(CURVES, ranking_split="train", orders=("importance",)))
    assert view.curves[0].units == tuple(slow_importance(trained, "train"))


def test_a_sweep_that_was_made_before_serves_as_ranking(trained: Laboratory) -> None:
    trained.ask(SweepUnits(layers=("conv2",), split="validation"))
    assert trained.session.runs_folder is not None
    (path,) = (trained.session.runs_folder / "sweeps").iterdir()
    written = path.stat().st_mtime_ns
    trained.ask(replace(CURVES, orders=("importance",)))
    assert path.stat().st_mtime_ns == written
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "wrong",
    [
        replace(CURVES, layer="conv9"),
        replace(CURVES, draws=0),
        replace(CURVES, orders=("last",)),  # type: ignore[arg-type]
        replace(CURVES, split="validation", ranking_split="test"),  # type: ignore[arg-type]
    ],
)
def test_what_does_not_exist_is_refused(laboratory: Laboratory, wrong: TraceLesionCurve) -> None:
    laboratory.refusal(wrong)


def test_a_ranking_split_without_images_is_refused(trained: Laboratory) -> None:
    trained.ask(OpenData(data=DataPlan(n_validation=0)))
    trained.refusal(CURVES)
    trained.ask(replace(CURVES, orders=("first",)))


@pytest.mark.parametrize("turns", [1, 4, 15])
def test_cancelling_a_curve_at_any_moment(trained: Laboratory, turns: int) -> None:
    number = trained.post(CURVES)
    for _ in range(turns):
        trained.turn()
    trained.post(CancelRequest(cancelled_id=number))
    assert isinstance(trained.final(number), Cancelled)
    assert trained.ask(replace(CURVES, orders=("first",))).curves[0].accuracy.shape == (1, 7)


def test_while_a_training_runs_all_points_are_of_one_copy(trained: Laboratory) -> None:
    expected = trained.ask(CURVES)
    trained.begin_training(LONG, paused=True)
    number = trained.post(CURVES)
    trained.turn()
    trained.ask(ContinueTraining())
    view = trained.final(number).payload  # type: ignore[union-attr]
    assert trained.session.step > view.step == expected.step
    for one, other in zip(view.curves, expected.curves, strict=True):
        assert one.units == other.units
        assert np.array_equal(one.accuracy, other.accuracy)
