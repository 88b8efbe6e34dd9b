"""Counting the answers of a sweep as they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from torch import Tensor

from visctx_gui.cortex.lesions.sweep_tally import Counts, LayerTally, Sums, SweepTally
from visctx_gui.plan.wording import PlanError, message, translatable

LOSS_BYTES = 8 * 2**20  # of the scores in float64 at a time


class TallyInTheMaking:
    """Counts over the chunks of images seen so far.

    Parameters
    ----------
    units : mapping of str to sequence of int
        By layer: which units are swept.
    labels : int64 Tensor (n,)
        Of all images, in the order they are visited.
    n_classes : int
    start : SweepTally or None
        What an earlier sweep has counted.
    with_loss : bool
        Whether the cross-entropy is summed too; it costs time that the answers alone do not.

    Raises
    ------
    PlanError
        Where `start` belongs to other units or images, or lacks the loss that is wanted.
    """

    def __init__(
        self,
        units: Mapping[str, Sequence[int]],
        labels: Tensor,
        n_classes: int,
        start: SweepTally | None,
        with_loss: bool = False,
    ) -> None:
        self._n_classes = n_classes
        if start is None:
            start = _nothing_yet(units, n_classes, with_loss)
        elif not _belongs(start, units, labels, n_classes):
            raise PlanError(
                message(
                    translatable("The counts to go on from belong to other units or other images.")
                ),
                message(translatable("Start the sweep anew.")),
                field="start",
            )
        elif with_loss and not start.has_loss:
            raise PlanError(
                message(translatable("The counts to go on from lack the cross-entropy.")),
                message(translatable("Start the sweep anew.")),
                field="start",
            )
        self._n = start.n
        self._class_counts = start.class_counts.copy()
        self._intact = start.intact_right_by_class.copy()
        self._intact_loss = start.intact_loss_sum if with_loss else None
        self._layers = {layer: _copied(start.layers[layer], with_loss) for layer in units}

    @property
    def n(self) -> int:
        """Images counted."""
        return self._n

    def add_images(self, labels: Tensor, scores: Tensor) -> None:
        """Begin a chunk.

        Parameters
        ----------
        labels : int64 Tensor (n,)
        scores : Tensor (n, classes)
            Without the damage of single units.
        """
        self._labels = labels
        self._one_hot = torch.nn.functional.one_hot(labels, self._n_classes).to(torch.float32)
        self._intact_right = scores.argmax(1) == labels
        self._n += labels.numel()
        self._class_counts += _counts(self._one_hot.sum(0))
        self._intact += _counts(self._one_hot[self._intact_right].sum(0))
        if self._intact_loss is not None:
            self._intact_loss += float(_summed_loss(scores[None], labels)[0])

    def add_units(self, layer: str, first: int, scores: Tensor) -> None:
        """Count some units' answers on the images of the chunk.

        Parameters
        ----------
        layer : str
        first : int
            Place of the first unit.
        scores : Tensor (units, n, classes)
        """
        right = scores.argmax(2) == self._labels  # (units, n)
        places = slice(first, first + right.shape[0])
        one = self._layers[layer]
        # Sums of ones in float32 are exact up to 16 million images of a chunk.
        one.right_by_class[places] += _counts(right.to(torch.float32) @ self._one_hot)
        one.only_intact_right[places] += _counts((self._intact_right & ~right).sum(1))
        one.only_lesioned_right[places] += _counts((right & ~self._intact_right).sum(1))
        if one.loss_sum is not None:
            one.loss_sum[places] += _summed_loss(scores, self._labels)

    def tally(self) -> SweepTally:
        """The counts so far; later ones do not change them."""
        layers = {
            layer: _copied(one, one.loss_sum is not None) for layer, one in self._layers.items()
        }
        counts, intact = self._class_counts.copy(), self._intact.copy()
        return SweepTally(self._n, counts, intact, layers, self._intact_loss)


def _counts(values: Tensor) -> Counts:
    return values.to(torch.int64).cpu().numpy()


def _summed_loss(scores: Tensor, labels: Tensor) -> Sums:
    """Cross-entropy of each unit, summed over images in float64, nats: (units,)."""
    if scores.device.type == "mps":  # has no float64
        scores, labels = scores.cpu(), labels.cpu()
    together = max(1, LOSS_BYTES // (8 * scores[0].numel()))
    found = []
    for some in torch.split(scores, together):
        values = some.double()  # (some units, n, classes)
        places = labels.view(1, -1, 1).expand(values.shape[0], -1, 1)
        losses = values.logsumexp(2) - values.gather(2, places).squeeze(2)  # -ln softmax
        found.append(losses.sum(1))
    return torch.cat(found).cpu().numpy()


def _nothing_yet(units: Mapping[str, Sequence[int]], n_classes: int, with_loss: bool) -> SweepTally:
    def zeros(*shape: int) -> Counts:
        return np.zeros(shape, dtype=np.int64)

    layers = {
        layer: LayerTally(
            np.array(some, dtype=np.int64), zeros(len(some), n_classes), zeros(len(some)),
            zeros(len(some)), np.zeros(len(some)) if with_loss else None,
        )
        for layer, some in units.items()
    }  # fmt: skip
    nothing = 0.0 if with_loss else None
    return SweepTally(0, zeros(n_classes), zeros(n_classes), layers, nothing)


def _belongs(
    start: SweepTally, units: Mapping[str, Sequence[int]], labels: Tensor, n_classes: int
) -> bool:
    if not 0 <= start.n <= labels.numel() or set(start.layers) != set(units):
        return False
    if any(start.layers[layer].units.tolist() != list(some) for layer, some in units.items()):
        return False
    seen = torch.bincount(labels[: start.n], minlength=n_classes)
    return bool((start.class_counts == seen.numpy()).all())


def _copied(one: LayerTally, with_loss: bool) -> LayerTally:
    return LayerTally(
        one.units.copy(),
        one.right_by_class.copy(),
        one.only_intact_right.copy(),
        one.only_lesioned_right.copy(),
        one.loss_sum.copy() if with_loss and one.loss_sum is not None else None,
    )
