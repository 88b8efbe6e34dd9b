"""A lesion's effect as plain data: change per class, confusions, random controls, changed images."""

from __future__ import annotations

from visctx_gui.engine.lesion_messages import ChangedImages, ControlBand
from visctx_gui.engine.messages import LesionEffect
from visctx_gui.gui.translation import translated_template
from visctx_gui.plan.wording import translatable
from visctx_gui.presentation.bars import BarPlot
from visctx_gui.presentation.control_band import ControlBand as ControlPicture
from visctx_gui.presentation.matrix import MatrixPlot
from visctx_gui.presentation.numbers import count_text
from visctx_gui.presentation.tiles import TileSheet


def class_labels(names: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Names of the classes, their numbers where the network has none."""
    return names if len(names) == count else tuple(str(index) for index in range(count))


def change_per_class(effect: LesionEffect, names: tuple[str, ...]) -> BarPlot:
    """Bars of the change of right answers in each class, lesioned minus intact.

    Without any silenced unit nothing was changed, so there is nothing uncertain about it either:
    the intervals are left out.
    """
    change = effect.per_class_change
    return BarPlot(
        title=translated_template(translatable("Change per class")),
        labels=class_labels(names, len(change)),
        values=change,
        intervals=effect.per_class_interval if effect.lesion else None,
        intervals_name=translated_template(translatable("95 %")),
        counts=effect.n_of_class,
        unit=translated_template(translatable("percentage points")),
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


def control_picture(band: ControlBand, note: str) -> ControlPicture:
    """The lesion beside its random draws, with what is concluded."""
    label = {
        "train": translatable("accuracy on {n} training images, step {step}"),
        "validation": translatable("accuracy on {n} validation images, step {step}"),
        "test": translatable("accuracy on {n} test images, step {step}"),
    }[band.split]
    return ControlPicture(
        title=translated_template(translatable("Control")),
        value=band.own.value,
        draws=band.draws,
        interval=(band.own.low, band.own.high),
        intact=band.intact.value,
        chance=band.chance,
        value_label=translated_template(label).format(
            n=count_text(band.n), step=count_text(band.step)
        ),
        note=note,
    )


def changed_sheet(
    changed: ChangedImages, names: tuple[str, ...], selected: int | None
) -> TileSheet:
    """Thumbnails of images whose answer changed, each with the answer before and after."""
    pictures = changed.pictures
    return TileSheet(
        tiles=pictures[..., 0] if pictures.shape[-1] == 1 else pictures,
        labels=tuple(
            f"{class_name(names, before)}\N{RIGHTWARDS ARROW}{class_name(names, after)}"
            for before, after in zip(changed.answers_before, changed.answers_after, strict=True)
        ),
        selected=selected,
        colours="grey",
        title=translated_template(
            translatable("Images that were right and are wrong with the lesion")
            if changed.kind == "broken"
            else translatable("Images that were wrong and are right with the lesion")
        ),
    )


def class_name(names: tuple[str, ...], index: int) -> str:
    """Name of a class, its number where it has none."""
    return names[index] if 0 <= index < len(names) else str(index)
