"""What two lesions do to two groups of classes: the double dissociation."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import numpy as np
from numpy.typing import NDArray

from visctx_gui.cortex.lesions.difference_of_groups import difference_of_groups
from visctx_gui.cortex.training.intervals import paired_difference
from visctx_gui.engine.handlers.changed_images import ImageAnswers, image_answers
from visctx_gui.engine.handlers.lesion_subject import lesion_subject
from visctx_gui.engine.handlers.lesions import share
from visctx_gui.engine.lesion_messages import CompareSets, Dissociation
from visctx_gui.engine.messages import Share
from visctx_gui.engine.restore_witness import note_lesions
from visctx_gui.engine.session import Session
from visctx_gui.engine.snapshots import frozen
from visctx_gui.plan.wording import PlanError, message, translatable

Mask = NDArray[np.bool_]


def compare_sets(session: Session, request: CompareSets) -> Generator[None, None, Dissociation]:
    """Evaluate both lesions on a copy of the weights as they are now."""
    subject = lesion_subject(session, request.split, request.lesion_a, request.lesion_b)
    _check_classes(request, subject.network.plan.n_classes)
    note_lesions(session, bool(request.lesion_a) + bool(request.lesion_b))
    a = yield from image_answers(session, subject, request.lesion_a)
    b = yield from image_answers(session, subject, request.lesion_b)
    groups = [np.isin(a.labels, classes) for classes in (request.classes_1, request.classes_2)]
    first, second = ((a.is_right[group], b.is_right[group]) for group in groups)
    interaction, low, high = difference_of_groups(first, second)
    return Dissociation(
        lesion_a=request.lesion_a,
        lesion_b=request.lesion_b,
        classes_1=request.classes_1,
        classes_2=request.classes_2,
        split=request.split,
        intact=_shares(a.was_right, groups),
        lesioned=(_shares(a.is_right, groups), _shares(b.is_right, groups)),
        change=frozen(np.array([[_change(one, group) for group in groups] for one in (a, b)])),
        interaction=interaction,
        interaction_low=low,
        interaction_high=high,
        chance=subject.chance,
        step=subject.step,
    )


def _check_classes(request: CompareSets, n_classes: int) -> None:
    for group in (request.classes_1, request.classes_2):
        if not group:
            raise PlanError(
                message(translatable("Each group needs at least one class.")), field="classes"
            )
        for one in group:
            if not 0 <= one < n_classes:
                raise PlanError(
                    message(
                        translatable("There is no class {number}; the classes are 0 to {last}."),
                        number=one,
                        last=n_classes - 1,
                    ),
                    field="classes",
                )
    if set(request.classes_1) & set(request.classes_2):
        raise PlanError(
            message(translatable("A class can only be in one of the two groups.")),
            field="classes",
        )


def _shares(right: Mask, groups: Sequence[Mask]) -> tuple[Share, Share]:
    first, second = (share(int(right[group].sum()), int(group.sum())) for group in groups)
    return first, second


def _change(answers: ImageAnswers, group: Mask) -> tuple[float, float, float]:
    before, after = answers.was_right[group], answers.is_right[group]
    return paired_difference(
        int((before & after).sum()),
        int((before & ~after).sum()),
        int((~before & after).sum()),
        len(before),
    )
