"""The film strip: which moments, and where each kernel lies."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.gui.panels.examples import filter_view
from visctx_gui.engine.messages import ViewFilters
from visctx_gui.gui.panels.film_strip import film_strip, mosaic, strip_moments


@given(st.integers(1, 5000), st.integers(2, 12))
def test_moments_of_a_strip_rise_from_first_to_last(count, wanted):
    places = strip_moments(count, wanted)
    assert len(places) == min(count, wanted)
    assert places[0] == 0
    assert places[-1] == count - 1
    assert list(places) == sorted(set(places))


def test_every_kernel_stands_in_the_mosaic_once_with_zeros_between():
    kernels = np.arange(1, 5 * 6 + 1, dtype=np.float32).reshape(5, 2, 3)
    picture = mosaic(kernels)
    assert picture.shape == (2 * 3 + 1, 3 * 4 + 1)
    for index in range(5):
        row, column = index // 3, index % 3
        found = picture[1 + row * 3 : 3 + row * 3, 1 + column * 4 : 4 + column * 4]
        np.testing.assert_array_equal(found, kernels[index])
    assert picture.sum() == kernels.sum()


def test_a_strip_has_one_scale_for_all_moments():
    views = [
        filter_view(ViewFilters(layer="conv1", moment=moment), scale=scale)
        for moment, scale in enumerate((0.1, 0.4))
    ]
    strip = film_strip(views, ("step 0", "step 9"), "Development")
    assert strip.labels == ("step 0", "step 9")
    assert strip.count == 2
    assert strip.limits is not None
    np.testing.assert_allclose(strip.limits, (-0.4, 0.4), rtol=1e-6)
    assert strip.scale == "layer"


def test_colour_kernels_stay_in_colour():
    kernels = np.ones((2, 4, 4, 3), np.float32)
    assert mosaic(kernels).shape == (6, 11, 3)
