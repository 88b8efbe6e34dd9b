"""The harm of silencing each unit, estimated from one pass forward and backward."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from visctx_gui.cortex.images.image_set import ImageSet
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.pass_work import BACKWARD_COST, images_per_slice, working_type
from visctx_gui.cortex.recording.hooks import outputs_passed_through
from visctx_gui.cortex.training.evaluate import on_device_format


@dataclass(frozen=True, eq=False)
class FirstOrderHarm:
    """Estimated change of the loss by silencing each unit alone.

    Attributes
    ----------
    loss_increase : dict of str to float64 array (units,)
        By layer; nats of cross-entropy per image, above 0 where the unit helps.
    loss : float
        Cross-entropy of the intact network, nats per image.
    n_images : int
        Images it was measured on.
    """

    loss_increase: dict[str, NDArray[np.float64]]
    loss: float
    n_images: int


def first_order_harm(
    network: nn.Module,
    points: Mapping[str, str],
    images: ImageSet,
    mean: Sequence[float],
    sd: Sequence[float],
    slice_images: int | None = None,
) -> Generator[int, None, FirstOrderHarm]:
    """Estimate what silencing each unit would cost, by the first term of Taylor's series.

    The sum over positions, averaged over images, of -(activation times gradient of the
    cross-entropy): the criterion of Molchanov et al. 2016 (arXiv 1611.06440) with its sign kept,
    turned so that a loss that rises is positive. It is the exact slope of the loss for a
    vanishing dose; for a whole unit it is an estimate.

    Parameters
    ----------
    network : Module
        Left exactly as it was: weights, gradients, modes, running statistics, hooks. Between two
        slices it is in its own mode and may be used, but not changed.
    points : mapping of str to str
        Layer to the module at whose output, (n, units, ...), a lesion of it acts. Each runs once
        in a pass.
    images : ImageSet
        Anywhere; at least one image. Those used for ranking, never those of the test.
    mean, sd : sequence of float
        The network's input normalisation, in units of 0..1.
    slice_images : int, optional
        Images between two yields; by default as many as take about 25 ms.

    Yields
    ------
    int
        Images done.

    Returns
    -------
    FirstOrderHarm

    Raises
    ------
    AttributeError
        For a module that does not exist.
    ValueError
        Without images, or for a point that does not run exactly once in a pass.
    """
    if images.n == 0:
        raise ValueError("nothing can be estimated without images")
    device, kind = next(network.parameters()).device, working_type(network)

    def prepared(first: int, end: int) -> Tensor:
        x = network_input(images.images[first:end].to(device), mean, sd).to(kind)
        return on_device_format(x)

    size = slice_images or images_per_slice(network, prepared(0, 1), passes=BACKWARD_COST)
    sums: dict[str, NDArray[np.float64]] = {}
    loss = 0.0
    for first in range(0, images.n, size):
        end = min(first + size, images.n)
        with _gradients_wanted(network):
            labels = images.labels[first:end].to(device)
            increases, slice_loss = _one_slice(network, points, prepared(first, end), labels)
        loss += slice_loss
        for layer, increase in increases.items():
            sums[layer] = sums.get(layer, 0.0) + increase
        yield end
    means = {layer: total / images.n for layer, total in sums.items()}
    return FirstOrderHarm(means, loss / images.n, images.n)


def _one_slice(
    network: nn.Module, points: Mapping[str, str], x: Tensor, labels: Tensor
) -> tuple[dict[str, NDArray[np.float64]], float]:
    """Sums over images, by layer, and the summed loss.

    Each unit's output is multiplied by a gate that is 1: the gradient of the gate is the sum of
    activation times gradient, and no gradient of a weight is ever computed.
    """
    gates: dict[str, Tensor] = {}

    def gated(layer: str) -> Callable[[Tensor], Tensor]:
        def through_gate(output: Tensor) -> Tensor:
            if layer in gates:
                raise ValueError(f"{points[layer]} runs more than once in a pass")
            gates[layer] = torch.ones(
                output.shape[1], dtype=output.dtype, device=output.device, requires_grad=True
            )
            return output * gates[layer].view(1, -1, *[1] * (output.ndim - 2))

        return through_gate

    with outputs_passed_through(network, _together(points, gated)):
        loss = functional.cross_entropy(network(x), labels, reduction="sum")
    if missing := points.keys() - gates.keys():
        raise ValueError(f"{sorted(missing)} did not run in the pass")
    slopes = torch.autograd.grad(loss, list(gates.values())) if gates else ()
    increases = {
        layer: -np.asarray(slope.cpu().numpy(), dtype=np.float64)
        for layer, slope in zip(gates, slopes, strict=True)
    }
    return increases, float(loss.detach())


def _together(
    points: Mapping[str, str], gated: Callable[[str], Callable[[Tensor], Tensor]]
) -> dict[str, Callable[[Tensor], Tensor]]:
    if len(set(points.values())) < len(points):
        raise ValueError("two layers share one point")
    return {point: gated(layer) for layer, point in points.items()}


@contextmanager
def _gradients_wanted(network: nn.Module) -> Iterator[None]:
    """Inside, gradients are recorded and every module is in evaluation mode."""
    modes = [(module, module.training) for module in network.modules()]
    network.eval()
    try:
        with torch.inference_mode(False), torch.enable_grad():
            yield
    finally:
        for module, training in modes:
            module.training = training
