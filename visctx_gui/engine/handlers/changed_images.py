"""Images whose answer a lesion changes from right to wrong, or back."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from visctx_gui.engine.handlers.lesion_subject import (
    LesionSubject,
    lesion_evaluator,
    lesion_subject,
)
from visctx_gui.engine.lesion_messages import ChangedImages, ListChangedImages
from visctx_gui.engine.restore_witness import note_lesions
from visctx_gui.engine.session import Session
from visctx_gui.engine.snapshots import LARGEST_SNAPSHOT_BYTES, frozen
from visctx_gui.plan.fields import unknown_choice
from visctx_gui.plan.lesion import Lesion

Classes = NDArray[np.int64]


@dataclass(eq=False)
class ImageAnswers:
    """Classes of all images of a split: true, and answered without and with a lesion.

    Attributes
    ----------
    labels, intact, lesioned : int64 array (n,)
        In the order of the split.
    """

    labels: Classes
    intact: Classes
    lesioned: Classes

    @property
    def was_right(self) -> NDArray[np.bool_]:
        """Which images the intact network names rightly."""
        right: NDArray[np.bool_] = self.intact == self.labels
        return right

    @property
    def is_right(self) -> NDArray[np.bool_]:
        """Which images the lesioned network names rightly."""
        right: NDArray[np.bool_] = self.lesioned == self.labels
        return right


def image_answers(
    session: Session, subject: LesionSubject, lesion: Lesion
) -> Generator[None, None, ImageAnswers]:
    """The answers to every image of the subject's split, slice by slice."""
    evaluator = yield from lesion_evaluator(session, subject, lesion)
    intact = torch.empty(subject.images.n, dtype=torch.int64)
    lesioned = torch.empty_like(intact)
    for answers in evaluator.answers(lesion):
        places = answers.places.cpu()
        intact[places] = answers.intact.cpu()
        lesioned[places] = answers.lesioned.cpu()
        yield
    labels = subject.images.labels.cpu()
    return ImageAnswers(labels.numpy().copy(), intact.numpy(), lesioned.numpy())


@dataclass(eq=False)
class _Measured:
    """Answers, once they are known."""

    answers: ImageAnswers | None = None


def list_changed_images(
    session: Session, request: ListChangedImages
) -> Generator[None, None, ChangedImages]:
    """Find the images on a copy of the weights as they are now; further pages cost no new pass."""
    if request.kind not in ("broken", "saved"):
        raise unknown_choice("kind", request.kind, ("broken", "saved"))
    subject = lesion_subject(session, request.split, request.lesion)
    if request.lesion:
        note_lesions(session)
    measured: _Measured = session.kept(
        "answers to each image", (subject.key, request.split, request.lesion), _Measured
    )
    if measured.answers is None:
        measured.answers = yield from image_answers(session, subject, request.lesion)
    return _page(request, subject, measured.answers)


def _page(
    request: ListChangedImages, subject: LesionSubject, answers: ImageAnswers
) -> ChangedImages:
    broken = np.flatnonzero(answers.was_right & ~answers.is_right)
    saved = np.flatnonzero(~answers.was_right & answers.is_right)
    images = subject.images
    channels, height, width = images.image_shape
    most = max(1, LARGEST_SNAPSHOT_BYTES // (channels * height * width))
    first = max(0, request.first)
    places = broken if request.kind == "broken" else saved
    chosen = places[first : first + min(max(0, request.count), most)].astype(np.int64)
    pixels = images.images[torch.from_numpy(chosen).to(images.images.device)]
    return ChangedImages(
        lesion=request.lesion,
        split=request.split,
        kind=request.kind,
        n_broken=len(broken),
        n_saved=len(saved),
        n=images.n,
        first=first,
        indices=frozen(chosen),
        labels=frozen(answers.labels[chosen]),
        answers_before=frozen(answers.intact[chosen]),
        answers_after=frozen(answers.lesioned[chosen]),
        pictures=frozen(np.array(pixels.permute(0, 2, 3, 1).cpu().numpy(), order="C", copy=True)),
        step=subject.step,
    )
