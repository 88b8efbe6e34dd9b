"""How many images and rows at a time: bounded memory, short steps, work enough for each step."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from torch import nn
from torch.fx.node import Node

from visctx_gui.cortex.lesions.graph_pass import Remainder, Section
from visctx_gui.cortex.lesions.network_graph import NetworkGraph

# Images; the first counts of a sweep come after so many. With more, the maps of a chunk go back to the
# system and come as fresh memory again, which a sweep of small images pays with 5 % of its time.
LARGEST_CHUNK = 334
# Multiply-adds of one batch, about 15 ms on two cores, and the memory its maps should stay in.
BATCH_WORK = 1_000_000_000
CACHE_BYTES = 8 * 2**20
# Below so many rows a linear layer spends its time on fetching weights.
SMALLEST_BATCH = 64
# A value that is only moved costs about as much as so many multiply-adds.
WORK_PER_VALUE = 8


@dataclass(frozen=True, eq=False)
class NodeSizes:
    """What the values of nodes take and cost, per image.

    Attributes
    ----------
    bytes_of : mapping of Node to int
        Memory of a node's value, in bytes.
    work_of : mapping of Node to int
        Multiply-adds that compute it.
    """

    bytes_of: Mapping[Node, int]
    work_of: Mapping[Node, int]

    def peak_bytes(self, section: Section, known: Iterable[Node]) -> int:
        """Largest memory of the values that are alive at the same time.

        Parameters
        ----------
        section : Section
        known : iterable of Node
            Whose values are there before.
        """
        alive = sum(self.bytes_of.get(node, 0) for node in known)
        peak = alive
        for node in section.nodes:
            alive += self.bytes_of.get(node, 0)
            peak = max(peak, alive)
            alive -= sum(self.bytes_of.get(one, 0) for one in section.let_go_after(node))
        return peak

    def row_bytes(self, remainder: Remainder) -> int:
        """Memory of one row of a batch."""
        start = self.bytes_of.get(remainder.start, 0)
        return start + self.peak_bytes(remainder.section, (remainder.start, *remainder.needs))

    def batch_rows(self, remainder: Remainder, memory_bytes: int) -> int:
        """Rows of a batch.

        Parameters
        ----------
        remainder : Remainder
            What is run.
        memory_bytes : int
            For the batch.
        """
        row_bytes = max(1, self.row_bytes(remainder))
        work = sum(
            self.work_of.get(node, 0) for node in (remainder.start, *remainder.section.nodes)
        )
        rows = min(BATCH_WORK // max(1, work), CACHE_BYTES // row_bytes)
        return max(1, min(max(rows, SMALLEST_BATCH), memory_bytes // row_bytes))


def node_sizes(
    graph: NetworkGraph, shapes: Mapping[Node, tuple[int, ...]], n_images: int
) -> NodeSizes:
    """Sizes of all nodes.

    Parameters
    ----------
    graph : NetworkGraph
    shapes : mapping of Node to shape
        Of the float32 values for some images; nodes without a tensor are left out.
    n_images : int
        How many.
    """
    values_of = {
        node: math.prod(shape[1:])
        for node, shape in shapes.items()
        if shape and shape[0] == n_images
    }
    bytes_of = {node: 4 * count for node, count in values_of.items()}
    work_of = {
        node: count * _work_per_value(graph.module(node)) for node, count in values_of.items()
    }
    return NodeSizes(bytes_of, work_of)


def _work_per_value(module: nn.Module | None) -> int:
    if isinstance(module, nn.Conv2d):
        return max(WORK_PER_VALUE, module.weight[0].numel())
    if isinstance(module, nn.Linear):
        return max(WORK_PER_VALUE, module.in_features)
    return WORK_PER_VALUE
