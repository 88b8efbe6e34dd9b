"""Damage that can be done again and again to the same images, also to some of them only.

A sweep runs the later layers of a network once per unit. What a lesion that is already there does
to them must be the same each time, so the noise of a chunk of images is drawn once and kept.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from visctx_gui.cortex.lesions.damage_seeds import damage_seed
from visctx_gui.cortex.lesions.statistics import ChannelStatistics
from visctx_gui.plan.lesion import LesionPart


class ChunkNoise:
    """Normal deviates for each image of a chunk, drawn image by image.

    Drawn so, an image meets the same noise however the images are divided into chunks.

    Parameters
    ----------
    seed : int
        Of the part of the lesion.
    layer : str
        Where it acts; every layer has noise of its own.
    """

    def __init__(self, seed: int, layer: str) -> None:
        self._seed = damage_seed(seed, layer)
        self.restart()

    def restart(self) -> None:
        """Begin again at the first image."""
        self._generator = torch.Generator().manual_seed(self._seed)
        self._deviates = torch.empty(0)

    def draw(self, n: int, shape: Sequence[int], device: torch.device) -> None:
        """Go on to the next `n` images, with deviates of this shape for each."""
        drawn = [torch.randn(tuple(shape), generator=self._generator) for _ in range(n)]
        self._deviates = torch.stack(drawn).to(device)

    def of(self, images: Tensor | None) -> Tensor:
        """Deviates (rows, ...) of some images of the chunk; None is all of them."""
        return self._deviates if images is None else self._deviates.index_select(0, images)


def damaged_values(
    before: Tensor, mode: str, dose: float, mean: Tensor | None, noise: Tensor | None
) -> Tensor:
    """``(1 - dose) a + dose target`` for the modes of `plan.lesion`; not to be written to.

    Parameters
    ----------
    before : Tensor (n, channels, height, width)
    mode : str
        ``zero``, ``mean`` or ``noise``.
    dose : float
        0..1.
    mean : Tensor (channels,) or None
        Needed by ``mean``.
    noise : Tensor (n, channels, height, width) or None
        Deviates in units of the response; needed by ``noise``.
    """
    if mode == "zero":
        # One zero seen everywhere: filling maps with zeros would cost as much as a unit's share.
        return before.new_zeros(()).expand_as(before) if dose == 1.0 else (1.0 - dose) * before
    if mode == "mean":
        assert mean is not None
        target = mean.view(1, -1, 1, 1).expand_as(before)
    else:
        assert noise is not None
        target = before + noise
    return target if dose == 1.0 else (1.0 - dose) * before + dose * target


class PartDamage:
    """One part of a lesion that is already there.

    Parameters
    ----------
    part : LesionPart
    statistics : ChannelStatistics or None

    Raises
    ------
    ValueError
        Where the part needs statistics and there are none.
    """

    def __init__(self, part: LesionPart, statistics: ChannelStatistics | None) -> None:
        if part.mode != "zero" and statistics is None:
            raise ValueError("damage by mean or noise needs the channels' statistics")
        self._part, self._statistics = part, statistics
        self._noise = ChunkNoise(part.seed, part.layer) if part.mode == "noise" else None

    def restart(self) -> None:
        """Begin again at the first image."""
        if self._noise is not None:
            self._noise.restart()

    def begin(self, n: int, shape: tuple[int, int], device: torch.device) -> None:
        """Go on to the next `n` images, whose maps have this (height, width)."""
        if self._noise is not None:
            self._noise.draw(n, (len(self._part.units), *shape), device)

    def __call__(self, activation: Tensor, images: Tensor | None) -> Tensor:
        """The damaged output, a new tensor (rows, channels, height, width).

        Parameters
        ----------
        activation : Tensor (rows, channels, height, width)
        images : int64 Tensor (rows,) or None
            Which image of the chunk each row is; None where they are all, in order.
        """
        part, damaged = self._part, activation.clone()
        units = torch.tensor(part.units, device=activation.device)
        before = activation[:, units]
        mean = noise = None
        if self._statistics is not None and part.mode == "mean":
            mean = self._statistics.mean[part.layer].to(before.device)[units]
        if self._statistics is not None and self._noise is not None:
            sd = self._statistics.sd[part.layer].to(before.device)[units]
            noise = sd.view(1, -1, 1, 1) * self._noise.of(images)
        after = damaged_values(before, part.mode, part.dose, mean, noise)
        if part.positions is not None:
            inside = torch.zeros(before.shape[2:], dtype=torch.bool)
            for y, x in part.positions:
                inside[y, x] = True
            after = torch.where(inside.to(before.device), after, before)
        damaged[:, units] = after
        return damaged


class StandingDamage:
    """All that a lesion which is already there does to one layer, part after part."""

    def __init__(self, parts: Sequence[LesionPart], statistics: ChannelStatistics | None) -> None:
        self._parts = [PartDamage(part, statistics) for part in parts]
        self.keeps_order = all(
            part.mode != "noise" and part.positions is None for part in parts
        )  # of the values of a map: then it may follow pooling by maximum

    def restart(self) -> None:
        """Begin again at the first image."""
        for part in self._parts:
            part.restart()

    def begin(self, n: int, shape: tuple[int, int], device: torch.device) -> None:
        """Go on to the next `n` images, whose maps have this (height, width)."""
        for part in self._parts:
            part.begin(n, shape, device)

    def __call__(self, activation: Tensor, images: Tensor | None) -> Tensor:
        """The damaged output; see `PartDamage`."""
        for part in self._parts:
            activation = part(activation, images)
        return activation


class UnitDamage:
    """What is done to each unit of a layer when its turn comes.

    Parameters
    ----------
    layer : str
    mode : str
        ``zero``, ``mean`` or ``noise``. Every unit meets the noise that a lesion of this unit
        alone, with seed 0, would give it.
    dose : float
        0..1.
    statistics : ChannelStatistics or None

    Raises
    ------
    ValueError
        Where the mode needs statistics and there are none.
    """

    def __init__(
        self, layer: str, mode: str, dose: float, statistics: ChannelStatistics | None
    ) -> None:
        if mode != "zero" and statistics is None:
            raise ValueError("damage by mean or noise needs the channels' statistics")
        self._layer, self._mode, self._dose, self._statistics = layer, mode, dose, statistics
        self._noise = ChunkNoise(0, layer) if mode == "noise" else None
        self.keeps_order = mode != "noise"

    def restart(self) -> None:
        """Begin again at the first image."""
        if self._noise is not None:
            self._noise.restart()

    def begin(self, n: int, shape: tuple[int, int], device: torch.device) -> None:
        """Go on to the next `n` images, whose maps have this (height, width)."""
        if self._noise is not None:
            self._noise.draw(n, (1, *shape), device)

    def __call__(self, channels: Tensor, units: Tensor) -> Tensor:
        """Damaged maps of some units, not to be written to.

        Parameters
        ----------
        channels : Tensor (n, units, height, width)
            Of all images of the chunk.
        units : int64 Tensor (units,)
        """
        mean = noise = None
        if self._statistics is not None and self._mode == "mean":
            mean = self._statistics.mean[self._layer].to(channels.device)[units]
        if self._statistics is not None and self._noise is not None:
            sd = self._statistics.sd[self._layer].to(channels.device)[units]
            noise = sd.view(1, -1, 1, 1) * self._noise.of(None)
        return damaged_values(channels, self._mode, self._dose, mean, noise)
