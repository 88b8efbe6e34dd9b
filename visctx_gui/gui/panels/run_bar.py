"""Start, stop, and how far a measurement is."""

from __future__ import annotations

import math

from PySide6.QtCore import QElapsedTimer, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from visctx_gui.gui.elided_label import ElidedLabel
from visctx_gui.gui.style import small
from visctx_gui.presentation.numbers import duration_text

SECONDS_BEFORE_A_FORECAST = 0.5


class Pace:
    """Time that is left, from what was done since the first number came."""

    def __init__(self) -> None:
        self._clock = QElapsedTimer()
        self._first = 0.0

    def begin(self) -> None:
        """Something was started."""
        self._clock.invalidate()

    def seconds_left(self, fraction: float) -> float:
        """Seconds until the fraction is 1; NaN while it is too early to tell."""
        if not self._clock.isValid():
            self._clock.start()
            self._first = fraction
            return math.nan
        seconds, done = self._clock.elapsed() / 1000, fraction - self._first
        if done <= 0 or seconds < SECONDS_BEFORE_A_FORECAST:
            return math.nan
        return seconds * (1 - fraction) / done


class RunBar(QWidget):
    """A start button, a stop button and a line of words.

    Signals: ``start_wanted()``, ``stop_wanted()``.
    """

    start_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, text: str, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pace = Pace()
        self.start_button = QPushButton(text, self)
        self.start_button.setToolTip(tooltip)
        self.start_button.setAccessibleName(text)
        self.stop_button = QPushButton(self.tr("Stop"), self)
        self.stop_button.setToolTip(self.tr("Stop; what is measured so far stays"))
        self.stop_button.setAccessibleName(self.tr("Stop"))
        self.stop_button.setEnabled(False)
        self.status = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self.status.setFont(small(self.font()))
        for button in (self.start_button, self.stop_button):
            button.setMinimumWidth(button.fontMetrics().horizontalAdvance(button.text()) + 16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.start_button)
        row.addWidget(self.stop_button)
        row.addWidget(self.status, 1)
        self.start_button.clicked.connect(self.start_wanted)
        self.stop_button.clicked.connect(self._stop)

    def add_steps(self, *buttons: QPushButton) -> None:
        """Put the buttons of further steps behind the start button."""
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        for place, button in enumerate(buttons):
            row.insertWidget(1 + place, button)

    def say(self, words: str) -> None:
        """Show a line, all of it as a tooltip."""
        self.status.setText(words)
        self.status.setToolTip(words)

    @Slot()
    def begin(self) -> None:
        """A measurement was asked for."""
        self._pace.begin()
        self.start_button.setEnabled(False)
        self.stop_button.setEnabled(True)
        self.say(self.tr("Starting..."))

    def show_progress(self, fraction: float, words: str) -> None:
        """Say how far it is; after a stop was asked for it goes on saying so."""
        left = self._pace.seconds_left(fraction)
        if not self.stop_button.isEnabled():
            return
        if not math.isnan(left):
            words = self.tr("{words}, {time} left").format(words=words, time=duration_text(left))
        self.say(words)

    def end(self, words: str) -> None:
        """The measurement is over."""
        self.start_button.setEnabled(True)
        self.stop_button.setEnabled(False)
        self.say(words)

    @Slot()
    def _stop(self) -> None:
        self.stop_button.setEnabled(False)
        self.say(self.tr("Stopping..."))
        self.stop_wanted.emit()
