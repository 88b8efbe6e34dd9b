"""Maps kept in blocks of channels, so that some channels are read without reading all.

In channels-last order, which convolutions want, the channels of one place lie side by side: to
read one of them is to fetch all from memory. In blocks, only the block is fetched, and a block
that is wanted whole need not be copied.
"""

from __future__ import annotations

import torch
from torch import Tensor

CHANNELS_PER_BLOCK = 8


def in_blocks(maps: Tensor) -> tuple[Tensor, ...]:
    """Divide maps into blocks of channels.

    Parameters
    ----------
    maps : Tensor (n, channels, height, width)

    Returns
    -------
    tuple of Tensor
        Each (n, up to 8 channels, height, width), its own memory, channels last.
    """
    blocks = torch.split(maps, CHANNELS_PER_BLOCK, dim=1)
    return tuple(block.clone(memory_format=torch.channels_last) for block in blocks)


def channels_of(blocks: tuple[Tensor, ...], channels: list[int]) -> Tensor:
    """Some channels of maps in blocks.

    Parameters
    ----------
    blocks : tuple of Tensor
        From `in_blocks`.
    channels : list of int
        At least one; ascending.

    Returns
    -------
    Tensor (n, channels, height, width)
        May be a view; not to be written to.
    """
    parts = []
    for place, block in enumerate(blocks):
        first = place * CHANNELS_PER_BLOCK
        inside = [channel - first for channel in channels if 0 <= channel - first < block.shape[1]]
        if inside:
            parts.append(_channels_of_block(block, inside))
    return parts[0] if len(parts) == 1 else torch.cat(parts, 1)


def _channels_of_block(block: Tensor, channels: list[int]) -> Tensor:
    """Neighbours are a view. Others are gathered by a product with a matrix of zeros and ones.

    That is exact for finite values, and several times faster than an index.
    """
    first, last = channels[0], channels[-1]
    if last - first + 1 == len(channels):
        return block[:, first : last + 1]
    columns = torch.arange(len(channels), device=block.device)
    pick = torch.zeros(block.shape[1], len(channels), device=block.device)
    pick[torch.tensor(channels, device=block.device), columns] = 1.0
    return (block.permute(0, 2, 3, 1) @ pick).permute(0, 3, 1, 2)
