"""The program's own files: named tensors and a description, sealed by one sha256.

A file is a safetensors file whose header metadata holds the description as JSON and the sha256
of description and tensors together, so that any changed byte is found.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from visctx_gui.cortex.files.atomic import write_bytes_atomic
from visctx_gui.plan.wording import CheckpointError, Message, Value, message, translatable

FORMAT_VERSION = 1
LARGEST_FILE_BYTES = 4 * 2**30
_LARGEST_HEADER_BYTES = 64 * 2**20
_KEY_DESCRIPTION, _KEY_SEAL = "visctx_gui", "sha256"


@dataclass(frozen=True)
class SealedTensors:
    """What a file holds.

    Attributes
    ----------
    description : dict
        As JSON gives it.
    tensors : dict of str to Tensor
        On the CPU.
    sha256 : str
        The seal.
    """

    description: dict[str, Any]
    tensors: dict[str, Tensor]
    sha256: str


def tensors_sha256(tensors: Mapping[str, Tensor]) -> str:
    """sha256 of names, types, shapes and bytes, whatever the order and the place in memory."""
    sha256: str = _hash_of(tensors).hexdigest()
    return sha256


def _hash_of(tensors: Mapping[str, Tensor], first: bytes = b"") -> Any:
    digest = hashlib.sha256(first)
    for name in sorted(tensors):
        tensor = tensors[name].detach().cpu().contiguous()
        digest.update(f"\n{name} {tensor.dtype} {tuple(tensor.shape)}\n".encode())
        if tensor.numel():
            digest.update(tensor.reshape(-1).view(torch.uint8).numpy().tobytes())
    return digest


def _seal(kind: str, description_text: str, tensors: Mapping[str, Tensor]) -> str:
    sealed: str = _hash_of(tensors, f"{kind}\n{description_text}".encode()).hexdigest()
    return sealed


def sealed_bytes(
    kind: str, description: dict[str, Any], tensors: Mapping[str, Tensor]
) -> tuple[bytes, str]:
    """The content of a file, and its seal.

    Parameters
    ----------
    kind : str
        ``network``, ``checkpoint`` or ``moments``; a file is only opened as what it is.
    description : dict
        Plain values; NaN is not allowed, as JSON has none.
    tensors : mapping of str to Tensor

    Raises
    ------
    CheckpointError
        Where it would be too large to be opened again.
    """
    from safetensors.torch import save

    whole = {"kind": kind, "format_version": FORMAT_VERSION, **description}
    text = json.dumps(whole, sort_keys=True, ensure_ascii=True, allow_nan=False)
    owned = {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}
    if sum(tensor.nbytes for tensor in owned.values()) > LARGEST_FILE_BYTES - 2**20:
        raise CheckpointError(message(translatable("The network is too large for a file.")))
    seal = _seal(kind, text, owned)
    content = bytes(save(owned, {_KEY_DESCRIPTION: text, _KEY_SEAL: seal}))
    return _in_fixed_order(content), seal


def _in_fixed_order(content: bytes) -> bytes:
    """The same file with its metadata sorted: safetensors writes them in an order drawn at random."""
    end = 8 + int.from_bytes(content[:8], "little")
    header = json.loads(content[8:end])
    header["__metadata__"] = dict(sorted(header["__metadata__"].items()))
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)  # the tensors begin at a multiple of 8 bytes
    return len(text).to_bytes(8, "little") + text + content[end:]


def write_sealed(
    path: Path, kind: str, description: dict[str, Any], tensors: Mapping[str, Tensor]
) -> str:
    """Write a file atomically; returns its seal. Parameters as for `sealed_bytes`.

    Raises
    ------
    CheckpointError
        Where the file cannot be written; what was there before is still there.
    """
    content, seal = sealed_bytes(kind, description, tensors)
    try:
        write_bytes_atomic(path, content)
    except OSError as error:
        raise not_written(path, error) from error
    return seal


def not_written(path: Path, error: OSError) -> CheckpointError:
    """The error for a file that could not be written."""
    return refused(
        path,
        translatable("{path} could not be written: {reason}."),
        message(
            translatable(
                "Choose another place, or make room there; what was there before is unchanged."
            )
        ),
        reason=reason_of(error),
    )


def read_bytes(path: Path) -> bytes:
    """The whole content of a regular file, read once so that later changes do not matter.

    Raises
    ------
    CheckpointError
        For anything that is not a regular file of a sensible size.
    """
    # A pipe without a writer would block for ever without O_NONBLOCK.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            facts = os.fstat(file.fileno())
            if not stat.S_ISREG(facts.st_mode):
                raise refused(path, translatable("{path} is not a regular file."))
            if facts.st_size > LARGEST_FILE_BYTES:
                raise refused(
                    path, translatable("{path} is larger than any network of this program.")
                )
            return file.read()
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        if path.is_dir():
            raise refused(path, translatable("{path} is a folder, not a file.")) from error
        raise refused(
            path, translatable("{path} cannot be read: {reason}."), reason=reason_of(error)
        ) from error


def reason_of(error: Exception) -> str:
    """The operating system's words for an error, or the error's own."""
    return getattr(error, "strerror", None) or str(error)


def refused(
    path: Path, template: str, advice: Message | None = None, **values: Value
) -> CheckpointError:
    """The error for a file that is not opened.

    Parameters
    ----------
    path : Path
        Fills ``{path}``.
    template : str
        A `translatable` sentence.
    advice : Message, optional
    **values
        What fills the other places.
    """
    if advice is None:
        advice = message(translatable("Nothing was changed; choose another file."))
    readable = str(path).encode(errors="backslashreplace").decode()
    return CheckpointError(message(template, path=readable, **values), advice)


def header_metadata(path: Path, content: bytes) -> dict[str, Any]:
    """The metadata in the header of safetensors bytes, empty where it has none.

    Raises
    ------
    CheckpointError
        Where the header is damaged.
    """
    size = int.from_bytes(content[:8], "little")
    if len(content) < 10 or not 2 <= size <= min(len(content) - 8, _LARGEST_HEADER_BYTES):
        raise refused(path, translatable("{path} is cut short, or no network file at all."))
    try:
        header = json.loads(content[8 : 8 + size])
        return dict(header.get("__metadata__", {}))
    except (ValueError, RecursionError, AttributeError, TypeError) as error:
        raise refused(path, translatable("The header of {path} is damaged.")) from error


def load_tensors(path: Path, content: bytes) -> dict[str, Tensor]:
    """The tensors of safetensors bytes.

    Raises
    ------
    CheckpointError
        Where they are damaged.
    """
    from safetensors.torch import load

    try:
        return dict(load(content))
    except Exception as error:  # safetensors raises its own type and several of Python's
        raise refused(
            path, translatable("{path} is damaged: {reason}."), reason=str(error)
        ) from error


def read_sealed(path: Path, kind: str) -> SealedTensors:
    """Open a file of the program and check its seal.

    Parameters
    ----------
    path : Path
    kind : str
        As in `write_sealed`.

    Raises
    ------
    CheckpointError
        With the reason, for anything but an undamaged file of this kind and version.
    """
    content = read_bytes(path)
    return opened_sealed(path, kind, content, header_metadata(path, content))


def is_sealed(metadata: Mapping[str, Any]) -> bool:
    """Whether a header is one of this program's."""
    return _KEY_DESCRIPTION in metadata


def opened_sealed(
    path: Path, kind: str, content: bytes, metadata: Mapping[str, Any]
) -> SealedTensors:
    """`read_sealed` for a file whose content and header were read already."""
    text, seal = metadata.get(_KEY_DESCRIPTION), metadata.get(_KEY_SEAL)
    if not isinstance(text, str) or not isinstance(seal, str):
        raise refused(path, translatable("{path} was not written by this program."))
    description = _description(path, text)
    _check_version(path, description)
    if description.get("kind") != kind:
        raise refused(
            path,
            translatable("{path} holds a {found}, not a {wanted}."),
            found=str(description.get("kind")),
            wanted=kind,
        )
    tensors = load_tensors(path, content)
    if _seal(kind, text, tensors) != seal:
        raise refused(
            path,
            translatable("{path} is damaged: its content does not match its sha256."),
            message(translatable("Nothing was changed; use another copy of the file.")),
        )
    return SealedTensors(description, tensors, seal)


def _check_version(path: Path, description: dict[str, Any]) -> None:
    version = description.get("format_version")
    if not isinstance(version, int) or version < 1:
        raise refused(path, translatable("{path} does not name the version of its format."))
    if version > FORMAT_VERSION:
        raise refused(
            path,
            translatable("{path} was made by a newer version of this program (format {version})."),
            message(translatable("Update the program, then open it again.")),
            version=version,
        )


def _description(path: Path, text: str) -> dict[str, Any]:
    try:
        description = json.loads(text)
    except (ValueError, RecursionError):
        description = None
    if not isinstance(description, dict):
        raise refused(path, translatable("The description in {path} is damaged."))
    return description
