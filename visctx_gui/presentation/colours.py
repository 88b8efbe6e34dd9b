"""Colours: what a role looks like, and how a number becomes a colour."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from visctx_gui.presentation.colour_tables import CET_CBD1, VIRIDIS
from visctx_gui.presentation.quantiles import quantiles

Colours = Literal["diverging", "sequential", "grey"]
Role = Literal[
    "intact",
    "lesioned",
    "random control",
    "chance",
    "training",
    "validation",
    "selected",
    "plain",
]
Numbers = NDArray[Any]
Limits = tuple[float, float]

# The same thing has the same colour in every plot and figure. Lightness differs inside each group that is
# drawn together, so that the pairs stay apart with red-green colour blindness and in grey print.
LIGHT_ROLES: dict[Role, str] = {
    "intact": "#0072b2",
    "lesioned": "#d55e00",
    "random control": "#8a8f98",
    "chance": "#6b7079",
    "training": "#0b9e73",
    "validation": "#8f3f97",
    "selected": "#4b4fd0",
    "plain": "#3a4350",
}
DARK_ROLES: dict[Role, str] = {
    "intact": "#56b4e9",
    "lesioned": "#ee8a45",
    "random control": "#959ba5",
    "chance": "#cdd2da",
    "training": "#2fbf93",
    "validation": "#d68fdd",
    "selected": "#9aa0ff",
    "plain": "#d5dae2",
}
NAN_COLOUR = "#d4006e"  # a pink that none of the tables comes near
NAN_INDEX = 256
ROBUST_PERCENTILE = 99.5
FLAT_SPAN = 1e-30  # limits nearer than this count as equal: float32 cannot divide by less
SAMPLED_VALUES = 65_536  # more do not move a percentile visibly, and cost time at each repaint


def role_colour(role: Role, dark: bool = False) -> str:
    """The fixed colour of a role as ``#rrggbb``."""
    return (DARK_ROLES if dark else LIGHT_ROLES)[role]


@cache
def colour_table(colours: Colours) -> NDArray[np.uint8]:
    """The table for a kind of values.

    Parameters
    ----------
    colours : str
        ``diverging`` (CET-CBD1, for weights and differences, centre = 0), ``sequential``
        (viridis, for magnitudes) or ``grey`` (for pictures).

    Returns
    -------
    uint8 array (256, 4)
        Red, green, blue, opacity 255; read-only.
    """
    table = np.full((256, 4), 255, np.uint8)
    if colours == "grey":
        table[:, :3] = np.arange(256, dtype=np.uint8)[:, None]
    else:
        text = CET_CBD1 if colours == "diverging" else VIRIDIS
        table[:, :3] = np.frombuffer(bytes.fromhex(text), np.uint8).reshape(256, 3)
    table.setflags(write=False)
    return table


@cache
def packed_table(colours: Colours) -> NDArray[np.uint32]:
    """The table as 0xAARRGGBB, with the colour of NaN at `NAN_INDEX`.

    Returns
    -------
    uint32 array (257,)
        Read-only.
    """
    packed = np.empty(257, np.uint32)
    packed[:256] = packed_pixels(colour_table(colours)[:, :3])
    packed[NAN_INDEX] = packed_colour(NAN_COLOUR)
    packed.setflags(write=False)
    return packed


def packed_pixels(pixels: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Red, green, blue in the last axis (..., 3) as opaque 0xAARRGGBB (...)."""
    wide = pixels.astype(np.uint32)
    shifts = np.array([16, 8, 0], np.uint32)
    packed: NDArray[np.uint32] = np.bitwise_or.reduce(np.left_shift(wide, shifts), axis=-1)
    packed |= np.uint32(0xFF000000)
    return packed


def packed_colour(text: str) -> int:
    """``#rrggbb`` as opaque 0xAARRGGBB."""
    return 0xFF000000 | int(text[1:], 16)


def unpacked(packed: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """0xAARRGGBB (...) as red, green, blue, opacity (..., 4), for figure files."""
    shifts = np.array([16, 8, 0, 24], np.uint32)
    return ((packed[..., None] >> shifts) & 0xFF).astype(np.uint8)


def colour_index(
    values: Numbers, low: float | Numbers, high: float | Numbers
) -> NDArray[np.uint16]:
    """Place of each value in a table of 256 colours.

    Parameters
    ----------
    values : array
        Any shape; NaN and infinity allowed.
    low, high : float or array that broadcasts to `values`
        Values of the first and last colour. Where they are equal everything gets the middle colour.

    Returns
    -------
    uint16 array, shape of `values`
        0 to 255, `NAN_INDEX` for NaN.
    """
    low = np.asarray(low, np.float32)
    span = np.asarray(high, np.float32) - low
    flat = ~(span > FLAT_SPAN)
    scale = np.where(flat, np.float32(0), np.float32(255) / np.where(flat, 1, span))
    offset = np.where(flat, np.float32(127.5), np.float32(0))
    # infinity times zero is set to the middle below
    with np.errstate(invalid="ignore", over="ignore"):
        place = (values.astype(np.float32, copy=False) - low) * scale + offset
    missing = np.isnan(place)
    if missing.any():
        place[missing] = 127.5
    np.clip(place, 0, 255, out=place)
    place += 0.5
    index = place.astype(np.uint16)
    if missing.any():
        index[np.isnan(values)] = NAN_INDEX
    return index


def symmetric_limits(values: Numbers, robust: bool = False) -> Limits:
    """Limits symmetric about 0, for a diverging table.

    Parameters
    ----------
    values : array
        NaN and infinity are left out.
    robust : bool
        Use the 99.5th percentile of the magnitudes, so that single outliers do not bleach the rest.

    Returns
    -------
    (float, float)
        ``(-m, m)``; (-1, 1) where nothing finite differs from 0.
    """
    magnitude = np.abs(_finite(values))
    if not magnitude.size or not magnitude.max() > 0:
        return -1.0, 1.0
    largest = float(magnitude.max())
    if robust:
        largest = quantiles(magnitude, [ROBUST_PERCENTILE / 100])[0] or largest
    return -largest, largest


def sequential_limits(values: Numbers, robust: bool = False) -> Limits:
    """Limits for a sequential table: from 0 (or the smallest value below it) to the largest.

    Returns
    -------
    (float, float)
        (0, 1) where nothing finite differs from 0.
    """
    finite = _finite(values)
    if not finite.size:
        return 0.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    if robust and high > 0:
        high = quantiles(finite, [ROBUST_PERCENTILE / 100])[0] or high
    low, high = min(0.0, low), max(0.0, high)
    return (low, high) if high > low else (0.0, 1.0)


def limits_for(values: Numbers, colours: Colours, robust: bool = False) -> Limits:
    """Limits that suit a kind of values; pictures in grey always span 0 to 255."""
    if colours == "diverging":
        return symmetric_limits(values, robust)
    return (0.0, 255.0) if colours == "grey" else sequential_limits(values, robust)


def _finite(values: Numbers) -> Numbers:
    flat = np.asarray(values).reshape(-1)
    if flat.size > SAMPLED_VALUES:
        # the extremes are kept: a sample alone could miss the largest value
        step = -(-flat.size // SAMPLED_VALUES)
        with np.errstate(invalid="ignore"):
            ends = np.array([np.fmin.reduce(flat), np.fmax.reduce(flat)], flat.dtype)
        flat = np.concatenate([flat[::step], ends])
    finite: Numbers = flat[np.isfinite(flat)]
    return finite
