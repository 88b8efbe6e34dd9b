"""Small random networks of every kind, and the slow and obvious sweep over their units."""

from __future__ import annotations

import copy

import torch
from hypothesis import reject
from hypothesis import strategies as st
from torch import Tensor, nn

from visctx_gui.cortex.images.image_set import ImageSet
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.unit_sweep import UnitSweep

MEAN, SD = (0.4,), (0.5,)
N_CLASSES = 4
KINDS = (
    "plain", "pre_activated", "residual", "joined", "branches", "grouped", "depthwise", "gated",
    "two_readers", "max_pool", "padded_pool", "average_pool", "dropout", "local_response",
)  # fmt: skip
ACTIVATIONS = (nn.ReLU, nn.ReLU, nn.ReLU, nn.Hardswish, nn.Tanh, nn.LeakyReLU, nn.ELU)


class Part(nn.Module):
    """A few layers; `points` tells for each convolution whose output a lesion acts on."""

    def __init__(self) -> None:
        super().__init__()
        self.points: dict[str, str] = {}

    def unit(self, name: str, conv: nn.Conv2d, act: nn.Module | None, norm: bool) -> nn.Module:
        """Convolution, normalisation and nonlinearity, as far as they are wanted."""
        layers: list[nn.Module] = [conv]
        if norm:
            layers.append(nn.BatchNorm2d(conv.out_channels))
        if act is not None:
            layers.append(act)
        self.points[f"{name}.0"] = f"{name}.{len(layers) - 1}"
        return nn.Sequential(*layers)


class Plain(Part):
    def __init__(self, conv: nn.Conv2d, act: nn.Module, norm: bool) -> None:
        super().__init__()
        self.layers = self.unit("layers", conv, act, norm)

    def forward(self, x: Tensor) -> Tensor:
        return self.layers(x)


class PreActivated(Part):
    """Normalisation and nonlinearity before the convolution: a lesion acts on its own output."""

    def __init__(self, channels: int, outputs: int, act: nn.Module) -> None:
        super().__init__()
        self.norm, self.act = nn.BatchNorm2d(channels), act
        self.layers = self.unit("layers", nn.Conv2d(channels, outputs, 1), None, False)
        self.pool = nn.AvgPool2d(3, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        return self.pool(self.layers(self.act(self.norm(x))))


class Residual(Part):
    def __init__(self, channels: int, act: nn.Module, norm: bool) -> None:
        super().__init__()
        first, second = (nn.Conv2d(channels, channels, 3, padding=1) for _ in range(2))
        self.first = self.unit("first", first, copy.deepcopy(act), norm)
        self.second = self.unit("second", second, None, norm)
        self.act = act

    def forward(self, x: Tensor) -> Tensor:
        out = self.second(self.first(x))
        out += x
        return self.act(out)


class Joined(Part):
    """A new map beside the old ones, as in dense networks."""

    def __init__(self, channels: int, outputs: int, act: nn.Module) -> None:
        super().__init__()
        self.new = self.unit("new", nn.Conv2d(channels, outputs, 3, padding=1), act, False)
        self.norm = nn.BatchNorm2d(channels + outputs)

    def forward(self, x: Tensor) -> Tensor:
        return self.norm(torch.cat([x, self.new(x)], 1))


class Branches(Part):
    def __init__(self, channels: int, outputs: int, act: nn.Module) -> None:
        super().__init__()
        self.narrow = self.unit("narrow", nn.Conv2d(channels, outputs, 1), copy.deepcopy(act), True)
        self.wide = self.unit("wide", nn.Conv2d(channels, outputs, 3, padding=1), act, False)

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([self.narrow(x), self.wide(x)], dim=1)


class Gated(Part):
    """Squeeze and excitation: each map times a number computed from all."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.squeeze = self.unit("squeeze", nn.Conv2d(channels, 2, 1), nn.ReLU(), False)
        self.excite = self.unit("excite", nn.Conv2d(2, channels, 1), nn.Sigmoid(), False)

    def forward(self, x: Tensor) -> Tensor:
        return self.excite(self.squeeze(self.pool(x))) * x


class TwoReaders(Part):
    def __init__(self, channels: int, outputs: int, act: nn.Module) -> None:
        super().__init__()
        self.read = self.unit("read", nn.Conv2d(channels, 3, 3, padding=1), act, False)
        self.one = self.unit("one", nn.Conv2d(3, outputs, 1), None, False)
        self.other = self.unit("other", nn.Conv2d(3, outputs, 3, padding=1), None, False)

    def forward(self, x: Tensor) -> Tensor:
        maps = self.read(x)
        return self.one(maps) - 2 * self.other(maps)


class RandomNetwork(nn.Module):
    """Parts one after the other, and a linear layer at the end."""

    def __init__(self, parts: list[nn.Module], head: nn.Module, points: dict[str, str]) -> None:
        super().__init__()
        self.parts, self.head = nn.Sequential(*parts), head
        self.points = points

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.parts(x))


@st.composite
def networks(draw: st.DrawFn) -> RandomNetwork:
    """Networks for images of one channel, 10 x 11 px, of one to four parts; weights are fixed."""
    torch.manual_seed(draw(st.integers(0, 20)))
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=3))
    parts: list[nn.Module] = [_convolved(draw, 1)]
    channels = parts[0].layers[0].out_channels
    for kind in kinds:
        part = _part(draw, kind, channels)
        parts.append(part)
        channels = _channels_after(part, channels)
    try:
        maps = nn.Sequential(*parts).eval()(torch.zeros(1, 1, 10, 11))
    except RuntimeError:  # a map has become smaller than what is to be laid over it
        reject()
    head = _head(draw, maps)
    points = {
        f"parts.{place}.{name}": f"parts.{place}.{point}"
        for place, part in enumerate(parts)
        for name, point in getattr(part, "points", {}).items()
    }
    network = RandomNetwork(parts, head, points)
    shake_normalisation(network)
    return network


def _act(draw: st.DrawFn) -> nn.Module:
    kind = draw(st.sampled_from(ACTIVATIONS))
    return kind(inplace=True) if kind is nn.ReLU and draw(st.booleans()) else kind()


def _convolved(draw: st.DrawFn, channels: int, groups: int = 1, outputs: int = 0) -> Plain:
    kernel = draw(st.sampled_from([(1, 1), (3, 3), (2, 3)]))
    conv = nn.Conv2d(
        channels, outputs or draw(st.integers(1, 5)), kernel,
        stride=draw(st.sampled_from([1, 1, 2])), padding=(kernel[0] // 2, kernel[1] // 2),
        dilation=draw(st.sampled_from([1, 1, 1, 2])), groups=groups, bias=draw(st.booleans()),
    )  # fmt: skip
    return Plain(conv, _act(draw), draw(st.booleans()))


def _part(draw: st.DrawFn, kind: str, channels: int) -> nn.Module:
    outputs = draw(st.integers(1, 4))
    simple: dict[str, nn.Module] = {
        "max_pool": nn.MaxPool2d(2, ceil_mode=draw(st.booleans())),
        "padded_pool": nn.MaxPool2d(3, 2, 1),
        "average_pool": nn.AvgPool2d(2, ceil_mode=True),
        "dropout": nn.Dropout2d(0.5),
        "local_response": nn.LocalResponseNorm(3),
    }
    if kind in simple:
        return simple[kind]
    if kind == "plain":
        return _convolved(draw, channels)
    if kind == "depthwise":
        return _convolved(draw, channels, channels, channels)
    if kind == "grouped":
        return _convolved(draw, channels, channels, channels * 2)
    if kind == "residual":
        return Residual(channels, _act(draw), draw(st.booleans()))
    if kind == "gated":
        return Gated(channels)
    kinds = {
        "pre_activated": PreActivated, "joined": Joined, "branches": Branches,
        "two_readers": TwoReaders,
    }  # fmt: skip
    return kinds[kind](channels, outputs, nn.ReLU())


def _channels_after(part: nn.Module, channels: int) -> int:
    return int(part.eval()(torch.zeros(1, channels, 12, 12)).shape[1])


def _head(draw: st.DrawFn, maps: Tensor) -> nn.Module:
    _, channels, height, width = maps.shape
    if draw(st.booleans()):
        return nn.Sequential(
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(), nn.Linear(channels, N_CLASSES)
        )
    features = channels * height * width
    if draw(st.booleans()):
        return nn.Sequential(nn.Flatten(), nn.Linear(features, N_CLASSES))
    return nn.Sequential(
        nn.Flatten(1), nn.Linear(features, 7), nn.ReLU(inplace=True), nn.Linear(7, N_CLASSES)
    )


def shake_normalisation(network: nn.Module, seed: int = 0) -> None:
    """Give batch normalisation statistics and weights that are not those of the identity."""
    generator = torch.Generator().manual_seed(seed)
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            size = module.num_features
            with torch.no_grad():
                module.weight.copy_(0.5 + torch.rand(size, generator=generator))
                module.bias.copy_(torch.randn(size, generator=generator) / 2)
            module.running_mean.copy_(torch.randn(size, generator=generator) / 4)
            module.running_var.copy_(0.5 + torch.rand(size, generator=generator))


def noise_images(
    n: int, shape: tuple[int, int, int] = (1, 10, 11), n_classes: int = N_CLASSES
) -> ImageSet:
    """Images of noise with random labels."""
    generator = torch.Generator().manual_seed(n)
    return ImageSet(
        torch.randint(0, 256, (n, *shape), dtype=torch.uint8, generator=generator),
        torch.randint(0, n_classes, (n,), generator=generator),
        tuple(str(name) for name in range(n_classes)),
    )


def slow_scores(network: nn.Module, images: ImageSet, point: str, units: list[int]) -> Tensor:
    """The obvious way: a copy whose module's output is set to zero, one unit after the other."""
    found = []
    for unit in units:
        twin = copy.deepcopy(network).eval()

        def silence(module: nn.Module, given: object, output: Tensor, unit: int = unit) -> Tensor:
            output = output.clone()
            output[:, unit] = 0
            return output

        twin.get_submodule(point).register_forward_hook(silence)
        with torch.no_grad():
            found.append(twin(network_input(images.images, MEAN, SD)))
    return torch.stack(found)


def assert_same_answers(quick: Tensor, slow: Tensor) -> None:
    """Scores agree to 1e-5 of the largest; answers agree unless two scores are that close."""
    tolerance = 1e-5 * float(slow.abs().max())
    assert float((quick - slow).abs().max()) <= tolerance
    best = slow.topk(2, -1).values
    clear = best[..., 0] - best[..., 1] > 2 * tolerance
    assert torch.equal(quick.argmax(-1)[clear], slow.argmax(-1)[clear])


def words_of(sweep: UnitSweep) -> dict[str, str]:
    """The first word of how each layer is swept."""
    return {layer: way.english().split()[0].rstrip(":") for layer, way in sweep.ways.items()}
