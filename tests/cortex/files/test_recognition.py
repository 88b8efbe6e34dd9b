"""Which architecture a state_dict belongs to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import torch
from torch import Tensor

from tests.cortex.networks.torchvision_examples import small_plan, without_memory
from visctx_gui.cortex.files.recognition import is_torchvision, recognised
from visctx_gui.cortex.files.state_dict import tidied
from visctx_gui.plan.architecture_plan import IMAGENET_MEAN, IMAGENET_SD, ArchitecturePlan
from visctx_gui.plan.architectures import ARCHITECTURE_NAMES, architecture
from visctx_gui.plan.wording import CheckpointError

PATH = Path("weights.pth")


def state_of(plan: ArchitecturePlan) -> dict[str, Tensor]:
    """Names and shapes alone."""
    return without_memory(plan).state_dict()


@pytest.mark.parametrize("name", ARCHITECTURE_NAMES)
def test_each_family_knows_its_own(name: str) -> None:
    usual = recognised(PATH, state_of(ArchitecturePlan(name)))
    assert usual.plan.name == name
    assert usual.plan.n_classes == 1000
    assert usual.plan.input_shape == (3, 224, 224)
    assert usual.plan.input_mean == IMAGENET_MEAN


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        *((name, "_orig_mod.module.") for name in ARCHITECTURE_NAMES),
        *((name, "module.") for name in ("alexnet", "resnet18", "squeezenet1_0")),
        *((name, "_orig_mod.") for name in ("alexnet", "resnet18", "squeezenet1_0")),
    ],
)
def test_fault_14_prefixes_are_taken_off(name: str, prefix: str) -> None:
    plan = small_plan(name, channels=1, n_classes=11)
    prefixed = {prefix + key: tensor for key, tensor in state_of(plan).items()}
    found = recognised(PATH, tidied(PATH, prefixed))
    assert (found.plan.name, found.plan.n_classes) == (name, 11)
    assert found.plan.input_shape[0] == 1
    assert found.tensors.keys() == state_of(plan).keys()


def test_a_transformer_tells_the_side_of_its_images() -> None:
    plan = ArchitecturePlan("vit_b_16", (3, 384, 384), 1000, IMAGENET_MEAN, IMAGENET_SD)
    assert recognised(PATH, state_of(plan)).plan == plan


def old_densenet_name(key: str) -> str:
    return re.sub(r"(denselayer\d+\.(?:norm|conv))([12]\.)", r"\1.\2", key)


def old_transformer_name(key: str) -> str:
    return key.replace("mlp.0.", "mlp.linear_1.").replace("mlp.3.", "mlp.linear_2.")


@pytest.mark.parametrize(
    ("name", "old_name"), [("densenet121", old_densenet_name), ("vit_b_16", old_transformer_name)]
)
def test_names_of_older_versions_are_understood(name: str, old_name: object) -> None:
    assert callable(old_name)
    state = state_of(ArchitecturePlan(name))
    old = {old_name(key): tensor for key, tensor in state.items()}
    assert old.keys() != state.keys()
    assert recognised(PATH, old).tensors.keys() == state.keys()


def test_counters_of_batch_normalisation_may_be_missing() -> None:
    state = state_of(ArchitecturePlan("resnet18"))
    without = {key: one for key, one in state.items() if not key.endswith("num_batches_tracked")}
    found = recognised(PATH, without)
    assert found.tensors.keys() == state.keys()
    assert int(found.tensors["bn1.num_batches_tracked"]) == 0


def refusal(state: dict[str, Tensor]) -> str:
    with pytest.raises(CheckpointError) as error:
        recognised(PATH, state)
    return str(error.value)


def test_fault_14_missing_and_extra_keys_are_named() -> None:
    state = state_of(ArchitecturePlan("resnet18"))
    del state["layer1.0.conv1.weight"]
    assert "ResNet18" in refusal(state)
    assert "missing: layer1.0.conv1.weight" in refusal(state)
    state["other.weight"] = torch.zeros(3)
    assert "unknown: other.weight" in refusal(state)


def test_up_to_three_keys_of_a_kind_are_named() -> None:
    state = state_of(ArchitecturePlan("alexnet"))
    for key in [key for key in state if key.endswith("bias")]:
        del state[key]
    words = refusal(state)
    assert "missing: features.0.bias, features.3.bias, features.6.bias and 5 more" in words
    assert "classifier.1.bias" not in words


def test_fault_13_another_architecture_names_the_nearest_and_its_shapes() -> None:
    from torchvision.models import wide_resnet50_2

    with torch.device("meta"):
        state = wide_resnet50_2(weights=None).state_dict()
    words = refusal(state)
    assert "nearest to ResNeXt50" in words
    assert "layer1.0.conv2.weight (128 x 128 x 3 x 3 instead of 128 x 4 x 3 x 3)" in words


def test_what_is_nothing_like_any_of_them_is_said_to_be_so() -> None:
    state = {"conv1.weight": torch.zeros(16, 1, 5, 5), "fc.bias": torch.zeros(10)}
    assert "no network that is known" in refusal(state)
    assert not is_torchvision(state)
    assert not is_torchvision({})
    assert is_torchvision(state_of(ArchitecturePlan("resnet18")))


@pytest.mark.parametrize("shape", [(2_000_000, 512), (1, 512), (0, 512), (1000, 512, 1)])
def test_fault_11_impossible_numbers_of_classes_are_refused(shape: tuple[int, ...]) -> None:
    state = state_of(ArchitecturePlan("resnet18"))
    state["fc.weight"] = torch.zeros(shape, device="meta")
    assert "fc.weight" in refusal(state)


def test_every_title_is_another() -> None:
    titles = {architecture(name).title for name in ARCHITECTURE_NAMES}
    assert len(titles) == len(ARCHITECTURE_NAMES)
