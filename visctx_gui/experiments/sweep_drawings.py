"""The figures of a sweep: damage of each unit, damage against what the units are, rankings that agree or not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from visctx_gui.cortex.lesions.agreement import Agreement, rank_agreement
from visctx_gui.experiments.figure_captions import (
    GREEDY_WORDS,
    SPLIT_WORDS,
    Figure,
    greedy_end_words,
    ranking_words,
    source_words,
    test_words,
)
from visctx_gui.experiments.lesion_outcomes import LayerRanking, LayerSweep, SweepOutcome
from visctx_gui.experiments.lesion_words import EXACT, RISE_OF_LOSS
from visctx_gui.experiments.outcome import Outcome
from visctx_gui.experiments.rankings import BY_ACCURACY, ON_TEST
from visctx_gui.experiments.shares import Array
from visctx_gui.plan.lesion_entry import SweepPlan
from visctx_gui.presentation.colours import Role
from visctx_gui.presentation.numbers import count_text, signed_text
from visctx_gui.presentation.scatter import ReferenceLine, ScatterPlot

DAMAGE = "change of right answers (percentage points)"
INTACT_LINE = ReferenceLine("y", 0.0, "intact", "intact")
_TITLES = {
    "first-order": "First-order estimate beside the exact ranking",
    "greedy": "Greedy order beside the exact ranking",
    BY_ACCURACY: "Accuracy lost beside the rise of the loss",
    ON_TEST: "Importance on ranking images and on test images",
}


def sweep_figures(outcome: Outcome, sweep: SweepOutcome) -> Iterator[Figure]:
    """All figures of the sweep, layer by layer."""
    for layer in sweep.layers:
        yield _damage_figure(outcome, layer)
        yield _against(outcome, layer, "selectivity", "class selectivity (0..1)", layer.selectivity)
        yield _against(outcome, layer, "norm", "length of the unit's weights", layer.norm)
        yield _against(outcome, layer, "loss_rise", f"{RISE_OF_LOSS} (nats)", layer.loss_rise)
        if np.isfinite(layer.orientation).any():
            yield _against_orientation(outcome, layer)
    for ranking in sweep.rankings:
        for way, agreement in ranking.agreement.items():
            yield _agreement_figure(outcome, ranking, way, agreement)


def _damage_figure(outcome: Outcome, layer: LayerSweep) -> Figure:
    units = np.arange(layer.n_units, dtype=np.float64)
    plot = ScatterPlot(
        f"Each unit of {layer.layer} silenced alone",
        "unit",
        DAMAGE,
        units,
        100 * layer.change[:, 0],
        _labels(layer),
        roles=_lesioned(layer),
        y_intervals=100 * layer.change[:, 1:],
        lines=(INTACT_LINE,),
    )
    caption = (
        f"{source_words(outcome)} Lines: 95 % interval of the paired difference (Newcombe). A unit "
        "without effect may be redundant: only lesions of several units tell. "
        f"{test_words(outcome)}"
    )
    return Figure(f"sweep_{layer.layer}", plot, caption)


def _against(outcome: Outcome, layer: LayerSweep, name: str, words: str, values: Array) -> Figure:
    """Damage against a property of the units."""
    plot = ScatterPlot(
        f"Damage by each unit of {layer.layer} against its {name.replace('_', ' ')}",
        words,
        DAMAGE,
        np.asarray(values, dtype=np.float64),
        100 * layer.change[:, 0],
        _labels(layer),
        roles=_lesioned(layer),
        y_intervals=100 * layer.change[:, 1:],
        lines=(INTACT_LINE,),
        note=agreement_words(rank_agreement(values, layer.change[:, 0])),
    )
    return _property_figure(outcome, layer, name, plot)


def _against_orientation(outcome: Outcome, layer: LayerSweep) -> Figure:
    """The same against an angle: no rank correlation, and the selectivity as colour."""
    plot = ScatterPlot(
        f"Damage by each unit of {layer.layer} against its orientation",
        "preferred orientation of bars (degrees, 0 = horizontal)",
        DAMAGE,
        layer.orientation,
        100 * layer.change[:, 0],
        _labels(layer),
        colour_values=layer.orientation_selectivity,
        colour_label="orientation selectivity (0..1)",
        colour_limits=(0.0, 1.0),
        y_intervals=100 * layer.change[:, 1:],
        lines=(INTACT_LINE,),
        x_limits=(-4.0, 184.0),
    )
    return _property_figure(outcome, layer, "orientation", plot)


def _property_figure(outcome: Outcome, layer: LayerSweep, name: str, plot: ScatterPlot) -> Figure:
    words = {
        "selectivity": "Class selectivity: (largest class mean - mean of the others) / (their sum), "
        f"of responses to {count_text(layer.n_properties)} training images. High selectivity does "
        "not mean that a unit matters.",
        "norm": "Euclidean length of the incoming weights, without the bias.",
        "loss_rise": "The mean cross-entropy tells apart units that cost the same number of right "
        "answers; both axes are of the same test images.",
        "orientation": "Orientation of the bars that the kernel answers to most, counter-clockwise; "
        "0 and 180 degrees are the same, so no rank correlation is given.",
    }[name]
    caption = (
        f"{source_words(outcome)} {words} Lines: 95 % interval of the paired difference "
        f"(Newcombe). {test_words(outcome)}"
    )
    return Figure(f"damage_against_{name}_{layer.layer}", plot, caption)


def _agreement_figure(
    outcome: Outcome, ranking: LayerRanking, way: str, agreement: Agreement
) -> Figure:
    split = SPLIT_WORDS[ranking.split]
    label, values = _shown(way, ranking.importance[way])
    words = _way_words(way, outcome.plan.sweep)
    plot = ScatterPlot(
        f"{_TITLES[way]}, {ranking.layer}",
        f"{EXACT}: rise of the loss on {split} images, each unit alone",
        label,
        ranking.importance["exact"],
        values,
        tuple(f"{ranking.layer} {unit}" for unit in range(len(ranking.importance["exact"]))),
        note=agreement_words(agreement, EXACT),
    )
    images = (
        ranking_words(outcome, ranking.split, ranking.n)
        if way == ON_TEST
        else f"Both on the {count_text(ranking.n)} {split} images, none of them a test image."
    )
    caption = (
        f"{source_words(outcome)} {words} Compared with {EXACT}: {RISE_OF_LOSS} by each unit "
        f"silenced alone. {images} Interval: 95 %, bootstrap over units; "
        "with few units it is too narrow. Units with the same numbers lie on each other."
    )
    return Figure(f"ranking_{way.replace('-', '_')}_{ranking.layer}", plot, caption)


_WAY_WORDS = {
    "first-order": "First-order: minus activation times gradient of the loss, one backward pass.",
    "greedy": "Greedy: the most harmful unit (or group) is silenced for good, then the rest is "
    "ranked anew.",
    BY_ACCURACY: "Share of right answers lost by each unit silenced alone; on few images many units "
    "lose the same.",
    ON_TEST: "What each unit silenced alone costs, on two sets of images.",
}


def _way_words(way: str, plan: SweepPlan | None) -> str:
    """What a way does; of the greedy one also by what and when it ends."""
    if way != "greedy" or plan is None:
        return _WAY_WORDS[way]
    words = f"{_WAY_WORDS[way]} Harm is the {GREEDY_WORDS[plan.greedy_by]}."
    end = greedy_end_words(plan)
    return f"{words} It goes on {end}; the other units are not ranked." if end else words


def _shown(way: str, importance: Array) -> tuple[str, Array]:
    """What stands on the axis, and its numbers; the larger the more important."""
    if way == "greedy":
        n, n_ranked = len(importance), int(np.isfinite(importance).sum())
        order = "in the greedy order" if n_ranked == n else f"({n_ranked} of {n} ranked)"
        return f"units taken after it {order}", importance + n_ranked - 1
    if way == ON_TEST:
        return f"{EXACT} on test images", importance
    if way == BY_ACCURACY:
        return "accuracy lost (percentage points)", 100 * importance
    return "first-order estimate (nats per image)", importance


def agreement_words(agreement: Agreement, compared_with: str = "") -> str:
    """``Spearman +0.52 [+0.10, +0.80], n = 16 units, 6 tied``; units without a value do not count.

    Parameters
    ----------
    agreement : Agreement
    compared_with : str
        What stands after ``Spearman with``, where the other side needs a name.
    """
    name = f"Spearman with {compared_with}" if compared_with else "Spearman"
    n = f"n = {agreement.n_units} units"
    if agreement.n_left_out:
        n = f"n = {agreement.n_units} of {agreement.n_units + agreement.n_left_out} units"
    if agreement.n_tied:
        n = f"{n}, {agreement.n_tied} tied"
    if np.isnan(agreement.correlation):
        beside = f" with {compared_with}" if compared_with else ""
        return f"Spearman's correlation{beside} is not defined, {n}"
    found = f"{name} {signed_text(agreement.correlation, 2)}"
    if np.isnan(agreement.low):
        return f"{found}, no interval for so few different values, {n}"
    return f"{found} [{signed_text(agreement.low, 2)}, {signed_text(agreement.high, 2)}], {n}"


def _lesioned(layer: LayerSweep) -> tuple[Role, ...]:
    role: Role = "lesioned"
    return (role,) * layer.n_units


def _labels(layer: LayerSweep) -> tuple[str, ...]:
    return tuple(f"{layer.layer} {unit}" for unit in range(layer.n_units))
