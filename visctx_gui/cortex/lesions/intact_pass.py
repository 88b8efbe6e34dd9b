"""One pass of the intact network that keeps what lesions will need."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor

from visctx_gui.cortex.lesions.channel_blocks import in_blocks
from visctx_gui.cortex.lesions.shortcut import IMAGES_AT_ONCE, FeatureSlice, SumPiece, SumSlice
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.cortex.recording.hooks import AnswerChange, answers_passed_through
from visctx_gui.plan.layers import layer_row
from visctx_gui.plan.network import NetworkPlan


@dataclass(frozen=True)
class Kept:
    """What is kept of a filter layer.

    Attributes
    ----------
    layer : str
        A filter layer.
    what : str
        ``sums``: what the next layer with weights receives, and the sum it makes of it.
        ``response``: the layer's own response after the nonlinearity.
    """

    layer: str
    what: Literal["sums", "response"]


@dataclass(eq=False)
class ResponseSlice:
    """Intact response of a filter layer in pieces, each (n, channels, height, width)."""

    pieces: tuple[Tensor, ...]

    @property
    def memory_bytes(self) -> int:
        """Memory of the response."""
        return sum(piece.nbytes for piece in self.pieces)


Slice = FeatureSlice | SumSlice | ResponseSlice


def next_layer(plan: NetworkPlan, layer: str) -> str:
    """The next layer with weights after a filter layer: a filter layer or ``linear``."""
    following = plan.conv_names.index(layer) + 1
    return plan.conv_names[following] if following < plan.n_stages else "linear"


def kept_bytes(network: V1V2Network, kept: Kept) -> int:
    """Memory of what is kept of one image, in bytes."""
    plan, names = network.plan, network.names

    def size(name: str) -> int:
        return 4 * math.prod(layer_row(plan, name).output_shape)

    if kept.what == "response":
        return size(network.lesion_point(kept.layer))
    following = next_layer(plan, kept.layer)
    before = size(names[names.index(following) - 1])
    return before if following == "linear" else before + 2 * size(following)


def intact_pass(
    network: V1V2Network, x: Tensor, wanted: Iterable[Kept]
) -> tuple[Tensor, dict[Kept, Slice]]:
    """Scores of the intact network, and what is to be kept.

    Parameters
    ----------
    network : V1V2Network
        In evaluation mode.
    x : float32 Tensor (n, channels, height, width)
        Prepared images.
    wanted : iterable of Kept

    Returns
    -------
    scores : Tensor (n, classes)
    slices : dict of Kept to slice
        What was wanted. A slice with values that are not finite is left out, for differences of
        such values mean nothing.
    """
    wanted = tuple(wanted)
    seen: dict[str, list[tuple[Tensor, Tensor]]] = {_watched(network, kept): [] for kept in wanted}

    def watcher(name: str) -> AnswerChange:
        def watch(received: Tensor, output: Tensor) -> None:
            seen[name].append((received, output))

        return watch

    with answers_passed_through(network, {name: watcher(name) for name in seen}):
        batches = torch.split(x, IMAGES_AT_ONCE)
        scores = torch.cat([network(batch) for batch in batches])
    slices = {kept: _slice(kept, network, seen[_watched(network, kept)]) for kept in wanted}
    return scores, {kept: one for kept, one in slices.items() if _is_finite(one)}


def _watched(network: V1V2Network, kept: Kept) -> str:
    if kept.what == "response":
        return network.lesion_point(kept.layer)
    return next_layer(network.plan, kept.layer)


def _slice(kept: Kept, network: V1V2Network, seen: list[tuple[Tensor, Tensor]]) -> Slice:
    if kept.what == "response":
        return ResponseSlice(tuple(output for _, output in seen))
    if next_layer(network.plan, kept.layer) == "linear":
        return FeatureSlice(torch.cat([received for received, _ in seen]))
    return SumSlice(tuple(_piece(received, summed) for received, summed in seen))


def _piece(received: Tensor, summed: Tensor) -> SumPiece:
    return SumPiece(in_blocks(received), summed, summed, (1.0,) * received.shape[1])


def _is_finite(kept: Slice) -> bool:
    if isinstance(kept, ResponseSlice):
        return True
    if isinstance(kept, FeatureSlice):
        return bool(torch.isfinite(kept.features.sum()))
    total = torch.stack([piece.intact.sum() for piece in kept.pieces])
    return bool(torch.isfinite(total).all())
