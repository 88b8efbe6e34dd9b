"""Kernels as a sheet of tiles: their order, colours and marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np

from visctx_gui.engine.messages import FilterView
from visctx_gui.presentation.colours import Limits, symmetric_limits
from visctx_gui.presentation.tiles import TileSheet

Order = Literal["index", "norm"]
Scale = Literal["layer", "tile"]


def tile_order(view: FilterView, order: Order) -> tuple[int, ...]:
    """Which kernel stands in each tile: by index, or the largest norm first (ties by index)."""
    if order == "index":
        return tuple(range(len(view.kernels)))
    return tuple(int(place) for place in np.argsort(-view.norms, kind="stable"))


def common_limits(view: FilterView, now: Limits | None) -> Limits:
    """Limits of a moment on the scale of now, widened where the moment's weights are larger."""
    own = symmetric_limits(view.kernels)
    return own if now is None or own[1] > now[1] else now


def filter_sheet(
    view: FilterView,
    order: Sequence[int],
    scale: Scale,
    limits: Limits,
    *,
    struck: Iterable[int] = (),
    selected: int | None = None,
    marked: Iterable[int] = (),
    title: str = "",
    bar_label: str = "",
) -> TileSheet:
    """The sheet of a view.

    Parameters
    ----------
    order : sequence of int
        Kernel of each tile.
    limits : (float, float)
        Symmetric about 0.
    struck, selected, marked
        By kernel, not by tile.

    Returns
    -------
    TileSheet
        Every tile is labelled with its kernel's index.
    """
    place_of = {kernel: tile for tile, kernel in enumerate(order)}
    return TileSheet(
        tiles=view.kernels[list(order)],
        labels=tuple(str(kernel) for kernel in order),
        struck=frozenset(place_of[kernel] for kernel in struck if kernel in place_of),
        selected=None if selected is None else place_of.get(selected),
        marked=frozenset(place_of[kernel] for kernel in marked if kernel in place_of),
        limits=limits,
        colours="diverging",
        scale=scale,
        title=title,
        bar_label=bar_label,
    )
