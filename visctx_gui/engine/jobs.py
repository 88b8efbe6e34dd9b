"""A running job: a generator, the request it answers, and what the loop must know of it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from visctx_gui.engine.messages import Request


class Rest(Enum):
    """What a job yields when it has nothing to do before the next request."""

    UNTIL_THE_NEXT_REQUEST = "until the next request"


RESTING = Rest.UNTIL_THE_NEXT_REQUEST

# A job yields None after a mere slice, a payload to report progress, or RESTING; it returns the
# payload of its `Done`.
Steps = Generator[Any, None, Any]
Handler = Callable[[Any, Any], Any]  # (session, request) -> payload, or Steps


@dataclass(frozen=True)
class Duty:
    """How one kind of request is served.

    Attributes
    ----------
    handler : callable
        ``handler(session, request)`` gives the payload of `Done`, or the steps of a job.
    interrupts_views : bool
        What running views look at may be another thing afterwards; they begin again.
    trains : bool
        Its job is the training: it shares the time with all other jobs.
    """

    handler: Handler
    interrupts_views: bool = False
    trains: bool = False


@dataclass(eq=False)
class Job:
    """A job that has begun.

    Attributes
    ----------
    resting : bool
        It has nothing to do before the next request.
    answered : bool
        It has reported progress at least once.
    """

    request: Request
    steps: Steps
    trains: bool = False
    resting: bool = False
    answered: bool = False

    @property
    def is_view(self) -> bool:
        """Whether a newer request may take its place."""
        return self.request.view_key is not None

    @property
    def is_urgent(self) -> bool:
        """Whether somebody waits for its first answer."""
        return self.is_view and not self.answered
