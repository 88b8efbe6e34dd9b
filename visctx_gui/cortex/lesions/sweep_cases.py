"""Which images are run under which damaged unit, as the rows of one batch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import torch
from torch import Tensor


class Batching(Enum):
    """Which rows a batch may have."""

    ONE_UNIT = "all images under one unit: what follows does not treat rows one by one"
    WHOLE_UNITS = "all images under some units: so little follows that picking costs more"
    ANY_ROWS = "any images under any units"


# Above this share of rows it is quicker to run all than to pick those that differ.
WORTH_PICKING = 0.8


@dataclass(frozen=True, eq=False)
class Cases:
    """Rows: for each unit of a block some images, or all.

    Attributes
    ----------
    places : tuple of int
        Places of units in their block, ascending; each unit's rows lie together.
    images : tuple of (int64 Tensor or None)
        For each of them which images of the chunk; None is all, in order.
    n_images : int
        Of the chunk.
    device : device
    """

    places: tuple[int, ...]
    images: tuple[Tensor | None, ...]
    n_images: int
    device: torch.device

    @property
    def is_dense(self) -> bool:
        """Whether every unit has all images."""
        return all(images is None for images in self.images)

    @property
    def sizes(self) -> list[int]:
        """Number of rows of each unit."""
        return [self.n_images if one is None else one.numel() for one in self.images]

    def row_images(self) -> Tensor | None:
        """Which image each row is; None where the rows are simply all images."""
        if len(self.places) == 1:
            return self.images[0]
        everything = torch.arange(self.n_images, device=self.device)
        return torch.cat([everything if one is None else one for one in self.images])


def channels_picked(maps: Tensor, channels: list[int]) -> Tensor:
    """Some channels (n, channels, height, width); a view where they are neighbours.

    Parameters
    ----------
    maps : Tensor (n, all channels, height, width)
    channels : list of int
        Ascending, at least one.
    """
    first, last = channels[0], channels[-1]
    if last - first + 1 == len(channels):
        return maps[:, first : last + 1]
    return maps.index_select(1, torch.tensor(channels, device=maps.device))


def images_changed(change: Tensor) -> Tensor:
    """For which images maps change at all, bool (units, n).

    Parameters
    ----------
    change : Tensor (n, units, height, width)
        Not a number counts as a change.
    """
    # Torch's own any() takes five times as long.
    return (change.flatten(2).abs().amax(2) != 0).t()


def dense_cases(places: range, n_images: int, device: torch.device) -> Cases:
    """All images under each of the units."""
    return Cases(tuple(places), (None,) * len(places), n_images, device)


def cases_of(changed: Tensor, rows: int, batching: Batching) -> list[Cases]:
    """Divide what must be run into batches.

    Parameters
    ----------
    changed : bool Tensor (units, n)
        Which images a unit's damage changes at all; the others keep their scores.
    rows : int
        Of a batch, at most; a unit that is run on all images takes n in any case.
    batching : Batching
    """
    n_units, n = changed.shape
    if not bool(changed.any()):
        return []
    if batching is Batching.ONE_UNIT:
        units = changed.any(1).nonzero()[:, 0].tolist()
        return [dense_cases(range(unit, unit + 1), n, changed.device) for unit in units]
    share = 1.0 if batching is Batching.WHOLE_UNITS else float(changed.float().mean())
    if share >= WORTH_PICKING:
        together = max(1, rows // n)
        return [
            dense_cases(range(first, min(first + together, n_units)), n, changed.device)
            for first in range(0, n_units, together)
        ]
    pairs = changed.nonzero()  # sorted by unit
    return [_picked_cases(some, n) for some in torch.split(pairs, rows)]


def _picked_cases(pairs: Tensor, n: int) -> Cases:
    places, sizes = torch.unique_consecutive(pairs[:, 0], return_counts=True)
    images = torch.split(pairs[:, 1], sizes.tolist())
    return Cases(tuple(places.tolist()), images, n, pairs.device)
