"""Which files of a folder were left out, and why: one line, and the list behind a button."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from visctx_gui.engine.messages import DataFacts
from visctx_gui.gui.style import small
from visctx_gui.gui.translation import translated
from visctx_gui.presentation.numbers import count_text


class SkippedLine(QWidget):
    """Hidden where nothing was left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data: DataFacts | None = None
        self._list: _SkippedWindow | None = None
        self.label = QLabel(self)
        self.label.setFont(small(self.font()))
        self.button = QPushButton(self.tr("Details"), self)
        self.button.setObjectName("skipped_details")
        self.button.setToolTip(self.tr("Which files were left out, and why"))
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.show_list)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        self.hide()

    def show_data(self, data: DataFacts | None) -> None:
        """Follow what is loaded."""
        self._data = data
        if data is None or not data.n_skipped:
            self.hide()
            return
        one = self.tr("1 file was left out.")
        many = self.tr("{n} files were left out.").format(n=count_text(data.n_skipped))
        self.label.setText(one if data.n_skipped == 1 else many)
        self.show()

    @Slot()
    def show_list(self) -> None:
        """Open the window with the list."""
        if self._data is None:
            return
        if self._list is None:
            self._list = _SkippedWindow(self)
        self._list.fill(self._data)
        self._list.show()

    def listed(self) -> str:
        """The text of the list; empty before it was opened."""
        return "" if self._list is None else self._list.text.toPlainText()


class _SkippedWindow(QDialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("skipped_files")
        self.setWindowTitle(self.tr("Files left out"))
        self.resize(560, 320)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Files left out"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.hide)
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)

    def fill(self, data: DataFacts) -> None:
        """List the files of a data set."""
        lines = [f"{path}\n    {translated(reason)}" for path, reason in data.skipped]
        further = data.n_skipped - len(data.skipped)
        if further:
            lines.append(self.tr("and {n} more").format(n=count_text(further)))
        self.text.setPlainText("\n".join(lines))
