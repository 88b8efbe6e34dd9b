"""The engine's loop: one request, or one slice of a running job, until the inbox is closed."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Generator, Mapping
from typing import Any, Protocol

from visctx_gui.engine.fair_share import FairShare
from visctx_gui.engine.jobs import RESTING, Duty, Job
from visctx_gui.engine.mailbox import Inbox, Outbox
from visctx_gui.engine.messages import (
    Cancelled,
    CancelRequest,
    Done,
    EngineOptions,
    Failed,
    Progress,
    Reply,
    Request,
)
from visctx_gui.plan.wording import ReportableError, message, translatable


class LoopSession(Protocol):
    """What the loop itself needs of a session."""

    @property
    def generation(self) -> int:
        """Goes up when the network changes identity."""
        ...


class Engine:
    """Serves requests and drives jobs in the calling thread.

    Parameters
    ----------
    session : LoopSession
        Handed to the handlers.
    inbox, outbox : Inbox, Outbox
    duties : mapping from request type to `Duty`
    clock : callable
        Seconds, for sharing the time between training and other jobs.
    """

    def __init__(
        self,
        session: LoopSession,
        inbox: Inbox,
        outbox: Outbox,
        duties: Mapping[type[Request], Duty],
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.session = session
        self.inbox = inbox
        self.outbox = outbox
        self._duties = duties
        self._clock = clock
        self._jobs: list[Job] = []
        self._share = FairShare()

    # ---- the loop ---------------------------------------------------------------------------

    def run(self) -> None:
        """Work until the inbox is closed; then end every job and answer every waiting request."""
        while not self.inbox.closed:
            self.turn()
        for job in tuple(self._jobs):
            self._end(job)
        for request in self.inbox.take_all():
            self._cancelled(request)

    def turn(self, *, sleep: bool = True) -> None:
        """At most one batch, at most one request, at most one slice of another job.

        Parameters
        ----------
        sleep : bool
            Whether to wait for a request where no job has anything to do.
        """
        trained = self._only_trains()
        if trained:
            self._share.trained(self._advance(self._jobs[0]))
            if self.inbox.silent:
                return
        for job in tuple(self._jobs):
            if self.inbox.cancel_asked(job.request.request_id):
                self._end(job)
        training = self._training()
        if training is not None and not trained and self._share.batch_is_due(self._is_urgent()):
            self._share.trained(self._advance(training))
        idle = all(job.resting for job in self._jobs)
        trains = self._training() is not None
        request = self.inbox.take(wait=idle and sleep, leaving=_can_wait if trains else None)
        begun = self._serve(request) if request is not None else None
        other = self._next_other() if begun is None else None
        if other is not None and (training is None or self._share.slice_is_due(self._is_urgent())):
            self._share.others_worked(self._advance(other))

    def _only_trains(self) -> bool:
        """Whether there is nothing to choose between: most batches are trained like this."""
        if len(self._jobs) != 1 or not self.inbox.silent:
            return False
        job = self._jobs[0]
        return job.trains and not job.resting

    def _training(self) -> Job | None:
        return next((job for job in self._jobs if job.trains and not job.resting), None)

    def _is_urgent(self) -> bool:
        return any(job.is_urgent for job in self._jobs)

    def _next_other(self) -> Job | None:
        waiting = [job for job in self._jobs if not job.trains and not job.resting]
        if not waiting:
            return None
        job = next((job for job in waiting if job.is_urgent), waiting[0])
        self._jobs.remove(job)
        self._jobs.append(job)  # the others come first next time
        return job

    # ---- requests ---------------------------------------------------------------------------

    def _serve(self, request: Request) -> Job | None:
        """Answer a request, or begin its job and return that."""
        for job in self._jobs:
            job.resting = False
        if isinstance(request, CancelRequest):
            self._cancel(request)
            return None
        if self.inbox.cancel_asked(request.request_id):
            self._cancelled(request)
            return None
        if request.view_key is not None:
            self._end_older(request)
            if request.generation != self.session.generation:
                self._cancelled(request)  # asked of a network that is gone
                return None
        return self._begin(request)

    def _begin(self, request: Request) -> Job | None:
        duty = self._duties.get(type(request))
        try:
            if duty is None:
                raise TypeError(f"The engine has no handler for {type(request).__name__}")
            if duty.interrupts_views:
                self._interrupt_views()
            result = duty.handler(self.session, request)
        except BaseException as error:
            self._failed(request, error)
            return None
        if not isinstance(result, Generator):
            self._reply(Done, request, payload=result)
            return None
        job = Job(request, result, duty.trains)
        self._jobs.append(job)
        self._share.others_worked(self._advance(job))  # a generator not begun cannot clean up
        return job

    def _cancel(self, request: CancelRequest) -> None:
        wanted = request.cancelled_id
        for job in tuple(self._jobs):
            if job.request.request_id == wanted:
                self._end(job)
        for waiting in self.inbox.take_where(lambda item: item.request_id == wanted):
            self._cancelled(waiting)
        self.inbox.forget_cancel(wanted)
        self._reply(Done, request, payload=None)

    def _end_older(self, request: Request) -> None:
        for job in tuple(self._jobs):
            if job.request.view_key == request.view_key:
                self._end(job)

    def _interrupt_views(self) -> None:
        for job in tuple(self._jobs):
            if job.is_view and self._close(job) and not self.inbox.put_back(job.request):
                self._cancelled(job.request)

    # ---- jobs -------------------------------------------------------------------------------

    def _advance(self, job: Job) -> float:
        began = self._clock()
        try:
            payload = next(job.steps)
        except StopIteration as end:
            self._jobs.remove(job)
            self._reply(Done, job.request, payload=end.value)
        except BaseException as error:
            self._jobs.remove(job)
            self._failed(job.request, error)
        else:
            if payload is RESTING:
                job.resting = True
            elif payload is not None:
                job.answered = True
                self._tell_progress(job, payload)
        return self._clock() - began

    def _tell_progress(self, job: Job, payload: Any) -> None:
        """Report progress; that of a training together with the views that waited for it."""
        with self.outbox.gathered():
            if job.trains:
                for view in self.inbox.take_where(_can_wait):
                    self._serve(view)
            self._reply(Progress, job.request, payload=payload)

    def _end(self, job: Job) -> None:
        if self._close(job):
            self._cancelled(job.request)

    def _close(self, job: Job) -> bool:
        """Close a job's generator; False where that failed and was told."""
        self._jobs.remove(job)
        try:
            job.steps.close()
        except BaseException as error:
            self._failed(job.request, error)
            return False
        return True

    # ---- replies ----------------------------------------------------------------------------

    def _reply(self, kind: type[Reply], request: Request, **content: Any) -> None:
        self.outbox.put(
            kind(generation=self.session.generation, request_id=request.request_id, **content)
        )

    def _cancelled(self, request: Request) -> None:
        self._reply(Cancelled, request)

    def _failed(self, request: Request, error: BaseException) -> None:
        if isinstance(error, ReportableError):
            self._reply(Failed, request, what=error.what, advice=error.advice)
            return
        self._reply(
            Failed,
            request,
            what=message(
                translatable("Something unexpected went wrong: {kind}."), kind=type(error).__name__
            ),
            advice=message(translatable("Copy the details to report it.")),
            details="".join(traceback.format_exception(error)),
            expected=False,
        )


def _can_wait(request: Request) -> bool:
    return request.can_wait


def run(inbox: Inbox, outbox: Outbox, options: EngineOptions) -> None:
    """Import the science, say where it computes, and work until the inbox is closed.

    Parameters
    ----------
    inbox, outbox : Inbox, Outbox
    options : EngineOptions
    """
    from visctx_gui.engine.handlers.table import DUTIES
    from visctx_gui.engine.session import Session

    session = Session(options, outbox)
    session.announce_device()
    Engine(session, inbox, outbox, DUTIES).run()
