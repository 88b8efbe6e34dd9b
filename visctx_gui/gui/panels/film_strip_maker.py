"""Collects the filters of several stored moments for a film strip."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import FilterView, ViewFilters
from visctx_gui.gui.panels.film_strip import film_strip
from visctx_gui.gui.panels.newest_answer import NewestAnswer

PLACE = "film strip"


class FilmStripMaker(QObject):
    """Asks for one moment after the other; ``made(TileSheet)`` when all have come."""

    made = Signal(object)

    def __init__(self, client: EngineClient, parent: QObject) -> None:
        super().__init__(parent)
        self._answer = NewestAnswer(client, self)
        self._answer.arrived.connect(self._take)
        self._answer.failed.connect(self._give_up)
        self._answer.cancelled.connect(self._give_up)
        self._left: list[int] = []
        self._views: list[FilterView] = []
        self._captions: tuple[str, ...] = ()
        self._title = ""
        self._layer = ""

    def make(
        self, layer: str, moments: tuple[int, ...], captions: tuple[str, ...], title: str
    ) -> None:
        """Make a strip of a layer at these moments; an unfinished earlier one is given up."""
        if not moments:
            return
        self._layer, self._captions, self._title = layer, captions, title
        self._left, self._views = list(moments), []
        self._ask_next()

    def _ask_next(self) -> None:
        moment = self._left.pop(0)
        self._answer.ask(ViewFilters(layer=self._layer, moment=moment, place=PLACE))

    @Slot(object)
    def _take(self, view: FilterView) -> None:
        self._views.append(view)
        if self._left:
            self._ask_next()
        else:
            self.made.emit(film_strip(self._views, self._captions, self._title))
            self._views = []

    @Slot()
    def _give_up(self) -> None:
        self._left, self._views = [], []
