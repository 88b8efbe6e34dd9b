"""Times that can be compared: after a warm-up, and in turns."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping


def seconds_of(work: Callable[[], object]) -> float:
    """Wall-clock time of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def warm_up(work: Callable[[], object], seconds: float) -> None:
    """Call `work` again and again for so long, at least once."""
    end = time.perf_counter() + seconds
    work()
    while time.perf_counter() < end:
        work()


def seconds_in_turns(
    works: Mapping[str, Callable[[], float]], rounds: int
) -> dict[str, list[float]]:
    """Time several pieces of work in turns, so that a slow moment of the machine meets them all.

    Parameters
    ----------
    works : mapping of str to function
        Each returns its own seconds, so that preparations are not counted.
    rounds : int
        Times each is called.

    Returns
    -------
    dict of str to list of float
        Seconds, one per round.
    """
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            seconds[name].append(work())
    return seconds


def rounded(seconds: list[float]) -> list[float]:
    """Seconds to the microsecond, for printing."""
    return [round(one, 6) for one in seconds]
