"""The bounded store of activations."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.cortex.lesions.activation_cache import ActivationCache


@dataclass
class Entry:
    memory_bytes: int


def test_a_group_in_need_pushes_out_the_oldest_others_and_only_as_many_as_it_must() -> None:
    cache = ActivationCache(10)
    assert cache.store("a", 0, Entry(4), push_out=False)
    assert cache.store("b", 0, Entry(4), push_out=False)
    assert not cache.store("c", 0, Entry(4), push_out=False)
    assert cache.store("c", 0, Entry(4), push_out=True)
    assert not cache.has("a", 0)
    assert cache.has("b", 0)
    assert cache.has("c", 0)


def test_a_group_never_pushes_out_itself() -> None:
    cache = ActivationCache(10)
    assert cache.store("a", 0, Entry(6), push_out=True)
    assert not cache.has_room("a", 6, push_out=True)
    assert not cache.store("a", 1, Entry(6), push_out=True)
    assert cache.has("a", 0)


def test_an_entry_of_another_kind_is_not_given_out() -> None:
    cache = ActivationCache(10)
    entry = Entry(1)
    cache.store("a", 0, entry, push_out=False)
    assert cache.get("a", 0, Entry) is entry
    assert cache.get("a", 0, ActivationCache) is None
    assert cache.get("b", 0, Entry) is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 12), st.booleans())))
def test_the_memory_is_never_exceeded_and_the_count_is_right(
    stores: list[tuple[str, int, bool]],
) -> None:
    cache = ActivationCache(20)
    for index, (group, size, push_out) in enumerate(stores):
        cache.store(group, index, Entry(size), push_out=push_out)
        held = sum(
            entry.memory_bytes
            for name in "abc"
            for place in range(len(stores))
            if (entry := cache.get(name, place, Entry)) is not None
        )
        assert held == cache.used_bytes <= 20
