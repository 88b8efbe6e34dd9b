"""``[sweep]``: every unit silenced alone on the test images, beside what is known of the units."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

import numpy as np

from visctx_gui.cortex.images.image_set import DataSet, ImageSet
from visctx_gui.cortex.lesions.kernel_orientation import kernel_orientation
from visctx_gui.cortex.lesions.sweep_tally import SweepTally
from visctx_gui.cortex.lesions.unit_properties import UnitProperties, unit_properties
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.experiments.importance import Fraction, sweep_to_the_end
from visctx_gui.experiments.lesion_outcomes import LayerSweep
from visctx_gui.experiments.progress import silently
from visctx_gui.experiments.shares import Array

# The mean response to a class is sure enough with so many, and a second look at all would take long.
MOST_PROPERTY_IMAGES = 10_000


def measure_sweep(
    network: V1V2Network, data: DataSet, layers: tuple[str, ...], kernels: dict[str, Array]
) -> Generator[Fraction, None, tuple[LayerSweep, ...]]:
    """Sweep the units of some layers and measure their properties.

    Parameters
    ----------
    network : V1V2Network
    data : DataSet
        The effect is measured on its test images, the properties on its training images (the
        first 10,000 where there are more).
    layers : tuple of str
    kernels : dict of str to float32 array (filters, input channels, height, width)

    Returns
    -------
    tuple of LayerSweep
        In the order of `layers`.
    """
    tally = yield from sweep_to_the_end(network, data.test, layers)
    images = first_images(data.train, MOST_PROPERTY_IMAGES)
    found = []
    for layer in layers:
        properties = yield from _properties(network, layer, images)
        looks_at_image = layer == network.plan.conv_names[0]
        found.append(
            _layer_sweep(layer, tally, properties, kernels[layer] if looks_at_image else None)
        )
    return tuple(found)


def first_images(images: ImageSet, most: int) -> ImageSet:
    """The first images of a set, at most so many."""
    return replace(images, images=images.images[:most], labels=images.labels[:most])


def _properties(
    network: V1V2Network, layer: str, images: ImageSet
) -> Generator[Fraction, None, UnitProperties]:
    plan, point = network.plan, network.lesion_point(layer)
    steps = unit_properties(network, layer, point, images, plan.input_mean, plan.input_sd, "train")
    found = yield from silently(steps)
    return found


def _layer_sweep(
    layer: str, tally: SweepTally, properties: UnitProperties, kernels: Array | None
) -> LayerSweep:
    n_units = len(tally.layers[layer].units)
    unknown = np.full(n_units, np.nan)
    oriented = None if kernels is None else kernel_orientation(kernels)
    ends = np.array([tally.interval(layer, place) for place in range(n_units)])
    return LayerSweep(
        layer=layer,
        accuracy=tally.accuracy(layer),
        change=np.column_stack([tally.change(layer), ends]),
        per_class_change=tally.change_by_class(layer),
        loss_rise=tally.loss_rise(layer),
        selectivity=properties.selectivity,
        preferred_class=properties.preferred_class,
        norm=properties.kernel_norm,
        orientation=unknown if oriented is None else oriented.preferred_degrees,
        orientation_selectivity=unknown if oriented is None else oriented.selectivity,
        n_properties=properties.n_images,
    )
