"""The output of a linear operation when one of its input channels changes.

A convolution, like a linear layer, is a sum over its input channels: the new sum is the old one
plus the weights of the channel applied to its change.
"""

from __future__ import annotations

from typing import Protocol

import torch
from torch import Tensor, nn
from torch.nn import functional

from visctx_gui.cortex.lesions.sweep_cases import Cases


class LinearChange(Protocol):
    """From changes of channels to outputs."""

    def prepared(self, intact: Tensor) -> Tensor:
        """The intact output, as `rows` wants it; once per chunk of images."""
        ...

    def rows(self, prepared: Tensor, change: Tensor, channels: list[int], cases: Cases) -> Tensor:
        """Outputs (rows, ...) for the cases; may be written to, and hold until the next call.

        Parameters
        ----------
        prepared : Tensor
            From `prepared`.
        change : Tensor (n, units, height, width)
            Of each unit's channel, for all images of the chunk.
        channels : list of int
            Which input channel each unit is.
        cases : Cases
        """
        ...


class ConvolutionChange:
    """A convolution, grouped or not, that pads with zeros and has no holes.

    The share of one channel is a product of small matrices, one for each row of the output. When
    the channel is laid out so that the columns under the kernel follow one another, the matrices
    of all rows are views of it.

    Parameters
    ----------
    convolution : Conv2d
        See `can_be_changed`.
    any_order : bool
        Whether the outputs may lie in any order in memory; else it is channels last.
    """

    def __init__(self, convolution: nn.Conv2d, *, any_order: bool) -> None:
        self._weight = convolution.weight
        self._stride = convolution.stride
        self._padding = tuple(int(side) for side in convolution.padding)
        self._inputs = convolution.in_channels // convolution.groups
        self._outputs = convolution.out_channels // convolution.groups
        self._any_order = any_order
        self._kept: Tensor | None = None

    @staticmethod
    def can_be_changed(convolution: nn.Conv2d) -> bool:
        """Whether this class can do it."""
        return (
            convolution.padding_mode == "zeros"
            and not isinstance(convolution.padding, str)
            and tuple(convolution.dilation) == (1, 1)
        )

    def prepared(self, intact: Tensor) -> Tensor:
        """Row by row: (height, n, width, outputs)."""
        return intact.permute(2, 0, 3, 1).contiguous()

    def rows(self, prepared: Tensor, change: Tensor, channels: list[int], cases: Cases) -> Tensor:
        """See `LinearChange`."""
        height, _, width, outputs = prepared.shape
        rows = self._memory(prepared, (height, sum(cases.sizes), width, outputs))
        first = 0
        for place, images, size in zip(cases.places, cases.images, cases.sizes, strict=True):
            before, one = prepared, change[:, place]
            if images is not None:
                before, one = prepared.index_select(1, images), one.index_select(0, images)
            self._add_share(rows[:, first : first + size], before, one, channels[place])
            first += size
        by_image = rows.permute(1, 3, 0, 2)
        if self._any_order:
            return by_image
        return by_image.contiguous(memory_format=torch.channels_last)

    def _memory(self, like: Tensor, shape: tuple[int, ...]) -> Tensor:
        """The same memory again where the shape is the same: fresh memory costs half as much."""
        if self._kept is None or tuple(self._kept.shape) != shape:
            self._kept = like.new_empty(shape)
        return self._kept

    def _add_share(self, rows: Tensor, before: Tensor, change: Tensor, channel: int) -> None:
        group, inside = divmod(channel, self._inputs)
        some = slice(group * self._outputs, (group + 1) * self._outputs)
        height, size, width, outputs = before.shape
        columns = self._columns(change, height)  # (height, size * width, kernel)
        weight = self._weight[some, inside].flatten(1).t().contiguous()
        weights = weight.expand(height, -1, -1)  # (height, kernel, outputs of the group)
        if self._outputs == outputs:
            # The product and the sum one after the other: torch's joint operation copies first.
            flat = rows.flatten(1, 2)
            torch.bmm(columns, weights, out=flat)
            flat.add_(before.reshape(height, size * width, outputs))
            return
        rows.copy_(before)
        rows[..., some].add_(torch.bmm(columns, weights).view(height, size, width, -1))

    def _columns(self, change: Tensor, height: int) -> Tensor:
        """What the kernel covers at each place, as overlapping views of one tensor."""
        kernel_height, kernel_width = self._weight.shape[2:]
        down, across = self._stride
        if self._padding != (0, 0):
            vertical, horizontal = self._padding
            change = functional.pad(change, (horizontal, horizontal, vertical, vertical))
        windows = change.unfold(2, kernel_width, across).transpose(1, 2).contiguous()
        size, width, rows, _ = windows.shape  # (n, width, rows of the input, kernel width)
        return windows.as_strided(
            (height, size * width, kernel_height * kernel_width),
            (down * kernel_width, rows * kernel_width, 1),
        )


class LinearLayerChange:
    """A linear layer behind flattened maps."""

    def __init__(self, linear: nn.Linear, n_channels: int) -> None:
        self._linear = linear
        self._per_channel = linear.in_features // n_channels

    def prepared(self, intact: Tensor) -> Tensor:
        """The output as it is."""
        return intact

    def rows(self, prepared: Tensor, change: Tensor, channels: list[int], cases: Cases) -> Tensor:
        """See `LinearChange`."""
        features = change.flatten(2).transpose(0, 1)  # (units, n, features of a channel)
        if cases.is_dense:
            first, last = cases.places[0], cases.places[-1] + 1
            weights = torch.stack([self._weight(one) for one in channels[first:last]])
            before = prepared.unsqueeze(0).expand(last - first, -1, -1)
            return torch.baddbmm(before, features[first:last], weights).flatten(0, 1)
        parts = []
        for place, images in zip(cases.places, cases.images, strict=True):
            picked = slice(None) if images is None else images
            weight = self._weight(channels[place])
            parts.append(torch.addmm(prepared[picked], features[place][picked], weight))
        return torch.cat(parts)

    def _weight(self, channel: int) -> Tensor:
        first = channel * self._per_channel
        return self._linear.weight[:, first : first + self._per_channel].t()
