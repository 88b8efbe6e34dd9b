"""The figures of an experiment, as plain data: what is drawn, under which name, with which caption."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from visctx_gui.experiments.figure_captions import Figure, source_words, test_words
from visctx_gui.experiments.lesion_drawings import curve_figures, lesion_figures
from visctx_gui.experiments.outcome import Activations, Outcome, TrainingRecord
from visctx_gui.experiments.sweep_drawings import sweep_figures
from visctx_gui.presentation.colours import Colours, Limits, limits_for
from visctx_gui.presentation.curves import Curve, CurvePlot, Marker, decimated
from visctx_gui.presentation.matrix import MatrixPlot
from visctx_gui.presentation.numbers import count_text, percent_text
from visctx_gui.presentation.tiles import TileSheet

_MOST_CURVE_POINTS = 3000


def figures_of(outcome: Outcome) -> Iterator[Figure]:
    """All figures of an experiment, in the order of the report."""
    yield from _training_figures(outcome)
    yield from _filter_figures(outcome)
    if outcome.activations is not None:
        yield from _activation_figures(outcome, outcome.activations)
    yield _confusion_figure(outcome)
    yield from lesion_figures(outcome)
    if outcome.sweep is not None:
        yield from sweep_figures(outcome, outcome.sweep)
    yield from curve_figures(outcome)


def _training_figures(outcome: Outcome) -> Iterator[Figure]:
    record = outcome.training
    loss = decimated(
        Curve("training loss", record.step, record.loss, "training"), _MOST_CURVE_POINTS
    )
    yield Figure(
        "training_loss",
        CurvePlot(
            "Loss of each batch",
            "step",
            "cross-entropy (nats)",
            (loss,),
            log_y=True,
            y_limits=_all_of(record),
        ),
        f"{source_words(outcome)} Batches of {outcome.plan.training.batch_size} training images; the "
        "last of an epoch has those that are left.",
    )
    epochs = np.arange(1, record.epochs_done + 1, dtype=np.float64)
    curves = [Curve("training", epochs, record.train_accuracy, "training", dots=True)]
    markers = []
    validation = "No validation images."
    if outcome.data.n_validation:
        curves.append(
            Curve("validation", epochs, record.validation_accuracy, "validation", dots=True)
        )
        validation = f"Validation: {count_text(outcome.data.n_validation)} images kept apart."
        if record.best_epoch:
            best = float(record.validation_accuracy[record.best_epoch - 1])
            markers.append(Marker(record.best_epoch, best, f"best {percent_text(best)}"))
            validation += (
                " Star: the best epoch; what is tested are the weights after the last one."
            )
    yield Figure(
        "training_accuracy",
        CurvePlot(
            "Accuracy after each epoch",
            "epoch",
            "right answers",
            tuple(curves),
            markers=tuple(markers),
            chance=outcome.chance,
            percent=True,
        ),
        f"{source_words(outcome)} Training: the epoch's own batches, while the weights moved. "
        f"{validation} Chance {percent_text(outcome.chance)}.",
    )


def _all_of(record: TrainingRecord) -> Limits | None:
    """Limits of a log axis that hold every loss; None where there is none that it can show."""
    shown = record.loss[np.isfinite(record.loss) & (record.loss > 0)]
    return (float(shown.min()) / 1.5, float(shown.max()) * 1.5) if shown.size else None


def _filter_figures(outcome: Outcome) -> Iterator[Figure]:
    areas = dict(zip(outcome.plan.network.conv_names, _areas(outcome), strict=True))
    for layer, kernels in outcome.kernels.items():
        tiles, what = kernels[:, 0], ""
        if kernels.shape[1] == 3:
            tiles, what = kernels.transpose(0, 2, 3, 1), ", red, green and blue"
        elif kernels.shape[1] > 1:
            tiles, what = kernels.mean(axis=1), f", mean over {kernels.shape[1]} input maps"
        limit = float(np.abs(tiles).max()) or 1.0
        sheet = TileSheet(
            tiles.astype(np.float32),
            limits=(-limit, limit),
            title=f"Filters of {layer} ({areas[layer]}){what}",
            bar_label="weight",
        )
        yield Figure(
            f"{layer}_filters", sheet, f"{source_words(outcome)} One scale, symmetric about 0."
        )


def _areas(outcome: Outcome) -> tuple[str, ...]:
    network = outcome.plan.network
    return tuple(network.area_of(stage) for stage in range(network.n_stages))


def _activation_figures(outcome: Outcome, activations: Activations) -> Iterator[Figure]:
    areas = dict(zip(outcome.plan.network.conv_names, _areas(outcome), strict=True))
    classes = outcome.data.classes
    answer = int(np.argmax(activations.scores))
    caption = (
        f"{source_words(outcome)} Responses after the nonlinearity to test image {activations.image} "
        f"(class '{classes[activations.label]}', answer '{classes[answer]}' with "
        f"{percent_text(float(activations.scores[answer]))}). One scale for all maps, from the least "
        "to the greatest response."
    )
    picture = activations.picture
    if picture.shape[2] == 3:
        shown = TileSheet(picture[None], labels=("",), title=f"Test image {activations.image}")
    else:
        shown = TileSheet(
            picture[None, :, :, 0].astype(np.float32),
            labels=("",),
            limits=(0.0, 255.0),
            colours="grey",
            title=f"Test image {activations.image}",
            bar_label="pixel value",
        )
    height, width = picture.shape[:2]
    words = (
        f"Test image {activations.image} of {outcome.plan.data.label}, class "
        f"'{classes[activations.label]}', {height} x {width} px, as the network received it, before "
        "its pixels were scaled."
    )
    yield Figure("input_image", shown, words)
    for layer, maps in activations.maps.items():
        colours: Colours = "sequential" if float(maps.min()) >= 0 else "diverging"
        sheet = TileSheet(
            maps,
            colours=colours,
            limits=limits_for(maps, colours),
            title=f"Maps of {layer} ({areas[layer]})",
            bar_label="activation (arbitrary units)",
        )
        yield Figure(f"{areas[layer].lower()}_activation", sheet, caption)


def _confusion_figure(outcome: Outcome) -> Figure:
    classes = outcome.data.classes
    plot = MatrixPlot(
        "Answers of the intact network",
        outcome.test_confusion,
        classes,
        classes,
        row_title="true class",
        column_title="answer",
        value_label="images",
        shares_of_rows=True,
    )
    words = "Numbers: images. Colours: share of the images of each true class."
    return Figure("confusion", plot, f"{source_words(outcome)} {words} {test_words(outcome)}")
