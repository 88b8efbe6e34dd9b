"""Repeated draws of a lesion curve, summarised."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from visctx_gui.engine.lesion_messages import Numbers


class DrawsSummary(NamedTuple):
    """Mean and 2.5-97.5 % range of the draws at each number of silenced units, all (units + 1,)."""

    mean: Numbers
    low: Numbers
    high: Numbers
    complete_draws: int


def summary_of(accuracy: Numbers) -> DrawsSummary:
    """Summarise what is measured so far.

    Parameters
    ----------
    accuracy : float64 (draws, units + 1)
        NaN: not measured yet.

    Returns
    -------
    DrawsSummary
        NaN where no draw is measured.
    """
    columns = accuracy.shape[1]
    mean, low, high = (np.full(columns, np.nan) for _ in range(3))
    known = np.isfinite(accuracy)
    seen = known.any(axis=0)
    if seen.any():
        mean[seen] = np.nanmean(accuracy[:, seen], axis=0)
        low[seen], high[seen] = np.nanpercentile(accuracy[:, seen], [2.5, 97.5], axis=0)
    return DrawsSummary(mean, low, high, int(known.all(axis=1).sum()))
