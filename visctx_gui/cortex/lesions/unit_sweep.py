"""The accuracy of any network with each single unit of some layers damaged, one at a time."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

import torch
from torch import Tensor, nn

from visctx_gui.cortex.images.image_set import ImageSet
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.chunk_damage import StandingDamage, UnitDamage
from visctx_gui.cortex.lesions.divided_network import DividedNetwork, SweptLayer
from visctx_gui.cortex.lesions.filter_damage import FilterDamage
from visctx_gui.cortex.lesions.full_precision import full_precision
from visctx_gui.cortex.lesions.network_graph import IndivisibleError
from visctx_gui.cortex.lesions.statistics import ChannelStatistics
from visctx_gui.cortex.lesions.sweep_checks import (
    check_base,
    check_maps,
    check_points,
    convolutions,
    swept_units,
)
from visctx_gui.cortex.lesions.sweep_counting import TallyInTheMaking
from visctx_gui.cortex.lesions.sweep_tally import SweepTally
from visctx_gui.cortex.lesions.sweep_ways import Chunk
from visctx_gui.cortex.lesions.whole_network import WholeNetwork
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.plan.lesion import INTACT, OUTPUT_MODES, WEIGHT_MODES, Lesion
from visctx_gui.plan.wording import DataError, Message, message, translatable

VISITING_ORDER_SEED = 0
Step = TypeVar("Step")
# Steps are gathered until so much time has passed; then the caller has its turn.
SECONDS_PER_SLICE = 0.008


class UnitSweep:
    """One-shot sweep: each unit alone, on all images.

    The images are visited chunk by chunk in one fixed random order. Each chunk goes once through
    the intact network, which leaves behind the values at the cuts; from these the scores under
    the damage of each unit follow. A layer's lesion acts right behind its nonlinearity, before
    pooling, later normalisation or a residual sum.

    Parameters
    ----------
    network : Module
        Gives scores (n, classes) for prepared images (n, channels, height, width). Used as it is,
        and left as it was: weights are never written, every module's mode is put back at each
        yield. It must not change while the sweep runs.
    images : ImageSet
        At least one image; each chunk is brought to the network's device.
    mean, sd : sequence of float
        The network's input normalisation, in units of 0..1.
    layers : sequence of str, or mapping of str to sequence of int
        Convolutions by module name, and which of their channels; all where not told.
    base : Lesion
        Damage that is there all the time, also in the intact pass. A unit of it that is swept is
        damaged once more, after it.
    mode : str
        Damage of the units: ``zero``, ``mean`` or ``noise``; see `plan.lesion`.
    dose : float
        0..1.
    statistics : ChannelStatistics, optional
        Needed by damage that uses the channels' mean or standard deviation.
    memory_bytes : int
        For the values of a chunk and of a batch; the number of images at a time follows from it.
    points : mapping of str to str, optional
        For some layers the module whose output is damaged, instead of the one found.

    Attributes
    ----------
    ways : dict of str to Message
        How each layer is computed; why, where it is slow.
    points : dict of str to str
        For each layer the module or operation whose output is damaged.

    Raises
    ------
    PlanError
        For a layer, unit, mode or dose that does not exist.
    DataError
        Where there are no images.
    ValueError
        Where the damage needs statistics and there are none.
    """

    def __init__(
        self,
        network: nn.Module,
        images: ImageSet,
        mean: Sequence[float],
        sd: Sequence[float],
        layers: Sequence[str] | Mapping[str, Sequence[int]],
        *,
        base: Lesion = INTACT,
        mode: str = "zero",
        dose: float = 1.0,
        statistics: ChannelStatistics | None = None,
        memory_bytes: int = 256 * 2**20,
        points: Mapping[str, str] | None = None,
    ) -> None:
        if images.n == 0:
            raise DataError(
                message(translatable("There are no images to sweep the units on.")),
                message(translatable("Choose another split of the data.")),
            )
        self._network, self._images, self._mean, self._sd = network, images, mean, sd
        self._device = next(network.parameters()).device
        self._units = swept_units(network, layers, mode, dose)
        check_base(network, base)
        points = _own_points(network) | dict(points or {})
        check_points(network, points.values())
        self._order = visiting_order(images.n)
        self._parts = self._divided(base, mode, dose, statistics, memory_bytes, points)
        check_maps(network, base, self._parts.map_shapes)
        self.ways: dict[str, Message] = dict(self._parts.words)
        self.points: dict[str, str] = dict(self._parts.points)

    @property
    def visiting_order(self) -> Tensor:
        """Places of the images in their set, int64 (n,), in the order they are visited."""
        return self._order.clone()

    def run(
        self, start: SweepTally | None = None, with_loss: bool = False
    ) -> Iterator[SweepTally | None]:
        """Sweep all units over all images.

        Parameters
        ----------
        start : SweepTally, optional
            Of an earlier sweep of the same units on the same images that did not end.
        with_loss : bool
            Also sum the cross-entropy, under each unit's damage and without it.

        Yields
        ------
        SweepTally or None
            None about every 10 ms, and counts over the images so far after each chunk; the last
            are of all images.

        Raises
        ------
        PlanError
            Where `start` belongs to another sweep, or lacks the loss that is wanted; at once.
        """
        labels = self._images.labels.cpu()[self._order]
        n_classes = len(self._images.class_names)
        tally = TallyInTheMaking(self._units, labels, n_classes, start, with_loss)
        return self._tallies(tally)

    def scores(self, layer: str) -> Tensor:
        """Scores under the damage of each swept unit of a layer, in the order of the image set.

        Parameters
        ----------
        layer : str

        Returns
        -------
        float32 Tensor (units, n, classes)
            Needs the memory for all of them.

        Raises
        ------
        KeyError
            For a layer that is not swept.
        """
        way = self._parts.ways[layer]
        visited = []
        for chunk in self._chunks(0):
            if chunk is not None:
                blocks = self._in_slices(way.blocks(chunk))
                visited.append(torch.cat([one.scores for one in blocks if one is not None]))
        scores = torch.cat(visited, 1)
        found = torch.empty_like(scores)
        found[:, self._order.to(scores.device)] = scores
        return found

    def _divided(
        self,
        base: Lesion,
        mode: str,
        dose: float,
        statistics: ChannelStatistics | None,
        memory_bytes: int,
        points: Mapping[str, str],
    ) -> DividedNetwork | WholeNetwork:
        layers = [
            SweptLayer(layer, units, UnitDamage(layer, mode, dose, statistics))
            for layer, units in self._units.items()
        ]
        standing = {
            layer: StandingDamage(parts, statistics)
            for layer in base.layers
            if (
                parts := [
                    part for part in base if part.layer == layer and part.mode in OUTPUT_MODES
                ]
            )
        }
        filters = {
            layer: FilterDamage(convolutions(self._network)[layer], parts)
            for layer in base.layers
            if (
                parts := [
                    part for part in base if part.layer == layer and part.mode in WEIGHT_MODES
                ]
            )
        }
        with self._looking():
            x = self._prepared(self._order[:2])
            terms = (self._network, x, layers, standing, filters, points, memory_bytes)
            try:
                return DividedNetwork(*terms)
            except IndivisibleError as error:
                return WholeNetwork(*terms, error.reason)

    def _prepared(self, places: Tensor) -> Tensor:
        pixels = self._images.images[places.to(self._images.images.device)].to(self._device)
        x = network_input(pixels, self._mean, self._sd)
        return x.contiguous(memory_format=torch.channels_last)

    def _tallies(self, tally: TallyInTheMaking) -> Iterator[SweepTally | None]:
        is_done = tally.n == self._order.numel()  # nothing was left to do
        for chunk in self._chunks(tally.n):
            if chunk is None:
                yield None
                continue
            places = self._order[tally.n : tally.n + chunk.n]
            labels = self._images.labels[places.to(self._images.labels.device)].to(self._device)
            tally.add_images(labels, chunk.scores)
            for _ in self._in_slices(self._counting(chunk, tally)):
                yield None
            yield tally.tally()
        if is_done:
            yield tally.tally()

    def _counting(self, chunk: Chunk, tally: TallyInTheMaking) -> Iterator[None]:
        for layer, way in self._parts.ways.items():
            for block in way.blocks(chunk):
                if block is not None:
                    tally.add_units(layer, block.first, block.scores)
                yield None

    def _chunks(self, first: int) -> Iterator[Chunk | None]:
        """The intact pass of each chunk of images from `first` on; None in between."""
        self._parts.restart()
        size = self._parts.images_per_chunk
        for skipped in range(0, first, size):
            self._parts.begin(min(size, first - skipped), self._device)
        for places in torch.split(self._order[first:], size) if first < self._order.numel() else ():
            yield from self._in_slices(self._intact(places))

    def _intact(self, places: Tensor) -> Iterator[Chunk | None]:
        yield from self._parts.chunk(self._prepared(places))

    def _in_slices(self, steps: Iterator[Step]) -> Iterator[Step | None]:
        """Take steps in evaluation mode; the network is as it was at each yield."""
        while True:
            end = time.perf_counter() + SECONDS_PER_SLICE
            with self._looking():
                for step in steps:
                    if step is not None or time.perf_counter() > end:
                        break
                else:
                    return
            yield step

    @contextmanager
    def _looking(self) -> Iterator[None]:
        with evaluation_mode(self._network), full_precision(self._device):
            yield


def visiting_order(n: int) -> Tensor:
    """The fixed random order in which `n` images are visited, int64 (n,)."""
    generator = torch.Generator().manual_seed(VISITING_ORDER_SEED)
    return torch.randperm(n, generator=generator)


def _own_points(network: nn.Module) -> dict[str, str]:
    """Of a network that says itself where lesions act."""
    if not isinstance(network, V1V2Network):
        return {}
    return {layer: network.lesion_point(layer) for layer in network.plan.conv_names}
