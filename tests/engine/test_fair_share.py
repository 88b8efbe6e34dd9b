"""Sharing the time between training and other jobs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.engine.fair_share import FIRST_ANSWER_SECONDS, FairShare


def test_without_other_work_every_turn_is_a_batch() -> None:
    share = FairShare()
    for _ in range(100):
        assert share.batch_is_due(urgent=False)
        share.trained(0.005)


def test_an_urgent_job_holds_the_training_up_for_a_moment_only() -> None:
    share = FairShare()
    share.trained(0.005)
    held = 0.0
    while not share.batch_is_due(urgent=True):
        assert share.slice_is_due(urgent=True)
        share.others_worked(0.02)
        held += 0.02
    assert FIRST_ANSWER_SECONDS <= held <= FIRST_ANSWER_SECONDS + 0.02


@given(batch=st.floats(0.001, 0.05), part=st.floats(0.001, 0.025))
def test_in_the_long_run_each_has_half(batch: float, part: float) -> None:
    share = FairShare()
    trained = worked = 0.0
    for _ in range(2_000):
        share.trained(batch)
        trained += batch
        if share.slice_is_due(urgent=False):
            share.others_worked(part)
            worked += part
    # A job whose slices are shorter than a batch gets one slice for each batch, hence less.
    expected = min(1.0, part / batch)
    assert abs(worked / trained - expected) < 0.1


def test_a_long_idle_time_gives_no_credit_for_ever() -> None:
    share = FairShare()
    for _ in range(10_000):
        share.trained(0.1)
    slices = 0
    while share.slice_is_due(urgent=False):
        share.others_worked(0.02)
        slices += 1
    assert slices <= 6
