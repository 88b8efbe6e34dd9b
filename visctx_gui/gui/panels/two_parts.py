"""Two parts above one another: the lower one gets what it needs, the upper one most of the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

USUAL_HEIGHT = 285  # pixels of both parts in the smallest usual window
SHARE_OF_SPARE = 0.35  # of what is there beyond that
LEAST_ABOVE = 96  # pixels; with less, and in a wide place, the parts stand beside one another
WIDE = 2.0  # width over height from which on they may
SHARE_BESIDE = 0.4  # of the width, for the second part


class TwoParts(QSplitter):
    """A splitter that shares its place out anew with each size, until a hand moves it.

    Parameters
    ----------
    upper, lower : QWidget
        In a low and wide place they stand beside one another.
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
        if self._is_low_and_wide():
            self._turn(Qt.Orientation.Horizontal)
            self._set_second(self.width(), round(SHARE_BESIDE * self.width()))
            return
        self._turn(Qt.Orientation.Vertical)
        spare = max(0, self.height() - USUAL_HEIGHT)
        self._set_second(self.height(), round(self._needed_below + SHARE_OF_SPARE * spare))

    def _set_second(self, whole: int, second: int) -> None:
        self.setSizes([max(1, whole - self.handleWidth() - second), second])

    def _is_low_and_wide(self) -> bool:
        low = self.height() < self._needed_below + LEAST_ABOVE
        return low and self.width() > WIDE * self.height()

    def _turn(self, orientation: Qt.Orientation) -> None:
        if orientation != self.orientation():
            self.setOrientation(orientation)

    @Slot()
    def _leave_to_hand(self) -> None:
        self._moved_by_hand = True
