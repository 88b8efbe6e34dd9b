"""The quick sweep over single units against the slow one."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from tests.cortex.lesions.random_networks import (
    network_plans,
    random_images,
    random_network,
)
from tests.cortex.lesions.random_networks import slow_scores as slow_lesion_scores
from tests.cortex.lesions.sweep_networks import (
    MEAN,
    SD,
    RandomNetwork,
    assert_same_answers,
    networks,
    noise_images,
    slow_scores,
    words_of,
)
from visctx_gui.cortex.files.network_file import weights_sha256
from visctx_gui.cortex.images.image_set import ImageSet
from visctx_gui.cortex.lesions import unit_sweep
from visctx_gui.cortex.lesions.statistics import measure_statistics
from visctx_gui.cortex.lesions.sweep_sizes import LARGEST_CHUNK
from visctx_gui.cortex.lesions.sweep_tally import SweepTally
from visctx_gui.cortex.lesions.unit_sweep import UnitSweep
from visctx_gui.cortex.networks.v1_v2 import V1V2Network, new_network
from visctx_gui.plan.lesion import INTACT, OUTPUT_MODES, Lesion, LesionPart, silence
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import DataError, PlanError

MEMORY = st.sampled_from([0, 20_000, 200_000, 2**28])
SMALL = NetworkPlan(filters=(6, 8), kernel_size=(3,), input_shape=(1, 14, 14), n_classes=4)


def last(sweep: UnitSweep, start: SweepTally | None = None, with_loss: bool = False) -> SweepTally:
    """The exact counts."""
    tallies = [tally for tally in sweep.run(start, with_loss) if tally is not None]
    return tallies[-1]


def sweep_of(network: nn.Module, images: ImageSet, *layers: str, **terms: object) -> UnitSweep:
    return UnitSweep(network, images, MEAN, SD, layers, **terms)  # type: ignore[arg-type]


@settings(max_examples=200, deadline=None)
@given(networks(), MEMORY)
def test_quick_scores_of_every_kind_of_network_equal_slow_scores(
    network: RandomNetwork, memory: int
) -> None:
    images = noise_images(11)
    sweep = sweep_of(network, images, *network.points, memory_bytes=memory)
    assert "Slow" not in words_of(sweep).values()
    for layer, point in network.points.items():
        units = list(range(network.get_submodule(layer).out_channels))
        assert_same_answers(sweep.scores(layer), slow_scores(network, images, point, units))


@settings(max_examples=60, deadline=None)
@given(networks(), MEMORY)
def test_counts_are_those_of_the_scores(network: RandomNetwork, memory: int) -> None:
    images = noise_images(23)
    sweep = sweep_of(network, images, *network.points, memory_bytes=memory)
    tally = last(sweep)
    for layer in network.points:
        right = sweep.scores(layer).argmax(2) == images.labels
        one = tally.layers[layer]
        assert one.right_by_class.sum(1).tolist() == right.sum(1).tolist()
        for label in range(4):
            of_class = (right & (images.labels == label)).sum(1)
            assert one.right_by_class[:, label].tolist() == of_class.tolist()
        gained = one.only_lesioned_right - one.only_intact_right
        change = one.right_by_class.sum(1) - tally.intact_right_by_class.sum()
        assert gained.tolist() == change.tolist()
    assert tally.n == 23
    assert tally.class_counts.tolist() == list(images.counts())


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_every_kind_of_damage_to_a_v1_v2_network_equals_a_lesion(data: st.DataObject) -> None:
    plan = data.draw(network_plans())
    network, images = random_network(plan, 4), random_images(plan, 13)
    statistics = measure_statistics(network, images, MEAN, SD)
    mode, dose = data.draw(st.sampled_from(OUTPUT_MODES)), data.draw(st.sampled_from([1.0, 0.4]))
    sweep = sweep_of(
        network, images, *plan.conv_names, mode=mode, dose=dose, statistics=statistics,
        memory_bytes=data.draw(MEMORY),
    )  # fmt: skip
    for layer, filters in zip(plan.conv_names, plan.filters, strict=True):
        for unit, scores in zip(range(filters), sweep.scores(layer), strict=True):
            lesion = Lesion((LesionPart(layer, (unit,), None, mode, dose),))
            slow = slow_lesion_scores(network, images, lesion, sweep.visiting_order, statistics)
            assert_same_answers(scores, slow)


BASES = (
    silence("conv1", (0, 3)),
    silence("conv2", (1, 2)),
    Lesion((LesionPart("conv1", (1,), ((0, 0), (3, 4)), "zero", 0.5),)),
    Lesion((LesionPart("conv2", (1, 4), None, "noise", 1.0, 3), LesionPart("conv1", (2,)))),
    Lesion((LesionPart("conv1", (5,), None, "weights"), LesionPart("conv2", (0,), mode="weights"))),
    Lesion((LesionPart("conv2", (3, 7), None, "connections", 0.5, 1),)),
    Lesion((LesionPart("conv1", (5,), None, "mean"), LesionPart("conv2", (0,), None, "mean", 0.3))),
)


@pytest.mark.parametrize("pooling", ["max", "average", "stride"])
@pytest.mark.parametrize("base", BASES)
def test_damage_that_is_there_already_applies_to_both_sides(base: Lesion, pooling: str) -> None:
    plan = NetworkPlan(
        filters=(6, 8), kernel_size=(3,), input_shape=(1, 14, 14), n_classes=4, pooling=pooling
    )
    network, images = random_network(plan, 0), random_images(plan, 20)
    statistics = measure_statistics(network, images, MEAN, SD)
    sweep = sweep_of(
        network, images, "conv1", "conv2", base=base, statistics=statistics, memory_bytes=30_000
    )
    order = sweep.visiting_order
    for layer, filters in (("conv1", 6), ("conv2", 8)):
        for unit in set(range(filters)) - set(base.units(layer)):
            lesion = Lesion((*base.parts, LesionPart(layer, (unit,))))
            slow = slow_lesion_scores(network, images, lesion, order, statistics)
            assert_same_answers(sweep.scores(layer)[unit], slow)
    intact = slow_lesion_scores(network, images, base, order, statistics).argmax(1)
    right = int((intact == images.labels).sum())
    assert int(last(sweep).intact_right_by_class.sum()) == right


def test_a_unit_that_is_silent_already_changes_nothing() -> None:
    network, images = random_network(SMALL, 0), random_images(SMALL, 20)
    tally = last(sweep_of(network, images, "conv1", base=silence("conv1", (2,))))
    one = tally.layers["conv1"]
    assert one.only_intact_right[2] == one.only_lesioned_right[2] == 0
    assert one.right_by_class[2].tolist() == tally.intact_right_by_class.tolist()


class NormalisedUnit(nn.Module):
    """Convolution, normalisation, ReLU and a readout of the mean response of each channel."""

    def __init__(self) -> None:
        super().__init__()
        self.conv, self.norm, self.relu = nn.Conv2d(1, 3, 1), nn.BatchNorm2d(3), nn.ReLU()
        self.pool, self.read = nn.AdaptiveAvgPool2d(1), nn.Linear(3, 3, bias=False)
        with torch.no_grad():
            self.conv.weight.zero_()
            self.conv.bias.copy_(torch.tensor([1.0, 2.0, 3.0]))
            self.norm.bias.fill_(0.5)
            self.read.weight.copy_(torch.eye(3))
        self.norm.running_mean.copy_(torch.tensor([1.0, 2.0, 3.0]))
        self.norm.running_var.fill_(1.0 - self.norm.eps)

    def forward(self, x: Tensor) -> Tensor:
        return self.read(self.pool(self.relu(self.norm(self.conv(x)))).flatten(1))


def test_trap_t1_a_silent_unit_is_silent_behind_batch_normalisation() -> None:
    scores = sweep_of(NormalisedUnit(), noise_images(5, n_classes=3), "conv").scores("conv")
    assert torch.allclose(scores, 0.5 * (1 - torch.eye(3)).unsqueeze(1).expand(3, 5, 3))


def test_trap_t2_the_bias_of_a_silent_unit_is_silent_too() -> None:
    network = nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(144, 2, False))
    with torch.no_grad():
        network[0].weight.zero_()
        network[0].bias.fill_(7.0)
        network[3].weight.fill_(1.0)
    scores = sweep_of(network, noise_images(4), "0").scores("0")
    assert torch.allclose(scores, torch.full((2, 4, 2), 7.0 * 72))


class SkipPath(nn.Module):
    """A branch beside a path that goes on without it."""

    def __init__(self) -> None:
        super().__init__()
        self.conv, self.pool = nn.Conv2d(1, 1, 1, bias=False), nn.AdaptiveAvgPool2d(1)
        nn.init.constant_(self.conv.weight, 4.0)

    def forward(self, x: Tensor) -> Tensor:
        pooled = self.pool(self.conv(x) + x).flatten(1)
        return torch.cat([pooled, -pooled], 1)


def test_trap_t3_a_silent_branch_leaves_the_skip_path() -> None:
    images = noise_images(4, n_classes=2)
    found = sweep_of(SkipPath(), images, "conv").scores("conv")[0, :, 0]
    means = ((images.images.float() / 255 - MEAN[0]) / SD[0]).mean((1, 2, 3))
    assert torch.allclose(found, means, atol=1e-5)


def test_trap_t4_the_network_is_never_written() -> None:
    network, images = random_network(SMALL, 0), random_images(SMALL, 20)
    before = weights_sha256(network)
    scores = slow_lesion_scores(network, images, INTACT)
    last(sweep_of(network, images, "conv1", "conv2"))
    assert weights_sha256(network) == before
    assert torch.equal(slow_lesion_scores(network, images, INTACT), scores)
    assert not any(module._forward_hooks for module in network.modules())


@pytest.mark.parametrize("way", ["quick", "slow"])
def test_trap_t5_modes_and_statistics_are_as_before_at_every_yield(way: str) -> None:
    network = nn.Sequential(
        nn.Conv2d(1, 3, 3), nn.BatchNorm2d(3), nn.ReLU(), nn.Dropout(), nn.Flatten(),
        nn.Linear(216, 4), Looking() if way == "slow" else nn.Identity(),
    )  # fmt: skip
    network.train()
    network[1].eval()
    modes = [module.training for module in network.modules()]
    before = {name: value.clone() for name, value in network.state_dict().items()}
    sweep = sweep_of(network, noise_images(8), "0", memory_bytes=20_000)
    assert words_of(sweep)["0"] == ("Slow" if way == "slow" else "Quickest")
    for _ in sweep.run():
        assert [module.training for module in network.modules()] == modes
        assert not torch.is_inference_mode_enabled()
        assert not any(module._forward_hooks for module in network.modules())
    for name, value in network.state_dict().items():
        assert torch.equal(value, before[name])


class Looking(nn.Module):
    """Depends on the values, so it cannot be taken apart."""

    def forward(self, x: Tensor) -> Tensor:
        return x + 1 if float(x.sum()) > -1e30 else x


def test_what_cannot_be_taken_apart_is_swept_the_slow_way_and_says_why() -> None:
    network = nn.Sequential(
        nn.Conv2d(1, 3, 3), nn.ReLU(), Looking(), nn.Conv2d(3, 2, 3), nn.Flatten(), nn.Linear(84, 4)
    )
    images = noise_images(9)
    sweep = sweep_of(network, images, "0", "3", memory_bytes=50_000)
    assert "cannot be taken apart" in sweep.ways["0"].english()
    assert sweep.points == {"0": "0", "3": "3"}
    for layer, n_units in (("0", 3), ("3", 2)):
        slow = slow_scores(network, images, layer, list(range(n_units)))
        assert_same_answers(sweep.scores(layer), slow)
    chosen = sweep_of(network, images, "0", points={"0": "1"})
    assert_same_answers(chosen.scores("0"), slow_scores(network, images, "1", [0, 1, 2]))


def test_a_convolution_that_is_run_twice_is_swept_the_slow_way() -> None:
    conv = nn.Conv2d(2, 2, 1)
    network = nn.Sequential(
        nn.Conv2d(1, 2, 3), conv, nn.ReLU(), conv, nn.Flatten(), nn.Linear(144, 4)
    )
    images = noise_images(5)
    sweep = sweep_of(network, images, "1")
    assert "2 times" in sweep.ways["1"].english()
    assert_same_answers(sweep.scores("1"), slow_scores(network, images, "1", [0, 1]))


class OverwritesSkip(nn.Module):
    """What an operation in place does to its input is read again."""

    def __init__(self) -> None:
        super().__init__()
        self.conv, self.relu = nn.Conv2d(1, 3, 3), nn.ReLU(inplace=True)
        self.read = nn.Linear(216, 4)

    def forward(self, x: Tensor) -> Tensor:
        maps = self.conv(x)
        self.relu(maps)
        return self.read(maps.flatten(1))


def test_operations_in_place_that_matter_are_noticed() -> None:
    network, images = OverwritesSkip(), noise_images(6)
    sweep = sweep_of(network, images, "conv")
    assert words_of(sweep) == {"conv": "Slow"}
    assert_same_answers(sweep.scores("conv"), slow_scores(network, images, "conv", [0, 1, 2]))


def test_infinite_units_can_be_silenced() -> None:
    network, images = random_network(SMALL, 0), random_images(SMALL, 12)
    with torch.no_grad():
        network.get_parameter("conv1.bias")[2] = float("inf")
    scores = sweep_of(network, images, "conv1").scores("conv1")[2]
    slow = slow_lesion_scores(network, images, silence("conv1", (2,)))
    assert bool(slow.isfinite().all())
    assert_same_answers(scores, slow)


def test_of_a_dead_layer_nothing_changes_and_one_class_is_named() -> None:
    network, images = random_network(SMALL, 0), random_images(SMALL, 40)
    dead = silence("conv2", range(8))
    tally = last(sweep_of(network, images, "conv1", "conv2", base=dead))
    share = max(
        int((images.labels == label).sum()) / 40
        for label in [int(network.get_parameter("linear.bias").argmax())]
    )
    assert tally.intact_accuracy == share
    for layer in ("conv1", "conv2"):
        assert (tally.accuracy(layer) == share).all()
        assert (tally.change(layer) == 0).all()


def test_a_layer_that_the_scores_do_not_depend_on() -> None:
    class Idle(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv, self.read = nn.Conv2d(1, 2, 3), nn.Linear(110, 4)

        def forward(self, x: Tensor) -> Tensor:
            self.conv(x)
            return self.read(x.flatten(1))

    sweep = sweep_of(Idle(), noise_images(5), "conv")
    assert words_of(sweep) == {"conv": "Nothing"}
    assert (last(sweep).change("conv") == 0).all()


@pytest.mark.parametrize("mode", ["zero", "noise"])
def test_a_resumed_sweep_ends_like_one_without_a_break(mode: str) -> None:
    network, images = random_network(SMALL, 2), random_images(SMALL, 50)
    terms = {
        "mode": mode,
        "base": Lesion((LesionPart("conv1", (0,), None, "noise"),)),
        "statistics": measure_statistics(network, images, MEAN, SD),
        "memory_bytes": 150_000,
    }
    whole = [one for one in sweep_of(network, images, "conv1", "conv2", **terms).run() if one]
    assert len(whole) > 3
    assert [one.n for one in whole] == sorted({one.n for one in whole})
    broken = sweep_of(network, images, "conv1", "conv2", **terms).run()
    first = next(one for one in broken if one is not None)
    broken.close()
    kept = SweepTally.from_arrays(first.to_arrays())
    resumed = last(sweep_of(network, images, "conv1", "conv2", **terms), kept)
    for name, array in whole[-1].to_arrays().items():
        assert array.tolist() == resumed.to_arrays()[name].tolist()
    assert first.n < 50  # earlier counts are not changed by later ones
    again = last(sweep_of(network, images, "conv1", "conv2", **terms), whole[-1])
    assert again.to_arrays()["n"] == 50


def test_counts_of_another_sweep_are_refused() -> None:
    network, images = random_network(SMALL, 2), random_images(SMALL, 50)
    tally = last(sweep_of(network, images, "conv1"))
    with pytest.raises(PlanError, match="other units"):
        sweep_of(network, images, "conv1", "conv2").run(tally)
    with pytest.raises(PlanError, match="other units"):
        sweep_of(network, random_images(SMALL, 30), "conv1").run(tally)
    with pytest.raises(PlanError, match="other units"):
        UnitSweep(network, images, MEAN, SD, {"conv1": [0, 1]}).run(tally)


def test_some_units_only() -> None:
    network, images = random_network(SMALL, 2), random_images(SMALL, 20)
    sweep = UnitSweep(network, images, MEAN, SD, {"conv2": [6, 1, 6], "conv1": [3]})
    everything = sweep_of(network, images, "conv2").scores("conv2")
    assert_same_answers(sweep.scores("conv2"), everything[[1, 6]])
    assert last(sweep).layers["conv2"].units.tolist() == [1, 6]


def test_two_runs_give_the_same_bits() -> None:
    network, images = random_network(SMALL, 2), random_images(SMALL, 20)
    sweep = sweep_of(network, images, "conv1")
    assert torch.equal(sweep.scores("conv1"), sweep.scores("conv1"))


@pytest.mark.parametrize(
    ("layers", "terms", "words"),
    [
        (("conv3",), {}, "conv3"),
        (("relu1",), {}, "relu1"),
        ({"conv1": [6]}, {}, "no unit 6"),
        ({"conv1": [-1]}, {}, "no unit -1"),
        (("conv1",), {"mode": "zerro"}, "zerro"),
        (("conv1",), {"dose": 1.5}, "1.5"),
        (("conv1",), {"base": silence("conv9", (0,))}, "conv9"),
        (("conv1",), {"base": Lesion((LesionPart("conv1", (0,), ((99, 0),)),))}, "99"),
        (("conv1",), {"points": {"conv1": "nowhere"}}, "nowhere"),
        (("conv1",), {"points": {"conv1": "linear"}}, "maps"),
    ],
)
def test_what_does_not_exist_is_refused(
    layers: object, terms: dict[str, object], words: str
) -> None:
    network, images = random_network(SMALL, 2), random_images(SMALL, 5)
    with pytest.raises(PlanError, match=words):
        UnitSweep(network, images, MEAN, SD, layers, **terms)  # type: ignore[arg-type]


def test_damage_by_mean_needs_statistics_and_a_sweep_needs_images() -> None:
    network, images = random_network(SMALL, 2), random_images(SMALL, 5)
    with pytest.raises(ValueError, match="statistics"):
        sweep_of(network, images, "conv1", mode="mean")
    with pytest.raises(DataError, match="no images"):
        sweep_of(network, random_images(SMALL, 0), "conv1")


def test_the_caller_has_its_turn_within_a_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_sweep, "SECONDS_PER_SLICE", -1.0)  # every step takes longer
    plan = NetworkPlan()
    network: V1V2Network = new_network(plan, 0)
    sweep = sweep_of(network, random_images(plan, 1200), "conv1", "conv2")
    turns = [one is not None for one in sweep.run()]
    assert turns[-1]
    assert turns.count(True) == -(-1200 // LARGEST_CHUNK)
    assert turns.count(False) > 5 * turns.count(True)
