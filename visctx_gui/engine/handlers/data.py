"""Opening and downloading data sets, and pictures of their images."""

from __future__ import annotations

import math
import time
from collections.abc import Generator
from contextlib import closing
from typing import cast

import numpy as np
import torch

from visctx_gui.cortex.images.data_sets import open_data, opening_steps
from visctx_gui.cortex.images.download import download
from visctx_gui.cortex.images.image_set import DataSet
from visctx_gui.cortex.images.opening import OpeningStep
from visctx_gui.engine.facts import data_facts
from visctx_gui.engine.messages import (
    DataFacts,
    DownloadData,
    JobProgress,
    OpenData,
    Thumbnails,
    ViewImages,
)
from visctx_gui.engine.progress_pace import ProgressPace
from visctx_gui.engine.session import Session
from visctx_gui.engine.snapshots import LARGEST_SNAPSHOT_BYTES, frozen
from visctx_gui.plan.data import FOLDER, DataPlan
from visctx_gui.plan.wording import ReportableError, message, translatable

Opening = Generator[JobProgress | None, None, DataFacts]


def open_data_set(session: Session, request: OpenData) -> DataFacts | Opening:
    """Read a data set; a running training keeps its own. A folder of images is read step by step."""
    session.openings += 1
    if request.data.name == FOLDER:
        return _open_folder(session, request.data, session.openings)
    return _take(session, open_data(request.data, session.data_folder), session.openings)


def _take(session: Session, data: DataSet, number: int) -> DataFacts:
    session.data, session.opening_taken = data, number
    return data_facts(session)


def _open_folder(session: Session, plan: DataPlan, number: int) -> Opening:
    """Nothing changes before all of it is read, nor where another set was opened meanwhile."""
    clock, pace = _ReadingClock(), ProgressPace()
    steps = opening_steps(plan, session.data_folder)
    with closing(steps):
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                opened = end.value
                break
            yield clock.progress(step) if pace.is_due() else None
    if number < session.opening_taken:
        raise ReportableError(
            message(translatable("Another data set was opened before {name}."), name=plan.label),
            message(translatable("Open the folder again to have it.")),
        )
    return _take(session, opened, number)


class _ReadingClock:
    """Seconds left, from the share of the images that are read."""

    def __init__(self) -> None:
        self._began = math.nan

    def progress(self, step: OpeningStep) -> JobProgress:
        """A step as the protocol has it."""
        now, share = time.monotonic(), step.fraction
        if math.isnan(self._began) and not math.isnan(share):
            self._began = now
        left = (now - self._began) * (1.0 - share) / share if share > 0.0 else math.nan
        return JobProgress(step.what, share, left)


def download_data(
    session: Session, request: DownloadData
) -> Generator[JobProgress, None, DataFacts]:
    """Fetch a data set, then open it."""
    facts = request.data.facts
    began = time.monotonic()
    pieces = cast(
        "Generator[tuple[int, int], None, None]", download(facts.name, session.data_folder)
    )
    with closing(pieces):
        for done, total in pieces:
            yield _how_far(facts.title, done, total, time.monotonic() - began)
    session.openings += 1
    return _take(session, open_data(request.data, session.data_folder), session.openings)


def _how_far(name: str, done: int, total: int, seconds: float) -> JobProgress:
    return JobProgress(
        message(
            translatable("Downloading {name}: {done:.1f} of {total:.1f} MB"),
            name=name,
            done=done / 1e6,
            total=total / 1e6,
        ),
        done / total if total else math.nan,
        seconds * (total - done) / done if done else math.nan,
    )


def view_images(session: Session, request: ViewImages) -> Thumbnails:
    """Some images of a split, of all classes or of one."""
    images = session.needed_data().split(request.split)
    if request.class_index is None:
        places = torch.arange(images.n)
    else:
        places = (images.labels == request.class_index).nonzero().flatten()
    channels, height, width = images.image_shape
    most = max(1, LARGEST_SNAPSHOT_BYTES // (channels * height * width))
    first = max(0, request.first)
    chosen = places[first : first + min(max(0, request.count), most)]
    pictures = images.images[chosen].permute(0, 2, 3, 1)
    return Thumbnails(
        split=request.split,
        class_index=request.class_index,
        first=first,
        total=len(places),
        indices=frozen(np.array(chosen.numpy(), copy=True)),
        labels=frozen(np.array(images.labels[chosen].numpy(), copy=True)),
        pictures=frozen(np.array(pictures.numpy(), order="C", copy=True)),
    )
