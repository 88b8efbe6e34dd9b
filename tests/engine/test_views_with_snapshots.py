"""Live views wait for the next snapshot of the training and come with it, in one wake-up."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from tests.engine.examples import Bench, FakeSession
from visctx_gui.engine.jobs import RESTING, Duty
from visctx_gui.engine.mailbox import Inbox, Outbox
from visctx_gui.engine.messages import (
    AskState,
    Cancelled,
    CancelRequest,
    Done,
    Progress,
    Request,
    StartTraining,
    ViewFilters,
    ViewMoments,
)
from visctx_gui.plan.training import TrainingPlan

SNAPSHOT_EVERY = 4


def live(request_id: int, place: str = "a") -> ViewFilters:
    return ViewFilters(request_id=request_id, layer="conv1", place=place, with_next_snapshot=True)


def at_once(request_id: int) -> ViewFilters:
    return ViewFilters(request_id=request_id, layer="conv1", place="a")


def start(request_id: int = 1) -> StartTraining:
    return StartTraining(request_id=request_id, training=TrainingPlan())


def batches(session: FakeSession, request: Request) -> Generator[Any, None, str]:
    """Batches with a snapshot after every fourth, until it rests after the twelfth."""
    for step in range(12):
        yield f"snapshot {step}" if step % SNAPSHOT_EVERY == 0 else None
    yield RESTING
    return "trained"


def answer(session: FakeSession, request: Request) -> str:
    return f"answer {request.request_id}"


def make_bench() -> Bench:
    return Bench(
        {
            StartTraining: Duty(batches, trains=True),
            ViewFilters: Duty(answer),
            ViewMoments: Duty(answer),
            AskState: Duty(answer),
        }
    )


def training_bench() -> Bench:
    """A training that has just told its first snapshot."""
    bench = make_bench()
    bench.inbox.put(start())
    bench.turns(1)
    return bench


def test_without_a_training_a_live_view_is_answered_at_once() -> None:
    bench = make_bench()
    bench.inbox.put(live(2))
    assert [reply.request_id for reply in bench.turns(1)] == [2]


def test_live_views_come_with_the_next_snapshot() -> None:
    bench = training_bench()
    bench.inbox.put(live(2))
    bench.inbox.put(live(3, place="b"))
    assert bench.turns(SNAPSHOT_EVERY - 1) == []
    replies = bench.turns(1)
    assert [type(reply) for reply in replies] == [Done, Done, Progress]
    assert [reply.request_id for reply in replies] == [2, 3, 1]


def test_commands_and_other_views_do_not_wait_behind_a_live_view() -> None:
    bench = training_bench()
    bench.inbox.put(live(2, place="b"))
    bench.inbox.put(AskState(request_id=3))
    bench.inbox.put(at_once(4))
    assert [reply.request_id for reply in bench.turns(2)] == [3, 4]


def test_a_question_at_once_takes_the_place_of_a_live_one() -> None:
    bench = training_bench()
    bench.inbox.put(live(2))
    assert bench.inbox.put(at_once(3)) == live(2)
    assert [reply.request_id for reply in bench.turns(1)] == [3]


def test_a_live_view_that_waits_can_be_cancelled() -> None:
    bench = training_bench()
    bench.inbox.put(live(2))
    bench.inbox.put(CancelRequest(request_id=3, cancelled_id=2))
    replies = bench.turns(SNAPSHOT_EVERY)
    assert Cancelled(generation=0, request_id=2) in replies
    assert Done(generation=0, request_id=2, payload="answer 2") not in replies


def test_a_live_view_is_answered_when_the_training_rests() -> None:
    bench = training_bench()
    bench.turns(12)
    bench.inbox.put(live(2))
    assert [reply.request_id for reply in bench.turns(1)] == [2]


def test_a_live_view_of_a_network_that_is_gone_is_cancelled() -> None:
    bench = training_bench()
    bench.inbox.put(live(2))
    bench.session.generation = 1
    replies = bench.turns(SNAPSHOT_EVERY)
    assert Cancelled(generation=1, request_id=2) in replies


def test_the_window_is_woken_once_for_a_snapshot_and_its_views() -> None:
    bench = training_bench()
    bench.outbox.take_all()
    calls: list[int] = []
    bench.outbox.on_filled = lambda: calls.append(len(bench.outbox))
    bench.inbox.put(live(2))
    bench.inbox.put(live(3, place="b"))
    for _ in range(SNAPSHOT_EVERY):
        bench.engine.turn(sleep=False)
    assert calls == [3]


def test_nothing_gathered_wakes_nobody_and_an_error_still_tells() -> None:
    calls: list[str] = []
    outbox = Outbox()
    outbox.on_filled = lambda: calls.append("filled")
    with outbox.gathered():
        pass
    assert calls == []
    try:
        with outbox.gathered():
            outbox.put(Done(generation=0, request_id=1, payload=None))
            raise KeyError
    except KeyError:
        pass
    assert calls == ["filled"]


def test_items_that_are_left_keep_their_place() -> None:
    inbox = Inbox()
    for request in (live(1), AskState(request_id=2), live(3, place="b")):
        inbox.put(request)
    taken = inbox.take(wait=False, leaving=lambda request: request.can_wait)
    assert taken == AskState(request_id=2)
    assert inbox.take(wait=False, leaving=lambda request: request.can_wait) is None
    assert [request.request_id for request in inbox.take_all()] == [1, 3]
