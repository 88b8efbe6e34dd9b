"""Sheets of tiles: layout and painting against slow, obvious versions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visctx_gui.presentation.colours import packed_colour, packed_table, symmetric_limits
from visctx_gui.presentation.tiles import TileLayout, TileSheet, atlas, fitted_layout, tile_colours

PAPER = packed_colour("#123456")


@st.composite
def layouts(draw):
    magnification = draw(st.sampled_from([(1, 1), (2, 1), (3, 1), (1, 2), (1, 3), (3, 2), (5, 2)]))
    count = draw(st.integers(1, 11))
    return TileLayout(
        count,
        draw(st.integers(1, 6)),
        draw(st.integers(1, 6)),
        draw(st.integers(1, count)),
        *magnification,
        gap=draw(st.integers(0, 3)),
        caption=draw(st.integers(0, 4)),
    )


def numbered_sheet(layout):
    """Every tile pixel has a colour of its own, so that a painted pixel says where it came from."""
    count = layout.count * layout.tile_height * layout.tile_width
    shape = (layout.count, layout.tile_height, layout.tile_width, 3)
    colours = np.stack([np.arange(count) // 256, np.arange(count) % 256, np.ones(count)], axis=1)
    return TileSheet(colours.astype(np.uint8).reshape(shape))


def slow_atlas(sheet, layout):
    image = np.full((layout.height, layout.width), PAPER, np.uint32)
    colours = tile_colours(sheet)
    for tile in range(sheet.count):
        left, top, width, height = layout.rectangle(tile)
        for y in range(height):
            for x in range(width):
                at = y * layout.shrink // layout.zoom, x * layout.shrink // layout.zoom
                image[top + y, left + x] = colours[tile][at]
    return image


@given(layouts())
def test_atlas_agrees_with_painting_pixel_by_pixel(layout):
    sheet = numbered_sheet(layout)
    np.testing.assert_array_equal(atlas(sheet, layout, PAPER), slow_atlas(sheet, layout))


@given(layouts())
def test_every_painted_pixel_is_found_again(layout):
    sheet = numbered_sheet(layout)
    image = atlas(sheet, layout, PAPER)
    colours = tile_colours(sheet)
    for y in range(layout.height):
        for x in range(layout.width):
            cell = layout.cell_at(x + 0.5, y + 0.5)
            assert (cell is None) == (image[y, x] == PAPER)
            if cell is not None:
                assert colours[cell] == image[y, x]


@given(layouts())
def test_nothing_is_found_outside(layout):
    for x, y in ((-1, 1), (1, -1), (layout.width + 1, 1), (1, layout.height + 1)):
        assert layout.cell_at(x, y) is None


@given(layouts(), st.data())
def test_tiles_within_agrees_with_comparing_every_rectangle(layout, data):
    xs = sorted(data.draw(st.lists(st.integers(-5, layout.width + 5), min_size=2, max_size=2)))
    ys = sorted(data.draw(st.lists(st.integers(-5, layout.height + 5), min_size=2, max_size=2)))
    expected = []
    for tile in range(layout.count):
        left, top, width, height = layout.rectangle(tile)
        if left <= xs[1] and xs[0] < left + width and top <= ys[1] and ys[0] < top + height:
            expected.append(tile)
    assert layout.tiles_within(xs[0], ys[0], xs[1], ys[1]) == tuple(expected)


@settings(max_examples=60)
@given(
    st.integers(1, 300), st.integers(1, 30), st.integers(60, 700), st.integers(60, 500),
    st.integers(1, 4), st.integers(0, 12),
)  # fmt: skip
def test_fitted_layout_takes_the_largest_zoom_that_fits(count, side, width, height, gap, caption):
    sheet = TileSheet(np.zeros((count, side, side), np.uint8))
    layout = fitted_layout(sheet, width, height, gap=gap, caption=caption, smallest_tile=8)
    assert max(layout.shown_width, layout.shown_height) >= min(8, side)
    fits = layout.width <= width and layout.height <= height
    for zoom in range(1, 200):
        pitch = side * zoom + gap
        columns = (width - gap) // pitch
        rows = -(-count // columns) if columns > 0 else 10**6
        if rows * (pitch + caption) + gap <= height and side * zoom >= 8:
            assert fits
            assert layout.zoom / layout.shrink >= zoom


def test_a_narrower_gap_is_taken_where_the_tiles_can_be_larger():
    sheet = TileSheet(np.zeros((4, 10, 10), np.uint8))
    assert fitted_layout(sheet, 45, 45, gap=3, smallest_tile=8).zoom == 1
    layout = fitted_layout(sheet, 45, 45, gap=3, smallest_gap=1, smallest_tile=8)
    assert (layout.zoom, layout.gap) == (2, 1)


def test_a_layer_of_2048_tiles_that_cannot_fit_becomes_higher_not_smaller():
    layout = fitted_layout(TileSheet(np.zeros((2048, 7, 7), np.uint8)), 200, 100)
    assert layout.shown_width >= 12
    assert layout.width <= 200
    assert layout.height > 100
    assert layout.rows * layout.columns >= 2048


def test_an_empty_sheet_has_a_layout_and_an_image():
    sheet = TileSheet(np.zeros((0, 5, 5), np.float32))
    layout = fitted_layout(sheet, 100, 100)
    assert layout.count == 0
    assert layout.cell_at(10, 10) is None
    assert (atlas(sheet, layout, PAPER) == PAPER).all()


def test_painting_into_an_image_leaves_what_lies_between_the_tiles():
    layout = TileLayout(3, 2, 2, 2, zoom=2, gap=2, caption=3)
    image = np.full((layout.height, layout.width), 7, np.uint32)
    sheet = numbered_sheet(layout)
    assert atlas(sheet, layout, into=image) is image
    np.testing.assert_array_equal(image == 7, slow_atlas(sheet, layout) == PAPER)


def test_trap_t32_weights_are_coloured_symmetrically_about_zero():
    kernel = np.array([[[-3, 0, 1]]], np.float32)
    table = packed_table("diverging")
    colours = tile_colours(TileSheet(kernel, limits=symmetric_limits(kernel)))
    assert colours.tolist() == [[[table[0], table[128], table[170]]]]


def test_trap_t32_a_dead_filter_stays_pale_beside_a_strong_one():
    filters = np.array([[[-1, 1]], [[-1e-4, 1e-4]]], np.float32)
    neutral = packed_table("diverging")[127:129]  # 0 lies between these two
    assert np.isin(tile_colours(TileSheet(filters))[1], neutral).all()
    assert not np.isin(tile_colours(TileSheet(filters, scale="tile"))[1], neutral).any()


def test_a_scale_for_each_tile_uses_all_colours_in_each():
    maps = np.array([[[0, 1]], [[0, 100]]], np.float32)
    table = packed_table("sequential")
    colours = tile_colours(TileSheet(maps, colours="sequential", scale="tile"))
    assert (colours[:, 0, 0] == table[0]).all()
    assert (colours[:, 0, 1] == table[255]).all()


def test_nan_is_shown_in_its_own_colour_in_grey_and_in_colour():
    nan = packed_table("diverging")[256]
    maps = np.array([[[np.nan, 1]]], np.float32)
    assert tile_colours(TileSheet(maps))[0, 0, 0] == nan
    coloured = np.ones((1, 1, 2, 3), np.float32)
    coloured[0, 0, 0, 1] = np.nan
    colours = tile_colours(TileSheet(coloured))
    assert colours[0, 0, 0] == nan
    assert colours[0, 0, 1] != nan


def test_kernels_of_three_channels_show_zero_as_middle_grey():
    kernel = np.zeros((1, 1, 2, 3), np.float32)
    kernel[0, 0, 1, 0] = 1
    colours = tile_colours(TileSheet(kernel, limits=(-1, 1)))
    assert hex(colours[0, 0, 0]) == "0xff808080"
    assert hex(colours[0, 0, 1]) == "0xffff8080"


@pytest.mark.parametrize("shape", [(3, 3), (2, 3, 3, 2), (2, 3, 3, 3, 1)])
def test_other_shapes_are_refused(shape):
    with pytest.raises(ValueError, match="tiles need shape"):
        TileSheet(np.zeros(shape))


def test_labels_must_be_as_many_as_tiles():
    with pytest.raises(ValueError, match="2 labels for 3 tiles"):
        TileSheet(np.zeros((3, 2, 2)), labels=("a", "b"))
    assert TileSheet(np.zeros((3, 2, 2))).label(2) == "2"
    assert TileSheet(np.zeros((1, 2, 2)), labels=("seven",)).label(0) == "seven"


def test_large_maps_may_be_enlarged_by_a_half():
    sheet = TileSheet(np.zeros((16, 24, 24), np.float32))
    layout = fitted_layout(sheet, 250, 150, gap=2, smallest_tile=12)
    assert (layout.zoom, layout.shrink) == (3, 2)
    assert layout.shown_width == 36
    small = TileSheet(np.zeros((16, 5, 5), np.float32))
    assert fitted_layout(small, 250, 150, gap=2, smallest_tile=5).shrink == 1
