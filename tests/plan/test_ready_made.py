"""The experiments that ship with the program, and experiment files."""

from __future__ import annotations

from pathlib import Path

import pytest

from visctx_gui.plan.experiment import check_experiment, read_experiment, write_experiment
from visctx_gui.plan.ready_made import (
    open_experiment,
    read_ready_made,
    ready_made,
    ready_made_names,
    usual_training,
)
from visctx_gui.plan.wording import PlanError


def test_every_ready_made_experiment_can_be_carried_out() -> None:
    names = [plan.name for plan in ready_made()]
    assert names == sorted(names)
    assert {"v1-v2-digits", "v1-v2-mnist"} <= set(names)
    for plan in ready_made():
        check_experiment(plan)
        assert plan.title
        assert plan.seconds_on_cpu > 0
        assert read_experiment(write_experiment(plan), plan.name) == plan


def test_names_are_those_of_the_plans() -> None:
    assert ready_made_names() == tuple(plan.name for plan in ready_made())
    assert all(not name.endswith(".toml") for name in ready_made_names())


def test_an_override_leaves_the_ready_made_plan_as_it_is() -> None:
    changed = read_ready_made("v1-v2-digits", ("training.seed=4",))
    assert changed.training.seed == 4
    assert read_ready_made("v1-v2-digits").training.seed == 0


def test_the_usual_training_is_that_of_the_first_experiment_on_the_data() -> None:
    for plan in reversed(ready_made()):
        first = next(one for one in ready_made() if one.data.name == plan.data.name)
        assert usual_training(plan.data.name) == first.training
    assert usual_training("no such data") is None


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("\ufeff[training]\nepochs = 3\n", "utf-8")
    plan = open_experiment(path)
    assert (plan.name, plan.training.epochs) == ("mine", 3)


def test_a_missing_file_is_refused_with_the_names_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(
        PlanError, match=r"There is no experiment file .* Ready-made: .*v1-v2-digits"
    ):
        open_experiment(tmp_path / "missing.toml")
