"""Which published architecture a state_dict belongs to, read off names and shapes alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from visctx_gui.cortex.files.sealed_tensors import refused
from visctx_gui.cortex.files.weights import shape_text
from visctx_gui.plan.architecture_layers import state_shapes
from visctx_gui.plan.architecture_plan import (
    IMAGENET_MEAN,
    IMAGENET_SD,
    ArchitecturePlan,
    check_architecture,
)
from visctx_gui.plan.architectures import ARCHITECTURE_NAMES, CLASSES, architecture
from visctx_gui.plan.wording import CheckpointError, PlanError, message, translatable

_KEYS_NAMED = 3
_ALIKE = 0.2  # share of fitting keys below which naming a nearest family would mislead
_COUNTER = ".num_batches_tracked"
# As torchvision's modules were called when some of its weights were published.
_OLD_NAMES = (
    (re.compile(r"(denselayer\d+\.(?:norm|conv))\.([12]\.)"), r"\1\2"),
    (re.compile(r"(\.mlp)\.linear_1\."), r"\1.0."),
    (re.compile(r"(\.mlp)\.linear_2\."), r"\1.3."),
)


@dataclass(frozen=True, eq=False)
class Recognised:
    """What a state_dict turned out to be.

    Attributes
    ----------
    plan : ArchitecturePlan
        Classes and colours as in the weights. Images of the usual side, which the weights do not
        tell except for transformers; colour images are prepared as for ImageNet.
    tensors : dict of str to Tensor
        Under today's names, complete.
    """

    plan: ArchitecturePlan
    tensors: dict[str, Tensor]


@dataclass(frozen=True)
class _Comparison:
    plan: ArchitecturePlan
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    misshaped: tuple[str, ...]
    likeness: float

    @property
    def fits(self) -> bool:
        return not (self.missing or self.extra or self.misshaped)


def recognised(path: Path, tensors: Mapping[str, Tensor]) -> Recognised:
    """The architecture that these weights belong to.

    Only names and shapes are looked at, and nothing is built.

    Parameters
    ----------
    path : Path
        For the sentences.
    tensors : mapping of str to Tensor
        As from `tidied`. Names of older versions of torchvision are understood, and the counters
        of batch normalisation may be missing.

    Raises
    ------
    CheckpointError
        Where none fits, naming the nearest and up to three keys of each kind; or where several do.
    """
    renamed = {_name_of_today(name): tensor for name, tensor in tensors.items()}
    compared = [_compared(name, renamed) for name in ARCHITECTURE_NAMES]
    fitting = [one for one in compared if one.fits]
    if len(fitting) > 1:
        raise refused(
            path,
            translatable("The weights in {path} fit several networks: {names}."),
            names=", ".join(architecture(one.plan.name).title for one in fitting),
        )
    if not fitting:
        raise _unknown(path, max(compared, key=lambda one: one.likeness))
    plan = fitting[0].plan
    counters = (name for name in state_shapes(plan) if name.endswith(_COUNTER))
    zeros = {name: torch.zeros((), dtype=torch.int64) for name in counters if name not in renamed}
    return Recognised(plan, {**renamed, **zeros})


def is_torchvision(tensors: Mapping[str, Tensor]) -> bool:
    """Whether weights look like one of torchvision's families, complete or not."""
    renamed = {_name_of_today(name): tensor for name, tensor in tensors.items()}
    return any(_compared(name, renamed).likeness >= _ALIKE for name in ARCHITECTURE_NAMES)


def _name_of_today(name: str) -> str:
    for old, new in _OLD_NAMES:
        name = old.sub(new, name)
    return name


def _compared(name: str, tensors: Mapping[str, Tensor]) -> _Comparison:
    plan = _plan_of(name, tensors)
    wanted = state_shapes(plan)
    missing = tuple(key for key in wanted if key not in tensors and not key.endswith(_COUNTER))
    extra = tuple(key for key in tensors if key not in wanted)
    both = [key for key in wanted if key in tensors]
    misshaped = tuple(
        f"{key} ({shape_text(tensors[key])} instead of {_text(wanted[key])})"
        for key in both
        if tuple(tensors[key].shape) != wanted[key]
    )
    whole = len(both) + len(missing) + len(extra)
    likeness = (len(both) - len(misshaped)) / whole
    return _Comparison(plan, missing, extra, misshaped, likeness)


def _text(shape: tuple[int, ...]) -> str:
    return " x ".join(str(side) for side in shape) or "one number"


def _plan_of(name: str, tensors: Mapping[str, Tensor]) -> ArchitecturePlan:
    """The family with channels, classes and side read off the shapes, else with the usual ones."""
    facts = architecture(name)
    side = facts.usual_side
    channels, n_classes = 3, ArchitecturePlan().n_classes
    for operation in facts.operations:
        weight = tensors.get(f"{operation.name}.weight")
        if weight is not None and operation.inputs == (0,) and weight.dim() == 4:
            channels = weight.shape[1]
        if weight is not None and operation.outputs == CLASSES and weight.dim() > 1:
            n_classes = weight.shape[0]
        positions = tensors.get(operation.weight)
        if positions is not None and operation.kind == "Add" and positions.dim() == 3:
            side = facts.patch_side * round(max(1, positions.shape[1] - 1) ** 0.5)
    prepared = (IMAGENET_MEAN, IMAGENET_SD) if channels == 3 else ((0.0,), (1.0,))
    plan = ArchitecturePlan(name, (channels, side, side), n_classes, *prepared)
    try:
        check_architecture(plan)
    except PlanError:
        return ArchitecturePlan(name)  # what does not fit is then named by its shape
    return plan


def _unknown(path: Path, nearest: _Comparison) -> CheckpointError:
    advice = message(
        translatable("Known are the V1-V2 network and: {names}."),
        names=", ".join(architecture(name).title for name in ARCHITECTURE_NAMES),
    )
    if nearest.likeness < _ALIKE:
        return refused(
            path, translatable("{path} holds the weights of no network that is known."), advice
        )
    parts = (
        ("missing", nearest.missing),
        ("unknown", nearest.extra),
        ("of another shape", nearest.misshaped),
    )
    return refused(
        path,
        translatable("{path} is nearest to {title}, but does not fit it: {keys}."),
        advice,
        title=architecture(nearest.plan.name).title,
        keys="; ".join(f"{words}: {_first(keys)}" for words, keys in parts if keys),
    )


def _first(keys: tuple[str, ...]) -> str:
    more = len(keys) - _KEYS_NAMED
    named = ", ".join(keys[:_KEYS_NAMED])
    return f"{named} and {more} more" if more > 0 else named
