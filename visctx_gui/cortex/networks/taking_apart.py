"""Taking a network apart into single operations, each of which has a module of its own."""

from __future__ import annotations

import copy
import operator
from dataclasses import dataclass
from typing import Any

from torch import Tensor, fx, nn
from torch.fx.node import Node, map_aggregate

from visctx_gui.cortex.networks.operations import (
    BatchSize,
    MultiheadAttention,
    Slot,
    module_for,
    name_of_function,
    row_name_of,
    works_in_place,
)
from visctx_gui.cortex.networks.tracing import WITHIN, Sizes, indivisible, sizes_in, traced


@dataclass(frozen=True, slots=True)
class Step:
    """One operation.

    Attributes
    ----------
    name : str
        The row's, which is also the path of its module.
    module : Module
    sources : tuple of int or str
        What it receives: 0 is the image, n the answer of the n-th step; a text is the path of a
        weight that belongs to no module of its own.
    arguments, named : tuple, dict
        Templates for `filled`; empty where the module takes the sources as they are.
    """

    name: str
    module: nn.Module
    sources: tuple[int | str, ...]
    arguments: tuple[Any, ...] = ()
    named: tuple[tuple[str, Any], ...] = ()


def steps_of(network: nn.Module, input_shape: tuple[int, ...]) -> tuple[Step, ...]:
    """The operations of a network, in the order they are run.

    Parameters
    ----------
    network : Module
        Takes one batch of images. Its modules are used, not copied, and no longer work in place;
        one without weights that is called again gets a twin for each further call.
    input_shape : tuple of int
        (channels, height, width) in pixels; sizes that its code asks for are fixed to these, the
        number of images is not.

    Raises
    ------
    PlanError
        Where what it does depends on the values, or cannot be said as a list.
    """
    graph = traced(network)
    sizes = sizes_in(network, graph, input_shape)
    return _Steps(network, graph, sizes).made()


class _Steps:
    """From the nodes of a graph to steps."""

    def __init__(self, network: nn.Module, graph: fx.Graph, sizes: Sizes) -> None:
        self._network, self._graph = network, graph
        self._sizes, self._batch_first = sizes.values, sizes.batch_first
        self._order = {node: place for place, node in enumerate(graph.nodes)}
        self._numbers: dict[Node, int] = {}
        self._weights: dict[Node, str] = {}
        self._taken = {name for name, _ in network.named_modules()}
        self._kept = {name for name, _ in network.named_parameters(remove_duplicate=False)}
        self._kept |= {name for name, _ in network.named_buffers(remove_duplicate=False)}
        self._taken |= self._kept
        self._called: set[str] = set()
        self._steps: list[Step] = []

    def made(self) -> tuple[Step, ...]:
        """All steps."""
        for node in self._graph.nodes:
            self._add(node)
        answer = next(node for node in self._graph.nodes if node.op == "output").args[0]
        if not isinstance(answer, Node) or self._numbers.get(answer) != len(self._steps):
            raise indivisible("its last operation does not give the scores")
        return tuple(self._steps)

    def _add(self, node: Node) -> None:
        if node.op == "placeholder":
            self._add_input(node)
        elif node.op == "get_attr":
            self._add_weight(node)
        elif self._is_part_of_an_answer(node):
            self._numbers[node] = self._numbers[node.args[0]]  # type: ignore[index]
        elif node.op != "output" and (node not in self._sizes or self._gives_several(node)):
            self._steps.append(self._step(node))
            self._numbers[node] = len(self._steps)

    def _add_input(self, node: Node) -> None:
        if not self._numbers:
            self._numbers[node] = 0
        elif node.users:
            raise indivisible("it takes more than images")

    def _add_weight(self, node: Node) -> None:
        if str(node.target) not in self._kept:
            raise indivisible("it uses a tensor that is neither a parameter nor a buffer")
        self._weights[node] = str(node.target)

    def _gives_several(self, node: Node) -> bool:
        value = self._sizes[node]
        return isinstance(value, tuple) and any(isinstance(part, Tensor) for part in value)

    def _is_part_of_an_answer(self, node: Node) -> bool:
        """Whether a node takes the first of several values, which is the one that counts."""
        if node.target is not operator.getitem or not isinstance(node.args[0], Node):
            return False
        whole = node.args[0]
        return whole in self._sizes and self._gives_several(whole) and node.args[1:] == (0,)

    def _step(self, node: Node) -> Step:
        sources: list[Node] = []
        arguments = self._template(node, node.args, sources)
        named = dict(self._template(node, dict(node.kwargs), sources))
        places = tuple(self._source(one) for one in sources)
        if node.op == "call_module":
            return self._module_step(node, places, arguments, named)
        if node in self._sizes:
            raise indivisible(f"its operation {name_of_function(node.target)} gives several values")
        function: Any = node.target
        self._refuse_overwriting(node, name_of_function(function))
        module = module_for(function, arguments, named)
        within = node.meta.get(WITHIN, "")
        name = self._free_name(within, row_name_of(module, function))
        return Step(name, module.train(self._network.training), places)

    def _module_step(
        self, node: Node, places: tuple[int | str, ...], arguments: Any, named: dict[str, Any]
    ) -> Step:
        name = str(node.target)
        module = self._network.get_submodule(name)
        if getattr(module, "inplace", False):
            self._refuse_later_use(node)
            setattr(module, "inplace", False)  # noqa: B010  (no attribute that nn.Module declares)
        if name in self._called:
            if module.state_dict():
                raise indivisible(f"{name} is run several times with the same weights")
            owner, _, last = name.rpartition(".")
            module, name = copy.deepcopy(module), self._free_name(owner, last)
        self._called.add(name)
        if type(module) is nn.MultiheadAttention:
            return self._attention_step(node, name, module)
        if node in self._sizes:
            raise indivisible(f"{name} gives several values")
        if not named and arguments == tuple(Slot(number) for number in range(len(places))):
            return Step(name, module, places)
        return Step(name, module, places, arguments, tuple(named.items()))

    def _attention_step(self, node: Node, name: str, module: nn.Module) -> Step:
        three = [part for part in node.args if isinstance(part, Node)]
        if len(three) != 3 or set(node.kwargs) - {"need_weights"}:
            raise indivisible(f"{name} attends by a mask")
        if any(user.users and user.args[1:] != (0,) for user in node.users):
            raise indivisible(f"the attention maps of {name} are used")
        module.__class__ = MultiheadAttention
        return Step(name, module, tuple(self._source(part) for part in three))

    def _source(self, node: Node) -> int | str:
        return self._weights[node] if node in self._weights else self._numbers[node]

    def _template(self, node: Node, given: Any, sources: list[Node]) -> Any:
        def one(part: Any) -> Any:
            if not isinstance(part, Node):
                return part
            if part in self._sizes:
                return self._with_batch_size(self._sizes[part], part, node, sources)
            return Slot(_place_in(sources, part))

        return map_aggregate(given, one)

    def _with_batch_size(self, value: Any, size: Node, node: Node, sources: list[Node]) -> Any:
        """A size, where the number of images is that of a value which the operation receives."""
        if isinstance(value, tuple):
            return tuple(self._with_batch_size(one, size, node, sources) for one in value)
        if not isinstance(value, BatchSize):
            return value
        near = [one for one in (*node.all_input_nodes, self._measured(size)) if self._counts(one)]
        images = near[0] if near else next(iter(self._graph.nodes))
        return BatchSize(_place_in(sources, images))

    def _counts(self, node: Node) -> bool:
        """Whether a node's value tells the number of images."""
        return node in self._numbers and node in self._batch_first

    def _measured(self, size: Node) -> Node:
        """The value whose size a node tells."""
        while size in self._sizes:
            size = size.all_input_nodes[0]
        return size

    def _free_name(self, owner: str, last: str) -> str:
        path = f"{owner}.{last}" if owner else last
        name, number = path, 1
        while name in self._taken:
            number += 1
            name = f"{path}_{number}"
        self._taken.add(name)
        return name

    def _refuse_overwriting(self, node: Node, name: str) -> None:
        if name == "setitem" or (name.endswith("_") and not name.endswith("__")):
            raise indivisible(f"its operation {name} writes over its input")
        if works_in_place(node.target, node.args, node.kwargs):
            self._refuse_later_use(node)

    def _refuse_later_use(self, node: Node) -> None:
        """What is written over and used afterwards would be used as it was."""
        written = node.args[0]
        if isinstance(written, Node):
            later = [one for one in written.users if self._order[one] > self._order[node]]
            if later:
                raise indivisible(f"{node.target} writes over a value that is used afterwards")


def _place_in(sources: list[Node], node: Node) -> int:
    if node not in sources:
        sources.append(node)
    return sources.index(node)
