"""A matrix with named rows and columns: such as the confusion of classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visctx_gui.presentation.colours import Colours, Limits, limits_for


@dataclass(frozen=True, eq=False)
class MatrixPlot:
    """Numbers in rows and columns.

    Attributes
    ----------
    values : array (rows, columns)
        NaN has its own colour.
    shares_of_rows : bool
        Colour by each row's shares (a row sums to 1) while the numbers written are `values`: a confusion
        matrix of counts.
    """

    title: str
    values: NDArray[Any]
    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]
    row_title: str = ""
    column_title: str = ""
    value_label: str = ""
    colours: Colours = "sequential"
    limits: Limits | None = None
    shares_of_rows: bool = False

    def __post_init__(self) -> None:
        if self.values.shape != (len(self.row_labels), len(self.column_labels)):
            raise ValueError(
                f"{len(self.row_labels)} row and {len(self.column_labels)} column labels "
                f"for values {self.values.shape}"
            )

    def coloured_values(self) -> NDArray[np.float64]:
        """What decides the colours: `values`, or each row's shares (NaN for an empty row)."""
        values: NDArray[np.float64] = self.values.astype(np.float64)
        if not self.shares_of_rows:
            return values
        totals = values.sum(axis=1, keepdims=True)
        shares = np.full_like(values, np.nan)
        np.divide(values, totals, out=shares, where=totals > 0)
        return shares

    def colour_limits(self) -> Limits:
        """Values of the first and last colour; shares of rows span 0 to 1."""
        if self.limits is not None:
            return self.limits
        if self.shares_of_rows:
            return 0.0, 1.0
        return limits_for(self.values, self.colours)
