"""Reports are neither rare nor a flood."""

from __future__ import annotations

from tests.engine.examples import FakeClock
from visctx_gui.engine.progress_pace import ProgressPace


def test_the_first_report_is_at_once_and_then_one_each_tenth_of_a_second() -> None:
    clock = FakeClock()
    pace = ProgressPace(clock)
    due = []
    for milliseconds in range(0, 1_000, 25):
        clock.seconds = milliseconds / 1_024  # exact in binary
        if pace.is_due():
            due.append(milliseconds)
    assert due == list(range(0, 1_000, 125))


def test_after_a_long_slice_the_next_report_is_a_tenth_of_a_second_later() -> None:
    clock = FakeClock()
    pace = ProgressPace(clock)
    assert pace.is_due()
    clock.seconds = 5.0
    assert pace.is_due()
    clock.seconds = 5.05
    assert not pace.is_due()
