"""Counting the answers of the intact and the lesioned network on the same images."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor


@dataclass(frozen=True, eq=False)
class LesionCounts:
    """Answers with and without a lesion, on the images seen so far; all that intervals need.

    Attributes
    ----------
    intact_confusion, lesioned_confusion : int64 array (classes, classes)
        Row: the image's class; column: the answer.
    both_right, only_intact_right, only_lesioned_right : int
        Images by who named them rightly.
    n : int
        Images seen.
    """

    intact_confusion: NDArray[np.int64]
    lesioned_confusion: NDArray[np.int64]
    both_right: int
    only_intact_right: int
    only_lesioned_right: int
    n: int

    @property
    def intact_right(self) -> int:
        """Images the intact network named rightly."""
        return self.both_right + self.only_intact_right

    @property
    def lesioned_right(self) -> int:
        """Images the lesioned network named rightly."""
        return self.both_right + self.only_lesioned_right


class AnswerTally:
    """Cumulates answers, slice by slice, on the device they come from.

    Parameters
    ----------
    n_classes : int
    device : device
    """

    def __init__(self, n_classes: int, device: torch.device) -> None:
        self._n_classes = n_classes
        self._n = 0
        self._intact = torch.zeros(n_classes * n_classes, dtype=torch.int64, device=device)
        self._lesioned = torch.zeros_like(self._intact)
        self._right = torch.zeros(4, dtype=torch.int64, device=device)

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
        who = 2 * (intact == labels).long() + (lesioned == labels).long()
        self._right += torch.bincount(who, minlength=4)
        self._n += labels.numel()

    def counts(self) -> LesionCounts:
        """The counts so far; waits for the device."""
        _, only_lesioned, only_intact, both = self._right.tolist()
        return LesionCounts(
            self._square(self._intact), self._square(self._lesioned),
            both, only_intact, only_lesioned, self._n,
        )  # fmt: skip

    def _square(self, counts: Tensor) -> NDArray[np.int64]:
        square = counts.cpu().numpy().reshape(self._n_classes, self._n_classes)
        return np.array(square, dtype=np.int64)
