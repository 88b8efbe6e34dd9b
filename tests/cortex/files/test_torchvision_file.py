"""Files with weights of published architectures, good and bad ones."""

from __future__ import annotations

import csv
import io
import os
import pickle
import struct
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from tests.cortex.networks.torchvision_examples import drawn
from visctx_gui.cortex.files import old_pickles
from visctx_gui.cortex.files.torchvision_file import open_torchvision_network
from visctx_gui.cortex.images.image_files import read_image
from visctx_gui.cortex.images.preparation import fit_image, network_input
from visctx_gui.plan.architecture_plan import ArchitecturePlan
from visctx_gui.plan.wording import CheckpointError

PLAN = ArchitecturePlan("squeezenet1_1", (3, 224, 224), 5)


@pytest.fixture(scope="module")
def original() -> nn.Module:
    return drawn(PLAN)


def save_zip(state: dict[str, Any], path: Path) -> None:
    torch.save(state, path)


def save_old(state: dict[str, Any], path: Path) -> None:
    torch.save(state, path, _use_new_zipfile_serialization=False)


def save_wrapped(state: dict[str, Any], path: Path) -> None:
    torch.save({"epoch": 3, "model": state}, path)


SAVERS = pytest.mark.parametrize("save", [save_zip, save_old, save_wrapped, save_file])


@SAVERS
def test_every_kind_of_file_opens_by_itself(
    save: Callable[[dict[str, Any], Path], None], original: nn.Module, tmp_path: Path
) -> None:
    path = tmp_path / "weights"
    save(dict(original.state_dict()), path)
    network = open_torchvision_network(path)
    x = torch.randn(1, 3, 64, 64)
    assert network.plan.n_classes == 5
    with torch.inference_mode():
        assert torch.equal(network(x), original(x))
    assert all(weight.requires_grad for weight in network.parameters())


@pytest.mark.parametrize("dtype", [torch.float64, torch.float16, torch.bfloat16])
def test_fault_15_other_types_are_converted(
    dtype: torch.dtype, original: nn.Module, tmp_path: Path
) -> None:
    state = {key: tensor.to(dtype) for key, tensor in original.state_dict().items()}
    save_zip(state, tmp_path / "weights.pt")
    network = open_torchvision_network(tmp_path / "weights.pt")
    assert {weight.dtype for weight in network.parameters()} == {torch.float32}


def refusal(path: Path) -> str:
    with pytest.raises(CheckpointError) as error:
        open_torchvision_network(path)
    return str(error.value)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_fault_15_values_that_are_not_finite_are_refused_by_name(
    value: float, original: nn.Module, tmp_path: Path
) -> None:
    state = {key: tensor.clone() for key, tensor in original.state_dict().items()}
    state["features.3.squeeze.bias"][1] = value
    save_zip(state, tmp_path / "weights.pt")
    assert "features.3.squeeze.bias" in refusal(tmp_path / "weights.pt")


@pytest.mark.parametrize("save", [save_zip, save_old])
def test_fault_11_an_expanded_view_is_refused_before_it_is_copied(
    save: Callable[[dict[str, Any], Path], None], original: nn.Module, tmp_path: Path
) -> None:
    state = dict(original.state_dict())
    state["classifier.1.weight"] = torch.zeros(1).expand(90_000, 512, 1, 1)
    state["classifier.1.bias"] = torch.zeros(1).expand(90_000)
    save(state, tmp_path / "weights.pt")
    assert "claims more values" in refusal(tmp_path / "weights.pt")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_fault_07_a_truncated_old_file_is_refused(
    share: float, original: nn.Module, tmp_path: Path
) -> None:
    path = tmp_path / "weights.pth"
    save_old(dict(original.state_dict()), path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert str(path) in refusal(path)


class Evil:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (f"touch {self.path}",)


def test_fault_09_a_malicious_old_file_is_refused_and_does_nothing(tmp_path: Path) -> None:
    made = tmp_path / "made"
    torch.save({"x": Evil(made)}, tmp_path / "a.pth", _use_new_zipfile_serialization=False)
    (tmp_path / "b.pth").write_bytes(pickle.dumps(Evil(made)))
    for name in ("a.pth", "b.pth"):
        assert "could run any program" in refusal(tmp_path / name)
    assert not made.exists()


def test_fault_12_an_old_file_with_a_whole_network_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "whole.pth"
    torch.save(nn.Linear(2, 2), path, _use_new_zipfile_serialization=False)
    assert "state_dict" in refusal(path)


def old_file(*claims: int) -> bytes:
    """By hand: tensors of two numbers in one storage, which claims to hold so many each time."""
    left = list(claims)

    class Pickler(pickle.Pickler):
        def persistent_id(self, obj: Any) -> Any:
            if isinstance(obj, str) and obj == "numbers":
                return ("storage", torch.FloatStorage, "0", "cpu", left.pop(0), None)
            return None

        def reducer_override(self, obj: Any) -> Any:
            if isinstance(obj, Tensor):
                arguments = ("numbers", 0, (2,), (1,), False, OrderedDict())
                return torch._utils._rebuild_tensor_v2, arguments
            return NotImplemented

    file = io.BytesIO()
    for part in (old_pickles._MAGIC_NUMBER, 1001, {"little_endian": True}):
        pickle.dump(part, file, protocol=2)
    Pickler(file, protocol=2).dump({str(place): torch.zeros(2) for place, _ in enumerate(claims)})
    pickle.dump(["0"], file, protocol=2)
    file.write(struct.pack("<q2f", claims[0], 1.0, 2.0))
    return file.getvalue()


def test_fault_10_an_old_file_may_not_claim_more_numbers_than_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.pth"
    honest = old_pickles.tensors_of_old_file(path, old_file(2))
    assert honest["0"].tolist() == [1.0, 2.0]

    def never(*_arguments: object, **_named: object) -> None:
        raise AssertionError("torch would reserve the memory")

    monkeypatch.setattr(old_pickles.torch, "load", never)
    for claims in ((10**12,), (10**12, 2), (2, 10**12)):
        path.write_bytes(old_file(*claims))
        assert "claims more" in refusal(path)


@pytest.mark.parametrize("content", [b"", b"\x80", b"\x80\x02]q\x00.", b"text", b"PK\x03\x04"])
def test_fault_06_other_files_are_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "odd.pth").write_bytes(content)
    assert "odd.pth" in refusal(tmp_path / "odd.pth")


KNOWN_PHOTOGRAPHS = {
    "kodak_half/kodim23.png": "macaw",
    "kodak_half/kodim19.png": "beacon",
    "kodak_half/kodim10.png": "catamaran",
    "skimage/coffee.png": "espresso",
    "skimage/camera.png": "tripod",
    "skimage/chelsea.png": "Egyptian cat",
}


def test_a_trained_squeezenet_opens_by_itself_and_names_photographs(real_data: Path) -> None:
    weights = real_data / "weights"
    network = open_torchvision_network(weights / "squeezenet1_0_deepcompression.pth")
    plan = network.plan
    assert (plan.name, plan.n_classes) == ("squeezenet1_0", 1000)
    with (weights / "imagenet_classes.csv").open(encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    for place, wanted in KNOWN_PHOTOGRAPHS.items():
        picture, _ = read_image(real_data / "natural" / place)
        image, _ = fit_image(picture, plan.input_shape)
        with torch.inference_mode():
            scores = network(network_input(image[None], plan.input_mean, plan.input_sd))
        assert names[int(scores.argmax())] == wanted
