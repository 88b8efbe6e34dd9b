"""What the list says of an experiment's data."""

from __future__ import annotations

import pytest

from visctx_gui.commands.list_experiments import describe_data
from visctx_gui.plan.data import DataPlan


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (DataPlan(), "digits (built in)"),
        (DataPlan(name="mnist"), "mnist (12 MB download)"),
        (DataPlan(name="folder", folder="/my/faces"), "faces (image folder), of your own"),
    ],
)
def test_the_data_of_an_experiment_are_described(plan: DataPlan, words: str) -> None:
    assert describe_data(plan) == words
