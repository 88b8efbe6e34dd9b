"""Two parts above one another: the lower one gets what it needs, the upper one most of the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

USUAL_HEIGHT = 285  # pixels of both parts in the smallest usual window
SHARE_OF_SPARE = 0.35  # of what is there beyond that


class TwoParts(QSplitter):
    """A vertical splitter that shares its height out anew with each size, until a hand moves it.

    Parameters
    ----------
    upper, lower : QWidget
    needed_below : int
        Height of the lower part in the smallest usual window, in pixels.
    """

    def __init__(
        self, upper: QWidget, lower: QWidget, needed_below: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._needed_below = needed_below
        self._moved_by_hand = False
        self.addWidget(upper)
        self.addWidget(lower)
        self.setCollapsible(0, False)
        self.splitterMoved.connect(self._leave_to_hand)

    def set_needed_below(self, pixels: int) -> None:
        """The lower part needs another height now."""
        if pixels != self._needed_below:
            self._needed_below = pixels
            self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        if self._moved_by_hand:
            return
        spare = max(0, self.height() - USUAL_HEIGHT)
        lower = round(self._needed_below + SHARE_OF_SPARE * spare)
        self.setSizes([max(1, self.height() - lower), lower])

    @Slot()
    def _leave_to_hand(self) -> None:
        self._moved_by_hand = True
