"""Activations of named layers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from torch import Tensor

from visctx_gui.cortex.lesions.silencing import silenced
from visctx_gui.cortex.lesions.statistics import ChannelStatistics
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.cortex.recording.hooks import outputs_passed_through
from visctx_gui.plan.fields import unknown_choice
from visctx_gui.plan.lesion import INTACT, Lesion

SUMMED_INPUT = ":sum"


def recorded_module(network: V1V2Network, layer: str) -> str:
    """Name of the module whose output is meant by a layer's name.

    Parameters
    ----------
    network : V1V2Network
    layer : str
        A filter layer (``conv1``) means its response after the nonlinearity, ``conv1:sum`` the
        filters' summed input before any normalisation or nonlinearity; every other child of the
        network (``relu1``, ``pool1``, ``linear``, ...) means its own output.

    Raises
    ------
    PlanError
        For a layer that does not exist.
    """
    filter_layers = network.plan.conv_names
    if layer in filter_layers:
        return network.lesion_point(layer)
    sums = {name + SUMMED_INPUT: name for name in filter_layers}
    if layer in sums:
        return sums[layer]
    if layer not in network.names:
        raise unknown_choice("layer", layer, (*network.names, *sums))
    return layer


@contextmanager
def recorded(network: V1V2Network, layers: Sequence[str]) -> Iterator[dict[str, Tensor]]:
    """Inside, every pass through the network leaves the layers' outputs in a dictionary.

    Parameters
    ----------
    network : V1V2Network
    layers : sequence of str
        See `recorded_module`.

    Yields
    ------
    dict of str to Tensor
        Filled anew by each pass, with copies: a later layer that works in place cannot change
        them.

    Raises
    ------
    PlanError
        For a layer that does not exist.
    """
    outputs: dict[str, Tensor] = {}

    def keep(wanted: tuple[str, ...]) -> Callable[[Tensor], None]:
        def keep_output(output: Tensor) -> None:
            copy = output.detach().clone()
            outputs.update(dict.fromkeys(wanted, copy))

        return keep_output

    places: dict[str, tuple[str, ...]] = {}
    for layer in layers:
        module = recorded_module(network, layer)
        places[module] = (*places.get(module, ()), layer)
    with outputs_passed_through(network, {name: keep(names) for name, names in places.items()}):
        yield outputs


def record(
    network: V1V2Network,
    x: Tensor,
    layers: Sequence[str],
    lesion: Lesion = INTACT,
    statistics: ChannelStatistics | None = None,
) -> dict[str, Tensor]:
    """Outputs of named layers for a batch of images.

    Parameters
    ----------
    network : V1V2Network
        Left as it was: weights, modes, hooks and running statistics.
    x : float32 Tensor (n, channels, height, width)
        Prepared images, on the network's device.
    layers : sequence of str
        See `recorded_module`; a filter layer means its true response after the nonlinearity, at
        full resolution.
    lesion : Lesion
        Done to the network while it is recorded; a damaged layer shows its damaged output.
    statistics : ChannelStatistics, optional
        Needed by damage that uses the channels' mean or standard deviation.

    Returns
    -------
    dict of str to Tensor
        For each layer, float32 (n, channels, height, width), or (n, classes) for ``linear``.

    Raises
    ------
    PlanError
        For a layer or lesion that the network does not have.
    """
    with (
        evaluation_mode(network),
        silenced(network, lesion, statistics),
        recorded(network, layers) as outputs,
    ):
        network(x)
        return {layer: outputs[layer] for layer in layers}
