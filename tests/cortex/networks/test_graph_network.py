"""Taking any network apart: names, entering, lesion points, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from tests.cortex.lesions import sweep_networks
from tests.cortex.networks.torchvision_examples import (
    drawn,
    noise_images,
    small_plan,
    taken_apart,
)
from visctx_gui.cortex.lesions.unit_sweep import UnitSweep
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.graph_network import GraphNetwork
from visctx_gui.cortex.networks.torchvision_networks import torchvision_network_without_memory
from visctx_gui.cortex.recording.hooks import outputs_passed_through
from visctx_gui.plan.architecture_plan import ArchitecturePlan
from visctx_gui.plan.wording import PlanError

PLAN = ArchitecturePlan("alexnet", (3, 8, 8), 4)

# Layer, unit, and the name of the row whose output its lesion acts on.
LESIONS = {
    "vgg11": ("features.3", 5, "features.4"),
    "resnet18": ("layer1.0.conv1", 3, "layer1.0.relu"),
    "resnet18 before the sum": ("layer3.1.conv2", 3, "layer3.1.bn2"),
    "densenet121": ("features.denseblock2.denselayer3.conv1", 7, "features.denseblock2.denselayer3.relu2"),
    "densenet121 into all later layers": ("features.denseblock2.denselayer3.conv2", 7, "features.denseblock2.denselayer3.conv2"),
    "squeezenet1_0": ("features.4.expand3x3", 11, "features.4.expand3x3_activation"),
}  # fmt: skip


@pytest.mark.parametrize("case", LESIONS)
def test_silencing_the_lesion_point_equals_a_hand_made_lesion(case: str) -> None:
    layer, unit, point = LESIONS[case]
    plan = small_plan(case.split(" ")[0])
    original, x = drawn(plan), noise_images(plan)
    network = taken_apart(plan, original)
    assert network.lesion_point(layer) == point

    def without_unit(answer: Tensor) -> Tensor:
        answer = answer.clone()
        answer[:, unit] = 0
        return answer

    with evaluation_mode(network):
        with outputs_passed_through(network, {point: without_unit}):
            lesioned = network(x)
        intact = network(x)
    with evaluation_mode(original):
        assert torch.equal(intact, original(x))
        by_hand = scores_without(original, layer, unit, x)
    assert not torch.equal(lesioned, intact)
    torch.testing.assert_close(lesioned, by_hand, rtol=1e-5, atol=1e-6)


def scores_without(network: nn.Module, layer: str, unit: int, x: Tensor) -> Tensor:
    """The unit's weights cut where its answer is read: what stands behind it receives zero.

    A normalisation's gain and offset of the unit are set to zero too, so that nothing comes out of
    it; a ReLU of nothing is nothing.
    """
    convolution = network.get_submodule(layer)
    assert isinstance(convolution, nn.Conv2d)
    following = {
        "layer1.0.conv1": "layer1.0.bn1",
        "layer3.1.conv2": "layer3.1.bn2",
        "features.denseblock2.denselayer3.conv1": "features.denseblock2.denselayer3.norm2",
    }.get(layer)
    for name in (layer, *([following] if following else [])):
        module = network.get_submodule(name)
        for weight in (module.weight, module.bias):
            if isinstance(weight, Tensor):
                weight[unit] = 0
    return network(x)


def test_the_quick_sweep_of_units_has_the_same_lesion_points_and_answers() -> None:
    plan = small_plan("resnet18")
    network = taken_apart(plan, drawn(plan))
    images = sweep_networks.noise_images(3, plan.input_shape, plan.n_classes)
    units = {layer: [0, 3] for layer in ("conv1", "layer2.0.conv1", "layer4.1.conv2")}
    sweep = UnitSweep(network, images, sweep_networks.MEAN, sweep_networks.SD, units)
    sweep_networks.words_of(sweep)
    for layer in units:
        point = network.lesion_point(layer)
        assert sweep.points[layer] == point
        slow = sweep_networks.slow_scores(network, images, point, units[layer])
        sweep_networks.assert_same_answers(sweep.scores(layer), slow)


@pytest.mark.parametrize("name", ["vgg16", "resnet50", "mobilenet_v3_large", "vit_b_16"])
def test_each_filter_layer_has_a_lesion_point_behind_it(name: str) -> None:
    network = torchvision_network_without_memory(small_plan(name))
    places = {row: place for place, row in enumerate(network.names)}
    assert network.filter_layers
    for layer in network.filter_layers:
        assert places[layer] <= places[network.lesion_point(layer)] <= places[layer] + 2
    with pytest.raises(KeyError):
        network.lesion_point(network.names[-1])


def test_each_call_of_a_module_has_a_row_of_its_own() -> None:
    network = torchvision_network_without_memory(small_plan("resnet50"))
    block = [name for name in network.names if name.startswith("layer1.1.")]
    assert block == [
        f"layer1.1.{name}"
        for name in (
            "conv1", "bn1", "relu", "conv2", "bn2", "relu_2", "conv3", "bn3", "add", "relu_3",
        )
    ]  # fmt: skip


def test_it_is_entered_only_where_one_value_is_enough() -> None:
    plan = small_plan("resnet18")
    network, x = taken_apart(plan, drawn(plan)), noise_images(plan)
    assert "layer1.0.relu_2" in network.restart_names
    assert network.restart_before("layer1.1.conv2") == "layer1.0.relu_2"
    assert network.restart_before("layer1.0.relu_2") == "layer1.0.relu_2"
    assert network.restart_before("conv1") == "conv1"
    for name in ("layer1.0.conv1", "layer1.0.bn2"):
        with pytest.raises(PlanError, match="maxpool"):
            network.forward_from(name, network.forward_to(name, x))
    for ask in (network.forward_from, network.forward_to):
        with pytest.raises(KeyError):
            ask("nothing", x)


class Own(nn.Module):
    """A network of a person's own, by its forward function."""

    def __init__(self, run: Callable[[Own, Tensor], Tensor]) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3, padding=1)
        self.relu = nn.ReLU(inplace=True)
        self.linear = nn.Linear(4 * 64, 4)
        self.run = run

    def forward(self, x: Tensor) -> Tensor:
        return self.run(self, x)


def follows_the_mode(net: Own, x: Tensor) -> Tensor:
    x = functional.dropout(net.relu(net.conv(x)), 0.5, training=net.training)
    return net.linear(x.flatten(1))


def always_drops(net: Own, x: Tensor) -> Tensor:
    x = functional.dropout(net.relu(net.conv(x)), 0.5, training=True)
    return net.linear(x.flatten(1))


def asks_for_sizes(net: Own, x: Tensor) -> Tensor:
    x = torch.tanh(net.conv(x))
    return net.linear(x.view(x.size(0), x.shape[1] * x.shape[2] * x.shape[3]))


def adds_in_place(net: Own, x: Tensor) -> Tensor:
    y = net.relu(net.conv(x))
    y += functional.gelu(y.mean(1, keepdim=True))
    return net.linear(torch.flatten(y, start_dim=1))


def relu_by_position(net: Own, x: Tensor) -> Tensor:
    x = functional.threshold(functional.relu(net.conv(x), True), 0.1, 0.0, True)
    return net.linear(torch.flatten(x, 1))


def counts_behind_a_turn(net: Own, x: Tensor) -> Tensor:
    turned = net.conv(x).permute(1, 0, 2, 3)
    return net.linear(turned.permute(1, 0, 2, 3).reshape(turned.shape[1], -1))


def turned_shapes(net: Own, x: Tensor) -> Tensor:
    turned = net.conv(x).flatten(2).permute(1, 2, 0)  # channels, places, images
    return net.linear(turned.reshape(4, 64, x.shape[0]).permute(2, 0, 1).flatten(1))


@pytest.mark.parametrize(
    "run",
    [
        follows_the_mode, always_drops, asks_for_sizes, adds_in_place, relu_by_position,
        counts_behind_a_turn, turned_shapes,
    ],
)  # fmt: skip
@pytest.mark.parametrize("training", [False, True])
def test_networks_of_ones_own_answer_as_before(
    run: Callable[[Own, Tensor], Tensor], training: bool
) -> None:
    torch.manual_seed(0)
    original = Own(run)
    network = taken_apart(PLAN, original)
    x = noise_images(PLAN, n=5)
    answers = []
    for one in (original.train(training), network.train(training)):
        torch.manual_seed(1)
        answers.append(one(x))
    assert torch.equal(*answers)


def depends_on_values(net: Own, x: Tensor) -> Tensor:
    return net.linear(x.flatten(1)) if x.sum() > 0 else x


def writes_over_its_input(net: Own, x: Tensor) -> Tensor:
    x = net.conv(x)
    x.clamp_(0)
    return net.linear(x.flatten(1))


def uses_what_was_written_over(net: Own, x: Tensor) -> Tensor:
    before = net.conv(x)
    after = net.relu(before)
    return net.linear((before + after).flatten(1))


def shares_weights(net: Own, x: Tensor) -> Tensor:
    return net.linear(net.linear(x.flatten(1)).repeat(1, 64))


def other_operations_in_training(net: Own, x: Tensor) -> Tensor:
    x = net.conv(x)
    return net.linear((torch.tanh(x) if net.training else x).flatten(1))


def chunks(net: Own, x: Tensor) -> Tensor:
    one, other = net.conv(x).chunk(2, dim=1)
    return net.linear(torch.cat([other, one], 1).flatten(1))


def asks_for_the_device(net: Own, x: Tensor) -> Tensor:
    return net.linear(net.conv(x).flatten(1)) + torch.ones(1, device=x.device)


def gives_two(net: Own, x: Tensor) -> tuple[Tensor, Tensor]:
    x = net.conv(x)
    return x, net.linear(x.flatten(1))


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (depends_on_values, "control flow"),
        (writes_over_its_input, "clamp_"),
        (uses_what_was_written_over, "used afterwards"),
        (shares_weights, "linear"),
        (other_operations_in_training, "training"),
        (chunks, "chunk gives several"),
        (asks_for_the_device, "device"),
        (gives_two, "scores"),
    ],
)
def test_what_is_no_fixed_list_is_refused_with_its_reason(
    run: Callable[[Own, Tensor], Tensor], words: str
) -> None:
    with pytest.raises(PlanError, match=words):
        GraphNetwork(PLAN, Own(run))


class Attending(nn.Module):
    """Attention without any question for sizes."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = nn.MultiheadAttention(8, 2, batch_first=True)
        self.linear = nn.Linear(8, 4)

    def forward(self, x: Tensor) -> Tensor:
        x = x.mean(1)
        x, _ = self.attention(x, x, x, need_weights=False)
        return self.linear(x.mean(1))


def test_attention_gives_its_answer_alone() -> None:
    original = Attending().eval()
    network = taken_apart(PLAN, original)
    x = noise_images(PLAN, n=3)
    assert torch.equal(network(x), original(x))
    assert network.forward_to("attention", x).shape == (3, 8, 8)
    assert network.state_dict().keys() == original.state_dict().keys()
    kind = type(network.get_submodule("attention"))
    assert kind.__name__ == "MultiheadAttention"


class WithLooseTensor(nn.Module):
    """Has a tensor that ``state_dict`` does not know."""

    def __init__(self) -> None:
        super().__init__()
        self.loose = torch.ones(1)
        self.linear = nn.Linear(192, 4)

    def forward(self, x: Tensor) -> Tensor:
        return self.linear(x.flatten(1)) + self.loose


def test_tensors_that_no_file_would_keep_are_refused() -> None:
    with pytest.raises(PlanError, match="neither a parameter nor a buffer"):
        GraphNetwork(PLAN, WithLooseTensor())
