"""A figure with its name and caption, and what every caption says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from visctx_gui.experiments.outcome import Outcome
from visctx_gui.plan.greedy import WHOLE_LAYER
from visctx_gui.plan.lesion_entry import SweepPlan
from visctx_gui.presentation.numbers import count_text, interval_text, percent_text

SPLIT_WORDS = {"train": "training", "validation": "validation"}
GREEDY_WORDS = {"loss": "mean cross-entropy", "accuracy": "share of wrong answers"}


@dataclass(frozen=True, eq=False)
class Figure:
    """One figure.

    Attributes
    ----------
    name : str
        Stem of its files.
    drawing : object
        One of the plain-data classes of `presentation` that `figures` can draw.
    caption : str
        Seed, number of images, split, baseline.
    """

    name: str
    drawing: Any
    caption: str


def source_words(outcome: Outcome) -> str:
    """Which network it is: experiment, data, training and seed."""
    plan = outcome.plan
    return (
        f"{plan.name}: {plan.network.name} trained on {count_text(outcome.data.n_train)} images of "
        f"{plan.data.label}, {outcome.training.epochs_done} epochs, seed {plan.training.seed}."
    )


def test_words(outcome: Outcome) -> str:
    """What it was measured on, and what it is to be compared with."""
    test = outcome.test
    return (
        f"Measured on the {count_text(test.n)} test images; intact network "
        f"{interval_text(test.accuracy, test.low, test.high)}, "
        f"chance {percent_text(outcome.chance)}."
    )


def ranking_words(outcome: Outcome, split: str, n: int) -> str:
    """That the units were ranked on other images than their effect was measured on."""
    return (
        f"Units ranked on the {count_text(n)} {SPLIT_WORDS[split]} images, effect measured on the "
        f"{count_text(outcome.test.n)} test images: no image served both."
    )


def greedy_end_words(plan: SweepPlan) -> str:
    """Until when the greedy way goes on; empty where that is the last unit."""
    if plan.stop_share >= WHOLE_LAYER:
        return ""
    return f"until more than {100 * plan.stop_share:g} % of a layer's units are taken"


def n_of_split(outcome: Outcome, split: str) -> int:
    """Images of a ranking split."""
    return outcome.data.n_validation if split == "validation" else outcome.data.n_train
