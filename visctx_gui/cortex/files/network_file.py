"""Networks in files: saving, and opening without trust."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from visctx_gui.cortex.files.atomic import replaced_file, write_text_atomic
from visctx_gui.cortex.files.sealed_tensors import (
    header_metadata,
    is_sealed,
    load_tensors,
    not_written,
    opened_sealed,
    read_bytes,
    refused,
    sealed_bytes,
    tensors_sha256,
)
from visctx_gui.cortex.files.state_dict import network_plan_of, tensors_of_zip, tidied
from visctx_gui.cortex.files.weights import check_description, network_from, plan_from_description
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.plan.fields import table_from_plan
from visctx_gui.plan.wording import message, translatable

SUFFIX = ".safetensors"
_ZIP_BEGINNING = b"PK\x03\x04"
_PICKLE_BEGINNING = b"\x80"
_HEADER_BEGINNING = b"{"  # of a safetensors file, behind the length, whose first byte may be any


@dataclass(frozen=True, eq=False)
class NetworkFile:
    """A network and what is known of it.

    Attributes
    ----------
    network : V1V2Network
    class_names : tuple of str
        One for each output.
    seed : int
        Of the first weights.
    steps_trained : int
        0 for an untrained network, and where it is not known.
    trained_on : str
        Name of the data set; empty for none, and where it is not known.
    data_sha256 : str
        Of that data set; may be empty.
    source : str
        ``new``, ``embedded`` or the file's path.
    """

    network: V1V2Network
    class_names: tuple[str, ...]
    seed: int = 0
    steps_trained: int = 0
    trained_on: str = ""
    data_sha256: str = ""
    source: str = "new"


def weights_sha256(network: V1V2Network) -> str:
    """sha256 of all weights and buffers: names, types, shapes and bytes."""
    return tensors_sha256(network.state_dict())


def save_network(path: Path, saved: NetworkFile) -> Path:
    """Write a network, and its description in readable form beside it.

    Parameters
    ----------
    path : Path
        ``.safetensors`` is added where it is missing; the description ends in ``.json``.
    saved : NetworkFile
        Its `source` is not written.

    Returns
    -------
    Path
        Of the network file.

    Raises
    ------
    CheckpointError
        Where one of them cannot be written.
    """
    if path.suffix != SUFFIX:
        path = path.with_name(path.name + SUFFIX)
    description = {
        "plan": table_from_plan(saved.network.plan),
        "class_names": list(saved.class_names),
        "seed": saved.seed,
        "steps_trained": saved.steps_trained,
        "trained_on": saved.trained_on,
        "data_sha256": saved.data_sha256,
    }
    beside = path.with_suffix(".json")
    content, seal = sealed_bytes("network", description, saved.network.state_dict())
    try:
        with replaced_file(path) as part:
            part.write_bytes(content)
            # A kill between the two files must not leave a pair that disagrees.
            beside.unlink(missing_ok=True)
        write_text_atomic(beside, json.dumps({**description, "sha256": seal}, indent=2) + "\n")
    except OSError as error:
        raise not_written(path, error) from error
    return path


def open_network(path: Path) -> NetworkFile:
    """Open a network file of this program, or a state_dict of a script.

    Parameters
    ----------
    path : Path
        ``.safetensors``, the ``.json`` beside one, or a state_dict (``.pt``, ``.pth``, ``.safetensors``)
        with ``conv1.*``, ``conv2.*`` ... and one linear layer of any name. What it is, is judged
        by its content. Of a state_dict ReLU and 2 x 2 max-pooling are taken for granted.

    Returns
    -------
    NetworkFile
        With a new network on the CPU that has answered once.

    Raises
    ------
    CheckpointError
        With the reason, for everything else. Nothing in a file is ever executed.
    """
    path = Path(path)
    if path.suffix == ".json":
        path = path.with_suffix(SUFFIX)
    content = read_bytes(path)
    if content.startswith(_ZIP_BEGINNING):
        return _from_state_dict(path, tensors_of_zip(path, content))
    if content.startswith(_PICKLE_BEGINNING) and content[8:9] != _HEADER_BEGINNING:
        raise refused(
            path,
            translatable("{path} is a bare pickle, which could run any program when opened."),
            message(
                translatable(
                    "Save the weights with torch.save(network.state_dict(), file) of torch 1.6 or newer."
                )
            ),
        )
    metadata = header_metadata(path, content)
    if not is_sealed(metadata):
        return _from_state_dict(path, load_tensors(path, content))
    sealed = opened_sealed(path, "network", content, metadata)
    return network_file_from(path, sealed.description, sealed.tensors, sealed.sha256)


def network_file_from(
    path: Path, description: Mapping[str, Any], tensors: Mapping[str, Tensor], seal: str
) -> NetworkFile:
    """Build the network of an opened file, checking everything on the way.

    Raises
    ------
    CheckpointError
        Where description, weights and the file beside it do not fit together.
    """
    plan = plan_from_description(path, description)
    facts = check_description(path, description, plan)
    _check_beside(path, description, seal)
    return NetworkFile(
        network=network_from(path, plan, tensors),
        class_names=facts.class_names,
        seed=facts.seed,
        steps_trained=facts.steps_trained,
        trained_on=facts.trained_on,
        data_sha256=facts.data_sha256,
        source=str(path),
    )


def _check_beside(path: Path, description: Mapping[str, Any], seal: str) -> None:
    beside = path.with_suffix(".json")
    if not beside.exists():
        return
    try:
        table = json.loads(read_bytes(beside))
    except (ValueError, RecursionError) as error:
        raise refused(beside, translatable("{path} is not valid JSON.")) from error
    inner = {
        key: value for key, value in description.items() if key not in ("kind", "format_version")
    }
    if table == {**inner, "sha256": seal}:
        return
    differing = "sha256"
    if isinstance(table, dict):
        differing = next((key for key in inner if table.get(key) != inner[key]), "sha256")
    raise refused(
        path,
        translatable("{path} and the description beside it disagree about '{key}'."),
        message(
            translatable(
                "They belong to different networks; remove {beside} to open the network alone."
            ),
            beside=beside.name,
        ),
        key=differing,
    )


def _from_state_dict(path: Path, tensors: Mapping[str, Any]) -> NetworkFile:
    clean = tidied(path, tensors)
    plan, renamed = network_plan_of(path, clean)
    network = network_from(
        path, plan, {name: tensor.to(torch.float32) for name, tensor in renamed.items()}
    )
    names = tuple(str(number) for number in range(plan.n_classes))
    return NetworkFile(network, names, source=str(path))
