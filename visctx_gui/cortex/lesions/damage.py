"""What a lesion does to the output of one layer."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from visctx_gui.cortex.lesions.damage_seeds import damage_seed
from visctx_gui.cortex.lesions.filter_damage import FilterDamage
from visctx_gui.cortex.lesions.statistics import ChannelStatistics
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.plan.lesion import (
    NEEDING_STATISTICS,
    WEIGHT_MODES,
    Lesion,
    LesionPart,
    check_lesion,
)


class LayerDamage:
    """Function from a layer's output after the nonlinearity to its damaged output.

    Every unit's output a becomes ``(1 - dose) a + dose target``. Parts that name the same unit
    act one after the other.

    Parameters
    ----------
    convolution : Conv2d
        The layer's.
    parts : sequence of LesionPart
        All of one layer, already checked.
    statistics : ChannelStatistics or None
        Mean and standard deviation of the layer's channels.

    Attributes
    ----------
    filters : FilterDamage or None
        What the parts of `WEIGHT_MODES` make of the convolution; it acts before all others.
    changes_output : bool
        Whether any part acts after the nonlinearity.

    Raises
    ------
    ValueError
        Where a part needs statistics and there are none.
    """

    def __init__(
        self,
        convolution: nn.Conv2d,
        parts: Sequence[LesionPart],
        statistics: ChannelStatistics | None,
    ) -> None:
        if statistics is None and any(part.mode in NEEDING_STATISTICS for part in parts):
            raise ValueError("damage by mean or noise needs the channels' statistics")
        to_filters = [part for part in parts if part.mode in WEIGHT_MODES]
        self.filters = FilterDamage(convolution, to_filters) if to_filters else None
        self._parts = tuple(part for part in parts if part.mode not in WEIGHT_MODES)
        self.changes_output = bool(self._parts)
        self._statistics = statistics
        self._generators = {
            part: torch.Generator().manual_seed(damage_seed(part.seed, part.layer))
            for part in parts
            if part.mode == "noise"
        }

    def __call__(self, activation: Tensor) -> Tensor:
        """The damaged output, a new tensor.

        Parameters
        ----------
        activation : Tensor (n, channels, height, width)
            Not changed. Noise goes on from call to call, image by image, so that it does not
            depend on how the images are divided into batches.
        """
        damaged = activation.clone()
        for part in self._parts:
            self._apply(part, damaged)
        return damaged

    def noise_states(self) -> list[Tensor]:
        """Where the noise of each part is, to go on from there; copies."""
        return [generator.get_state() for generator in self._generators.values()]

    def restore_noise(self, states: Sequence[Tensor]) -> None:
        """Let the noise go on from `noise_states` of the same damage."""
        for generator, state in zip(self._generators.values(), states, strict=True):
            generator.set_state(state)

    def _apply(self, part: LesionPart, damaged: Tensor) -> None:
        units = torch.tensor(part.units, device=damaged.device)
        if part.mode == "zero" and part.dose == 1.0 and part.positions is None:
            damaged.index_fill_(1, units, 0.0)
            return
        before = damaged[:, units]  # (n, units, height, width)
        after = self._target(part, before, units)
        if part.dose < 1.0:
            after = (1.0 - part.dose) * before + part.dose * after
        if part.positions is not None:
            inside = torch.zeros(before.shape[2:], dtype=torch.bool)
            for y, x in part.positions:
                inside[y, x] = True
            after = torch.where(inside.to(before.device), after, before)
        damaged[:, units] = after

    def _target(self, part: LesionPart, before: Tensor, units: Tensor) -> Tensor:
        if part.mode == "zero" or self._statistics is None:
            return torch.zeros_like(before)
        if part.mode == "mean":
            mean = self._statistics.mean[part.layer].to(before.device)[units]
            return mean.view(1, -1, 1, 1).expand_as(before)
        generator, shape = self._generators[part], before.shape[1:]
        noise = torch.stack([torch.randn(shape, generator=generator) for _ in before])
        sd = self._statistics.sd[part.layer].to(before.device)[units]
        return before + sd.view(1, -1, 1, 1) * noise.to(before.device)


def layer_damages(
    network: V1V2Network, lesion: Lesion, statistics: ChannelStatistics | None = None
) -> dict[str, LayerDamage]:
    """The damage to each layer of a lesion.

    Parameters
    ----------
    network : V1V2Network
    lesion : Lesion
    statistics : ChannelStatistics, optional
        Needed by damage that uses the channels' mean or standard deviation.

    Returns
    -------
    dict of str to LayerDamage
        By filter layer. The noise of a part begins anew with each call of this function.

    Raises
    ------
    PlanError
        For a layer, unit, position, mode or dose that the network does not have.
    ValueError
        Where a part needs statistics and there are none.
    """
    check_lesion(lesion, network.plan)
    return {
        layer: LayerDamage(
            _convolution(network, layer),
            [part for part in lesion if part.layer == layer],
            statistics,
        )
        for layer in lesion.layers
    }


def _convolution(network: V1V2Network, name: str) -> nn.Conv2d:
    module = network.get_submodule(name)
    assert isinstance(module, nn.Conv2d)
    return module
