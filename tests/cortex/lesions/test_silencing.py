"""Damage to units while a network runs, and the traps of the method."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from tests.cortex.lesions.random_networks import (
    MEAN,
    SD,
    lesions,
    network_plans,
    random_images,
    random_network,
    slow_scores,
)
from visctx_gui.cortex.files.sealed_tensors import tensors_sha256
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.silencing import silenced
from visctx_gui.cortex.lesions.statistics import ChannelStatistics, measure_statistics
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.cortex.recording.hooks import outputs_passed_through
from visctx_gui.cortex.recording.recording import record
from visctx_gui.plan.lesion import (
    INTACT,
    MODES,
    NEEDING_STATISTICS,
    OUTPUT_MODES,
    Lesion,
    LesionPart,
    silence,
)
from visctx_gui.plan.network import NetworkPlan

PLAN = NetworkPlan(filters=(6, 8), kernel_size=(3,), input_shape=(1, 14, 14), n_classes=4)
BATCH_NORM = NetworkPlan(
    filters=(4, 5), kernel_size=(3,), input_shape=(1, 14, 14), n_classes=3, normalisation="batch"
)


def prepared(plan: NetworkPlan, n: int = 8) -> Tensor:
    return network_input(random_images(plan, n).images, MEAN, SD)


def zero_weights(network: V1V2Network, layer: str, units: tuple[int, ...]) -> V1V2Network:
    """The published method: weights and bias of filters set to zero on a deep copy."""
    damaged = copy.deepcopy(network)
    conv = damaged.get_submodule(layer)
    assert isinstance(conv, nn.Conv2d)
    assert conv.bias is not None
    with torch.no_grad():
        conv.weight[list(units)] = 0.0
        conv.bias[list(units)] = 0.0
    return damaged


def test_trap_t1_zero_weights_before_batch_norm_do_not_silence_but_the_mask_does() -> None:
    network = random_network(BATCH_NORM, 0)
    norm = network.get_submodule("norm1")
    assert isinstance(norm, nn.BatchNorm2d)
    assert norm.running_mean is not None
    assert norm.running_var is not None
    with torch.no_grad():
        norm.weight.fill_(1.0)
        norm.bias.fill_(0.5)
    norm.running_mean.zero_()
    norm.running_var.fill_(1.0)
    x = prepared(BATCH_NORM)
    by_weights = record(zero_weights(network, "conv1", (1,)), x, ["conv1"])["conv1"]
    assert torch.allclose(by_weights[:, 1], torch.tensor(0.5))
    masked = record(network, x, ["conv1"], silence("conv1", (1,)))["conv1"]
    assert not masked[:, 1].any()
    assert masked[:, 0].any()


@settings(max_examples=25, deadline=None)
@given(network_plans(), st.integers(0, 5))
def test_trap_t2_a_masked_channel_is_exactly_zero_for_any_network(
    plan: NetworkPlan, seed: int
) -> None:
    network = random_network(plan, seed)
    for layer, n_units in zip(plan.conv_names, plan.filters, strict=True):
        unit = seed % n_units
        conv = network.get_submodule(layer)
        assert isinstance(conv, nn.Conv2d)
        assert conv.bias is not None
        with torch.no_grad():
            conv.weight[unit] = 0.0
            conv.bias[unit] = 3.0  # the bias alone would answer everywhere
        x = prepared(plan, 3)
        assert record(network, x, [layer])[layer][:, unit].any() or plan.normalisation == "batch"
        assert not record(network, x, [layer], silence(layer, (unit,)))[layer][:, unit].any()


class ResidualBlock(nn.Module):
    """x + ReLU(conv(x)), with a place after the addition."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 1)
        self.relu = nn.ReLU()
        self.after_addition = nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        branch: Tensor = self.relu(self.conv(x))
        total: Tensor = self.after_addition(x + branch)
        return total


def test_trap_t3_silencing_the_branch_leaves_the_skip_path() -> None:
    block, x = ResidualBlock(), torch.rand(2, 3, 4, 4) + 0.1

    def mask(output: Tensor) -> Tensor:
        return output.index_fill(1, torch.tensor([1]), 0.0)

    with outputs_passed_through(block, {"relu": mask}):
        assert torch.equal(block(x)[:, 1], x[:, 1])
    with outputs_passed_through(block, {"after_addition": mask}):
        assert not block(x)[:, 1].any()


def state_hash(network: V1V2Network) -> str:
    return tensors_sha256(network.state_dict())


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_trap_t4_any_damage_is_gone_afterwards_by_hash_and_bit_by_bit(data: st.DataObject) -> None:
    plan = data.draw(network_plans())
    network, x = random_network(plan, 1), prepared(plan)
    statistics = measure_statistics(network, random_images(plan, 9), MEAN, SD)
    with evaluation_mode(network):
        before, hash_before = network(x), state_hash(network)
        with silenced(network, data.draw(lesions(plan, MODES)), statistics):
            network(x)
            assert state_hash(network) == hash_before
        assert torch.equal(network(x), before)
    assert state_hash(network) == hash_before


@settings(max_examples=40, deadline=None)
@given(st.data(), st.randoms())
def test_trap_t4_the_order_of_the_parts_is_irrelevant_bit_by_bit(
    data: st.DataObject, random: object
) -> None:
    plan = data.draw(network_plans())
    network, x = random_network(plan, 1), prepared(plan)
    statistics = measure_statistics(network, random_images(plan, 9), MEAN, SD)
    lesion = data.draw(lesions(plan, MODES))
    parts = [
        LesionPart(part.layer, (unit,), part.positions, part.mode, part.dose, part.seed)
        for part in lesion
        for unit in part.units
    ]
    random.shuffle(parts)  # type: ignore[attr-defined]
    with evaluation_mode(network):
        with silenced(network, lesion, statistics):
            one_way = network(x)
        with silenced(network, Lesion(tuple(parts)), statistics):
            assert torch.equal(network(x), one_way)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_trap_t4_a_lesion_leaves_no_trace_and_order_does_not_matter(data: st.DataObject) -> None:
    plan = data.draw(network_plans())
    network, x = random_network(plan, 1), prepared(plan)
    state = {name: value.clone() for name, value in network.state_dict().items()}
    first, second = (data.draw(lesions(plan, ("zero",))) for _ in range(2))

    def scores() -> Tensor:
        with evaluation_mode(network):
            return network.forward(x)

    before = scores()
    with silenced(network, first), silenced(network, second):
        one_way = scores()
    with silenced(network, second), silenced(network, first):
        other_way = scores()
    assert torch.allclose(one_way, other_way, rtol=0, atol=1e-5 * float(one_way.abs().max()))
    assert torch.equal(scores(), before)
    for name, value in network.state_dict().items():
        assert torch.equal(value, state[name])


def test_trap_t5_looking_at_a_network_in_training_mode_changes_nothing_of_it() -> None:
    network, x = random_network(BATCH_NORM, 0), prepared(BATCH_NORM)
    network.train()
    buffers = {name: buffer.clone() for name, buffer in network.named_buffers()}
    in_training = record(network, x, ["linear"], silence("conv1", (0,)))["linear"]
    assert all(module.training for module in network.modules())
    for name, buffer in network.named_buffers():
        assert torch.equal(buffer, buffers[name])
    network.eval()
    assert torch.equal(
        in_training, record(network, x, ["linear"], silence("conv1", (0,)))["linear"]
    )


def test_weights_and_bias_set_to_zero_answer_as_the_mask_does() -> None:
    plan = NetworkPlan()
    network, images = random_network(plan, 2), random_images(plan, 64)
    units = tuple(range(8))
    published = slow_scores(zero_weights(network, "conv1", units), images, INTACT)
    masked = slow_scores(network, images, silence("conv1", units))
    assert torch.equal(published.argmax(1), masked.argmax(1))
    assert torch.allclose(published, masked, atol=1e-6)
    assert not torch.allclose(masked, slow_scores(network, images, INTACT), atol=1e-3)


@pytest.mark.parametrize("dose", [0.3, 1.0])
def test_trap_t1_damage_to_weights_and_silence_are_one_without_normalisation_only(
    dose: float,
) -> None:
    by_weights = Lesion((LesionPart("conv1", (0, 2), mode="weights", dose=dose),))
    silent = Lesion((LesionPart("conv1", (0, 2), dose=dose),))
    plan = NetworkPlan()
    network, images = random_network(plan, 2), random_images(plan, 16)
    one, other = (slow_scores(network, images, lesion) for lesion in (by_weights, silent))
    assert torch.allclose(one, other, atol=1e-6)
    assert not torch.allclose(one, slow_scores(network, images, INTACT), atol=1e-3)
    network, images = random_network(BATCH_NORM, 2), random_images(BATCH_NORM, 16)
    one, other = (slow_scores(network, images, lesion) for lesion in (by_weights, silent))
    assert not torch.allclose(one, other, atol=1e-3)


def test_trap_t8_the_mean_keeps_the_mean_of_the_next_layers_input_and_zero_shifts_it() -> None:
    network, images = random_network(PLAN, 5), random_images(PLAN, 40)
    statistics = measure_statistics(network, images, MEAN, SD)
    x = network_input(images.images, MEAN, SD)
    intact = record(network, x, ["conv1"])["conv1"]
    units = tuple(range(6))
    part = LesionPart("conv1", units, mode="mean")
    by_mean = output_of(network, x, part, statistics)
    by_zero = output_of(network, x, LesionPart("conv1", units), statistics)
    assert torch.allclose(by_mean.mean((0, 2, 3)), intact.mean((0, 2, 3)), atol=1e-5)
    assert float(by_mean.std((0, 2, 3)).max()) < 1e-6
    assert not by_zero.any()
    answers = slow_scores(network, images, Lesion((part,)), statistics=statistics)
    assert torch.allclose(answers, answers[:1], atol=1e-6)  # nothing of the image is left
    assert not torch.allclose(answers, slow_scores(network, images, silence("conv1", units)))


def output_of(
    network: V1V2Network, x: Tensor, part: LesionPart, statistics: ChannelStatistics
) -> Tensor:
    return record(network, x, [part.layer], Lesion((part,)), statistics)[part.layer]


@pytest.fixture(scope="module")
def network() -> V1V2Network:
    return random_network(PLAN, 5)


@pytest.fixture(scope="module")
def statistics(network: V1V2Network) -> ChannelStatistics:
    return measure_statistics(network, random_images(PLAN, 40), MEAN, SD)


@pytest.mark.parametrize("dose", [0.25, 1.0])
@pytest.mark.parametrize(
    "target",
    [("zero", lambda mean: 0.0 * mean), ("mean", lambda mean: mean)],
    ids=lambda target: target[0],
)
def test_output_is_the_stated_mixture(
    network: V1V2Network,
    statistics: ChannelStatistics,
    dose: float,
    target: tuple[str, Callable[[Tensor], Tensor]],
) -> None:
    mode, expected = target
    x = prepared(PLAN)
    intact = record(network, x, ["conv1"])["conv1"]
    part = LesionPart("conv1", (1, 4), ((0, 2), (3, 3)), mode, dose)
    damaged = output_of(network, x, part, statistics)
    for unit in range(6):
        for y in range(intact.shape[2]):
            for column in range(intact.shape[3]):
                value = intact[:, unit, y, column]
                if unit in (1, 4) and (y, column) in ((0, 2), (3, 3)):
                    value = (1 - dose) * value + dose * expected(statistics.mean["conv1"][unit])
                assert torch.allclose(damaged[:, unit, y, column], value, atol=1e-6)


def test_noise_has_the_channels_standard_deviation_and_follows_its_seed(
    network: V1V2Network, statistics: ChannelStatistics
) -> None:
    x = prepared(PLAN, 60)
    intact = record(network, x, ["conv1"])["conv1"]
    part = LesionPart("conv1", (2, 3), mode="noise", seed=7)
    noise = output_of(network, x, part, statistics) - intact
    assert not noise[:, [0, 1, 4, 5]].any()
    for unit in (2, 3):
        sd = float(statistics.sd["conv1"][unit])
        assert float(noise[:, unit].std()) == pytest.approx(sd, rel=0.05)
        assert float(noise[:, unit].mean()) == pytest.approx(0.0, abs=0.05 * sd)
    again = output_of(network, x, part, statistics) - intact
    assert torch.equal(noise, again)
    other = output_of(network, x, LesionPart("conv1", (2, 3), mode="noise", seed=8), statistics)
    assert not torch.allclose(other - intact, noise)
    half = LesionPart("conv1", (2, 3), mode="noise", dose=0.5, seed=7)
    assert torch.allclose(output_of(network, x, half, statistics) - intact, noise / 2, atol=1e-6)


def test_layers_with_the_same_seed_meet_noise_of_their_own(
    network: V1V2Network, statistics: ChannelStatistics
) -> None:
    x = prepared(PLAN, 40)
    deviates = []
    for layer in ("conv1", "conv2"):
        part = LesionPart(layer, (0, 1), mode="noise", seed=3)
        noise = output_of(network, x, part, statistics) - record(network, x, [layer])[layer]
        of_units = noise[:, :2] / statistics.sd[layer][:2].view(1, -1, 1, 1)
        deviates.append(of_units[0].flatten())  # of the first image the numbers are drawn first
    n = min(map(len, deviates))
    together = torch.stack([one[:n] for one in deviates])
    assert float(torch.corrcoef(together)[0, 1].abs()) < 4 / n**0.5


def test_noise_does_not_depend_on_the_batches(
    network: V1V2Network, statistics: ChannelStatistics
) -> None:
    x = prepared(PLAN, 10)
    lesion = Lesion((LesionPart("conv2", (0, 1, 2), mode="noise", seed=3),))
    with evaluation_mode(network):
        with silenced(network, lesion, statistics):
            at_once = network(x)
        with silenced(network, lesion, statistics):
            in_parts = torch.cat([network(batch) for batch in torch.split(x, 3)])
    assert torch.allclose(at_once, in_parts, atol=1e-5)


def test_damage_that_needs_statistics_says_so(network: V1V2Network) -> None:
    for mode in NEEDING_STATISTICS:
        lesion = Lesion((LesionPart("conv1", (0,), mode=mode),))
        with pytest.raises(ValueError, match="statistics"), silenced(network, lesion):
            pass


def test_noise_is_no_other_where_the_order_of_the_units_is_another(
    network: V1V2Network, statistics: ChannelStatistics
) -> None:
    x = prepared(PLAN)
    one, other = (
        output_of(network, x, LesionPart("conv1", units, mode="noise"), statistics)
        for units in ((4, 2), (2, 4))
    )
    assert torch.equal(one, other)


@pytest.mark.parametrize("mode", MODES)
def test_everything_damaged_gives_numbers(
    network: V1V2Network, statistics: ChannelStatistics, mode: str
) -> None:
    parts = tuple(
        LesionPart(layer, tuple(range(size)), mode=mode)
        for layer, size in zip(PLAN.conv_names, PLAN.filters, strict=True)
    )
    scores = slow_scores(network, random_images(PLAN, 8), Lesion(parts), statistics=statistics)
    assert bool(scores.isfinite().all())


@pytest.mark.parametrize("mode", [*OUTPUT_MODES[:1], "weights"])
def test_a_unit_that_answers_with_infinity_can_be_taken_away(mode: str) -> None:
    network = random_network(PLAN, 5)
    with torch.no_grad():
        network.get_parameter("conv1.bias")[2] = float("inf")
    images = random_images(PLAN, 8)
    assert not slow_scores(network, images, INTACT).isfinite().all()
    lesion = Lesion((LesionPart("conv1", (2,), mode=mode),))
    assert bool(slow_scores(network, images, lesion).isfinite().all())
