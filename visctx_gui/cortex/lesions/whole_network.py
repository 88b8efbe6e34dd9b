"""The slow way, for networks that cannot be taken apart: all of it for each unit, with hooks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import torch
from torch import Tensor, nn

from visctx_gui.cortex.lesions.chunk_damage import StandingDamage, UnitDamage
from visctx_gui.cortex.lesions.divided_network import SweptLayer
from visctx_gui.cortex.lesions.filter_damage import FilterDamage
from visctx_gui.cortex.lesions.sweep_ways import Block, Chunk, Way
from visctx_gui.cortex.recording.hooks import answers_passed_through, outputs_passed_through
from visctx_gui.plan.wording import Message

LARGEST_CHUNK = 100  # images


class WholeNetwork:
    """A network as it is; a lesion acts on the output of a module.

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
        By convolution: the module whose output is damaged; the convolution itself where none.
    memory_bytes : int
        For the values of a chunk of images.
    reason : Message
        Why there is no quicker way.

    Attributes
    ----------
    ways, words, points, map_shapes, images_per_chunk
        As for `DividedNetwork`.
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
        reason: Message,
    ) -> None:
        self._network, self._filters = network, filters
        names = [*standing, *(layer.name for layer in layers)]
        self.points = {name: points.get(name, name) for name in names}
        self._standing = [(self.points[name], damage) for name, damage in standing.items()]
        self._unit_damages = [(self.points[layer.name], layer.damage) for layer in layers]
        self.words = {layer.name: reason for layer in layers}
        self.ways: dict[str, Way] = {
            layer.name: _Way(self._scores, self.points[layer.name], layer) for layer in layers
        }
        bytes_per_image = self._tried_out(x)
        self.map_shapes = {name: self._shapes[point] for name, point in self.points.items()}
        self.images_per_chunk = max(1, min(LARGEST_CHUNK, memory_bytes // bytes_per_image))

    def begin(self, n: int, device: torch.device) -> None:
        """Go on to the next `n` images: draw what damage needs for each of them."""
        for point, damage in self._all_damages():
            height, width = self._shapes[point][2:]
            damage.begin(n, (height, width), device)

    def restart(self) -> None:
        """Begin again at the first image."""
        for _, damage in self._all_damages():
            damage.restart()

    def _all_damages(self) -> list[tuple[str, StandingDamage | UnitDamage]]:
        return [*self._standing, *self._unit_damages]

    def chunk(self, x: Tensor) -> Iterator[Chunk | None]:
        """The intact pass: yields the chunk.

        Parameters
        ----------
        x : Tensor (n, channels, height, width)
        """
        self.begin(x.shape[0], x.device)
        yield Chunk(x, {}, self._scores(x, None))

    def _scores(self, x: Tensor, unit: tuple[str, Callable[[Tensor], Tensor]] | None) -> Tensor:
        damages: dict[str, Callable[[Tensor], Tensor]] = {}

        def standing(damage: StandingDamage) -> Callable[[Tensor], Tensor]:
            return lambda output: damage(output, None)

        for point, damage in self._standing:
            damages[point] = standing(damage)
        if unit is not None:
            point, change = unit
            before = damages.get(point)
            damages[point] = change if before is None else lambda out: change(before(out))
        with (
            answers_passed_through(self._network, self._filters),
            outputs_passed_through(self._network, damages),
        ):
            scores: Tensor = self._network(x)
        return scores

    def _tried_out(self, x: Tensor) -> int:
        """Notes shapes; returns an upper limit of the memory of one image's values, in bytes."""
        bytes_seen = x.nbytes
        self._shapes: dict[str, tuple[int, ...]] = {}

        def watch(name: str) -> Callable[[Tensor], None]:
            def note(output: Tensor) -> None:
                nonlocal bytes_seen
                if isinstance(output, Tensor):
                    self._shapes[name] = tuple(output.shape)
                    bytes_seen += output.nbytes

            return note

        modules = [name for name, _ in self._network.named_modules() if name]
        watched: dict[str, Callable[[Tensor], Tensor | None]] = {n: watch(n) for n in modules}
        with outputs_passed_through(self._network, watched):
            self._network(x)
        return max(1, bytes_seen // x.shape[0])


class _Way:
    def __init__(
        self,
        scores: Callable[[Tensor, tuple[str, Callable[[Tensor], Tensor]]], Tensor],
        point: str,
        layer: SweptLayer,
    ) -> None:
        self._scores, self._point, self._layer = scores, point, layer

    def blocks(self, chunk: Chunk) -> Iterator[Block | None]:
        for first, unit in enumerate(self._layer.units):
            damage = _change(self._layer.damage, unit)
            yield Block(first, self._scores(chunk.x, (self._point, damage)).unsqueeze(0))


def _change(damage: UnitDamage, unit: int) -> Callable[[Tensor], Tensor]:
    def changed(output: Tensor) -> Tensor:
        damaged = output.clone()
        units = torch.tensor([unit], device=output.device)
        damaged[:, unit : unit + 1] = damage(output[:, unit : unit + 1], units)
        return damaged

    return changed
