"""What the replies say about the engine's state, kept for panels that come late."""

from __future__ import annotations

import math
from dataclasses import dataclass

from visctx_gui.engine.messages import (
    Cancelled,
    DataFacts,
    DeviceFacts,
    Done,
    EngineState,
    Failed,
    JobProgress,
    NetworkFacts,
    Progress,
    Reply,
    Request,
    ResumeRun,
    StartTraining,
    TrainingSnapshot,
    TrainingState,
    TrainingSummary,
)
from visctx_gui.plan.wording import NOTHING_TO_ADD, Message


@dataclass(frozen=True)
class Busy:
    """A long job that can be cancelled with ``client.cancel(busy.request_id)``.

    Attributes
    ----------
    what : Message
        What is being done now; empty until the job says it.
    fraction, seconds_left : float
        NaN where they are not known.
    """

    request: Request
    request_id: int
    what: Message = NOTHING_TO_ADD
    fraction: float = math.nan
    seconds_left: float = math.nan


class FollowedState:
    """The engine's state as far as the replies told it."""

    def __init__(self) -> None:
        self.network: NetworkFacts | None = None
        self.data: DataFacts | None = None
        self.device: DeviceFacts | None = None
        self.training: TrainingState = "idle"
        self.training_id = 0
        self.last_snapshot: TrainingSnapshot | None = None
        self.last_summary: TrainingSummary | None = None
        self.busy: Busy | None = None

    def follow(self, reply: Reply, request: Request) -> list[str]:
        """Take a reply in; returns the names of what changed.

        The names are ``network``, ``data``, ``device``, ``training state``, ``training``,
        ``training ended``, ``busy``.
        """
        before = self.training
        changed = self._follow_reply(reply, request)
        return changed if self.training == before else ["training state", *changed]

    def _follow_reply(self, reply: Reply, request: Request) -> list[str]:
        changed: list[str] = []
        if isinstance(reply, Progress | Done):
            changed += self._follow_payload(reply.payload, reply.request_id)
            if isinstance(reply.payload, JobProgress):
                changed += self._follow_job(reply.payload, reply.request_id, request)
        if isinstance(reply, Done | Failed | Cancelled):
            changed += self._follow_end(reply, request)
        return changed

    def _follow_payload(self, payload: object, request_id: int) -> list[str]:
        if isinstance(payload, EngineState):
            return self._follow_state(payload)
        if isinstance(payload, NetworkFacts):
            return self._set_network(payload)
        if isinstance(payload, DataFacts):
            self.data = payload
            return ["data"]
        if isinstance(payload, DeviceFacts):
            self.device = payload
            return ["device"]
        if isinstance(payload, TrainingSnapshot):
            self.training, self.training_id = payload.state, request_id
            self.last_snapshot = payload
            return ["training"]
        if isinstance(payload, TrainingSummary):
            self.last_snapshot = payload.last
            return ["training", *self._set_network(payload.network)]
        return []

    def _follow_state(self, state: EngineState) -> list[str]:
        changed: list[str] = []
        if state.network != self.network and state.network is not None:
            changed += self._set_network(state.network)
        if state.data != self.data and state.data is not None:
            self.data = state.data
            changed.append("data")
        if state.device != self.device:
            self.device = state.device
            changed.append("device")
        return changed

    def _set_network(self, network: NetworkFacts) -> list[str]:
        self.network = network
        return ["network"]

    def _follow_end(self, reply: Reply, request: Request) -> list[str]:
        changed: list[str] = []
        if isinstance(request, StartTraining | ResumeRun):
            if self.training_id in (0, reply.request_id):
                payload = reply.payload if isinstance(reply, Done) else None
                self.training, self.training_id = "idle", 0
                self.last_summary = payload if isinstance(payload, TrainingSummary) else None
                changed.append("training ended")
        elif self.busy is not None and self.busy.request_id == reply.request_id:
            self.busy = None
            changed.append("busy")
        return changed

    def _follow_job(self, progress: JobProgress, request_id: int, request: Request) -> list[str]:
        self.busy = Busy(
            request, request_id, progress.what, progress.fraction, progress.seconds_left
        )
        return ["busy"]
