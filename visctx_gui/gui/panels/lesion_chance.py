"""The tab "Chance": a lesion beside random ones of the same number of units."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.lesion_messages import ControlBand, DrawControls
from visctx_gui.engine.messages import Failed, LesionEffect
from visctx_gui.gui.panels.lesion_pictures import control_picture
from visctx_gui.gui.panels.newest_answer import NewestAnswer
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.translation import translated
from visctx_gui.gui.widgets.band_bar import BandBar
from visctx_gui.gui.widgets.empty_note import EmptyNote
from visctx_gui.presentation.numbers import p_text

PLACE = "lesion controls"
USUAL_DRAWS, MOST_DRAWS = 20, 1000
LARGEST_SEED = 2**31 - 1


class ChancePage(QWidget):
    """Draws matched random lesions after each exact effect and says what they show.

    Attributes
    ----------
    said : Signal(str)
        The conclusion in a sentence, or how far the draws are; empty where there is nothing to say.
    """

    said = Signal(str)

    def __init__(
        self, client: EngineClient, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._client, self._selection = client, selection
        self._effect: LesionEffect | None = None
        self._band: ControlBand | None = None
        self.bar = BandBar(self)
        self._make_controls()
        self.note = EmptyNote("", parent=self)
        self._answer = NewestAnswer(client, self)
        self._lay_out()
        self.draws.valueChanged.connect(self.draw)
        self.seed.valueChanged.connect(self.draw)
        self.button.clicked.connect(self._draw_or_cancel)
        self.note.wanted.connect(self.draw)
        self._answer.partly.connect(self._show_band)
        self._answer.arrived.connect(self._show_band)
        self._answer.failed.connect(self._show_failure)
        self._answer.cancelled.connect(self._show_cancelled)
        self._answer.waiting_changed.connect(self._show_progress)
        selection.lesion_changed.connect(self.go_stale)
        client.network_changed.connect(self._forget_draws)
        client.data_changed.connect(self._forget_draws)
        self._show_progress()
        self._show_note()

    # ---- making -----------------------------------------------------------------------------

    def _make_controls(self) -> None:
        self.draws = self._number("control_draws", self.tr("Random lesions to draw"), 1, MOST_DRAWS)
        self.draws.setSuffix(self.tr(" draws"))
        self.draws.setValue(USUAL_DRAWS)
        self.seed = self._number("control_seed", self.tr("Seed of the draws"), 0, LARGEST_SEED)
        self.seed.setPrefix(self.tr("seed "))
        self.button = QPushButton(self)
        self.button.setObjectName("control_button")
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        room = self.progress.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(room)

    def _number(self, name: str, words: str, smallest: int, largest: int) -> QSpinBox:
        number = QSpinBox(self)
        number.setObjectName(name)
        number.setRange(smallest, largest)
        number.setKeyboardTracking(False)
        number.setToolTip(words)
        number.setAccessibleName(words)
        number.setMinimumWidth(64)
        return number

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.draws, 1)
        row.addWidget(self.seed, 1)
        row.addWidget(self.button)
        picture = QWidget(self)
        column = QVBoxLayout(picture)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.progress)
        column.addWidget(self.bar, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.note)
        self._pages.addWidget(picture)

    # ---- asking -----------------------------------------------------------------------------

    @property
    def _is_on_demand(self) -> bool:
        """Each batch of a training would make the draws old before they are done."""
        return self._client.training_state in ("running", "stopping")

    @property
    def drawing(self) -> bool:
        """Whether draws are under way."""
        return self._answer.waiting

    def follow_effect(self, effect: LesionEffect) -> None:
        """Draw controls for an exact effect, unless they are there or a training runs."""
        self._effect = effect
        if not effect.lesion:
            self.clear()
        elif self._is_current():
            self._show_all()
        elif self._is_being_drawn():
            return
        elif self._is_on_demand:
            self.clear()
        else:
            self.draw()

    def _is_current(self) -> bool:
        band, effect, asked = self._band, self._effect, self._answer.request
        if band is None or effect is None or not isinstance(asked, DrawControls):
            return False
        same = (band.lesion, band.split, band.step) == (effect.lesion, effect.split, effect.step)
        wanted = (asked.draws, asked.seed) == (self.draws.value(), self.seed.value())
        return same and wanted and _is_complete(band)

    def _is_being_drawn(self) -> bool:
        effect, asked = self._effect, self._answer.request
        if effect is None or not self.drawing or not isinstance(asked, DrawControls):
            return False
        return (asked.lesion, asked.split) == (effect.lesion, effect.split)

    @Slot()
    def draw(self) -> None:
        """Ask for the draws now."""
        effect = self._effect
        if effect is None or not effect.lesion or effect.lesion != self._selection.lesion:
            return
        self._answer.cancel()
        self.bar.set_waiting(True)
        self._answer.ask(
            DrawControls(
                lesion=effect.lesion,
                split=effect.split,
                draws=self.draws.value(),
                seed=self.seed.value(),
                place=PLACE,
            )
        )
        self._pages.setCurrentIndex(1)
        self._show_progress()
        self._say_progress(0, self.draws.value())

    def wait(self) -> None:
        """The effect is measured again: what is shown may be of other weights or images."""
        if not self.drawing:
            self.bar.set_waiting(True)

    @Slot()
    def go_stale(self) -> None:
        """Something has changed: what was drawn is old, and drawing on would be in vain."""
        self._effect = None
        self._answer.cancel()
        self._answer.forget()
        self.bar.set_waiting(True)
        self.said.emit("")

    @Slot()
    def _forget_draws(self) -> None:
        """Draws of other weights or images are of no use, even if the steps are as many."""
        self._band = None
        self.go_stale()

    @Slot()
    def _draw_or_cancel(self) -> None:
        if self._answer.waiting:
            self._answer.cancel()
            self.button.setEnabled(False)
            self.button.setText(self.tr("Stopping..."))
        else:
            self.draw()

    def clear(self) -> None:
        """Show no draws, and say why."""
        self._answer.cancel()
        self._answer.forget()
        self._band = None
        self.bar.set_band(None)
        self._show_note()

    # ---- showing ----------------------------------------------------------------------------

    @Slot(object)
    def _show_band(self, band: ControlBand) -> None:
        if band.lesion == self._selection.lesion:
            self._band = band
            self._show_all()

    def _show_all(self) -> None:
        band = self._band
        if band is None:
            return
        if band.verdict == "no control exists":
            self.bar.set_band(None)
            self._show_note()
            return
        self._pages.setCurrentIndex(1)
        self.bar.set_band(control_picture(band, self.sentence))
        self._show_progress()
        if self._answer.waiting and not _is_complete(band):
            self._say_progress(len(band.draws), band.n_draws)
        else:
            self.said.emit(self.sentence)

    @property
    def sentence(self) -> str:
        """What the draws so far allow to say."""
        band = self._band
        if band is None:
            return ""
        if band.verdict == "no control exists":
            return self.tr("no control exists: no other units could have been taken")
        done = len(band.draws)
        if done < band.n_draws:
            words = self.tr("more than chance would do: cannot tell ({done} of {n} draws)")
            return words.format(done=done, n=band.n_draws)
        words = {
            "yes": self.tr("more than chance would do: yes ({n} draws), {p}"),
            "no": self.tr("more than chance would do: no ({n} draws), {p}"),
            "cannot tell": self.tr("more than chance would do: cannot tell ({n} draws), {p}"),
        }[band.verdict]
        p = p_text(band.p).replace(" ", "\N{NO-BREAK SPACE}")  # stays together in two lines
        return words.format(n=done, p=p)

    def _say_progress(self, done: int, n: int) -> None:
        self.said.emit(
            self.tr("random lesions for comparison: draw {k} of {n}").format(k=done, n=n)
        )

    @Slot()
    def _show_progress(self) -> None:
        waiting = self._answer.waiting
        band = self._band
        total = band.n_draws if band is not None and waiting else self.draws.value()
        done = len(band.draws) if band is not None and not self.bar.waiting else 0
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(min(done, total))
        self.progress.setVisible(waiting)
        self.progress.setAccessibleName(
            self.tr("draw {k} of {n}").format(k=min(done, total), n=total)
        )
        self.progress.setToolTip(self.progress.accessibleName())
        self.button.setEnabled(True)
        words = (
            (self.tr("Cancel"), self.tr("Stop drawing; the draws that are done stay"))
            if waiting
            else (self.tr("Again"), self.tr("Draw the random lesions for this lesion now"))
        )
        self.button.setText(words[0])
        self.button.setAccessibleName(words[0])
        self.button.setToolTip(words[1])

    @Slot()
    def _show_cancelled(self) -> None:
        if self.bar.waiting or self._band is None:
            self.clear()  # nothing of this lesion has come yet
            self.note.set_words(
                self.tr("The random lesions were not drawn."),
                self.tr("Draw now"),
                self.tr("Draw the random lesions for this lesion now"),
            )
        else:
            self._show_all()

    @Slot(object)
    def _show_failure(self, failed: Failed) -> None:
        self.clear()
        words = (translated(failed.what), translated(failed.advice))
        self.note.set_words(" ".join(part for part in words if part))

    def _show_note(self) -> None:
        """Say in one sentence why no draws stand here."""
        self._pages.setCurrentIndex(0)
        band, effect = self._band, self._effect
        button = tip = ""
        if band is not None and band.verdict == "no control exists":
            words = self.tr(
                "No control exists: the lesion takes all units, so that no others could have been drawn."
            )
        elif effect is not None and effect.lesion and self._is_on_demand:
            words = self.tr("While the network trains, random lesions are drawn only on demand.")
            button = self.tr("Draw now")
            tip = self.tr("Draw the random lesions for this lesion now")
        else:
            words = self.tr(
                "Beside each lesion random ones of as many units will stand here, to tell what chance would do."
            )
        self.note.set_words(words, button, tip)
        self.said.emit(self.sentence)


def _is_complete(band: ControlBand) -> bool:
    return band.verdict == "no control exists" or (
        len(band.draws) >= band.n_draws and not math.isnan(band.p)
    )
