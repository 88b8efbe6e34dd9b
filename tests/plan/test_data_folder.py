"""A folder of one's own images in a plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from visctx_gui.plan.data import DataPlan, check_data
from visctx_gui.plan.experiment import (
    check_experiment,
    check_fit,
    fitted_to,
    read_experiment,
    write_experiment,
)
from visctx_gui.plan.fields import table_from_plan
from visctx_gui.plan.wording import PlanError

FOLDER = DataPlan(name="folder", folder="faces/ORL")
OPENED = replace(
    FOLDER.facts,
    channels=1,
    height=32,
    width=32,
    class_names=("s1", "s2", "s3"),
    n_train=30,
    n_validation=6,
    n_test=8,
)


def test_a_folder_is_not_known_before_it_is_opened() -> None:
    check_data(FOLDER)
    assert not FOLDER.facts.is_known
    assert FOLDER.label == "ORL"
    assert FOLDER.facts.title == "ORL (image folder)"
    assert [replace(FOLDER, folder=name).label for name in ("faces/", ".")] == ["faces", "folder"]
    assert DataPlan().facts.is_known
    assert DataPlan().label == "digits"


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (DataPlan(name="folder"), "data.folder"),
        (DataPlan(folder="somewhere"), "data.folder"),
        (replace(FOLDER, folder="two\nlines"), "data.folder"),
        (replace(FOLDER, folder="bytes \udcff"), "data.folder"),
        (replace(FOLDER, test_share=0.6, validation_share=0.4), "data.test_share"),
        (replace(FOLDER, test_share=0.0), "data.test_share"),
        (replace(FOLDER, most_classes=0), "data.most_classes"),
        (replace(FOLDER, images_per_class=0), "data.images_per_class"),
        (replace(FOLDER, fewest_images=0), "data.fewest_images"),
        (replace(FOLDER, image_size=2), "data.image_size"),
    ],
)
def test_fault_37_impossible_folders_are_refused_at_their_field(plan: DataPlan, field: str) -> None:
    with pytest.raises(PlanError) as caught:
        check_data(plan)
    assert caught.value.field == field


def test_other_sets_are_written_as_before() -> None:
    assert set(table_from_plan(DataPlan())) == {"name", "split_seed", "colour", "normalisation"}


def test_a_file_with_a_folder_waits_for_its_images() -> None:
    text = '[data]\nname = "folder"\nfolder = "faces/ORL"\n[network]\nfilters = [4, 8]\n'
    text += "[training]\nbatch_size = 8\n"
    plan = read_experiment(text, "own")
    assert plan.follows == ("input_shape", "n_classes")
    assert "n_classes" not in write_experiment(plan)
    assert read_experiment(write_experiment(plan), "own") == replace(plan, title="own")
    fitted = fitted_to(plan, OPENED)
    assert fitted.network.input_shape == (1, 32, 32)
    assert fitted.network.n_classes == 3
    assert fitted.data.n_validation is None  # the share says how many, also of other images
    assert fitted.n_validation == 6
    assert fitted.data.image_size == 32
    assert (fitted.data.test_share, fitted.data.validation_share) == (0.2, 0.1)
    again = read_experiment(write_experiment(fitted), "own")
    assert fitted_to(again, OPENED) == fitted


def test_the_folder_can_be_set_on_the_command_line() -> None:
    plan = read_experiment(
        "", "own", ("data.name=folder", "data.folder=CIFAR10/png", "data.most_classes=3")
    )
    assert (plan.data.folder, plan.data.most_classes) == ("CIFAR10/png", 3)


def test_what_only_the_images_tell_is_checked_when_they_are_open() -> None:
    text = '[data]\nname = "folder"\nfolder = "x"\n[training]\nbatch_size = 25\n'
    plan = read_experiment(text, "own")
    with pytest.raises(PlanError, match="batch_size = 25 is more than the 24 training images"):
        fitted_to(plan, OPENED)
    stated = read_experiment(text + "[network]\nn_classes = 4\n", "own")
    check_experiment(stated)
    with pytest.raises(PlanError, match="gives 4 answers, but x has 3 classes"):
        fitted_to(replace(stated, training=replace(stated.training, batch_size=8)), OPENED)
    shown = read_experiment('[data]\nname="folder"\nfolder="x"\n[activations]\nimage=8\n', "own")
    with pytest.raises(PlanError, match="the test images are 0 to 7"):
        fitted_to(replace(shown, training=replace(shown.training, batch_size=8)), OPENED)


def test_a_network_is_compared_with_the_opened_images() -> None:
    plan = fitted_to(
        read_experiment('[data]\nname="folder"\nfolder="x"\n[training]\nbatch_size=8\n', "own"),
        OPENED,
    )
    check_fit(plan.data, plan.network, OPENED)
    with pytest.raises(PlanError, match="takes images of 1 x 32 x 32, but x has 3 x 32 x 32"):
        check_fit(plan.data, plan.network, replace(OPENED, channels=3))
