"""Which visual area a layer of a published architecture may be compared with."""

from __future__ import annotations

import math

from visctx_gui.plan.network import AREAS

# V1, V2 and V4 see less than this share of the usual image's side; IT may see all of it.
_FIELD_LIMITS = (0.25, 0.5, 1.0)


def suggested_area(depth: float, field_share: float | None) -> str:
    """The label that a layer gets at first; a suggestion to start from, no finding.

    Two votes are averaged, half a step counting upwards. By depth the network is cut into four
    quarters. By receptive field V1 sees less than a quarter of the side of the image the
    architecture was made for, V2 less than half, V4 less than all of it: fields grow about twofold
    from one area to the next (Freeman & Simoncelli, Nature Neuroscience 2011, Fig. 1). Both votes
    grow along every path, and so does the label.

    Parameters
    ----------
    depth : float
        Layers with weights up to here, on the longest path, as a share of all in front of the
        classifier; 0..1.
    field_share : float or None
        Widest receptive field up to here over the side of the usual image, poolings over the whole
        image (as in squeeze and excitation) left out; None behind attention, where every unit sees
        everything: then depth alone decides.

    Returns
    -------
    str
        One of ``V1``, ``V2``, ``V4``, ``IT``.
    """
    by_depth = min(len(AREAS) - 1, max(0, math.ceil(len(AREAS) * depth) - 1))
    if field_share is None:
        return AREAS[by_depth]
    by_field = sum(field_share >= limit for limit in _FIELD_LIMITS)
    return AREAS[(by_depth + by_field + 1) // 2]
