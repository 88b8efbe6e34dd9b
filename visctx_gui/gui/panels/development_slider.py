"""The development slider: any stored moment of the training, and a film of all of them."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QVBoxLayout, QWidget

from visctx_gui.engine.messages import Moments
from visctx_gui.gui.elided_label import ElidedLabel
from visctx_gui.gui.icons import icon
from visctx_gui.gui.style import small
from visctx_gui.presentation.numbers import count_text, percent_text

FILM_INTERVAL_MS = 120


class DevelopmentSlider(QWidget):
    """Steps through the stored moments; the right end is the network as it is now.

    Signals: ``moment_changed(int | None)``, None for now; ``strip_wanted()``.
    """

    moment_changed = Signal(object)
    strip_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moments: Moments | None = None
        self._film = QTimer(self)
        self._film.setInterval(FILM_INTERVAL_MS)
        self._film.timeout.connect(self._next_picture)
        self._make_buttons()
        self._make_slider()
        self.caption = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self.caption.setObjectName("development_caption")
        self.caption.setFont(small(self.font()))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.play_button)
        row.addWidget(self.slider, 1)
        row.addWidget(self.now_button)
        row.addWidget(self.strip_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.caption)
        self.show_moments(None)

    def _make_buttons(self) -> None:
        self.play_button = self._button(
            "play", self.tr("Play the film of the training, or hold it (space)")
        )
        self.play_button.clicked.connect(self.toggle_film)
        self.now_button = self._button("now", self.tr("Back to the network as it is now"))
        self.now_button.setText(self.tr("Now"))
        self.now_button.clicked.connect(self.go_to_now)
        self.strip_button = self._button(
            "strip", self.tr("Save the filters at eight moments side by side as a picture")
        )
        self.strip_button.setIcon(icon("mdi6.filmstrip", self.palette()))
        self.strip_button.clicked.connect(self.strip_wanted)

    def _button(self, name: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"development_{name}")
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setAutoRaise(True)
        return button

    def _make_slider(self) -> None:
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setObjectName("development_slider")
        self.slider.setMinimumWidth(60)
        self.slider.setPageStep(5)
        self.slider.setToolTip(
            self.tr(
                "Moment of the training, in training steps; the right end is now. Stored densely early, sparsely late."
            )
        )
        self.slider.setAccessibleName(self.tr("Moment of the training"))
        self.slider.valueChanged.connect(self._on_moved)

    # ---- what is stored ---------------------------------------------------------------------

    @property
    def moments(self) -> Moments | None:
        """The stored moments, None or empty where there are none."""
        return self._moments

    @property
    def moment(self) -> int | None:
        """Place of the shown moment, None for now."""
        value = self.slider.value()
        return None if value >= self._count else value

    @property
    def _count(self) -> int:
        return 0 if self._moments is None else len(self._moments.steps)

    def show_moments(self, moments: Moments | None) -> None:
        """Offer these moments; the one that is shown stays, found again by its step."""
        before = self.moment
        step = None if before is None or self._moments is None else int(self._moments.steps[before])
        self._moments = moments
        place = self._place_of(step)
        blocked = QSignalBlocker(self.slider)
        self.slider.setMaximum(self._count)
        self.slider.setValue(self._count if place is None else place)
        blocked.unblock()
        if self._count == 0:
            self._film.stop()
        if place != before:
            self.moment_changed.emit(place)
        self._update()

    def _place_of(self, step: int | None) -> int | None:
        if step is None or self._moments is None:
            return None
        places = (self._moments.steps == step).nonzero()[0]
        return int(places[0]) if len(places) else None

    def is_measured(self, moment: int) -> bool:
        """Whether the accuracy on validation images is known at a moment."""
        return self._moments is not None and bool(
            np.isfinite(self._moments.validation_accuracy[moment])
        )

    def describe(self, moment: int) -> str:
        """A moment in words: its step and its accuracy on validation images."""
        assert self._moments is not None
        step = self.tr("step {step}").format(step=count_text(int(self._moments.steps[moment])))
        if not self.is_measured(moment):
            return step
        accuracy = percent_text(float(self._moments.validation_accuracy[moment]))
        return self.tr("{step}, validation {accuracy}").format(step=step, accuracy=accuracy)

    # ---- moving -----------------------------------------------------------------------------

    @property
    def playing(self) -> bool:
        """Whether the film runs."""
        return self._film.isActive()

    @Slot()
    def toggle_film(self) -> None:
        """Play from the shown moment (from the start, at the end), or hold."""
        if self.playing:
            self._film.stop()
        elif self._count:
            if self.moment is None:
                self.slider.setValue(0)
            self._film.start()
        self._update()

    @Slot()
    def go_to_now(self) -> None:
        """Show the network as it is now."""
        self._film.stop()
        self.slider.setValue(self._count)
        self._update()

    @Slot()
    def _next_picture(self) -> None:
        self.slider.setValue(self.slider.value() + 1)
        if self.slider.value() >= self._count:
            self._film.stop()
        self._update()

    @Slot(int)
    def _on_moved(self, _value: int) -> None:
        self.moment_changed.emit(self.moment)
        self._update()

    def hideEvent(self, event: object) -> None:
        self._film.stop()
        self._update()
        super().hideEvent(event)  # type: ignore[arg-type]

    def _update(self) -> None:
        some = self._count > 0
        for widget in (self.slider, self.play_button, self.strip_button):
            widget.setEnabled(some)
        self.now_button.setEnabled(self.moment is not None)
        self.play_button.setIcon(
            icon("mdi6.pause" if self.playing else "mdi6.play", self.palette())
        )
        self.caption.setText(self._caption())

    def _caption(self) -> str:
        if not self._count:
            return self.tr("Train the network to fill the development slider.")
        if self.moment is None:
            return self.tr("now")
        if not self.is_measured(self.moment):
            return self.tr("{moment}, validation not measured").format(
                moment=self.describe(self.moment)
            )
        return self.describe(self.moment)
