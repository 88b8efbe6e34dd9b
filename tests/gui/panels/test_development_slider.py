"""The development slider: moments, words, film."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from tests.gui.panels.examples import moments
from visctx_gui.gui.panels.development_slider import DevelopmentSlider


@pytest.fixture
def slider(qtbot: QtBot) -> Iterator[DevelopmentSlider]:
    made = DevelopmentSlider()
    qtbot.addWidget(made)
    made._film.setInterval(1)
    made.show()
    return made


def _moments_of(spy: QSignalSpy) -> list[int | None]:
    return [spy.at(place)[0] for place in range(spy.count())]


def test_without_moments_nothing_can_be_moved(slider: DevelopmentSlider):
    assert not slider.slider.isEnabled()
    assert not slider.play_button.isEnabled()
    assert not slider.strip_button.isEnabled()
    assert "Train" in slider.caption.text()
    slider.toggle_film()
    assert not slider.playing


def test_the_right_end_is_now_and_every_other_place_a_moment(slider: DevelopmentSlider):
    slider.show_moments(moments(5))
    assert slider.moment is None
    assert slider.caption.text() == "now"
    spy = QSignalSpy(slider.moment_changed)
    slider.slider.setValue(3)
    assert slider.moment == 3
    assert slider.caption.text() == "step 8, validation 75.2 %"
    slider.slider.setValue(0)
    assert slider.caption.text() == "step 1, validation not measured"
    slider.go_to_now()
    assert _moments_of(spy) == [3, 0, None]


def test_new_moments_keep_the_shown_one_by_its_step(slider: DevelopmentSlider):
    slider.show_moments(moments(5))
    slider.slider.setValue(2)
    spy = QSignalSpy(slider.moment_changed)
    slider.show_moments(moments(9))
    assert slider.moment == 2
    assert spy.count() == 0
    slider.show_moments(None)
    assert slider.moment is None
    assert _moments_of(spy) == [None]


def test_new_moments_leave_now_at_now(slider: DevelopmentSlider):
    slider.show_moments(moments(5))
    spy = QSignalSpy(slider.moment_changed)
    slider.show_moments(moments(9))
    assert slider.moment is None
    assert spy.count() == 0


def test_the_film_runs_from_the_start_to_now_and_ends(qtbot: QtBot, slider: DevelopmentSlider):
    slider.show_moments(moments(5))
    spy = QSignalSpy(slider.moment_changed)
    slider.play_button.click()
    assert slider.playing
    qtbot.waitUntil(lambda: not slider.playing)
    assert _moments_of(spy) == [0, 1, 2, 3, 4, None]


def test_the_film_can_be_held_and_stops_when_hidden(qtbot: QtBot, slider: DevelopmentSlider):
    slider._film.setInterval(10_000)
    slider.show_moments(moments(5))
    slider.toggle_film()
    slider.toggle_film()
    assert not slider.playing
    assert slider.moment == 0
    slider.toggle_film()
    assert slider.playing
    slider.hide()
    assert not slider.playing
