"""Forms made of plans: what is impossible is refused at the field, while typing."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from visctx_gui.gui.plan_form import PlanForm
from visctx_gui.plan.data import DataPlan, check_data
from visctx_gui.plan.network import NetworkPlan, check_network
from visctx_gui.plan.training import TrainingPlan, check_training

NETWORK_FIELDS = ("filters", "kernel_size", "padding", "pooling", "input_shape", "n_classes")
TRAINING_FIELDS = ("optimizer", "learning_rate", "momentum", "batch_size", "epochs", "device")


@pytest.fixture
def network_form(qtbot):
    form = PlanForm(NetworkPlan(), "network", NETWORK_FIELDS, check_network)
    qtbot.addWidget(form)
    form.show()
    return form


@pytest.fixture
def training_form(qtbot):
    form = PlanForm(
        TrainingPlan(),
        "training",
        TRAINING_FIELDS,
        check_training,
        choices={"device": ("auto", "cpu")},
    )
    qtbot.addWidget(form)
    form.show()
    return form


def refusals(form):
    return [
        label.text()
        for label in form.findChildren(QLabel)
        if label.isVisible() and label.wordWrap()
    ]


def type_into(qtbot, editor, text):
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClicks(editor, text)


def test_the_form_shows_the_plan_and_gives_it_back(training_form):
    plan = TrainingPlan(optimizer="sgd", learning_rate=2e-3, epochs=30, weight_decay=0.1)
    training_form.set_plan(plan)
    assert training_form.plan() == plan  # weight_decay has no field here and is kept


def test_an_impossible_filter_size_is_refused_while_typing(qtbot, network_form):
    with qtbot.waitSignal(network_form.changed):
        type_into(qtbot, network_form.editor("kernel_size"), "5, 15")
    assert network_form.plan() is None
    assert "too small for filters of 15 px" in refusals(network_form)[0]
    assert network_form.editor("kernel_size").property("refused")
    type_into(qtbot, network_form.editor("kernel_size"), "5, 3")
    assert network_form.plan().kernel_size == (5, 3)
    assert refusals(network_form) == []


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("filters", "16, many", "'many' is not a whole number."),
        ("filters", "", "1 to 4 stages, not 0"),
        ("filters", "1, 2, 3, 4, 5", "1 to 4 stages, not 5"),
        ("padding", "1, 1, 1", "one value, or one for each of 2 stages"),
        ("n_classes", "1", "is not possible"),
    ],
)
def test_the_reason_stands_at_the_field(qtbot, network_form, name, text, reason):
    type_into(qtbot, network_form.editor(name), text)
    assert network_form.refusal.field == f"network.{name}"
    assert reason in refusals(network_form)[0]


@pytest.mark.parametrize(
    ("name", "text"),
    [("learning_rate", "0"), ("learning_rate", "fast"), ("epochs", "0"), ("batch_size", "-3")],
)
def test_fault_37_impossible_training_values_are_marked(qtbot, training_form, name, text):
    type_into(qtbot, training_form.editor(name), text)
    assert training_form.plan() is None
    assert training_form.refusal.field == f"training.{name}"
    assert training_form.editor(name).property("refused")


def test_a_refusal_of_a_field_that_is_not_shown_stands_below(qtbot):
    form = PlanForm(NetworkPlan(input_mean=(0.5, 0.5)), "network", ("filters",), check_network)
    qtbot.addWidget(form)
    form.show()
    assert form.plan() is None
    assert "input_mean" in refusals(form)[0]


def test_an_optional_number_may_be_empty(qtbot):
    form = PlanForm(DataPlan(), "data", ("n_validation", "image_size"), check_data)
    qtbot.addWidget(form)
    form.show()
    assert form.plan().n_validation is None
    type_into(qtbot, form.editor("n_validation"), "40")
    assert form.plan().n_validation == 40
    form.editor("n_validation").selectAll()
    qtbot.keyClick(form.editor("n_validation"), Qt.Key.Key_Delete)
    assert form.plan() == DataPlan()


def test_a_decimal_comma_is_understood(qtbot, training_form):
    type_into(qtbot, training_form.editor("learning_rate"), "0,02")
    assert training_form.plan().learning_rate == 0.02


def test_units_titles_and_tooltips_come_from_the_options(network_form):
    texts = {label.text() for label in network_form.findChildren(QLabel)}
    assert {"Filter size", "px", "Classes"} <= texts
    editor = network_form.editor("kernel_size")
    assert editor.toolTip() == "Side of the filters; one value for all stages, or one each."
    assert editor.accessibleName() == "Filter size"


@settings(max_examples=30, deadline=None)
@given(
    filters=st.lists(st.integers(1, 64), min_size=1, max_size=2),
    kernel=st.integers(1, 5),
    pooling=st.sampled_from(["max", "average", "stride"]),
)
def test_every_possible_plan_survives_the_form(qapp, filters, kernel, pooling):
    plan = NetworkPlan(filters=tuple(filters), kernel_size=(kernel,), pooling=pooling)
    form = PlanForm(NetworkPlan(), "network", NETWORK_FIELDS, check_network)
    form.set_plan(plan)
    assert form.plan() == plan
    form.deleteLater()


@settings(max_examples=30, deadline=None)
@given(st.floats(1e-9, 1e9))
def test_numbers_are_shown_as_they_can_be_read_again(qapp, rate):
    form = PlanForm(TrainingPlan(), "training", ("learning_rate",), check_training)
    form.set_plan(dataclasses.replace(TrainingPlan(), learning_rate=rate))
    assert form.plan().learning_rate == rate
    form.deleteLater()
