"""Which rows are run, and in which batches."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.cortex.lesions.sweep_cases import (
    Batching,
    cases_of,
    channels_picked,
    images_changed,
)


@given(
    st.data(), st.integers(1, 6), st.integers(1, 7), st.integers(1, 20), st.sampled_from(Batching)
)
def test_every_changed_row_is_run_once(
    data: st.DataObject, n_units: int, n: int, rows: int, batching: Batching
) -> None:
    share = data.draw(st.sampled_from([0.0, 0.3, 1.0]))
    generator = torch.Generator().manual_seed(data.draw(st.integers(0, 5)))
    changed = torch.rand(n_units, n, generator=generator) < share
    seen = torch.zeros(n_units, n, dtype=torch.int64)
    for cases in cases_of(changed, rows, batching):
        assert list(cases.places) == sorted(set(cases.places))
        row_images = cases.row_images()
        found = torch.arange(n) if row_images is None else row_images
        assert found.numel() == sum(cases.sizes)
        assert found.numel() <= max(rows, n)
        parts = torch.split(found, cases.sizes)
        for place, images in zip(cases.places, parts, strict=True):
            seen[place, images] += 1
        if batching is Batching.ONE_UNIT:
            assert row_images is None
        if batching is not Batching.ANY_ROWS:
            assert cases.is_dense
    assert int(seen.max()) <= 1
    assert bool((seen.bool() | ~changed).all())


def test_units_that_change_nothing_are_not_run() -> None:
    changed = torch.zeros(3, 4, dtype=torch.bool)
    assert cases_of(changed, 8, Batching.ANY_ROWS) == []
    changed[1, 2] = True
    [cases] = cases_of(changed, 8, Batching.ANY_ROWS)
    assert (cases.places, cases.sizes) == ((1,), [1])
    [cases] = cases_of(changed, 8, Batching.ONE_UNIT)
    assert (cases.places, cases.sizes) == ((1,), [4])


def test_a_change_is_noticed_wherever_it_is_and_whatever_it_is() -> None:
    change = torch.zeros(3, 2, 2, 2)
    change[0, 1, 1, 0], change[2, 0, 0, 1] = -1e-30, float("nan")
    assert images_changed(change).tolist() == [[False, False, True], [True, False, False]]


def test_channels_are_picked_in_order_and_neighbours_are_a_view() -> None:
    maps = torch.arange(10.0).view(2, 5, 1, 1)
    assert channels_picked(maps, [1, 3]).flatten().tolist() == [1, 3, 6, 8]
    neighbours = channels_picked(maps, [1, 2])
    assert neighbours.flatten().tolist() == [1, 2, 6, 7]
    assert neighbours.data_ptr() == maps[:, 1:].data_ptr()
