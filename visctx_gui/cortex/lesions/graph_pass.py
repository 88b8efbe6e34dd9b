"""Running a part of a network from values that are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Any

import torch
from torch import Tensor, fx
from torch.fx.node import Node

from visctx_gui.cortex.lesions.chunk_damage import StandingDamage
from visctx_gui.cortex.lesions.graph_rewriting import overwriting
from visctx_gui.cortex.lesions.network_graph import NetworkGraph

Values = dict[Node, Any]
Damages = Mapping[Node, StandingDamage]


class Section:
    """Some nodes of a network, run one after the other.

    A value is let go as soon as no later node of the section needs it.

    Parameters
    ----------
    graph : NetworkGraph
    nodes : sequence of Node
        In order.
    kept : set of Node
        Whose values are wanted afterwards.
    damages : mapping of Node to StandingDamage
        What becomes of a node's value.
    given : set of Node
        Nodes whose values are there before, and may be overwritten.
    """

    def __init__(
        self,
        graph: NetworkGraph,
        nodes: Iterable[Node],
        kept: Set[Node],
        damages: Damages,
        given: Set[Node] = frozenset(),
    ) -> None:
        self.nodes = tuple(nodes)
        self._graph, self._damages = graph, damages
        # Most take one value and nothing else; finding that out each time takes longer than they.
        self._simple = {
            node: node.all_input_nodes[0]
            for node in self.nodes
            if node.args == tuple(node.all_input_nodes[:1]) != () and not node.kwargs
        }
        self._let_go: dict[Node, list[Node]] = {node: [] for node in self.nodes}
        last_user = {used: node for node in self.nodes for used in node.all_input_nodes}
        for used, node in last_user.items():
            if used not in kept:
                self._let_go[node].append(used)
        self._overwriting = self._overwriting_operations(kept, given)
        for node in self.nodes:
            if node not in last_user and node not in kept:
                self._let_go[node].append(node)

    def let_go_after(self, node: Node) -> list[Node]:
        """Nodes whose values nobody needs any more when a node has been computed."""
        return self._let_go[node]

    def run(self, values: Values, images: Tensor | None = None) -> None:
        """Compute all nodes; see `steps`."""
        for _ in self.steps(values, images):
            pass

    def steps(self, values: Values, images: Tensor | None = None) -> Iterator[Node]:
        """Compute all nodes, yielding after each.

        Parameters
        ----------
        values : dict of Node to value
            What is known; those that are kept are added, the others that are used are taken out.
        images : int64 Tensor (rows,) or None
            Which image of the chunk each row is; None where they are all, in order.
        """
        for node in self.nodes:
            values[node] = self._computed(node, values)
            if node in self._damages:
                values[node] = self._damages[node](values[node], images)
            for used in self._let_go[node]:
                values.pop(used, None)
            yield node

    def _overwriting_operations(
        self, kept: Set[Node], given: Set[Node]
    ) -> dict[Node, Callable[[Tensor], Tensor]]:
        """For nodes that may write over what they take, as nobody else will look at it."""
        readers: dict[Node, int] = {}
        for node in self.nodes:
            for used in node.all_input_nodes:
                readers[used] = readers.get(used, 0) + 1
        found = {}
        for node, used in self._simple.items():
            is_own = used in given or self._graph.gives_new_tensor(used)
            operation = overwriting(self._graph, node)
            if is_own and operation is not None and used not in kept and readers[used] == 1:
                found[node] = operation
        return found

    def _computed(self, node: Node, values: Values) -> Any:
        if node in self._overwriting:
            return self._overwriting[node](values[self._simple[node]])
        operation = self._graph.operations[node]
        if node in self._simple:
            return operation(values[self._simple[node]])
        arguments = fx.map_arg(node.args, values.__getitem__)
        named = fx.map_arg(node.kwargs, values.__getitem__)
        return operation(*arguments, **named)


class Remainder:
    """What follows a node, up to the scores.

    Parameters
    ----------
    graph : NetworkGraph
    start : Node
    damages : mapping of Node to StandingDamage

    Attributes
    ----------
    needs : tuple of Node
        Nodes that do not depend on `start` and whose values are used.
    reaches_scores : bool
        Whether the scores depend on the start at all.
    """

    def __init__(self, graph: NetworkGraph, start: Node, damages: Damages) -> None:
        self.start = start
        self._output = graph.output
        nodes = _between(graph, start)
        self.reaches_scores = start is graph.output or graph.output in nodes
        used = {one for node in nodes for one in node.all_input_nodes}
        others = used - set(nodes) - {start}
        self.needs = tuple(node for node in (graph.input, *graph.nodes) if node in others)
        self._from_images = _descendants(graph, graph.input) | {graph.input}
        self.section = Section(graph, nodes, {graph.output}, damages, frozenset({start}))

    def run(self, rows: Tensor, intact: Mapping[Node, Any], images: Tensor | None) -> Tensor:
        """Scores (rows, classes) from the start's value for some rows.

        Parameters
        ----------
        rows : Tensor (rows, ...)
            In the place of the start's value. May be overwritten.
        intact : mapping of Node to value
            Of all images of the chunk; has all that is needed.
        images : int64 Tensor (rows,) or None
            Which image each row is; None where they are all, in order.
        """
        values: Values = {self.start: rows}
        for node in self.needs:
            values[node] = self._picked(node, intact[node], images)
        self.section.run(values, images)
        scores: Tensor = values[self._output]
        return scores

    def treats_rows_alone(self, intact: Mapping[Node, Any], scores: Tensor) -> bool:
        """Whether rows may be any images in any order; tried out.

        Parameters
        ----------
        intact : mapping of Node to value
            Of one or a few images, without any damage.
        scores : Tensor (n, classes)
            Theirs.
        """
        if any(
            not isinstance(intact[node], Tensor) for node in self.needs if node in self._from_images
        ):
            return False
        last = scores.shape[0] - 1
        images = torch.tensor([0, last, last, 0, last], device=scores.device)
        try:
            found = self.run(intact[self.start].index_select(0, images), intact, images)
        except (RuntimeError, TypeError, ValueError, IndexError):
            return False
        return are_alike(found, scores.index_select(0, images))

    def _picked(self, node: Node, value: Any, images: Tensor | None) -> Any:
        if images is None or node not in self._from_images or not isinstance(value, Tensor):
            return value
        return value.index_select(0, images)


def are_alike(found: Tensor, expected: Tensor) -> bool:
    """Whether scores agree to 1e-5 of the largest absolute one."""
    if found.shape != expected.shape:
        return False
    finite = expected.abs()[torch.isfinite(expected)]
    tolerance = 1e-5 * float(finite.max()) if finite.numel() else 0.0
    return torch.allclose(found, expected, rtol=0.0, atol=tolerance, equal_nan=True)


def _descendants(graph: NetworkGraph, start: Node) -> set[Node]:
    found: set[Node] = set()
    for node in graph.nodes:
        if any(used is start or used in found for used in node.all_input_nodes):
            found.add(node)
    return found


def _between(graph: NetworkGraph, start: Node) -> list[Node]:
    """Nodes that depend on the start and on which the scores depend, in order."""
    after = _descendants(graph, start)
    wanted: set[Node] = {graph.output}
    for node in reversed(graph.nodes):
        if node in wanted:
            wanted.update(node.all_input_nodes)
    return [node for node in graph.nodes if node in after and node in wanted]
