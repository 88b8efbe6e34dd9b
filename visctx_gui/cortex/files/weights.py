"""From a description and named tensors to a network, with a reason for every refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from visctx_gui.cortex.files.sealed_tensors import refused
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import V1V2Network, new_network
from visctx_gui.plan.fields import plan_from_table
from visctx_gui.plan.network import NetworkPlan, check_network
from visctx_gui.plan.wording import CheckpointError, PlanError, message, translatable

_KEYS_NAMED = 3


@dataclass(frozen=True)
class DescribedFacts:
    """The checked part of a description beside the plan; see `NetworkFile`."""

    class_names: tuple[str, ...]
    seed: int
    steps_trained: int
    trained_on: str
    data_sha256: str


def plan_from_description(path: Path, description: Mapping[str, Any]) -> NetworkPlan:
    """The network plan of a description, checked.

    Raises
    ------
    CheckpointError
        Where it is missing, or a network that cannot be built.
    """
    table = description.get("plan")
    if not isinstance(table, dict):
        raise refused(path, translatable("{path} does not describe a network."))
    try:
        plan = plan_from_table(NetworkPlan, table, "network")
        check_network(plan)
    except PlanError as error:
        raise refused(
            path,
            translatable("{path} describes a network that cannot be built: {reason}"),
            reason=str(error),
        ) from error
    assert isinstance(plan, NetworkPlan)
    return plan


def check_description(
    path: Path, description: Mapping[str, Any], plan: NetworkPlan
) -> DescribedFacts:
    """The other facts of a description, checked.

    Raises
    ------
    CheckpointError
        Where one is missing, of a wrong type, or does not fit the plan.
    """
    names = description.get("class_names")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _bad_fact(path, "class_names")
    if len(names) != plan.n_classes:
        raise refused(
            path,
            translatable("{path} names {named} classes for {outputs} answers."),
            named=len(names),
            outputs=plan.n_classes,
        )
    for key in ("seed", "steps_trained"):
        value = description.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise _bad_fact(path, key)
    for key in ("trained_on", "data_sha256"):
        if not isinstance(description.get(key), str):
            raise _bad_fact(path, key)
    return DescribedFacts(
        tuple(names),
        description["seed"],
        description["steps_trained"],
        description["trained_on"],
        description["data_sha256"],
    )


def _bad_fact(path: Path, key: str) -> CheckpointError:
    return refused(path, translatable("'{key}' in {path} is missing or damaged."), key=key)


def network_from(path: Path, plan: NetworkPlan, tensors: Mapping[str, Tensor]) -> V1V2Network:
    """A new network on the CPU with these weights; it has answered once.

    Raises
    ------
    CheckpointError
        For missing and unknown keys, wrong shapes or types, and values that are not finite, with
        up to three names.
    """
    with torch.device("meta"):  # the sizes come from the file: no memory before they are checked
        wanted = V1V2Network(plan).state_dict()
    _check_keys(path, wanted, tensors)
    for name, tensor in tensors.items():
        if tensor.is_floating_point() and not bool(tensor.isfinite().all()):
            raise refused(
                path,
                translatable("{path} holds values that are not finite in {key}."),
                message(translatable("The training that made it diverged; use an earlier file.")),
                key=name,
            )
    network = new_network(plan, seed=0)
    network.load_state_dict(dict(tensors), strict=True)
    with evaluation_mode(network):
        network(torch.zeros(1, *plan.input_shape))
    return network


def _check_keys(path: Path, wanted: Mapping[str, Tensor], found: Mapping[str, Tensor]) -> None:
    wrong = [
        *(f"{name} is missing" for name in wanted if name not in found),
        *(f"{name} is unknown" for name in found if name not in wanted),
        *(
            f"{name} is {shape_text(found[name])} instead of {shape_text(tensor)}"
            for name, tensor in wanted.items()
            if name in found and found[name].shape != tensor.shape
        ),
        *(
            f"{name} is of type {found[name].dtype} instead of {tensor.dtype}"
            for name, tensor in wanted.items()
            if name in found and found[name].dtype != tensor.dtype
        ),
    ]
    if wrong:
        raise refused(
            path,
            translatable("{path} holds other weights than its network needs: {keys}."),
            keys="; ".join(wrong[:_KEYS_NAMED]),
        )


def shape_text(tensor: Tensor) -> str:
    """A shape for people, such as 16 x 1 x 5 x 5."""
    return " x ".join(str(side) for side in tensor.shape) or "one number"
