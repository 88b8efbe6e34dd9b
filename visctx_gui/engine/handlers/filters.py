"""Kernels of a layer, now or at a stored moment of the training."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from visctx_gui.engine.messages import FilterView, Moments, ViewFilters, ViewMoments
from visctx_gui.engine.session import LoadedNetwork, Session
from visctx_gui.engine.snapshots import (
    LARGEST_SNAPSHOT_BYTES,
    LARGEST_TILES,
    frozen,
    snapshot,
)
from visctx_gui.plan.fields import unknown_choice
from visctx_gui.plan.wording import PlanError, message, translatable


def view_filters(session: Session, request: ViewFilters) -> FilterView:
    """The layer's kernels as tiles."""
    loaded = session.needed_network()
    plan = loaded.network.plan
    if request.layer not in plan.conv_names:
        raise unknown_choice("layer", request.layer, plan.conv_names)
    weights, step = _weights(session, loaded, request)
    with torch.inference_mode():
        tiles, norms = _tiles(weights, request)
        return FilterView(
            layer=request.layer,
            unit=request.unit,
            moment=request.moment,
            kernels=snapshot(tiles),
            norms=snapshot(norms),
            step=step,
        )


def _weights(session: Session, loaded: LoadedNetwork, request: ViewFilters) -> tuple[Tensor, int]:
    """Weights (filters, input channels, height, width) and the training steps behind them."""
    if request.moment is None:
        module = loaded.network.get_submodule(request.layer)
        assert isinstance(module, nn.Conv2d)
        return module.weight.detach(), session.step
    n_moments = 0 if loaded.moments is None else len(loaded.moments.steps)
    if loaded.moments is None or not 0 <= request.moment < n_moments:
        raise PlanError(
            message(
                translatable("There is no stored moment {moment}; {n} are kept."),
                moment=request.moment,
                n=n_moments,
            )
        )
    if request.layer not in loaded.moments.layers:
        raise PlanError(
            message(
                translatable("{layer} is too large to be kept at each moment of the training."),
                layer=request.layer,
            )
        )
    weights = loaded.moments.weights(request.moment, request.layer)
    return weights, loaded.moments_base + int(loaded.moments.steps[request.moment])


def _tiles(weights: Tensor, request: ViewFilters) -> tuple[Tensor, Tensor]:
    """Tiles (n, height, width) or (n, height, width, 3), and the norm of each."""
    if request.unit is not None:
        if not 0 <= request.unit < len(weights):
            raise PlanError(
                message(
                    translatable("{layer} has no unit {unit}; its units are 0 to {last}."),
                    layer=request.layer,
                    unit=request.unit,
                    last=len(weights) - 1,
                )
            )
        tiles = weights[request.unit]  # (input channels, height, width)
        norms = tiles.flatten(1).norm(dim=1)
    else:
        norms = weights.flatten(1).norm(dim=1)
        in_colour = weights.shape[1] == 3
        tiles = weights.permute(0, 2, 3, 1) if in_colour else weights.mean(dim=1)
    bytes_per_tile = tiles[0].numel() * 4
    count = min(LARGEST_TILES, LARGEST_SNAPSHOT_BYTES // bytes_per_tile)
    return tiles[:count], norms[:count]


def view_moments(session: Session, request: ViewMoments) -> Moments:
    """Steps and accuracies of the stored moments; empty where none were kept."""
    loaded = session.needed_network()
    if loaded.moments is None:
        return Moments(frozen(np.zeros(0, np.int64)), frozen(np.zeros(0, np.float32)))
    steps = np.asarray(loaded.moments.steps, dtype=np.int64) + loaded.moments_base
    accuracy = np.array(loaded.moments.accuracy, dtype=np.float32)
    return Moments(frozen(steps), frozen(accuracy))
