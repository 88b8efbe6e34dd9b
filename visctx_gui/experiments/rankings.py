"""Rankings of the units of ``[sweep]``, each compared with the exact one, by the rise of the loss."""

from __future__ import annotations

from collections.abc import Generator, Iterator

import numpy as np

from visctx_gui.cortex.images.image_set import DataSet, ImageSet
from visctx_gui.cortex.lesions.agreement import rank_agreement
from visctx_gui.cortex.lesions.first_order import first_order_harm
from visctx_gui.cortex.lesions.greedy import by_accuracy, by_loss, greedy_ranking
from visctx_gui.cortex.lesions.sweep_tally import SweepTally
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.experiments.importance import (
    Fraction,
    Importances,
    ranking_images,
    unit_sweep,
)
from visctx_gui.experiments.lesion_outcomes import LayerRanking, LayerSweep
from visctx_gui.experiments.progress import silently
from visctx_gui.experiments.shares import Array
from visctx_gui.plan.greedy import greedy_units
from visctx_gui.plan.lesion import Lesion
from visctx_gui.plan.lesion_entry import SweepPlan

ON_TEST = "exact_on_test"
BY_ACCURACY = "exact_by_accuracy"


def measure_rankings(
    network: V1V2Network,
    data: DataSet,
    plan: SweepPlan,
    exact: Importances,
    sweeps: tuple[LayerSweep, ...],
) -> Generator[Fraction, None, tuple[LayerRanking, ...]]:
    """Rank the units in the ways of the plan.

    Parameters
    ----------
    network : V1V2Network
    data : DataSet
    plan : SweepPlan
        Its split is of training or validation images.
    exact : mapping of (layer, split) to ExactHarm
        Exact importance, see `measure_importances`.
    sweeps : tuple of LayerSweep
        The effects on the test images, which the exact ranking is compared with.

    Returns
    -------
    tuple of LayerRanking
        One for each layer; empty where no ranking is wanted.
    """
    if not plan.rankings:
        return ()
    images = ranking_images(data, plan.ranking_split)
    estimated: dict[str, Array] = {}
    if "first-order" in plan.rankings:
        estimated = yield from _first_order(network, images, plan.layers)
    found = []
    for sweep in sweeps:
        layer = sweep.layer
        harm = exact[layer, plan.ranking_split]
        importance = {"exact": harm.loss_rise}
        if layer in estimated:
            importance["first-order"] = estimated[layer]
        if "greedy" in plan.rankings:
            importance["greedy"] = yield from _greedy(network, images, layer, plan)
        importance[BY_ACCURACY] = harm.accuracy_lost
        importance[ON_TEST] = sweep.loss_rise
        agreement = {
            way: rank_agreement(importance["exact"], values)
            for way, values in importance.items()
            if way != "exact"
        }
        ways = tuple(way for way in importance if way in plan.rankings)
        found.append(LayerRanking(layer, plan.ranking_split, images.n, ways, importance, agreement))
    return tuple(found)


def _first_order(
    network: V1V2Network, images: ImageSet, layers: tuple[str, ...]
) -> Generator[Fraction, None, dict[str, Array]]:
    points = {layer: network.lesion_point(layer) for layer in layers}
    plan = network.plan
    steps = first_order_harm(network, points, images, plan.input_mean, plan.input_sd)
    harm = yield from silently(steps)
    return harm.loss_increase


def greedy_importance(
    network: V1V2Network,
    images: ImageSet,
    layer: str,
    *,
    measure: str,
    group: int,
    stop_share: float,
) -> Generator[Array | None, None, None]:
    """Importance that falls by 1 from each unit of the greedy order to the next.

    Parameters
    ----------
    network : V1V2Network
    images : ImageSet
    layer : str
    measure : str
        One of `GREEDY_MEASURES`.
    group, stop_share
        See `greedy_ranking`.

    Yields
    ------
    None or float64 array (units,)
        None after a slice; after each round a new array, 0 for the first unit of the order, NaN
        for units that are not ranked.
    """
    n_units = network.plan.filters[network.plan.conv_names.index(layer)]
    with_loss = measure == "loss"

    def sweep_of_the_rest(base: Lesion) -> Iterator[SweepTally | None]:
        left = tuple(unit for unit in range(n_units) if unit not in base.units(layer))
        return unit_sweep(network, images, {layer: left}, base).run(with_loss=with_loss)

    harms = (by_loss if with_loss else by_accuracy)(sweep_of_the_rest, layer)
    for step in greedy_ranking(harms, layer, n_units, group, stop_share):
        if step is None:
            yield None
            continue
        importance = np.full(n_units, np.nan)
        importance[list(step.ranking)] = -np.arange(len(step.ranking), dtype=np.float64)
        yield importance


def _greedy(
    network: V1V2Network, images: ImageSet, layer: str, plan: SweepPlan
) -> Generator[Fraction, None, Array]:
    importance = np.empty(0)
    rounds = greedy_importance(
        network,
        images,
        layer,
        measure=plan.greedy_by,
        group=plan.group,
        stop_share=plan.stop_share,
    )
    for latest in rounds:
        if latest is None:
            yield None
            continue
        importance = latest
        goal = greedy_units(len(importance), plan.group, plan.stop_share)
        yield int(np.isfinite(importance).sum()) / goal
    return importance
