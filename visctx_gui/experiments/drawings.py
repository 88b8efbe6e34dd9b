"""The figures of an experiment, as plain data: what is drawn, under which name, with which caption."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from visctx_gui.experiments.outcome import Activations, CurvePoint, LesionOutcome, Outcome
from visctx_gui.presentation.bars import BarPlot
from visctx_gui.presentation.curves import Band, Curve, CurvePlot, Marker, decimated
from visctx_gui.presentation.matrix import MatrixPlot
from visctx_gui.presentation.numbers import count_text, percent_text
from visctx_gui.presentation.tiles import TileSheet

_MOST_CURVE_POINTS = 3000
_RANGE_PERCENTILES = (2.5, 97.5)


@dataclass(frozen=True, eq=False)
class Figure:
    """One figure.

    Attributes
    ----------
    name : str
        Stem of its files.
    drawing : TileSheet, CurvePlot, BarPlot or MatrixPlot
    caption : str
        Seed, number of images, split, baseline.
    """

    name: str
    drawing: Any
    caption: str


def figures_of(outcome: Outcome) -> Iterator[Figure]:
    """All figures of an experiment, in the order of the report."""
    yield from _training_figures(outcome)
    yield from _filter_figures(outcome)
    if outcome.activations is not None:
        yield from _activation_figures(outcome, outcome.activations)
    yield _confusion_figure(outcome)
    for number, lesion in enumerate(outcome.lesions):
        yield _lesion_figure(outcome, lesion, number)
    for layer in dict.fromkeys(point.layer for point in outcome.curve):
        points = [point for point in outcome.curve if point.layer == layer]
        name = "lesion_curve" if layer == outcome.curve[0].layer else f"lesion_curve_{layer}"
        yield _curve_figure(outcome, layer, points, name)


def _source(outcome: Outcome) -> str:
    plan = outcome.plan
    return (
        f"{plan.name}: {plan.network.name} trained on {count_text(outcome.data.n_train)} images of "
        f"{outcome.data.name}, {outcome.training.epochs_done} epochs, seed {plan.training.seed}."
    )


def _on_test(outcome: Outcome) -> str:
    return (
        f"Measured on the {count_text(outcome.test.n)} test images; intact network "
        f"{percent_text(outcome.test.accuracy)} "
        f"[{100 * outcome.test.low:.1f}, {100 * outcome.test.high:.1f}], "
        f"chance {percent_text(outcome.chance)}."
    )


def _training_figures(outcome: Outcome) -> Iterator[Figure]:
    record = outcome.training
    loss = decimated(
        Curve("training loss", record.step, record.loss, "training"), _MOST_CURVE_POINTS
    )
    yield Figure(
        "training_loss",
        CurvePlot("Loss of each batch", "step", "cross-entropy (nats)", (loss,), log_y=True),
        f"{_source(outcome)} Batches of {outcome.plan.training.batch_size} training images.",
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
    yield Figure(
        "training_accuracy",
        CurvePlot(
            "Accuracy after each epoch",
            "epoch",
            "right answers",
            tuple(curves),
            markers=tuple(markers),
            percent=True,
        ),
        f"{_source(outcome)} Training: the epoch's own batches, while the weights moved. "
        f"{validation} Chance {percent_text(outcome.chance)}.",
    )


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
        yield Figure(f"{layer}_filters", sheet, f"{_source(outcome)} One scale, symmetric about 0.")


def _areas(outcome: Outcome) -> tuple[str, ...]:
    network = outcome.plan.network
    return tuple(network.area_of(stage) for stage in range(network.n_stages))


def _activation_figures(outcome: Outcome, activations: Activations) -> Iterator[Figure]:
    areas = dict(zip(outcome.plan.network.conv_names, _areas(outcome), strict=True))
    classes = outcome.data.classes
    answer = int(np.argmax(activations.scores))
    caption = (
        f"{_source(outcome)} Responses after the nonlinearity to test image {activations.image} "
        f"(class '{classes[activations.label]}', answer '{classes[answer]}' with "
        f"{percent_text(float(activations.scores[answer]))}). One scale for all maps."
    )
    picture = activations.picture
    if picture.shape[2] == 3:
        shown = TileSheet(picture[None], labels=(" ",), title=f"Test image {activations.image}")
    else:
        shown = TileSheet(
            picture[None, :, :, 0].astype(np.float32),
            labels=(" ",),
            limits=(0.0, 255.0),
            colours="grey",
            title=f"Test image {activations.image}",
            bar_label="pixel value",
        )
    yield Figure("input_image", shown, f"{outcome.data.name}, test image {activations.image}.")
    for layer, maps in activations.maps.items():
        sheet = TileSheet(
            maps,
            colours="sequential" if float(maps.min()) >= 0 else "diverging",
            title=f"Maps of {layer} ({areas[layer]})",
            bar_label="activation",
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
    return Figure("confusion", plot, f"{_source(outcome)} {_on_test(outcome)}")


def _lesion_figure(outcome: Outcome, lesion: LesionOutcome, number: int) -> Figure:
    entry = lesion.entry
    n = len(lesion.units[0])
    if lesion.is_random:
        what = f"{n} random units of {entry.layer}, mean of {len(lesion.units)} draws"
    else:
        units = ", ".join(str(unit) for unit in lesion.units[0])
        what = f"{n} units of {entry.layer}" + (f" ({units})" if n <= 16 else "")
    change = lesion.per_class_change(outcome.test_confusion)
    plot = BarPlot(
        f"Change per class without {n} {'random ' * lesion.is_random}units of {entry.layer}",
        outcome.data.classes,
        change,
        y_label="change of right answers (percentage points)",
        role="random control" if lesion.is_random else "lesioned",
        signed=True,
    )
    kind = "2.5-97.5 % of the draws" if lesion.is_random else "95 % interval"
    share = lesion.share
    caption = (
        f"{_source(outcome)} Silenced: {what}; mode {entry.mode}, dose {entry.dose:g}. Right "
        f"answers {percent_text(share.accuracy)} [{100 * share.low:.1f}, {100 * share.high:.1f}] "
        f"({kind}). {_on_test(outcome)}"
    )
    return Figure(f"lesion_{number}_per_class_change", plot, caption)


def _curve_figure(outcome: Outcome, layer: str, points: list[CurvePoint], name: str) -> Figure:
    curves: list[Curve] = []
    bands: list[Band] = []
    for order in dict.fromkeys(point.order for point in points):
        chosen = [point for point in points if point.order == order]
        k = np.array([point.k for point in chosen], dtype=np.float64)
        mean = np.array([point.mean for point in chosen])
        if order == "random":
            ranges = [np.percentile(p.draws, _RANGE_PERCENTILES) for p in chosen]
            low, high = np.array(ranges).T
            draws = len(chosen[0].draws)
            bands.append(Band(f"random units, 2.5-97.5 % of {draws} draws", k, low, high))
            curves.append(Curve("random units, mean", k, mean, "random control", dots=True))
        else:
            curves.append(Curve("units 0 to k - 1", k, mean, "lesioned", dots=True))
    ends = np.array([0.0, max(point.k for point in points)])
    intact = np.full(2, outcome.test.accuracy)
    curves.insert(0, Curve("intact", ends, intact, "intact"))
    plot = CurvePlot(
        f"Right answers without k units of {layer}",
        "silenced units k",
        "right answers",
        tuple(curves),
        bands=tuple(bands),
        chance=outcome.chance,
        percent=True,
        y_limits=(0.0, 1.02),
    )
    seed = outcome.plan.lesion_curve.seed if outcome.plan.lesion_curve else 0
    caption = f"{_source(outcome)} Random units drawn with seed {seed}. {_on_test(outcome)}"
    return Figure(name, plot, caption)
