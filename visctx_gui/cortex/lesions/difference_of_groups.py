"""How much more two lesions differ in one group of images than in another."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from visctx_gui.cortex.training.intervals import paired_difference

Answers = NDArray[np.bool_]


def difference_of_groups(
    first: tuple[Answers, Answers], second: tuple[Answers, Answers]
) -> tuple[float, float, float]:
    """The interaction of a double dissociation with its 95 % interval.

    (A on 1 - A on 2) - (B on 1 - B on 2), which is (A - B) on 1 minus (A - B) on 2. Within a group
    the same images are answered under both lesions, so A - B has the paired interval of
    `paired_difference`. The groups share no image: their two intervals give that of the difference
    by the method of variance estimates recovery (Zou & Donner, Statistics in Medicine 2008,
    27:1693, equation 3). Unlike a bootstrap it is never of width 0 where few answers differ.

    Parameters
    ----------
    first, second : pair of bool array (n,)
        For each image of the group whether it is answered rightly under lesion A, and under B.

    Returns
    -------
    difference, low, high : float
        -2..2; all NaN where a group has no images.

    Raises
    ------
    ValueError
        Where the two arrays of a group are not of one length.
    """
    one, one_low, one_high = _difference(*first)
    other, other_low, other_high = _difference(*second)
    difference = one - other
    return (
        difference,
        difference - math.hypot(one - one_low, other_high - other),
        difference + math.hypot(one_high - one, other - other_low),
    )


def _difference(a_right: Answers, b_right: Answers) -> tuple[float, float, float]:
    if a_right.shape != b_right.shape:
        raise ValueError(f"{len(a_right)} and {len(b_right)} answers are not to the same images")
    return paired_difference(
        both_right=int((a_right & b_right).sum()),
        only_before_right=int((b_right & ~a_right).sum()),
        only_after_right=int((a_right & ~b_right).sum()),
        n=len(a_right),
    )
