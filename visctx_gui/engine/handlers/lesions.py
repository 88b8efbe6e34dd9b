"""What a lesion does: a first estimate at once, the exact number soon after."""

from __future__ import annotations

from collections.abc import Generator

from visctx_gui.cortex.lesions.counts import LesionCounts
from visctx_gui.cortex.lesions.evaluation import LesionEvaluator
from visctx_gui.cortex.training.intervals import paired_difference, wilson
from visctx_gui.engine.messages import EvaluateLesion, LesionEffect, Share
from visctx_gui.engine.session import Session
from visctx_gui.engine.snapshots import frozen
from visctx_gui.plan.experiment import check_fit
from visctx_gui.plan.lesion import check_lesion


def evaluate_lesion(
    session: Session, request: EvaluateLesion
) -> Generator[LesionEffect, None, LesionEffect]:
    """Count answers with and without the lesion, on a copy of the weights as they are now."""
    network = session.needed_network().network
    check_lesion(request.lesion, network.plan)
    check_fit(session.needed_data().plan, network.plan)
    step, n_all = session.step, session.needed_data().split(request.split).n
    evaluator = _evaluator(session, request.split)
    effect = None
    for counts in evaluator.counts(request.lesion):
        effect = _effect(request, counts, n_all, step)
        if not effect.exact:
            yield effect
    assert effect is not None, "the evaluator refuses an empty split"
    return effect


def _evaluator(session: Session, split: str) -> LesionEvaluator:
    """The evaluator of these weights and images, with all that it remembers."""
    network = session.needed_network().network
    images = session.data_on_device().split(split)
    made_of = (session.weights_key, session.data_key, split)
    plan = network.plan
    evaluator: LesionEvaluator = session.kept(
        "lesion evaluator",
        made_of,
        lambda: LesionEvaluator(network, images, plan.input_mean, plan.input_sd),
    )
    return evaluator


def _effect(request: EvaluateLesion, counts: LesionCounts, n_all: int, step: int) -> LesionEffect:
    difference, low, high = paired_difference(
        counts.both_right, counts.only_intact_right, counts.only_lesioned_right, counts.n
    )
    return LesionEffect(
        lesion=request.lesion,
        split=request.split,
        intact=share(counts.intact_right, counts.n),
        lesioned=share(counts.lesioned_right, counts.n),
        difference=difference,
        difference_low=low,
        difference_high=high,
        chance=1.0 / len(counts.intact_confusion),
        intact_confusion=frozen(counts.intact_confusion),
        lesioned_confusion=frozen(counts.lesioned_confusion),
        n=counts.n,
        n_all=n_all,
        step=step,
    )


def share(correct: int, n: int) -> Share:
    """A share with its Wilson interval."""
    low, high = wilson(correct, n)
    return Share(correct, n, low, high)
