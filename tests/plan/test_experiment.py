"""Experiment files: read, written, overridden, refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.plan.plans import experiments
from visctx_gui.plan.experiment import (
    ExperimentPlan,
    check_experiment,
    experiment_settings,
    read_experiment,
    unknown_experiment,
    write_experiment,
)
from visctx_gui.plan.lesion import silence
from visctx_gui.plan.lesion_entry import LesionEntry, SweepPlan
from visctx_gui.plan.scotoma import Scotoma
from visctx_gui.plan.wording import PlanError

SMALL = """
title = "Small"
[data]
name = "digits"
[training]
epochs = 2
[[lesion]]
layer = "conv1"
first = 8
[lesion_curve]
[activations]
"""


def refusal(text: str, *overrides: str) -> PlanError:
    """The refusal of an experiment file."""
    with pytest.raises(PlanError) as refused:
        read_experiment(text, "small", overrides)
    return refused.value


@settings(max_examples=100, deadline=None)
@given(experiments())
def test_what_is_written_is_read_again(plan: ExperimentPlan) -> None:
    given_validation = replace(plan.data, n_validation=plan.data.n_validation_used)
    assert read_experiment(write_experiment(plan), "drawn") == replace(plan, data=given_validation)


@settings(max_examples=50, deadline=None)
@given(experiments())
def test_the_written_file_is_a_fixed_point(plan: ExperimentPlan) -> None:
    text = write_experiment(read_experiment(write_experiment(plan), "drawn"))
    assert write_experiment(read_experiment(text, "drawn")) == text


def test_defaults_are_those_of_source_0() -> None:
    plan = read_experiment("", "empty")
    assert plan.title == "empty"
    assert plan.network.filters == (16, 32)
    assert plan.training.learning_rate == 1e-3
    assert plan.training.batch_size == 64
    assert plan.lesions == ()
    assert plan.lesion_curve is None


def test_settings_name_every_default() -> None:
    values = experiment_settings(read_experiment(SMALL, "small"))
    assert values["training"]["learning_rate"] == 1e-3
    assert values["data"]["n_validation"] == 180
    assert values["network"]["input_shape"] == [1, 28, 28]
    assert values["lesion"][0]["first"] == 8
    assert values["lesion_curve"]["draws"] == 20
    assert values["activations"]["layers"] == ["conv1", "conv2"]


def test_the_network_follows_the_data() -> None:
    plan = read_experiment('[data]\nname = "cifar-10"', "x")
    assert plan.network.input_shape == (3, 32, 32)
    assert plan.network.n_classes == 10


def test_a_network_that_states_another_input_is_refused() -> None:
    error = refusal("[network]\ninput_shape = [3, 28, 28]")
    assert str(error) == (
        "The network takes images of 3 x 28 x 28, but digits has 1 x 28 x 28. "
        "Choose another data set, or make a new network for these images."
    )


def test_a_network_with_other_answers_is_refused() -> None:
    assert "12 answers, but digits has 10 classes" in str(refusal("[network]\nn_classes = 12"))


@pytest.mark.parametrize(
    ("override", "read"),
    [
        ("training.epochs=7", lambda plan: plan.training.epochs == 7),
        ("training.learning_rate=1", lambda plan: plan.training.learning_rate == 1.0),
        ("training.optimizer=sgd", lambda plan: plan.training.optimizer == "sgd"),
        ('training.optimizer="sgd"', lambda plan: plan.training.optimizer == "sgd"),
        ("network.filters=[8,4]", lambda plan: plan.network.filters == (8, 4)),
        ("network.kernel_size=3", lambda plan: plan.network.kernel_size == (3,)),
        (" data.split_seed = 3 ", lambda plan: plan.data.split_seed == 3),
        ("lesion.0.first=4", lambda plan: plan.lesions[0].first == 4),
        ("lesion_curve.draws=3", lambda plan: plan.lesion_curve.draws == 3),
        ("activations.image=5", lambda plan: plan.activations.image == 5),
    ],
)
def test_overrides_are_typed(override: str, read: object) -> None:
    plan = read_experiment(SMALL, "small", (override,))
    assert callable(read)
    assert read(plan)


def test_an_override_changes_how_a_lesion_is_chosen() -> None:
    plan = read_experiment(SMALL, "small", ("lesion.0.units=[1, 5]",))
    assert plan.lesions == (LesionEntry(layer="conv1", units=(1, 5)),)
    plan = read_experiment(SMALL, "small", ("lesion.0.random=3", "lesion.0.draws=2"))
    assert plan.lesions == (LesionEntry(layer="conv1", random=3, draws=2),)


def test_an_override_reaches_the_region_of_a_lesion() -> None:
    overrides = ("lesion.0.scotoma.radius=4", "lesion.0.scotoma.shape=ring")
    (entry,) = read_experiment(SMALL, "small", overrides).lesions
    assert entry == LesionEntry(layer="conv1", first=8, scotoma=Scotoma("ring", radius=4.0))


def test_without_validation_images_only_rankings_on_them_are_refused() -> None:
    nothing = "[data]\nn_validation = 0\n"
    assert read_experiment(nothing + "[sweep]\nrankings = []", "x").sweep is not None
    assert read_experiment(nothing + "[sweep]\nranking_split = 'train'", "x").sweep is not None
    assert read_experiment(nothing + "[lesion_curve]", "x").lesion_curve is not None


def test_an_override_may_bring_a_section() -> None:
    assert read_experiment("", "x", ("lesion_curve.draws=3",)).lesion_curve is not None
    assert read_experiment("", "x", ("sweep.rankings=['greedy']",)).sweep == SweepPlan(
        rankings=("greedy",)
    )


def test_the_greedy_way_goes_by_the_loss_to_the_last_unit_unless_told() -> None:
    plan = read_experiment("[sweep]", "x").sweep
    assert plan is not None
    assert (plan.greedy_by, plan.stop_share, plan.group) == ("loss", 1.0, 1)
    published = read_experiment("[sweep]\nstop_share = 0.2\ngreedy_by = 'accuracy'", "x").sweep
    assert published == SweepPlan(greedy_by="accuracy", stop_share=0.2)


def test_the_last_override_wins() -> None:
    overrides = ("training.epochs=3", "training.epochs=4")
    assert read_experiment(SMALL, "small", overrides).training.epochs == 4


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("training.epoch=3", "There is no setting training.epoch. Did you mean 'epochs'?"),
        ("sweep.group.x=3", "There is no setting sweep.group.x."),
        ("sweep.group=0", "sweep.group = 0 is not possible. It must be 1 or more."),
        ("sweep.greedy_by=los", "sweep.greedy_by = 'los' is not known. Did you mean 'loss'?"),
        ("sweep.stop_share=20", "sweep.stop_share = 20.0 is not possible. It must lie between 0"),
        ("lesion.0.scotoma.radius=-1", "lesion.0.scotoma.radius = -1.0 is not possible."),
        ("lesion.0.scotoma.x=nan", "lesion.0.scotoma.x = nan is not possible. It must lie"),
        ("lesion.0.scotoma.wide.x=1", "There is no setting lesion.0.scotoma.wide."),
        ("lesion.0.mode.x=1", "lesion.0.mode must be a text in quotes"),
        ("lesion.0.scotoma=4", "[lesion.0.scotoma] must be a section with settings."),
        ("trainin.epochs=3", "There is no setting trainin. Did you mean 'training'?"),
        ("training.epochs", "--set training.epochs is not of the form section.key=value."),
        ("epochs=3", "--set epochs=3 is not of the form section.key=value."),
        ("=", "--set = is not of the form section.key=value."),
        ("training.epochs=many", "training.epochs must be a whole number, not 'many'."),
        ("training.epochs=2.5", "training.epochs must be a whole number, not 2.5."),
        ("training.epochs=true", "training.epochs must be a whole number, not True."),
        ("training.epochs=", "training.epochs must be a whole number, not ''."),
        ("training.learning_rate=x", "training.learning_rate must be a number, not 'x'."),
        ("training.optimizer=3", "training.optimizer must be a text in quotes, not 3."),
        ("training.optimizer=adm", "training.optimizer = 'adm' is not known. Did you mean 'adam'?"),
        ("training.epochs.x=1", "There is no setting training.epochs.x."),
        ("lesion.0.frist=4", "There is no setting lesion.0.frist. Did you mean 'first'?"),
        ("lesion.1.first=4", "lesions are numbered 0 to 0, as in lesion.0.first=4."),
        ("lesion.first=4", "lesions are numbered 0 to 0, as in lesion.0.first=4."),
        ("lesion.0.first=17", "lesion.0.first goes beyond conv1, which has 16 units."),
        ("lesion.0.units=[16]", "lesion.0.units goes beyond conv1, which has 16 units."),
        ("lesion.0.layer=conv3", "lesion.0.layer = 'conv3' is not known. Did you mean"),
        ("lesion.0.dose=2", "lesion.0.dose = 2.0 is not possible. It must lie between 0 and 1."),
        ("lesion.0.mode=maen", "lesion.0.mode = 'maen' is not known. Did you mean 'mean'?"),
        ("lesion_curve.layers=[conv1]", "lesion_curve.layers = '[conv1]' is not known."),
        ("lesion_curve.orders=last", "lesion_curve.orders = 'last' is not known."),
        ("activations.image=360", "activations.image = 360, but the test images are 0 to 359."),
        ("data.name=mnsit", "data.name = 'mnsit' is not known. Did you mean 'mnist'?"),
        ("training.batch_size=1258", "training.batch_size = 1258 is more than the 1257 training"),
        ("training.seed=-1", "training.seed = -1 is not possible."),
    ],
)
def test_wrong_overrides_are_refused_with_the_nearest_choice(override: str, words: str) -> None:
    assert words in str(refusal(SMALL, override))


def test_an_override_of_a_lesion_where_there_is_none() -> None:
    assert "has no [[lesion]]" in str(refusal("", "lesion.0.first=4"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[data", "small is not a valid experiment file: "),
        ("[training]\nepochs = 2\nepochs = 3", "small is not a valid experiment file: "),
        ("titel = 1", "There is no setting titel. Did you mean 'title'?"),
        ("title = 1", "experiment.title must be a text in quotes, not 1."),
        ("[lesion]\nfirst = 8", "Lesions are written as [[lesion]], in double brackets."),
        ("lesion = [1, 2]", "Lesions are written as [[lesion]], in double brackets."),
        ("data = 3", "[data] must be a section with settings."),
        ("[[lesion]]\nlayer = 'conv1'", "lesion.0 needs exactly one of units, first, random"),
        ("[[lesion]]\nfirst = 1\nrandom = 2", "lesion.0 needs exactly one of units, first"),
        ("[data]\nname = 1979-05-27", "data.name must be a text in quotes"),
        ("[sweep]\nlayers = ['conv3']", "sweep.layers = 'conv3' is not known."),
        ("[sweep]\nrankings = ['best']", "sweep.rankings = 'best' is not known."),
        ("[sweep]\nranking_split = 'test'", "sweep.ranking_split = 'test' is not known."),
        (
            "[data]\nn_validation = 0\n[sweep]",
            "sweep.ranking_split = 'validation', but no images are kept for validation. "
            "Choose 'train', or set data.n_validation.",
        ),
        (
            "[data]\nn_validation = 0\n[lesion_curve]\norders = ['importance']",
            "lesion_curve.ranking_split = 'validation', but no images are kept for validation.",
        ),
        ("[[lesion]]\nscotoma = 3", "[lesion.0.scotoma] must be a section with settings."),
        (
            "[[lesion]]\n[lesion.scotoma]\nradis = 3",
            "There is no setting lesion.0.scotoma.radis. Did you mean 'radius'?",
        ),
    ],
)
def test_wrong_files_are_refused(text: str, words: str) -> None:
    assert words in str(refusal(text))


@pytest.mark.parametrize("text", ["data = 3", "lesion = 3", "lesion = [1]"])
def test_an_override_of_a_broken_section_is_refused_too(text: str) -> None:
    section = text.partition(" ")[0]
    override = "lesion.0.first=4" if section == "lesion" else "data.split_seed=4"
    assert isinstance(refusal(text, override), PlanError)


def test_a_plan_made_by_hand_is_checked_too() -> None:
    plan = read_experiment(SMALL, "small")
    broken = replace(plan, lesions=(LesionEntry(layer="conv1", first=99),))
    with pytest.raises(PlanError, match="goes beyond"):
        check_experiment(broken)


def test_an_entry_becomes_a_lesion() -> None:
    assert LesionEntry(layer="conv2", first=2).lesion((0, 1)) == silence("conv2", (0, 1))


def test_an_unknown_experiment_is_refused_with_the_nearest() -> None:
    known = ("v1-v2-digits", "v1-v2-mnist")
    assert "Did you mean 'v1-v2-mnist'?" in str(unknown_experiment("v1-v2-mnsit", known))
    assert "A file ends in .toml" in str(unknown_experiment("zzz", known))
