"""The slow, obvious way to everything: hooks on the network itself and one plain pass."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from tests.engine.laboratory import Laboratory
from visctx_gui.cortex.images.image_set import ImageSet
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.silencing import silenced
from visctx_gui.cortex.lesions.statistics import measure_statistics
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.engine.lesion_messages import SweepUnits
from visctx_gui.engine.messages import CancelRequest
from visctx_gui.plan.lesion import INTACT, Lesion

Mask = NDArray[np.bool_]


def network_of(laboratory: Laboratory) -> V1V2Network:
    assert laboratory.session.loaded is not None
    return laboratory.session.loaded.network


def images_of(laboratory: Laboratory, split: str = "test") -> ImageSet:
    assert laboratory.session.data is not None
    return laboratory.session.data.split(split)


def slow_scores(laboratory: Laboratory, lesion: Lesion = INTACT, split: str = "test") -> Tensor:
    """Scores (n, classes); the images pass in the order in which lesions are tried on them."""
    network, images = network_of(laboratory), images_of(laboratory, split)
    plan = network.plan
    order = torch.randperm(images.n, generator=torch.Generator().manual_seed(0))
    x = network_input(images.images[order], plan.input_mean, plan.input_sd)
    statistics = None
    if any(part.mode in ("mean", "noise") for part in lesion):
        training = images_of(laboratory, "train")
        statistics = measure_statistics(network, training, plan.input_mean, plan.input_sd)
    scores = torch.empty(images.n, plan.n_classes)
    with evaluation_mode(network), silenced(network, lesion, statistics):
        scores[order] = network(x)
    return scores


def slow_answers(
    laboratory: Laboratory, lesion: Lesion = INTACT, split: str = "test"
) -> NDArray[np.int64]:
    answers: NDArray[np.int64] = slow_scores(laboratory, lesion, split).argmax(1).numpy()
    return answers


def slow_right(laboratory: Laboratory, lesion: Lesion = INTACT, split: str = "test") -> Mask:
    labels = images_of(laboratory, split).labels.numpy()
    right: Mask = slow_answers(laboratory, lesion, split) == labels
    return right


def cancel_after(laboratory: Laboratory, request: SweepUnits, turns: int) -> None:
    """Ask, drive the engine for some turns, and cancel."""
    number = laboratory.post(request)
    for _ in range(turns):
        laboratory.turn()
    laboratory.post(CancelRequest(cancelled_id=number))
    laboratory.final(number)
