"""Seeds of damage: another one for every layer and seed, the same on every machine."""

from __future__ import annotations

import torch

from visctx_gui.cortex.lesions.damage_seeds import damage_seed


def test_every_layer_and_seed_has_its_own_and_torch_takes_it() -> None:
    seeds = {damage_seed(seed, f"conv{layer}") for seed in range(500) for layer in range(1, 5)}
    assert len(seeds) == 2_000
    assert 0 <= min(seeds) < max(seeds) < 2**32
    torch.Generator().manual_seed(max(seeds))


def test_the_seed_is_the_same_for_ever() -> None:
    assert damage_seed(0, "conv1") == damage_seed(0, "conv1") == 811_294_355
