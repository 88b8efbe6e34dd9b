"""Files that torch.save wrote before version 1.6: a row of pickles, then the bare numbers."""

from __future__ import annotations

import io
import pickle
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from visctx_gui.cortex.files.sealed_tensors import refused
from visctx_gui.plan.wording import message, translatable

_MAGIC_NUMBER = 0x1950A86A20F9469CFC6C  # of torch/serialization.py
_ITEM_BYTES = {
    "DoubleStorage": 8,
    "FloatStorage": 4,
    "HalfStorage": 2,
    "BFloat16Storage": 2,
    "LongStorage": 8,
    "IntStorage": 4,
}


class _Builder:
    """Stands for what would build a tensor; a pickle can hang nothing on it."""

    __slots__ = ()

    def __call__(self, *_arguments: object) -> None:
        """Builds nothing."""


_REBUILDERS = ("_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_parameter")
_STORAGE = "bytes of one number"


class _Inspector(pickle._Unpickler):
    """Reads a pickle with harmless stand-ins: nothing is imported, run or reserved."""

    def __init__(self, content: io.BytesIO) -> None:
        super().__init__(content)
        self.storage_bytes: dict[str, int] = {}

    def find_class(self, module_name: str, global_name: str) -> Any:
        if (module_name, global_name) == ("collections", "OrderedDict"):
            return OrderedDict
        if module_name == "torch._utils" and global_name in _REBUILDERS:
            return _Builder()
        if module_name == "torch" and global_name in _ITEM_BYTES:
            return (_STORAGE, _ITEM_BYTES[global_name])  # a tuple cannot be changed later
        raise pickle.UnpicklingError(f"{module_name}.{global_name}")

    def persistent_load(self, pid: Any) -> None:
        kind, (stand_in, item_bytes), key, _, n_items, *_ = pid
        if kind != "storage" or stand_in != _STORAGE:
            raise pickle.UnpicklingError(str(kind))
        if not isinstance(n_items, int) or n_items < 0 or item_bytes not in _ITEM_BYTES.values():
            raise pickle.UnpicklingError("storage")
        claimed = n_items * item_bytes  # the first claim counts for torch: take the largest
        self.storage_bytes[str(key)] = max(claimed, self.storage_bytes.get(str(key), 0))


def tensors_of_old_file(path: Path, content: bytes) -> Mapping[str, Any]:
    """What an old file of torch.save holds, read without running anything in it.

    The pickles are first gone through with stand-ins: they may name tensors only, and no more
    numbers than the file has. torch itself would reserve whatever memory they ask for.

    Raises
    ------
    CheckpointError
        For anything else than plain named tensors, and for damaged files.
    """
    try:
        honest = _claimed_bytes(content) <= len(content)
        loaded = (
            torch.load(io.BytesIO(content), map_location="cpu", weights_only=True)
            if honest
            else None
        )
    except Exception as error:  # pickle and torch raise many types for bad files
        raise refused(
            path,
            translatable("{path} is a pickle of more than plain weights, or is damaged."),
            message(
                translatable(
                    "It could run any program when opened, so it was not. Save the weights with "
                    "torch.save(network.state_dict(), file)."
                )
            ),
        ) from error
    if not isinstance(loaded, dict):
        raise refused(
            path, translatable("{path} claims more weights than it holds, or holds no named ones.")
        )
    return loaded


def _claimed_bytes(content: bytes) -> int:
    file = io.BytesIO(content)
    if _Inspector(file).load() != _MAGIC_NUMBER:
        raise pickle.UnpicklingError("magic number")
    for _ in ("protocol", "system"):
        _Inspector(file).load()
    whole = _Inspector(file)
    whole.load()
    return sum(whole.storage_bytes.values())
