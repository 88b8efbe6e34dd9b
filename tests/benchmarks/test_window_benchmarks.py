"""What the benchmarks of the window make of their measurements, and that each one measures."""

from __future__ import annotations

import importlib.util
import json
import math
import os
import statistics
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.benchmarks import window_benchmarks
from visctx_gui.benchmarks.bare_training import images_until
from visctx_gui.benchmarks.benchmark import Conditions
from visctx_gui.benchmarks.measuring_process import MeasuringProcess, window_environment
from visctx_gui.benchmarks.runner import BENCHMARKS
from visctx_gui.benchmarks.window_benchmarks import (
    WINDOW_BENCHMARKS,
    lateness_ms,
    live_measurement,
    percentile,
    ratio_standard_error,
)
from visctx_gui.plan.wording import ReportableError

GOALS = {
    "training_live_vs_bare": ("higher", 0.90),
    "lesion_first_estimate_ms": ("lower", 100),
    "ui_lateness_p95_ms": ("lower", 16),
    "filter_grid_redraw_ms": ("lower", 5),
    "window_visible_seconds": ("lower", 1.0),
    "first_filters_seconds": ("lower", 5),
}


def test_all_are_registered_with_the_stated_goals() -> None:
    goals = {one.name: (one.better, one.goal) for one in WINDOW_BENCHMARKS}
    assert goals == GOALS
    assert set(goals) <= set(BENCHMARKS)


# ---- the value of the live training -------------------------------------------------------------

FOUND = {
    "fastest": "hand-written, channels_last",
    "images_per_second": {"hand-written, channels_last": [1.0]},
    "batch": 64,
    "threads": 2,
    "warm_up_seconds": 1.0,
}


def turn(live: int, bare: int, paints: int = 10, seconds: float = 1.0) -> tuple[Any, Any]:
    counts = {"filter grid": paints, "loss curve": round(10 * seconds)}
    return (
        {"images": live, "seconds": seconds, "paints": counts, "window_thread_seconds": 0.05},
        {"images": bare, "seconds": seconds},
    )


def test_the_value_is_sum_over_sum() -> None:
    turns = [turn(900, 1000, 13), turn(1800, 1500, 20, seconds=2.0)]
    measurement = live_measurement(turns, FOUND, "MNIST")
    assert measurement.value == pytest.approx((2700 / 3) / (2500 / 3))
    assert measurement.detail["pairs"] == 2
    assert measurement.detail["bare_images_per_second"] == pytest.approx(2500 / 3)
    assert measurement.detail["repaints_per_second"]["filter grid"] == pytest.approx(11)
    json.dumps(measurement.detail, allow_nan=False)


def test_fewer_than_eight_repaints_a_second_are_an_error() -> None:
    assert live_measurement([turn(900, 1000, paints=8)] * 3, FOUND, "MNIST").value == 0.9
    with pytest.raises(RuntimeError, match="repainted too rarely"):
        live_measurement([turn(900, 1000, paints=7)] * 3, FOUND, "MNIST")


def test_a_time_the_system_does_not_tell_is_null() -> None:
    live, bare = turn(900, 1000)
    measurement = live_measurement(
        [({**live, "window_thread_seconds": math.nan}, bare)] * 2, FOUND, ""
    )
    assert measurement.detail["window_thread_busy_share"] is None


def test_the_standard_error_is_that_of_many_repetitions() -> None:
    generator = np.random.default_rng(0)
    pairs = generator.normal([9.0, 10.0], [0.5, 0.3], size=(2000, 20, 2))
    ratios = pairs[:, :, 0].sum(axis=1) / pairs[:, :, 1].sum(axis=1)
    errors = [ratio_standard_error(*one.T.tolist()) for one in pairs[:200]]
    known = [error for error in errors if error is not None]
    assert statistics.fmean(known) == pytest.approx(ratios.std(), rel=0.1)
    assert ratio_standard_error([1.0], [1.0]) is None
    assert ratio_standard_error([1.0, 2.0], [2.0, 4.0]) == 0


@given(st.integers(1, 300), st.integers(1, 1000))
def test_images_of_so_many_steps(n: int, steps: int) -> None:
    slow = 0
    for step in range(steps):
        batch = step % math.ceil(n / 64)
        slow += min(64, n - 64 * batch)
    assert images_until(steps, n) == slow


# ---- lateness -----------------------------------------------------------------------------------


def test_a_block_counts_as_one_late_tick_for_each_ten_milliseconds() -> None:
    late = lateness_ms([0.0, 0.010, 0.045, 0.055])
    assert late == pytest.approx([0, 25, 15, 5, 0], abs=1e-6)


def test_a_tick_before_its_time_is_not_late() -> None:
    assert lateness_ms([0.0, 0.0097]) == [0.0]


@given(st.lists(st.floats(0.001, 0.3), min_size=1, max_size=30))
def test_a_block_of_b_milliseconds_makes_b_tenths_of_ticks(waits: list[float]) -> None:
    ticks = [0.0]
    for wait in waits:
        ticks.append(ticks[-1] + wait)
    late = lateness_ms(ticks)
    assert len(late) == pytest.approx(sum(max(1.0, 100 * wait) for wait in waits), abs=len(waits))
    assert min(late) >= 0
    longest = 1000 * max(waits)
    assert max(late) == pytest.approx(max(0.0, longest - 10), abs=1e-6)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=50), st.sampled_from([0.5, 0.95, 1.0]))
def test_the_percentile_is_the_smallest_that_holds_the_share(
    values: list[float], share: float
) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9
    assert sum(value < found for value in values) < share * len(values)


# ---- processes ----------------------------------------------------------------------------------


def test_a_process_that_fails_tells_its_last_words(tmp_path: Path) -> None:
    environment = window_environment(tmp_path)
    with (
        MeasuringProcess("window_redraw", ["many"], environment, 60) as process,
        pytest.raises(RuntimeError, match="invalid literal"),
    ):
        process.answer()


def test_a_process_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    environment = window_environment(tmp_path)
    with (
        MeasuringProcess("window_start", ["never"], environment, 1.0) as process,
        pytest.raises(RuntimeError, match="window_start ended"),
    ):
        process.answer()


def test_without_qt_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ReportableError, match="PySide6"):
        BENCHMARKS["filter_grid_redraw_ms"].measure(Conditions(quick=True))


def measured(name: str) -> tuple[float, dict[str, Any]]:
    found = os.environ.get("VISCTX_TEST_DATA")
    folder = Path(found) if found else None
    measurement = BENCHMARKS[name].measure(Conditions(quick=True, data_folder=folder))
    json.dumps(measurement.detail, allow_nan=False)
    assert math.isfinite(measurement.value)
    assert measurement.value > 0
    return measurement.value, measurement.detail


def test_the_filter_grid_is_painted_at_each_redraw() -> None:
    value, detail = measured("filter_grid_redraw_ms")
    assert detail["paints"] >= len(detail["raw_ms"])
    assert value == pytest.approx(statistics.median(detail["raw_ms"]), abs=1e-3)


def test_the_window_is_seen_with_its_docks() -> None:
    value, detail = measured("window_visible_seconds")
    assert {"network_dock", "filters_dock", "training_dock", "lesion_dock"} <= set(
        detail["painted_docks"]
    )
    assert detail["median_seconds_until"]["imported"] < value


@pytest.mark.slow
def test_the_first_filters_are_seen() -> None:
    value, detail = measured("first_filters_seconds")
    assert detail["median_seconds_until"]["visible"] < value


@pytest.mark.slow
def test_a_lesion_is_answered_with_an_estimate() -> None:
    _, detail = measured("lesion_first_estimate_ms")
    assert min(detail["images_of_the_estimates"]) >= 1000
    assert len(detail["raw_ms"]) == len(detail["raw_idle_ms"]) == detail["clicks"]


@pytest.mark.slow
def test_lateness_is_measured_while_the_network_trains() -> None:
    _, detail = measured("ui_lateness_p95_ms")
    assert detail["training_steps_meanwhile"] > 0
    assert detail["ticks_due"] >= detail["ticks_run"] - 1


@pytest.mark.slow
def test_the_live_training_is_measured_against_a_bare_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window_benchmarks, "FEWEST_REPAINTS", 0.0)  # another program may be busy
    _, detail = measured("training_live_vs_bare")
    assert detail["images_per_second"] > 0
    assert set(detail["raw_speeds_of_all_bare_loops"]) == {
        "hand-written, contiguous",
        "hand-written, channels_last",
        "the program's trainer, without a window",
    }
