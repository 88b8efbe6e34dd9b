"""What an empty panel says: one sentence, and the one button that fills it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from visctx_gui.gui.style import GRID


class EmptyNote(QWidget):
    """A sentence and, where `button` has a text, one button.

    Signals
    -------
    wanted()
        The button was pressed.
    """

    wanted = Signal()

    def __init__(
        self, sentence: str, button: str = "", tooltip: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._button = QPushButton()
        self._button.clicked.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addStretch(1)
        column.addWidget(self._sentence)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.set_words(sentence, button, tooltip)

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text()

    @property
    def button(self) -> QPushButton:
        """The button, hidden where there is none."""
        return self._button

    def set_words(self, sentence: str, button: str = "", tooltip: str = "") -> None:
        """Say something else."""
        self._sentence.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._button.setToolTip(tooltip or sentence)
        self._button.setAccessibleName(button)
        self.setAccessibleName(sentence)
