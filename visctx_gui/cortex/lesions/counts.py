"""Counting the answers of the intact and the lesioned network on the same images."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from visctx_gui.cortex.training.intervals import paired_difference


@dataclass(frozen=True, eq=False)
class LesionCounts:
    """Answers with and without a lesion, on the images seen so far; all that intervals need.

    Attributes
    ----------
    intact_confusion, lesioned_confusion : int64 array (classes, classes)
        Row: the image's class; column: the answer.
    both_right_of_class : int64 array (classes,)
        Images of each class that both networks named rightly. With the confusions it gives the
        whole paired table of each class.
    """

    intact_confusion: NDArray[np.int64]
    lesioned_confusion: NDArray[np.int64]
    both_right_of_class: NDArray[np.int64]

    @property
    def n_of_class(self) -> NDArray[np.int64]:
        """Images of each class, int64 (classes,)."""
        counts: NDArray[np.int64] = self.intact_confusion.sum(axis=1)
        return counts

    @property
    def only_intact_right_of_class(self) -> NDArray[np.int64]:
        """Images of each class that only the intact network named rightly, int64 (classes,)."""
        lost: NDArray[np.int64] = np.diag(self.intact_confusion) - self.both_right_of_class
        return lost

    @property
    def only_lesioned_right_of_class(self) -> NDArray[np.int64]:
        """Images of each class that only the lesioned network named rightly, int64 (classes,)."""
        won: NDArray[np.int64] = np.diag(self.lesioned_confusion) - self.both_right_of_class
        return won

    @property
    def n(self) -> int:
        """Images seen."""
        return int(self.intact_confusion.sum())

    @property
    def both_right(self) -> int:
        """Images that both networks named rightly."""
        return int(self.both_right_of_class.sum())

    @property
    def only_intact_right(self) -> int:
        """Images that only the intact network named rightly."""
        return self.intact_right - self.both_right

    @property
    def only_lesioned_right(self) -> int:
        """Images that only the lesioned network named rightly."""
        return self.lesioned_right - self.both_right

    @property
    def intact_right(self) -> int:
        """Images the intact network named rightly."""
        return int(np.trace(self.intact_confusion))

    @property
    def lesioned_right(self) -> int:
        """Images the lesioned network named rightly."""
        return int(np.trace(self.lesioned_confusion))

    def change(self) -> tuple[float, float, float]:
        """Share of right answers, lesioned minus intact, with its paired 95 % interval.

        Returns
        -------
        difference, low, high : float
            -1..1, as `paired_difference`.
        """
        return paired_difference(
            self.both_right, self.only_intact_right, self.only_lesioned_right, self.n
        )

    def change_of_classes(self) -> NDArray[np.float64]:
        """The same within each class.

        Returns
        -------
        float64 array (classes, 3)
            Difference, low, high; NaN for a class without images.
        """
        tables = zip(
            self.both_right_of_class.tolist(),
            self.only_intact_right_of_class.tolist(),
            self.only_lesioned_right_of_class.tolist(),
            self.n_of_class.tolist(),
            strict=True,
        )
        changes = [paired_difference(*table) for table in tables]
        return np.array(changes, dtype=np.float64).reshape(-1, 3)


class AnswerTally:
    """Cumulates answers, slice by slice, on the device they come from.

    Parameters
    ----------
    n_classes : int
    device : device
    """

    def __init__(self, n_classes: int, device: torch.device) -> None:
        self._n_classes = n_classes
        self._intact = torch.zeros(n_classes * n_classes, dtype=torch.int64, device=device)
        self._lesioned = torch.zeros_like(self._intact)
        self._both_right = torch.zeros(n_classes, dtype=torch.int64, device=device)

    def add(self, labels: Tensor, intact: Tensor, lesioned: Tensor) -> None:
        """Count some images.

        Parameters
        ----------
        labels, intact, lesioned : int64 Tensor (n,)
            Classes, and the answers of the intact and the lesioned network.
        """
        rows = labels * self._n_classes
        self._intact += torch.bincount(rows + intact, minlength=self._intact.numel())
        self._lesioned += torch.bincount(rows + lesioned, minlength=self._lesioned.numel())
        both = (intact == labels) & (lesioned == labels)
        self._both_right.scatter_add_(0, labels, both.long())

    def counts(self) -> LesionCounts:
        """The counts so far; waits for the device."""
        return LesionCounts(
            self._square(self._intact),
            self._square(self._lesioned),
            self._both_right.cpu().numpy().copy(),
        )

    def _square(self, counts: Tensor) -> NDArray[np.int64]:
        square = counts.cpu().numpy().reshape(self._n_classes, self._n_classes)
        return np.array(square, dtype=np.int64)
