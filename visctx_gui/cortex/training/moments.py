"""The filters at many moments of a training: dense early, sparse late, never more than a budget."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from visctx_gui.cortex.files.sealed_tensors import SealedTensors, read_sealed, refused, write_sealed
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.plan.wording import translatable

MAXIMUM_MOMENTS = 256
MAXIMUM_BYTES = 32 * 2**20
_DENSE_STEPS = 20  # each of the first steps is kept, then steps that grow by a factor
_GROWTH = 1.05
_LARGEST_HALF = 65504.0  # of float16


@dataclass
class _Moment:
    step: int
    filters: dict[str, Tensor]
    accuracy: float


class Moments:
    """Filters of every filter layer at growing steps.

    Kept as float16: its error, 1 part in 2,048, is an eighth of one of the 256 steps of a colour
    scale, and it halves memory and disk.

    Parameters
    ----------
    maximum_moments : int
        At least 2. When there are more, the one whose neighbours in time, on a logarithmic scale,
        are closest together is dropped; the first and the last always stay.
    maximum_bytes : int
        Memory, and size of the file. Layers for which it has no room 8 times over are left out,
        the deepest first.
    """

    def __init__(
        self, maximum_moments: int = MAXIMUM_MOMENTS, maximum_bytes: int = MAXIMUM_BYTES
    ) -> None:
        self._maximum_moments = max(2, maximum_moments)
        self._maximum_bytes = maximum_bytes
        self._moments: list[_Moment] = []
        self._next_step = 0

    def __len__(self) -> int:
        return len(self._moments)

    @property
    def steps(self) -> NDArray[np.int64]:
        """Training steps done at each moment, rising."""
        return np.array([moment.step for moment in self._moments], dtype=np.int64)

    @property
    def accuracy(self) -> NDArray[np.float32]:
        """Validation accuracy 0..1 at each moment; NaN where it was not measured."""
        return np.array([moment.accuracy for moment in self._moments], dtype=np.float32)

    @property
    def layers(self) -> tuple[str, ...]:
        """Filter layers that are kept; empty before the first moment."""
        return tuple(self._moments[0].filters) if self._moments else ()

    def weights(self, moment: int, layer: str) -> Tensor:
        """Filters of a layer at a moment.

        Parameters
        ----------
        moment : int
            Place in `steps`.
        layer : str
            One of `layers`.

        Returns
        -------
        float32 Tensor (filters, channels, height, width), owned by the caller

        Raises
        ------
        IndexError, KeyError
            For a moment or a layer that is not kept.
        """
        if not 0 <= moment < len(self._moments):
            raise IndexError(moment)
        return self._moments[moment].filters[layer].to(torch.float32)

    def offer(self, step: int, network: V1V2Network, accuracy: float = math.nan) -> bool:
        """Keep the filters if it is time; returns whether it was.

        Costs one comparison where it is not, so it may be called after every batch.

        Parameters
        ----------
        step : int
            Training steps done; smaller ones than before are ignored.
        network : V1V2Network
            On any device; waits for it where the filters are kept.
        accuracy : float
            Validation accuracy 0..1; where it is known the moment is always kept.
        """
        measured = not math.isnan(accuracy)
        if step < self._next_step and not measured:
            return False
        if self._moments and step <= self._moments[-1].step:
            if measured and step == self._moments[-1].step:
                self._moments[-1].accuracy = accuracy
            return False
        self._moments.append(_Moment(step, self._filters_of(network), accuracy))
        self._next_step = max(step + 1, math.ceil(step * _GROWTH) if step >= _DENSE_STEPS else 0)
        self._thin_out()
        return True

    def _filters_of(self, network: V1V2Network) -> dict[str, Tensor]:
        names = self.layers or self._layers_that_fit(network)
        weights = network.state_dict()
        return {
            name: weights[f"{name}.weight"]
            .detach()
            .clamp(-_LARGEST_HALF, _LARGEST_HALF)
            .to("cpu", torch.float16, copy=True)
            .contiguous()
            for name in names
        }

    def _layers_that_fit(self, network: V1V2Network) -> tuple[str, ...]:
        names: list[str] = []
        size = 0
        for name in network.plan.conv_names:
            size += 2 * network.get_parameter(f"{name}.weight").numel()
            if names and 8 * size > self._maximum_bytes:
                break
            names.append(name)
        return tuple(names)

    def _thin_out(self) -> None:
        room = self._maximum_bytes // max(1, _bytes_of(self._moments[0].filters))
        allowed = max(2, min(self._maximum_moments, room))
        while len(self._moments) > allowed:
            middle = range(1, len(self._moments) - 1)
            del self._moments[min(middle, key=self._time_around)]

    def _time_around(self, place: int) -> float:
        before, after = self._moments[place - 1].step, self._moments[place + 1].step
        return math.log((after + _DENSE_STEPS) / (before + _DENSE_STEPS))

    def forget_after(self, step: int) -> None:
        """Drop the moments later than `step`, to go on from a checkpoint of that step."""
        self._moments = [moment for moment in self._moments if moment.step <= step]
        last = self._moments[-1].step if self._moments else -1
        self._next_step = max(last + 1, math.ceil(last * _GROWTH) if last >= _DENSE_STEPS else 0)

    def save(self, path: Path) -> None:
        """Write all moments to one file, atomically.

        Raises
        ------
        CheckpointError
            Where it cannot be written.
        """
        tensors = {
            layer: torch.stack([moment.filters[layer] for moment in self._moments])
            for layer in self.layers
        }
        tensors["steps"] = torch.from_numpy(self.steps)
        tensors["accuracy"] = torch.from_numpy(self.accuracy)
        write_sealed(path, "moments", {"layers": list(self.layers)}, tensors)

    @classmethod
    def load(cls, path: Path) -> Moments:
        """Open a file of moments.

        Raises
        ------
        CheckpointError
            Where it is missing or damaged.
        """
        sealed = read_sealed(path, "moments")
        moments = cls()
        try:
            moments._moments = _moments_of(sealed)
        except (KeyError, TypeError, ValueError, IndexError, RuntimeError) as error:
            raise refused(path, translatable("{path} holds no moments of a training.")) from error
        if moments._moments:
            moments.forget_after(moments._moments[-1].step)
        return moments


def _bytes_of(filters: dict[str, Tensor]) -> int:
    return sum(tensor.nbytes for tensor in filters.values())


def _moments_of(sealed: SealedTensors) -> list[_Moment]:
    tensors, layers = sealed.tensors, sealed.description["layers"]
    return [
        _Moment(int(step), {layer: tensors[layer][place].clone() for layer in layers}, accuracy)
        for place, (step, accuracy) in enumerate(
            zip(tensors["steps"].tolist(), tensors["accuracy"].tolist(), strict=True)
        )
    ]
