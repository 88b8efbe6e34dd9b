"""A real engine without its thread: real network, real digits, driven by the test."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from visctx_gui.engine.engine import Engine
from visctx_gui.engine.handlers.table import DUTIES
from visctx_gui.engine.mailbox import Inbox, Outbox, submit
from visctx_gui.engine.messages import (
    Cancelled,
    Done,
    EngineOptions,
    Failed,
    NewNetwork,
    OpenData,
    Progress,
    Reply,
    Request,
    StartTraining,
)
from visctx_gui.engine.session import Session
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.training import TrainingPlan

SMALL = NetworkPlan(filters=(4, 6), kernel_size=(5,))
SHORT = TrainingPlan(epochs=1, batch_size=256, device="cpu")
LONG = TrainingPlan(epochs=200, batch_size=256, device="cpu")
MOST_TURNS = 5_000


class Laboratory:
    """Asks the engine and drives it until the answer is there.

    Parameters
    ----------
    folder : Path
        Run folders go there.
    """

    def __init__(self, folder: Path, device: str = "cpu") -> None:
        self.inbox = Inbox()
        self.outbox = Outbox()
        options = EngineOptions(
            device=device, data_folder=str(folder / "data"), runs_folder=str(folder / "runs")
        )
        self.session = Session(options, self.outbox)
        self.engine = Engine(self.session, self.inbox, self.outbox, DUTIES)
        self.replies: list[Reply] = []
        self._last_id = 0

    def prepare(self, network: NetworkPlan = SMALL, seed: int = 0) -> None:
        """Open the digits and make a network."""
        self.ask(OpenData(data=DataPlan()))
        self.ask(NewNetwork(network=network, seed=seed))

    def post(self, request: Request) -> int:
        """Hand a request in without driving the engine."""
        self._last_id += 1
        numbered = replace(request, request_id=self._last_id, generation=self.session.generation)
        submit(numbered, self.inbox, self.outbox)
        return self._last_id

    def turn(self) -> None:
        """One turn of the engine; its replies are noted."""
        self.engine.turn(sleep=False)
        self.replies += self.outbox.take_all()

    def final(self, request_id: int) -> Done | Failed | Cancelled:
        """Drive the engine until a request is answered."""
        for _ in range(MOST_TURNS):
            for reply in self.replies:
                if reply.request_id == request_id and isinstance(reply, Done | Failed | Cancelled):
                    return reply
            self.turn()
        raise AssertionError(f"request {request_id} was not answered in {MOST_TURNS} turns")

    def ask(self, request: Request) -> Any:
        """The payload of the answer; the request must succeed."""
        reply = self.final(self.post(request))
        assert isinstance(reply, Done), reply
        return reply.payload

    def refusal(self, request: Request) -> Failed:
        """The expected failure of a request."""
        reply = self.final(self.post(request))
        assert isinstance(reply, Failed), reply
        assert reply.expected, reply.details
        return reply

    def progress(self, request_id: int) -> list[Any]:
        """What was reported so far on the way."""
        return [
            reply.payload
            for reply in self.replies
            if isinstance(reply, Progress) and reply.request_id == request_id
        ]

    def begin_training(self, plan: TrainingPlan = SHORT, *, paused: bool = False) -> int:
        """Start a training and take the turn that builds it."""
        number = self.post(StartTraining(training=plan, paused=paused))
        self.turn()
        assert self.session.training is not None
        return number
