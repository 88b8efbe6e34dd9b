"""The Training panel: plan, numbers, curves, greying."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.gui.panels.examples import data_facts, network_facts, snapshot
from tests.gui.window_client import WindowClient
from visctx_gui.engine.messages import TrainingSummary
from visctx_gui.gui.panels.training_panel import TrainingPanel
from visctx_gui.plan.training import TrainingPlan
from visctx_gui.plan.wording import message

SUM = "b" * 64


@pytest.fixture
def client(qapp):
    """A client that also keeps the last snapshot."""
    made = WindowClient()
    made.network, made.data = network_facts(), data_facts()
    return made


@pytest.fixture
def panel(show):
    made = show(TrainingPanel)
    made.resize(680, 300)
    return made


def trained_network():
    return replace(network_facts(), weights_sha256=SUM)


def end(client, ending="finished"):
    client.training_state = "idle"
    client.network = trained_network()
    client.network_changed.emit(client.network)
    client.training_ended.emit(
        TrainingSummary(ending, snapshot(step=5000), client.network, "/runs/a")
    )


def painted(qtbot, panel, client, shot):
    client.train(shot)
    qtbot.waitUntil(lambda: panel.loss_plot.plain_data() is not None)


def test_before_the_first_training_a_sentence_and_a_button_stand_there(panel):
    assert panel._body.currentWidget() is panel._empty
    assert "while the network learns" in panel._empty.sentence


def test_the_numbers_tell_how_the_training_stands(qtbot, panel, client):
    painted(qtbot, panel, client, replace(snapshot(step=1300), patience=10, epochs_since_best=3))
    text = panel._numbers.text()
    for part in (
        "epoch 2/5",
        "step 1,300/5,000",
        "9,000 images/s",
        "0:10 left",
        "3/10 without improvement",
    ):
        assert part in text


def test_curves_best_marker_chance_and_classes_are_drawn(qtbot, panel, client):
    painted(qtbot, panel, client, snapshot(epochs_done=3))
    assert panel.loss_plot.plain_data().log_y
    accuracy = panel.accuracy_plot.plain_data()
    assert accuracy.chance == 0.1
    assert accuracy.markers[0].x == 3
    assert np.allclose(panel.class_plot.plain_data().values, 0.9)
    assert panel.class_plot.plain_data().labels == tuple("0123456789")


def test_a_second_drawing_waits_until_the_first_is_painted(panel, client, monkeypatch):
    panel.make_plots()
    drawn = []
    monkeypatch.setattr(
        panel.loss_plot, "set_plot", lambda plot: drawn.append(len(plot.curves[0].x))
    )
    for step in range(1300, 1330):
        client.train(snapshot(step=step))
    assert drawn == [1]
    assert len(panel.history.steps) == 30


def test_the_last_snapshot_of_a_burst_is_drawn_in_the_end(qtbot, panel, client):
    for step in range(1300, 1330):
        client.train(snapshot(step=step))
    qtbot.waitUntil(lambda: "step 1,329" in panel._numbers.text())


def test_a_hidden_panel_draws_nothing_and_catches_up(qtbot, panel, client):
    panel.make_plots()
    panel.hide()
    client.train(snapshot(step=1300))
    assert panel.loss_plot.plain_data() is None
    panel.show()
    assert "step 1,300" in panel._numbers.text()


def test_curves_are_grey_as_soon_as_another_network_is_loaded(qtbot, panel, client):
    painted(qtbot, panel, client, snapshot())
    assert not panel.loss_plot.waiting
    end(client)
    assert not panel.loss_plot.waiting
    client.load(replace(network_facts(), weights_sha256="c" * 64))
    assert panel.loss_plot.waiting
    assert panel.class_plot.waiting


def test_old_curves_are_grey_while_a_training_starts(qtbot, panel, client):
    painted(qtbot, panel, client, snapshot())
    end(client)
    panel.show_start()
    assert panel.loss_plot.waiting
    client.train(snapshot(step=1))
    assert not panel.loss_plot.waiting


@pytest.mark.parametrize(
    ("ending", "words"),
    [
        ("kept", "weights kept"),
        ("cancelled", "weights as before"),
        ("diverged", "last good weights"),
    ],
)
def test_the_end_is_named(qtbot, panel, client, ending, words):
    painted(qtbot, panel, client, snapshot())
    end(client, ending)
    assert words in panel._numbers.text()


def test_what_went_wrong_and_what_to_do_about_it_are_both_told(panel, client):
    note, advice = message("It went wrong at {step}.", step=7), message("Mend it.")
    client.training_ended.emit(
        TrainingSummary("diverged", snapshot(), client.network, "", note, advice)
    )
    assert panel._ending_text().endswith("restored: It went wrong at 7. Mend it.")


def test_a_batch_larger_than_the_data_is_refused_when_the_data_come(panel, client):
    panel.show_plan(TrainingPlan(batch_size=1500))
    assert panel.plan() is None
    client.load(data=replace(data_facts(), counts={**data_facts().counts, "train": (1000,) * 10}))
    assert panel.plan() == TrainingPlan(batch_size=1500)


def test_momentum_belongs_to_sgd(panel):
    assert not panel.form.editor("momentum").isEnabled()
    panel.show_plan(TrainingPlan(optimizer="sgd"))
    assert panel.form.editor("momentum").isEnabled()


def test_a_device_of_the_form_is_told_once_and_one_from_elsewhere_is_not(panel):
    told = []
    panel.device_chosen.connect(told.append)
    panel.show_device("cpu")
    assert panel.plan().device == "cpu"
    panel.form.editor("device").setCurrentIndex(panel.form.editor("device").findData("auto"))
    assert told == ["auto"]


def test_the_run_folder_is_shown(qtbot, panel, client, tmp_path):
    painted(qtbot, panel, client, replace(snapshot(), run_folder=str(tmp_path)))
    assert panel._folder.text() == str(tmp_path)
    assert panel._open_folder.isVisible()
