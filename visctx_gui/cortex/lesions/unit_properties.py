"""What the units of a layer prefer and how strong they are, measured on one split of the data."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from visctx_gui.cortex.images.image_set import ImageSet
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.pass_work import READING_COST, images_per_slice, working_type
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.recording.hooks import outputs_passed_through
from visctx_gui.cortex.training.evaluate import on_device_format

NO_CLASS = -1


@dataclass(frozen=True, eq=False)
class UnitProperties:
    """Properties of all units of one layer.

    A response is the mean over the positions of a unit's map, right where a lesion would act.

    Attributes
    ----------
    layer, split : str
        The layer, and the split the images are from.
    class_names : tuple of str
    class_counts : int64 array (classes,)
        Images of each class.
    class_means : float64 array (units, classes)
        Mean response to the images of each class; NaN for a class without images.
    selectivity : float64 array (units,)
        Class selectivity, 0 (all classes alike) to 1 (one class only); NaN for a dead unit and
        where it is not defined, see `class_selectivity`.
    preferred_class : int64 array (units,)
        The class with the largest mean response, the first of several; -1 for a dead unit.
    response_share : float64 array (units,)
        Share of images to which the unit's map is not zero everywhere, 0..1.
    kernel_norm : float64 array (units,)
        Euclidean norm of the unit's weights, its bias not counted.
    """

    layer: str
    split: str
    class_names: tuple[str, ...]
    class_counts: NDArray[np.int64]
    class_means: NDArray[np.float64]
    selectivity: NDArray[np.float64]
    preferred_class: NDArray[np.int64]
    response_share: NDArray[np.float64]
    kernel_norm: NDArray[np.float64]

    @property
    def n_images(self) -> int:
        """Images it was measured on."""
        return int(self.class_counts.sum())

    @property
    def dead_units(self) -> tuple[int, ...]:
        """Units whose map is zero everywhere for every image."""
        return tuple(np.flatnonzero(self.response_share == 0.0).tolist())


def class_selectivity(class_means: NDArray[np.float64]) -> NDArray[np.float64]:
    """Class selectivity of units (Morcos et al. 2018, arXiv 1803.06959).

    ``(mu_max - mu_rest) / (mu_max + mu_rest)``, with mu_max the largest class mean and mu_rest
    the mean of all the other class means.

    Parameters
    ----------
    class_means : float64 array (units, classes)
        NaN for a class without images, which is left out.

    Returns
    -------
    float64 array (units,)
        0..1. NaN for a unit that never responds, for one with a negative class mean (the index is
        made for responses that are not negative), and where fewer than two classes have images.
    """
    shown = class_means[:, ~np.isnan(class_means).all(axis=0)]
    selectivity = np.full(len(class_means), np.nan)
    if shown.shape[1] < 2:
        return selectivity
    largest = shown.max(axis=1)
    rest = (shown.sum(axis=1) - largest) / (shown.shape[1] - 1)
    defined = (shown >= 0).all(axis=1) & (largest > 0)
    np.divide(largest - rest, largest + rest, out=selectivity, where=defined)
    np.clip(selectivity, 0.0, 1.0, out=selectivity)
    return selectivity


def unit_properties(
    network: nn.Module,
    layer: str,
    point: str,
    images: ImageSet,
    mean: Sequence[float],
    sd: Sequence[float],
    split: str,
    slice_images: int | None = None,
) -> Generator[int, None, UnitProperties]:
    """Measure the units of a layer in one pass over the images.

    Parameters
    ----------
    network : Module
        Left exactly as it was. Between two slices it is in its own mode and may be used, but not
        changed.
    layer : str
        Module with the weights, one row of them per unit.
    point : str
        Module whose output, (n, units, height, width) or (n, units), is the units' response; it
        runs once in a pass.
    images : ImageSet
        Anywhere; at least one image.
    mean, sd : sequence of float
        The network's input normalisation, in units of 0..1.
    split : str
        Where the images are from: ``train``, ``validation`` or ``test``.
    slice_images : int, optional
        Images between two yields; by default as many as take about 25 ms.

    Yields
    ------
    int
        Images done.

    Returns
    -------
    UnitProperties

    Raises
    ------
    AttributeError
        For a module that does not exist.
    ValueError
        Without images, or where the point's output is not that of the layer's units.
    """
    if images.n == 0:
        raise ValueError("units cannot be measured without images")
    kernel_norm = kernel_norms(network, layer)
    sums = _ClassSums(len(images.class_names), len(kernel_norm))
    device, kind = next(network.parameters()).device, working_type(network)

    def prepared(first: int, end: int) -> Tensor:
        x = network_input(images.images[first:end].to(device), mean, sd).to(kind)
        return on_device_format(x)

    size = slice_images or images_per_slice(network, prepared(0, 1), passes=READING_COST)
    for first in range(0, images.n, size):
        end = min(first + size, images.n)
        labels = images.labels[first:end]
        with evaluation_mode(network), outputs_passed_through(network, {point: sums.look}):
            network(prepared(first, end))
        sums.add(labels)
        yield end
    return sums.properties(layer, split, images.class_names, kernel_norm)


def kernel_norms(network: nn.Module, layer: str) -> NDArray[np.float64]:
    """Euclidean norm of the weights of each unit of a layer; the bias is not counted.

    Parameters
    ----------
    network : Module
    layer : str
        A module with weights, one row of them per unit.

    Returns
    -------
    float64 array (units,)

    Raises
    ------
    AttributeError
        For a module that does not exist.
    ValueError
        For a module without weights.
    """
    weights = getattr(network.get_submodule(layer), "weight", None)
    if not isinstance(weights, Tensor):
        raise ValueError(f"{layer} has no weights")
    rows = weights.detach().cpu().double().flatten(1)
    return np.array(torch.linalg.vector_norm(rows, dim=1).numpy(), dtype=np.float64)


class _ClassSums:
    """Responses summed per class, in double precision."""

    def __init__(self, n_classes: int, n_units: int) -> None:
        self._sums = torch.zeros(n_classes, n_units, dtype=torch.float64)
        self._counts = torch.zeros(n_classes, dtype=torch.int64)
        self._answered = torch.zeros(n_units, dtype=torch.int64)
        self._seen: list[tuple[Tensor, Tensor]] = []

    def look(self, output: Tensor) -> None:
        """Reduce the output at once: a later module may write to it."""
        n_units = self._answered.numel()
        if output.ndim not in (2, 4) or output.shape[1] != n_units or self._seen:
            raise ValueError(f"output {tuple(output.shape)} is not one map for {n_units} units")
        maps = output if output.ndim == 4 else output[:, :, None, None]
        self._seen.append((maps.mean((2, 3)), maps.abs().amax((2, 3)) != 0))

    def add(self, labels: Tensor) -> None:
        """Count what was seen in the pass over the images with these labels."""
        if not self._seen:
            raise ValueError("the point did not run in the pass")
        response, answered = self._seen.pop()
        places = labels.cpu()
        self._sums.index_add_(0, places, response.cpu().double())
        self._counts += torch.bincount(places, minlength=self._counts.numel())
        self._answered += answered.sum(0).cpu()

    def properties(
        self,
        layer: str,
        split: str,
        class_names: tuple[str, ...],
        kernel_norm: NDArray[np.float64],
    ) -> UnitProperties:
        """All properties, from the images seen."""
        # 0 / 0 of a class without images is NaN.
        means = np.array((self._sums / self._counts[:, None]).T.numpy(), dtype=np.float64)
        shares = np.array((self._answered / self._counts.sum()).numpy(), dtype=np.float64)
        preferred = np.where(np.isnan(means), -np.inf, means).argmax(axis=1)
        return UnitProperties(
            layer=layer,
            split=split,
            class_names=class_names,
            class_counts=np.array(self._counts.numpy(), dtype=np.int64),
            class_means=means,
            selectivity=class_selectivity(means),
            preferred_class=np.where(shares == 0.0, NO_CLASS, preferred).astype(np.int64),
            response_share=shares,
            kernel_norm=kernel_norm,
        )
