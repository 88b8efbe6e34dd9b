"""Arithmetic with all bits of a float, which differences of sums need."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch


@contextmanager
def full_precision(device: torch.device) -> Iterator[None]:
    """Inside, convolutions on a graphics card use all bits of a float.

    By default they round their input to 10 bits, which makes differences of sums worthless.

    Parameters
    ----------
    device : torch.device
        On any other than a CUDA device nothing changes.
    """
    if device.type != "cuda":
        yield
        return
    allowed = torch.backends.cudnn.allow_tf32
    torch.backends.cudnn.allow_tf32 = False
    try:
        yield
    finally:
        torch.backends.cudnn.allow_tf32 = allowed
