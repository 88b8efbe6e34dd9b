"""A network prepared for a sweep: where it is cut, what is kept, and how each layer is swept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.fx.node import Node

from visctx_gui.cortex.lesions.channel_chain import channel_chain
from visctx_gui.cortex.lesions.chunk_damage import StandingDamage, UnitDamage
from visctx_gui.cortex.lesions.filter_damage import FilterDamage
from visctx_gui.cortex.lesions.graph_pass import Remainder, Section, Values, are_alike
from visctx_gui.cortex.lesions.graph_rewriting import (
    pool_before_relu,
    quick_flattening,
    quick_pooling,
)
from visctx_gui.cortex.lesions.lesion_points import lesion_node
from visctx_gui.cortex.lesions.network_graph import IndivisibleError, Operation, network_graph
from visctx_gui.cortex.lesions.sweep_cases import Batching
from visctx_gui.cortex.lesions.sweep_sizes import LARGEST_CHUNK, NodeSizes, node_sizes
from visctx_gui.cortex.lesions.sweep_ways import (
    Chunk,
    UnchangedWay,
    Way,
    WayByDifference,
    WayFromCut,
)
from visctx_gui.plan.wording import Message, message, translatable


@dataclass(frozen=True, eq=False)
class SweptLayer:
    """A layer whose units are silenced one at a time.

    Attributes
    ----------
    name : str
        Of the convolution.
    units : list of int
    damage : UnitDamage
        What is done to each.
    """

    name: str
    units: list[int]
    damage: UnitDamage


class DividedNetwork:
    """A network taken apart, and the quick ways through it.

    Parameters
    ----------
    network : Module
        In evaluation mode, as always inside this class.
    x : Tensor (n, channels, height, width)
        One or two prepared images, to try it out.
    layers : sequence of SweptLayer
    standing : mapping of str to StandingDamage
        By convolution: damage that is already there.
    filters : mapping of str to FilterDamage
        By convolution: damage to its weights that is already there.
    points : mapping of str to str
        By convolution: the module whose output is damaged, where that was chosen.
    memory_bytes : int
        For everything that is alive at the same time.

    Attributes
    ----------
    ways : dict of str to Way
        By layer.
    words : dict of str to Message
        How each layer is swept, and why.
    points : dict of str to str
        For each layer whose output is damaged: a module's or an operation's name.
    map_shapes : dict of str to tuple of int
        For each layer the shape of what is damaged, images first.
    images_per_chunk : int

    Raises
    ------
    IndivisibleError
        Where the network cannot be taken apart, or gives other scores then.
    """

    def __init__(
        self,
        network: nn.Module,
        x: Tensor,
        layers: Sequence[SweptLayer],
        standing: Mapping[str, StandingDamage],
        filters: Mapping[str, FilterDamage],
        points: Mapping[str, str],
        memory_bytes: int,
    ) -> None:
        self._graph = network_graph(network)
        self.words: dict[str, Message] = {}
        nodes = {
            name: self._node_of(name, points)
            for name in dict.fromkeys([*standing, *(layer.name for layer in layers)])
        }
        self.points = {name: str(node.target) for name, node in nodes.items()}
        self._damages = {nodes[name]: damage for name, damage in standing.items()}
        self._unit_damages = [(nodes[layer.name], layer.damage) for layer in layers]
        in_place = {node for node, damage in self._damages.items() if not damage.keeps_order}
        in_place |= {node for node, damage in self._unit_damages if not damage.keeps_order}
        pool_before_relu(self._graph, in_place)
        quick_pooling(self._graph)
        quick_flattening(self._graph)
        self._tried = self._try_out(network, x)
        self._sizes = self._measured(self._tried, x.shape[0])
        self._memory_bytes = memory_bytes // 2  # one half for the intact pass, one for batches
        self._needs: set[Node] = {self._graph.output}
        self.ways: dict[str, Way] = {}
        self._otherwise = {self._call_of(name): damage for name, damage in filters.items()}
        for layer in layers:
            self.ways[layer.name] = self._way(layer, nodes[layer.name])
        self.map_shapes = {name: self._shapes[node] for name, node in nodes.items()}
        self._tried.clear()
        for node, damage in self._otherwise.items():
            self._graph.operations[node] = _damaged(self._graph.operations[node], damage)
        self._intact = self._intact_section()
        self.images_per_chunk = self._images_per_chunk()

    def begin(self, n: int, device: torch.device) -> None:
        """Go on to the next `n` images: draw what damage needs for each of them."""
        for node, damage in self._all_damages():
            height, width = self._shapes[node][2:]
            damage.begin(n, (height, width), device)

    def restart(self) -> None:
        """Begin again at the first image."""
        for _, damage in self._all_damages():
            damage.restart()

    def _all_damages(self) -> list[tuple[Node, StandingDamage | UnitDamage]]:
        return [*self._damages.items(), *self._unit_damages]

    def chunk(self, x: Tensor) -> Iterator[Chunk | None]:
        """The intact pass: yields None after each operation, and the chunk in the end.

        Parameters
        ----------
        x : Tensor (n, channels, height, width)
        """
        self.begin(x.shape[0], x.device)
        values: Values = {self._graph.input: x}
        for _ in self._intact.steps(values):
            yield None
        yield Chunk(x, values, values[self._graph.output])

    def _node_of(self, layer: str, points: Mapping[str, str]) -> Node:
        """The node that a lesion of a layer damages."""
        call = self._call_of(points.get(layer, layer))
        return call if layer in points else lesion_node(self._graph, call)

    def _call_of(self, name: str) -> Node:
        calls = self._graph.calls_of(name)
        if len(calls) != 1:
            raise IndivisibleError(
                message(
                    translatable(
                        "Slow: the whole network is run for each unit, for {module} is run {n} "
                        "times."
                    ),
                    module=name,
                    n=len(calls),
                )
            )
        return calls[0]

    def _try_out(self, network: nn.Module, x: Tensor) -> Values:
        everything = set(self._graph.nodes) | {self._graph.input}
        values: Values = {self._graph.input: x}
        Section(self._graph, self._graph.nodes, everything, {}).run(values)
        expected, found = network(x), values[self._graph.output]
        if not isinstance(found, Tensor) or not isinstance(expected, Tensor):
            same = False
        else:
            same = are_alike(found, expected)
        if not same:
            raise IndivisibleError(
                message(
                    translatable(
                        "Slow: the whole network is run for each unit, for its parts, run one by "
                        "one, give other scores."
                    )
                )
            )
        return values

    def _measured(self, values: Values, n_images: int) -> NodeSizes:
        self._shapes = {
            node: tuple(value.shape) for node, value in values.items() if isinstance(value, Tensor)
        }
        return node_sizes(self._graph, self._shapes, n_images)

    def _way(self, layer: SweptLayer, cut: Node) -> Way:
        after_cut = Remainder(self._graph, cut, self._damages)
        if not after_cut.reaches_scores:
            self.words[layer.name] = message(
                translatable("Nothing to do: the scores do not depend on this layer.")
            )
            return UnchangedWay(layer.units)
        self._needs |= {cut, *after_cut.needs}
        from_cut = WayFromCut(
            layer.units, layer.damage, after_cut, self._rows(after_cut),
            self._batching(after_cut),
        )  # fmt: skip
        chain = channel_chain(self._graph, cut, self._shapes, {*self._damages, *self._otherwise})
        if chain is None or chain.n_channels == 1:
            self.words[layer.name] = message(
                translatable("Quick: the network is run from the damaged response on.")
            )
            return from_cut
        after_sum = Remainder(self._graph, chain.linear, self._damages)
        self._needs |= {chain.before, chain.linear, *chain.needs, *after_sum.needs}
        self.words[layer.name] = message(
            translatable(
                "Quickest: each unit's share is taken away from what {operation} sums up."
            ),
            operation=str(chain.linear.target),
        )
        return WayByDifference(
            layer.units, layer.damage, chain, after_sum, from_cut, cut, self._rows(after_sum),
            self._batching(after_sum),
        )  # fmt: skip

    def _rows(self, remainder: Remainder) -> int:
        return self._sizes.batch_rows(remainder, self._memory_bytes)

    def _batching(self, remainder: Remainder) -> Batching:
        if not remainder.section.nodes:
            return Batching.WHOLE_UNITS
        undamaged = Remainder(self._graph, remainder.start, {})
        alone = undamaged.treats_rows_alone(self._tried, self._tried[self._graph.output])
        return Batching.ANY_ROWS if alone else Batching.ONE_UNIT

    def _intact_section(self) -> Section:
        wanted = set(self._needs)
        for node in reversed(self._graph.nodes):
            if node in wanted:
                wanted.update(node.all_input_nodes)
        nodes = [node for node in self._graph.nodes if node in wanted]
        return Section(self._graph, nodes, self._needs, self._damages)

    def _images_per_chunk(self) -> int:
        peak = self._sizes.peak_bytes(self._intact, (self._graph.input,))
        return max(1, min(LARGEST_CHUNK, self._memory_bytes // max(1, peak)))


def _damaged(convolution: Operation, damage: FilterDamage) -> Operation:
    return lambda received: damage(received, convolution(received))
