"""Which channels are computed anew, and the sums that come out."""

from __future__ import annotations

import pytest
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from visctx_gui.cortex.lesions import shortcut
from visctx_gui.cortex.lesions.channel_blocks import in_blocks
from visctx_gui.cortex.lesions.shortcut import Gains, SumPiece, channel_gains, lesioned_sum
from visctx_gui.plan.lesion import INTACT, Lesion, LesionPart, silence
from visctx_gui.plan.network import NetworkPlan

CHANNELS = 11
MAPS = torch.rand(6, CHANNELS, 9, 8, generator=torch.Generator().manual_seed(1))


def convolution() -> nn.Conv2d:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        return nn.Conv2d(CHANNELS, 5, 3, stride=2, padding=1)


def known_sums(conv: nn.Conv2d) -> SumPiece:
    intact = conv(MAPS)
    return SumPiece(in_blocks(MAPS), intact, intact, (1.0,) * CHANNELS)


@settings(max_examples=100, deadline=None)
@example([(1.0,) * CHANNELS, (0.0,) * CHANNELS, (1.0,) * CHANNELS, (0.0,) + (1.0,) * 10])
@example([(0.0,) * CHANNELS, (0.0,) * 10 + (1.0,), (0.0,) * CHANNELS])
@given(st.lists(st.tuples(*[st.sampled_from([0.0, 0.4, 1.0])] * CHANNELS), min_size=1, max_size=6))
def test_any_sequence_of_lesions_gives_the_sum_of_the_scaled_channels(
    sequence: list[Gains],
) -> None:
    conv = convolution()
    with torch.inference_mode():
        known = known_sums(conv)
        intact = known.intact.clone()
        for gains in sequence:
            quick = lesioned_sum(conv, known, gains)
            slow = conv(MAPS * torch.tensor(gains).view(1, -1, 1, 1))
            assert torch.allclose(quick, slow, atol=1e-5)
        assert torch.equal(known.intact, intact)


def channels_computed(
    monkeypatch: pytest.MonkeyPatch, known: SumPiece, conv: nn.Conv2d, silent: set[int]
) -> list[int]:
    asked: list[int] = []
    share = shortcut._share

    def counted(
        conv: nn.Conv2d,
        received: tuple[Tensor, ...],
        factors: dict[int, float],
        bias: Tensor | None = None,
    ) -> Tensor:
        asked.extend(factors)
        return share(conv, received, factors, bias)

    with monkeypatch.context() as patch, torch.inference_mode():
        patch.setattr(shortcut, "_share", counted)
        lesioned_sum(conv, known, tuple(float(c not in silent) for c in range(CHANNELS)))
    return asked


def test_the_fewest_channels_are_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    conv = convolution()
    with torch.inference_mode():
        known = known_sums(conv)
    steps = [
        ({1, 2}, [1, 2]),  # from the intact sum
        ({1, 2, 5}, [5]),  # one more than before
        ({1, 2, 5}, []),  # the same again
        (set(range(CHANNELS)) - {5}, [5]),  # nearly all: from the one that is left
        (set(range(CHANNELS)), []),  # all: the bias alone
    ]
    for silent, expected in steps:
        assert channels_computed(monkeypatch, known, conv, silent) == expected


def test_rounding_does_not_pile_up_over_many_lesions(monkeypatch: pytest.MonkeyPatch) -> None:
    conv = convolution()
    with torch.inference_mode():
        known = known_sums(conv)
    for step in range(3 * shortcut.MAXIMUM_STEPS):
        channels_computed(monkeypatch, known, conv, {0, 1, 2} | ({4} if step % 2 else {5}))
        assert known.steps <= shortcut.MAXIMUM_STEPS
    assert known.steps < 3 * shortcut.MAXIMUM_STEPS - 1


def test_gains_are_products_of_what_each_part_leaves() -> None:
    plan = NetworkPlan(filters=(4, 5), input_shape=(1, 28, 28))
    assert channel_gains(silence("conv1", (1, 3)), "conv1", plan) == (1.0, 0.0, 1.0, 0.0)
    twice = Lesion((LesionPart("conv1", (0, 1), dose=0.5), LesionPart("conv1", (0,), dose=0.25)))
    assert channel_gains(twice, "conv1", plan) == (0.375, 0.5, 1.0, 1.0)
    assert channel_gains(INTACT, "conv2", plan) == (1.0,) * 5


def test_damage_that_is_no_factor_has_no_gains() -> None:
    plan = NetworkPlan(filters=(4, 5))
    for part in (
        LesionPart("conv1", (0,), positions=((0, 0),)),
        LesionPart("conv1", (0,), mode="mean"),
        LesionPart("conv1", (0,), mode="noise"),
        LesionPart("conv1", (0,), mode="connections"),
    ):
        assert channel_gains(Lesion((part,)), "conv1", plan) is None
    crossed = NetworkPlan(filters=(4, 5), normalisation="local_response")
    assert channel_gains(silence("conv1", (0,)), "conv1", crossed) is None


@pytest.mark.parametrize(
    ("nonlinearity", "normalisation", "scales"),
    [
        ("relu", "none", True),
        ("leaky_relu", "none", True),
        ("elu", "none", False),
        ("gelu", "none", False),
        ("tanh", "none", False),
        ("sigmoid", "none", False),
        ("relu", "batch", False),
        ("relu", "local_response", False),
    ],
)
def test_scaled_weights_scale_the_response_only_where_nothing_stands_in_between(
    nonlinearity: str, normalisation: str, scales: bool
) -> None:
    plan = NetworkPlan(filters=(4, 5), nonlinearity=nonlinearity, normalisation=normalisation)
    parts = (LesionPart("conv1", (1,), mode="weights", dose=0.75), LesionPart("conv1", (1, 2)))
    assert channel_gains(Lesion(parts[:1]), "conv1", plan) == (
        (1.0, 0.25, 1.0, 1.0) if scales else None
    )
    assert channel_gains(Lesion(parts), "conv1", plan) == ((1.0, 0.0, 0.0, 1.0) if scales else None)
