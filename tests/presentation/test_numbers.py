"""Numbers as text."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.presentation.numbers import (
    change_text,
    count_text,
    duration_text,
    interval_text,
    memory_text,
    percent_text,
    signed_text,
    value_text,
)

NAN = math.nan


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (percent_text(0.9891), "98.9 %"),
        (percent_text(NAN), "–"),
        (interval_text(0.989, 0.987, 0.991), "98.9 % [98.7, 99.1]"),
        (interval_text(NAN, NAN, NAN), "–"),
        (change_text(-0.077, -0.082, -0.072), "−7.7 [−8.2, −7.2]"),
        (change_text(0.01), "+1.0"),
        (change_text(-0.0001), "0.0"),
        (change_text(NAN), "–"),
        (signed_text(-0.25, 2), "−0.25"),
        (value_text(0.2134), "0.213"),
        (value_text(0), "0"),
        (value_text(-0.5), "−0.500"),
        (value_text(12.345), "12.3"),
        (value_text(1234.5), "1234"),
        (value_text(1.234e-5), "1.23e-05"),
        (value_text(NAN), "NaN"),
        (value_text(-math.inf), "−∞"),
        (count_text(11300), "11,300"),
        (duration_text(12), "0:12"),
        (duration_text(187), "3:07"),
        (duration_text(3723), "1:02:03"),
        (duration_text(NAN), "–"),
        (memory_text(512), "512 B"),
        (memory_text(74 * 1024), "74.0 KiB"),
        (memory_text(3 * 1024**3 // 2), "1.5 GiB"),
        (memory_text(5 * 1024**5), "5120.0 TiB"),
    ],
)
def test_how_a_number_is_written(shown, expected):
    assert shown == expected


def test_fault_71_a_duration_is_never_negative():
    assert duration_text(-5) == "0:00"


@given(st.floats(-1e12, 1e12))
def test_a_written_value_reads_back_nearly_the_same(value):
    read = float(value_text(value).replace("−", "-"))
    assert read == pytest.approx(value, rel=0.01, abs=0.001)
