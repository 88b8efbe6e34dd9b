"""The table of a sweep: what each unit is, and what silencing it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from torch import nn

from visctx_gui.cortex.lesions.kernel_orientation import kernel_orientation
from visctx_gui.cortex.lesions.sweep_tally import SweepTally
from visctx_gui.cortex.lesions.unit_properties import NO_CLASS, UnitProperties, kernel_norms
from visctx_gui.engine.handlers.lesion_subject import LesionSubject
from visctx_gui.engine.handlers.lesions import share
from visctx_gui.engine.lesion_messages import Numbers, SweepUnits, UnitTable
from visctx_gui.engine.messages import Split
from visctx_gui.engine.snapshots import frozen
from visctx_gui.plan.wording import Message


@dataclass(eq=False)
class UnitTableInTheMaking:
    """All that is known of the units so far.

    Attributes
    ----------
    request : SweepUnits
    subject : LesionSubject
    layers : tuple of str
        In the order of the network.
    properties_split : str
        Where `properties` are measured.
    properties : dict of str to UnitProperties
        By layer, as they become known; shared with who measures them.
    ways : tuple of (str, Message)
    resumed_at : int
        Images that an earlier sweep had done already.
    """

    request: SweepUnits
    subject: LesionSubject
    layers: tuple[str, ...]
    properties_split: Split
    properties: dict[str, UnitProperties]
    ways: tuple[tuple[str, Message], ...]
    resumed_at: int
    _norm: Numbers = field(init=False)
    _orientation: Numbers = field(init=False)
    _orientation_selectivity: Numbers = field(init=False)

    def __post_init__(self) -> None:
        network = self.subject.network
        self._norm = np.concatenate([kernel_norms(network, layer) for layer in self.layers])
        self._orientation = np.full(len(self._norm), np.nan)
        self._orientation_selectivity = self._orientation.copy()
        first = network.plan.conv_names[0]
        if first in self.layers:  # it is the first of them then
            convolution = network.get_submodule(first)
            assert isinstance(convolution, nn.Conv2d)
            oriented = kernel_orientation(convolution.weight.detach().cpu().numpy())
            count = convolution.out_channels
            self._orientation[:count] = oriented.preferred_degrees
            self._orientation_selectivity[:count] = oriented.selectivity

    def table(self, tally: SweepTally | None) -> UnitTable:
        """The table with these counts, the loss among them; None where nothing is counted yet."""
        sizes, plan = self.subject.sizes, self.subject.network.plan
        units = tuple((layer, unit) for layer in self.layers for unit in range(sizes[layer]))
        nothing = np.full((len(units), plan.n_classes), np.nan)
        intact_right = 0 if tally is None else int(tally.intact_right_by_class.sum())
        n = 0 if tally is None else tally.n
        ends = nothing[:, :2] if tally is None else self._ends(tally)
        return UnitTable(
            base=self.request.base,
            split=self.request.split,
            units=units,
            intact=share(intact_right, n),
            right=self._right(tally, len(units)),
            change=_joined(nothing[:, 0], tally, lambda one, layer: one.change(layer), self.layers),
            change_low=frozen(ends[:, 0].copy()),
            change_high=frozen(ends[:, 1].copy()),
            loss_rise=_joined(
                nothing[:, 0], tally, lambda one, layer: one.loss_rise(layer), self.layers
            ),
            per_class_change=_joined(
                nothing, tally, lambda one, layer: one.change_by_class(layer), self.layers
            ),
            selectivity=self._selectivity(),
            preferred_class=self._preferred_class(),
            norm=frozen(self._norm.copy()),
            orientation=frozen(self._orientation.copy()),
            orientation_selectivity=frozen(self._orientation_selectivity.copy()),
            properties_split=self.properties_split,
            chance=self.subject.chance,
            n=n,
            n_all=self.subject.images.n,
            step=self.subject.step,
            ways=self.ways,
            resumed_at=self.resumed_at,
        )

    def _right(self, tally: SweepTally | None, n_units: int) -> NDArray[np.int64]:
        if tally is None:
            return frozen(np.zeros(n_units, np.int64))
        rows = [tally.layers[layer].right_by_class.sum(axis=1) for layer in self.layers]
        return frozen(np.concatenate(rows).astype(np.int64))

    def _ends(self, tally: SweepTally) -> Numbers:
        """Ends of the interval of each change, (units, 2)."""
        sizes = self.subject.sizes
        ends = [
            tally.interval(layer, place) for layer in self.layers for place in range(sizes[layer])
        ]
        return np.array(ends, dtype=np.float64).reshape(-1, 2)

    def _selectivity(self) -> Numbers:
        sizes = self.subject.sizes
        rows = [
            self.properties[layer].selectivity
            if layer in self.properties
            else np.full(sizes[layer], np.nan)
            for layer in self.layers
        ]
        return frozen(np.concatenate(rows))

    def _preferred_class(self) -> NDArray[np.int64]:
        sizes = self.subject.sizes
        rows = [
            self.properties[layer].preferred_class
            if layer in self.properties
            else np.full(sizes[layer], NO_CLASS)
            for layer in self.layers
        ]
        return frozen(np.concatenate(rows).astype(np.int64))


def _joined(
    unknown: Numbers,
    tally: SweepTally | None,
    of_layer: Callable[[SweepTally, str], Numbers],
    layers: tuple[str, ...],
) -> Numbers:
    if tally is None:
        return frozen(unknown.copy())
    return frozen(np.concatenate([of_layer(tally, layer) for layer in layers]))
