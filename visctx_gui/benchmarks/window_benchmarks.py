"""What the window costs and how quick it is: measured on the real window, in fresh processes."""

from __future__ import annotations

import importlib.util
import itertools
import math
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from visctx_gui.benchmarks.benchmark import Benchmark, Conditions, Measurement
from visctx_gui.benchmarks.measuring_process import (
    MeasuringProcess,
    load_of_machine,
    window_environment,
)
from visctx_gui.benchmarks.mnist_files import mnist_folder
from visctx_gui.plan.wording import ReportableError, message, translatable

TURN_SECONDS = 1.0
FEWEST_REPAINTS = 8.0  # per second; a window that repaints less is not what is measured
LIMIT_SECONDS = 300.0
TIMER_INTERVAL_MS = 10.0


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder for settings, runs and made images; also refuses where there is no Qt."""
    if importlib.util.find_spec("PySide6") is None:
        raise ReportableError(
            message(translatable("This benchmark opens the window, and PySide6 is not installed.")),
            message(translatable("Install the whole program, or name other benchmarks.")),
        )
    with tempfile.TemporaryDirectory(prefix="visctx-bench-") as folder:
        yield Path(folder)


def _measure_live(conditions: Conditions) -> Measurement:
    pairs, rounds, round_seconds = (7, 2, 0.7) if conditions.quick else (24, 3, 1.5)
    warm_up = (1 + rounds) * round_seconds  # of each process
    with _scratch() as scratch:
        images, words = mnist_folder(conditions.data_folder, scratch)
        environment = window_environment(scratch)
        live = MeasuringProcess(
            "training_turns",
            [str(scratch), str(images), f"{warm_up:g}"],
            environment,
            LIMIT_SECONDS,
        )
        with live:
            live.answer()  # warm, and standing still
            bare = MeasuringProcess(
                "bare_training",
                [str(images), str(rounds), str(round_seconds)],
                {},
                LIMIT_SECONDS,
            )
            with bare:
                found = bare.answer()
                turns = [
                    (live.ask(seconds=TURN_SECONDS), bare.ask(seconds=TURN_SECONDS))
                    for _ in range(pairs)
                ]
    return live_measurement(turns, found, words)


def live_measurement(
    turns: list[tuple[dict[str, Any], dict[str, Any]]], found: dict[str, Any], words: str
) -> Measurement:
    """Value and detail from the turns of the two processes.

    Parameters
    ----------
    turns : list of (dict, dict)
        Of each pair what the live and the bare process did: `images`, `seconds`, and the live one's
        `paints` and `window_thread_seconds`.
    found : dict
        What the bare process said of its loops.
    words : str
        Which images.

    Raises
    ------
    RuntimeError
        Where the window was repainted fewer than 8 times a second.
    """
    live_speeds = [live["images"] / live["seconds"] for live, _ in turns]
    bare_speeds = [bare["images"] / bare["seconds"] for _, bare in turns]
    live_seconds = sum(live["seconds"] for live, _ in turns)
    live_speed = sum(live["images"] for live, _ in turns) / live_seconds
    bare_speed = sum(bare["images"] for _, bare in turns) / sum(b["seconds"] for _, b in turns)
    value = live_speed / bare_speed
    paints = {
        name: sum(live["paints"][name] for live, _ in turns) / live_seconds
        for name in turns[0][0]["paints"]
    }
    if min(paints.values()) < FEWEST_REPAINTS:
        raise RuntimeError(
            f"The window was repainted too rarely, per second: {paints}; at least "
            f"{FEWEST_REPAINTS:g} are needed for a value."
        )
    busy = sum(live["window_thread_seconds"] for live, _ in turns) / live_seconds
    detail = {
        "window": "1280x720, default layout without the Lesion panel",
        "standard_error": ratio_standard_error(live_speeds, bare_speeds),
        "pairs": len(turns),
        "turn_seconds": TURN_SECONDS,
        "images_per_second": live_speed,
        "bare_images_per_second": bare_speed,
        "bare_loop": found["fastest"],
        "raw_speeds_of_all_bare_loops": found["images_per_second"],
        "batch": found["batch"],
        "format": "channels_last",
        "threads": found["threads"],
        "warm_up_seconds": found["warm_up_seconds"],
        "repaints_per_second": paints,
        "window_thread_busy_share": None if math.isnan(busy) else busy,
        "data": words,
        "load_of_machine": load_of_machine(),
        "raw_images_per_second": [round(speed, 1) for speed in live_speeds],
        "raw_bare_images_per_second": [round(speed, 1) for speed in bare_speeds],
    }
    return Measurement(value, detail)


def ratio_standard_error(above: list[float], below: list[float]) -> float | None:
    """Standard error of sum over sum of paired numbers; None for fewer than two pairs.

    Linearised ratio estimator (Cochran 1977, Sampling Techniques, section 6.3).
    """
    n = len(above)
    if n < 2:
        return None
    ratio = sum(above) / sum(below)
    rest = [a - ratio * b for a, b in zip(above, below, strict=True)]
    return math.sqrt(sum(one * one for one in rest) / (n - 1) / n) / statistics.fmean(below)


def _answer_of(
    process_name: str, conditions: Conditions, amount: float
) -> tuple[dict[str, Any], str]:
    """What a measuring process with a window answers, and which images it had."""
    with _scratch() as scratch:
        images, words = mnist_folder(conditions.data_folder, scratch)
        arguments = [str(scratch), str(images), str(amount)]
        with MeasuringProcess(
            process_name, arguments, window_environment(scratch), LIMIT_SECONDS
        ) as process:
            answer = process.answer()
            process.finish()
    return answer, words


def _measure_lesions(conditions: Conditions) -> Measurement:
    clicks = 8 if conditions.quick else 20
    answer, words = _answer_of("window_lesions", conditions, clicks)
    training = [click["milliseconds"] for click in answer["training"]]
    idle = [click["milliseconds"] for click in answer["idle"]]
    detail = {
        "idle_ms": statistics.median(idle),
        "idle_goal_ms": 50.0,
        "longest_ms": max(training),
        "clicks": clicks,
        "images_of_the_estimates": sorted({click["images"] for click in answer["training"]}),
        "clicked": "in turns a filter (double-click) and a check box of the tree",
        "data": words,
        "load_of_machine": load_of_machine(),
        "raw_ms": [round(one, 2) for one in training],
        "raw_idle_ms": [round(one, 2) for one in idle],
    }
    return Measurement(statistics.median(training), detail)


def _measure_lateness(conditions: Conditions) -> Measurement:
    seconds = 8.0 if conditions.quick else 25.0
    answer, words = _answer_of("window_lateness", conditions, seconds)
    late = lateness_ms(answer["ticks"])
    idle = lateness_ms(answer["idle_ticks"])
    detail = {
        "longest_ms": max(late),
        "longest_goal_ms": 100.0,
        "median_ms": statistics.median(late),
        "p99_ms": percentile(late, 0.99),
        "idle_p95_ms": percentile(idle, 0.95),
        "ticks_due": len(late),
        "ticks_run": len(answer["ticks"]),
        "timer_interval_ms": TIMER_INTERVAL_MS,
        "seconds": seconds,
        "training_steps_meanwhile": answer["steps"],
        "data": words,
        "load_of_machine": load_of_machine(),
        "raw_longest_ms": [round(one, 2) for one in sorted(late)[-20:]],
    }
    return Measurement(percentile(late, 0.95), detail)


def lateness_ms(ticks: list[float]) -> list[float]:
    """How late each due tick of a timer was run.

    Parameters
    ----------
    ticks : list of float
        Seconds at which the timer's slot ran, ascending, at least two.

    Returns
    -------
    list of float
        Milliseconds. Ticks are due every 10 ms after the last one that ran: one that ran after
        35 ms makes three, late by 25, 15 and 5 ms.
    """
    late = []
    for before, after in itertools.pairwise(ticks):
        waited = 1000 * (after - before)
        due = max(1, math.floor(waited / TIMER_INTERVAL_MS + 1e-9))
        late += [max(0.0, waited - TIMER_INTERVAL_MS * number) for number in range(1, due + 1)]
    return late


def percentile(values: list[float], share: float) -> float:
    """The smallest value that at least this share of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def _measure_redraw(conditions: Conditions) -> Measurement:
    redraws = 60 if conditions.quick else 300
    with (
        _scratch() as scratch,
        MeasuringProcess(
            "window_redraw", [str(redraws)], window_environment(scratch), LIMIT_SECONDS
        ) as process,
    ):
        answer = process.answer()
        process.finish()
    if answer["paints"] < answer["redraws"]:
        raise RuntimeError(f"Only {answer['paints']} of {answer['redraws']} redraws were painted.")
    milliseconds = [1000 * one for one in answer["seconds"]]
    detail = {
        "fastest_ms": min(milliseconds),
        "p95_ms": percentile(milliseconds, 0.95),
        "paints": answer["paints"],
        "screen_pixels_per_weight": answer["zoom"],
        "load_of_machine": load_of_machine(),
        "raw_ms": [round(one, 3) for one in milliseconds],
    }
    return Measurement(statistics.median(milliseconds), detail)


def _measure_window(conditions: Conditions) -> Measurement:
    return _measure_start(conditions, "window", "visible")


def _measure_filters(conditions: Conditions) -> Measurement:
    return _measure_start(conditions, "filters", "filters")


def _measure_start(conditions: Conditions, until: str, what: str) -> Measurement:
    """Start the program several times; the first, perhaps cold, is told but not counted."""
    starts = 4 if conditions.quick else 8
    with _scratch() as scratch:
        answers = [_start(scratch, until) for _ in range(starts)]
    seconds = [answer["seconds"][what] for answer in answers]
    stages = {
        stage: statistics.median(answer["seconds"][stage] for answer in answers[1:])
        for stage in answers[0]["seconds"]
    }
    detail = {
        "first_start_seconds": seconds[0],
        "fastest_seconds": min(seconds[1:]),
        "median_seconds_until": stages,
        "docks": answers[-1]["docks"],
        "painted_docks": answers[-1]["painted_docks"],
        "load_of_machine": load_of_machine(),
        "raw_seconds": [round(one, 4) for one in seconds],
    }
    return Measurement(statistics.median(seconds[1:]), detail)


def _start(scratch: Path, until: str) -> dict[str, Any]:
    environment = window_environment(scratch)
    with MeasuringProcess("window_start", [until], environment, LIMIT_SECONDS) as process:
        answer = process.answer()
        times = answer["times"].items()
        return {**answer, "seconds": {name: at - process.started for name, at in times}}


WINDOW_BENCHMARKS = (
    Benchmark(
        "training_live_vs_bare",
        "training speed with the window open against a bare loop",
        "ratio of speeds",
        "higher",
        0.90,
        _measure_live,
    ),
    Benchmark(
        "lesion_first_estimate_ms",
        "from a click on a filter to the painted estimate, while training",
        "ms",
        "lower",
        100.0,
        _measure_lesions,
    ),
    Benchmark(
        "ui_lateness_p95_ms",
        "how late the window runs a timer while training",
        "ms",
        "lower",
        16.0,
        _measure_lateness,
    ),
    Benchmark(
        "filter_grid_redraw_ms",
        "512 filters of 7x7 with new values, painted on 900x600 pixels",
        "ms",
        "lower",
        5.0,
        _measure_redraw,
    ),
    Benchmark(
        "window_visible_seconds",
        "from the start of the program to the first paint of the window",
        "s",
        "lower",
        1.0,
        _measure_window,
    ),
    Benchmark(
        "first_filters_seconds",
        "from the start of the program to the built-in network's filters on the screen",
        "s",
        "lower",
        5.0,
        _measure_filters,
    ),
)
