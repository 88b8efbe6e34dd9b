"""The registry of benchmarks and the rows it prints."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from visctx_gui.benchmarks import runner
from visctx_gui.benchmarks.benchmark import Benchmark, Conditions, Measurement, Result
from visctx_gui.plan.wording import PlanError

GOALS = {
    "training_vs_dataloader_script": ("higher", 1.7),
    "lesion_conv1_half_vs_full_evaluation": ("lower", 0.40),
    "lesion_one_more_filter_vs_full_evaluation": ("lower", 0.25),
    "lesion_conv2_vs_full_evaluation": ("lower", 0.06),
    "lesion_sweep_vs_full_evaluation": ("lower", 4.0),
    "lesion_sweep_vs_loop_vgg16": ("lower", 0.05),
    "lesion_sweep_peak_memory_mib": ("lower", 1500.0),
}


@pytest.mark.parametrize("name", GOALS)
def test_the_goals_are_the_stated_ones(name: str) -> None:
    benchmark = runner.BENCHMARKS[name]
    assert (benchmark.better, benchmark.goal) == GOALS[name]


def test_names_are_those_of_the_benchmarks() -> None:
    assert set(GOALS) <= set(runner.names())
    for name, benchmark in runner.BENCHMARKS.items():
        assert benchmark.name == name
        assert benchmark.summary
        assert benchmark.unit


def test_an_unknown_name_is_refused_before_anything_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "BENCHMARKS", {"one": made_up("one", [])})
    with pytest.raises(PlanError, match="one"):
        runner.run(["one", "onne"])


def made_up(name: str, seen: list[Conditions]) -> Benchmark:
    def measure(conditions: Conditions) -> Measurement:
        seen.append(conditions)
        return Measurement(0.5, {"raw_seconds": [1.0, 2.0]})

    return Benchmark(name, "nothing", "s", "lower", 0.4, measure)


def test_benchmarks_run_one_after_the_other_and_give_their_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[Conditions] = []
    monkeypatch.setattr(
        runner, "BENCHMARKS", {"one": made_up("one", seen), "two": made_up("two", seen)}
    )
    results = runner.run(["two"], quick=True)
    assert seen == []
    row = next(results).as_json()
    assert seen == [Conditions(quick=True)]
    assert json.loads(json.dumps(row)) == {
        "name": "two",
        "value": 0.5,
        "unit": "s",
        "better": "lower",
        "goal": 0.4,
        "detail": {"raw_seconds": [1.0, 2.0]},
    }
    assert [result.benchmark.name for result in runner.run()] == ["one", "two"]


@pytest.mark.parametrize(
    ("better", "value", "reached"),
    [("lower", 0.4, True), ("lower", 0.5, False), ("higher", 0.4, True), ("higher", 0.3, False)],
)
def test_a_goal_is_reached_on_its_better_side(better: str, value: float, reached: bool) -> None:
    benchmark = Benchmark("x", "x", "s", better, 0.4, lambda conditions: Measurement(value, {}))  # type: ignore[arg-type]
    assert Result(benchmark, Measurement(value, {})).reached is reached


def run_python(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True, timeout=100)


def test_names_are_known_without_torch_and_without_qt() -> None:
    run_python(
        "import sys; from visctx_gui.benchmarks.runner import names; names();"
        "assert not {'torch', 'numpy', 'PySide6'} & set(sys.modules)"
    )


def test_benchmarks_of_cortex_run_without_qt_and_safetensors() -> None:
    run_python(
        "import sys\n"
        "for name in ('PySide6', 'safetensors'): sys.modules[name] = None\n"
        "import torch\n"
        "torch.set_num_threads(1)\n"
        "from pathlib import Path\n"
        "from visctx_gui.benchmarks import lesion_benchmarks as benchmarks, material\n"
        "images = material.made_images(300, torch.Generator())\n"
        "benchmarks.benchmark_test_images = lambda folder: (images, 'made')\n"
        "benchmarks.warm_up = lambda work, seconds: work()\n"
        "from visctx_gui.benchmarks.runner import run\n"
        "[result] = run(['lesion_conv1_half_vs_full_evaluation'], quick=True)\n"
        "assert result.as_json()['value'] > 0\n"
        "import visctx_gui.benchmarks.training_benchmark, visctx_gui.cortex.training.trainer\n"
    )
