"""What a lesion is tried on: a copy of the weights as they are now, and the images of a split."""

from __future__ import annotations

from collections.abc import Generator, Hashable, Iterable
from dataclasses import dataclass

import torch

from visctx_gui.cortex.images.image_set import DataSet, ImageSet
from visctx_gui.cortex.lesions.evaluation import LesionEvaluator
from visctx_gui.cortex.lesions.statistics import ChannelStatistics, statistics_slices
from visctx_gui.cortex.networks.evaluation_mode import copy_of
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.engine.messages import Split
from visctx_gui.engine.session import Session
from visctx_gui.experiments.progress import silently
from visctx_gui.plan.experiment import check_fit
from visctx_gui.plan.fields import unknown_choice
from visctx_gui.plan.lesion import NEEDING_STATISTICS, Lesion, check_lesion
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import DataError, PlanError, message, translatable


@dataclass(frozen=True, eq=False)
class LesionSubject:
    """Network and images as they are when a job begins; a training that runs changes neither.

    Attributes
    ----------
    network : V1V2Network
        A copy that all jobs share; nobody writes to it.
    data : DataSet
        On the network's device.
    split : str
    step : int
        Training steps behind the weights.
    key : hashable
        Equal only for equal weights and images.
    """

    network: V1V2Network
    data: DataSet
    split: Split
    step: int
    key: Hashable

    @property
    def images(self) -> ImageSet:
        """Those of the split."""
        return self.data.split(self.split)

    @property
    def chance(self) -> float:
        """Share of right answers by guessing."""
        return 1.0 / self.network.plan.n_classes

    @property
    def sizes(self) -> dict[str, int]:
        """Number of units of each filter layer."""
        plan = self.network.plan
        return dict(zip(plan.conv_names, plan.filters, strict=True))


def lesion_subject(session: Session, split: Split, *lesions: Lesion) -> LesionSubject:
    """Take network and images as they are now.

    Parameters
    ----------
    session : Session
    split : str
    *lesions : Lesion
        What will be tried on them.

    Raises
    ------
    PlanError
        Where a lesion does not fit the network, or the network not the images.
    DataError
        Where the split has no images.
    """
    plan = session.needed_network().network.plan
    for lesion in lesions:
        check_lesion(lesion, plan)
    check_fit(session.needed_data().plan, plan, session.needed_data().facts)
    data = session.data_on_device()
    if data.split(split).n == 0:
        raise DataError(
            message(translatable("There are no images to test a lesion on.")),
            message(translatable("Choose another split of the data.")),
        )
    return LesionSubject(
        _copied_network(session), data, split, session.step, (session.weights_key, session.data_key)
    )


def _copied_network(session: Session) -> V1V2Network:
    network = session.needed_network().network
    copied: V1V2Network = session.kept(
        "copy of the network",
        session.weights_key,
        lambda: copy_of(network).to(memory_format=torch.channels_last),
    )
    return copied


def filter_layers(plan: NetworkPlan, wanted: Iterable[str]) -> tuple[str, ...]:
    """Filter layers, each once, in the order of the network.

    Raises
    ------
    PlanError
        For a layer that the network does not have, or none at all.
    """
    chosen = set(wanted)
    for layer in sorted(chosen):
        if layer not in plan.conv_names:
            raise unknown_choice("layer", layer, plan.conv_names)
    if not chosen:
        raise PlanError(message(translatable("Choose at least one layer.")), field="layers")
    return tuple(layer for layer in plan.conv_names if layer in chosen)


def lesion_evaluator(
    session: Session, subject: LesionSubject, *lesions: Lesion
) -> Generator[None, None, LesionEvaluator]:
    """The evaluator of these weights and images, with all that it remembers.

    Parameters
    ----------
    session : Session
    subject : LesionSubject
        Of this very moment.
    *lesions : Lesion
        What it will be asked; what they need of the training images is measured slice by slice.
    """
    plan = subject.network.plan
    evaluator: LesionEvaluator = session.kept(
        "lesion evaluator",
        (subject.key, subject.split),
        lambda: LesionEvaluator(subject.network, subject.images, plan.input_mean, plan.input_sd),
    )
    statistics = yield from statistics_for(session, subject, *lesions)
    if statistics is not None:
        evaluator.statistics = statistics
    return evaluator


def needs_statistics(lesion: Lesion) -> bool:
    """Whether its damage follows the channels' responses to the training images."""
    return any(part.mode in NEEDING_STATISTICS for part in lesion)


@dataclass(eq=False)
class _Measured:
    """Statistics, once they are known."""

    statistics: ChannelStatistics | None = None


def statistics_for(
    session: Session, subject: LesionSubject, *lesions: Lesion
) -> Generator[None, None, ChannelStatistics | None]:
    """The channels' statistics on the training images, where any of the lesions needs them.

    They are measured on the intact network, slice by slice, and kept.
    """
    if not any(map(needs_statistics, lesions)):
        return None
    measured: _Measured = session.kept("channel statistics", subject.key, _Measured)
    if measured.statistics is None:
        plan = subject.network.plan
        measured.statistics = yield from silently(
            statistics_slices(subject.network, subject.data.train, plan.input_mean, plan.input_sd)
        )
    return measured.statistics
