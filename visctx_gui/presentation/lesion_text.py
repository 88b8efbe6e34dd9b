"""A lesion as a short text: which units of which layers."""

from __future__ import annotations

from visctx_gui.plan.lesion import Lesion

NOTHING = "\N{EN DASH}"


def units_text(units: tuple[int, ...]) -> str:
    """Sorted numbers with runs drawn together: ``0-7, 9``."""
    runs: list[list[int]] = []
    for unit in units:
        if runs and unit == runs[-1][1] + 1:
            runs[-1][1] = unit
        else:
            runs.append([unit, unit])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def lesion_text(lesion: Lesion) -> str:
    """Layers and units: ``conv1 0-7; conv2 3``; a dash for the intact network."""
    parts = (f"{layer} {units_text(lesion.units(layer))}" for layer in lesion.layers)
    return "; ".join(parts) or NOTHING
