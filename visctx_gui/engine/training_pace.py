"""How fast a training goes, and when its next snapshot is due."""

from __future__ import annotations

import math

# Eight and a half a second: each costs the training about 1 % on two cores, and eight look fluent.
SECONDS_BETWEEN_SNAPSHOTS = 0.12
_SMOOTHING = 0.3  # weight of the newest interval in the moving mean


class TrainingPace:
    """Steps per second as a moving mean over snapshots; time spent paused does not count.

    Parameters
    ----------
    now_seconds : float
    step : int
        Steps done at the beginning.
    """

    def __init__(self, now_seconds: float, step: int) -> None:
        self.steps_per_second = math.nan
        self._seconds, self._step = now_seconds, step
        self._due_seconds = now_seconds + SECONDS_BETWEEN_SNAPSHOTS

    def is_due(self, now_seconds: float) -> bool:
        """Whether the next snapshot may be made."""
        return now_seconds >= self._due_seconds

    def measure(self, now_seconds: float, step: int) -> None:
        """Note a snapshot at this time and step."""
        self._due_seconds = self._next_due(now_seconds)
        seconds, steps = now_seconds - self._seconds, step - self._step
        self._seconds, self._step = now_seconds, step
        if seconds <= 0 or steps <= 0:
            return
        newest = steps / seconds
        known = self.steps_per_second
        self.steps_per_second = (
            newest if math.isnan(known) else known + _SMOOTHING * (newest - known)
        )

    def _next_due(self, now_seconds: float) -> float:
        """Long batches make snapshots late; the next one is early then, so that the rate stays."""
        gap = SECONDS_BETWEEN_SNAPSHOTS
        much_too_late = now_seconds - self._due_seconds > gap / 2
        return now_seconds + gap if much_too_late else min(self._due_seconds, now_seconds) + gap

    def skip(self, now_seconds: float) -> None:
        """Leave out the time since the last snapshot: the training was paused."""
        self._seconds = now_seconds
        self._due_seconds = now_seconds + SECONDS_BETWEEN_SNAPSHOTS

    def seconds_left(self, steps_left: int) -> float:
        """Time for so many steps; NaN before the pace is known."""
        return max(0, steps_left) / self.steps_per_second
