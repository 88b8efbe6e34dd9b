"""Choosing a device: named, automatic, missing, broken."""

from __future__ import annotations

import warnings

import pytest
import torch

from visctx_gui.cortex import devices
from visctx_gui.cortex.devices import choose_device
from visctx_gui.plan.wording import NOTHING_TO_ADD, PlanError


@pytest.fixture
def no_card(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any card."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)


@pytest.fixture
def broken_card(no_card: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """One card that torch counts and that fails when it is used; an old driver warns as well."""

    def is_available() -> bool:
        warnings.warn("the driver is too old", UserWarning, stacklevel=1)
        return True

    def ones(*_size: int, device: torch.device) -> torch.Tensor:
        raise RuntimeError(f"CUDA error on {device}: no kernel image.\nmore")

    monkeypatch.setattr(torch.cuda, "is_available", is_available)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    monkeypatch.setattr(devices.torch, "ones", ones)


def test_the_cpu_is_always_there() -> None:
    chosen = choose_device("cpu")
    assert chosen.device == torch.device("cpu")
    assert chosen.title.startswith(f"CPU, {torch.get_num_threads()} thread")
    assert chosen.note == NOTHING_TO_ADD


@pytest.mark.usefixtures("no_card")
def test_fault_39_auto_falls_back_to_the_cpu_and_says_so() -> None:
    chosen = choose_device("auto")
    assert chosen.device == torch.device("cpu")
    assert "No graphics card" in chosen.note.english()


@pytest.mark.usefixtures("broken_card")
def test_fault_39_auto_does_not_take_a_broken_card() -> None:
    assert choose_device("auto").device == torch.device("cpu")


@pytest.mark.usefixtures("no_card")
@pytest.mark.parametrize("name", ["cuda", "cuda:1", "mps"])
def test_fault_39_a_named_device_that_is_missing_is_refused(name: str) -> None:
    with pytest.raises(PlanError, match=f"The device {name} cannot be used: torch finds no"):
        choose_device(name)


@pytest.mark.usefixtures("broken_card")
def test_fault_39_a_named_device_that_fails_is_refused_with_torchs_reason() -> None:
    with pytest.raises(PlanError, match="CUDA error on cuda:0: no kernel image") as refused:
        choose_device("cuda")
    assert "more" not in str(refused.value)
    with pytest.raises(PlanError, match="there are 1 cards, counted from 0"):
        choose_device("cuda:1")


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no NVIDIA card")
def test_a_real_card_is_chosen_by_itself() -> None:
    assert choose_device("auto").device == torch.device("cuda:0")
    assert choose_device("cuda").title
