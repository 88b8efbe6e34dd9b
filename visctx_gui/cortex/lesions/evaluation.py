"""What a lesion does to the answers of a network, quickly and exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import torch
from torch import Tensor, nn

from visctx_gui.cortex.images.image_set import ImageSet
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.activation_cache import ActivationCache
from visctx_gui.cortex.lesions.counts import AnswerTally, LesionCounts
from visctx_gui.cortex.lesions.damage import LayerDamage, layer_damages
from visctx_gui.cortex.lesions.full_precision import full_precision
from visctx_gui.cortex.lesions.intact_pass import (
    Kept,
    ResponseSlice,
    intact_pass,
    kept_bytes,
    next_layer,
)
from visctx_gui.cortex.lesions.quick_ending import has_quick_ending, quick_ending
from visctx_gui.cortex.lesions.shortcut import (
    IMAGES_AT_ONCE,
    FeatureSlice,
    Gains,
    SumSlice,
    channel_gains,
    lesioned_scores,
    lesioned_sum,
)
from visctx_gui.cortex.lesions.silencing import damaged
from visctx_gui.cortex.lesions.statistics import ChannelStatistics
from visctx_gui.cortex.networks.evaluation_mode import copy_of, evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.plan.layers import layer_table
from visctx_gui.plan.lesion import INTACT, Lesion
from visctx_gui.plan.wording import DataError, message, translatable

# Multiply-adds of one slice: 1,000 images of the default network, about 15 ms on two cores.
SLICE_WORK = 1_066_000_000
LARGEST_SLICE = 2_000
VISITING_ORDER_SEED = 0


class SliceAnswers(NamedTuple):
    """Answers to some images.

    Attributes
    ----------
    places : int64 Tensor (n,)
        Of the images in their set.
    intact, lesioned : int64 Tensor (n,)
        Classes answered without and with the lesion.
    """

    places: Tensor
    intact: Tensor
    lesioned: Tensor


class LesionEvaluator:
    """Answers of a network with and without lesions, on one set of images.

    The images are visited in one fixed random order, so the counts of the first slices are an
    unbiased estimate of those of all. The intact pass keeps the input and the summed input of
    every layer with weights, as far as the memory allows; a lesion then starts at the layer
    behind its earliest damage, and only the share of the silenced channels is computed anew.

    Parameters
    ----------
    network : V1V2Network
        Copied, as it is now.
    images : ImageSet
        On the network's device; at least one image.
    mean, sd : sequence of float
        The network's input normalisation, in units of 0..1.
    memory_bytes : int
        For the activations that are kept.
    statistics : ChannelStatistics, optional
        Needed by damage that uses the channels' mean or standard deviation.
    images_per_slice : int, optional
        Images between two yields. By default as many as take about 15 ms on two cores: 1,000 of
        the default network, fewer of a network with more work per image.

    Attributes
    ----------
    statistics : ChannelStatistics or None
        May be handed in later, before the first lesion that needs them.

    Raises
    ------
    DataError
        Where there are no images.
    """

    def __init__(
        self,
        network: V1V2Network,
        images: ImageSet,
        mean: Sequence[float],
        sd: Sequence[float],
        memory_bytes: int = 512 * 2**20,
        statistics: ChannelStatistics | None = None,
        images_per_slice: int | None = None,
    ) -> None:
        if images.n == 0:
            raise DataError(
                message(translatable("There are no images to test a lesion on.")),
                message(translatable("Choose another split of the data.")),
            )
        self._network = copy_of(network).to(memory_format=torch.channels_last)
        self._plan = network.plan
        self._images, self._mean, self._sd = images, mean, sd
        self.statistics = statistics
        generator = torch.Generator().manual_seed(VISITING_ORDER_SEED)
        order = torch.randperm(images.n, generator=generator).to(images.labels.device)
        self._slices = torch.split(order, images_per_slice or _images_per_slice(network))
        self._answers: dict[int, Tensor] = {}
        self._cache = ActivationCache(memory_bytes)
        self._kept_at_first = self._affordable(memory_bytes)

    @property
    def visiting_order(self) -> Tensor:
        """Places of the images in their set, int64 (n,), in the order they are visited."""
        return torch.cat(self._slices)

    @property
    def images_per_slice(self) -> int:
        """Images between two yields."""
        return int(self._slices[0].numel())

    def counts(self, lesion: Lesion) -> Iterator[LesionCounts]:
        """Count right and wrong answers, with and without a lesion.

        Parameters
        ----------
        lesion : Lesion
            The empty one gives the intact answers twice, bit for bit.

        Yields
        ------
        LesionCounts
            After each slice, of all images so far; the last is of all images.

        Raises
        ------
        PlanError
            For a layer, unit, position, mode or dose that the network does not have; before any
            work.
        """
        return self._counts(lesion, layer_damages(self._network, lesion, self.statistics))

    def answers(self, lesion: Lesion) -> Iterator[SliceAnswers]:
        """The answers to every single image, with and without a lesion.

        Parameters
        ----------
        lesion : Lesion

        Yields
        ------
        SliceAnswers
            Of the images of each slice.

        Raises
        ------
        PlanError
            As `counts`.
        """
        return self._slice_answers(lesion, layer_damages(self._network, lesion, self.statistics))

    def scores(self, lesion: Lesion = INTACT) -> Tensor:
        """Scores of all images, in the order of the image set.

        Parameters
        ----------
        lesion : Lesion

        Returns
        -------
        float32 Tensor (n, classes)

        Raises
        ------
        PlanError
            As `counts`.
        """
        damages = layer_damages(self._network, lesion, self.statistics)
        scores = torch.empty(
            self._images.n, self._plan.n_classes, device=self._images.labels.device
        )
        for index, places in enumerate(self._slices):
            with self._looking():
                scores[places] = self._scores(index, lesion, damages)
        return scores

    def _counts(self, lesion: Lesion, damages: dict[str, LayerDamage]) -> Iterator[LesionCounts]:
        tally = AnswerTally(self._plan.n_classes, self._images.labels.device)
        for one in self._slice_answers(lesion, damages):
            tally.add(self._images.labels[one.places], one.intact, one.lesioned)
            yield tally.counts()

    def _slice_answers(
        self, lesion: Lesion, damages: dict[str, LayerDamage]
    ) -> Iterator[SliceAnswers]:
        for index, places in enumerate(self._slices):
            with self._looking():
                if index not in self._answers:
                    self._intact_scores(index, self._kept_at_first)
                intact = self._answers[index]
                lesioned = intact
                if lesion:
                    lesioned = self._scores(index, lesion, damages).argmax(1)
            yield SliceAnswers(places, intact, lesioned)

    @contextmanager
    def _looking(self) -> Iterator[None]:
        with evaluation_mode(self._network), full_precision(self._images.labels.device):
            yield

    def _affordable(self, memory_bytes: int) -> tuple[Kept, ...]:
        """What the first intact pass keeps: the sums of all layers, cheapest first."""
        bytes_of = {
            kept: kept_bytes(self._network, kept) * self._images.n
            for kept in (Kept(layer, "sums") for layer in self._plan.conv_names)
        }
        affordable, used = [], 0
        for kept in sorted(bytes_of, key=lambda kept: bytes_of[kept]):
            used += bytes_of[kept]
            if used <= memory_bytes and self._plan.normalisation != "local_response":
                affordable.append(kept)
        return tuple(affordable)

    def _input(self, index: int) -> Tensor:
        pixels = self._images.images[self._slices[index]]
        x = network_input(pixels, self._mean, self._sd)
        return x.contiguous(memory_format=torch.channels_last)

    def _intact_scores(
        self, index: int, wanted: Sequence[Kept], *, push_out: bool = False
    ) -> Tensor:
        scores, slices = intact_pass(self._network, self._input(index), wanted)
        for kept, one in slices.items():
            self._cache.store(kept, index, one, push_out=push_out)
        self._answers.setdefault(index, scores.argmax(1))
        return scores

    def _scores(self, index: int, lesion: Lesion, damages: dict[str, LayerDamage]) -> Tensor:
        if not lesion:
            return self._intact_scores(index, ())
        earliest = min(lesion.layers, key=self._plan.conv_names.index)
        gains = channel_gains(lesion, earliest, self._plan)
        if _has_filter_damage(damages, next_layer(self._plan, earliest)):
            gains = None  # with sums that layer would never be asked, so nothing could damage it
        if gains is None and _has_filter_damage(damages, earliest):
            return self._scores_from_pixels(index, damages)
        kept = Kept(earliest, "response" if gains is None else "sums")
        self._make_ready(index, kept)
        later = {layer: damage for layer, damage in damages.items() if layer != earliest}
        if gains is not None:
            scores = self._scores_from_sums(index, kept, gains, later)
        else:
            scores = self._scores_from_response(index, kept, damages[earliest], later)
        return self._scores_from_pixels(index, damages) if scores is None else scores

    def _scores_from_pixels(self, index: int, damages: dict[str, LayerDamage]) -> Tensor:
        with damaged(self._network, damages):
            return torch.cat(
                [self._network(batch) for batch in torch.split(self._input(index), IMAGES_AT_ONCE)]
            )

    def _make_ready(self, index: int, kept: Kept) -> None:
        if self._cache.has(kept, index):
            return
        entry_bytes = kept_bytes(self._network, kept) * self._slices[index].numel()
        if self._cache.has_room(kept, entry_bytes, push_out=True):
            self._intact_scores(index, (kept,), push_out=True)

    def _scores_from_sums(
        self, index: int, kept: Kept, gains: Gains, later: dict[str, LayerDamage]
    ) -> Tensor | None:
        features = self._cache.get(kept, index, FeatureSlice)
        if features is not None:
            return lesioned_scores(_linear(self._network), features, gains)
        sums = self._cache.get(kept, index, SumSlice)
        if sums is None:
            return None
        following = next_layer(self._plan, kept.layer)
        conv = _convolution(self._network, following)
        summed = (lesioned_sum(conv, piece, gains) for piece in sums.pieces)
        if not later and following == self._plan.conv_names[-1] and has_quick_ending(self._plan):
            linear = _linear(self._network)
            return torch.cat([quick_ending(linear, one) for one in summed])
        with damaged(self._network, later):
            return torch.cat([self._network.forward_from(following, one) for one in summed])

    def _scores_from_response(
        self, index: int, kept: Kept, damage: LayerDamage, later: dict[str, LayerDamage]
    ) -> Tensor | None:
        known = self._cache.get(kept, index, ResponseSlice)
        if known is None:
            return None
        point = self._network.lesion_point(kept.layer)
        with damaged(self._network, later):
            return torch.cat(
                [self._network.forward_from(point, damage(response)) for response in known.pieces]
            )


def _has_filter_damage(damages: dict[str, LayerDamage], layer: str) -> bool:
    return layer in damages and damages[layer].filters is not None


def _images_per_slice(network: V1V2Network) -> int:
    work = sum(row.parameters * _positions(row.output_shape) for row in layer_table(network.plan))
    return max(1, min(LARGEST_SLICE, SLICE_WORK // work))


def _positions(output_shape: tuple[int, ...]) -> int:
    return output_shape[1] * output_shape[2] if len(output_shape) == 3 else 1


def _linear(network: V1V2Network) -> nn.Linear:
    module = network.get_submodule("linear")
    assert isinstance(module, nn.Linear)
    return module


def _convolution(network: V1V2Network, name: str) -> nn.Conv2d:
    module = network.get_submodule(name)
    assert isinstance(module, nn.Conv2d)
    return module
