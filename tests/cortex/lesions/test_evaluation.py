"""The quick evaluation of lesions against the slow one."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from tests.cortex.lesions.random_networks import (
    MEAN,
    SD,
    lesions,
    network_plans,
    random_images,
    random_network,
    slow_scores,
)
from visctx_gui.cortex.files.network_file import weights_sha256
from visctx_gui.cortex.images.image_set import ImageSet
from visctx_gui.cortex.lesions.counts import LesionCounts
from visctx_gui.cortex.lesions.evaluation import LesionEvaluator
from visctx_gui.cortex.lesions.statistics import measure_statistics
from visctx_gui.cortex.networks.v1_v2 import V1V2Network, new_network
from visctx_gui.plan.lesion import INTACT, MODES, Lesion, LesionPart, silence
from visctx_gui.plan.network import NetworkPlan

MEMORY = st.sampled_from([0, 3_000, 40_000, 2**29])
SMALL = NetworkPlan(
    filters=(6, 8), kernel_size=(3,), input_shape=(1, 14, 14), n_classes=4, normalisation="none"
)


def assert_same_answers(quick: Tensor, slow: Tensor) -> None:
    """Scores agree to 1e-5 of the largest; answers agree unless two scores are that close."""
    tolerance = 1e-5 * float(slow.abs().max())
    assert float((quick - slow).abs().max()) <= tolerance
    best = slow.topk(2, 1).values
    clear = best[:, 0] - best[:, 1] > 2 * tolerance
    assert torch.equal(quick.argmax(1)[clear], slow.argmax(1)[clear])


def last(evaluator: LesionEvaluator, lesion: Lesion) -> LesionCounts:
    """The exact counts."""
    return list(evaluator.counts(lesion))[-1]


def evaluator_of(network: V1V2Network, images: ImageSet, memory: int = 2**29) -> LesionEvaluator:
    return LesionEvaluator(network, images, MEAN, SD, memory, images_per_slice=7)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_quick_scores_of_silenced_units_equal_slow_scores(data: st.DataObject) -> None:
    plan = data.draw(network_plans())
    network, images = random_network(plan, 3), random_images(plan, 16)
    evaluator = evaluator_of(network, images, data.draw(MEMORY))
    for _ in range(3):  # the second and third may start at the lesion before
        lesion = data.draw(lesions(plan, ("zero",)))
        assert_same_answers(evaluator.scores(lesion), slow_scores(network, images, lesion))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_quick_scores_of_every_kind_of_damage_equal_slow_scores(data: st.DataObject) -> None:
    plan = data.draw(network_plans())
    network, images = random_network(plan, 4), random_images(plan, 16)
    statistics = measure_statistics(network, images, MEAN, SD)
    evaluator = LesionEvaluator(
        network, images, MEAN, SD, data.draw(MEMORY), statistics, images_per_slice=7
    )
    for _ in range(2):
        lesion = data.draw(lesions(plan, MODES))
        slow = slow_scores(network, images, lesion, evaluator.visiting_order, statistics)
        assert_same_answers(evaluator.scores(lesion), slow)


@pytest.mark.parametrize("filters", [(6,), (6, 8), (6, 8, 5)])
def test_damage_to_each_layer_and_to_several_at_once(filters: tuple[int, ...]) -> None:
    plan = NetworkPlan(filters=filters, kernel_size=(3,), padding=(1,), input_shape=(1, 16, 16))
    network, images = random_network(plan, 0), random_images(plan, 20)
    evaluator, lesion = evaluator_of(network, images), INTACT
    for layer in reversed(plan.conv_names):
        alone = silence(layer, (1, 2))
        assert_same_answers(evaluator.scores(alone), slow_scores(network, images, alone))
        lesion = lesion.with_units(layer, (0, 3))
        assert_same_answers(evaluator.scores(lesion), slow_scores(network, images, lesion))


@pytest.mark.parametrize("first", MODES)
@pytest.mark.parametrize("second", MODES)
@pytest.mark.parametrize("normalisation", ["none", "batch"])
def test_every_mix_of_damage_over_two_layers(first: str, second: str, normalisation: str) -> None:
    plan = replace(SMALL, normalisation=normalisation)
    network, images = random_network(plan, 3), random_images(plan, 16)
    statistics = measure_statistics(network, images, MEAN, SD)
    evaluator = LesionEvaluator(
        network, images, MEAN, SD, statistics=statistics, images_per_slice=7
    )
    intact = evaluator.scores()
    of_first = LesionPart("conv1", (1, 4), mode=first, dose=0.7, seed=1)
    of_second = LesionPart("conv2", (0, 2, 5), mode=second, dose=0.6, seed=2)
    for parts in ((of_first, of_second), (of_first,), (of_second,)):
        lesion = Lesion(parts)
        slow = slow_scores(network, images, lesion, evaluator.visiting_order, statistics)
        assert_same_answers(evaluator.scores(lesion), slow)
        assert not torch.allclose(slow, intact, atol=1e-4)
    assert torch.equal(evaluator.scores(), intact)


def test_trap_t4_no_damage_leaves_a_trace_in_the_evaluator_or_the_network() -> None:
    network, images = random_network(SMALL, 0), random_images(SMALL, 20)
    statistics = measure_statistics(network, images, MEAN, SD)
    evaluator = LesionEvaluator(
        network, images, MEAN, SD, statistics=statistics, images_per_slice=7
    )
    before = evaluator.scores()
    hashes = weights_sha256(network), weights_sha256(evaluator._network)
    for mode in MODES:
        last(evaluator, Lesion((LesionPart("conv1", (0, 3), mode=mode),)))
        last(evaluator, Lesion((LesionPart("conv2", tuple(range(8)), mode=mode, dose=0.5),)))
        assert torch.equal(evaluator.scores(), before)
    assert (weights_sha256(network), weights_sha256(evaluator._network)) == hashes


@pytest.mark.parametrize("layer", SMALL.conv_names)
def test_a_dead_layer_gives_one_answer_and_the_share_of_its_class(layer: str) -> None:
    network, images = random_network(SMALL, 0), random_images(SMALL, 30)
    size = SMALL.filters[SMALL.conv_names.index(layer)]
    counts = last(evaluator_of(network, images), silence(layer, range(size)))
    (answer,) = counts.lesioned_confusion.sum(axis=0).nonzero()[0].tolist()
    assert counts.lesioned_right == int((images.labels == answer).sum())


def test_five_hundred_toggles_end_in_the_right_scores() -> None:
    network, images = random_network(SMALL, 0), random_images(SMALL, 20)
    evaluator = evaluator_of(network, images)
    lesion = INTACT
    generator = torch.Generator().manual_seed(0)
    for unit in torch.randint(0, 6, (500,), generator=generator).tolist():
        lesion = lesion.toggled("conv1", unit)
        scores = evaluator.scores(lesion)
    assert_same_answers(scores, slow_scores(network, images, lesion))


def test_an_empty_lesion_returns_the_intact_scores_bit_for_bit_after_any_lesion() -> None:
    network, images = random_network(SMALL, 0), random_images(SMALL, 20)
    evaluator = evaluator_of(network, images)
    before, counts = evaluator.scores(), last(evaluator, INTACT)
    last(evaluator, silence("conv1", (0, 3)).with_units("conv2", (1,)))
    assert torch.equal(evaluator.scores(), before)
    after = last(evaluator, INTACT)
    assert (after.intact_confusion == counts.intact_confusion).all()
    assert (after.lesioned_confusion == counts.intact_confusion).all()


def test_counts_are_those_of_the_scores() -> None:
    network, images = random_network(SMALL, 1), random_images(SMALL, 30)
    evaluator, lesion = evaluator_of(network, images), silence("conv1", (0, 1, 4))
    counts = last(evaluator, lesion)
    labels = images.labels
    intact, lesioned = (evaluator.scores(one).argmax(1) for one in (INTACT, lesion))
    assert counts.n == 30
    assert counts.both_right == int(((intact == labels) & (lesioned == labels)).sum())
    assert counts.only_intact_right == int(((intact == labels) & (lesioned != labels)).sum())
    assert counts.only_lesioned_right == int(((intact != labels) & (lesioned == labels)).sum())
    assert counts.intact_right == counts.intact_confusion.trace()
    assert counts.lesioned_right == counts.lesioned_confusion.trace()
    for label in range(4):
        for answer in range(4):
            expected = int(((labels == label) & (lesioned == answer)).sum())
            assert counts.lesioned_confusion[label, answer] == expected


def test_counts_grow_slice_by_slice_over_a_fixed_random_order() -> None:
    network, images = random_network(SMALL, 1), random_images(SMALL, 30)
    evaluator = evaluator_of(network, images)
    partial = list(evaluator.counts(silence("conv1", (2,))))
    assert [counts.n for counts in partial] == [7, 14, 21, 28, 30]
    order = evaluator.visiting_order
    assert sorted(order.tolist()) == list(range(30))
    assert order.tolist() != list(range(30))
    assert torch.equal(order, evaluator_of(network, images).visiting_order)
    first = torch.bincount(images.labels[order[:7]], minlength=4)
    assert partial[0].intact_confusion.sum(1).tolist() == first.tolist()


def test_earlier_counts_do_not_change_when_later_ones_are_made() -> None:
    evaluator = evaluator_of(random_network(SMALL, 1), random_images(SMALL, 30))
    partial = list(evaluator.counts(silence("conv1", (2,))))
    assert [int(counts.lesioned_confusion.sum()) for counts in partial] == [7, 14, 21, 28, 30]


def test_a_slice_of_the_default_network_is_a_thousand_images() -> None:
    plan = NetworkPlan()
    evaluator = LesionEvaluator(new_network(plan, 0), random_images(plan, 1200), MEAN, SD)
    assert evaluator.images_per_slice == 1000
    large = NetworkPlan(filters=(64, 128), padding=(2,), input_shape=(3, 32, 32))
    evaluator = LesionEvaluator(new_network(large, 0), random_images(large, 300), MEAN, SD)
    assert 1 <= evaluator.images_per_slice < 100


def test_the_evaluator_keeps_the_network_as_it_was_given() -> None:
    network, images = random_network(SMALL, 0), random_images(SMALL, 20)
    evaluator = evaluator_of(network, images)
    lesion = silence("conv1", (0,))
    before = slow_scores(network, images, lesion)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(1.0)
    assert_same_answers(evaluator.scores(lesion), before)


@pytest.mark.parametrize("layer", SMALL.conv_names)
def test_a_unit_with_infinite_output_can_still_be_silenced(layer: str) -> None:
    network, images = random_network(SMALL, 0), random_images(SMALL, 20)
    with torch.no_grad():
        network.get_parameter(f"{layer}.bias")[2] = float("inf")
    lesion = silence(layer, (2,))
    evaluator = evaluator_of(network, images)
    evaluator.scores()
    slow = slow_scores(network, images, lesion)
    assert bool(slow.isfinite().all())
    assert_same_answers(evaluator.scores(lesion), slow)


def test_kept_activations_never_take_more_than_the_memory_allowed() -> None:
    network, images = random_network(SMALL, 0), random_images(SMALL, 50)
    everything = evaluator_of(network, images)
    last(everything, INTACT)
    needed = everything._cache.used_bytes
    assert needed > 0
    for share in (0.1, 0.5, 0.99):
        evaluator = evaluator_of(network, images, int(needed * share))
        for lesion in (
            INTACT,
            silence("conv1", (0,)),
            silence("conv2", (0,)),
            Lesion((LesionPart("conv1", (1,), positions=((0, 0),)),)),
        ):
            last(evaluator, lesion)
            assert evaluator._cache.used_bytes <= needed * share


def test_a_second_lesion_of_the_same_layer_runs_no_earlier_layer() -> None:
    network, images = random_network(SMALL, 0), random_images(SMALL, 20)
    evaluator = evaluator_of(network, images)
    last(evaluator, INTACT)
    passes: list[str] = []
    for name in ("conv1", "conv2"):
        evaluator._network.get_submodule(name).register_forward_hook(
            lambda module, inputs, output, name=name: passes.append(name)
        )
    last(evaluator, silence("conv1", (0,)))
    last(evaluator, silence("conv2", (0, 5)))
    assert passes == []
