"""Maps of a layer for the current image, beside a twin network if wanted."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from torch import Tensor

from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.networks.v1_v2 import V1V2Network, new_network
from visctx_gui.cortex.recording.recording import record
from visctx_gui.engine.handlers.chosen_image import chosen_image
from visctx_gui.engine.messages import ActivationView, Floats, ViewActivations
from visctx_gui.engine.session import LoadedNetwork, Session
from visctx_gui.engine.snapshots import frozen, limited_maps, snapshot
from visctx_gui.plan.lesion import INTACT, Lesion, check_lesion
from visctx_gui.plan.wording import PlanError, message, translatable


class _Answer(NamedTuple):
    maps: Floats
    scores: Floats


def view_activations(session: Session, request: ViewActivations) -> ActivationView:
    """Record the layer for one image, with and perhaps without the lesion."""
    loaded = session.needed_network()
    check_lesion(request.lesion, loaded.network.plan)
    layer = _layer(loaded.network, request)
    image = chosen_image(session, request.image)
    plan = loaded.network.plan
    x = network_input(image.pixels[None].to(session.device), plan.input_mean, plan.input_sd)
    answer = _answer(loaded.network, x, layer, request.lesion)
    twin = None
    if request.twin == "untrained":
        twin = _answer(_untrained(session, loaded), x, layer, INTACT)
    elif request.twin == "intact":
        twin = _answer(loaded.network, x, layer, INTACT)
    picture = np.array(image.pixels.permute(1, 2, 0).numpy(), order="C", copy=True)
    return ActivationView(
        layer=request.layer,
        maps=answer.maps,
        twin_maps=None if twin is None else twin.maps,
        input_picture=frozen(picture),
        scores=answer.scores,
        twin_scores=None if twin is None else twin.scores,
        label=image.label,
        step=session.step,
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


def _answer(network: V1V2Network, x: Tensor, layer: str, lesion: Lesion) -> _Answer:
    outputs = record(network, x, (layer, "linear"), lesion)
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
