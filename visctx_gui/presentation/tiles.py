"""A layer as a sheet of tiles: kernels, maps or thumbnails, laid out and painted as one image."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from visctx_gui.presentation.colours import (
    Colours,
    Limits,
    colour_index,
    limits_for,
    packed_pixels,
    packed_table,
)

LARGE_TILE = 16


@dataclass(frozen=True, eq=False)
class TileSheet:
    """Tiles of one size and how to colour them.

    Attributes
    ----------
    tiles : array (n, height, width) or (n, height, width, 3)
        Numbers to be coloured. Three channels are red, green and blue: uint8 is shown as it is, other numbers are
        spread from `limits` over dark to bright (0 of symmetric limits is middle grey).
    labels : tuple of str
        One per tile; empty: the tile's number from 0.
    struck : frozenset of int
        Tiles that are crossed out (lesioned units).
    selected : int or None
        The tile with the frame.
    limits : (float, float) or None
        Values of the first and last colour; None: `limits_for` the tiles, robust.
    colours : str
        ``diverging``, ``sequential`` or ``grey``.
    scale : str
        ``layer``: one scale for all. ``tile``: each tile its own; `limits` then does not apply.
    bar_label : str
        What the numbers are, with the unit, such as ``weight``.
    cell : (int, int) or None
        Row and column of a marked pixel of the selected tile.
    marked : frozenset of int
        Further tiles with a frame: several chosen at once.
    """

    tiles: NDArray[Any]
    labels: tuple[str, ...] = ()
    struck: frozenset[int] = frozenset()
    selected: int | None = None
    limits: Limits | None = None
    colours: Colours = "diverging"
    scale: Literal["layer", "tile"] = "layer"
    title: str = ""
    bar_label: str = ""
    cell: tuple[int, int] | None = None
    marked: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.tiles.ndim not in (3, 4) or (self.tiles.ndim == 4 and self.tiles.shape[3] != 3):
            raise ValueError(f"tiles need shape (n, h, w) or (n, h, w, 3), not {self.tiles.shape}")
        if self.labels and len(self.labels) != len(self.tiles):
            raise ValueError(f"{len(self.labels)} labels for {len(self.tiles)} tiles")

    @property
    def count(self) -> int:
        """Number of tiles."""
        return int(self.tiles.shape[0])

    @property
    def tile_shape(self) -> tuple[int, int]:
        """Height and width of a tile in its own pixels."""
        return int(self.tiles.shape[1]), int(self.tiles.shape[2])

    def label(self, tile: int) -> str:
        """What is written on a tile."""
        return self.labels[tile] if self.labels else str(tile)

    def sheet_limits(self) -> Limits:
        """Limits of the whole sheet: those given, else robust ones of all tiles."""
        if self.limits is not None:
            return self.limits
        return limits_for(self.tiles, self.colours, robust=True)


class Cell(NamedTuple):
    """A pixel of a tile."""

    tile: int
    y: int
    x: int


@dataclass(frozen=True)
class TileLayout:
    """Where each tile lies, in pixels of the finished image.

    Attributes
    ----------
    zoom, shrink : int
        So many image pixels for so many tile pixels: 3 and 1 enlarge threefold, 1 and 2 halve,
        3 and 2 enlarge by a half.
    gap : int
        Image pixels around each tile.
    caption : int
        Image pixels above each tile for its label.
    """

    count: int
    tile_height: int
    tile_width: int
    columns: int
    zoom: int = 1
    shrink: int = 1
    gap: int = 1
    caption: int = 0

    @property
    def rows(self) -> int:
        """Rows of tiles."""
        return -(-self.count // self.columns)

    @property
    def shown_height(self) -> int:
        """Height of a tile in the image."""
        return _shown(self.tile_height, self.zoom, self.shrink)

    @property
    def shown_width(self) -> int:
        """Width of a tile in the image."""
        return _shown(self.tile_width, self.zoom, self.shrink)

    @property
    def pitch_x(self) -> int:
        """From one tile to the next in a row."""
        return self.shown_width + self.gap

    @property
    def pitch_y(self) -> int:
        """From one row of tiles to the next."""
        return self.caption + self.shown_height + self.gap

    @property
    def top(self) -> int:
        """Upper edge of the first row of tiles."""
        return self.gap + self.caption

    @property
    def width(self) -> int:
        """Width of the image."""
        return self.columns * self.pitch_x + self.gap

    @property
    def height(self) -> int:
        """Height of the image."""
        return self.rows * self.pitch_y + self.gap

    def rectangle(self, tile: int) -> tuple[int, int, int, int]:
        """Left, top, width, height of a tile in the image."""
        row, column = divmod(tile, self.columns)
        left, top = self.gap + column * self.pitch_x, self.top + row * self.pitch_y
        return left, top, self.shown_width, self.shown_height

    def cell_at(self, x: float, y: float) -> Cell | None:
        """The tile pixel that covers a point of the image, None in a gap or outside."""
        column, in_x = divmod(x - self.gap, self.pitch_x)
        row, in_y = divmod(y - self.top, self.pitch_y)
        inside = 0 <= column < self.columns and row >= 0
        tile = int(row) * self.columns + int(column)
        if (
            not inside
            or in_x >= self.shown_width
            or in_y >= self.shown_height
            or tile >= self.count
        ):
            return None
        cell_y = min(int(in_y) * self.shrink // self.zoom, self.tile_height - 1)
        cell_x = min(int(in_x) * self.shrink // self.zoom, self.tile_width - 1)
        return Cell(tile, cell_y, cell_x)

    def tiles_within(self, left: float, top: float, right: float, bottom: float) -> tuple[int, ...]:
        """All tiles that a rectangle of the image touches, in order."""
        first_column = max(0, int((left - self.gap - self.shown_width) // self.pitch_x) + 1)
        last_column = min(self.columns - 1, int((right - self.gap) // self.pitch_x))
        first_row = max(0, int((top - self.top - self.shown_height) // self.pitch_y) + 1)
        last_row = min(self.rows - 1, int((bottom - self.top) // self.pitch_y))
        return tuple(
            row * self.columns + column
            for row in range(first_row, last_row + 1)
            for column in range(first_column, last_column + 1)
            if row * self.columns + column < self.count
        )


def fitted_layout(
    sheet: TileSheet,
    width: int,
    height: int,
    *,
    gap: int = 3,
    smallest_gap: int | None = None,
    caption: int = 0,
    smallest_tile: int = 12,
) -> TileLayout:
    """The layout with the largest tiles that fits a place on the screen.

    Parameters
    ----------
    width, height : int
        The place, in image pixels.
    gap, caption : int
        Image pixels between tiles, and above each for its label.
    smallest_gap : int, optional
        A narrower gap is taken where the tiles can be larger with it.
    smallest_tile : int
        Tiles are never smaller than this (longer side, image pixels); the layout then becomes higher than
        the place and wants scrolling.

    Returns
    -------
    TileLayout
        Every tile pixel covers a whole number of image pixels, or the reverse; only tiles of
        `LARGE_TILE` pixels and more may also be enlarged by 1.5 or 2.5, where it is hardly seen.
    """
    tile_height, tile_width = sheet.tile_shape
    longest = max(1, tile_height, tile_width)
    layout = TileLayout(sheet.count, tile_height, tile_width, 1, gap=gap, caption=caption)
    for zoom, shrink in _magnifications(longest, smallest_tile, max(width, height)):
        for narrower in range(gap, (smallest_gap or gap) - 1, -1):
            layout = replace(layout, zoom=zoom, shrink=shrink, gap=narrower)
            columns = max(1, min((width - narrower) // layout.pitch_x, sheet.count))
            layout = replace(layout, columns=_even_columns(sheet.count, columns))
            if layout.width <= width and layout.height <= height:
                return layout
    return layout


def _even_columns(count: int, columns: int) -> int:
    """Fewer columns that need no more rows, so that the last row is as full as can be."""
    rows = max(1, -(-count // columns))
    return max(1, -(-count // rows))


def _magnifications(longest: int, at_least: int, place: int) -> list[tuple[int, int]]:
    """(zoom, shrink) from the largest that can fit down to the smallest allowed; at least one pair."""
    least_zoom = max(1, -(-at_least // longest))
    zooms = range(max(least_zoom, place // longest), least_zoom - 1, -1)
    shrinks = range(2, max(1, longest // at_least) + 1)
    ratios = [(zoom, 1) for zoom in zooms] + [(1, shrink) for shrink in shrinks]
    if longest >= LARGE_TILE:
        ratios += [(5, 2), (3, 2)]
    return sorted(ratios, key=lambda ratio: -ratio[0] / ratio[1])


def _shown(side: int, zoom: int, shrink: int) -> int:
    return -(-side // shrink) if zoom == 1 else side * zoom // shrink


def _sources(side: int, zoom: int, shrink: int) -> NDArray[np.intp]:
    """For each image pixel along a tile's side the tile pixel that it shows."""
    return np.arange(_shown(side, zoom, shrink)) * shrink // zoom


def tile_colours(sheet: TileSheet) -> NDArray[np.uint32]:
    """Every tile pixel as 0xAARRGGBB.

    Returns
    -------
    uint32 array (n, height, width)
    """
    tiles = sheet.tiles
    if tiles.ndim == 4 and tiles.dtype == np.uint8:
        return packed_pixels(tiles)
    if sheet.scale == "tile" and sheet.colours != "grey":
        each = [limits_for(tile, sheet.colours) for tile in tiles]
        bounds = np.array(each, np.float32).reshape(-1, 2, *[1] * (tiles.ndim - 1))
        index = colour_index(tiles, bounds[:, 0], bounds[:, 1])
    else:
        index = colour_index(tiles, *sheet.sheet_limits())
    if tiles.ndim == 3:
        return packed_table(sheet.colours)[index]
    missing = (index > 255).any(axis=3)
    pixels = packed_pixels(np.minimum(index, 255).astype(np.uint8))
    pixels[missing] = packed_table(sheet.colours)[-1]
    return pixels


def atlas(
    sheet: TileSheet,
    layout: TileLayout,
    background: int = 0xFFFFFFFF,
    into: NDArray[np.uint32] | None = None,
) -> NDArray[np.uint32]:
    """Paint the whole sheet as one image.

    Parameters
    ----------
    background : int
        0xAARRGGBB between the tiles.
    into : uint32 array (layout.height, layout.width), optional
        An image painted before with the same layout and background; only its tiles are painted over.

    Returns
    -------
    uint32 array (layout.height, layout.width)
        0xAARRGGBB; `into` where it was given.
    """
    image = np.full((layout.height, layout.width), background, np.uint32) if into is None else into
    if not sheet.count:
        return image
    pixels = tile_colours(sheet)
    if layout.shrink > 1:
        rows = _sources(layout.tile_height, layout.zoom, layout.shrink)
        pixels = pixels[:, rows][:, :, _sources(layout.tile_width, layout.zoom, layout.shrink)]
    elif layout.zoom > 1:
        pixels = np.repeat(pixels, layout.zoom, axis=2)
    columns, places = layout.columns, _places(image, layout)
    full_rows = sheet.count // columns
    block = pixels[: full_rows * columns].reshape(full_rows, columns, *pixels.shape[1:])
    places[:full_rows] = block[:, :, :, None, :]
    rest = sheet.count - full_rows * columns
    if rest:
        places[full_rows, :rest] = pixels[full_rows * columns :, :, None, :]
    return image


def _places(image: NDArray[np.uint32], layout: TileLayout) -> NDArray[np.uint32]:
    """The image without its gaps: a view (rows, columns, different lines, equal lines, width)."""
    lines = layout.zoom if layout.shrink == 1 else 1  # image lines that are equal by construction
    stride_y, stride_x = image.strides
    shape = (
        layout.rows,
        layout.columns,
        layout.shown_height // lines,
        lines,
        layout.shown_width,
    )
    down, right = layout.pitch_y * stride_y, layout.pitch_x * stride_x
    strides = (down, right, lines * stride_y, stride_y, stride_x)
    corner = image[layout.top :, layout.gap :]
    return np.lib.stride_tricks.as_strided(corner, shape, strides)
