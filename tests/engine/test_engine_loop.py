"""The loop: requests, slices, cancellation, errors; driven turn by turn without a thread."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest

from tests.engine.examples import Bench, FakeSession, finals, steps_of
from visctx_gui.engine.jobs import RESTING, Duty
from visctx_gui.engine.messages import (
    AskState,
    Cancelled,
    CancelRequest,
    Done,
    EvaluateLesion,
    Failed,
    NewNetwork,
    OpenImages,
    PauseTraining,
    Progress,
    Request,
    StartTraining,
    ViewFilters,
)
from visctx_gui.plan.lesion import INTACT
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.training import TrainingPlan
from visctx_gui.plan.wording import PlanError, message, translatable


def view(request_id: int, generation: int = 0) -> EvaluateLesion:
    return EvaluateLesion(
        request_id=request_id, generation=generation, lesion=INTACT, split="test", place="panel"
    )


def training(request_id: int) -> StartTraining:
    return StartTraining(request_id=request_id, training=TrainingPlan())


def new_network(session: FakeSession, request: Request) -> str:
    session.generation += 1
    return "new"


def name_of(session: FakeSession, request: Request) -> str:
    return type(request).__name__


DUTIES: dict[type[Request], Duty] = {
    AskState: Duty(name_of),
    ViewFilters: Duty(name_of),
    PauseTraining: Duty(name_of),
    NewNetwork: Duty(new_network, interrupts_views=True),
    OpenImages: Duty(steps_of("images", 3)),
    EvaluateLesion: Duty(steps_of("lesion", 4)),
    StartTraining: Duty(steps_of("batch", 1000), trains=True),
}


def make_bench(**changed: Duty) -> Bench:
    names = {kind.__name__: kind for kind in DUTIES}
    return Bench({**DUTIES, **{names[name]: duty for name, duty in changed.items()}})


def test_a_request_gets_its_done_with_the_generation() -> None:
    bench = make_bench()
    bench.session.generation = 4
    bench.inbox.put(AskState(generation=4, request_id=9))
    assert bench.turns(1) == [Done(generation=4, request_id=9, payload="AskState")]


def test_a_job_reports_progress_and_ends_with_done() -> None:
    bench = make_bench()
    bench.inbox.put(OpenImages(request_id=1, paths=()))
    replies = [reply for _ in range(4) for reply in bench.turns(1)]
    assert [type(reply) for reply in replies] == [Progress, Progress, Progress, Done]
    assert replies[-1] == Done(generation=0, request_id=1, payload="images done")


def test_a_reply_after_a_change_of_network_carries_the_new_generation() -> None:
    bench = make_bench()
    bench.inbox.put(NewNetwork(request_id=1, network=NetworkPlan()))
    assert bench.turns(1) == [Done(generation=1, request_id=1, payload="new")]


def test_a_view_of_a_network_that_is_gone_is_cancelled() -> None:
    bench = make_bench()
    bench.inbox.put(NewNetwork(request_id=1, network=NetworkPlan()))
    bench.inbox.put(view(2))
    assert finals(bench.turns(2)) == [(1, Done), (2, Cancelled)]
    assert bench.session.seen == []


def test_a_command_of_an_older_generation_is_carried_out() -> None:
    bench = make_bench()
    bench.inbox.put(NewNetwork(request_id=1, network=NetworkPlan()))
    bench.inbox.put(AskState(request_id=2))
    assert finals(bench.turns(2)) == [(1, Done), (2, Done)]


def test_a_newer_view_ends_the_running_one() -> None:
    bench = make_bench()
    bench.inbox.put(view(1))
    bench.turns(2)
    bench.inbox.put(view(2))
    assert finals(bench.turns(5)) == [(1, Cancelled), (2, Done)]
    assert bench.session.seen.count("lesion closed") == 1


def test_a_view_interrupted_by_a_command_begins_again() -> None:
    def harmless(session: FakeSession, request: Request) -> None:
        return None

    bench = make_bench(NewNetwork=Duty(harmless, interrupts_views=True))
    bench.inbox.put(view(1))
    bench.turns(2)
    bench.inbox.put(NewNetwork(request_id=2, network=NetworkPlan()))
    assert finals(bench.turns(6)) == [(2, Done), (1, Done)]
    assert bench.session.seen.count("lesion 0") == 2


def test_an_interrupted_view_gives_way_to_a_newer_one() -> None:
    bench = make_bench()
    bench.inbox.put(view(1))
    bench.turns(1)
    bench.inbox.put(NewNetwork(request_id=2, network=NetworkPlan()))
    bench.inbox.put(view(3, generation=1))
    assert finals(bench.turns(6)) == [(1, Cancelled), (2, Done), (3, Done)]


def test_a_harmless_command_does_not_interrupt_a_view() -> None:
    bench = make_bench()
    bench.inbox.put(view(1))
    bench.turns(1)
    bench.inbox.put(AskState(request_id=2))
    bench.turns(5)
    assert bench.session.seen.count("lesion 0") == 1


def test_cancelling_a_waiting_request() -> None:
    bench = make_bench()
    bench.inbox.put(OpenImages(request_id=1, paths=()))
    bench.inbox.put(CancelRequest(request_id=2, cancelled_id=1))
    assert finals(bench.turns(2)) == [(1, Cancelled), (2, Done)]
    assert bench.session.seen == []
    assert not bench.inbox.cancel_asked(1)


def test_cancelling_what_does_not_exist_is_done() -> None:
    bench = make_bench()
    bench.inbox.put(CancelRequest(request_id=2, cancelled_id=77))
    assert finals(bench.turns(1)) == [(2, Done)]


@pytest.mark.parametrize("index", range(3))
def test_fault_44_cancelling_a_job_at_each_slice(index: int) -> None:
    bench = make_bench()
    bench.inbox.put(OpenImages(request_id=1, paths=()))
    bench.turns(1 + index)
    bench.inbox.put(CancelRequest(request_id=2, cancelled_id=1))
    assert finals(bench.turns(1)) == [(1, Cancelled), (2, Done)]
    assert bench.session.seen[-1] == "images closed"
    bench.inbox.put(AskState(request_id=3))
    assert finals(bench.turns(1)) == [(3, Done)]


def test_a_cancellation_is_obeyed_before_the_requests_in_front_of_it() -> None:
    bench = make_bench()
    bench.inbox.put(training(1))
    bench.turns(1)
    for number in range(2, 6):
        bench.inbox.put(AskState(request_id=number))
    bench.inbox.put(CancelRequest(request_id=6, cancelled_id=1))
    assert finals(bench.turns(1)) == [(1, Cancelled), (2, Done)]


def test_while_training_one_request_is_served_between_two_batches() -> None:
    bench = make_bench()
    bench.inbox.put(training(1))
    bench.turns(2)
    for number in range(2, 5):
        bench.inbox.put(AskState(request_id=number))
    before = len(bench.session.seen)
    replies = bench.turns(3)
    assert finals(replies) == [(2, Done), (3, Done), (4, Done)]
    assert len(bench.session.seen) - before == 3


def test_a_resting_job_goes_on_with_the_next_request() -> None:
    def rests(session: FakeSession, request: Request) -> Generator[Any, None, str]:
        session.seen.append("began")
        yield RESTING
        session.seen.append("woken")
        return "end"

    bench = make_bench(StartTraining=Duty(rests, trains=True))
    bench.inbox.put(training(1))
    bench.turns(5)
    assert bench.session.seen == ["began"]
    bench.inbox.put(PauseTraining(request_id=2))
    assert finals(bench.turns(2)) == [(2, Done), (1, Done)]
    assert bench.session.seen == ["began", "woken"]


def test_the_first_answer_goes_before_the_batches() -> None:
    def worker(session: FakeSession, request: Request) -> Generator[Any, None, str]:
        for number in range(60):
            bench.clock.seconds += 0.01
            session.seen.append(f"lesion {number}")
            yield None if number < 2 else "estimate"
        return "end"

    def batch() -> None:
        bench.clock.seconds += 0.01

    bench = make_bench(
        EvaluateLesion=Duty(worker), StartTraining=Duty(steps_of("batch", 100, batch), trains=True)
    )
    bench.inbox.put(training(1))
    bench.turns(3)
    bench.session.seen.clear()
    bench.inbox.put(view(2))
    bench.turns(60)
    names = [name.split()[0] for name in bench.session.seen]
    assert names[:4] == ["batch", "lesion", "lesion", "lesion"]
    assert 0.8 < names.count("batch") / names.count("lesion") < 1.25


def test_a_stream_of_views_does_not_stop_the_training() -> None:
    def worker(session: FakeSession, request: Request) -> Generator[Any, None, str]:
        while True:
            bench.clock.seconds += 0.02
            yield None

    bench = make_bench(EvaluateLesion=Duty(worker))
    bench.inbox.put(training(1))
    bench.turns(1)
    for number in range(2, 40):
        bench.inbox.put(view(number))
        bench.turns(1)
    assert sum(name.startswith("batch") for name in bench.session.seen) >= 9


class SurprisingError(BaseException):
    pass


def deep(level: int = 0) -> int:
    return deep(level + 1) + 1


@pytest.mark.parametrize("kind", list(DUTIES), ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("error", [ValueError("x"), SurprisingError("x"), SystemExit(1), "deep"])
@pytest.mark.parametrize("later", [False, True], ids=["at once", "in a slice"])
def test_fault_53_any_error_gives_one_failed_and_the_next_request_works(
    kind: type[Request], error: BaseException | str, later: bool
) -> None:
    def explode() -> None:
        if isinstance(error, str):
            deep()
        else:
            raise error

    def at_once(session: FakeSession, request: Request) -> None:
        explode()

    def in_a_slice(session: FakeSession, request: Request) -> Generator[Any, None, None]:
        yield None
        explode()

    bench = make_bench(**{kind.__name__: Duty(in_a_slice if later else at_once)})
    requests: dict[type[Request], Request] = {
        AskState: AskState(request_id=1),
        PauseTraining: PauseTraining(request_id=1),
        NewNetwork: NewNetwork(request_id=1, network=NetworkPlan()),
        OpenImages: OpenImages(request_id=1, paths=()),
        EvaluateLesion: view(1),
        StartTraining: training(1),
        ViewFilters: ViewFilters(request_id=1, layer="conv1"),
    }
    bench.inbox.put(requests[kind])
    bench.inbox.put(PauseTraining(request_id=2) if kind is AskState else AskState(request_id=2))
    replies = bench.turns(2)
    failed = [reply for reply in replies if isinstance(reply, Failed)]
    assert len(failed) == 1
    assert not failed[0].expected
    assert "Traceback" in failed[0].details
    assert (2, Done) in finals(replies)
    assert not any(isinstance(value, BaseException) for value in vars(failed[0]).values()), (
        "an exception object would keep tensors alive"
    )


def test_a_reportable_error_crosses_as_its_sentence() -> None:
    def refuse(session: FakeSession, request: Request) -> None:
        raise PlanError(message(translatable("No.")), message(translatable("Try another.")))

    bench = make_bench(AskState=Duty(refuse))
    bench.inbox.put(AskState(request_id=1))
    (reply,) = bench.turns(1)
    assert isinstance(reply, Failed)
    assert (reply.what.english(), reply.advice.english(), reply.details, reply.expected) == (
        "No.",
        "Try another.",
        "",
        True,
    )


def test_an_error_while_a_job_is_closed_is_its_only_final_reply() -> None:
    def bad_end(session: FakeSession, request: Request) -> Generator[Any, None, None]:
        try:
            while True:
                yield None
        finally:
            raise ValueError("cannot end")

    bench = make_bench(OpenImages=Duty(bad_end))
    bench.inbox.put(OpenImages(request_id=1, paths=()))
    bench.turns(2)
    bench.inbox.put(CancelRequest(request_id=2, cancelled_id=1))
    assert finals(bench.turns(1)) == [(1, Failed), (2, Done)]


def test_a_request_nobody_serves_is_an_unexpected_failure() -> None:
    bench = Bench({})
    bench.inbox.put(AskState(request_id=1))
    (reply,) = bench.turns(1)
    assert isinstance(reply, Failed)
    assert "AskState" in reply.details


def test_closing_the_inbox_ends_jobs_and_answers_everybody() -> None:
    bench = make_bench()
    bench.inbox.put(training(1))
    bench.turns(3)
    bench.inbox.put(AskState(request_id=2))
    bench.inbox.close()
    bench.engine.run()
    assert finals(bench.outbox.take_all()) == [(1, Cancelled), (2, Cancelled)]
    assert bench.session.seen[-1] == "batch closed"
