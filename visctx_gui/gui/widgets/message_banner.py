"""What went wrong or is worth knowing, above the panels and in nobody's way."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from visctx_gui.gui.style import BANNER_COLOURS, GRID, is_dark

Severity = Literal["note", "warning", "error"]
KEPT_MESSAGES = 50
DETAILS_HEIGHT = 160


class ShownMessage(NamedTuple):
    """One message of the banner."""

    what: str
    advice: str
    details: str
    severity: Severity


class MessageBanner(QWidget):
    """The newest message with Details and Close; older ones wait behind it, equal ones are counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages: list[ShownMessage] = []
        self._repeats = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(self.tr("Messages"))
        self._what = QLabel()
        self._advice = QLabel()
        self._more = QLabel()
        self._details = QPlainTextEdit()
        self._details_button = QPushButton(self.tr("Details"))
        self._copy_button = QPushButton(self.tr("Copy details"))
        self._close_button = QToolButton()
        self._build()
        self.hide()

    def _build(self) -> None:
        for label in (self._what, self._advice):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        bold = self._what.font()
        bold.setBold(True)
        self._what.setFont(bold)
        self._details.setReadOnly(True)
        self._details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._details.setFixedHeight(DETAILS_HEIGHT)
        self._details.setAccessibleName(self.tr("Details of the message"))
        self._details.setToolTip(self.tr("What a developer would want to know"))
        self._details_button.setCheckable(True)
        self._details_button.setToolTip(self.tr("Show what a developer would want to know"))
        self._details_button.toggled.connect(self._show_details)
        self._copy_button.setToolTip(self.tr("Copy the message and its details"))
        self._copy_button.clicked.connect(self.copy_details)
        self._close_button.setText("\N{MULTIPLICATION SIGN}")
        self._close_button.setAutoRaise(True)
        self._close_button.setToolTip(self.tr("Close this message"))
        self._close_button.setAccessibleName(self.tr("Close this message"))
        self._close_button.clicked.connect(self.close_newest)
        self._arrange()

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._what)
        words.addWidget(self._advice)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addLayout(words, 1)
        line.addWidget(self._more)
        top = Qt.AlignmentFlag.AlignVCenter
        for button in (self._details_button, self._copy_button, self._close_button):
            line.addWidget(button, 0, top)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addLayout(line)
        column.addWidget(self._details)

    @property
    def messages(self) -> tuple[ShownMessage, ...]:
        """All that are not closed yet, the newest last."""
        return tuple(self._messages)

    def show_message(
        self, what: str, advice: str = "", details: str = "", severity: Severity = "error"
    ) -> None:
        """Show a message in front of those that are there.

        Parameters
        ----------
        what, advice : str
            What happened and what to do, one translated sentence each.
        details : str
            Traceback or file path; empty: no Details button.
        """
        new = ShownMessage(what, advice, details, severity)
        if self._messages and self._messages[-1] == new:
            self._repeats += 1
        else:
            self._messages = [*self._messages, new][-KEPT_MESSAGES:]
            self._repeats = 1
        self._refresh()

    @Slot()
    def close_newest(self) -> None:
        """Close the message in front; the one behind it is seen then."""
        self._messages = self._messages[:-1]
        self._repeats = 1
        self._refresh()

    @Slot()
    def close_all(self) -> None:
        """Close every message."""
        self._messages = []
        self._refresh()

    @Slot()
    def copy_details(self) -> None:
        """Put the message in front and its details on the clipboard."""
        if self._messages:
            parts = (part for part in self._messages[-1][:3] if part)
            QGuiApplication.clipboard().setText("\n".join(parts))

    def _refresh(self) -> None:
        self.setVisible(bool(self._messages))
        if not self._messages:
            return
        message = self._messages[-1]
        self._what.setText(message.what)
        self._advice.setText(message.advice)
        self._advice.setVisible(bool(message.advice))
        self._more.setText(self._counts())
        self._details.setPlainText(message.details)
        self._details_button.setVisible(bool(message.details))
        self._details_button.setChecked(False)
        self._show_details(False)
        self.setAccessibleDescription(f"{message.what} {message.advice}".strip())
        self.update()

    def _counts(self) -> str:
        parts = []
        if self._repeats > 1:
            parts.append(self.tr("{count} times").format(count=self._repeats))
        if len(self._messages) > 1:
            parts.append(self.tr("{count} more").format(count=len(self._messages) - 1))
        return ", ".join(parts)

    @Slot(bool)
    def _show_details(self, shown: bool) -> None:
        self._details.setVisible(shown)
        self._copy_button.setVisible(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_newest()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._messages:
            return
        fill, edge = BANNER_COLOURS[is_dark(self.palette())][self._messages[-1].severity]
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(fill))
        painter.fillRect(0, 0, GRID // 2, self.height(), QColor(edge))
        painter.end()
