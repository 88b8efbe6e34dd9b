"""Whose turn it is while a training runs: the next batch, or a slice of another job."""

from __future__ import annotations

FIRST_ANSWER_SECONDS = 0.06
LARGEST_DEBT_SECONDS = 0.1


class FairShare:
    """Half of the time for training, half for other jobs; a job without a first answer goes first.

    Such an urgent job may hold the training up for `FIRST_ANSWER_SECONDS` between two batches, so
    that a click is answered soon and yet no stream of clicks can stop the training.
    """

    def __init__(self) -> None:
        self._others_since_batch = 0.0
        self._others_owe = 0.0

    def batch_is_due(self, urgent: bool) -> bool:
        """Whether the training takes a step now, `urgent` saying that a job has no answer yet."""
        return not urgent or self._others_since_batch >= FIRST_ANSWER_SECONDS

    def slice_is_due(self, urgent: bool) -> bool:
        """Whether another job takes a slice now."""
        return urgent or self._others_owe <= 0.0

    def trained(self, seconds: float) -> None:
        """The training has taken a step."""
        self._others_since_batch = 0.0
        self._others_owe = max(self._others_owe - seconds, -LARGEST_DEBT_SECONDS)

    def others_worked(self, seconds: float) -> None:
        """Another job has taken a slice."""
        self._others_since_batch += seconds
        self._others_owe = min(self._others_owe + seconds, LARGEST_DEBT_SECONDS)
