"""The lesion bench on a tiny network, each number against the slow, obvious way."""

from __future__ import annotations

import copy
import json
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from scipy.stats import spearmanr
from torch.nn import functional

from visctx_gui.cortex.files.network_file import open_network
from visctx_gui.cortex.images.data_sets import open_data
from visctx_gui.cortex.images.image_set import DataSet, ImageSet
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.agreement import spearman
from visctx_gui.cortex.lesions.silencing import silenced
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import V1V2Network, new_network
from visctx_gui.experiments import runner
from visctx_gui.experiments.catalogue import find_experiment
from visctx_gui.experiments.importance import (
    exact_order,
    measure_importances,
    order_of,
    ranking_images,
    wanted_importances,
)
from visctx_gui.experiments.lesion_outcomes import LayerSweep
from visctx_gui.experiments.matched_controls import control_lesions
from visctx_gui.experiments.rankings import measure_rankings
from visctx_gui.experiments.runner import run_experiment
from visctx_gui.experiments.work import expected_work
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.experiment import ExperimentPlan, read_experiment
from visctx_gui.plan.lesion import Lesion, silence
from visctx_gui.plan.lesion_entry import SweepPlan
from visctx_gui.plan.network import NetworkPlan

NOWHERE = Path("nowhere")
SIZES = {"conv1": 4, "conv2": 5}
TINY = """
title = "Tiny"
[data]
name = "digits"
[network]
filters = [4, 5]
[training]
batch_size = 128
epochs = 4
learning_rate = 5e-3
device = "cpu"
[[lesion]]
first = 2
draws = 4
[[lesion]]
layer = "conv2"
ranked = 2
draws = 3
[[lesion]]
first = 4
draws = 2
[[lesion]]
units = [1]
mode = "mean"
draws = 2
[[lesion]]
layer = "conv1"
ranked = 1
name = "both layers"
draws = 3
[[lesion]]
layer = "conv2"
units = [0, 3]
name = "both layers"
[[lesion]]
layer = "conv2"
scotoma = { shape = "disc", radius = 5.0 }
[sweep]
layers = ["conv2", "conv1"]
rankings = ["greedy", "exact", "first-order"]
group = 2
[lesion_curve]
layers = ["conv2"]
orders = ["importance"]
"""
Found = TypeVar("Found")


def tiny() -> ExperimentPlan:
    """Every part of the lesion bench, on nine units."""
    return read_experiment(TINY, "tiny")


def driven(work: Generator[Any, None, Found]) -> Found:
    """What a piece of work returns."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            found: Found = end.value
            return found


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a finished run."""
    out = tmp_path_factory.mktemp("bench") / "out"
    for _ in run_experiment(tiny(), out, data_folder=NOWHERE):
        pass
    return out


@pytest.fixture(scope="module")
def result(finished: Path) -> dict[str, Any]:
    """Its result file, read strictly."""

    def refuse(word: str) -> None:
        raise AssertionError(f"{word} is not JSON")

    text = (finished / "result.json").read_text("utf-8")
    values: dict[str, Any] = json.loads(text, parse_constant=refuse)
    return values


@pytest.fixture(scope="module")
def network(finished: Path) -> V1V2Network:
    """The trained network."""
    return open_network(finished / "network.safetensors").network


@pytest.fixture(scope="module")
def data() -> DataSet:
    """The digits, split as in the run."""
    return open_data(DataPlan(), NOWHERE)


def answers(network: V1V2Network, images: ImageSet, lesion: Lesion) -> NDArray[np.int64]:
    """Answers of the masked network, the slow way."""
    with evaluation_mode(network), silenced(network, lesion):
        given = network(network_input(images.images, (0.0,), (1.0,))).argmax(1).numpy()
    return np.asarray(given, dtype=np.int64)


def accuracy(network: V1V2Network, images: ImageSet, lesion: Lesion) -> float:
    """Share of right answers, the slow way."""
    return float((answers(network, images, lesion) == images.labels.numpy()).mean())


def cross_entropy(network: V1V2Network, images: ImageSet, lesion: Lesion) -> float:
    """Mean cross-entropy of a silenced copy, nats per image."""
    network = copy.deepcopy(network)
    with evaluation_mode(network), silenced(network, lesion):
        scores = network(network_input(images.images, (0.0,), (1.0,)))
    return float(functional.cross_entropy(scores.double(), images.labels))


def slow_rise(network: V1V2Network, images: ImageSet, layer: str) -> NDArray[np.float64]:
    """Rise of the mean cross-entropy by each unit silenced alone, nats per image."""
    lesions = [silence(layer, [unit]) for unit in range(SIZES[layer])]
    with_each = [cross_entropy(network, images, lesion) for lesion in lesions]
    return np.array(with_each) - cross_entropy(network, images, Lesion())


def test_every_swept_unit_is_what_masking_gives(
    result: dict[str, Any], network: V1V2Network, data: DataSet
) -> None:
    rows = result["sweep"]
    expected = [(layer, unit) for layer in SIZES for unit in range(SIZES[layer])]
    assert [(row["layer"], row["unit"]) for row in rows] == expected
    labels = data.test.labels.numpy()
    intact = answers(network, data.test, Lesion()) == labels
    for row in rows:
        right = answers(network, data.test, silence(row["layer"], [row["unit"]])) == labels
        assert row["accuracy"] == right.mean()
        assert row["change"] == pytest.approx(right.mean() - intact.mean())
        assert row["change95"][0] <= row["change"] <= row["change95"][1]
        rise = slow_rise(network, data.test, row["layer"])[row["unit"]]
        assert row["loss_rise"] == pytest.approx(rise, rel=1e-4, abs=1e-6)
        for digit, change in row["per_class_change"].items():
            shown = labels == int(digit)
            assert change == pytest.approx(right[shown].mean() - intact[shown].mean())
        known = row["orientation"] is not None
        assert known == (row["layer"] == "conv1") or row["norm"] == 0


def test_trap_t07_units_are_ranked_on_validation_images_and_tested_on_test_images(
    result: dict[str, Any], network: V1V2Network, data: DataSet
) -> None:
    for layer, size in SIZES.items():
        on_validation = slow_rise(network, data.validation, layer)
        on_test = slow_rise(network, data.test, layer)
        by_accuracy = [
            -accuracy(network, data.validation, silence(layer, [u])) for u in range(size)
        ]
        assert tuple(result["ranking"][layer]["exact"]) == order_of(on_validation)
        for way, values in (("exact_on_test", on_test), ("exact_by_accuracy", by_accuracy)):
            agreement = result["ranking_agreement"][layer][way]
            expected = spearmanr(on_validation, values).statistic if len(set(values)) > 1 else None
            assert agreement["spearman"] == (expected and pytest.approx(expected))
            assert (agreement["n"], agreement["compared_with"]) == (size, "exact (nats)")
        assert set(result["ranking_agreement"][layer]) == {
            "first-order",
            "greedy",
            "exact_by_accuracy",
            "exact_on_test",
        }
        for order in result["ranking"][layer].values():
            assert sorted(order) == list(range(size))
    ranked = result["lesions"][1]
    assert ranked["units"] == sorted(result["ranking"]["conv2"]["exact"][:2])
    assert ranked["accuracy"] == accuracy(network, data.test, silence("conv2", ranked["units"]))


def test_trap_t07_the_exact_ranking_is_by_the_loss_of_ranking_images_alone(
    network: V1V2Network, data: DataSet
) -> None:
    wanted = {"validation": ("conv1", "conv2"), "train": ("conv2",)}
    untested = replace(data, test=Untouchable())  # type: ignore[arg-type]
    exact = driven(measure_importances(network, untested, wanted))
    for (layer, split), harm in exact.items():
        images = {"validation": data.validation, "train": data.train}[split]
        rise = slow_rise(network, images, layer)
        assert harm.loss_rise == pytest.approx(rise, rel=1e-4, abs=1e-6)
        assert exact_order(harm.loss_rise) == order_of(rise)
        intact = accuracy(network, images, Lesion())
        lost = [intact - accuracy(network, images, silence(layer, [u])) for u in range(len(rise))]
        assert harm.accuracy_lost == pytest.approx(lost)


def slow_greedy(
    network: V1V2Network, images: ImageSet, layer: str, measure: str, group: int, share: float
) -> list[int]:
    """In each round those whose own silence, on top of those taken, costs most."""
    taken: list[int] = []
    while len(taken) < SIZES[layer] and len(taken) <= share * SIZES[layer]:
        left = [unit for unit in range(SIZES[layer]) if unit not in taken]
        lesions = [silence(layer, [*taken, unit]) for unit in left]
        if measure == "loss":
            harms = [cross_entropy(network, images, lesion) for lesion in lesions]
        else:
            harms = [-accuracy(network, images, lesion) for lesion in lesions]
        taken += [left[place] for place in np.argsort(np.negative(harms), kind="stable")[:group]]
    return taken


def test_the_greedy_order_is_the_slow_one_by_the_loss(
    result: dict[str, Any], network: V1V2Network, data: DataSet
) -> None:
    for layer in SIZES:
        slow = slow_greedy(network, data.validation, layer, "loss", 2, 1.0)
        assert result["ranking"][layer]["greedy"] == slow
    assert result["ranking_greedy"] == {
        "by": "loss",
        "group": 2,
        "stop_share": 1.0,
        "unranked": {"conv1": [], "conv2": []},
    }


@pytest.mark.parametrize("measure", ["loss", "accuracy"])
@pytest.mark.parametrize(("group", "share"), [(1, 0.2), (2, 0.4), (1, 1.0)])
def test_units_that_the_greedy_way_ends_before_have_no_place(
    network: V1V2Network, data: DataSet, measure: str, group: int, share: float
) -> None:
    exact = driven(measure_importances(network, data, {"validation": ("conv2",)}))
    sweep = LayerSweep("conv2", *(np.zeros(5),), *(np.zeros((5, 3)),) * 2, *(np.zeros(5),) * 6, 0)
    plan = SweepPlan(("conv2",), ("greedy",), "validation", group, measure, share)
    (ranking,) = driven(measure_rankings(network, data, plan, exact, (sweep,)))
    taken = slow_greedy(network, data.validation, "conv2", measure, group, share)
    expected = np.full(5, np.nan)
    expected[taken] = -np.arange(len(taken))
    np.testing.assert_array_equal(ranking.importance["greedy"], expected)
    assert order_of(ranking.importance["greedy"]) == tuple(taken)
    agreement = ranking.agreement["greedy"]
    assert (agreement.n_units, agreement.n_left_out) == (len(taken), 5 - len(taken))
    by_hand = spearman(exact["conv2", "validation"].loss_rise[taken], expected[taken])
    assert agreement.correlation == pytest.approx(by_hand, nan_ok=True)


class Untouchable:
    """In the place of test images: any look at it is an error."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"the test images were asked for their {name}")


def test_trap_t07_no_ranking_ever_looks_at_test_images(data: DataSet) -> None:
    with pytest.raises(KeyError):
        ranking_images(data, "test")
    poisoned = replace(data, test=Untouchable())  # type: ignore[arg-type]
    network = new_network(NetworkPlan(filters=(4, 5)), 0)
    exact = driven(measure_importances(network, poisoned, {"validation": ("conv1", "conv2")}))
    sweep = LayerSweep("conv1", *(np.zeros(4),), *(np.zeros((4, 3)),) * 2, *(np.zeros(4),) * 6, 0)
    plan = SweepPlan(("conv1",), ("exact", "first-order", "greedy"))
    (ranking,) = driven(measure_rankings(network, poisoned, plan, exact, (sweep,)))
    assert set(ranking.importance) == {
        "exact",
        "first-order",
        "greedy",
        "exact_by_accuracy",
        "exact_on_test",
    }


def test_a_ranking_is_made_once_for_all_that_want_it() -> None:
    assert wanted_importances(tiny()) == {"validation": ("conv1", "conv2")}
    assert wanted_importances(find_experiment("lesion-bench")) == {"validation": ("conv1", "conv2")}


def test_trap_t06_each_draw_of_each_control_is_what_masking_gives(
    result: dict[str, Any], network: V1V2Network, data: DataSet
) -> None:
    controls = {control["lesion"]: control for control in result["controls"]}
    assert set(controls) == set(range(6))
    first = control_lesions(silence("conv1", range(2)), SIZES, 4, 0)
    assert controls[0]["draws"] == [accuracy(network, data.test, one) for one in first.lesions]
    assert controls[0]["mean"] == pytest.approx(np.mean(controls[0]["draws"]))
    units = result["lesions"][4]["parts"]
    both = Lesion(
        tuple(part for one in units for part in silence(one["layer"], one["units"]).parts)
    )
    drawn = control_lesions(both, SIZES, 3, 0)
    assert controls[4]["draws"] == [accuracy(network, data.test, one) for one in drawn.lesions]
    assert (controls[4]["n_units"], controls[4]["layer"]) == (3, "conv1")
    at_least = sum(draw <= result["lesions"][0]["accuracy"] for draw in controls[0]["draws"])
    assert controls[0]["p"] == pytest.approx((at_least + 1) / 5)


def test_a_dead_layer_answers_one_class_and_has_no_control(
    result: dict[str, Any], network: V1V2Network, data: DataSet
) -> None:
    dead = result["lesions"][2]
    given = set(answers(network, data.test, silence("conv1", range(4))).tolist())
    assert len(given) == 1
    share = float((data.test.labels == given.pop()).float().mean(dtype=torch.float64))
    assert dead["accuracy"] == share
    assert None not in dead["per_class_change"].values()
    control = result["controls"][2]
    assert (control["verdict"], control["draws"]) == ("no control exists", [])
    assert control["p"] is control["mean"] is None
    assert control["interval95"] == [None, None]


def test_named_entries_are_one_item_with_its_parts(
    result: dict[str, Any], network: V1V2Network, data: DataSet
) -> None:
    assert len(result["lesions"]) == 6
    both = result["lesions"][4]
    assert (both["name"], both["layer"]) == ("both layers", "conv1")
    assert [part["layer"] for part in both["parts"]] == ["conv1", "conv2"]
    assert both["parts"][1]["units"] == [0, 3]
    joint = Lesion((*silence("conv1", both["units"]), *silence("conv2", [0, 3])))
    assert both["accuracy"] == accuracy(network, data.test, joint)


def test_a_scotoma_silences_all_units_where_it_lies(result: dict[str, Any]) -> None:
    scotoma = result["lesions"][5]
    assert scotoma["units"] == list(range(5))
    cells = scotoma["parts"][0]["positions"]
    assert 0 < len(cells) < 64
    assert [3, 3] in cells
    assert result["controls"][5]["verdict"] == "no control exists"


def test_the_curve_by_importance_follows_the_ranking(
    result: dict[str, Any], network: V1V2Network, data: DataSet
) -> None:
    order = result["ranking"]["conv2"]["exact"]
    for point in result["lesion_curve"]:
        assert (point["layer"], point["order"]) == ("conv2", "importance")
        lesion = silence("conv2", order[: point["k"]])
        assert point["draws"] == [accuracy(network, data.test, lesion)]


def test_the_figures_of_the_bench_are_there_with_their_numbers(finished: Path) -> None:
    stems = {path.stem for path in (finished / "figures").iterdir()}
    for layer in SIZES:
        assert {
            f"sweep_{layer}",
            f"damage_against_selectivity_{layer}",
            f"damage_against_norm_{layer}",
            f"ranking_greedy_{layer}",
            f"ranking_first_order_{layer}",
            f"ranking_exact_by_accuracy_{layer}",
            f"ranking_exact_on_test_{layer}",
            f"damage_against_loss_rise_{layer}",
        } <= stems
    assert {f"control_{place}" for place in range(6)} <= stems
    assert "damage_against_orientation_conv1" in stems
    assert "damage_against_orientation_conv2" not in stems
    for stem in stems:
        text = (finished / "figures" / f"{stem}.csv").read_text("utf-8-sig")
        assert "nan" not in text.lower()


def test_a_greedy_way_that_ends_early_is_less_work() -> None:
    plan = find_experiment("lesion-bench")
    assert plan.sweep is not None
    short = replace(plan, sweep=replace(plan.sweep, stop_share=0.2))
    assert 0 < expected_work(short).rankings < 0.5 * expected_work(plan).rankings
    assert expected_work(short).sweep == expected_work(plan).sweep


def test_progress_expects_all_the_work_and_closing_keeps_the_training(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "figures_of", lambda outcome: ())
    work = expected_work(tiny())
    assert min(work.statistics, work.importances, work.sweep, work.rankings) > 0
    out, seen = tmp_path / "out", []
    steps = run_experiment(tiny(), out, data_folder=NOWHERE)
    for progress in steps:
        seen.append(progress.fraction)
        if "Silencing each unit" in progress.what.english():
            break
    steps.close()  # type: ignore[attr-defined]
    assert seen == sorted(seen)
    assert seen[-1] < 1
    assert not (out / "result.json").exists()
    assert (out / "network.safetensors").exists()
