"""Only the newest question counts."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QObject

from tests.gui.panels.fake_client import FakeClient
from visctx_gui.engine.messages import ViewFilters
from visctx_gui.gui.panels.newest_answer import NewestAnswer
from visctx_gui.plan.wording import message, translatable


class _Heard(QObject):
    def __init__(self, answer: NewestAnswer) -> None:
        super().__init__()
        self.all: list[tuple[str, Any]] = []
        answer.arrived.connect(self.arrived)
        answer.partly.connect(self.partly)
        answer.failed.connect(self.failed)
        answer.cancelled.connect(self.cancelled)

    def arrived(self, payload: Any) -> None:
        self.all.append(("arrived", payload))

    def partly(self, payload: Any) -> None:
        self.all.append(("partly", payload))

    def failed(self, failed: Any) -> None:
        self.all.append(("failed", failed.what.english()))

    def cancelled(self) -> None:
        self.all.append(("cancelled", None))


@pytest.fixture
def answer(client: FakeClient) -> NewestAnswer:
    return NewestAnswer(client, client)


def test_an_answer_to_an_older_question_is_dropped(client: FakeClient, answer: NewestAnswer):
    heard = _Heard(answer)
    answer.ask(ViewFilters(layer="conv1"))
    answer.ask(ViewFilters(layer="conv2"))
    older, newer = client.of_kind(ViewFilters)
    client.progress(older, "old half")
    client.answer(older, "old")
    assert heard.all == []
    assert answer.waiting
    client.progress(newer, "new half")
    client.answer(newer, "new")
    assert heard.all == [("partly", "new half"), ("arrived", "new")]
    assert not answer.waiting


def test_a_superseded_question_that_ends_late_does_not_end_the_waiting(
    client: FakeClient, answer: NewestAnswer
):
    heard = _Heard(answer)
    answer.ask(ViewFilters(layer="conv1"))
    answer.ask(ViewFilters(layer="conv2"))
    client.end_cancelled(client.of_kind(ViewFilters)[0])
    assert answer.waiting
    assert heard.all == []


def test_a_failure_and_a_cancelled_end_the_waiting(client: FakeClient, answer: NewestAnswer):
    heard = _Heard(answer)
    answer.ask(ViewFilters(layer="conv1"))
    client.fail(client.newest(ViewFilters), message(translatable("No.")))
    assert not answer.waiting
    answer.ask(ViewFilters(layer="conv1"))
    client.end_cancelled(client.newest(ViewFilters))
    assert heard.all == [("failed", "No."), ("cancelled", None)]
    assert not answer.waiting


def test_what_is_forgotten_does_not_arrive(client: FakeClient, answer: NewestAnswer):
    heard = _Heard(answer)
    answer.ask(ViewFilters(layer="conv1"))
    answer.forget()
    client.answer(client.newest(ViewFilters), "late")
    assert heard.all == []
    assert not answer.waiting


def test_cancel_names_the_open_question(client: FakeClient, answer: NewestAnswer):
    answer.cancel()
    assert client.cancelled == []
    answer.ask(ViewFilters(layer="conv1"))
    answer.cancel()
    assert client.cancelled == [client.newest(ViewFilters).request_id]
