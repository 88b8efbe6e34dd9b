"""Steps per second and when a snapshot is due."""

from __future__ import annotations

import itertools
import math

import pytest

from visctx_gui.engine.training_pace import SECONDS_BETWEEN_SNAPSHOTS, TrainingPace


def test_at_most_ten_snapshots_a_second() -> None:
    pace = TrainingPace(0.0, 0)
    made = 0
    for hundredth in range(1, 301):
        now = hundredth / 100 + 1e-9
        if pace.is_due(now):
            pace.measure(now, hundredth)
            made += 1
    assert 25 <= made <= 3 / SECONDS_BETWEEN_SNAPSHOTS
    assert pace.steps_per_second == pytest.approx(100, rel=0.1)


@pytest.mark.parametrize("batch_seconds", [0.001, 0.013, 0.03, 0.05])
def test_long_batches_do_not_make_snapshots_rarer(batch_seconds: float) -> None:
    pace = TrainingPace(0.0, 0)
    made = []
    for step in range(1, round(20 / batch_seconds)):
        now = step * batch_seconds
        if pace.is_due(now):
            pace.measure(now, step)
            made.append(now)
    assert len(made) / 20 == pytest.approx(1 / SECONDS_BETWEEN_SNAPSHOTS, rel=0.02)
    gaps = [after - before for before, after in itertools.pairwise(made)]
    assert min(gaps) >= SECONDS_BETWEEN_SNAPSHOTS / 2


def test_after_a_long_wait_there_is_no_burst() -> None:
    pace = TrainingPace(0.0, 0)
    pace.measure(5.0, 1)
    assert not pace.is_due(5.0 + 0.9 * SECONDS_BETWEEN_SNAPSHOTS)
    assert pace.is_due(5.0 + 1.1 * SECONDS_BETWEEN_SNAPSHOTS)


def test_the_pace_is_unknown_at_first_and_never_negative() -> None:
    pace = TrainingPace(10.0, 0)
    assert math.isnan(pace.seconds_left(100))
    pace.measure(10.0, 5)
    assert math.isnan(pace.steps_per_second)
    pace.measure(11.0, 15)
    assert pace.seconds_left(-3) == 0
    pace.measure(9.0, 20)  # a clock that was set back
    assert pace.steps_per_second > 0


def test_a_pause_does_not_slow_the_pace() -> None:
    pace = TrainingPace(0.0, 0)
    pace.measure(1.0, 50)
    pace.skip(1000.0)
    pace.measure(1001.0, 100)
    assert pace.steps_per_second == pytest.approx(50)
    assert pace.seconds_left(100) == pytest.approx(2)
