"""Order, marks and scale of a sheet of filters."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.gui.panels.examples import filter_view
from visctx_gui.engine.messages import FilterView, ViewFilters
from visctx_gui.gui.panels.filter_sheet import common_limits, filter_sheet, tile_order


@pytest.fixture
def view() -> FilterView:
    made = filter_view(ViewFilters(layer="conv1"))
    return replace(made, norms=np.array([1, 3, 3, 2] * 4, np.float32))


def test_order_by_norm_puts_the_largest_first_and_ties_by_index(view: FilterView):
    order = tile_order(view, "norm")
    slow = sorted(range(16), key=lambda kernel: (-view.norms[kernel], kernel))
    assert list(order) == slow
    assert tile_order(view, "index") == tuple(range(16))


def test_marks_follow_the_kernel_and_not_the_tile(view: FilterView):
    order = tile_order(view, "norm")
    sheet = filter_sheet(
        view, order, "layer", (-1.0, 1.0), struck=(0, 5), selected=7, marked=(2, 3)
    )
    for kernel, tile in ((0, order.index(0)), (5, order.index(5))):
        assert tile in sheet.struck
        assert sheet.label(tile) == str(kernel)
        np.testing.assert_array_equal(sheet.tiles[tile], view.kernels[kernel])
    assert sheet.selected is not None
    assert sheet.label(sheet.selected) == "7"
    assert {sheet.label(tile) for tile in sheet.marked} == {"2", "3"}


def test_a_moment_is_shown_on_the_scale_of_now_unless_it_is_stronger():
    weak = filter_view(ViewFilters(layer="conv1", moment=0), scale=0.1)
    assert common_limits(weak, (-0.5, 0.5)) == (-0.5, 0.5)
    strong = filter_view(ViewFilters(layer="conv1", moment=0), scale=0.9)
    assert common_limits(strong, (-0.5, 0.5)) == pytest.approx((-0.9, 0.9))
    assert common_limits(weak, None) == pytest.approx((-0.1, 0.1))
