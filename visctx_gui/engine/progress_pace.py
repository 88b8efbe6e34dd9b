"""How often a long job reports progress: soon enough to look fluent, seldom enough to cost little."""

from __future__ import annotations

import time
from collections.abc import Callable

SECONDS_BETWEEN_REPORTS = 0.1


class ProgressPace:
    """Says when the next report is due; the first is at once.

    Parameters
    ----------
    clock : callable
        Seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._due_seconds = clock()

    def is_due(self) -> bool:
        """Whether to report now; if so, the next report is due a tenth of a second later."""
        now = self._clock()
        if now < self._due_seconds:
            return False
        self._due_seconds = now + SECONDS_BETWEEN_REPORTS
        return True
