"""The summed input of the next layer under a lesion, from that of the intact network.

A convolution is a sum over its input channels. When some of them are silenced, only their share
has to be computed and taken away; when most are, the share of the others. Setting a channel to
zero, or scaling it by a factor from 0 to 1, gives the same before and after pooling, by maximum
or by mean.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from visctx_gui.cortex.lesions.channel_blocks import channels_of
from visctx_gui.plan.lesion import Lesion, LesionPart
from visctx_gui.plan.network import NetworkPlan

Gains = tuple[float, ...]

# Each step from one lesion to the next rounds anew; so many leave the scores right to 1e-5.
MAXIMUM_STEPS = 16
IMAGES_AT_ONCE = 500


def channel_gains(lesion: Lesion, layer: str, plan: NetworkPlan) -> Gains | None:
    """What is left of each channel of a damaged layer, 0 to 1.

    Parameters
    ----------
    lesion : Lesion
    layer : str
        A filter layer.
    plan : NetworkPlan

    Returns
    -------
    tuple of float or None
        None where the damage is no such factor: a mean or noise in the channel's place, single
        positions, connections, weights in front of a normalisation or of a nonlinearity that does
        not scale, or a normalisation across channels between the damage and the next layer.
    """
    parts = [part for part in lesion if part.layer == layer]
    if plan.normalisation == "local_response" or not all(_scales(part, plan) for part in parts):
        return None
    gains = [1.0] * plan.filters[plan.conv_names.index(layer)]
    for part in parts:
        for unit in part.units:
            gains[unit] *= 1.0 - part.dose
    return tuple(gains)


def _scales(part: LesionPart, plan: NetworkPlan) -> bool:
    if part.mode == "weights":  # f(g z) = g f(z) for these, if nothing stands in between
        return plan.normalisation == "none" and plan.nonlinearity in ("relu", "leaky_relu")
    return part.mode == "zero" and part.positions is None


@dataclass(eq=False)
class FeatureSlice:
    """The linear layer's input for some images, float32 (n, channels * height * width)."""

    features: Tensor

    @property
    def memory_bytes(self) -> int:
        """Memory of the features."""
        return self.features.nbytes


def lesioned_scores(linear: nn.Linear, known: FeatureSlice, gains: Gains) -> Tensor:
    """Scores when the channels in front of the linear layer are scaled.

    Parameters
    ----------
    linear : Linear
    known : FeatureSlice
        Of the intact network.
    gains : tuple of float
        One per channel.

    Returns
    -------
    Tensor (n, classes)
    """
    per_channel = linear.in_features // len(gains)
    scale = torch.tensor(gains, device=linear.weight.device).repeat_interleave(per_channel)
    return functional.linear(known.features, linear.weight * scale, linear.bias)


@dataclass(eq=False)
class SumPiece:
    """What a convolution receives and sums up for a few images.

    Attributes
    ----------
    received : tuple of Tensor
        Intact input of the convolution, from `in_blocks`.
    intact : Tensor
        Its intact output, before any nonlinearity.
    lesioned : Tensor
        Its output under the lesion computed last; at first the intact one.
    gains : tuple of float
        That lesion.
    steps : int
        How many lesions `lesioned` is away from one computed afresh.
    """

    received: tuple[Tensor, ...]
    intact: Tensor
    lesioned: Tensor
    gains: Gains
    steps: int = 0


@dataclass(eq=False)
class SumSlice:
    """The pieces of a slice.

    A piece is small enough that what is computed from its sums finds them in the processor's
    cache, and that its memory is used again for the next: new memory costs as much as half the
    convolution.
    """

    pieces: tuple[SumPiece, ...]

    @property
    def memory_bytes(self) -> int:
        """Memory of all maps, whether or not the lesioned ones are still the intact ones."""
        return sum(
            sum(block.nbytes for block in piece.received) + 2 * piece.intact.nbytes
            for piece in self.pieces
        )


def lesioned_sum(conv: nn.Conv2d, known: SumPiece, gains: Gains) -> Tensor:
    """Output of the convolution when its input channels are scaled, by the shortest way.

    Three ways give it: the share of the channels that are left; the intact output and the share
    of those that are not whole; the output under the last lesion and the share of the channels
    that changed since. The cost of each is its number of channels.

    Parameters
    ----------
    conv : Conv2d
    known : SumPiece
        Takes note of the result.
    gains : tuple of float
        One per input channel.

    Returns
    -------
    Tensor (n, filters, height, width)
        Belongs to `known`; not to be written to.
    """
    left = {channel: gain for channel, gain in enumerate(gains) if gain != 0.0}
    lost = {channel: gain - 1.0 for channel, gain in enumerate(gains) if gain != 1.0}
    changed = {
        channel: gain - before
        for channel, (gain, before) in enumerate(zip(gains, known.gains, strict=True))
        if gain != before
    }
    fewest = min(len(left), len(lost))
    if len(changed) < fewest and known.steps < MAXIMUM_STEPS:
        if changed:
            known.lesioned.add_(_share(conv, known.received, changed))
            known.steps += 1
    else:
        # Neither of the first two is ever changed in place: no way from them is the shorter one.
        if not lost:
            known.lesioned = known.intact
        elif not left:
            known.lesioned = _bias(conv).expand_as(known.intact)
        elif len(left) == fewest:
            known.lesioned = _share(conv, known.received, left, conv.bias)
        else:
            known.lesioned = _share(conv, known.received, lost).add_(known.intact)
        known.steps = 0
    known.gains = gains
    return known.lesioned


def _bias(conv: nn.Conv2d) -> Tensor:
    assert conv.bias is not None
    return conv.bias.view(1, -1, 1, 1)


def _share(
    conv: nn.Conv2d,
    received: tuple[Tensor, ...],
    factors: dict[int, float],
    bias: Tensor | None = None,
) -> Tensor:
    """The convolution of some channels, each times a factor; a new tensor."""
    channels = list(factors)
    scale = torch.tensor(list(factors.values()), device=conv.weight.device).view(1, -1, 1, 1)
    weight = (conv.weight[:, channels] * scale).contiguous(memory_format=torch.channels_last)
    chosen = channels_of(received, channels)
    return functional.conv2d(chosen, weight, bias, conv.stride, conv.padding)
