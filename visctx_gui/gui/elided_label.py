"""A line of text that gives way: what does not fit is replaced by an ellipsis."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from visctx_gui.gui.live_label import LiveLabel


class ElidedLabel(LiveLabel):
    """Shows as much of its text as there is room for; the tooltip should hold all of it.

    Parameters
    ----------
    mode : TextElideMode
    parent : QWidget, optional
    calm : bool
        See `LiveLabel`.
    """

    def __init__(
        self, mode: Qt.TextElideMode, parent: QWidget | None = None, calm: bool = False
    ) -> None:
        super().__init__(parent, calm=calm)
        self._mode = mode
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def _room_for_text(self) -> QSize:
        return QSize(0, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the ellipsis alone."""
        return QSize(
            self.fontMetrics().horizontalAdvance("..."), super().minimumSizeHint().height()
        )

    def shown_text(self) -> str:
        """The text, shortened."""
        width = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), self._mode, width)
