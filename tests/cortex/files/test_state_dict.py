"""Networks of scripts: a state_dict with conv1, conv2 and one linear layer."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional

from visctx_gui.cortex.files.network_file import open_network
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.plan.wording import CheckpointError


class ScriptNetwork(nn.Module):
    """As a course script writes it."""

    def __init__(
        self, channels: int = 1, side: int = 28, filters: tuple[int, int] = (16, 32),
        kernel: int = 5, padding: int = 0, classes: int = 10,
    ) -> None:  # fmt: skip
        super().__init__()
        self.conv1 = nn.Conv2d(channels, filters[0], kernel, padding=padding)
        self.conv2 = nn.Conv2d(filters[0], filters[1], kernel, padding=padding)
        for _ in range(2):
            side = (side + 2 * padding - kernel + 1) // 2
        self.fc = nn.Linear(filters[1] * side * side, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = functional.max_pool2d(functional.relu(self.conv1(x)), 2)
        x = functional.max_pool2d(functional.relu(self.conv2(x)), 2)
        return self.fc(x.flatten(1))


CASES = {
    "source": {},
    "padded": {"padding": 2},
    "small": {"filters": (4, 6), "kernel": 3, "classes": 3},
    "small padded": {"filters": (4, 6), "kernel": 3, "padding": 1},
    "odd padding": {"padding": 4},
    "grey 32": {"side": 32},
    "colour 32": {"channels": 3, "side": 32},
    "colour 32 padded": {"channels": 3, "side": 32, "padding": 2},
    "colour 28": {"channels": 3, "side": 28},
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("suffix", [".pt", ".pth", ".safetensors"])
def test_a_script_and_this_program_give_the_same_scores(
    case: dict[str, int], suffix: str, tmp_path: Path
) -> None:
    script = ScriptNetwork(**case)  # type: ignore[arg-type]
    path = tmp_path / f"model{suffix}"
    if suffix == ".safetensors":
        save_file(script.state_dict(), path)
    else:
        torch.save(script.state_dict(), path)
    opened = open_network(path)
    plan = opened.network.plan
    assert plan.input_shape == (case.get("channels", 1), *[case.get("side", 28)] * 2)
    assert plan.padding == (case.get("padding", 0),)
    assert opened.class_names == tuple(str(number) for number in range(plan.n_classes))
    x = torch.rand(4, *plan.input_shape)
    with evaluation_mode(opened.network):
        torch.testing.assert_close(opened.network(x), script(x).detach())


@pytest.mark.parametrize("name", ["fc", "fc1", "linear", "classifier.0", "head"])
def test_the_linear_layer_may_have_any_name(name: str, tmp_path: Path) -> None:
    weights = {
        key.replace("fc.", f"{name}."): tensor
        for key, tensor in ScriptNetwork().state_dict().items()
    }
    torch.save(weights, tmp_path / "m.pt")
    opened = open_network(tmp_path / "m.pt").network
    assert torch.equal(opened.get_parameter("linear.weight"), weights[f"{name}.weight"])


def test_one_to_four_stages(tmp_path: Path) -> None:
    weights = {"conv1.weight": torch.rand(3, 1, 5, 5), "conv1.bias": torch.rand(3)}
    one = {**weights, "fc.weight": torch.rand(2, 3 * 12 * 12), "fc.bias": torch.rand(2)}
    torch.save(one, tmp_path / "one.pt")
    assert open_network(tmp_path / "one.pt").network.plan.n_stages == 1
    weights |= {"conv2.weight": torch.rand(3, 3, 3, 3), "conv2.bias": torch.rand(3)}
    weights |= {"conv3.weight": torch.rand(4, 3, 3, 3), "conv3.bias": torch.rand(4)}
    three = {**weights, "fc.weight": torch.rand(2, 4), "fc.bias": torch.rand(2)}
    torch.save(three, tmp_path / "three.pt")
    opened = open_network(tmp_path / "three.pt").network.plan
    assert (opened.filters, opened.kernel_size) == ((3, 3, 4), (5, 3, 3))


@pytest.mark.parametrize("prefix", ["module.", "_orig_mod.", "module._orig_mod."])
def test_fault_14_prefixes_of_wrappers_are_taken_off(prefix: str, tmp_path: Path) -> None:
    weights = ScriptNetwork().state_dict()
    torch.save(OrderedDict((prefix + key, one) for key, one in weights.items()), tmp_path / "m.pt")
    opened = open_network(tmp_path / "m.pt").network
    assert torch.equal(opened.get_parameter("conv2.bias"), weights["conv2.bias"])


@pytest.mark.parametrize("wrapper", ["state_dict", "model_state_dict"])
def test_a_training_checkpoint_around_the_weights_is_opened(wrapper: str, tmp_path: Path) -> None:
    torch.save({"epoch": 5, wrapper: ScriptNetwork().state_dict()}, tmp_path / "m.pt")
    assert open_network(tmp_path / "m.pt").network.plan.filters == (16, 32)


@pytest.mark.parametrize("dtype", [torch.float64, torch.float16, torch.bfloat16])
@pytest.mark.parametrize("suffix", [".pt", ".safetensors"])
def test_fault_15_other_float_types_are_converted(
    dtype: torch.dtype, suffix: str, tmp_path: Path
) -> None:
    weights = {key: tensor.to(dtype) for key, tensor in ScriptNetwork().state_dict().items()}
    path = tmp_path / f"m{suffix}"
    save_file(weights, path) if suffix == ".safetensors" else torch.save(weights, path)
    opened = open_network(path).network
    assert torch.equal(opened.get_parameter("conv1.weight"), weights["conv1.weight"].float())


def changed(**changes: Tensor | None) -> dict[str, Tensor]:
    weights = dict(ScriptNetwork().state_dict())
    for key, tensor in changes.items():
        name = key.replace("__", ".")
        if tensor is None:
            del weights[name]
        else:
            weights[name] = tensor
    return weights


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        (changed(conv1__bias=None), "conv1.bias is missing"),
        (changed(conv2__weight=None), "conv2.bias is unknown"),
        (changed(bn1__weight=torch.ones(16)), "bn1.weight is unknown"),
        (changed(fc2__weight=torch.ones(10, 10)), "holds conv1.weight, conv1.bias, conv2.weight"),
        (changed(fc__weight=None), "holds conv1.weight, conv1.bias, conv2.weight"),
        ({}, "holds nothing"),
        (changed(conv1__weight=torch.ones(16, 1, 5, 3)), "conv1.weight .* 16 x 1 x 5 x 3"),
        (changed(conv1__weight=torch.ones(16, 2, 5, 5)), "conv1.weight .* 16 x 2 x 5 x 5"),
        (changed(conv2__weight=torch.ones(32, 15, 5, 5)), "conv2.weight .* 32 x 15 x 5 x 5"),
        (changed(conv1__bias=torch.ones(15)), "conv1.weight"),
        (changed(fc__weight=torch.ones(10, 32 * 400)), "maps of 20 x 20 px"),
        (changed(fc__weight=torch.ones(10, 513)), "fc.weight .* 10 x 513"),
        (changed(fc__weight=torch.ones(1, 512), fc__bias=torch.ones(1)), "fc.weight"),
        (changed(conv1__weight=torch.ones(16, 1, 5, 5, dtype=torch.int64)), "'conv1.weight'"),
    ],
)
def test_fault_13_14_what_does_not_fit_is_named(
    weights: dict[str, Tensor], words: str, tmp_path: Path
) -> None:
    torch.save(weights, tmp_path / "m.pt")
    with pytest.raises(CheckpointError, match=words) as refusal:
        open_network(tmp_path / "m.pt")
    assert refusal.value.advice.english()


def test_fault_15_values_that_are_not_finite_are_named(tmp_path: Path) -> None:
    for value in (torch.nan, torch.inf):
        weights = ScriptNetwork().state_dict()
        weights["conv2.bias"][3] = value
        torch.save(weights, tmp_path / "m.pt")
        with pytest.raises(CheckpointError, match=r"not finite in conv2\.bias"):
            open_network(tmp_path / "m.pt")
