"""The Log panel: what happened, with time and level."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.gui.log_relay import LogRelay
from visctx_gui.gui.selection import Selection

MOST_LINES = 5000


class LogPanel(QWidget):
    """Follows a `LogRelay`.

    Parameters
    ----------
    client, selection
        Not used here; every panel is made the same way.
    """

    def __init__(
        self, client: EngineClient, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("log_panel")
        self._relay: LogRelay | None = None
        self._folder: Path | None = None
        self._text = QPlainTextEdit(self)
        self._text.setReadOnly(True)
        self._text.setMaximumBlockCount(MOST_LINES)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setAccessibleName(self.tr("Log"))
        self._text.setPlaceholderText(self.tr("What the program does will be written here."))
        self._copy = QPushButton(self.tr("Copy"), self)
        self._copy.setToolTip(self.tr("Copy the marked lines, or all where none is marked."))
        self._copy.clicked.connect(self._copy_text)
        self._open = QPushButton(self.tr("Open folder"), self)
        self._open.setToolTip(self.tr("Open the folder with the log files."))
        self._open.clicked.connect(self.open_folder)
        self._open.setEnabled(False)
        buttons = QHBoxLayout()
        buttons.addWidget(self._copy)
        buttons.addWidget(self._open)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(buttons)
        column.addWidget(self._text, 1)

    def follow(self, relay: LogRelay, folder: Path | None) -> None:
        """Show the lines of a relay; `folder` holds the log files, None where none can be written."""
        self._relay, self._folder = relay, folder
        relay.filled.connect(self._take_lines)
        self._open.setEnabled(folder is not None)
        self._take_lines()

    def lines(self) -> list[str]:
        """The lines that are shown."""
        text = self._text.toPlainText()
        return text.split("\n") if text else []

    @Slot()
    def _take_lines(self) -> None:
        if self._relay is not None:
            for line in self._relay.take_all():
                self._text.appendPlainText(line.as_text())

    @Slot()
    def _copy_text(self) -> None:
        marked = self._text.textCursor().selection().toPlainText()
        QGuiApplication.clipboard().setText(marked or self._text.toPlainText())

    @Slot()
    def open_folder(self) -> None:
        """Show the folder with the log files in the system's file browser."""
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
