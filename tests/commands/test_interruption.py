"""Signals between two slices of work."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from visctx_gui.commands.interruption import Interruption

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of Unix")


def counting(closed: list[int], send_at: int) -> Iterator[int]:
    """Counts; sends SIGINT at a step; notes the step at which it was closed."""
    step = 0
    try:
        for step in range(10):
            if step == send_at:
                os.kill(os.getpid(), signal.SIGINT)
            yield step
    finally:
        closed.append(step)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_handlers_are_put_back(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with Interruption():
        assert signal.getsignal(number) != before
    assert signal.getsignal(number) == before


def test_the_step_under_way_is_finished_and_the_work_is_closed() -> None:
    closed: list[int] = []
    with Interruption() as interruption:
        seen = list(interruption.until_asked_to_stop(counting(closed, send_at=3)))
    assert seen == [0, 1, 2, 3]
    assert closed == [3]
    assert interruption.asked


def test_work_that_ends_by_itself_was_not_interrupted() -> None:
    closed: list[int] = []
    with Interruption() as interruption:
        assert len(list(interruption.until_asked_to_stop(counting(closed, send_at=99)))) == 10
    assert not interruption.asked


def test_a_second_signal_breaks_in() -> None:
    def stubborn() -> Iterator[None]:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        yield

    with Interruption() as interruption, pytest.raises(KeyboardInterrupt):
        list(interruption.until_asked_to_stop(stubborn()))


def test_a_signal_before_the_work_breaks_in_at_once() -> None:
    with Interruption(), pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGTERM)
