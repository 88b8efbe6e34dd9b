"""How important each unit is, by how much silencing it alone raises the loss, once per layer and split.

Accuracy on few images puts most units of a good network on a few values; the mean cross-entropy tells them apart,
and published rankings go by it (Dobs et al. 2022). What a lesion costs is still told in accuracy.

Only training or validation images are ever asked: a unit that is chosen by its effect on some images would look more
harmful on the same images than it is.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass

import numpy as np

from visctx_gui.cortex.images.image_set import DataSet, ImageSet
from visctx_gui.cortex.lesions.statistics import ChannelStatistics
from visctx_gui.cortex.lesions.sweep_tally import SweepTally
from visctx_gui.cortex.lesions.unit_sweep import UnitSweep
from visctx_gui.cortex.lesions.written_damage import with_written_damage
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.experiments.shares import Array
from visctx_gui.plan.experiment import ExperimentPlan
from visctx_gui.plan.lesion import INTACT, Lesion
from visctx_gui.plan.lesion_entry import Units

# A number that is yielded is the share of the work that is done, 0..1; None is a slice of it.
Fraction = float | None


@dataclass(frozen=True, eq=False)
class ExactHarm:
    """What silencing each unit of a layer alone does, against the intact network on the same images.

    Attributes
    ----------
    loss_rise : float64 array (units,)
        Of the mean cross-entropy, nats per image; units are ranked by it.
    accuracy_lost : float64 array (units,)
        -1..1; shown beside it.
    """

    loss_rise: Array
    accuracy_lost: Array


Importances = Mapping[tuple[str, str], ExactHarm]


def ranking_images(data: DataSet, split: str) -> ImageSet:
    """The images of a ranking.

    Raises
    ------
    KeyError
        For any other split than ``train`` and ``validation``: test images rank nothing.
    """
    return {"train": data.train, "validation": data.validation}[split]


def wanted_importances(plan: ExperimentPlan) -> dict[str, tuple[str, ...]]:
    """For each ranking split the layers whose units an experiment needs ranked."""
    wanted: dict[str, list[str]] = {}
    for entry in plan.lesions:
        if entry.ranked is not None:
            wanted.setdefault(entry.ranking_split, []).append(entry.layer)
    if plan.sweep is not None and plan.sweep.rankings:
        wanted.setdefault(plan.sweep.ranking_split, []).extend(plan.sweep.layers)
    curve = plan.lesion_curve
    if curve is not None and "importance" in curve.orders:
        wanted.setdefault(curve.ranking_split, []).extend(curve.layers)
    names = plan.network.conv_names
    return {split: tuple(one for one in names if one in wanted[split]) for split in wanted}


def measure_importances(
    network: V1V2Network, data: DataSet, wanted: Mapping[str, tuple[str, ...]]
) -> Generator[Fraction, None, dict[tuple[str, str], ExactHarm]]:
    """Exact one-shot importance: the rise of the mean cross-entropy by each unit silenced alone.

    Parameters
    ----------
    network : V1V2Network
    data : DataSet
    wanted : mapping of str to tuple of str
        Split to layers, see `wanted_importances`.

    Returns
    -------
    dict of (layer, split) to ExactHarm
    """
    found: dict[tuple[str, str], ExactHarm] = {}
    for number, (split, layers) in enumerate(wanted.items()):
        images = ranking_images(data, split)
        steps = sweep_to_the_end(network, images, layers)
        tally = yield from _within(steps, number, len(wanted))
        found.update({(layer, split): exact_harm(tally, layer) for layer in layers})
    return found


def exact_harm(tally: SweepTally, layer: str) -> ExactHarm:
    """What a sweep that summed the loss found of a layer."""
    return ExactHarm(tally.loss_rise(layer), 0.0 - tally.change(layer))  # never -0


def unit_sweep(
    network: V1V2Network,
    images: ImageSet,
    layers: tuple[str, ...] | Mapping[str, Units],
    base: Lesion = INTACT,
    statistics: ChannelStatistics | None = None,
) -> UnitSweep:
    """The sweep over the units of some layers, with the network's own preparation of the images.

    Parameters
    ----------
    layers : tuple of str, or mapping of str to tuple of int
        All units where not told.
    base : Lesion
        Damage of any kind that is there all the time.
    statistics : ChannelStatistics or None
        Needed by some kinds of damage of the base.
    """
    plan = network.plan
    damaged, rest = with_written_damage(network, base)
    return UnitSweep(
        damaged,
        images,
        plan.input_mean,
        plan.input_sd,
        layers,
        base=rest,
        statistics=statistics,
    )


def sweep_to_the_end(
    network: V1V2Network, images: ImageSet, layers: tuple[str, ...]
) -> Generator[Fraction, None, SweepTally]:
    """Silence each unit of some layers alone, over all images.

    Returns
    -------
    SweepTally
        Over all images, with the cross-entropy.
    """
    latest: SweepTally | None = None
    for tally in unit_sweep(network, images, layers).run(with_loss=True):
        latest = tally or latest
        yield None if tally is None else tally.n / images.n
    assert latest is not None  # a sweep without images is refused
    return latest


def exact_order(loss_rise: Array) -> Units:
    """Units from the largest to the smallest rise of the loss; of equal ones the lower index is first.

    A loss that is no number (NaN), as of a network whose training went astray, counts as infinite: every unit has its
    place.
    """
    return order_of(np.where(np.isnan(loss_rise), np.inf, loss_rise))


def order_of(importance: Array) -> Units:
    """Units from the most to the least important; of equal ones the lower index is first.

    Units without a value (NaN) are left out: they have no place.
    """
    n_known = int((~np.isnan(importance)).sum())
    return tuple(np.argsort(-importance, kind="stable")[:n_known].tolist())  # NaN sorts last


def _within(
    steps: Generator[Fraction, None, SweepTally], number: int, total: int
) -> Generator[Fraction, None, SweepTally]:
    """Turn fractions of one piece of work into fractions of several equal ones."""
    while True:
        try:
            fraction = next(steps)
        except StopIteration as end:
            found: SweepTally = end.value
            return found
        yield None if fraction is None else (number + fraction) / total
