"""Writes resources/architectures/NAME.json from torchvision's own modules.

``python tools/describe_architectures.py`` writes all, ``--check`` only compares; exit code 1 where
a file is out of date.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import warnings
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torchvision.models import get_model, get_model_weights

from visctx_gui.cortex.networks.operations import Call, kind_of
from visctx_gui.cortex.networks.taking_apart import Step, steps_of
from visctx_gui.plan.architectures import ARCHITECTURE_NAMES, CLASSES

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "architectures"
USUAL_SIDE = 224
PATCH_SIDES = {"vit_b_16": 16}
_MARK = 997  # a number of classes that no architecture has as a number of channels
TITLES = {
    "alexnet": "AlexNet",
    "vgg": "VGG{number}",
    "resnet": "ResNet{number}",
    "resnext50_32x4d": "ResNeXt50 32x4d",
    "densenet121": "DenseNet121",
    "squeezenet1_0": "SqueezeNet 1.0",
    "squeezenet1_1": "SqueezeNet 1.1",
    "mobilenet_v3_small": "MobileNetV3 Small",
    "mobilenet_v3_large": "MobileNetV3 Large",
    "efficientnet_b0": "EfficientNet-B0",
    "convnext_tiny": "ConvNeXt-Tiny",
    "vit_b_16": "ViT-B/16",
}


def title_of(name: str) -> str:
    """A name for people, such as ``VGG16 BN``."""
    if name in TITLES:
        return TITLES[name]
    family, number = re.findall(r"[a-z]+|\d+", name)[:2]
    return TITLES[family].format(number=number) + (" BN" if name.endswith("_bn") else "")


def built(name: str, side: int) -> nn.Module:
    """torchvision's module without memory."""
    terms = {"image_size": side} if name in PATCH_SIDES else {}
    with torch.device("meta"):
        network: nn.Module = get_model(name, weights=None, num_classes=_MARK, **terms)
    return network


def description_of(name: str) -> dict[str, Any]:
    """Everything that is written for one architecture."""
    network = built(name, USUAL_SIDE)
    steps = steps_of(network, (3, USUAL_SIDE, USUAL_SIDE))
    return {
        "title": title_of(name),
        "usual_side": USUAL_SIDE,
        "smallest_side": smallest_side(name),
        "patch_side": PATCH_SIDES.get(name, 0),
        "weights": [weights_facts(one) for one in get_model_weights(name) if is_fitting(one)],
        "operations": [row_of(network, number, step) for number, step in enumerate(steps)],
    }


def is_fitting(weights: Any) -> bool:
    """Whether they classify, and for images that are prepared as usual."""
    return "FEATURES" not in weights.name


def weights_facts(weights: Any) -> dict[str, Any]:
    """What torchvision says of its trained weights."""
    beginning = re.search(r"-([0-9a-f]{8,})\.pth$", weights.url)
    assert beginning is not None, weights.url
    return {
        "name": weights.name,
        "url": weights.url,
        "megabytes": weights.meta["_file_size"],
        "sha256_beginning": beginning.group(1),
        "side": weights.transforms.keywords["crop_size"],
    }


def smallest_side(name: str) -> int:
    """The side of the smallest square image that goes through."""
    if name in PATCH_SIDES:
        return PATCH_SIDES[name]
    network = built(name, USUAL_SIDE).eval()
    for side in range(1, USUAL_SIDE):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                network(torch.zeros(1, 3, side, side, device="meta"))
        except RuntimeError:
            continue
        return side
    raise ValueError(name)


def row_of(network: nn.Module, number: int, step: Step) -> list[Any]:
    """``[name, kind]`` or ``[name, kind, facts]``, facts that are usual left out."""
    facts = facts_of(step.module)
    inputs = [source for source in step.sources if isinstance(source, int)]
    if inputs != [number]:
        facts["inputs"] = list(dict.fromkeys(inputs))
    for source in step.sources:
        if isinstance(source, str):
            facts["weight"] = source
            if kind_of(step.module) == "Expand":
                facts["outputs"] = network.get_parameter(source).shape[-1]
    facts = {key: value for key, value in facts.items() if value not in (0, False, None)}
    row: list[Any] = [step.name, kind_of(step.module)]
    return [*row, facts] if facts else row


def facts_of(module: nn.Module) -> dict[str, Any]:
    """The numbers of a module, those that are 1 where that is usual left out."""
    if isinstance(module, nn.Conv2d):
        return {
            "outputs": of_classes(module.out_channels),
            **window_of(module),
            "groups": module.groups if module.groups > 1 else 0,
            "has_bias": module.bias is not None,
        }
    if isinstance(module, nn.Linear):
        return {"outputs": of_classes(module.out_features), "has_bias": module.bias is not None}
    if isinstance(module, (nn.MaxPool2d, nn.AvgPool2d)):
        return {**window_of(module), "rounds_up": module.ceil_mode}
    if isinstance(module, nn.AdaptiveAvgPool2d):
        return {"side": one_of(module.output_size)}
    if kind_of(module) == "Permute":
        return {"axes": [axis - 1 for axis in order_of(module)[1:]]}
    if kind_of(module) == "Concatenate":
        axis = module.named["dim"] if "dim" in module.named else module.arguments[1]  # type: ignore[index, operator]
        return {"axis": axis - 1}
    return {}


def window_of(module: Any) -> dict[str, Any]:
    """Kernel, stride, padding and dilation, which are square."""
    window = {
        "kernel": one_of(module.kernel_size),
        "stride": one_of(module.stride),
        "dilation": one_of(getattr(module, "dilation", 1)),
    }
    several = {key: value for key, value in window.items() if value > 1}
    return {**several, "padding": one_of(module.padding)}


def one_of(value: Any) -> int:
    """The one number of a square."""
    numbers = set(value) if isinstance(value, tuple) else {value}
    [number] = numbers
    return int(number)


def of_classes(outputs: int) -> int:
    """`CLASSES` for the number of classes."""
    return CLASSES if outputs == _MARK else outputs


def order_of(module: nn.Module) -> tuple[int, ...]:
    """The new order of all axes, the batch's first."""
    if isinstance(module, Call):
        return tuple(module.arguments[1:])
    return tuple(module.dims)  # type: ignore[arg-type]


def text_of(description: dict[str, Any]) -> str:
    """JSON with one operation in each line."""
    operations = ",\n".join(
        "  " + json.dumps(row, separators=(",", ":")) for row in description["operations"]
    )
    facts = {key: value for key, value in description.items() if key != "operations"}
    head = json.dumps(facts, indent=1).removesuffix("\n}")
    return f'{head},\n "operations": [\n{operations}\n ]\n}}\n'


def main() -> int:
    """Write or check the files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing")
    options = parser.parse_args()
    stale = 0
    for name in ARCHITECTURE_NAMES:
        path, text = FOLDER / f"{name}.json", text_of(description_of(name))
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale += 1
        print(f"{'stale' if options.check else 'written'}: {path.name}")
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
    return 1 if stale and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
