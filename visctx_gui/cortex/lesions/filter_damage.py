"""A convolution that answers as if its weights were others."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from visctx_gui.cortex.lesions.damage_seeds import damage_seed
from visctx_gui.plan.lesion import LesionPart


class FilterDamage:
    """Function from what a convolution receives and answers to its damaged answer.

    The weights are never written, so there is nothing to restore. Gradients reach what is left of
    them.

    Parameters
    ----------
    convolution : Conv2d
    parts : sequence of LesionPart
        Of this layer, their mode one of `WEIGHT_MODES`. Parts that name the same unit act one
        after the other.
    """

    def __init__(self, convolution: nn.Conv2d, parts: Sequence[LesionPart]) -> None:
        self._convolution = convolution
        device = convolution.weight.device
        left = _share_left(parts, convolution.out_channels).to(device)
        connected = _connections_left(parts, convolution.weight.shape).to(device)
        self._left = left.to(convolution.weight)
        self._connected = None if bool(connected.all()) else connected
        units = sorted({unit for part in parts for unit in part.units})
        self._units = torch.tensor(units, device=device)

    def __call__(self, received: Tensor, answer: Tensor) -> Tensor:
        """The damaged answer, a new tensor of the same shape.

        Parameters
        ----------
        received : Tensor (n, channels, height, width)
        answer : Tensor (n, filters, height, width)
            Of the intact convolution. Not changed.
        """
        if self._connected is None:
            scaled = answer[:, self._units]
            left = self._left[self._units].view(1, -1, 1, 1)
            anew = torch.where(left == 0, 0.0, scaled * left)
        else:
            # all filters at once: with groups a choice of them has no convolution of its own
            weight, bias = self.weights()
            answers = self._convolution._conv_forward(received, weight, bias)
            anew = answers[:, self._units]
        damaged = answer.clone()
        damaged[:, self._units] = anew
        return damaged

    def weights(self) -> tuple[Tensor, Tensor | None]:
        """Weights and bias under the damage, as functions of those of the convolution."""
        weight, bias = self._convolution.weight, self._convolution.bias
        left = self._left.view(-1, 1, 1, 1)
        weight = torch.where(left == 0, 0.0, weight * left)
        if self._connected is not None:
            weight = torch.where(self._connected, weight, 0.0)
        if bias is None:
            return weight, None
        return weight, torch.where(self._left == 0, 0.0, bias * self._left)

    @property
    def gone(self) -> tuple[Tensor, Tensor]:
        """Which weights and which biases no answer depends on any more, bool.

        Returns
        -------
        weights : bool Tensor, shaped as the convolution's weights
        biases : bool Tensor (filters,)
        """
        silent = self._left == 0
        weights = silent.view(-1, 1, 1, 1).expand(self._convolution.weight.shape)
        return (weights if self._connected is None else weights | ~self._connected), silent


def _share_left(parts: Sequence[LesionPart], n_filters: int) -> Tensor:
    """What the mode ``weights`` leaves of each filter, 0 to 1, (filters,)."""
    left = torch.ones(n_filters, dtype=torch.float64)
    for part in parts:
        if part.mode == "weights":
            left[list(part.units)] *= 1.0 - part.dose
    return left


def _connections_left(parts: Sequence[LesionPart], shape: torch.Size) -> Tensor:
    """Which weights the mode ``connections`` leaves, bool, shaped as the weights."""
    left = torch.ones(shape, dtype=torch.bool)
    for part in parts:
        if part.mode == "connections":
            seed = damage_seed(part.seed, part.layer)
            for unit in part.units:
                kept = kept_connections(seed, part.dose, unit, left[unit].numel())
                left[unit] &= kept.view(left[unit].shape)
    return left


def kept_connections(seed: int, dose: float, unit: int, n_connections: int) -> Tensor:
    """Which incoming connections of a unit are left, bool (n_connections,).

    Exactly ``round(dose * n_connections)`` are taken away. The choice depends on seed and unit
    alone: it does not change when other units join the lesion, and a larger dose takes away those
    of a smaller one and more.
    """
    generator = torch.Generator().manual_seed(seed * 1_000_003 + unit)
    order = torch.randperm(n_connections, generator=generator)
    kept = torch.ones(n_connections, dtype=torch.bool)
    kept[order[: round(dose * n_connections)]] = False
    return kept
