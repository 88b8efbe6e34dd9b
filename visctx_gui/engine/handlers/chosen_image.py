"""The current image as the network receives it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from torch import Tensor

from visctx_gui.cortex.images.drawing import prepare_drawing
from visctx_gui.cortex.images.image_files import read_image
from visctx_gui.cortex.images.preparation import fit_image
from visctx_gui.engine.messages import Bytes, ImageChoice
from visctx_gui.engine.session import Session
from visctx_gui.plan.wording import (
    NOTHING_TO_ADD,
    Message,
    PlanError,
    joined,
    message,
    translatable,
)


class ChosenImage(NamedTuple):
    """An image in the network's shape.

    Attributes
    ----------
    pixels : Tensor
        uint8 (channels, height, width), before normalisation.
    label : int
        The network's class, -1 where the image has none.
    note : Message
        What was done to make it fit.
    """

    pixels: Tensor
    label: int
    note: Message


def chosen_image(session: Session, choice: ImageChoice) -> ChosenImage:
    """Prepare an image the way the images that the network was trained on were prepared.

    Raises
    ------
    ReportableError
        Where there is no network, no data set or no such image.
    ImageFileError
        For a file that cannot be read.
    """
    plan = session.needed_network().network.plan
    channels, height, width = plan.input_shape
    shape = (channels, height, width)
    if choice.kind == "drawing":
        strokes = np.zeros((height, width), np.uint8) if choice.pixels is None else choice.pixels
        made_for, drawing_note = _handwriting_of(session)
        return ChosenImage(prepare_drawing(strokes, made_for, shape), -1, drawing_note)
    if choice.kind == "file":
        picture, reading_note = _read(session, choice.path)
        pixels, note = fit_image(picture, shape)
        return ChosenImage(pixels, -1, joined((reading_note, note)))
    return _from_data(session, choice, shape)


def _handwriting_of(session: Session) -> tuple[str, Message]:
    """The data set whose makers' way a drawing is treated in, and a note where another is open.

    A trained network expects what it was trained on; an untrained one what it will be trained on.
    """
    trained_on = session.needed_network().trained_on
    opened = session.data.plan.name if session.data is not None else ""
    made_for = trained_on or opened or "digits"
    if not opened or made_for == opened:
        return made_for, NOTHING_TO_ADD
    note = message(
        translatable("prepared as {made_for}, which the network was trained on, not as {opened}"),
        made_for=made_for,
        opened=opened,
    )
    return made_for, note


def _read(session: Session, path: str) -> tuple[Bytes, Message]:
    """A file's picture, read once as long as the file does not change."""
    file = Path(path)
    try:
        changed = file.stat().st_mtime_ns
    except OSError:
        changed = 0
    found: tuple[Bytes, Message] = session.kept(
        "image file", (path, changed), lambda: read_image(file)
    )
    return found


def _from_data(session: Session, choice: ImageChoice, shape: tuple[int, int, int]) -> ChosenImage:
    images = session.needed_data().split(choice.split)
    if not 0 <= choice.index < images.n:
        raise PlanError(
            message(
                translatable("There is no image {index} among the {n} of '{split}'."),
                index=choice.index,
                n=images.n,
                split=choice.split,
            )
        )
    same_classes = len(images.class_names) == len(session.needed_network().class_names)
    label = int(images.labels[choice.index]) if same_classes else -1
    pixels = images.images[choice.index]
    if tuple(pixels.shape) == shape:
        return ChosenImage(pixels, label, NOTHING_TO_ADD)
    picture = pixels.permute(1, 2, 0).expand(-1, -1, 3).contiguous().numpy()
    fitted, note = fit_image(picture, shape)
    return ChosenImage(fitted, label, note)
