"""Maps in blocks of channels."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.cortex.lesions.channel_blocks import channels_of, in_blocks


@given(st.integers(1, 20), st.data())
def test_channels_of_blocks_are_those_of_the_maps(n_channels: int, data: st.DataObject) -> None:
    maps = torch.rand(2, n_channels, 3, 4, generator=torch.Generator().manual_seed(0))
    channels = sorted(data.draw(st.sets(st.integers(0, n_channels - 1), min_size=1)))
    chosen = channels_of(in_blocks(maps), channels)
    assert torch.equal(chosen, maps[:, channels])


def test_a_whole_block_is_not_copied_and_blocks_own_their_memory() -> None:
    maps = torch.rand(2, 19, 3, 4, generator=torch.Generator().manual_seed(0))
    blocks = in_blocks(maps)
    assert [block.shape[1] for block in blocks] == [8, 8, 3]
    assert channels_of(blocks, list(range(8, 16))).data_ptr() == blocks[1].data_ptr()
    expected = maps.clone()
    maps.zero_()
    assert torch.equal(torch.cat(blocks, 1), expected)
