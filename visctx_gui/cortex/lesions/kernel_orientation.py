"""Which orientation of bars the kernels of a first layer answer to most.

Orientation is that of the bars, in degrees: 0 is horizontal, counter-clockwise as seen on the
screen, 0 to below 180.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

N_ORIENTATIONS = 36
N_FREQUENCIES = 24
SHORTEST_PERIOD_PIXELS = 3.0  # shorter ones are sampled too coarsely to have an orientation
# Rounding: a kernel flatter than float32 resolves has no orientation.
FLAT_SHARE = 1e-6
NO_DIRECTION = 1e-9


@dataclass(frozen=True, eq=False)
class KernelOrientation:
    """Orientation of each kernel of a layer; NaN for a flat kernel.

    Attributes
    ----------
    preferred_degrees : float64 array (units,)
        Of the bars, 0 (horizontal) to below 180, counter-clockwise. Also NaN where no direction
        is preferred at all.
    selectivity : float64 array (units,)
        1 - circular variance: 0 (all orientations alike) to 1 (one only).
    cycles_per_pixel : float64 array (units,)
        The spatial frequency with the largest answer, at which both were read.
    """

    preferred_degrees: NDArray[np.float64]
    selectivity: NDArray[np.float64]
    cycles_per_pixel: NDArray[np.float64]


def kernel_orientation(kernels: ArrayLike) -> KernelOrientation:
    """Preferred orientation and orientation selectivity of kernels that look at the image.

    The amplitude R of a kernel's answer to a drifting grating is the modulus of its Fourier
    transform, for several colours the root of the summed power. It is read at the spatial
    frequency of its largest value. With S = sum of R exp(2 i theta) over orientations theta, the
    preferred orientation is half the angle of S and the selectivity |S| / sum of R (Ringach,
    Shapley & Hawken 2002). The mean of each colour's kernel, its answer to even light, is taken
    off before.

    Parameters
    ----------
    kernels : array (units, colours, height, width)
        Weights of a first layer, as torch keeps them: row 0 is on top, no flip.

    Returns
    -------
    KernelOrientation

    Raises
    ------
    ValueError
        For another number of dimensions.
    """
    weights = np.asarray(kernels, dtype=np.float64)
    if weights.ndim != 4:
        raise ValueError(f"kernels have shape {weights.shape}, not (units, colours, height, width)")
    known = np.asarray(np.isfinite(weights).all(axis=(1, 2, 3)))
    weights = np.where(known[:, None, None, None], weights, 0.0)
    varied = weights - weights.mean(axis=(2, 3), keepdims=True)
    largest = np.abs(weights).max(axis=(1, 2, 3), initial=0.0)
    known = known & (np.abs(varied).max(axis=(1, 2, 3), initial=0.0) > FLAT_SHARE * largest)

    theta = np.arange(N_ORIENTATIONS) * math.pi / N_ORIENTATIONS
    frequencies = _frequencies(max(weights.shape[2:]))
    amplitude = grating_amplitude(varied, theta, frequencies)
    best = amplitude.max(axis=2).argmax(axis=1)
    answer = amplitude[np.arange(len(weights)), best]  # (units, orientations)
    total = answer.sum(axis=1)
    direction = answer @ np.exp(2j * theta)
    selectivity = np.full(len(weights), math.nan)
    np.divide(np.abs(direction), total, out=selectivity, where=known & (total > 0))
    degrees = np.degrees(np.angle(direction) / 2) % 180.0 % 180.0  # -1e-17 % 180 is 180
    return KernelOrientation(
        preferred_degrees=np.where(selectivity > NO_DIRECTION, degrees, math.nan),
        selectivity=selectivity,
        cycles_per_pixel=np.where(np.isnan(selectivity), math.nan, frequencies[best]),
    )


def grating_amplitude(
    kernels: NDArray[np.float64],
    theta: NDArray[np.float64],
    cycles_per_pixel: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Amplitude of each kernel's answer to drifting gratings of contrast 1.

    Parameters
    ----------
    kernels : float64 array (units, colours, height, width)
    theta : array (orientations,)
        Of the bars, in radians, counter-clockwise from horizontal.
    cycles_per_pixel : array (frequencies,)

    Returns
    -------
    float64 array (units, frequencies, orientations)
        Root of the power summed over colours.
    """
    units, colours, height, width = kernels.shape
    y, x = np.mgrid[:height, :width].reshape(2, -1)
    # Rows go down: bars along (cos, -sin) are modulated along (sin, cos).
    along = np.sin(theta)[:, None] * x + np.cos(theta)[:, None] * y  # (orientations, pixels)
    gratings = np.exp(-2j * math.pi * cycles_per_pixel[:, None, None] * along)
    flat = gratings.reshape(-1, height * width)
    answers = kernels.reshape(units * colours, height * width) @ flat.T
    power = (np.abs(answers) ** 2).reshape(units, colours, *gratings.shape[:2]).sum(axis=1)
    amplitude: NDArray[np.float64] = np.sqrt(power)
    return amplitude


def _frequencies(side: int) -> NDArray[np.float64]:
    """From half a cycle per kernel up to the shortest period."""
    highest = 1 / SHORTEST_PERIOD_PIXELS
    return np.linspace(min(0.5 / side, highest), highest, N_FREQUENCIES)
