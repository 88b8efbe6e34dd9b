"""Units by importance, through the engine."""

from __future__ import annotations

import copy
from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy.stats import spearmanr
from torch.nn import functional

from tests.engine.handlers.slow_answers import images_of, network_of, slow_right
from tests.engine.laboratory import LONG, Laboratory
from visctx_gui.cortex.files.network_file import weights_sha256
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.agreement import spearman
from visctx_gui.cortex.lesions.silencing import silenced
from visctx_gui.engine.lesion_messages import RankingView, RankUnits
from visctx_gui.engine.messages import Cancelled, CancelRequest, ContinueTraining
from visctx_gui.plan.greedy import GreedyMeasure
from visctx_gui.plan.lesion import silence

LAYERS = ("conv1", "conv2")
SIZES = {"conv1": 4, "conv2": 6}
ALL_WAYS = RankUnits(layers=LAYERS, ways=("exact", "first-order", "greedy"))


def slow_accuracy_lost(laboratory: Laboratory, layer: str, units: tuple[int, ...]) -> float:
    intact = slow_right(laboratory, split="validation").mean()
    lesioned = slow_right(laboratory, silence(layer, units), "validation").mean()
    return float(intact - lesioned)


def slow_cross_entropy(laboratory: Laboratory, layer: str, units: tuple[int, ...]) -> float:
    """Mean cross-entropy of a silenced copy, nats per image."""
    network = copy.deepcopy(network_of(laboratory)).eval()
    images = images_of(laboratory, "validation")
    x = network_input(images.images, network.plan.input_mean, network.plan.input_sd)
    with silenced(network, silence(layer, units)), torch.no_grad():
        scores = network(x).double()
    return float(functional.cross_entropy(scores, images.labels))


def slow_rise(laboratory: Laboratory, view: RankingView) -> list[float]:
    """Of the mean cross-entropy by each unit silenced alone, nats per image."""
    intact = slow_cross_entropy(laboratory, "conv1", ())
    return [slow_cross_entropy(laboratory, layer, (unit,)) - intact for layer, unit in view.units]


def slow_greedy(
    laboratory: Laboratory, layer: str, group: int, measure: str = "loss", share: float = 1.0
) -> list[float]:
    """Minus the place of each unit, NaN for those without one."""
    harm = slow_cross_entropy if measure == "loss" else slow_accuracy_lost
    taken: tuple[int, ...] = ()
    while len(taken) < SIZES[layer] and len(taken) <= share * SIZES[layer]:
        left = [unit for unit in range(SIZES[layer]) if unit not in taken]
        left.sort(key=lambda unit: -harm(laboratory, layer, (*taken, unit)))
        taken += tuple(left[:group])
    return [-float(taken.index(unit)) if unit in taken else np.nan for unit in range(SIZES[layer])]


def slow_first_order(laboratory: Laboratory) -> list[float]:
    """Minus activation times gradient, by gates of autograd on the plain forward pass."""
    network, images = network_of(laboratory), images_of(laboratory, "validation")
    plan = network.plan
    x = network_input(images.images, plan.input_mean, plan.input_sd)
    network.eval()
    increases: list[float] = []
    for layer in LAYERS:
        point = network.lesion_point(layer)
        activation = network.forward_to(point, x).detach().requires_grad_()
        scores = network.forward_from(point, activation)
        loss = functional.cross_entropy(scores, images.labels)
        (slope,) = torch.autograd.grad(loss, activation)
        increases += (-(activation * slope).sum((0, 2, 3))).tolist()
    return increases


@pytest.mark.parametrize("group", [1, 2, 4])
def test_each_way_is_that_of_the_slow_reference(trained: Laboratory, group: int) -> None:
    view = trained.ask(replace(ALL_WAYS, group=group))
    assert isinstance(view, RankingView)
    assert list(view.importance) == ["exact", "first-order", "greedy"]
    assert view.units == tuple((layer, u) for layer in LAYERS for u in range(SIZES[layer]))
    lost = [slow_accuracy_lost(trained, layer, (unit,)) for layer, unit in view.units]
    assert view.accuracy_lost == pytest.approx(lost)
    assert view.importance["exact"] == pytest.approx(slow_rise(trained, view), rel=1e-4, abs=1e-6)
    assert view.importance["first-order"] == pytest.approx(slow_first_order(trained), abs=1e-5)
    greedy = [place for layer in LAYERS for place in slow_greedy(trained, layer, group)]
    assert view.importance["greedy"].tolist() == greedy
    assert (view.n, view.step, view.split) == (180, 25, "validation")
    for values in (*view.importance.values(), view.accuracy_lost):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 1


@pytest.mark.parametrize("measure", ["loss", "accuracy"])
@pytest.mark.parametrize(("group", "share"), [(1, 0.2), (2, 0.4)])
def test_the_greedy_way_ends_where_it_was_told_and_the_rest_has_no_place(
    trained: Laboratory, measure: GreedyMeasure, group: int, share: float
) -> None:
    request = replace(
        ALL_WAYS, ways=("exact", "greedy"), group=group, greedy_by=measure, stop_share=share
    )
    view = trained.ask(request)
    expected = [
        place for layer in LAYERS for place in slow_greedy(trained, layer, group, measure, share)
    ]
    np.testing.assert_array_equal(view.importance["greedy"], expected)
    assert 0 < np.isnan(expected).sum() < len(expected)
    assert (view.greedy_by, view.group, view.stop_share) == (measure, group, share)
    of_conv2 = np.array([layer == "conv2" for layer, _ in view.units]) & ~np.isnan(expected)
    exact, greedy = view.importance["exact"][of_conv2], view.importance["greedy"][of_conv2]
    by_hand = spearman(exact, greedy)
    assert view.agreement["conv2", "greedy"][0] == pytest.approx(by_hand, nan_ok=True)


def test_agreement_is_spearmans_with_the_exact_rise_of_the_loss(trained: Laboratory) -> None:
    view = trained.ask(ALL_WAYS)
    exact = np.array(slow_rise(trained, view))
    assert set(view.agreement) == {
        (layer, way) for layer in LAYERS for way in ("first-order", "greedy")
    }
    first = 0
    for layer in LAYERS:
        units = slice(first, first + SIZES[layer])
        first += SIZES[layer]
        for way in ("first-order", "greedy"):
            expected = spearmanr(exact[units], view.importance[way][units])
            correlation, low, high = view.agreement[layer, way]
            assert correlation == pytest.approx(expected.statistic)
            assert low <= correlation <= high


def test_only_what_is_asked_for_is_measured(trained: Laboratory) -> None:
    view = trained.ask(RankUnits(layers=("conv2",), ways=("first-order",), split="train"))
    assert list(view.importance) == ["first-order"]
    assert view.agreement == {}
    assert view.n == 1257
    assert np.isnan(view.accuracy_lost).all()
    view = trained.ask(RankUnits(layers=("conv2",), ways=("exact",)))
    assert list(view.importance) == ["exact"]
    assert view.agreement == {}


def test_what_is_not_known_yet_is_nan(trained: Laboratory) -> None:
    number = trained.post(ALL_WAYS)
    final = trained.final(number).payload  # type: ignore[union-attr]
    views = trained.progress(number)
    assert all(np.isnan(values).all() for values in views[0].importance.values())
    assert np.isnan(views[0].accuracy_lost).all()
    assert not np.isnan(final.accuracy_lost).any()
    greedy = np.array([np.isnan(view.importance["greedy"]).sum() for view in views])
    assert (np.diff(greedy) <= 0).all()
    assert set(greedy) >= {10, 9, 6, 1, 0}
    assert not any(np.isnan(values).any() for values in final.importance.values())


@pytest.mark.parametrize(
    "wrong",
    [
        replace(ALL_WAYS, layers=("conv9",)),
        replace(ALL_WAYS, layers=()),
        replace(ALL_WAYS, ways=("best",)),  # type: ignore[arg-type]
        replace(ALL_WAYS, group=0),
        replace(ALL_WAYS, greedy_by="best"),  # type: ignore[arg-type]
        replace(ALL_WAYS, stop_share=1.01),
        replace(ALL_WAYS, stop_share=-0.1),
        replace(ALL_WAYS, stop_share=float("nan")),
    ],
)
def test_what_does_not_exist_is_refused(laboratory: Laboratory, wrong: RankUnits) -> None:
    laboratory.refusal(wrong)


def test_trap_t7_test_images_rank_nothing(laboratory: Laboratory) -> None:
    refusal = laboratory.refusal(replace(ALL_WAYS, split="test"))  # type: ignore[arg-type]
    assert "test" in refusal.what.english()


@pytest.mark.parametrize("turns", [1, 3, 10])
def test_cancelling_a_ranking_at_any_moment(trained: Laboratory, turns: int) -> None:
    before = weights_sha256(network_of(trained))
    number = trained.post(ALL_WAYS)
    for _ in range(turns):
        trained.turn()
    trained.post(CancelRequest(cancelled_id=number))
    assert isinstance(trained.final(number), Cancelled)
    assert weights_sha256(network_of(trained)) == before
    assert all(
        one.grad is None
        for one in trained.session._kept.things["copy of the network"][1].parameters()
    )


def test_while_a_training_runs_all_ways_rank_one_copy(trained: Laboratory) -> None:
    expected = trained.ask(ALL_WAYS)
    trained.begin_training(LONG, paused=True)
    number = trained.post(ALL_WAYS)
    trained.turn()
    trained.ask(ContinueTraining())
    view = trained.final(number).payload  # type: ignore[union-attr]
    assert trained.session.step > view.step == expected.step
    for way, values in view.importance.items():
        assert np.array_equal(values, expected.importance[way])
    assert view.agreement == expected.agreement
