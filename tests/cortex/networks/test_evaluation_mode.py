"""A look at a network leaves no trace."""

from __future__ import annotations

import pytest
import torch

from visctx_gui.cortex.networks.evaluation_mode import copy_of, evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import new_network
from visctx_gui.plan.network import NetworkPlan


def test_statistics_and_modes_stay_exactly_as_they_were() -> None:
    network = new_network(NetworkPlan(normalisation="batch"), seed=0)
    network.get_submodule("norm1").eval()  # a mixture of modes
    modes = [module.training for module in network.modules()]
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    with evaluation_mode(network):
        assert not any(module.training for module in network.modules())
        assert not network(torch.rand(3, 1, 28, 28)).requires_grad
    assert [module.training for module in network.modules()] == modes
    assert all(torch.equal(before[name], now) for name, now in network.state_dict().items())


def test_modes_come_back_after_an_error() -> None:
    network = new_network(NetworkPlan(), seed=0)
    with pytest.raises(RuntimeError), evaluation_mode(network):
        network(torch.rand(1, 2, 28, 28))
    assert network.training
    assert network(torch.rand(1, 1, 28, 28)).requires_grad


def test_a_copy_shares_nothing_and_has_no_hooks() -> None:
    network = new_network(NetworkPlan(normalisation="batch"), seed=0)
    network.get_submodule("norm1").eval()
    network.get_submodule("relu1").register_forward_hook(lambda module, inputs, output: None)
    random_state = torch.random.get_rng_state()
    with torch.inference_mode():
        twin = copy_of(network)
    assert torch.equal(torch.random.get_rng_state(), random_state)
    assert not twin.get_submodule("relu1")._forward_hooks
    assert [module.training for module in twin.modules()] == [
        module.training for module in network.modules()
    ]
    for name, tensor in network.state_dict().items():
        assert torch.equal(tensor, twin.state_dict()[name])
        assert tensor.data_ptr() != twin.state_dict()[name].data_ptr()
    twin(torch.rand(2, 1, 28, 28)).sum().backward()  # not made of inference tensors
