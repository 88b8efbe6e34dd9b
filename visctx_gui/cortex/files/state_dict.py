"""A state_dict that a script saved: which network of the V1-V2 family it belongs to."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from visctx_gui.cortex.files.sealed_tensors import refused
from visctx_gui.cortex.files.weights import shape_text
from visctx_gui.plan.layers import layer_table
from visctx_gui.plan.network import MAXIMUM_STAGES, NetworkPlan, check_network
from visctx_gui.plan.wording import CheckpointError, Message, PlanError, message, translatable

_WRAPPERS = ("state_dict", "model_state_dict", "model")
_PREFIXES = ("module.", "_orig_mod.")
_COUNTER = "num_batches_tracked"
_SIDES = {1: (28, 32), 3: (32, 28)}  # the usual image sides, the likelier first


def _how_to_save() -> Message:
    return message(translatable("Save the weights with torch.save(network.state_dict(), file)."))


def _expected() -> Message:
    return message(
        translatable(
            "Expected are conv1.weight, conv1.bias, conv2.weight, conv2.bias and weight and bias of one linear layer."
        )
    )


def tensors_of_zip(path: Path, content: bytes) -> Mapping[str, Any]:
    """What a file of torch.save holds, read without running anything in it.

    Raises
    ------
    CheckpointError
        For a damaged or compressed archive, and for anything but plain tensors.
    """
    _check_archive(path, content)
    try:
        loaded = torch.load(io.BytesIO(content), map_location="cpu", weights_only=True)
    except Exception as error:  # torch raises at least seven types for bad files
        raise refused(
            path,
            translatable("{path} holds more than plain weights, or is damaged; it was not opened."),
            _how_to_save(),
        ) from error
    for wrapper in _WRAPPERS:
        if isinstance(loaded, dict) and isinstance(loaded.get(wrapper), dict):
            loaded = loaded[wrapper]
    if not isinstance(loaded, dict):
        raise refused(
            path,
            translatable("{path} holds a {kind} instead of named weights."),
            _how_to_save(),
            kind=type(loaded).__name__,
        )
    return loaded


def _check_archive(path: Path, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            # torch.save never compresses: a compressed entry can unpack to any size.
            honest = all(entry.compress_type == zipfile.ZIP_STORED for entry in entries)
            honest = honest and sum(entry.file_size for entry in entries) <= len(content)
            damaged = archive.testzip() if honest else None  # torch ignores checksums
    except Exception as error:  # zipfile raises several types for damaged archives
        raise refused(path, translatable("{path} is a damaged archive.")) from error
    if not honest:
        raise refused(
            path, translatable("{path} is a compressed archive, which torch.save never writes.")
        )
    if damaged is not None:
        raise refused(
            path, translatable("{path} is damaged: the checksum of {part} is wrong."), part=damaged
        )


def tidied(path: Path, tensors: Mapping[Any, Any]) -> dict[str, Tensor]:
    """Named floating-point tensors, the prefixes of wrappers taken off.

    Batch normalisation's counters are the only whole numbers among them.

    Raises
    ------
    CheckpointError
        Where something else is among them.
    """
    clean: dict[str, Tensor] = {}
    for key, tensor in tensors.items():
        if not isinstance(key, str) or not isinstance(tensor, Tensor):
            raise _not_a_state_dict(path, str(key))
        is_counter = key.endswith(_COUNTER) and tensor.dtype == torch.int64
        if tensor.layout != torch.strided or not (tensor.is_floating_point() or is_counter):
            raise _not_a_state_dict(path, key)
        clean[_without_prefixes(key)] = tensor
    if len(clean) < len(tensors):
        raise refused(path, translatable("{path} holds several weights under the same name."))
    return clean


def _without_prefixes(key: str) -> str:
    while key.startswith(_PREFIXES):
        for prefix in _PREFIXES:
            key = key.removeprefix(prefix)
    return key


def _not_a_state_dict(path: Path, key: str) -> CheckpointError:
    return refused(
        path,
        translatable("'{key}' in {path} is not a tensor of weights."),
        _expected(),
        key=key,
    )


def network_plan_of(
    path: Path, tensors: Mapping[str, Tensor]
) -> tuple[NetworkPlan, dict[str, Tensor]]:
    """The network that fits these weights, and the weights under its names.

    Filters, their size and the classes are read off the shapes. The input is 28 x 28 px, else 32 x 32
    px (in colour the other way round), with the padding that leads to the width of the linear layer.
    Where several do, none and the one that keeps the size of the maps come before all others.

    Raises
    ------
    CheckpointError
        Where there is none, naming up to three keys.
    """
    convs = [f"conv{number}" for number in range(1, MAXIMUM_STAGES + 1)]
    convs = [name for name in convs if f"{name}.weight" in tensors]
    linear = _linear_name(path, tensors, convs)
    wanted = {f"{name}.{part}" for name in (*convs, linear) for part in ("weight", "bias")}
    strange = sorted(wanted ^ set(tensors))
    if strange:
        raise refused(
            path,
            translatable("The keys in {path} are not those of a V1-V2 network: {keys}."),
            _expected(),
            keys=", ".join(_key_text(key, key in tensors) for key in strange[:3]),
        )
    _check_shapes(path, tensors, convs, linear)
    plan = _fitting_plan(path, tensors, convs, linear)
    return plan, {key.replace(f"{linear}.", "linear."): tensor for key, tensor in tensors.items()}


def _key_text(key: str, found: bool) -> str:
    return f"{key} is unknown" if found else f"{key} is missing"


def _linear_name(path: Path, tensors: Mapping[str, Tensor], convs: list[str]) -> str:
    linear = [
        key.removesuffix(".weight")
        for key, tensor in tensors.items()
        if key.endswith(".weight") and tensor.dim() == 2
    ]
    if not convs or len(linear) != 1:
        raise refused(
            path,
            translatable("{path} is not a V1-V2 network: it holds {keys}."),
            _expected(),
            keys=", ".join(list(tensors)[:3]) or "nothing",
        )
    return linear[0]


def _check_shapes(path: Path, tensors: Mapping[str, Tensor], convs: list[str], linear: str) -> None:
    channels = None
    for name in convs:
        weight, bias = tensors[f"{name}.weight"], tensors[f"{name}.bias"]
        square = weight.dim() == 4 and weight.shape[2] == weight.shape[3]
        follows = channels is None or (weight.dim() == 4 and weight.shape[1] == channels)
        if not square or not follows or bias.shape != weight.shape[:1] or weight.numel() == 0:
            raise _odd_shape(path, f"{name}.weight", weight)
        channels = weight.shape[0]
    first = tensors["conv1.weight"] if "conv1" in convs else None
    if first is None or first.shape[1] not in _SIDES:
        raise _odd_shape(path, f"{convs[0]}.weight", tensors[f"{convs[0]}.weight"])
    weight = tensors[f"{linear}.weight"]
    if tensors[f"{linear}.bias"].shape != weight.shape[:1] or weight.shape[1] % (channels or 1):
        raise _odd_shape(path, f"{linear}.weight", weight)


def _odd_shape(path: Path, key: str, tensor: Tensor) -> CheckpointError:
    return refused(
        path,
        translatable("{key} in {path} is {shape}, which fits no V1-V2 network."),
        _expected(),
        key=key,
        shape=shape_text(tensor),
    )


def _fitting_plan(
    path: Path, tensors: Mapping[str, Tensor], convs: list[str], linear: str
) -> NetworkPlan:
    weights = [tensors[f"{name}.weight"] for name in convs]
    n_classes, inputs = tensors[f"{linear}.weight"].shape
    side = math.isqrt(inputs // weights[-1].shape[0])
    for plan in _candidates(weights, n_classes):
        try:
            check_network(plan)
        except PlanError:
            continue
        filters, height, width = layer_table(plan)[-2].output_shape
        if filters * height * width == inputs:
            return plan
    raise refused(
        path,
        translatable(
            "{key} in {path} expects maps of {side} x {side} px, which images of 28 or 32 px do not give."
        ),
        _expected(),
        key=f"{linear}.weight",
        side=side,
    )


def _candidates(weights: list[Tensor], n_classes: int) -> Iterator[NetworkPlan]:
    channels = weights[0].shape[1]
    kernels = tuple(weight.shape[2] for weight in weights)
    usual = [tuple(0 for _ in kernels), tuple((kernel - 1) // 2 for kernel in kernels)]
    other = [tuple(padding for _ in kernels) for padding in range(1, max(kernels))]
    for paddings in (usual, other):
        for side in _SIDES[channels]:
            for padding in paddings:
                yield NetworkPlan(
                    filters=tuple(weight.shape[0] for weight in weights),
                    kernel_size=_shortest(kernels),
                    padding=_shortest(padding),
                    input_shape=(channels, side, side),
                    n_classes=n_classes,
                )


def _shortest(values: tuple[int, ...]) -> tuple[int, ...]:
    return values[:1] if len(set(values)) == 1 else values
