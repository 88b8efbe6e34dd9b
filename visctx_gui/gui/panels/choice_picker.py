"""A picker among a few choices, each a value behind words."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

SHORTEST_TEXT = 4  # characters that stay readable where there is little room


class ChoicePicker(QComboBox):
    """A combo box whose items carry a value.

    Parameters
    ----------
    title : str
        Accessible name.
    words : str
        Tooltip.
    choices : tuple of (text, value)
    """

    def __init__(
        self,
        title: str,
        words: str,
        choices: tuple[tuple[str, str], ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setToolTip(words)
        self.setMinimumContentsLength(SHORTEST_TEXT)
        for text, value in choices:
            self.addItem(text, value)

    @property
    def value(self) -> str:
        """Value of the chosen item."""
        return str(self.currentData())

    def choose(self, value: str) -> None:
        """Show the item of a value; ``activated`` is not sent."""
        self.setCurrentIndex(self.findData(value))
