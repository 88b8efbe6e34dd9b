"""Icons of QtAwesome in the colour of the text they stand beside."""

from __future__ import annotations

import qtawesome
from PySide6.QtGui import QIcon, QPalette


def icon(name: str, palette: QPalette) -> QIcon:
    """An icon by QtAwesome's name, such as ``mdi6.play``, drawn in the palette's text colours."""
    text = QPalette.ColorRole.ButtonText
    made: QIcon = qtawesome.icon(
        name,
        color=palette.color(QPalette.ColorGroup.Active, text),
        color_disabled=palette.color(QPalette.ColorGroup.Disabled, text),
    )
    return made
