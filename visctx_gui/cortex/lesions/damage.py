"""What a lesion does to the output of one layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import Tensor

from visctx_gui.cortex.lesions.statistics import ChannelStatistics
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.plan.fields import unknown_choice
from visctx_gui.plan.layers import layer_row
from visctx_gui.plan.lesion import MODES, Lesion, LesionPart, check_lesion
from visctx_gui.plan.wording import PlanError, message, translatable


class LayerDamage:
    """Function from a layer's output after the nonlinearity to its damaged output.

    Every unit's output a becomes ``(1 - dose) a + dose target``. Parts that name the same unit
    act one after the other.

    Parameters
    ----------
    parts : sequence of LesionPart
        All of one layer, already checked.
    statistics : ChannelStatistics or None
        Mean and standard deviation of the layer's channels.

    Raises
    ------
    ValueError
        Where a part needs statistics and there are none.
    """

    def __init__(self, parts: Sequence[LesionPart], statistics: ChannelStatistics | None) -> None:
        if statistics is None and any(part.mode != "zero" for part in parts):
            raise ValueError("damage by mean or noise needs the channels' statistics")
        self._parts = tuple(parts)
        self._statistics = statistics
        self._generators = {
            part: torch.Generator().manual_seed(part.seed) for part in parts if part.mode == "noise"
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
    check_damage(network, lesion)
    return {
        layer: LayerDamage([part for part in lesion if part.layer == layer], statistics)
        for layer in lesion.layers
    }


def check_damage(network: V1V2Network, lesion: Lesion) -> None:
    """Refuse a lesion that does not fit the network; every mode of `MODES` is allowed.

    Raises
    ------
    PlanError
        For a layer, unit, position, mode or dose that the network does not have.
    """
    for part in lesion:
        if part.mode not in MODES:
            raise unknown_choice("lesion.mode", part.mode, MODES)
        check_lesion(Lesion((replace(part, mode="zero"),)), network.plan)
        _check_positions(network, part)


def _check_positions(network: V1V2Network, part: LesionPart) -> None:
    row = layer_row(network.plan, network.lesion_point(part.layer))
    _, height, width = row.output_shape
    for y, x in part.positions or ():
        if not (0 <= y < height and 0 <= x < width):
            raise PlanError(
                message(
                    translatable(
                        "{layer} has maps of {height} x {width}; there is no cell ({y}, {x})."
                    ),
                    layer=part.layer,
                    height=height,
                    width=width,
                    y=y,
                    x=x,
                ),
                field="lesion.positions",
            )
