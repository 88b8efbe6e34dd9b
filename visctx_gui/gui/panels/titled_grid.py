"""A grid of tiles with a small title that says which of two it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from visctx_gui.gui.style import colour_of, small
from visctx_gui.gui.widgets.tile_grid import TileGrid
from visctx_gui.presentation.colours import Role


class TitledGrid(QWidget):
    """A `TileGrid` under a title in the colour of its role; without a title there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role: Role = "plain"
        self._title = QLabel(self)
        self._title.setFont(small(self.font(), bold=True))
        self._title.hide()
        self.grid = TileGrid(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self.grid, 1)

    @property
    def title(self) -> str:
        """The title, empty for none."""
        return self._title.text()

    def set_title(self, text: str, role: Role = "plain") -> None:
        """Say which network's maps these are."""
        self._role = role
        self._title.setText(text)
        self._title.setVisible(bool(text))
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_title"):
            self._colour()

    def _colour(self) -> None:
        if not self._title.text():
            return
        self._title.setStyleSheet(f"color: {colour_of(self._role, self.palette()).name()};")
