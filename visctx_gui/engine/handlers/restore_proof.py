"""Whether the network is bit for bit what it was before the lesions."""

from __future__ import annotations

import copy
from collections.abc import Generator

import torch
from torch import Tensor

from visctx_gui.cortex.files.network_file import weights_sha256
from visctx_gui.cortex.files.sealed_tensors import tensors_sha256
from visctx_gui.cortex.images.image_set import ImageSet
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.cortex.training.evaluate import on_device_format, slice_size
from visctx_gui.engine.handlers.lesion_subject import lesion_subject
from visctx_gui.engine.lesion_messages import ProveRestored, RestoreProof
from visctx_gui.engine.restore_witness import restore_witness
from visctx_gui.engine.session import Session


def prove_restored(session: Session, request: ProveRestored) -> Generator[None, None, RestoreProof]:
    """Compare the network itself with its twin from before the first lesion.

    Both go through the same plain pass, without any of the shortcuts that lesions are measured
    by. While a training runs, a copy of the network with all that hangs on it takes its place.
    """
    subject = lesion_subject(session, request.split)
    witness = restore_witness(session)
    lesions = witness.lesions
    network = session.needed_network().network
    if session.training is not None:
        network = copy.deepcopy(network)
    weights_before, weights_now = weights_sha256(witness.twin), weights_sha256(network)
    yield
    key = (subject.key, request.split)
    if key not in witness.score_hashes:
        witness.score_hashes[key] = yield from _scores_sha256(witness.twin, subject.images)
    scores_now = yield from _scores_sha256(network, subject.images)
    return RestoreProof(
        split=request.split,
        weights_before=weights_before,
        weights_now=weights_now,
        scores_before=witness.score_hashes[key],
        scores_now=scores_now,
        n=subject.images.n,
        step=subject.step,
        lesions=lesions,
    )


def _scores_sha256(network: V1V2Network, images: ImageSet) -> Generator[None, None, str]:
    """sha256 of the scores of all images, of a plain pass."""
    plan = network.plan
    size = slice_size(plan, images.images.device)
    scores: list[Tensor] = []
    for first in range(0, images.n, size):
        with evaluation_mode(network):
            x = network_input(images.images[first : first + size], plan.input_mean, plan.input_sd)
            scores.append(network(on_device_format(x)).cpu())
        yield
    return tensors_sha256({"scores": torch.cat(scores)})
