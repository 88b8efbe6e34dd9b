"""The device that was asked for, made sure of by using it once."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import torch

from visctx_gui.plan.wording import NOTHING_TO_ADD, Message, PlanError, message, translatable


@dataclass(frozen=True, slots=True)
class ChosenDevice:
    """Where to compute.

    Attributes
    ----------
    device : torch.device
        With an index for CUDA.
    title : str
        Such as ``CPU, 2 threads``.
    note : Message
        Why not a graphics card, where ``auto`` found none.
    """

    device: torch.device
    title: str
    note: Message = NOTHING_TO_ADD


def choose_device(name: str) -> ChosenDevice:
    """Find a device by the name a plan gives it.

    Parameters
    ----------
    name : str
        ``auto``, ``cpu``, ``cuda``, ``cuda:1`` ... or ``mps``.

    Raises
    ------
    PlanError
        Where the named device is not there or does not compute.
    """
    if name == "cpu":
        return ChosenDevice(torch.device("cpu"), _cpu_title())
    if name == "auto":
        return _automatic()
    reason = _why_not(name)
    if reason.template:
        raise PlanError(
            message(
                translatable("The device {name} cannot be used: {reason}."),
                name=name,
                reason=reason,
            ),
            message(translatable("Use --device cpu, or auto to take what there is.")),
            field="training.device",
        )
    return ChosenDevice(_indexed(name), _title(name))


def _automatic() -> ChosenDevice:
    for name in ("cuda", "mps"):
        if not _why_not(name).template:
            return ChosenDevice(_indexed(name), _title(name))
    return ChosenDevice(
        torch.device("cpu"),
        _cpu_title(),
        message(translatable("No graphics card that torch can use was found; running on the CPU.")),
    )


def _indexed(name: str) -> torch.device:
    return torch.device("cuda:0" if name == "cuda" else name)


def _why_not(name: str) -> Message:
    """The reason why a device cannot be used; empty where it can."""
    with warnings.catch_warnings():  # an old driver warns at each question
        warnings.simplefilter("ignore")
        if name.startswith("cuda") and not torch.cuda.is_available():
            return message(translatable("torch finds no NVIDIA card with a fitting driver"))
        if name == "mps" and not torch.backends.mps.is_available():
            return message(translatable("torch finds no Apple graphics"))
        index = _indexed(name).index
        if name.startswith("cuda") and index is not None and index >= torch.cuda.device_count():
            count = torch.cuda.device_count()
            return message(translatable("there are {count} cards, counted from 0"), count=count)
        try:
            torch.ones(8, device=_indexed(name)).sum().item()
        except (RuntimeError, AssertionError) as error:
            words = str(error).partition("\n")[0].rstrip(".") or type(error).__name__
            return message(translatable("torch says: {words}"), words=words)
    return NOTHING_TO_ADD


def _title(name: str) -> str:
    device = _indexed(name)
    return torch.cuda.get_device_name(device) if device.type == "cuda" else "Apple graphics"


def _cpu_title() -> str:
    threads = torch.get_num_threads()
    return f"CPU, {threads} threads" if threads > 1 else "CPU, 1 thread"
