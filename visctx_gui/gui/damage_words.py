"""Words for what is done to units, the same wherever a lesion is changed or shown."""

from __future__ import annotations

from visctx_gui.gui.translation import translated_template
from visctx_gui.plan.lesion import SILENCE, DamageKind, Lesion, LesionPart
from visctx_gui.plan.wording import translatable
from visctx_gui.presentation.lesion_text import lesion_text

TITLES = {
    "zero": translatable("silence"),
    "mean": translatable("mean"),
    "noise": translatable("noise"),
    "weights": translatable("weights and bias (as published)"),
    "connections": translatable("cut connections"),
}
EXPLANATIONS = {
    "zero": translatable("The output right after the nonlinearity becomes 0."),
    "mean": translatable(
        "The output becomes the unit's mean over the training images: the next layer receives what it is used to."
    ),
    "noise": translatable(
        "Gaussian noise is added, its standard deviation that of the unit over the training images times the dose."
    ),
    "weights": translatable(
        "The filter answers as if weights and bias were 0; with batch normalisation it may still be active."
    ),
    "connections": translatable(
        "A share of the filter's incoming connections, drawn at random, is cut."
    ),
}


def damage_title(mode: str) -> str:
    """A kind of damage in a few words, translated."""
    return translated_template(TITLES.get(mode, mode))


def damage_explanation(mode: str) -> str:
    """What a kind of damage does to a unit, one translated sentence."""
    return translated_template(EXPLANATIONS.get(mode, ""))


def is_silence(kind: DamageKind) -> bool:
    """Whether the units simply fall silent; anything else is called a lesion."""
    return (kind.mode, kind.dose) == (SILENCE.mode, SILENCE.dose)


def held_text(lesion: Lesion) -> str:
    """That a training holds a lesion: which units, and whether only in a part of their maps."""
    in_region = [part.positions is not None for part in lesion]
    if not any(in_region):
        words = translatable("lesion held: {units}")
    elif all(in_region):
        words = translatable("lesion held in a region: {units}")
    else:
        words = translatable("lesion held, some units in a region: {units}")
    return translated_template(words).format(units=lesion_text(lesion))


def part_text(part: LesionPart) -> str:
    """Kind, dose and extent of the damage to some units, such as ``mean, dose 0.5, 112 cells``."""
    words = [damage_title(part.mode)]
    if part.dose != 1:
        words.append(translated_template(translatable("dose {dose}")).format(dose=f"{part.dose:g}"))
    if part.positions is not None:
        cells = translated_template(translatable("in {count} cells of the map"))
        words.append(cells.format(count=len(part.positions)))
    return ", ".join(words)
