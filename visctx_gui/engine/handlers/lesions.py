"""What a lesion does: a first estimate at once, the exact number soon after."""

from __future__ import annotations

from collections.abc import Generator

from visctx_gui.cortex.lesions.counts import LesionCounts
from visctx_gui.cortex.training.intervals import mcnemar_exact, wilson
from visctx_gui.engine.handlers.lesion_subject import (
    LesionSubject,
    lesion_evaluator,
    lesion_subject,
)
from visctx_gui.engine.messages import EvaluateLesion, LesionEffect, Share
from visctx_gui.engine.restore_witness import note_lesions
from visctx_gui.engine.session import Session
from visctx_gui.engine.snapshots import frozen


def evaluate_lesion(
    session: Session, request: EvaluateLesion
) -> Generator[LesionEffect | None, None, LesionEffect]:
    """Count answers with and without the lesion, on a copy of the weights as they are now."""
    subject = lesion_subject(session, request.split, request.lesion)
    if request.lesion:
        note_lesions(session)
    evaluator = yield from lesion_evaluator(session, subject, request.lesion)
    effect = None
    for counts in evaluator.counts(request.lesion):
        effect = _effect(request, counts, subject)
        if not effect.exact:
            yield effect
    assert effect is not None, "an empty split is refused"
    return effect


def _effect(request: EvaluateLesion, counts: LesionCounts, subject: LesionSubject) -> LesionEffect:
    difference, low, high = counts.change()
    return LesionEffect(
        lesion=request.lesion,
        split=request.split,
        intact=share(counts.intact_right, counts.n),
        lesioned=share(counts.lesioned_right, counts.n),
        difference=difference,
        difference_low=low,
        difference_high=high,
        chance=subject.chance,
        intact_confusion=frozen(counts.intact_confusion),
        lesioned_confusion=frozen(counts.lesioned_confusion),
        per_class_interval=frozen(counts.change_of_classes()[:, 1:].copy()),
        n=counts.n,
        n_all=subject.images.n,
        step=subject.step,
        p_mcnemar=mcnemar_exact(counts.only_intact_right, counts.only_lesioned_right),
    )


def share(correct: int, n: int) -> Share:
    """A share with its Wilson interval."""
    low, high = wilson(correct, n)
    return Share(correct, n, low, high)
