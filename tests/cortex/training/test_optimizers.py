"""Our one-call optimizers against those of torch, bit for bit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import torch
from torch import nn

from visctx_gui.cortex.training.optimizers import Optimizer
from visctx_gui.plan.training import TrainingPlan

PLANS = (
    TrainingPlan(learning_rate=0.01),
    TrainingPlan(learning_rate=0.01, weight_decay=0.1),
    TrainingPlan(optimizer="sgd", learning_rate=0.1),
    TrainingPlan(optimizer="sgd", learning_rate=0.1, momentum=0.0, weight_decay=0.01),
)


def small_network() -> nn.Module:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        return nn.Sequential(nn.Linear(5, 7), nn.Tanh(), nn.Linear(7, 2))


def torch_optimizer(network: nn.Module, plan: TrainingPlan) -> torch.optim.Optimizer:
    if plan.optimizer == "adam":
        return torch.optim.Adam(
            network.parameters(), plan.learning_rate, weight_decay=plan.weight_decay, fused=True
        )
    return torch.optim.SGD(
        network.parameters(),
        plan.learning_rate,
        momentum=plan.momentum,
        weight_decay=plan.weight_decay,
        fused=True,
    )


def batches() -> list[torch.Tensor]:
    generator = torch.Generator().manual_seed(1)
    return [torch.rand(4, 5, generator=generator) for _ in range(12)]


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_steps_are_those_of_torch(plan: TrainingPlan) -> None:
    ours, theirs = small_network(), small_network()
    our_optimizer, their_optimizer = (
        Optimizer(list(ours.parameters()), plan),
        torch_optimizer(theirs, plan),
    )
    for x in batches():
        our_optimizer.clear_gradients()
        ours(x).square().sum().backward()
        our_optimizer.step()
        their_optimizer.zero_grad()
        theirs(x).square().sum().backward()
        their_optimizer.step()
        for one, other in zip(ours.parameters(), theirs.parameters(), strict=True):
            assert torch.equal(one, other)


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_a_restored_state_goes_on_bit_for_bit(plan: TrainingPlan) -> None:
    network = small_network()
    optimizer = Optimizer(list(network.parameters()), plan)
    for x in batches()[:6]:
        optimizer.clear_gradients()
        network(x).square().sum().backward()
        optimizer.step()
    twin = small_network()
    twin.load_state_dict(network.state_dict())
    twin_optimizer = Optimizer(list(twin.parameters()), plan)
    twin_optimizer.restore(optimizer.state())
    for one, one_optimizer in ((network, optimizer), (twin, twin_optimizer)):
        for x in batches()[6:]:
            one_optimizer.clear_gradients()
            one(x).square().sum().backward()
            one_optimizer.step()
    for left, right in zip(network.parameters(), twin.parameters(), strict=True):
        assert torch.equal(left, right)


def test_a_state_is_a_copy() -> None:
    network = small_network()
    optimizer = Optimizer(list(network.parameters()), TrainingPlan())
    state = optimizer.state()
    network(torch.rand(1, 5)).sum().backward()
    optimizer.step()
    assert float(state["steps_done"]) == 0.0
    assert not state["mean.0"].any()


def test_training_does_not_import_torchs_compiler() -> None:
    script = (
        "import sys, torch\n"
        "from tests.cortex.training.small_data import CPU, SMALL_NETWORK, small_data\n"
        "from visctx_gui.cortex.networks.v1_v2 import new_network\n"
        "from visctx_gui.cortex.training.trainer import Trainer, TrainingPlan\n"
        "network = new_network(SMALL_NETWORK, 0)\n"
        "list(Trainer(network, small_data(), TrainingPlan(epochs=1, batch_size=16), CPU).batches())\n"
        "heavy = {'torch._dynamo', 'safetensors', 'sklearn', 'torchvision'} & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)\n"
    )
    root = Path(__file__).parents[3]
    subprocess.run([sys.executable, "-c", script], check=True, timeout=120, cwd=root)
