"""Maps of a layer for the current image, beside a twin network if wanted."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from torch import Tensor

from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.statistics import ChannelStatistics
from visctx_gui.cortex.networks.v1_v2 import V1V2Network, new_network
from visctx_gui.cortex.recording.recording import record
from visctx_gui.engine.handlers.chosen_image import chosen_image
from visctx_gui.engine.handlers.lesion_subject import (
    lesion_subject,
    needs_statistics,
    statistics_for,
)
from visctx_gui.engine.jobs import Steps
from visctx_gui.engine.messages import ActivationView, Floats, ViewActivations
from visctx_gui.engine.restore_witness import note_lesions
from visctx_gui.engine.session import LoadedNetwork, Session
from visctx_gui.engine.snapshots import frozen, limited_maps, snapshot
from visctx_gui.plan.lesion import INTACT, Lesion, check_lesion
from visctx_gui.plan.wording import PlanError, message, translatable


class _Answer(NamedTuple):
    maps: Floats
    scores: Floats


def view_activations(session: Session, request: ViewActivations) -> ActivationView | Steps:
    """Record the layer for one image, with and perhaps without the lesion.

    That takes one slice. Where the damage follows the channels' responses to the training images,
    these are measured first, slice by slice, and the view is of a copy of the weights.
    """
    network = session.needed_network().network
    check_lesion(request.lesion, network.plan)
    if request.lesion:
        note_lesions(session)
    if needs_statistics(request.lesion):
        return _after_measuring(session, request)
    return _view(session, request, network, None, session.step)


def _after_measuring(
    session: Session, request: ViewActivations
) -> Generator[None, None, ActivationView]:
    subject = lesion_subject(session, "train", request.lesion)
    statistics = yield from statistics_for(session, subject, request.lesion)
    return _view(session, request, subject.network, statistics, subject.step)


def _view(
    session: Session,
    request: ViewActivations,
    network: V1V2Network,
    statistics: ChannelStatistics | None,
    step: int,
) -> ActivationView:
    layer = _layer(network, request)
    image = chosen_image(session, request.image)
    plan = network.plan
    x = network_input(image.pixels[None].to(session.device), plan.input_mean, plan.input_sd)
    answer = _answer(network, x, layer, request.lesion, statistics)
    twin = None
    if request.twin == "untrained":
        untrained = _untrained(session, session.needed_network())
        twin = _answer(untrained, x, layer, INTACT)
    elif request.twin == "intact":
        twin = _answer(network, x, layer, INTACT)
    picture = np.array(image.pixels.permute(1, 2, 0).numpy(), order="C", copy=True)
    return ActivationView(
        layer=request.layer,
        maps=answer.maps,
        twin_maps=None if twin is None else twin.maps,
        input_picture=frozen(picture),
        scores=answer.scores,
        twin_scores=None if twin is None else twin.scores,
        label=image.label,
        step=step,
        note=image.note,
    )


def _layer(network: V1V2Network, request: ViewActivations) -> str:
    if not request.before_nonlinearity:
        return request.layer
    if request.layer not in network.plan.conv_names:
        raise PlanError(
            message(
                translatable("{layer} has no summed input; only filter layers have."),
                layer=request.layer,
            )
        )
    return f"{request.layer}:sum"


def _answer(
    network: V1V2Network,
    x: Tensor,
    layer: str,
    lesion: Lesion,
    statistics: ChannelStatistics | None = None,
) -> _Answer:
    outputs = record(network, x, (layer, "linear"), lesion, statistics)
    maps = outputs[layer][0]
    if maps.ndim == 1:
        maps = maps[:, None, None]  # (units, 1, 1)
    return _Answer(snapshot(limited_maps(maps)), snapshot(outputs["linear"][0].softmax(0)))


def _untrained(session: Session, loaded: LoadedNetwork) -> V1V2Network:
    """The network as it was before its training: same plan, same seed."""
    plan = replace(loaded.network.plan, areas=())
    twin: V1V2Network = session.kept(
        "untrained twin",
        (plan, loaded.seed),
        lambda: new_network(plan, loaded.seed).to(session.device),
    )
    return twin
