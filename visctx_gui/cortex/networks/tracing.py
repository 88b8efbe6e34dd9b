"""A network's code as a graph of nodes, and the sizes that it asks for."""

from __future__ import annotations

import copy
import operator
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, fx, nn
from torch.fx.node import Node, map_aggregate
from torchvision.models.convnext import LayerNorm2d
from torchvision.ops import FrozenBatchNorm2d, Permute, StochasticDepth

from visctx_gui.cortex.networks.operations import BatchSize, TrainingMode
from visctx_gui.plan.wording import PlanError, message, translatable

_LEAVES = (StochasticDepth, LayerNorm2d, Permute, FrozenBatchNorm2d)
_MAY_GIVE_NO_TENSOR = (getattr, operator.getitem, "size", "dim", "numel", torch.numel)
WITHIN = "within"  # key of a node's notes: the module whose code made it


class _Tracer(fx.Tracer):
    def is_leaf_module(self, m: nn.Module, module_qualified_name: str) -> bool:
        return super().is_leaf_module(m, module_qualified_name) or isinstance(m, _LEAVES)

    def create_node(self, *arguments: Any, **named: Any) -> Node:
        node = super().create_node(*arguments, **named)
        node.meta[WITHIN] = self.scope.module_path
        return node


def is_whole(module: nn.Module) -> bool:
    """Whether a module is one operation, not a container of several."""
    return _Tracer().is_leaf_module(module, "")


def indivisible(reason: str) -> PlanError:
    """The error for a network that cannot be taken apart."""
    return PlanError(
        message(translatable("The network cannot be taken apart: {reason}."), reason=reason),
        message(
            translatable("Its forward function must be a fixed list of operations on one image.")
        ),
        field="network",
    )


def traced(network: nn.Module) -> fx.Graph:
    """The graph; constants that follow the training mode are marked as such."""
    with _modes_kept(network):
        try:
            graphs = [_Tracer().trace(network.train(training)) for training in (True, False)]
        except Exception as error:  # whatever a network's own code makes of the tracer
            words = str(error).strip().split("\n")[0] or type(error).__name__
            raise indivisible(words[:200]) from error
    training, evaluation = (list(graph.nodes) for graph in graphs)
    if [(one.op, one.target) for one in training] != [(one.op, one.target) for one in evaluation]:
        raise indivisible("it does other operations in training than in evaluation")
    for one, other in zip(training, evaluation, strict=True):
        one.args = _marked(one.args, other.args)
        one.kwargs = _marked(one.kwargs, other.kwargs)
    return graphs[0]


@contextmanager
def _modes_kept(network: nn.Module) -> Iterator[None]:
    modes = [(module, module.training) for module in network.modules()]
    try:
        yield
    finally:
        for module, training in modes:
            module.training = training


def _marked(training: Any, evaluation: Any) -> Any:
    if training is True and evaluation is False:
        return TrainingMode()
    if isinstance(training, dict):
        return {key: _marked(value, evaluation[key]) for key, value in training.items()}
    if isinstance(training, (tuple, list)):
        pairs = zip(training, evaluation, strict=True)
        return type(training)([_marked(one, other) for one, other in pairs])
    return training


def meta_twin(network: nn.Module) -> nn.Module:
    """A copy whose weights have shapes, but no memory."""
    weights = [*network.parameters(), *network.buffers()]
    without: dict[int, Any] = {id(weight): weight.to("meta") for weight in weights}
    for weight in network.parameters():
        without[id(weight)] = nn.Parameter(without[id(weight)].detach(), weight.requires_grad)
    return copy.deepcopy(network, without)


@dataclass(frozen=True, slots=True)
class Sizes:
    """What two passes with different numbers of images tell of the nodes.

    Attributes
    ----------
    values : dict
        For every node that is no single tensor its value, with `BatchSize` where the number of
        images is.
    batch_first : set
        Nodes whose first axis is the images.
    """

    values: dict[Node, Any]
    batch_first: set[Node]


def sizes_in(network: nn.Module, graph: fx.Graph, shape: tuple[int, ...]) -> Sizes:
    """The numbers that a network's code asks for, such as the sides of a map.

    Parameters
    ----------
    network : Module
    graph : fx.Graph
        As from `traced`.
    shape : tuple of int
        Of one image: (channels, height, width).

    Raises
    ------
    PlanError
        Where such images do not go through, or what is asked has no answer beforehand.
    """
    if not any(node.target in _MAY_GIVE_NO_TENSOR for node in graph.nodes):
        return Sizes({}, set())
    try:
        two, three = (_values(network, graph, (images, *shape)) for images in (2, 3))
    except Exception as error:  # whatever the operations make of such images
        words = str(error).strip().split("\n")[0] or type(error).__name__
        raise indivisible(words[:200]) from error
    plain = (node for node, value in two.items() if not isinstance(value, Tensor))
    both = (node for node, value in two.items() if isinstance(value, Tensor) and value.dim())
    return Sizes(
        {node: _size(two[node], three[node]) for node in plain},
        {node for node in both if (len(two[node]), len(three[node])) == (2, 3)},
    )


def _values(network: nn.Module, graph: fx.Graph, shape: tuple[int, ...]) -> dict[Node, Any]:
    values: dict[Node, Any] = {}

    class Watching(fx.Interpreter):
        def run_node(self, n: Node) -> Any:
            values[n] = super().run_node(n)
            return values[n]

    twin = meta_twin(network).eval()
    followed = fx.Graph()
    places: dict[Node, Node] = {}
    for node in graph.nodes:
        places[node] = followed.node_copy(node, lambda one: places[one])
        places[node].args = _in_evaluation(places[node].args)
        places[node].kwargs = _in_evaluation(places[node].kwargs)
    back = {copied: node for node, copied in places.items()}
    # With gradients, as torch's fused attention knows no tensors without memory.
    with torch.random.fork_rng(devices=[]), torch.enable_grad():
        Watching(twin, graph=followed).run(torch.zeros(shape, device="meta"))
    return {back[node]: value for node, value in values.items()}


def _in_evaluation(template: Any) -> Any:
    return map_aggregate(template, lambda part: False if isinstance(part, TrainingMode) else part)


def _size(two: Any, three: Any) -> Any:
    if isinstance(two, torch.device):
        raise indivisible("it asks on which device its values are")
    if isinstance(two, (tuple, list)):
        if any(isinstance(part, Tensor) for part in two):
            return two
        return tuple(_size(one, other) for one, other in zip(two, three, strict=True))
    if two is three or two == three:
        return two
    if (two, three) == (2, 3):
        return BatchSize(0)
    raise indivisible("it calculates with the number of images")
