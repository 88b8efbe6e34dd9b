"""Random numbers of damage that are other ones in every layer."""

from __future__ import annotations

import hashlib


def damage_seed(seed: int, layer: str) -> int:
    """Seed of the random numbers that damage of one layer needs.

    Parts of a lesion in several layers mostly have the same seed. Their noise, or the choice of
    their connections, must not be the same numbers all the same.

    Parameters
    ----------
    seed : int
        Of the part of the lesion.
    layer : str

    Returns
    -------
    int
        0 to 2**32 - 1, the same on every machine.
    """
    digest = hashlib.sha256(f"{seed} {layer}".encode()).digest()
    return int.from_bytes(digest[:4], "big")
