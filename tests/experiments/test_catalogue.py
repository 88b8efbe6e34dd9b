"""Finding an experiment by name or file."""

from __future__ import annotations

from pathlib import Path

import pytest

from visctx_gui.experiments.catalogue import find_experiment
from visctx_gui.plan.lesion_entry import together
from visctx_gui.plan.wording import PlanError


@pytest.mark.parametrize("name", ["v1-v2-digits", "v1-v2-mnist"])
def test_the_v1_v2_experiments_hold_the_protocol_of_source_0(name: str) -> None:
    plan = find_experiment(name)
    assert plan.network.filters == (16, 32)
    assert plan.training.optimizer == "adam"
    assert plan.training.learning_rate == 1e-3
    assert (plan.lesions[0].layer, plan.lesions[0].first) == ("conv1", 8)
    assert (plan.lesions[1].random, plan.lesions[1].draws) == (8, 20)
    assert plan.lesion_curve is not None
    assert plan.lesion_curve.layers == ("conv1",)
    assert plan.lesion_curve.orders == ("first", "random")
    assert plan.sweep is not None
    assert "conv1" in plan.sweep.layers
    assert plan.activations is not None


def test_the_lesion_bench_has_every_kind_of_damage_sweep_and_rankings() -> None:
    plan = find_experiment("lesion-bench")
    digits = find_experiment("v1-v2-digits")
    assert (plan.network, plan.training, plan.data) == (
        digits.network,
        digits.training,
        digits.data,
    )
    assert (plan.lesions[0].layer, plan.lesions[0].first) == ("conv1", 8)
    assert {entry.chosen_by for entry in plan.lesions} == {"first", "random", "ranked", "all"}
    assert {entry.mode for entry in plan.lesions} == {"zero", "mean", "noise", "connections"}
    assert any(len(group) == 2 for group in together(plan.lesions))
    assert plan.sweep is not None
    assert plan.sweep.layers == ("conv1", "conv2")
    assert plan.sweep.rankings == ("exact", "first-order", "greedy")
    assert plan.lesion_curve is not None
    assert plan.lesion_curve.orders == ("first", "random", "importance")


@pytest.mark.parametrize("name", ["v1-v2-digits", "v1-v2-mnist"])
def test_source_0_can_be_repeated_without_validation_images(name: str) -> None:
    plan = find_experiment(name, ("data.n_validation=0",))
    assert plan.data.n_validation_used == 0
    assert plan.sweep is not None


def test_mnist_is_trained_as_in_source_0() -> None:
    plan = find_experiment("v1-v2-mnist")
    assert (plan.training.epochs, plan.training.batch_size) == (5, 64)


def test_an_experiment_file_is_found_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("\ufeff[training]\nepochs = 3\n", "utf-8")
    plan = find_experiment(str(path), ("training.seed=4",))
    assert (plan.name, plan.training.epochs, plan.training.seed) == ("mine", 3, 4)


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(PlanError, match="Did you mean 'v1-v2-digits'"):
        find_experiment("v1-v2-digit")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe\x00", "is not a text file in UTF-8"),
        (b"#" * 1_000_001, "is too large for an experiment file"),
        (b"[training", "is not a valid experiment file"),
        (b"[training]\nepoch = 1", "Did you mean 'epochs'?"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(content)
    with pytest.raises(PlanError) as refused:
        find_experiment(str(path))
    assert words in str(refused.value)


@pytest.mark.parametrize("name", ["missing.toml", "", "a\0b.toml"])
def test_a_file_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    given = name and str(tmp_path / name)
    with pytest.raises(PlanError):
        find_experiment(given)


def test_a_folder_is_no_experiment(tmp_path: Path) -> None:
    folder = tmp_path / "folder.toml"
    folder.mkdir()
    with pytest.raises(PlanError, match="There is no experiment file"):
        find_experiment(str(folder))
