"""A lesion that stays while the network around it is trained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from visctx_gui.cortex.lesions.damage import layer_damages
from visctx_gui.cortex.lesions.silencing import damaged
from visctx_gui.cortex.lesions.statistics import ChannelStatistics
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.plan.layers import layer_row
from visctx_gui.plan.lesion import NEEDING_STATISTICS, Lesion

_MEAN, _SD, _NOISE = "lesion.mean.", "lesion.sd.", "lesion.noise."
_CUTTING = ("zero", "mean")  # at full dose nothing of the unit's own answer is left


class HeldLesion:
    """Damage for every forward pass of a training, and weights that no step moves.

    A unit that is silenced, or replaced by its mean, in all of its map has gradients of zero.
    Weight decay and momentum would move its weights all the same, so after each step they are put
    back: weights, bias and the scale and shift of its batch normalisation. The same holds for
    weights and connections that are taken away. All else of the network learns.

    Parameters
    ----------
    network : V1V2Network
        On its device. Its present weights are those that are held.
    lesion : Lesion
    statistics : ChannelStatistics or None
        Of the network before the training; needed by damage by mean or noise.

    Raises
    ------
    PlanError
        For a lesion that does not fit the network.
    ValueError
        Where the damage needs statistics and there are none.
    """

    def __init__(
        self, network: V1V2Network, lesion: Lesion, statistics: ChannelStatistics | None
    ) -> None:
        self.lesion = lesion
        needed = any(part.mode in NEEDING_STATISTICS for part in lesion)
        self._statistics = statistics if needed else None
        self._network = network
        self._damages = layer_damages(network, lesion, self._statistics)
        self._held = [one for layer in lesion.layers for one in self._held_of(layer)]
        self.hold_present_weights()

    def _held_of(self, layer: str) -> Iterator[tuple[Tensor, Tensor]]:
        """Parameters of a layer, and which of their values are held, bool of the same shape."""
        convolution = self._network.get_submodule(layer)
        norm = self._network._modules.get(layer.replace("conv", "norm"))
        assert isinstance(convolution, nn.Conv2d)
        cut = torch.zeros(convolution.out_channels, dtype=torch.bool)
        cut[list(cut_units(self._network, self.lesion, layer))] = True
        cut = cut.to(convolution.weight.device)
        weights, biases = cut.view(-1, 1, 1, 1).expand(convolution.weight.shape), cut
        filters = self._damages[layer].filters
        if filters is not None:
            weights, biases = weights | filters.gone[0], biases | filters.gone[1]
        yield convolution.weight, weights
        assert convolution.bias is not None
        yield convolution.bias, biases
        if isinstance(norm, nn.BatchNorm2d):
            yield norm.weight, cut
            yield norm.bias, cut

    def hold_present_weights(self) -> None:
        """From now on, hold what the network has at this moment."""
        self._kept = [parameter.detach().clone() for parameter, _ in self._held]

    @torch.no_grad()
    def put_weights_back(self) -> None:
        """Undo what a step of the optimizer did to the held weights; nothing waits for a device."""
        for (parameter, held), kept in zip(self._held, self._kept, strict=True):
            parameter.copy_(torch.where(held, kept, parameter))

    @contextmanager
    def active(self) -> Iterator[None]:
        """Inside, the network runs with the lesion; noise goes on from batch to batch."""
        with damaged(self._network, self._damages):
            yield

    def from_the_beginning(self) -> HeldLesion:
        """The same lesion with its noise begun anew, so that each validation meets the same noise."""
        return HeldLesion(self._network, self.lesion, self._statistics)

    def state(self) -> dict[str, Tensor]:
        """What the next batch depends on besides the weights: statistics and random states."""
        tensors: dict[str, Tensor] = {}
        if self._statistics is not None:
            for prefix, values in ((_MEAN, self._statistics.mean), (_SD, self._statistics.sd)):
                tensors.update({prefix + layer: one.cpu().clone() for layer, one in values.items()})
        for layer, damage in self._damages.items():
            for place, state in enumerate(damage.noise_states()):
                tensors[f"{_NOISE}{layer}.{place}"] = state
        return tensors

    def restore(self, tensors: Mapping[str, Tensor]) -> None:
        """Take over a state made by `state`, and hold the network's present weights.

        Raises
        ------
        KeyError
            Where a tensor is missing.
        """
        for layer, damage in self._damages.items():
            n_states = len(damage.noise_states())
            damage.restore_noise([tensors[f"{_NOISE}{layer}.{i}"] for i in range(n_states)])
        self.hold_present_weights()


def held_statistics(tensors: Mapping[str, Tensor]) -> ChannelStatistics | None:
    """The statistics in the state of a held lesion; None where it has none."""
    mean, sd = (
        {name.removeprefix(prefix): one for name, one in tensors.items() if name.startswith(prefix)}
        for prefix in (_MEAN, _SD)
    )
    return ChannelStatistics(mean, sd) if mean else None


def cut_units(network: V1V2Network, lesion: Lesion, layer: str) -> tuple[int, ...]:
    """Units of a layer whose own answer is replaced by a constant in all of their map.

    Parameters
    ----------
    network : V1V2Network
    lesion : Lesion
    layer : str
        A filter layer.

    Returns
    -------
    tuple of int
        Sorted.
    """
    _, height, width = layer_row(network.plan, layer).output_shape
    everywhere = {(y, x) for y in range(height) for x in range(width)}
    cells: dict[int, set[tuple[int, int]]] = {}
    for part in lesion:
        if part.layer == layer and part.mode in _CUTTING and part.dose == 1.0:
            for unit in part.units:
                inside = everywhere if part.positions is None else part.positions
                cells.setdefault(unit, set()).update(inside)
    return tuple(sorted(unit for unit, cut in cells.items() if cut == everywhere))
