"""A bounded store of activations, slice by slice."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol, TypeVar


class Stored(Protocol):
    """What the cache can hold."""

    @property
    def memory_bytes(self) -> int:
        """Memory it takes at most while it is stored."""
        ...


Entry = TypeVar("Entry", bound=Stored)


class ActivationCache:
    """Entries in groups; a group needed now may push out the groups that were not.

    Parameters
    ----------
    memory_bytes : int
        All entries together never take more.
    """

    def __init__(self, memory_bytes: int) -> None:
        self.memory_bytes = memory_bytes
        self.used_bytes = 0
        self._groups: dict[Hashable, dict[int, Stored]] = {}

    def has(self, group: Hashable, index: int) -> bool:
        """Whether an entry is stored."""
        return index in self._groups.get(group, {})

    def get(self, group: Hashable, index: int, kind: type[Entry]) -> Entry | None:
        """An entry of the kind asked for, or None."""
        entry = self._groups.get(group, {}).get(index)
        return entry if isinstance(entry, kind) else None

    def has_room(self, group: Hashable, entry_bytes: int, *, push_out: bool) -> bool:
        """Whether an entry of this size can be stored.

        Parameters
        ----------
        group : hashable
            The group it would belong to.
        entry_bytes : int
        push_out : bool
            Whether other groups may be dropped for it.
        """
        kept = self._bytes_of(group) if push_out else self.used_bytes
        return kept + entry_bytes <= self.memory_bytes

    def store(self, group: Hashable, index: int, entry: Stored, *, push_out: bool) -> bool:
        """Store an entry where there is room.

        Returns
        -------
        bool
            Whether it was stored. Other groups are dropped, oldest first, only where that is
            allowed and makes the room.
        """
        if not self.has_room(group, entry.memory_bytes, push_out=push_out):
            return False
        for other in [name for name in self._groups if name != group]:
            if self.used_bytes + entry.memory_bytes <= self.memory_bytes:
                break
            self.used_bytes -= self._bytes_of(other)
            del self._groups[other]
        self._groups.setdefault(group, {})[index] = entry
        self.used_bytes += entry.memory_bytes
        return True

    def _bytes_of(self, group: Hashable) -> int:
        return sum(entry.memory_bytes for entry in self._groups.get(group, {}).values())
