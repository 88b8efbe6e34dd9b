"""A row folds into two where it is too narrow, and unfolds again."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from visctx_gui.gui.panels.folding_row import FoldingRow


def test_a_row_folds_where_it_is_too_narrow_and_unfolds_again(qtbot: QtBot):
    holder = QWidget()
    qtbot.addWidget(holder)
    parts = [QPushButton("left"), QPushButton("right")]
    for part in parts:
        part.setMinimumWidth(150)
    row = FoldingRow(parts[0], parts[1], holder)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(row)
    holder.resize(400, 100)
    holder.show()
    qtbot.waitUntil(lambda: parts[1].x() > 150)
    low = holder.minimumSizeHint().height()
    assert holder.minimumSizeHint().width() == 150
    holder.resize(200, 100)
    qtbot.waitUntil(lambda: parts[1].y() > parts[0].y())
    assert row.is_folded
    assert holder.minimumSizeHint().height() > low
    holder.resize(400, 100)
    qtbot.waitUntil(lambda: parts[1].y() == parts[0].y())
