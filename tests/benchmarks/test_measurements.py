"""What the benchmarks measure, on few images."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from visctx_gui.benchmarks import full_pass, lesion_benchmarks, material, training_benchmark
from visctx_gui.benchmarks.benchmark import Benchmark, Conditions
from visctx_gui.benchmarks.full_pass import BATCHES, FORMATS, fastest_pass, full_passes
from visctx_gui.benchmarks.lesion_benchmarks import LESION_BENCHMARKS
from visctx_gui.benchmarks.material import benchmark_test_images, made_images
from visctx_gui.benchmarks.timing import seconds_in_turns, warm_up
from visctx_gui.benchmarks.training_benchmark import TRAINING_BENCHMARKS
from visctx_gui.cortex.images.image_set import DataSet, ImageSet
from visctx_gui.cortex.networks.v1_v2 import new_network
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.network import NetworkPlan


def some_images(n: int = 300) -> ImageSet:
    return made_images(n, torch.Generator().manual_seed(1))


def test_made_images_are_bright_strokes_on_black_and_the_same_each_time() -> None:
    images = some_images(50)
    assert images.images.shape == (50, 1, 28, 28)
    assert images.images.dtype == torch.uint8
    assert torch.equal(images.images, some_images(50).images)
    share_black = (images.images == 0).float().mean((1, 2, 3))
    assert bool(((share_black > 0.4) & (share_black < 0.99)).all())
    assert bool((images.images.amax((1, 2, 3)) > 200).all())
    assert len({bytes(image.numpy().tobytes()) for image in images.images}) == 50
    assert all(count > 0 for count in some_images(300).counts())


def test_made_images_take_the_place_of_mnist_and_the_detail_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(material, "N_TEST", 20)
    images, words = benchmark_test_images(tmp_path)
    assert images.n == 20
    assert "made" in words
    assert str(tmp_path) in words


def test_every_full_pass_gives_the_same_answers_and_the_fastest_is_chosen() -> None:
    images = some_images(130)
    ways = full_passes(new_network(NetworkPlan(), 0), images.images.float() / 255)
    assert {(way.batch, way.memory_format) for way in ways} == {
        (batch, memory_format) for batch in BATCHES for memory_format in FORMATS
    }
    answers = [way.run() for way in ways]
    assert all(torch.equal(answer, answers[0]) for answer in answers)


def test_the_fastest_pass_has_the_smallest_time(monkeypatch: pytest.MonkeyPatch) -> None:
    ways = full_passes(new_network(NetworkPlan(), 0), some_images(4).images.float())
    times = iter([5.0, 4.0, 3.0, 9.0, 1.0, 8.0] + [7.0] * 10)
    monkeypatch.setattr(full_pass, "seconds_of", lambda work: next(times))
    fastest, seconds = fastest_pass(ways, rounds=2, warm_up_seconds=0.0)
    assert fastest is ways[2]
    assert seconds[ways[0].name] == [5.0, 4.0]
    assert len(seconds) == len(ways)


def test_turns_are_taken_in_turn() -> None:
    order: list[str] = []

    def work(name: str) -> float:
        order.append(name)
        return float(len(order))

    seconds = seconds_in_turns({"a": lambda: work("a"), "b": lambda: work("b")}, 2)
    assert order == ["a", "b", "a", "b"]
    assert seconds == {"a": [1.0, 3.0], "b": [2.0, 4.0]}


def test_a_warm_up_runs_at_least_once() -> None:
    calls: list[int] = []
    warm_up(lambda: calls.append(1), 0.0)
    assert calls == [1]


@pytest.mark.parametrize("benchmark", LESION_BENCHMARKS, ids=lambda benchmark: benchmark.name)
def test_a_lesion_benchmark_measures_exact_answers(
    benchmark: Benchmark, monkeypatch: pytest.MonkeyPatch
) -> None:
    images = some_images()
    monkeypatch.setattr(
        lesion_benchmarks, "benchmark_test_images", lambda folder: (images, "made images")
    )
    for module in (lesion_benchmarks, full_pass):
        monkeypatch.setattr(module, "warm_up", lambda work, seconds: work())
    measurement = benchmark.measure(Conditions(quick=True))
    detail = json.loads(json.dumps(measurement.detail))
    assert measurement.value == detail["lesion_seconds"] / detail["pass_seconds"]
    assert detail["images"] == 300
    assert detail["data"] == "made images"
    assert detail["answers_unlike_those_of_a_slow_pass"] == 0
    assert detail["largest_score_difference"] < 1e-5
    assert detail["lesion_seconds"] == pytest.approx(min(detail["raw_lesion_seconds"]), abs=1e-6)
    assert len(detail["raw_seconds_of_all_passes"]) == len(BATCHES) * len(FORMATS)
    assert {"batch", "format", "threads", "counted"} <= set(detail)


def test_the_training_benchmark_compares_equal_numbers_of_steps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    train, validation, test = (some_images(n) for n in (320, 64, 64))
    data = DataSet(DataPlan(name="mnist"), train, validation, test, "", (0.0,), (1.0,))
    monkeypatch.setattr(training_benchmark, "benchmark_data", lambda folder: (data, "made"))
    monkeypatch.setattr(training_benchmark, "BLOCKS_QUICK", (3, 6))
    [benchmark] = TRAINING_BENCHMARKS
    measurement = benchmark.measure(Conditions(quick=True))
    detail = json.loads(json.dumps(measurement.detail))
    script = detail["raw_script_seconds"][detail["format"]]
    ratios = [theirs / ours for theirs, ours in zip(script, detail["raw_seconds"], strict=True)]
    assert measurement.value == pytest.approx(sorted(ratios)[1], rel=1e-2)
    assert (detail["blocks"], detail["steps_per_block"], detail["batch"]) == (3, 6, 64)
    assert detail["bare_images_per_second"] > 0
