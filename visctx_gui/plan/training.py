"""How the network is trained."""

from __future__ import annotations

import re
from dataclasses import dataclass

from visctx_gui.plan.fields import check_ranges, option
from visctx_gui.plan.wording import PlanError, message, translatable


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """Optimizer and schedule; cross-entropy loss.

    Attributes
    ----------
    epochs : int
        Passes over the training images.
    patience : int
        Stop after so many epochs without a better validation accuracy; 0 never stops early.
    augmentation : str
        ``none``, or ``strokes``: shifts, rotation, scale, shear and stroke thickness, in training only.
    seed : int
        Of the first weights, the order of the images and the augmentation.
    device : str
        ``auto``, ``cpu``, ``cuda``, ``cuda:1`` ... or ``mps``.
    """

    optimizer: str = option(
        "adam",
        title=translatable("Optimizer"),
        help=translatable(
            "Rule that turns gradients into new weights: Adam, or SGD with momentum."
        ),
        choices=("adam", "sgd"),
    )
    learning_rate: float = option(
        1e-3,
        title=translatable("Learning rate"),
        help=translatable("Size of each step; too large a rate makes the loss explode."),
        minimum=0.0,
        maximum=1e12,
        above_minimum=True,
    )
    momentum: float = option(
        0.9,
        title=translatable("Momentum"),
        help=translatable("Share of the last step kept in the next; used by SGD."),
        minimum=0.0,
        maximum=0.999,
    )
    weight_decay: float = option(
        0.0,
        title=translatable("Weight decay"),
        help=translatable("Pull of all weights towards zero."),
        minimum=0.0,
        maximum=1.0,
    )
    batch_size: int = option(
        64,
        title=translatable("Batch size"),
        help=translatable("Images per step."),
        unit="images",
        minimum=1,
        maximum=65_536,
    )
    epochs: int = option(
        5,
        title=translatable("Epochs"),
        help=translatable("Passes over all training images."),
        minimum=1,
        maximum=10_000,
    )
    patience: int = option(
        0,
        title=translatable("Patience"),
        help=translatable(
            "Stop after this many epochs without a better validation accuracy; 0 never stops early."
        ),
        unit="epochs",
        minimum=0,
        maximum=10_000,
    )
    augmentation: str = option(
        "none",
        title=translatable("Variation"),
        help=translatable(
            "strokes: each training image is shifted, turned, scaled, sheared and thickened at random."
        ),
        choices=("none", "strokes"),
    )
    seed: int = option(
        0,
        title=translatable("Seed"),
        help=translatable(
            "Fixes the first weights and the order of the images: same seed, same numbers on a CPU."
        ),
        minimum=0,
        maximum=2**31 - 1,
    )
    device: str = option(
        "auto",
        title=translatable("Device"),
        help=translatable("Where the network runs; auto takes a graphics card where there is one."),
    )


def check_training(plan: TrainingPlan, n_train: int | None = None) -> None:
    """Refuse a training plan that cannot be carried out.

    Parameters
    ----------
    plan : TrainingPlan
    n_train : int, optional
        Number of training images, where it is known.

    Raises
    ------
    PlanError
        With the field that is wrong.
    """
    check_ranges(plan, "training")
    if not re.fullmatch(r"auto|cpu|mps|cuda(:\d+)?", plan.device):
        raise PlanError(
            message(translatable("training.device = '{device}' is not known."), device=plan.device),
            message(translatable("Choose auto, cpu, cuda, cuda:1 or mps.")),
            field="training.device",
        )
    if n_train is not None and plan.batch_size > n_train:
        raise PlanError(
            message(
                translatable("training.batch_size = {batch} is more than the {n} training images."),
                batch=plan.batch_size,
                n=n_train,
            ),
            message(translatable("Use a smaller batch.")),
            field="training.batch_size",
        )
