"""The ways to the scores of a network with one unit damaged, from quick to slow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import torch
from torch import Tensor
from torch.fx.node import Node

from visctx_gui.cortex.lesions.channel_chain import ChannelChain
from visctx_gui.cortex.lesions.chunk_damage import UnitDamage
from visctx_gui.cortex.lesions.graph_pass import Remainder
from visctx_gui.cortex.lesions.sweep_cases import (
    Batching,
    Cases,
    cases_of,
    channels_picked,
    images_changed,
)

GROUP_BYTES = 4 * 2**20


@dataclass(eq=False)
class Chunk:
    """Some images, and what the intact pass has left of them.

    Attributes
    ----------
    x : Tensor (n, channels, height, width)
        Prepared images.
    values : mapping of Node to value
        Of the intact network; empty where it could not be taken apart.
    scores : Tensor (n, classes)
        Of the intact network.
    """

    x: Tensor
    values: Mapping[Node, Any]
    scores: Tensor

    @property
    def n(self) -> int:
        """Number of images."""
        return int(self.x.shape[0])


@dataclass(frozen=True, eq=False)
class Block:
    """Scores under the damage of some units.

    Attributes
    ----------
    first : int
        Place of the first unit among those of its layer that are swept.
    scores : Tensor (units, n, classes)
    """

    first: int
    scores: Tensor


class Way(Protocol):
    """How one layer is swept."""

    def blocks(self, chunk: Chunk) -> Iterator[Block | None]:
        """Scores under each unit's damage, in order; None now and then in between."""
        ...


class _DividedWay:
    """What both ways from values of the intact network have in common.

    Parameters
    ----------
    units : sequence of int
    damage : UnitDamage
    cut : Node
        Its value is damaged.
    rows : int
        Of a batch, at most.
    batching : Batching
    """

    def __init__(
        self, units: list[int], damage: UnitDamage, cut: Node, rows: int, batching: Batching
    ) -> None:
        self._units, self._damage, self._cut = units, damage, cut
        self._rows, self._batching = rows, batching

    def _groups(self, at_cut: Tensor) -> Iterator[tuple[int, list[int]]]:
        """Units whose maps are looked at together: more than fit into a batch, where few bytes."""
        n = at_cut.shape[0]
        in_a_batch = 1 if self._batching is Batching.ONE_UNIT else self._rows // n
        together = max(1, in_a_batch, GROUP_BYTES // at_cut[:, 0].nbytes)
        for first in range(0, len(self._units), together):
            yield first, self._units[first : first + together]

    def _batches(
        self, chunk: Chunk, changed: Tensor, run: Callable[[Cases], Tensor]
    ) -> Iterator[Tensor | None]:
        """Yields None after each batch, and the scores (units, n, classes) in the end."""
        n_units, n = changed.shape
        scores = chunk.scores.unsqueeze(0).repeat(n_units, 1, 1)
        batches = cases_of(changed, self._rows, self._batching)
        for number, cases in enumerate(batches):
            found = run(cases)
            if cases.is_dense:
                first, last = cases.places[0], cases.places[-1] + 1
                scores[first:last] = found.view(last - first, n, -1)
            else:
                parts = torch.split(found, cases.sizes)
                for place, images, part in zip(cases.places, cases.images, parts, strict=True):
                    scores[place, images] = part
            if number + 1 < len(batches):
                yield None
        yield scores


class WayFromCut(_DividedWay):
    """All that follows the cut is run, with the damaged map in it.

    Parameters
    ----------
    units, damage, rows, batching
        As for the other ways.
    remainder : Remainder
        Starts at the cut.
    """

    def __init__(
        self,
        units: list[int],
        damage: UnitDamage,
        remainder: Remainder,
        rows: int,
        batching: Batching,
    ) -> None:
        super().__init__(units, damage, remainder.start, rows, batching)
        self._remainder = remainder

    def blocks(self, chunk: Chunk) -> Iterator[Block | None]:
        """See `Way`."""
        at_cut: Tensor = chunk.values[self._cut]
        for first, units in self._groups(at_cut):
            places = torch.tensor(units, device=at_cut.device)
            before = channels_picked(at_cut, units)  # (n, units, height, width)
            damaged = self._damage(before, places)
            changed = images_changed(damaged - before)

            def run(cases: Cases, units: list[int] = units, damaged: Tensor = damaged) -> Tensor:
                rows = _damaged_rows(at_cut, damaged, units, cases)
                return self._remainder.run(rows, chunk.values, cases.row_images())

            for scores in self._batches(chunk, changed, run):
                yield None if scores is None else Block(first, scores)


def _damaged_rows(at_cut: Tensor, damaged: Tensor, units: list[int], cases: Cases) -> Tensor:
    row_images = cases.row_images()
    rows = at_cut.clone() if row_images is None else at_cut.index_select(0, row_images)
    first = 0
    for place, images, size in zip(cases.places, cases.images, cases.sizes, strict=True):
        maps = damaged[:, place]
        rows[first : first + size, units[place]] = maps if images is None else maps[images]
        first += size
    return rows


class WayByDifference(_DividedWay):
    """Only the channel itself is run, up to a linear operation; from its new sum on, all.

    Parameters
    ----------
    units, damage, rows, batching
        As for the other ways.
    chain : ChannelChain
        From the cut to the linear operation.
    remainder : Remainder
        Starts at the linear operation.
    otherwise : WayFromCut
        Taken for chunks in which a sum is not finite: differences of such sums mean nothing.
    """

    def __init__(
        self,
        units: list[int],
        damage: UnitDamage,
        chain: ChannelChain,
        remainder: Remainder,
        otherwise: WayFromCut,
        cut: Node,
        rows: int,
        batching: Batching,
    ) -> None:
        super().__init__(units, damage, cut, rows, batching)
        self._chain, self._remainder, self._otherwise = chain, remainder, otherwise

    def blocks(self, chunk: Chunk) -> Iterator[Block | None]:
        """See `Way`."""
        sums: Tensor = chunk.values[self._chain.linear]
        if not bool(torch.isfinite(sums.sum())):
            yield from self._otherwise.blocks(chunk)
            return
        at_cut: Tensor = chunk.values[self._cut]
        prepared = self._chain.change.prepared(sums)
        for first, units in self._groups(at_cut):
            change = self._change(chunk, units)
            channels = [unit + self._chain.offset for unit in units]

            def run(
                cases: Cases, change: Tensor = change, channels: list[int] = channels
            ) -> Tensor:
                rows = self._chain.change.rows(prepared, change, channels, cases)
                return self._remainder.run(rows, chunk.values, cases.row_images())

            changed = images_changed(change)
            for scores in self._batches(chunk, changed, run):
                yield None if scores is None else Block(first, scores)

    def _change(self, chunk: Chunk, units: list[int]) -> Tensor:
        """Of what the linear operation takes of each unit, (n, units, height, width)."""
        at_cut: Tensor = chunk.values[self._cut]
        places = torch.tensor(units, device=at_cut.device)
        damaged = self._damage(channels_picked(at_cut, units), places)
        after = self._chain.run(damaged, places, chunk.values)
        before = self._chain.intact(units, chunk.values, tuple(after.shape[2:]))
        change = torch.empty(after.shape, dtype=before.dtype, device=before.device)
        return torch.sub(after, before, out=change)


class UnchangedWay:
    """For a layer on which the scores do not depend."""

    def __init__(self, units: list[int]) -> None:
        self._units = units

    def blocks(self, chunk: Chunk) -> Iterator[Block | None]:
        """See `Way`."""
        for first in range(len(self._units)):
            yield Block(first, chunk.scores.unsqueeze(0))
