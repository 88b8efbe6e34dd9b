"""The box between two threads."""

from __future__ import annotations

import dataclasses
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.examples import snapshot_of
from visctx_gui.engine.mailbox import Inbox, Mailbox, Outbox, submit
from visctx_gui.engine.messages import (
    AskState,
    Cancelled,
    CancelRequest,
    Done,
    Progress,
    Request,
    TrainingSnapshot,
    ViewFilters,
    ViewMoments,
)


def filters(request_id: int, place: str = "a") -> ViewFilters:
    return ViewFilters(request_id=request_id, place=place, layer="conv1")


def test_commands_keep_their_order_and_are_never_merged() -> None:
    inbox = Inbox()
    for number in range(1, 6):
        assert inbox.put(AskState(request_id=number)) is None
    assert [request.request_id for request in inbox.take_all()] == [1, 2, 3, 4, 5]


def test_a_view_replaces_the_unread_one_for_the_same_place() -> None:
    inbox = Inbox()
    first, other, second = filters(1), filters(2, place="b"), filters(3)
    assert inbox.put(first) is None
    assert inbox.put(other) is None
    assert inbox.put(second) is first
    assert inbox.take_all() == [other, second]


def test_the_same_place_of_another_kind_of_view_is_another_key() -> None:
    inbox = Inbox()
    inbox.put(filters(1))
    assert inbox.put(ViewMoments(request_id=2, place="a")) is None
    assert len(inbox) == 2


def test_an_interrupted_view_comes_back_in_front() -> None:
    inbox = Inbox()
    inbox.put(AskState(request_id=2))
    assert inbox.put_back(filters(1))
    assert inbox.take(wait=False) == filters(1)


def test_an_interrupted_view_gives_way_to_a_newer_one() -> None:
    inbox = Inbox()
    inbox.put(filters(2))
    assert not inbox.put_back(filters(1))
    assert inbox.take_all() == [filters(2)]


def test_nothing_comes_back_into_a_closed_box() -> None:
    inbox = Inbox()
    inbox.close()
    assert not inbox.put_back(filters(1))
    assert len(inbox) == 0


def test_a_closed_inbox_hands_the_request_back() -> None:
    inbox, outbox = Inbox(), Outbox()
    inbox.close()
    assert inbox.closed
    submit(AskState(generation=3, request_id=7), inbox, outbox)
    assert outbox.take_all() == [Cancelled(generation=3, request_id=7)]
    assert inbox.take(wait=True) is None


def test_a_superseded_view_is_answered() -> None:
    inbox, outbox = Inbox(), Outbox()
    submit(filters(1), inbox, outbox)
    submit(filters(2), inbox, outbox)
    assert outbox.take_all() == [Cancelled(generation=0, request_id=1)]


def test_a_cancellation_is_known_before_it_is_read() -> None:
    inbox = Inbox()
    inbox.put(AskState(request_id=1))
    inbox.put(CancelRequest(request_id=2, cancelled_id=1))
    assert inbox.cancel_asked(1)
    assert not inbox.cancel_asked(2)
    inbox.forget_cancel(1)
    assert not inbox.cancel_asked(1)


def test_take_where_leaves_the_others() -> None:
    inbox = Inbox()
    for number in (1, 2, 3):
        inbox.put(AskState(request_id=number))
    taken = inbox.take_where(lambda request: request.request_id == 2)
    assert [request.request_id for request in taken] == [2]
    assert [request.request_id for request in inbox.take_all()] == [1, 3]


def test_taking_sleeps_until_something_comes() -> None:
    inbox = Inbox()
    taken: list[Request | None] = []
    thread = threading.Thread(target=lambda: taken.append(inbox.take(wait=True)))
    thread.start()
    inbox.put(AskState(request_id=1))
    thread.join(timeout=10)
    assert taken == [AskState(request_id=1)]


def test_closing_wakes_the_sleeper() -> None:
    inbox = Inbox()
    taken: list[Request | None] = []
    thread = threading.Thread(target=lambda: taken.append(inbox.take(wait=True)))
    thread.start()
    inbox.close()
    thread.join(timeout=10)
    assert taken == [None]


def test_of_progress_only_the_newest_is_kept_and_final_replies_all() -> None:
    outbox = Outbox()
    outbox.put(Progress(generation=0, request_id=1, payload="old"))
    outbox.put(Progress(generation=0, request_id=2, payload="other"))
    outbox.put(Progress(generation=0, request_id=1, payload="new"))
    outbox.put(Done(generation=0, request_id=1, payload="end"))
    payloads = [reply.payload for reply in outbox.take_all()]  # type: ignore[attr-defined]
    assert payloads == ["new", "other", "end"]


def test_unread_progress_is_known_until_it_is_read() -> None:
    outbox = Outbox()
    assert not outbox.has_unread_progress(1)
    outbox.put(Progress(generation=0, request_id=1, payload="something"))
    assert outbox.has_unread_progress(1)
    assert not outbox.has_unread_progress(2)
    outbox.take_all()
    assert not outbox.has_unread_progress(1)


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=30))
def test_no_loss_is_lost_however_the_reader_sleeps(plan: list[tuple[int, bool]]) -> None:
    outbox = Outbox()
    sent: list[float] = []
    read: list[float] = []

    def empty() -> None:
        for reply in outbox.take_all():
            assert isinstance(reply, Progress)
            assert isinstance(reply.payload, TrainingSnapshot)
            read.extend(reply.payload.losses.tolist())

    for count, reader_is_awake in plan:
        losses = [float(len(sent) + place) for place in range(count)]
        sent += losses
        payload = dataclasses.replace(
            snapshot_of(step=len(sent)),
            steps=np.arange(count),
            losses=np.array(losses, dtype=np.float32),
        )
        outbox.put(Progress(generation=0, request_id=1, payload=payload))
        assert len(outbox) == 1
        if reader_is_awake:
            empty()
    empty()
    assert read == sent


def test_one_call_per_emptied_box() -> None:
    calls: list[int] = []
    outbox = Outbox()
    outbox.on_filled = lambda: calls.append(len(outbox))
    for number in range(5):
        outbox.put(Done(generation=0, request_id=number, payload=None))
        outbox.put(Progress(generation=0, request_id=number, payload=None))
    assert calls == [1]
    outbox.take_all()
    outbox.put(Progress(generation=0, request_id=1, payload=None))
    assert calls == [1, 1]


def test_a_closed_outbox_keeps_nothing() -> None:
    outbox = Outbox()
    outbox.close()
    outbox.put(Done(generation=0, request_id=1, payload=None))
    outbox.put(Progress(generation=0, request_id=1, payload=None))
    assert len(outbox) == 0


@pytest.mark.parametrize("writers", [4])
def test_many_writers_lose_nothing(writers: int) -> None:
    box: Mailbox[tuple[int, int]] = Mailbox()
    each = 200

    def write(writer: int) -> None:
        for number in range(each):
            box.put_item((writer, number))

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(writers)]
    for thread in threads:
        thread.start()
    read = [box.take(wait=True) for _ in range(writers * each)]
    for thread in threads:
        thread.join()
    for writer in range(writers):
        mine = [item[1] for item in read if item is not None and item[0] == writer]
        assert mine == list(range(each))
