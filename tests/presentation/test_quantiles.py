"""Quick quantiles are those of numpy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from visctx_gui.presentation.quantiles import quantiles

VALUES = hnp.arrays(
    st.sampled_from([np.float32, np.float64]),
    st.integers(1, 60),
    elements=st.floats(-1e6, 1e6, width=32),
)


@given(VALUES, st.lists(st.floats(0, 1), min_size=1, max_size=4))
def test_they_agree_with_numpy(values, shares):
    before = values.copy()
    slow = np.quantile(values.astype(np.float64), shares)
    assert quantiles(values, shares) == pytest.approx(slow, rel=1e-6, abs=1e-6)
    assert np.array_equal(values, before)
