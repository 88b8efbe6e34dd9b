"""Operations behind a lesion that treat each channel by itself, up to a linear one."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.fx.node import Node
from torch.nn import functional

from visctx_gui.cortex.lesions.graph_pass import Remainder
from visctx_gui.cortex.lesions.graph_rewriting import is_flattening
from visctx_gui.cortex.lesions.lesion_points import is_nonlinearity, only_user
from visctx_gui.cortex.lesions.linear_change import (
    ConvolutionChange,
    LinearChange,
    LinearLayerChange,
)
from visctx_gui.cortex.lesions.network_graph import NetworkGraph
from visctx_gui.cortex.lesions.sweep_cases import channels_picked

Shapes = Mapping[Node, tuple[int, ...]]
# From maps (n, units, height, width), the channel each unit is, and intact values, to maps.
Link = Callable[[Tensor, Tensor, Mapping[Node, Any]], Tensor]

_POOLINGS = (nn.MaxPool2d, nn.AvgPool2d, nn.AdaptiveAvgPool2d, nn.AdaptiveMaxPool2d)
_POOLING_FUNCTIONS = frozenset({functional.adaptive_avg_pool2d, functional.avg_pool2d})
_SILENT = (nn.Identity, nn.Dropout, nn.Dropout1d, nn.Dropout2d, nn.AlphaDropout)
_SILENT_FUNCTIONS = frozenset({"dropout", "stochastic_depth"})
_BINARY: dict[Any, Callable[[Any, Any], Any]] = {
    operator.add: operator.add, torch.add: operator.add, operator.sub: operator.sub,
    operator.mul: operator.mul, torch.mul: operator.mul,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class ChannelChain:
    """The way of a channel from the cut to the linear operation.

    Attributes
    ----------
    links : tuple of (Link, int)
        What is done to the channel, and how many channels have come in front of it there.
    before : Node
        Whose value the linear operation takes.
    linear : Node
        The linear operation.
    offset : int
        Channels in front of the cut's among those that the linear operation takes.
    n_channels : int
        Channels that the linear operation takes.
    needs : tuple of Node
        Intact values that the links use.
    change : LinearChange
    """

    links: tuple[tuple[Link, int], ...]
    before: Node
    linear: Node
    offset: int
    n_channels: int
    needs: tuple[Node, ...]
    change: LinearChange

    def run(self, maps: Tensor, units: Tensor, intact: Mapping[Node, Any]) -> Tensor:
        """What the linear operation takes instead of some channels.

        Parameters
        ----------
        maps : Tensor (n, units, height, width)
            In the place of the units' maps at the cut.
        units : int64 Tensor (units,)
        intact : mapping of Node to value
        """
        for link, offset in self.links:
            maps = link(maps, units + offset, intact)
        return maps

    def intact(
        self, units: list[int], intact: Mapping[Node, Any], shape: tuple[int, ...]
    ) -> Tensor:
        """What the linear operation takes of some channels of the intact network.

        Parameters
        ----------
        units : list of int
            Ascending.
        intact : mapping of Node to value
        shape : tuple of int
            (height, width) of the channels there.
        """
        value: Tensor = intact[self.before]
        channels = value
        if value.dim() == 2:
            channels = value.view(value.shape[0], self.n_channels, *shape)
        return channels_picked(channels, [unit + self.offset for unit in units])


def channel_chain(
    graph: NetworkGraph, cut: Node, shapes: Shapes, damaged: Set[Node]
) -> ChannelChain | None:
    """Follow the channels of a cut to the linear operation that takes them.

    Parameters
    ----------
    graph : NetworkGraph
    cut : Node
        Its value is (n, channels, height, width).
    shapes : mapping of Node to shape
        Of the values of some images.
    damaged : set of Node
        Nodes that a lesion changes which is already there.

    Returns
    -------
    ChannelChain or None
        None where there is no such single way.
    """
    builder = _Builder(graph, shapes, cut)
    while True:
        following = only_user(builder.node)
        if following is None or following in damaged:
            return None
        change = builder.linear_change(following)
        if change is not None:
            return builder.finished(following, change)
        if not builder.add(following):
            return None


class _Builder:
    def __init__(self, graph: NetworkGraph, shapes: Shapes, cut: Node) -> None:
        self._graph, self._shapes = graph, shapes
        self.node = cut
        self._links: list[tuple[Link, int]] = []
        self._needs: list[Node] = []
        self._offset = 0
        self._n_channels = shapes[cut][1]
        self._is_flat = False

    def finished(self, linear: Node, change: LinearChange) -> ChannelChain:
        return ChannelChain(
            tuple(self._links), self.node, linear, self._offset, self._n_channels,
            tuple(self._needs), change,
        )  # fmt: skip

    def linear_change(self, node: Node) -> LinearChange | None:
        module = self._graph.module(node)
        if self._is_flat:
            if type(module) is not nn.Linear:
                return None
            return LinearLayerChange(module, self._n_channels)
        if type(module) is not nn.Conv2d or _is_depthwise(module):
            return None
        if not ConvolutionChange.can_be_changed(module):
            return None
        return ConvolutionChange(module, any_order=not self._is_convolved_after(node))

    def _is_convolved_after(self, node: Node) -> bool:
        after = Remainder(self._graph, node, {}).section.nodes
        return any(isinstance(self._graph.module(one), nn.Conv2d) for one in after)

    def add(self, node: Node) -> bool:
        """Go on over a node; False where it mixes channels, or is unknown."""
        link = self._link(node)
        if link is None:
            return False
        self._links.append((link, self._offset))
        self.node = node
        return True

    def _link(self, node: Node) -> Link | None:
        if self._takes_only(node):
            if is_nonlinearity(self._graph, node) and not _has_channels(self._graph.module(node)):
                return self._by_itself(node)
            if self._is_silent(node) or (self._is_pooling(node) and not self._is_flat):
                return self._by_itself(node)
            if not self._is_flat:
                return self._flattening(node) or self._by_channel(node)
            return None
        if self._is_flat or node.op != "call_function":
            return None
        return self._joining(node) if node.target is torch.cat else self._binary(node)

    def _joining(self, node: Node) -> Link | None:
        parts, *rest = node.args
        dimension = rest[0] if rest else node.kwargs.get("dim", 0)
        if not isinstance(parts, (list, tuple)) or dimension not in (1, -3):
            return None
        joined = [part for part in parts if isinstance(part, Node)]
        if joined.count(self.node) != 1 or len(joined) != len(parts):
            return None
        in_front = joined[: joined.index(self.node)]
        self._offset += sum(self._shapes[part][1] for part in in_front)
        self._n_channels = self._shapes[node][1]
        return lambda maps, units, intact: maps

    def _takes_only(self, node: Node) -> bool:
        return node.all_input_nodes == [self.node] and node.args[:1] == (self.node,)

    def _by_itself(self, node: Node) -> Link:
        operation, rest, named = self._graph.operations[node], node.args[1:], node.kwargs
        return lambda maps, units, intact: operation(maps, *rest, **named)

    def _is_silent(self, node: Node) -> bool:
        if node.op == "call_module":
            return isinstance(self._graph.module(node), _SILENT)
        return node.op == "call_function" and _name(node) in _SILENT_FUNCTIONS

    def _is_pooling(self, node: Node) -> bool:
        module = self._graph.module(node)
        if module is not None:
            return isinstance(module, _POOLINGS) and not getattr(module, "return_indices", False)
        return node.op == "call_function" and node.target in _POOLING_FUNCTIONS

    def _flattening(self, node: Node) -> Link | None:
        if is_flattening(self._graph, node):
            self._is_flat = True
            return lambda maps, units, intact: maps
        if node.target == "mean" and node.args[1:] in (([2, 3],), ((2, 3),)) and not node.kwargs:
            self._is_flat = True
            return lambda maps, units, intact: maps.mean((2, 3), keepdim=True)
        return None

    def _by_channel(self, node: Node) -> Link | None:
        module = self._graph.module(node)
        if type(module) is nn.BatchNorm2d and module.running_mean is not None:
            return _normalisation(module)
        if type(module) is nn.Conv2d and _is_depthwise(module) and _pads_zeros(module):
            return _depthwise(module)
        return None

    def _binary(self, node: Node) -> Link | None:
        function = _BINARY.get(node.target)
        if function is None or len(node.args) != 2 or node.kwargs:
            return None
        first, second = node.args
        if first is self.node and second is not self.node:
            return self._with_other(lambda maps, other: function(maps, other), second)
        if second is self.node and first is not self.node:
            return self._with_other(lambda maps, other: function(other, maps), first)
        return None

    def _with_other(self, function: Callable[[Any, Any], Any], other: object) -> Link | None:
        if isinstance(other, (int, float)):
            return lambda maps, units, intact: function(maps, other)
        if not isinstance(other, Node):
            return None
        mine, theirs = self._shapes[self.node], self._shapes.get(other)
        if theirs is None or len(theirs) != 4 or theirs[0] != mine[0] or theirs[1] != mine[1]:
            return None
        pairs = zip(mine[2:], theirs[2:], strict=True)
        if any(1 not in pair and pair[0] != pair[1] for pair in pairs):
            return None
        self._needs.append(other)
        return lambda maps, units, intact: function(maps, intact[other].index_select(1, units))


def _name(node: Node) -> str:
    return str(getattr(node.target, "__name__", ""))


def _has_channels(module: nn.Module | None) -> bool:
    return isinstance(module, nn.PReLU) and module.num_parameters > 1


def _is_depthwise(convolution: nn.Conv2d) -> bool:
    return convolution.groups == convolution.in_channels == convolution.out_channels


def _pads_zeros(convolution: nn.Conv2d) -> bool:
    return convolution.padding_mode == "zeros"


def _normalisation(module: nn.BatchNorm2d) -> Link:
    def normalised(maps: Tensor, units: Tensor, intact: Mapping[Node, Any]) -> Tensor:
        assert module.running_mean is not None
        assert module.running_var is not None
        mean, variance = module.running_mean[units], module.running_var[units]
        weight = None if module.weight is None else module.weight[units]
        bias = None if module.bias is None else module.bias[units]
        return functional.batch_norm(maps, mean, variance, weight, bias, False, 0.0, module.eps)

    return normalised


def _depthwise(module: nn.Conv2d) -> Link:
    def convolved(maps: Tensor, units: Tensor, intact: Mapping[Node, Any]) -> Tensor:
        bias = None if module.bias is None else module.bias[units]
        return functional.conv2d(
            maps, module.weight[units], bias, module.stride, module.padding, module.dilation,
            groups=len(units),
        )  # fmt: skip

    return convolved
