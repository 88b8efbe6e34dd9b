"""The figures of lesions, of their random controls, and of lesion curves."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from visctx_gui.cortex.training.intervals import wilson
from visctx_gui.experiments.figure_captions import (
    Figure,
    n_of_split,
    ranking_words,
    source_words,
    test_words,
)
from visctx_gui.experiments.lesion_outcomes import ControlOutcome, CurvePoint, LesionOutcome
from visctx_gui.experiments.lesion_words import (
    EXACT,
    RISE_OF_LOSS,
    condition,
    control_words,
    damaged_part,
    p_text,
    treatment,
    unit_list,
    units_of_part,
)
from visctx_gui.experiments.outcome import Outcome
from visctx_gui.experiments.shares import Array, mean_and_range
from visctx_gui.plan.lesion_entry import LesionEntry
from visctx_gui.presentation.bars import BarPlot
from visctx_gui.presentation.colours import Role
from visctx_gui.presentation.control_band import ControlBand
from visctx_gui.presentation.curves import Band, Curve, CurvePlot
from visctx_gui.presentation.numbers import change_text, interval_text

_MOST_TITLE_CHARACTERS = 80
_LINES: dict[str, tuple[str, Role]] = {
    "first": ("units 0 to k - 1", "lesioned"),
    "random": ("random units, mean", "random control"),
    "importance": ("k most important units", "selected"),
}


def lesion_figures(outcome: Outcome) -> Iterator[Figure]:
    """Change per class of each lesion, and its control where it has one."""
    for number, lesion in enumerate(outcome.lesions):
        yield _change_figure(outcome, lesion, number)
        if lesion.control is not None:
            yield _control_figure(outcome, lesion, lesion.control, number)


def _change_figure(outcome: Outcome, lesion: LesionOutcome, number: int) -> Figure:
    entry, share = lesion.entry, lesion.share
    if lesion.difference is None:
        of_whiskers = f"2.5-97.5 % of {len(lesion.units)} draws"
        whiskers = f"Bars: mean of the draws (seed {entry.seed}), lines: {of_whiskers}"
        change, test = change_text(share.accuracy - outcome.test.accuracy), ""
    else:
        of_whiskers = "95 % interval"
        whiskers = "Lines: 95 % interval of the paired difference within each class (Newcombe)"
        change = change_text(*lesion.difference)
        test = f" (exact McNemar test: {p_text(lesion.mcnemar_p)})"
    plot = BarPlot(
        _title("Change per class", lesion),
        outcome.data.classes,
        lesion.per_class_change,
        intervals=lesion.per_class_interval,
        intervals_name=of_whiskers,
        counts=outcome.n_of_class,
        y_label="change of right answers",
        unit="percentage points",
        role="random control" if lesion.is_random else "lesioned",
        signed=True,
    )
    caption = (
        f"{source_words(outcome)} {damage_words(outcome, lesion)} {whiskers}; n: test images of "
        f"the class. All classes: {interval_text(share.accuracy, share.low, share.high)} right, "
        f"{change} percentage points{test}. {test_words(outcome)}"
    )
    return Figure(f"lesion_{number}_per_class_change", plot, caption)


def _title(what: str, lesion: LesionOutcome) -> str:
    title = f"{what}: {condition(lesion)}"
    if len(title) <= _MOST_TITLE_CHARACTERS:
        return title
    return f"{title[: _MOST_TITLE_CHARACTERS - 3].rstrip(' ,:')}..."


def damage_words(outcome: Outcome, lesion: LesionOutcome) -> str:
    """What was damaged, part by part, and how its units were chosen where that took images."""
    parts = "; ".join(
        f"{damaged_part(part.entry)} of {units_of_part(part)} {treatment(part.entry)}"
        for part in lesion.parts
    )
    ranked = {part.entry.ranking_split for part in lesion.parts if part.entry.ranked is not None}
    words = [f"Lesion: {parts}."]
    words += [
        f"Ranked units of {part.entry.layer}: {unit_list(part.units[0])}."
        for part in lesion.parts
        if part.entry.ranked is not None and not part.is_whole_layer
    ]
    words += [ranking_words(outcome, split, n_of_split(outcome, split)) for split in sorted(ranked)]
    return " ".join(words)


def _control_figure(
    outcome: Outcome, lesion: LesionOutcome, control: ControlOutcome, number: int
) -> Figure:
    share, entry = lesion.share, lesion.entry
    band = ControlBand(
        _title("Beside random units", lesion),
        share.accuracy,
        control.draws,
        interval=(share.low, share.high),
        intact=outcome.test.accuracy,
        chance=outcome.chance,
        value_label=f"right answers on {share.n} test images",
        note=control_words(control),
    )
    caption = (
        f"{source_words(outcome)} {damage_words(outcome, lesion)} {_control_rule(control, entry)}"
        f"Line through the lesion: its 95 % interval over images (Wilson). {test_words(outcome)}"
    )
    return Figure(f"control_{number}", band, caption)


def _control_rule(control: ControlOutcome, entry: LesionEntry) -> str:
    if not len(control.draws):
        return ""
    return (
        "Control: as many units of the same layers, drawn at random and damaged in the same way "
        f"(seed {entry.seed}). p: draws at least as harmful + 1, divided by draws + 1, one-sided; "
        "yes at p of 0.05 or less, no within the middle half of 20 or more draws. "
    )


def curve_figures(outcome: Outcome) -> Iterator[Figure]:
    """One figure for each layer."""
    for layer in dict.fromkeys(point.layer for point in outcome.curve):
        points = [point for point in outcome.curve if point.layer == layer]
        name = "lesion_curve" if layer == outcome.curve[0].layer else f"lesion_curve_{layer}"
        yield _curve_figure(outcome, layer, points, name)


def _curve_figure(outcome: Outcome, layer: str, points: list[CurvePoint], name: str) -> Figure:
    curves: list[Curve] = []
    bands: list[Band] = []
    orders = tuple(dict.fromkeys(point.order for point in points))
    for order in orders:
        chosen = [point for point in points if point.order == order]
        k = np.array([point.k for point in chosen], dtype=np.float64)
        mean = np.array([point.mean for point in chosen])
        words, role = _LINES[order]
        curves.append(Curve(words, k, mean, role, dots=True))
        if order == "random":
            _, low, high = mean_and_range(np.array([point.draws for point in chosen]).T)
            draws = len(chosen[0].draws)
            bands.append(Band(f"random units, 2.5-97.5 % of {draws} draws", k, low, high, role))
        else:
            low, high = _interval_over_images(mean, outcome.test.n)
            bands.append(Band(f"{words}, 95 % interval", k, low, high, role))
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
    return Figure(name, plot, _curve_caption(outcome, orders))


def _curve_caption(outcome: Outcome, orders: tuple[str, ...]) -> str:
    plan = outcome.plan.lesion_curve
    parts = [source_words(outcome)]
    if "random" in orders:
        seed = plan.seed if plan else 0
        parts.append(f"Random units drawn with seed {seed}; their range is over draws.")
    if set(orders) - {"random"}:
        parts.append("95 % intervals (Wilson) are over images.")
    if "importance" in orders and plan:
        parts.append(
            f"Importance: {RISE_OF_LOSS} by each unit silenced alone, {EXACT}; of equals the lower "
            "number comes first. "
            + ranking_words(outcome, plan.ranking_split, n_of_split(outcome, plan.ranking_split))
        )
    return " ".join([*parts, test_words(outcome)])


def _interval_over_images(shares: Array, n: int) -> tuple[Array, Array]:
    ends = np.array([wilson(round(share * n), n) for share in shares.tolist()])
    return ends[:, 0], ends[:, 1]
