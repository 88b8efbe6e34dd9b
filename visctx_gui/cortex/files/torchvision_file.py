"""Weights of published architectures in files: opening them without trust."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from visctx_gui.cortex.files.old_pickles import tensors_of_old_file
from visctx_gui.cortex.files.recognition import Recognised, recognised
from visctx_gui.cortex.files.sealed_tensors import load_tensors, read_bytes, refused
from visctx_gui.cortex.files.state_dict import tensors_of_zip, tidied
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.graph_network import GraphNetwork
from visctx_gui.cortex.networks.torchvision_networks import torchvision_network_without_memory
from visctx_gui.plan.wording import message, translatable

_ZIP_BEGINNING = b"PK\x03\x04"
_PICKLE_BEGINNING = b"\x80"
_HEADER_BEGINNING = b"{"  # of a safetensors file, behind the length, whose first byte may be any


def open_torchvision_network(path: Path) -> GraphNetwork:
    """Open a state_dict of one of torchvision's families.

    Parameters
    ----------
    path : Path
        ``.pt``, ``.pth``, ``.th`` or ``.safetensors``; what it is, is judged by its content.

    Returns
    -------
    GraphNetwork
        On the CPU, in evaluation mode; its plan says which family it is. It has answered once.

    Raises
    ------
    CheckpointError
        With the reason, for everything else. Nothing in a file is ever executed.
    """
    content = read_bytes(path)
    return network_of(path, recognised(path, tidied(path, _tensors(path, content))))


def _tensors(path: Path, content: bytes) -> Mapping[str, Any]:
    if content.startswith(_ZIP_BEGINNING):
        return tensors_of_zip(path, content)
    if content.startswith(_PICKLE_BEGINNING) and content[8:9] != _HEADER_BEGINNING:
        return tensors_of_old_file(path, content)
    return load_tensors(path, content)


def network_of(path: Path, found: Recognised) -> GraphNetwork:
    """A network with the weights that were recognised; it shares no memory with them.

    Raises
    ------
    CheckpointError
        For values that are not finite, and tensors that claim more values than they hold.
    """
    network = torchvision_network_without_memory(found.plan)
    owned = {name: _owned(path, name, tensor) for name, tensor in found.tensors.items()}
    network.load_state_dict(owned, strict=True, assign=True)
    network.eval()
    with evaluation_mode(network):
        network(torch.zeros(1, *found.plan.input_shape))
    return network


def _owned(path: Path, name: str, tensor: Tensor) -> Tensor:
    if tensor.untyped_storage().nbytes() < tensor.numel() * tensor.element_size():
        raise refused(
            path, translatable("{key} in {path} claims more values than it holds."), key=name
        )
    if not tensor.is_floating_point():
        return tensor.clone()
    if not bool(tensor.isfinite().all()):
        raise refused(
            path,
            translatable("{path} holds values that are not finite in {key}."),
            message(translatable("The training that made it diverged; use an earlier file.")),
            key=name,
        )
    return tensor.to(torch.float32, copy=True, memory_format=torch.contiguous_format)
