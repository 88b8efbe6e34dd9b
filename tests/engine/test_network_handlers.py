"""New, opened, saved and embedded networks, through the engine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tests.engine.laboratory import SMALL, Laboratory
from visctx_gui.cortex.files.network_file import weights_sha256
from visctx_gui.cortex.networks.v1_v2 import new_network
from visctx_gui.engine.mailbox import Outbox
from visctx_gui.engine.messages import (
    Announcement,
    AskState,
    ChooseDevice,
    EngineOptions,
    NameAreas,
    NetworkFacts,
    NewNetwork,
    OpenEmbeddedNetwork,
    OpenNetwork,
    SaveNetwork,
    ViewFilters,
    ViewMoments,
)
from visctx_gui.engine.session import Session
from visctx_gui.plan.network import NetworkPlan


def test_the_state_before_anything_is_loaded(empty_laboratory: Laboratory) -> None:
    state = empty_laboratory.ask(AskState())
    assert (state.network, state.data) == (None, None)
    assert state.device.name == "cpu"


def test_a_new_network_is_that_of_its_seed(empty_laboratory: Laboratory) -> None:
    facts = empty_laboratory.ask(NewNetwork(network=SMALL, seed=3))
    assert isinstance(facts, NetworkFacts)
    assert facts.weights_sha256 == weights_sha256(new_network(SMALL, 3))
    assert (facts.steps_trained, facts.source, facts.seed) == (0, "new", 3)
    assert facts.class_names == tuple("0123456789")
    assert empty_laboratory.session.generation == 1


def test_an_impossible_network_changes_nothing(laboratory: Laboratory) -> None:
    before = laboratory.ask(AskState())
    laboratory.refusal(NewNetwork(network=NetworkPlan(filters=(4,), kernel_size=(31,))))
    assert laboratory.ask(AskState()) == before


def test_a_saved_network_opens_again(laboratory: Laboratory, tmp_path: Path) -> None:
    before = laboratory.ask(AskState()).network
    saved = laboratory.ask(SaveNetwork(path=str(tmp_path / "mine")))
    laboratory.ask(NewNetwork(network=SMALL, seed=9))
    generation = laboratory.session.generation
    opened = laboratory.ask(OpenNetwork(path=saved.path))
    assert opened == replace(before, source=saved.path)
    assert laboratory.session.generation == generation + 1


def test_a_bad_file_leaves_the_network_answering(laboratory: Laboratory, tmp_path: Path) -> None:
    bad = tmp_path / "bad.safetensors"
    bad.write_bytes(b"not a network")
    before = laboratory.ask(AskState())
    laboratory.refusal(OpenNetwork(path=str(bad)))
    assert laboratory.ask(AskState()) == before
    assert laboratory.ask(ViewFilters(layer="conv1")).kernels.shape == (4, 5, 5)


def test_the_embedded_network_comes_with_its_moments(empty_laboratory: Laboratory) -> None:
    facts = empty_laboratory.ask(OpenEmbeddedNetwork())
    assert facts.source == "embedded"
    assert facts.steps_trained > 0
    moments = empty_laboratory.ask(ViewMoments())
    assert moments.steps[0] == 0
    assert moments.steps[-1] == facts.steps_trained
    first = empty_laboratory.ask(ViewFilters(layer="conv1", moment=0))
    assert first.step == 0
    now = empty_laboratory.ask(ViewFilters(layer="conv1"))
    last = empty_laboratory.ask(ViewFilters(layer="conv1", moment=len(moments.steps) - 1))
    assert abs(last.kernels - now.kernels).max() < 1e-3  # moments are kept with 16 bits


def test_area_labels_change_and_the_weights_stay(laboratory: Laboratory) -> None:
    before = laboratory.ask(AskState()).network
    facts = laboratory.ask(NameAreas(areas=("LGN", "V1")))
    assert [row.area for row in facts.rows if row.kind == "Conv2d"] == ["LGN", "V1"]
    assert facts.weights_sha256 == before.weights_sha256
    laboratory.refusal(NameAreas(areas=("only one",)))
    assert laboratory.ask(AskState()).network == facts


def test_without_a_network_it_is_said_what_to_do(empty_laboratory: Laboratory) -> None:
    refusal = empty_laboratory.refusal(ViewFilters(layer="conv1"))
    assert refusal.what.english() == "No network is loaded."
    assert refusal.advice.english()


def test_the_same_device_again_changes_no_generation(laboratory: Laboratory) -> None:
    generation = laboratory.session.generation
    assert laboratory.ask(ChooseDevice(device="cpu")).name == "cpu"
    assert laboratory.session.generation == generation


def without_graphics_card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)


def test_fault_39_without_a_card_it_starts_on_the_cpu_and_says_so_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    without_graphics_card(monkeypatch)
    laboratory = Laboratory(tmp_path, device="cuda")
    laboratory.session.announce_device()
    said = [reply for reply in laboratory.outbox.take_all() if isinstance(reply, Announcement)]
    assert len(said) == 1
    assert "CPU" in said[0].what.english()
    assert "cuda" in said[0].advice.english()
    state = laboratory.ask(AskState())
    assert state.device.name == "cpu"
    laboratory.prepare()
    assert laboratory.outbox.take_all() == []
    assert not any(isinstance(reply, Announcement) for reply in laboratory.replies)


def test_fault_39_a_card_that_is_not_there_is_refused_and_nothing_moves(
    monkeypatch: pytest.MonkeyPatch, laboratory: Laboratory
) -> None:
    without_graphics_card(monkeypatch)
    before = laboratory.ask(AskState())
    assert "cuda" in laboratory.refusal(ChooseDevice(device="cuda")).what.english()
    assert laboratory.ask(AskState()) == before


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a graphics card")
def test_moving_to_the_card_raises_the_generation(laboratory: Laboratory) -> None:
    generation = laboratory.session.generation
    facts = laboratory.ask(ChooseDevice(device="cuda"))
    assert facts.name == "cuda:0"
    assert facts.memory_total > 0
    assert laboratory.session.generation == generation + 1
    assert laboratory.ask(ViewFilters(layer="conv1")).kernels.shape == (4, 5, 5)


def test_choosing_auto_says_why_it_is_the_cpu(
    monkeypatch: pytest.MonkeyPatch, laboratory: Laboratory
) -> None:
    without_graphics_card(monkeypatch)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    laboratory.replies.clear()
    assert laboratory.ask(ChooseDevice(device="auto")).name == "cpu"
    said = [reply for reply in laboratory.replies if isinstance(reply, Announcement)]
    assert ["No graphics card" in one.advice.english() for one in said] == [True]


def test_auto_without_a_card_is_not_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    without_graphics_card(monkeypatch)
    assert Session(EngineOptions(device="auto"), Outbox()).device.type in ("cpu", "mps")
