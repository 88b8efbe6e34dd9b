"""The program and the machine, as a result names them."""

from __future__ import annotations

import platform
from importlib import metadata

from visctx_gui import __version__
from visctx_gui.cortex.devices import ChosenDevice
from visctx_gui.experiments.outcome import Environment


def environment_on(device: ChosenDevice) -> Environment:
    """What this process runs on.

    Parameters
    ----------
    device : ChosenDevice
        Where torch computes.
    """
    return Environment(
        version=__version__,
        python=platform.python_version(),
        torch=metadata.version("torch"),
        device=str(device.device),
        device_title=device.title,
        platform=platform.platform(),
    )
