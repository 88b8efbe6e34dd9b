"""What the measures of a unit are called, in pickers and on axes."""

from __future__ import annotations

from visctx_gui.gui.translation import translated_template
from visctx_gui.plan.wording import translatable
from visctx_gui.presentation.unit_measures import Measure

_TITLES: dict[Measure, str] = {
    "index": translatable("index"),
    "selectivity": translatable("class selectivity"),
    "norm": translatable("norm of the weights"),
    "orientation": translatable("orientation"),
    "preferred class": translatable("preferred class"),
    "importance estimate": translatable("importance estimate"),
    "damage": translatable("accuracy lost"),
    "loss rise": translatable("loss rise"),
}
_AXES: dict[Measure, str] = {
    "index": translatable("index of the unit"),
    "selectivity": translatable("class selectivity, 0 to 1"),
    "norm": translatable("norm of the incoming weights"),
    "orientation": translatable("preferred orientation (degrees)"),
    "preferred class": translatable("preferred class (its number)"),
    "importance estimate": translatable("first-order estimate (nats per image)"),
    "damage": translatable("accuracy lost (points)"),
    "loss rise": translatable("rise of the loss (nats per image)"),
}


def measure_choices(with_damage: bool) -> tuple[tuple[str, str], ...]:
    """Choices for a picker: words and value."""
    return tuple(
        (translated_template(title), measure)
        for measure, title in _TITLES.items()
        if with_damage or measure != "damage"
    )


def measure_axis(measure: Measure) -> str:
    """What stands on the axis of a measure."""
    return translated_template(_AXES[measure])
