"""Two sets against two groups of classes: the picture, and what follows from it in a sentence."""

from __future__ import annotations

import math

import numpy as np

from visctx_gui.engine.lesion_messages import Dissociation
from visctx_gui.gui.translation import translated_template
from visctx_gui.plan.wording import translatable
from visctx_gui.presentation.dissociation import Dissociation as DissociationPicture
from visctx_gui.presentation.numbers import change_text

Names = tuple[str, str]


def dissociation_picture(found: Dissociation, sets: Names, groups: Names) -> DissociationPicture:
    """Accuracies of both sets on both groups, with the intact ones."""
    shares = found.lesioned
    return DissociationPicture(
        title=translated_template(translatable("Two sets, two groups of classes")),
        set_names=sets,
        group_names=groups,
        accuracies=np.array([[share.value for share in row] for row in shares]),
        intervals=np.array([[[share.low, share.high] for share in row] for row in shares]),
        intact=np.array([share.value for share in found.intact]),
        intact_intervals=np.array([[share.low, share.high] for share in found.intact]),
        chance=found.chance,
        value_label=translated_template(translatable("accuracy")),
    )


def interaction_words(found: Dissociation) -> str:
    """The interaction and its interval."""
    change = change_text(found.interaction, found.interaction_low, found.interaction_high)
    words = translated_template(translatable("interaction {change} points"))
    return words.format(change=change)


def verdict_words(found: Dissociation, sets: Names, groups: Names) -> str:
    """What the numbers say, in one sentence.

    A double dissociation needs both: an interaction whose interval leaves 0 out, and each set
    harming another group most (Shallice 1988, chapter 10), which is told only where the interval of
    its own difference between the groups leaves 0 out too.
    """
    low, high = found.interaction_low, found.interaction_high
    sides = [_more_harmed(found, of_set) for of_set in (0, 1)]
    if np.isnan([low, high]).any() or low <= 0 <= high:
        template = translated_template(
            translatable("No dissociation can be told: {interaction}, and 0 is among them.")
        )
    elif sorted(sides) == [-1, 1]:
        template = translated_template(
            translatable(
                "A double dissociation: {a} matters more for {first}, {b} for {second}; {interaction}."
            )
        )
    else:
        template = translated_template(
            translatable(
                "No double dissociation can be told, but a difference of degree: {a} is more on the side of {first} than {b} is; {interaction}."
            )
        )
    first, second = groups if found.interaction < 0 else (groups[1], groups[0])
    return template.format(
        a=sets[0], b=sets[1], first=first, second=second, interaction=interaction_words(found)
    )


def _more_harmed(found: Dissociation, of_set: int) -> int:
    """Which group a set harms more: -1 the first, 1 the second, 0 where it cannot be told.

    The groups share no image: the interval of the difference follows from both intervals (Zou &
    Donner, Statistics in Medicine 2008, 27:1693, equation 3).
    """
    (first, first_low, first_high), (second, second_low, second_high) = found.change[of_set]
    difference = first - second
    if difference + math.hypot(first_high - first, second - second_low) < 0:
        return -1
    return int(difference - math.hypot(first - first_low, second_high - second) > 0)
