"""What the benchmarks of sweeps measure, on few images and a small network."""

from __future__ import annotations

import sys

import pytest
import torch
from torch import nn

from visctx_gui.benchmarks import large_sweep, sweep_benchmarks
from visctx_gui.benchmarks.benchmark import Benchmark, Conditions
from visctx_gui.benchmarks.material import made_images


def benchmark(name: str) -> Benchmark:
    return next(one for one in sweep_benchmarks.SWEEP_BENCHMARKS if one.name == name)


def small_network() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(
        nn.Conv2d(3, 4, 5, 4), nn.ReLU(), nn.Conv2d(4, 8, 3), nn.ReLU(), nn.Flatten(),
        nn.Linear(8 * 13 * 13, large_sweep.N_CLASSES),
    ).eval()  # fmt: skip


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few images, few units, a small network."""
    images = made_images(120, torch.Generator().manual_seed(1))
    monkeypatch.setattr(sweep_benchmarks, "benchmark_test_images", lambda folder: (images, "made"))
    monkeypatch.setattr(sweep_benchmarks, "warm_up", lambda work, seconds: work())
    monkeypatch.setattr(large_sweep, "large_network", small_network)
    monkeypatch.setattr(large_sweep, "large_images", lambda: IMAGES)
    for name, value in (("LAYER", "2"), ("N_UNITS", 8), ("FEW_UNITS", 1), ("MANY_UNITS", 8)):
        monkeypatch.setattr(large_sweep, name, value)
    monkeypatch.setattr(large_sweep, "LOOP_UNITS", (1, 5))


IMAGES = large_sweep.large_images(10)


@pytest.mark.usefixtures("few")
def test_the_sweep_of_the_small_network_is_exact_and_compared_with_the_fastest_pass() -> None:
    measured = benchmark("lesion_sweep_vs_full_evaluation").measure(Conditions(quick=True))
    detail = measured.detail
    assert detail["largest_difference_of_counts"] == 0
    assert detail["units"] == 48
    assert len(detail["raw_sweep_seconds"]) == 5
    assert measured.value == detail["sweep_seconds"] / detail["pass_seconds"]
    assert detail["sweep_seconds"] == pytest.approx(min(detail["raw_sweep_seconds"]), abs=1e-6)


@pytest.mark.usefixtures("few")
def test_both_sides_of_the_large_sweep_are_scaled_to_all_units() -> None:
    measured = benchmark("lesion_sweep_vs_loop_vgg16").measure(Conditions(quick=False))
    detail = measured.detail
    assert len(detail["raw_seconds_of_loop"]) == 2
    loop = 8 * min(detail["raw_seconds_of_loop"])
    assert detail["loop_seconds_for_all_units"] == pytest.approx(loop, abs=1e-4)
    per_unit, once = detail["sweep_seconds_per_unit"], detail["sweep_seconds_once"]
    assert detail["sweep_seconds_for_all_units"] == once + 8 * per_unit
    assert (
        measured.value
        == detail["sweep_seconds_for_all_units"] / (detail["loop_seconds_for_all_units"])
    )


@pytest.mark.usefixtures("few")
def test_a_step_of_the_loop_silences_its_unit_in_a_copy() -> None:
    network, x = small_network(), torch.randn(10, 3, 64, 64)
    before = network.get_parameter("2.weight").clone()
    answers = large_sweep._loop_step(network, x, 5, 4, "channels_last")
    assert torch.equal(network.get_parameter("2.weight"), before)
    with torch.no_grad():
        maps = network[:4](x)  # type: ignore[index]
        maps[:, 5] = 0
        assert torch.equal(answers, network[4:](maps).argmax(1))  # type: ignore[index]


def test_units_are_spread_over_the_layer() -> None:
    units = large_sweep.spread_units(64)
    assert (len(set(units)), units[0], units[-1]) == (64, 0, 504)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read as on Linux")
@pytest.mark.usefixtures("few")
def test_the_memory_at_its_highest_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, float] = {}

    def large_and_gone(*_arguments: object) -> None:
        values = bytearray(64 * 2**20)
        while watch_has_seen_fewer_than(2):
            values[::4096] = values[::4096]

    watches: list[large_sweep.MemoryWatch] = []

    class NotedWatch(large_sweep.MemoryWatch):
        def __init__(self) -> None:
            super().__init__()
            watches.append(self)

    def watch_has_seen_fewer_than(samples: int) -> bool:
        return watches[0].samples < samples

    monkeypatch.setattr(large_sweep, "sweep", large_and_gone)
    monkeypatch.setattr(large_sweep, "MemoryWatch", NotedWatch)
    monkeypatch.setattr(large_sweep, "tell", told.update)
    large_sweep.main(["8"])
    assert 50 < told["peak_mib"] - told["before_mib"] < 300
    assert told["units"] == 8
