"""The small windows of the Help menu: shortcuts, system information, about."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from visctx_gui import __version__
from visctx_gui.gui.actions import shortcut_rows

_PACKAGES = ("PySide6", "torch", "torchvision", "numpy", "scikit-learn", "safetensors")


def system_information(facts: Sequence[tuple[str, str]]) -> str:
    """Versions of what the program stands on, and the given facts, one a line."""
    lines = [("visctx-gui", __version__), ("Python", platform.python_version())]
    lines += [("system", platform.platform())]
    for package in _PACKAGES:
        try:
            lines.append((package, version(package)))
        except PackageNotFoundError:
            lines.append((package, "-"))
    lines += list(facts)
    return "\n".join(f"{name}: {value}" for name, value in lines)


class TextWindow(QDialog):
    """A text to read and to copy."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(560, 400)
        self._text = QPlainTextEdit(text, self)
        self._text.setReadOnly(True)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setAccessibleName(title)
        copy = QPushButton(self.tr("Copy"), self)
        copy.setToolTip(self.tr("Copy the whole text."))
        copy.clicked.connect(self._copy)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(self._text)
        column.addWidget(buttons)

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text.toPlainText()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)


class ShortcutsWindow(QDialog):
    """All keys of the program, from the table of actions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Shortcuts"))
        self.resize(800, 560)
        rows = list(shortcut_rows())
        self.table = QTableWidget(len(rows), 3, self)
        self.table.setHorizontalHeaderLabels(
            [self.tr("Key"), self.tr("Action"), self.tr("What it does")]
        )
        self.table.verticalHeader().setVisible(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        for place, texts in enumerate(rows):
            for column, text in enumerate(texts):
                self.table.setItem(place, column, QTableWidgetItem(text))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self.table.setWordWrap(False)
        self.table.verticalHeader().setDefaultSectionSize(22)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        column_layout = QVBoxLayout(self)
        column_layout.addWidget(self.table)
        column_layout.addWidget(buttons)


class AboutWindow(QDialog):
    """Name, version and purpose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About visctx-gui"))
        title = QLabel(f"visctx-gui {__version__}", self)
        font = title.font()
        font.setPixelSize(18)
        font.setBold(True)
        title.setFont(font)
        words = QLabel(
            self.tr(
                "Train a convolutional network and watch it, look inside, lesion it by clicking, and "
                "compare it with visual cortex."
            ),
            self,
        )
        words.setWordWrap(True)
        words.setMinimumWidth(400)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(title)
        column.addWidget(words)
        column.addStretch(1)
        column.addWidget(buttons)
