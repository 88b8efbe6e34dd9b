"""What a sweep over single units has counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visctx_gui.cortex.training.intervals import paired_difference

Counts = NDArray[np.int64]
Sums = NDArray[np.float64]
_LOSS = "loss_sum"
_INTACT_LOSS = "intact_loss_sum"
_PARTS = ("units", "right_by_class", "only_intact_right", "only_lesioned_right")


@dataclass(frozen=True, eq=False)
class LayerTally:
    """Answers of a network with each unit of a layer damaged, one at a time.

    Attributes
    ----------
    units : int64 array (k,)
        Which units.
    right_by_class : int64 array (k, classes)
        Images of each class that were named rightly.
    only_intact_right, only_lesioned_right : int64 array (k,)
        Images that only the intact, or only the damaged network named rightly.
    loss_sum : float64 array (k,) or None
        Cross-entropy summed over images, nats; None where it was not asked for.
    """

    units: Counts
    right_by_class: Counts
    only_intact_right: Counts
    only_lesioned_right: Counts
    loss_sum: Sums | None = None


@dataclass(frozen=True, eq=False)
class SweepTally:
    """Counts over the images seen so far.

    Attributes
    ----------
    n : int
        Images seen: the first so many of the fixed order.
    class_counts : int64 array (classes,)
        Images of each class among them.
    intact_right_by_class : int64 array (classes,)
        Those that the network without the damage of single units named rightly.
    layers : mapping of str to LayerTally
    intact_loss_sum : float or None
        Cross-entropy of the network without the damage of single units, summed over the same
        images, nats; None where it was not asked for.
    """

    n: int
    class_counts: Counts
    intact_right_by_class: Counts
    layers: Mapping[str, LayerTally]
    intact_loss_sum: float | None = None

    @property
    def intact_accuracy(self) -> float:
        """Share of images, 0..1, named rightly without the damage; NaN for no images."""
        return int(self.intact_right_by_class.sum()) / self.n if self.n else float("nan")

    def accuracy(self, layer: str) -> NDArray[np.float64]:
        """Share of images named rightly under each unit's damage, 0..1, (k,)."""
        right = self.layers[layer].right_by_class.sum(1).astype(np.float64)
        return _divided(right, np.float64(self.n))

    def loss(self, layer: str) -> Sums:
        """Mean cross-entropy under each unit's damage, nats per image, (k,); NaN for no images.

        Raises
        ------
        ValueError
            Where the sweep did not sum it.
        """
        total = self.layers[layer].loss_sum
        if total is None:
            raise ValueError(f"the sweep did not sum the cross-entropy of {layer}")
        return _divided(total, np.float64(self.n))

    @property
    def has_loss(self) -> bool:
        """Whether the cross-entropy was summed, of the intact network and under all damage."""
        return self.intact_loss_sum is not None and all(
            one.loss_sum is not None for one in self.layers.values()
        )

    def loss_rise(self, layer: str) -> Sums:
        """Rise of the mean cross-entropy by each unit's damage, nats per image, (k,).

        Both means are of the same images, seen in the same pass; NaN for no images. Below 0 the
        damage makes the answers better.

        Raises
        ------
        ValueError
            Where the sweep did not sum the cross-entropy.
        """
        total = self.layers[layer].loss_sum
        if total is None or self.intact_loss_sum is None:
            raise ValueError(f"the sweep did not sum the cross-entropy of {layer}")
        with np.errstate(invalid="ignore"):  # infinite with and without: not a number
            rise = total - self.intact_loss_sum
        return _divided(rise, np.float64(self.n))

    def change(self, layer: str) -> NDArray[np.float64]:
        """Change of the accuracy by each unit's damage, -1..1, (k,); negative where it harms."""
        one = self.layers[layer]
        difference = (one.only_lesioned_right - one.only_intact_right).astype(np.float64)
        return _divided(difference, np.float64(self.n))

    def change_by_class(self, layer: str) -> NDArray[np.float64]:
        """Change of the accuracy of each class, (k, classes); NaN for a class without images."""
        difference = self.layers[layer].right_by_class - self.intact_right_by_class
        return _divided(difference.astype(np.float64), self.class_counts.astype(np.float64))

    def interval(self, layer: str, place: int) -> tuple[float, float]:
        """95 % interval of the change by one unit, from paired answers.

        Parameters
        ----------
        layer : str
        place : int
            Of the unit among those swept.

        Returns
        -------
        low, high : float
            See `paired_difference`; NaN for no images.
        """
        one = self.layers[layer]
        only_intact = int(one.only_intact_right[place])
        both = int(self.intact_right_by_class.sum()) - only_intact
        _, low, high = paired_difference(
            both, only_intact, int(one.only_lesioned_right[place]), self.n
        )
        return low, high

    def to_arrays(self) -> dict[str, Counts | Sums]:
        """Everything, for a file of arrays."""
        arrays: dict[str, Counts | Sums] = {
            "n": np.array(self.n, dtype=np.int64),
            "class_counts": self.class_counts,
            "intact_right_by_class": self.intact_right_by_class,
        }
        for layer, one in self.layers.items():
            arrays.update({f"{layer}/{part}": getattr(one, part) for part in _PARTS})
            if one.loss_sum is not None:
                arrays[f"{layer}/{_LOSS}"] = one.loss_sum
        if self.intact_loss_sum is not None:
            arrays[_INTACT_LOSS] = np.array(self.intact_loss_sum, dtype=np.float64)
        return arrays

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]]) -> SweepTally:
        """The opposite of `to_arrays`; a layer without summed loss is one that was not asked for it.

        Raises
        ------
        ValueError
            Where arrays are missing, or do not fit together.
        """
        try:
            whole = {
                name: np.asarray(value).astype(np.int64)
                for name, value in arrays.items()
                if name != _INTACT_LOSS and not name.endswith(f"/{_LOSS}")
            }
            layers = [name.removesuffix("/units") for name in whole if name.endswith("/units")]
            tally = cls(
                int(whole["n"]),
                whole["class_counts"],
                whole["intact_right_by_class"],
                {layer: _layer(layer, whole, arrays) for layer in layers},
                float(np.asarray(arrays[_INTACT_LOSS])) if _INTACT_LOSS in arrays else None,
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"these are no counts of a sweep: {error}") from error
        tally._check()
        return tally

    def _check(self) -> None:
        n_classes = self.class_counts.shape
        fits = self.class_counts.ndim == 1 and self.intact_right_by_class.shape == n_classes
        fits = fits and int(self.class_counts.sum()) == self.n
        for one in self.layers.values():
            k = one.units.shape
            fits = fits and one.units.ndim == 1 and one.right_by_class.shape == (*k, *n_classes)
            fits = fits and one.only_intact_right.shape == one.only_lesioned_right.shape == k
            fits = fits and (one.loss_sum is None or one.loss_sum.shape == k)
        if not fits:
            raise ValueError("these counts of a sweep do not fit together")


def _layer(
    layer: str, whole: Mapping[str, Counts], arrays: Mapping[str, NDArray[np.generic]]
) -> LayerTally:
    units, right, only_intact, only_lesioned = (whole[f"{layer}/{part}"] for part in _PARTS)
    loss = arrays.get(f"{layer}/{_LOSS}")
    loss_sum = None if loss is None else np.asarray(loss).astype(np.float64)
    return LayerTally(units, right, only_intact, only_lesioned, loss_sum)


def _divided(
    counts: NDArray[np.float64], by: NDArray[np.float64] | np.float64
) -> NDArray[np.float64]:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(counts / by, dtype=np.float64)
