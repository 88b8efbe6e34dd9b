"""Greying pictures that are out of date, without a flicker where the answer comes at once."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Slot

from visctx_gui.gui.widgets.picture import Picture

DELAY_MS = 80  # an answer that comes sooner is seen as immediate


class LateVeil(QObject):
    """Greys some pictures when newer data have been awaited for a moment."""

    def __init__(self, pictures: Iterable[Picture], parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = tuple(pictures)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._veil)

    @property
    def waiting(self) -> bool:
        """Whether newer data are awaited."""
        return self._timer.isActive() or any(picture.waiting for picture in self._pictures)

    def wait(self) -> None:
        """Newer data were asked for; the pictures are greyed soon."""
        if not self.waiting:
            self._timer.start()

    def lift(self) -> None:
        """What is shown is current."""
        self._timer.stop()
        for picture in self._pictures:
            picture.set_waiting(False)

    @Slot()
    def _veil(self) -> None:
        for picture in self._pictures:
            picture.set_waiting(True)
