"""Small replies and fake jobs for the tests of engine and bridge."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from typing import Any

import numpy as np

from visctx_gui.engine.engine import Engine
from visctx_gui.engine.jobs import Duty
from visctx_gui.engine.mailbox import Inbox, Outbox
from visctx_gui.engine.messages import Cancelled, Done, Failed, Reply, Request, TrainingSnapshot


def snapshot_of(step: int) -> TrainingSnapshot:
    """A snapshot of a training at this step, with its one loss."""
    nothing = np.zeros(0, dtype=np.float32)
    return TrainingSnapshot(
        state="running",
        steps=np.array([step]),
        losses=np.array([0.5], dtype=np.float32),
        step=step,
        steps_total=100,
        epoch=1,
        epochs=1,
        epoch_steps=np.zeros(0, dtype=np.int64),
        train_accuracy=nothing,
        validation_accuracy=nothing,
        n_validation=0,
        per_class_accuracy=nothing,
        best_epoch=0,
        epochs_since_best=0,
        patience=0,
        images_per_second=0.0,
        seconds_left=0.0,
        chance=0.1,
        run_folder="",
    )


class FakeSession:
    """The least that the loop asks of a session."""

    def __init__(self) -> None:
        self.generation = 0
        self.seen: list[str] = []


class FakeClock:
    """Seconds that pass only when told."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Bench:
    """An engine with fake handlers, driven turn by turn in the test's own thread."""

    def __init__(self, duties: Mapping[type[Request], Duty]) -> None:
        self.session = FakeSession()
        self.inbox = Inbox()
        self.outbox = Outbox()
        self.clock = FakeClock()
        self.engine = Engine(self.session, self.inbox, self.outbox, duties, self.clock)

    def turns(self, count: int) -> list[Reply]:
        """Take turns without sleeping; returns the replies of them."""
        for _ in range(count):
            self.engine.turn(sleep=False)
        return self.outbox.take_all()


def finals(replies: list[Reply]) -> list[tuple[int, type[Reply]]]:
    """Number and kind of the final replies, in order."""
    return [
        (reply.request_id, type(reply))
        for reply in replies
        if isinstance(reply, Done | Failed | Cancelled)
    ]


def steps_of(
    name: str, count: int, on_slice: Callable[[], None] = lambda: None
) -> Callable[[FakeSession, Any], Generator[Any, None, Any]]:
    """A handler of a job with so many slices that notes what happens to it."""

    def handler(session: FakeSession, request: Any) -> Generator[Any, None, Any]:
        try:
            for number in range(count):
                on_slice()
                session.seen.append(f"{name} {number}")
                yield f"{name} {number}"
        except GeneratorExit:
            session.seen.append(f"{name} closed")
            raise
        return f"{name} done"

    return handler
