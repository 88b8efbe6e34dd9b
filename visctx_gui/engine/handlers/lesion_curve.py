"""Accuracy against the number of silenced units of a layer, in several orders."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field

import numpy as np

from visctx_gui.cortex.lesions.evaluation import LesionEvaluator
from visctx_gui.engine.handlers.controls import check_draws
from visctx_gui.engine.handlers.lesion_subject import (
    LesionSubject,
    filter_layers,
    lesion_evaluator,
    lesion_subject,
)
from visctx_gui.engine.handlers.resumable_sweep import ResumableSweep
from visctx_gui.engine.lesion_messages import (
    CurveOfOrder,
    CurveOrder,
    LesionCurveView,
    Numbers,
    TraceLesionCurve,
)
from visctx_gui.engine.progress_pace import ProgressPace
from visctx_gui.engine.restore_witness import note_lesions
from visctx_gui.engine.session import Session
from visctx_gui.engine.snapshots import frozen
from visctx_gui.experiments.draws import random_orders
from visctx_gui.experiments.importance import exact_order
from visctx_gui.experiments.lesion_steps import counts_over_all
from visctx_gui.plan.fields import unknown_choice
from visctx_gui.plan.lesion import silence
from visctx_gui.plan.lesion_entry import RANKING_SPLITS
from visctx_gui.plan.wording import PlanError, message, translatable

ORDERS: tuple[CurveOrder, ...] = ("importance", "first", "random")
Path = tuple[int, ...]


def trace_lesion_curve(
    session: Session, request: TraceLesionCurve
) -> Generator[LesionCurveView | None, None, LesionCurveView]:
    """Trace every curve on a copy of the weights as they are now."""
    _check(request)
    subject = lesion_subject(session, request.split)
    (layer,) = filter_layers(subject.network.plan, (request.layer,))
    size = subject.sizes[layer]
    curves = _Curves(request, subject, size)
    note_lesions(session, sum(len(one) for one in curves.accuracy.values()) * size)
    ranking = None
    if "importance" in request.orders:
        ranking = lesion_subject(session, request.ranking_split)
    evaluator = yield from lesion_evaluator(session, subject)
    yield curves.view()
    if ranking is not None:
        ranked = yield from _ranked(session, ranking, layer)
        curves.paths["importance"] = (ranked,)
    pace = ProgressPace()
    for order, accuracy in curves.accuracy.items():
        for draw, path in enumerate(curves.paths[order]):
            for k in range(size + 1):
                if np.isnan(accuracy[draw, k]):
                    right = yield from _right(evaluator, layer, path[:k])
                    curves.note(accuracy, draw, k, right / subject.images.n)
                    yield curves.view() if pace.is_due() else None
    return curves.view()


def _check(request: TraceLesionCurve) -> None:
    check_draws(request.draws)
    for order in request.orders:
        if order not in ORDERS:
            raise unknown_choice("orders", order, ORDERS)
    if request.ranking_split not in RANKING_SPLITS:  # test images rank nothing
        raise unknown_choice("ranking_split", request.ranking_split, RANKING_SPLITS)
    if "importance" in request.orders and request.ranking_split == request.split:
        raise PlanError(
            message(
                translatable(
                    "Units that are ranked on the images of '{split}' cannot be judged on them."
                ),
                split=request.split,
            ),
            message(translatable("Rank them on other images than those of the effect.")),
            field="ranking_split",
        )


def _ranked(session: Session, subject: LesionSubject, layer: str) -> Generator[None, None, Path]:
    """Units by the rise of the loss with each alone silenced, the most important first."""
    sweep = ResumableSweep(session, subject, (layer,))
    tally = sweep.start
    with closing(sweep.run()) as steps:
        for counted in steps:
            tally = counted or tally
            yield
    assert tally is not None, "an empty split is refused"
    return exact_order(tally.loss_rise(layer))


def _right(evaluator: LesionEvaluator, layer: str, units: Path) -> Generator[None, None, int]:
    counts = yield from counts_over_all(evaluator, silence(layer, units))
    return counts.lesioned_right


@dataclass(eq=False)
class _Curves:
    """Curves that grow.

    Attributes
    ----------
    accuracy : dict of str to float64 (draws, units + 1)
        By order; NaN where not measured yet.
    paths : dict of str to tuple of tuple of int
        By order: the units in the order they are silenced, for each draw.
    """

    request: TraceLesionCurve
    subject: LesionSubject
    size: int
    accuracy: dict[CurveOrder, Numbers] = field(default_factory=dict)
    paths: dict[CurveOrder, tuple[Path, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for order in self.request.orders:
            draws = self.request.draws if order == "random" else 1
            self.accuracy[order] = np.full((draws, self.size + 1), np.nan)
        self.paths["first"] = (tuple(range(self.size)),)
        if "random" in self.accuracy:
            self.paths["random"] = random_orders(self.size, self.request.draws, self.request.seed)

    def note(self, accuracy: Numbers, draw: int, k: int, value: float) -> None:
        """Fill in a number; no units, and all units, are the same lesion in every order."""
        accuracy[draw, k] = value
        if k in (0, self.size):
            for other in self.accuracy.values():
                other[:, k] = value

    def view(self) -> LesionCurveView:
        """All that is known so far."""
        curves = tuple(
            CurveOfOrder(
                order,
                frozen(accuracy.copy()),
                () if order == "random" else self.paths.get(order, ((),))[0],
            )
            for order, accuracy in self.accuracy.items()
        )
        return LesionCurveView(
            layer=self.request.layer,
            split=self.request.split,
            ranking_split=self.request.ranking_split,
            curves=curves,
            chance=self.subject.chance,
            n=self.subject.images.n,
            step=self.subject.step,
        )
