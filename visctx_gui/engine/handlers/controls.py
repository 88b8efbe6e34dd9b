"""Matched random lesions, the band in which chance alone would put the number of a lesion."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np

from visctx_gui.cortex.lesions.controls import judge
from visctx_gui.cortex.lesions.counts import LesionCounts
from visctx_gui.engine.handlers.lesion_subject import (
    LesionSubject,
    lesion_evaluator,
    lesion_subject,
)
from visctx_gui.engine.handlers.lesions import share
from visctx_gui.engine.lesion_messages import ControlBand, DrawControls
from visctx_gui.engine.restore_witness import note_lesions
from visctx_gui.engine.session import Session
from visctx_gui.engine.snapshots import frozen
from visctx_gui.experiments.lesion_steps import counts_over_all
from visctx_gui.experiments.matched_controls import ControlLesions, control_lesions
from visctx_gui.plan.wording import PlanError, message, translatable

MOST_DRAWS = 1_000


def draw_controls(
    session: Session, request: DrawControls
) -> Generator[ControlBand | None, None, ControlBand]:
    """Evaluate the lesion, then one random lesion after the other, on one copy of the weights."""
    check_draws(request.draws)
    subject = lesion_subject(session, request.split, request.lesion)
    control = control_lesions(request.lesion, subject.sizes, request.draws, request.seed)
    if request.lesion:
        note_lesions(session, 1 + len(control.lesions))
    evaluator = yield from lesion_evaluator(session, subject, request.lesion)
    own = yield from counts_over_all(evaluator, request.lesion)
    band = _Band(request, subject, control, own)
    right: list[int] = []
    for drawn in control.lesions:
        yield band.after(right)
        counts = yield from counts_over_all(evaluator, drawn)
        right.append(counts.lesioned_right)
    return band.after(right)


def check_draws(draws: int) -> None:
    """Refuse a number of draws that nobody could wait for, or none.

    Raises
    ------
    PlanError
    """
    if not 1 <= draws <= MOST_DRAWS:
        raise PlanError(
            message(
                translatable("draws = {draws} is not between 1 and {most}."),
                draws=draws,
                most=MOST_DRAWS,
            ),
            field="draws",
        )


@dataclass(frozen=True, eq=False)
class _Band:
    request: DrawControls
    subject: LesionSubject
    control: ControlLesions
    own: LesionCounts

    def after(self, right: Sequence[int]) -> ControlBand:
        """The band of the draws so far; `right` are their right answers."""
        own, control = self.own, self.control
        finished = len(right) == len(control.lesions)
        judgement = judge(-own.lesioned_right, [-one for one in right], control.exhaustive)
        accuracy = np.array(right, dtype=np.float64) / own.n
        return ControlBand(
            lesion=self.request.lesion,
            split=self.request.split,
            intact=share(own.intact_right, own.n),
            own=share(own.lesioned_right, own.n),
            draws=frozen(accuracy),
            n_draws=len(control.lesions),
            exhaustive=control.exhaustive,
            p=judgement.p,
            verdict=judgement.verdict if finished else "cannot tell",
            chance=self.subject.chance,
            n=own.n,
            step=self.subject.step,
        )
