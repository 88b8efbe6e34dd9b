"""A lesion's effect as plain data: change per class, and the confusions before and after."""

from __future__ import annotations

from visctx_gui.engine.messages import LesionEffect
from visctx_gui.gui.translation import translated_template
from visctx_gui.plan.wording import translatable
from visctx_gui.presentation.bars import BarPlot
from visctx_gui.presentation.matrix import MatrixPlot


def class_labels(names: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Names of the classes, their numbers where the network has none."""
    return names if len(names) == count else tuple(str(index) for index in range(count))


def change_per_class(effect: LesionEffect, names: tuple[str, ...]) -> BarPlot:
    """Bars of the change of right answers in each class, lesioned minus intact."""
    change = effect.per_class_change
    return BarPlot(
        title=translated_template(translatable("Change per class")),
        labels=class_labels(names, len(change)),
        values=change,
        y_label=translated_template(translatable("percentage points")),
        role="lesioned",
        percent=True,
        signed=True,
    )


def confusion(effect: LesionEffect, names: tuple[str, ...], lesioned: bool) -> MatrixPlot:
    """Counts of true class and answer, coloured by the share of each true class."""
    values = effect.lesioned_confusion if lesioned else effect.intact_confusion
    labels = class_labels(names, len(values))
    return MatrixPlot(
        title=translated_template(translatable("lesioned"))
        if lesioned
        else translated_template(translatable("intact")),
        values=values,
        row_labels=labels,
        column_labels=labels,
        row_title=translated_template(translatable("true class")),
        column_title=translated_template(translatable("answer")),
        value_label=translated_template(translatable("share of class")),
        shares_of_rows=True,
    )
