"""What a lesion does, in a few numbers with their intervals."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from visctx_gui.engine.messages import LesionEffect
from visctx_gui.gui.style import colour_of, small, tabular
from visctx_gui.presentation.colours import Role
from visctx_gui.presentation.numbers import (
    NO_NUMBER,
    change_text,
    count_text,
    interval_text,
    p_text,
    percent_text,
)

ROLES: tuple[Role | None, ...] = ("intact", "lesioned", None, None, None)
LINES = 3  # of the sentences below the numbers


class LesionNumbers(QWidget):
    """Accuracy intact and lesioned, the change, chance; and what all of it was measured on.

    Disabled while it waits, so that an old number looks old.

    Attributes
    ----------
    holds_lesion : bool
        A training holds a lesion now. The numbers are of its weights without that lesion, and say so.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.effect: LesionEffect | None = None
        self.holds_lesion = False
        names = (
            self.tr("intact"),
            self.tr("lesioned"),
            self.tr("change"),
            self.tr("McNemar"),
            self.tr("chance"),
        )
        tips = (
            self.tr("Share of right answers without the lesion, with its 95 % Wilson interval"),
            self.tr("Share of right answers with the lesion, with its 95 % Wilson interval"),
            self.tr("Lesioned minus intact, in percentage points, with its 95 % interval (paired)"),
            self.tr(
                "Exact two-sided McNemar test: how often two equally good networks would differ so much, judged by the images that only one of them answers right"
            ),
            self.tr("Share of right answers that guessing gives"),
        )
        self._names = [QLabel(name, self) for name in names]
        self._values = [QLabel(NO_NUMBER, self) for _ in names]
        self._measured_on = QLabel(self)
        self._measured_on.setFont(small(self.font()))
        self._measured_on.setWordWrap(True)
        self._conclusion = QLabel(self)
        self._conclusion.setFont(small(self.font()))
        self._conclusion.setWordWrap(True)
        self._conclusion.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._conclusion.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table = QGridLayout()
        table.setContentsMargins(0, 0, 0, 0)
        table.setHorizontalSpacing(8)
        table.setVerticalSpacing(1)
        for row, (name, value, tip) in enumerate(zip(self._names, self._values, tips, strict=True)):
            value.setFont(tabular(self.font()))
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            for label in (name, value):
                label.setToolTip(tip)
            value.setAccessibleName(names[row])
            table.addWidget(name, row, 0)
            table.addWidget(value, row, 1)
        table.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(table)
        column.addWidget(self._sentences())
        self._colour_names()

    def _sentences(self) -> QWidget:
        """Both sentences, with room for them before they come: nothing around them moves."""
        place = QWidget(self)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._measured_on)
        column.addWidget(self._conclusion)
        column.addStretch(1)
        place.setMinimumHeight(LINES * self._conclusion.fontMetrics().lineSpacing())
        return place

    @property
    def texts(self) -> tuple[str, ...]:
        """Intact, lesioned, change, McNemar's p and chance as they stand there."""
        return tuple(value.text() for value in self._values)

    @property
    def measured_on(self) -> str:
        """What the numbers were measured on."""
        return self._measured_on.text()

    @property
    def conclusion(self) -> str:
        """What the matched controls or the restored network say."""
        return self._conclusion.text()

    @Slot(str)
    def conclude(self, sentence: str) -> None:
        """Say what the matched controls, or the restored network, have shown."""
        self._say(sentence, QPalette.ColorRole.WindowText)

    def warn(self, sentence: str) -> None:
        """Say that something is not as it must be."""
        self._say(sentence, QPalette.ColorRole.BrightText)

    def _say(self, sentence: str, role: QPalette.ColorRole) -> None:
        self._conclusion.setForegroundRole(role)
        self._conclusion.setText(sentence)
        self._conclusion.setToolTip(sentence)

    def show_effect(self, effect: LesionEffect) -> None:
        """Show an estimate or the exact effect."""
        self.effect = effect
        intact, lesioned = effect.intact, effect.lesioned
        change = change_text(effect.difference, effect.difference_low, effect.difference_high)
        texts = (
            interval_text(intact.value, intact.low, intact.high),
            interval_text(lesioned.value, lesioned.low, lesioned.high),
            self.tr("{change} points").format(change=change),
            self._p_text(effect),
            percent_text(effect.chance),
        )
        for label, text in zip(self._values, texts, strict=True):
            label.setText(text)
        self._measured_on.setText(self._measured_text(effect))

    def show_nothing(self, why: str) -> None:
        """Show dashes and the reason."""
        self.effect = None
        for label in self._values:
            label.setText(NO_NUMBER)
        self._measured_on.setText(why)

    def _p_text(self, effect: LesionEffect) -> str:
        if not effect.lesion:
            return NO_NUMBER
        words = self.tr("{p}, n = {n}")
        return words.format(p=p_text(effect.p_mcnemar), n=count_text(effect.n))

    def _measured_text(self, effect: LesionEffect) -> str:
        split = {
            "train": self.tr("training"),
            "validation": self.tr("validation"),
            "test": self.tr("test"),
        }[effect.split]
        words = (
            self.tr("exact, all {n_all} {split} images, at step {step}")
            if effect.exact
            else self.tr("estimate from {n} of {n_all} {split} images, at step {step}")
        )
        text = words.format(
            n=count_text(effect.n),
            n_all=count_text(effect.n_all),
            split=split,
            step=count_text(effect.step),
        )
        if self.holds_lesion:
            text = self.tr("{measured}; intact: without the held lesion").format(measured=text)
        return text

    def _colour_names(self) -> None:
        for label, role in zip(self._names, ROLES, strict=True):
            if role is not None:
                colour = colour_of(role, self.palette()).name()
                label.setStyleSheet(f"QLabel:enabled {{ color: {colour}; font-weight: 600; }}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_names"):
            self._colour_names()
