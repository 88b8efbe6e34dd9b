"""The filters of several moments of the training as one picture: a film strip."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from visctx_gui.engine.messages import FilterView, Floats
from visctx_gui.presentation.colours import symmetric_limits
from visctx_gui.presentation.tiles import TileSheet

PICTURES_IN_A_STRIP = 8
GAP_PIXELS = 1
CAPTION_SHARE = 0.1  # of a picture's height, left free above it for its caption


def strip_moments(count: int, wanted: int = PICTURES_IN_A_STRIP) -> tuple[int, ...]:
    """Places of at most `wanted` moments out of `count`, with the first and the last, evenly spread."""
    if count <= wanted:
        return tuple(range(count))
    return tuple(int(place) for place in np.linspace(0, count - 1, wanted).round())


def film_strip(views: Sequence[FilterView], captions: Sequence[str], title: str) -> TileSheet:
    """One tile per moment; in it all filters of the layer side by side, on one scale for all.

    Parameters
    ----------
    views : sequence of FilterView
        Of one layer, in order of time; at least one.
    captions : sequence of str
        What stands at each moment.

    Returns
    -------
    TileSheet
        Gaps between the filters are filled with the colour of zero.
    """
    tiles = np.stack([_with_room_above(mosaic(view.kernels)) for view in views])
    limits = symmetric_limits(tiles)
    return TileSheet(
        tiles=tiles, labels=tuple(captions), limits=limits, title=title, bar_label="weight"
    )


def mosaic(kernels: Floats, gap: int = GAP_PIXELS) -> NDArray[np.float32]:
    """All kernels side by side in as square a block as can be.

    Parameters
    ----------
    kernels : float32 (n, height, width) or (n, height, width, 3)
    gap : int
        Pixels of zero between and around them.

    Returns
    -------
    float32 (rows * (height + gap) + gap, columns * (width + gap) + gap) or the same with 3 channels
    """
    n, height, width = kernels.shape[:3]
    columns = max(1, int(np.ceil(np.sqrt(n))))
    rows = -(-n // columns)
    step_y, step_x = height + gap, width + gap
    picture = np.zeros(
        (rows * step_y + gap, columns * step_x + gap, *kernels.shape[3:]), np.float32
    )
    for index in range(n):
        row, column = divmod(index, columns)
        top, left = gap + row * step_y, gap + column * step_x
        picture[top : top + height, left : left + width] = kernels[index]
    return picture


def _with_room_above(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    rows = int(np.ceil(CAPTION_SHARE * len(picture)))
    return np.concatenate([np.zeros((rows, *picture.shape[1:]), np.float32), picture])
