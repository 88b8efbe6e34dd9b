"""Data sets and splits, training plans, and sentences."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from visctx_gui.plan.data import DATA_SETS, DataPlan, check_data
from visctx_gui.plan.training import TrainingPlan, check_training
from visctx_gui.plan.wording import NOTHING_TO_ADD, PlanError, ReportableError, joined, message


def test_splits_of_mnist_are_those_stated() -> None:
    plan = DataPlan("mnist")
    assert (plan.facts.n_train - plan.n_validation_used, plan.n_validation_used) == (55_000, 5_000)
    assert replace(plan, n_validation=0).n_validation_used == 0
    assert plan.facts.n_test == 10_000


@pytest.mark.parametrize("name", sorted(DATA_SETS))
def test_every_data_set_has_all_its_facts(name: str) -> None:
    facts = DATA_SETS[name]
    assert facts.name == name
    assert len(facts.class_names) == 10
    assert facts.n_validation < facts.n_train
    assert (facts.download_bytes == 0) == (name == "digits")
    for file in facts.files:
        assert len(file.md5) == 32
        assert file.path.startswith(facts.folder) or file.path.endswith(".tar.gz")


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (DataPlan("mnits"), "data.name = 'mnits' is not known. Did you mean 'mnist'?"),
        (DataPlan(n_validation=-1), "data.n_validation = -1 is not possible."),
        (DataPlan(n_validation=1437), "data.n_validation = 1437 leaves no training images."),
        (DataPlan(image_size=3), "data.image_size = 3 is not possible."),
        (DataPlan(colour="blue"), "data.colour = 'blue' is not known."),
        (DataPlan(split_seed=-1), "data.split_seed = -1 is not possible."),
    ],
)
def test_impossible_data_are_refused(plan: DataPlan, words: str) -> None:
    with pytest.raises(PlanError) as refused:
        check_data(plan)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"learning_rate": 0.0}, "training.learning_rate"),
        ({"learning_rate": -1.0}, "training.learning_rate"),
        ({"learning_rate": math.nan}, "training.learning_rate"),
        ({"learning_rate": math.inf}, "training.learning_rate"),
        ({"batch_size": 0}, "training.batch_size"),
        ({"batch_size": 1001}, "training.batch_size"),
        ({"epochs": 0}, "training.epochs"),
        ({"epochs": -3}, "training.epochs"),
        ({"patience": -1}, "training.patience"),
        ({"momentum": 1.0}, "training.momentum"),
        ({"weight_decay": -0.1}, "training.weight_decay"),
        ({"seed": -1}, "training.seed"),
        ({"optimizer": "adagrad"}, "training.optimizer"),
        ({"augmentation": "flip"}, "training.augmentation"),
        ({"device": "gpu"}, "training.device"),
        ({"device": "cuda:"}, "training.device"),
    ],
)
def test_fault_37_impossible_training_is_refused_and_the_field_marked(
    change: dict[str, object], field: str
) -> None:
    plan = replace(TrainingPlan(), **change)  # type: ignore[arg-type]
    with pytest.raises(PlanError) as refused:
        check_training(plan, n_train=1000)
    assert refused.value.field == field


@pytest.mark.parametrize("device", ["auto", "cpu", "cuda", "cuda:1", "cuda:12", "mps"])
def test_known_devices_pass(device: str) -> None:
    check_training(TrainingPlan(device=device))


def test_a_batch_may_be_the_whole_set() -> None:
    check_training(TrainingPlan(batch_size=1000), n_train=1000)
    check_training(TrainingPlan(batch_size=5000))


def test_a_message_is_filled_and_can_be_translated() -> None:
    said = message("{n} of {total:.1f}", n=3, total=4.0)
    assert said.english() == str(said) == "3 of 4.0"
    assert said.translated({"{n} of {total:.1f}": "{total:.0f}: {n}"}.__getitem__) == "4: 3"


def test_joined_notes_keep_their_values_and_are_translated_one_by_one() -> None:
    first = message("from {mode}", mode="CMYK")
    second, third = message("from {mode}", mode="LAB"), message("one frame")
    said = joined((first, NOTHING_TO_ADD, second, third))
    assert said.english() == str(said) == "from CMYK; from LAB; one frame"
    words = {
        "from {mode}": "aus {mode}",
        "one frame": "ein Bild",
        "{first}; {second}": "{first}/{second}",
    }
    assert said.translated(words.__getitem__) == "aus CMYK/aus LAB/ein Bild"
    assert joined(()) == joined((NOTHING_TO_ADD,)) == NOTHING_TO_ADD
    assert joined((first,)) == first


def test_an_error_is_told_with_its_advice() -> None:
    error = ReportableError(message("It is wrong."), message("Mend it."))
    assert str(error) == "It is wrong. Mend it."
    assert str(ReportableError(message("It is wrong."))) == "It is wrong."
    assert NOTHING_TO_ADD.english() == ""
