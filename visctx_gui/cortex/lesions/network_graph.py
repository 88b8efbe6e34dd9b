"""A network as a list of operations, so that it can be entered and left at any of them."""

from __future__ import annotations

import copy
import inspect
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, fx, nn
from torch.fx.node import Node

from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.plan.wording import Message, message, translatable

Operation = Callable[..., Any]


_NEW_TENSORS = (nn.Conv2d, nn.BatchNorm2d, nn.Linear, nn.MaxPool2d, nn.AvgPool2d)


class IndivisibleError(Exception):
    """The network is no list of operations; `reason` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.english())
        self.reason = reason


@dataclass(frozen=True, eq=False)
class NetworkGraph:
    """The operations of a network in evaluation mode.

    Attributes
    ----------
    graph : fx.Graph
        Its nodes, in the order they are run.
    root : Module
        Owns the modules that the nodes name.
    input, output : Node
        The prepared images; the scores.
    operations : dict of Node to function
        What each node between them does with its arguments. None works in place.
    """

    graph: fx.Graph
    root: nn.Module
    input: Node
    output: Node
    operations: dict[Node, Operation]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes that are computed, in order: neither the input nor the end."""
        return tuple(node for node in self.graph.nodes if node in self.operations)

    def module(self, node: Node) -> nn.Module | None:
        """The module a node runs, or None."""
        if node.op != "call_module":
            return None
        return self.root.get_submodule(str(node.target))

    def gives_new_tensor(self, node: Node) -> bool:
        """Whether a node's value surely shares no memory with another."""
        return isinstance(self.module(node), _NEW_TENSORS)

    def calls_of(self, module_name: str) -> list[Node]:
        """Nodes that run a module, in order."""
        return [
            node
            for node in self.graph.nodes
            if node.op == "call_module" and node.target == module_name
        ]


def network_graph(network: nn.Module) -> NetworkGraph:
    """Take a network apart.

    Parameters
    ----------
    network : Module
        In evaluation mode, for dropout and the like are fixed now. It is not changed, and its
        modules and weights are used, not copied.

    Raises
    ------
    IndivisibleError
        Where its operations depend on the values, or where one writes over its input.
    """
    root = _in_order(network) if isinstance(network, V1V2Network) else network
    try:
        graph = fx.Tracer().trace(root)
    except Exception as error:  # whatever a network's own code makes of the tracer
        words = str(error).strip().split("\n")[0] or type(error).__name__
        raise IndivisibleError(
            message(
                translatable(
                    "Slow: the whole network is run for each unit, for it cannot be taken apart "
                    "({reason})."
                ),
                reason=words[:200],
            )
        ) from error
    return _with_operations(graph, root)


def _in_order(network: V1V2Network) -> nn.Module:
    children: OrderedDict[str, nn.Module] = OrderedDict()
    for name, child in network.named_children():
        if isinstance(child, nn.Linear):
            children["flatten"] = nn.Flatten()
        children[name] = child
    return nn.Sequential(children)


def _with_operations(graph: fx.Graph, root: nn.Module) -> NetworkGraph:
    inputs = [node for node in graph.nodes if node.op == "placeholder"]
    [end] = [node for node in graph.nodes if node.op == "output"]
    answer = end.args[0]
    if not isinstance(answer, Node) or answer.op == "placeholder":
        raise IndivisibleError(
            message(
                translatable(
                    "Slow: the whole network is run for each unit, for its scores are not one value "
                    "that it computes."
                )
            )
        )
    operations = {
        node: _operation(node, root)
        for node in graph.nodes
        if node.op not in ("placeholder", "output")
    }
    for unused in inputs[1:]:
        if unused.users:
            operations[unused] = _default_of(unused)
    return NetworkGraph(graph, root, inputs[0], answer, operations)


def _default_of(node: Node) -> Operation:
    if not node.args:
        raise IndivisibleError(
            message(
                translatable(
                    "Slow: the whole network is run for each unit, for it takes more than images."
                )
            )
        )
    default = node.args[0]
    return lambda *_arguments: default


def _operation(node: Node, root: nn.Module) -> Operation:
    name = str(node.target)
    if node.op == "get_attr":
        return lambda: _attribute(root, name)
    if node.op == "call_module":
        return _channels_last(out_of_place(root.get_submodule(name)))
    if node.op == "call_method":
        _refuse_overwriting(name)
        return lambda tensor, *rest, **named: getattr(tensor, name)(*rest, **named)
    assert callable(node.target)
    _refuse_overwriting(getattr(node.target, "__name__", ""))
    _without_in_place(node)
    return node.target


def out_of_place(module: nn.Module) -> nn.Module:
    """The module itself, or one with the same weights that does not write over its input."""
    if not getattr(module, "inplace", False):
        return module
    twin = copy.copy(module)  # shallow: it shares all weights
    setattr(twin, "inplace", False)  # noqa: B010  (no attribute that nn.Module declares)
    return twin


def _channels_last(module: nn.Module) -> nn.Module:
    """The same convolution, with its output in channels-last order also for one channel's maps.

    For more channels the order of the input decides; that of a single one is both.
    """
    if type(module) is not nn.Conv2d or module.in_channels > 1:
        return module
    twin = copy.copy(module)
    # Such weights count as being in both orders; only a copy has the strides that are looked at.
    weight = module.weight.detach().clone(memory_format=torch.channels_last)
    twin._parameters = {**module._parameters, "weight": nn.Parameter(weight, requires_grad=False)}
    return twin


def _refuse_overwriting(name: str) -> None:
    if name == "setitem" or (name.endswith("_") and not name.endswith("__")):
        raise IndivisibleError(
            message(
                translatable(
                    "Slow: the whole network is run for each unit, for its operation {name} writes "
                    "over its input."
                ),
                name=name,
            )
        )


def _without_in_place(node: Node) -> None:
    """Functions such as ``relu(x, inplace=True)``, whether it is named or not."""
    try:
        bound = inspect.signature(node.target).bind(*node.args, **node.kwargs)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return
    if bound.arguments.get("inplace", False):
        bound.arguments["inplace"] = False
        node.args, node.kwargs = bound.args, bound.kwargs


def _attribute(root: nn.Module, name: str) -> Tensor:
    owner, _, last = name.rpartition(".")
    value: Tensor = getattr(root.get_submodule(owner), last)
    return value
