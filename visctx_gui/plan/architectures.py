"""Published architectures: what is known of them, and their operations, without torch."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

ARCHITECTURE_NAMES = (
    "alexnet",
    "vgg11", "vgg13", "vgg16", "vgg19",
    "vgg11_bn", "vgg13_bn", "vgg16_bn", "vgg19_bn",
    "resnet18", "resnet34", "resnet50", "resnet101", "resnext50_32x4d",
    "densenet121",
    "squeezenet1_0", "squeezenet1_1",
    "mobilenet_v3_small", "mobilenet_v3_large",
    "efficientnet_b0", "convnext_tiny", "vit_b_16",
)  # fmt: skip
CLASSES = -1  # an operation's number of outputs where it is the number of classes
_HOME = "visctx_gui.resources"


@dataclass(frozen=True, slots=True)
class Operation:
    """One row of an architecture, for any input.

    Attributes
    ----------
    name, kind : str
        The row's name; torch's class name.
    inputs : tuple of int
        What it receives: 0 is the image, n the answer of the n-th row.
    outputs : int
        Channels or units that come out, where the kind has its own; `CLASSES` for the last one.
    kernel, stride, padding, dilation, groups : int
        Of convolutions and poolings; the kernel is square.
    has_bias, rounds_up : bool
        Of convolutions and linear layers; of poolings that keep an incomplete last cell.
    side : int
        Of the maps that an adaptive pooling makes.
    axis : int
        Along which values are put side by side, 0 being the first behind the batch.
    axes : tuple of int
        New order of the axes, counted in the same way.
    weight : str
        Path of a weight that belongs to the row, but to no module of its own.
    """

    name: str
    kind: str
    inputs: tuple[int, ...]
    outputs: int = 0
    kernel: int = 1
    stride: int = 1
    padding: int = 0
    dilation: int = 1
    groups: int = 1
    has_bias: bool = False
    rounds_up: bool = False
    side: int = 0
    axis: int = 0
    axes: tuple[int, ...] = ()
    weight: str = ""


@dataclass(frozen=True, slots=True)
class PublishedWeights:
    """Trained weights that torchvision offers for download; nothing is fetched here.

    Attributes
    ----------
    name : str
        torchvision's, such as ``IMAGENET1K_V1``.
    url : str
    megabytes : float
        Of 2**20 bytes.
    sha256_beginning : str
        The first digits of the file's sha256, which its name carries.
    side : int
        Of the images it was trained for, in pixels.
    """

    name: str
    url: str
    megabytes: float
    sha256_beginning: str
    side: int


@dataclass(frozen=True, slots=True)
class Architecture:
    """A family of torchvision's.

    Attributes
    ----------
    name, title : str
        torchvision's name; one for people.
    usual_side : int
        Of the images it was published for, in pixels.
    smallest_side : int
        Of the smallest images it accepts.
    patch_side : int
        Images must be square and a multiple of this; 0 where they need not.
    weights : tuple of PublishedWeights
        For 1,000 classes of ImageNet and colour images.
    operations : tuple of Operation
        In forward order.
    """

    name: str
    title: str
    usual_side: int
    smallest_side: int
    patch_side: int
    weights: tuple[PublishedWeights, ...]
    operations: tuple[Operation, ...]


@cache
def architecture(name: str) -> Architecture:
    """What is known of an architecture.

    Raises
    ------
    KeyError
        For a name that is not among `ARCHITECTURE_NAMES`.
    """
    if name not in ARCHITECTURE_NAMES:
        raise KeyError(name)
    folder = resources.files(_HOME) / "architectures"
    table = json.loads(folder.joinpath(f"{name}.json").read_text("utf-8"))
    return Architecture(
        name,
        table["title"],
        table["usual_side"],
        table["smallest_side"],
        table["patch_side"],
        tuple(PublishedWeights(**facts) for facts in table["weights"]),
        tuple(_operation(number, row) for number, row in enumerate(table["operations"])),
    )


def _operation(number: int, row: list[Any]) -> Operation:
    """From ``[name, kind]`` or ``[name, kind, facts]``; the input is the row before if none is named."""
    facts = row[2] if len(row) > 2 else {}
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in facts.items()
    }
    return Operation(row[0], row[1], **{"inputs": (number,), **values})
