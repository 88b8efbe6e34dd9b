"""Curves of a training, made of its snapshots."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.gui.panels.examples import snapshot
from visctx_gui.presentation.training_history import (
    GrowingLine,
    Reference,
    TrainingHistory,
    running_mean,
)


def part(first: int, last: int, **changes):
    """A snapshot with the steps `first` to `last` and losses of 1 / step."""
    steps = np.arange(first, last + 1, dtype=np.int64)
    losses = (1 / steps).astype(np.float32)
    return replace(snapshot(step=last), steps=steps, losses=losses, run_folder="/a", **changes)


@given(st.lists(st.integers(0, 700), max_size=12))
def test_a_growing_line_holds_everything_that_was_added(lengths):
    line, parts = GrowingLine(), [np.arange(n, dtype=np.float64) + n for n in lengths]
    for values in parts:
        line.extend(values)
    assert np.array_equal(line.values, np.concatenate([np.empty(0), *parts]))
    assert len(line) == sum(lengths)


def test_losses_of_all_snapshots_are_kept_in_order():
    history = TrainingHistory()
    for first, last in ((1, 3), (4, 4), (5, 90)):
        history.add(part(first, last))
    assert np.array_equal(history.steps, np.arange(1, 91))
    assert np.allclose(history.losses, 1 / np.arange(1, 91))


def test_steps_that_come_twice_are_drawn_once():
    history = TrainingHistory()
    history.add(part(1, 10))
    history.add(part(8, 12))
    assert np.array_equal(history.steps, np.arange(1, 13))


def test_another_run_begins_a_new_history():
    history = TrainingHistory()
    history.add(part(1, 50))
    history.add(replace(part(1, 5), run_folder="/b"))
    assert np.array_equal(history.steps, np.arange(1, 6))


def test_a_restart_of_the_same_run_begins_a_new_history():
    history = TrainingHistory()
    history.add(part(1, 50))
    history.add(part(1, 5))
    assert len(history.steps) == 5


def slow_running_mean(values, over):
    return np.array([values[max(0, end - over) : end].mean() for end in range(1, len(values) + 1)])


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=80), st.integers(1, 60))
def test_the_running_mean_equals_the_slow_one(values, over):
    values = np.array(values)
    assert np.allclose(running_mean(values, over), slow_running_mean(values, over), atol=1e-9)


def test_an_infinite_loss_spoils_only_the_means_it_belongs_to():
    values = np.array([1.0, np.inf, 3.0, 5.0, np.nan])
    assert np.allclose(running_mean(values, 2), [1, np.nan, np.nan, 4, np.nan], equal_nan=True)


def test_the_best_epoch_is_marked_at_its_accuracy():
    history = TrainingHistory()
    accuracy = np.array([0.5, 0.8, 0.7], np.float32)
    history.add(
        replace(part(1, 9), validation_accuracy=accuracy, train_accuracy=accuracy, best_epoch=2)
    )
    plot = history.accuracy_plot("", "epoch", "right", ("training", "validation", "best"))
    (marker,) = plot.markers
    assert (marker.x, round(marker.y, 6)) == (2, 0.8)
    assert [curve.name for curve in plot.curves] == ["training", "validation"]
    assert plot.chance == 0.1
    assert np.array_equal(plot.curves[0].x, [1, 2, 3])


def test_without_validation_images_there_is_no_validation_curve():
    history = TrainingHistory()
    missing = np.full(2, np.nan, np.float32)
    history.add(
        replace(part(1, 9), validation_accuracy=missing, train_accuracy=missing, n_validation=0)
    )
    plot = history.accuracy_plot("", "epoch", "right", ("training", "validation", "best"))
    assert [curve.name for curve in plot.curves] == ["training"]
    assert plot.markers == ()


def test_the_loss_stands_on_a_log_axis_with_its_mean():
    history = TrainingHistory()
    history.add(part(1, 100))
    single, mean = history.loss_plot("Loss", "step", "nats", ("each batch", "running mean")).curves
    assert np.allclose(mean.y, running_mean(single.y, 5))


def test_the_network_from_before_is_a_level_line_over_all_epochs():
    before = Reference(("intact", "lesioned"), 0.98, 0.6)
    for epochs, last in ((0, 1.0), (1, 1.0), (7, 7.0)):
        intact, lesioned = before.lines(epochs)
        assert intact.x.tolist() == lesioned.x.tolist() == [0.0, last]
        assert intact.y.tolist() == [0.98, 0.98]
        assert lesioned.y.tolist() == [0.6, 0.6]
        assert (intact.role, lesioned.role) == ("intact", "lesioned")
