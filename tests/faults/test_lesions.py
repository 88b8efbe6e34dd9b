"""Faults 43 to 45: nothing is left behind by a lesion, and odd lesions are answered or refused."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from tests.cortex.lesions.random_networks import MEAN, SD, random_images, random_network
from visctx_gui.cortex.images.image_set import ImageSet
from visctx_gui.cortex.lesions.evaluation import LesionEvaluator
from visctx_gui.cortex.lesions.silencing import silenced
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.cortex.recording.recording import record
from visctx_gui.plan.lesion import INTACT, Lesion, LesionPart, silence
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import DataError, PlanError

PLAN = NetworkPlan(filters=(6, 8), kernel_size=(3,), input_shape=(1, 14, 14), n_classes=4)
HALF = silence("conv1", (0, 1, 2)).with_units("conv2", (0,))


@pytest.fixture
def network() -> V1V2Network:
    return random_network(PLAN, 0)


@pytest.fixture
def images() -> ImageSet:
    return random_images(PLAN, 30)


def evaluator(network: V1V2Network, images: ImageSet) -> LesionEvaluator:
    return LesionEvaluator(network, images, MEAN, SD, images_per_slice=7)


def hooks(network: nn.Module) -> int:
    return sum(
        len(module._forward_hooks) + len(module._forward_pre_hooks) for module in network.modules()
    )


def test_fault_43_a_lesion_changes_no_weight_mode_or_random_state(
    network: V1V2Network, images: ImageSet
) -> None:
    network.train()
    network.get_submodule("pool1").eval()
    modes = [module.training for module in network.modules()]
    weights = {name: value.clone() for name, value in network.state_dict().items()}
    random_state = torch.random.get_rng_state()
    list(evaluator(network, images).counts(HALF))
    record(network, torch.rand(2, 1, 14, 14, generator=torch.Generator()), ["conv1"], HALF)
    assert torch.equal(torch.random.get_rng_state(), random_state)
    assert [module.training for module in network.modules()] == modes
    for name, value in network.state_dict().items():
        assert torch.equal(value, weights[name])


def test_fault_44_no_hook_is_left_after_an_error_inside(network: V1V2Network) -> None:
    seen = []

    def fail_inside() -> None:
        with silenced(network, HALF):
            seen.append(hooks(network))
            raise RuntimeError("inside")

    with pytest.raises(RuntimeError, match="inside"):
        fail_inside()
    assert seen == [2]
    assert hooks(network) == 0


@pytest.mark.parametrize("failing", [*PLAN.conv_names, "linear"])
def test_fault_44_no_hook_is_left_when_a_layer_raises(network: V1V2Network, failing: str) -> None:
    def fail(module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        raise RuntimeError("broken layer")

    handle = network.get_submodule(failing).register_forward_pre_hook(fail)
    with pytest.raises(RuntimeError, match="broken layer"):
        record(network, torch.zeros(2, 1, 14, 14), ["conv1", "pool2"], HALF)
    handle.remove()
    assert hooks(network) == 0


def test_fault_44_no_hook_is_left_when_a_layer_is_unknown(network: V1V2Network) -> None:
    with pytest.raises(PlanError):
        record(network, torch.zeros(2, 1, 14, 14), ["conv1", "conv9"], HALF)
    assert hooks(network) == 0


@pytest.mark.parametrize("slices_read", range(6))
def test_fault_44_no_hook_is_left_after_cancelling_at_any_slice(
    network: V1V2Network, images: ImageSet, slices_read: int
) -> None:
    evaluation = evaluator(network, images)
    expected = [counts.lesioned_right for counts in evaluator(network, images).counts(HALF)]
    counts = evaluation.counts(HALF)
    for _, _ in zip(range(slices_read), counts, strict=False):
        assert hooks(evaluation._network) == 0
    counts.close()  # type: ignore[attr-defined]
    assert hooks(evaluation._network) == hooks(network) == 0
    assert [counts.lesioned_right for counts in evaluation.counts(HALF)] == expected


def test_fault_45_an_empty_lesion_is_the_baseline_bit_for_bit(
    network: V1V2Network, images: ImageSet
) -> None:
    evaluation = evaluator(network, images)
    baseline = evaluation.scores()
    for nothing in (
        INTACT,
        silence("conv1", ()),
        Lesion((LesionPart("conv1", (0,), dose=0.0),)),
        Lesion((LesionPart("conv1", (0,), positions=()),)),
    ):
        assert torch.equal(evaluation.scores(nothing), baseline)
        counts = list(evaluation.counts(nothing))[-1]
        assert (counts.intact_confusion == counts.lesioned_confusion).all()
        assert counts.only_intact_right == counts.only_lesioned_right == 0


@pytest.mark.parametrize("layer", PLAN.conv_names)
def test_fault_45_all_units_silenced_leaves_one_answer_for_all_images(
    network: V1V2Network, images: ImageSet, layer: str
) -> None:
    units = range(PLAN.filters[PLAN.conv_names.index(layer)])
    evaluation = evaluator(network, images)
    scores = evaluation.scores(silence(layer, units))
    assert torch.equal(scores, scores[:1].expand_as(scores))
    counts = list(evaluation.counts(silence(layer, units)))[-1]
    assert (counts.lesioned_confusion.sum(0) > 0).sum() == 1
    assert counts.lesioned_right == images.counts()[int(scores[0].argmax())]


def test_fault_45_silencing_a_dead_unit_changes_nothing(
    network: V1V2Network, images: ImageSet
) -> None:
    conv = network.get_submodule("conv1")
    assert isinstance(conv, nn.Conv2d)
    assert conv.bias is not None
    with torch.no_grad():
        conv.weight[3] = 0.0
        conv.bias[3] = -1.0
    evaluation = evaluator(network, images)
    counts = list(evaluation.counts(silence("conv1", (3,))))[-1]
    assert (counts.intact_confusion == counts.lesioned_confusion).all()
    silent = evaluation.scores(silence("conv1", (3,)))
    assert torch.allclose(silent, evaluation.scores(), rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    "lesion",
    [
        silence("conv3", (0,)),
        silence("relu1", (0,)),
        silence("conv1", (6,)),
        silence("conv1", (-1,)),
        Lesion((LesionPart("conv1", (0,), positions=((12, 0),)),)),
        Lesion((LesionPart("conv1", (0,), positions=((0, -1),)),)),
        Lesion((LesionPart("conv1", (0,), mode="boiled"),)),
        Lesion((LesionPart("conv1", (0,), dose=1.5),)),
    ],
)
def test_fault_45_what_the_network_does_not_have_is_refused_at_once(
    network: V1V2Network, images: ImageSet, lesion: Lesion
) -> None:
    evaluation = evaluator(network, images)
    with pytest.raises(PlanError):
        evaluation.counts(lesion)
    with pytest.raises(PlanError):
        evaluation.scores(lesion)
    with pytest.raises(PlanError), silenced(network, lesion):
        pass
    assert list(evaluation.counts(INTACT))[-1].n == images.n


def test_fault_45_no_images_at_all_is_refused(network: V1V2Network) -> None:
    with pytest.raises(DataError, match="no images"):
        evaluator(network, random_images(PLAN, 0))
