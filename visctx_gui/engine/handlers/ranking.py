"""Units by importance, in several ways, and how far the ways agree."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field

import numpy as np

from visctx_gui.cortex.lesions.agreement import rank_agreement
from visctx_gui.cortex.lesions.first_order import first_order_harm
from visctx_gui.engine.handlers.lesion_subject import (
    LesionSubject,
    filter_layers,
    lesion_subject,
)
from visctx_gui.engine.handlers.resumable_sweep import ResumableSweep
from visctx_gui.engine.lesion_messages import Numbers, RankingView, RankingWay, RankUnits
from visctx_gui.engine.progress_pace import ProgressPace
from visctx_gui.engine.restore_witness import note_lesions
from visctx_gui.engine.session import Session
from visctx_gui.engine.snapshots import frozen
from visctx_gui.experiments.importance import exact_harm
from visctx_gui.experiments.progress import silently
from visctx_gui.experiments.rankings import greedy_importance
from visctx_gui.plan.fields import unknown_choice
from visctx_gui.plan.greedy import GREEDY_MEASURES
from visctx_gui.plan.wording import PlanError, message, translatable

WAYS: tuple[RankingWay, ...] = ("exact", "first-order", "greedy")
SPLITS = ("train", "validation")

Steps = Generator[RankingView | None, None, None]


def rank_units(
    session: Session, request: RankUnits
) -> Generator[RankingView | None, None, RankingView]:
    """Rank on a copy of the weights as they are now; the quick ways come first."""
    _check(request)
    subject = lesion_subject(session, request.split)
    layers = filter_layers(subject.network.plan, request.layers)
    ranking = _Ranking(request, subject, layers)
    note_lesions(session, sum(subject.sizes[layer] for layer in layers))
    yield ranking.view()
    if "first-order" in request.ways:
        yield from _estimate(ranking)
    if "exact" in request.ways:
        yield from _sweep(session, ranking)
        yield from _compare(ranking, "first-order", layers)
    if "greedy" in request.ways:
        for layer in layers:
            yield from _greedy(ranking, layer)
            yield from _compare(ranking, "greedy", (layer,))
    return ranking.view()


def _check(request: RankUnits) -> None:
    if request.split not in SPLITS:
        raise unknown_choice("split", request.split, SPLITS)
    for way in request.ways:
        if way not in WAYS:
            raise unknown_choice("ways", way, WAYS)
    if request.group < 1:
        raise PlanError(
            message(translatable("The greedy way takes at least one unit at a time.")),
            field="group",
        )
    if request.greedy_by not in GREEDY_MEASURES:
        raise unknown_choice("greedy_by", request.greedy_by, GREEDY_MEASURES)
    if not 0.0 <= request.stop_share <= 1.0:
        raise PlanError(
            message(
                translatable("stop_share = {share} is not between 0 and 1."),
                share=request.stop_share,
            ),
            field="stop_share",
        )


@dataclass(eq=False)
class _Ranking:
    """Importance as it becomes known.

    Attributes
    ----------
    importance : dict of str to dict of str to float64 (units,)
        By way, then by layer; NaN where not known yet.
    accuracy_lost : dict of str to float64 (units,)
        By layer, of the exact way; NaN where not known yet.
    """

    request: RankUnits
    subject: LesionSubject
    layers: tuple[str, ...]
    importance: dict[RankingWay, dict[str, Numbers]] = field(init=False)
    accuracy_lost: dict[str, Numbers] = field(init=False)
    agreement: dict[tuple[str, RankingWay], tuple[float, float, float]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        sizes = self.subject.sizes
        self.importance = {
            way: {layer: np.full(sizes[layer], np.nan) for layer in self.layers}
            for way in WAYS
            if way in self.request.ways
        }
        self.accuracy_lost = {layer: np.full(sizes[layer], np.nan) for layer in self.layers}

    def view(self) -> RankingView:
        """All that is known so far."""
        sizes = self.subject.sizes
        return RankingView(
            split=self.request.split,
            units=tuple((layer, unit) for layer in self.layers for unit in range(sizes[layer])),
            importance={way: self._joined(by_layer) for way, by_layer in self.importance.items()},
            agreement=dict(self.agreement),
            accuracy_lost=self._joined(self.accuracy_lost),
            n=self.subject.images.n,
            step=self.subject.step,
            group=self.request.group,
            greedy_by=self.request.greedy_by,
            stop_share=self.request.stop_share,
        )

    def _joined(self, by_layer: dict[str, Numbers]) -> Numbers:
        return frozen(np.concatenate([by_layer[layer] for layer in self.layers]))


def _estimate(ranking: _Ranking) -> Steps:
    network, plan = ranking.subject.network, ranking.subject.network.plan
    points = {layer: network.lesion_point(layer) for layer in ranking.layers}
    harm = yield from silently(
        first_order_harm(network, points, ranking.subject.images, plan.input_mean, plan.input_sd)
    )
    for layer in ranking.layers:
        ranking.importance["first-order"][layer] = harm.loss_increase[layer]
    yield ranking.view()


def _sweep(session: Session, ranking: _Ranking) -> Steps:
    sweep = ResumableSweep(session, ranking.subject, ranking.layers)
    pace = ProgressPace()
    with closing(sweep.run()) as steps:
        for counted in steps:
            if counted is None:
                yield None
                continue
            for layer in ranking.layers:
                harm = exact_harm(counted, layer)
                ranking.importance["exact"][layer] = harm.loss_rise
                ranking.accuracy_lost[layer] = harm.accuracy_lost
            yield ranking.view() if pace.is_due() else None
    yield ranking.view()


def _greedy(ranking: _Ranking, layer: str) -> Steps:
    request, subject = ranking.request, ranking.subject
    rounds = greedy_importance(
        subject.network,
        subject.images,
        layer,
        measure=request.greedy_by,
        group=request.group,
        stop_share=request.stop_share,
    )
    for found in rounds:
        if found is not None:
            ranking.importance["greedy"][layer] = found
        yield None if found is None else ranking.view()


def _compare(ranking: _Ranking, way: RankingWay, layers: tuple[str, ...]) -> Steps:
    """Compare a way with the exact rise of the loss, layer by layer, where both were asked for."""
    if way not in ranking.importance or "exact" not in ranking.importance:
        return
    for layer in layers:
        one = rank_agreement(ranking.importance["exact"][layer], ranking.importance[way][layer])
        ranking.agreement[layer, way] = (one.correlation, one.low, one.high)
        yield ranking.view()
