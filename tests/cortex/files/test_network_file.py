"""A saved network is the same network when it is opened."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings

from tests.cortex.networks.random_plans import possible_plans
from tests.cortex.networks.test_v1_v2 import random_weights
from visctx_gui.cortex.files.network_file import (
    NetworkFile,
    open_network,
    save_network,
    weights_sha256,
)
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import new_network
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import CheckpointError


def network_file(plan: NetworkPlan | None = None, **facts: object) -> NetworkFile:
    network = random_weights(new_network(plan or NetworkPlan(), seed=3))
    names = tuple(f"class {number}" for number in range(network.plan.n_classes))
    return NetworkFile(network, names, **facts)  # type: ignore[arg-type]


@settings(max_examples=25, deadline=None)
@given(plan=possible_plans())
def test_any_network_comes_back_bit_for_bit(
    plan: NetworkPlan, tmp_path_factory: pytest.TempPathFactory
) -> None:
    saved = network_file(plan)
    path = save_network(tmp_path_factory.mktemp("network") / "n.safetensors", saved)
    opened = open_network(path)
    assert opened.network.plan == plan
    x = torch.rand(3, *plan.input_shape)
    with evaluation_mode(saved.network), evaluation_mode(opened.network):
        assert torch.equal(saved.network(x), opened.network(x))


def test_everything_known_of_it_comes_back(tmp_path: Path) -> None:
    saved = network_file(
        NetworkPlan(normalisation="batch", areas=("V1", "V2, später"), input_mean=(0.13,)),
        seed=7, steps_trained=1234, trained_on="mnist", data_sha256="abc",
    )  # fmt: skip
    path = save_network(tmp_path / "mine.safetensors", saved)
    opened = open_network(path)
    for one in fields(NetworkFile):
        if one.name not in ("network", "source"):
            assert getattr(opened, one.name) == getattr(saved, one.name)
    assert opened.source == str(path)
    assert opened.network.plan == saved.network.plan
    assert weights_sha256(opened.network) == weights_sha256(saved.network)
    table = json.loads(path.with_suffix(".json").read_text())
    assert table["class_names"] == list(saved.class_names)
    assert table["plan"]["areas"] == ["V1", "V2, später"]
    assert len(table["sha256"]) == 64


def test_the_ending_is_added_and_the_description_opens_too(tmp_path: Path) -> None:
    path = save_network(tmp_path / "v1.2 best", network_file())
    assert path.name == "v1.2 best.safetensors"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["v1.2 best.json", path.name]
    assert open_network(path.with_suffix(".json")).source == str(path)


def test_it_opens_without_its_description_and_in_any_memory_order(tmp_path: Path) -> None:
    saved = network_file()
    saved.network.to(memory_format=torch.channels_last)
    path = save_network(tmp_path / "n", saved)
    path.with_suffix(".json").unlink()
    assert weights_sha256(open_network(path).network) == weights_sha256(saved.network)


def test_saving_over_a_network_leaves_a_pair_that_agrees(tmp_path: Path) -> None:
    path = save_network(tmp_path / "n", network_file(seed=1))
    save_network(path, network_file(seed=2))
    assert open_network(path).seed == 2


def test_a_description_of_another_network_is_refused(tmp_path: Path) -> None:
    path = save_network(tmp_path / "n", network_file())
    beside = path.with_suffix(".json")
    table = json.loads(beside.read_text())
    beside.write_text(json.dumps({**table, "class_names": ["other"] * 10}))
    with pytest.raises(CheckpointError, match=r"disagree about 'class_names'.*n\.json"):
        open_network(path)
    beside.write_text("{")
    with pytest.raises(CheckpointError, match="not valid JSON"):
        open_network(path)


def test_opening_leaves_the_global_random_state_alone(tmp_path: Path) -> None:
    path = save_network(tmp_path / "n", network_file())
    before = torch.random.get_rng_state()
    open_network(path)
    assert torch.equal(torch.random.get_rng_state(), before)


def test_the_sha256_of_weights_is_that_of_their_values() -> None:
    network = network_file().network
    before = weights_sha256(network)
    network.to(memory_format=torch.channels_last)
    network.plan = replace(network.plan, areas=("a", "b"))
    assert weights_sha256(network) == before
    network.get_parameter("conv1.bias").data[0] += 1
    assert weights_sha256(network) != before


def test_a_header_whose_length_begins_like_a_pickle_is_no_pickle(tmp_path: Path) -> None:
    plan = NetworkPlan(
        filters=(1, 1, 1),
        kernel_size=(5, 2, 2),
        padding=(1,),
        normalisation="local_response",
        input_shape=(1, 12, 12),
        n_classes=3,
    )
    for length in range(1, 40):  # one of them makes the header 0x80 modulo 256 bytes long
        names = ("a" * (8 * length), "b", "c")
        file = NetworkFile(new_network(plan, 0), names, seed=0)
        path = save_network(tmp_path / "n.safetensors", file)
        if path.read_bytes().startswith(b"\x80"):
            break
    else:
        pytest.fail("no length tried makes such a header")
    assert open_network(path).class_names == names
