"""Damaging units while a network runs, without touching its weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from visctx_gui.cortex.lesions.damage import LayerDamage, layer_damages
from visctx_gui.cortex.lesions.statistics import ChannelStatistics
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.cortex.recording.hooks import answers_passed_through, outputs_passed_through
from visctx_gui.plan.lesion import Lesion


@contextmanager
def silenced(
    network: V1V2Network, lesion: Lesion, statistics: ChannelStatistics | None = None
) -> Iterator[None]:
    """Inside, the network runs with the lesion; afterwards it is as before, also after an error.

    The output of each damaged unit, right after the nonlinearity and before any further
    normalisation or pooling, becomes ``(1 - dose) a + dose target``; damage to weights acts on the
    convolution's own answer. Weights are never written. A filter whose weights are zero may still
    answer: with what batch normalisation makes of it.

    Parameters
    ----------
    network : V1V2Network
    lesion : Lesion
        An empty one changes nothing.
    statistics : ChannelStatistics, optional
        Needed by damage that uses the channels' mean or standard deviation.

    Raises
    ------
    PlanError
        For a layer, unit, position, mode or dose that the network does not have.
    ValueError
        Where the damage needs statistics and there are none.
    """
    with damaged(network, layer_damages(network, lesion, statistics)):
        yield


@contextmanager
def damaged(network: V1V2Network, damages: Mapping[str, LayerDamage]) -> Iterator[None]:
    """Inside, the outputs of filter layers go through their damage.

    Parameters
    ----------
    network : V1V2Network
    damages : mapping of str to LayerDamage
        By filter layer, as from `layer_damages`. Noise goes on where the last use of the same
        damage ended.
    """
    changes = {
        network.lesion_point(layer): damage
        for layer, damage in damages.items()
        if damage.changes_output
    }
    filters = {
        layer: damage.filters for layer, damage in damages.items() if damage.filters is not None
    }
    with answers_passed_through(network, filters), outputs_passed_through(network, changes):
        yield
