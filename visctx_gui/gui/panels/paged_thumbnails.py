"""What thumbnails that come a page at a time do alike: fill their place, turn pages, choose one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QToolButton, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.lesion_messages import ChangedImages, ListChangedImages
from visctx_gui.engine.messages import ImageChoice, Thumbnails, ViewImages
from visctx_gui.gui.icons import icon
from visctx_gui.gui.panels.late_veil import LateVeil
from visctx_gui.gui.panels.newest_answer import NewestAnswer
from visctx_gui.gui.panels.when_visible import WhenVisible
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.widgets.tile_grid import TileGrid
from visctx_gui.presentation.numbers import count_text

SMALLEST_PAGE = 8  # thumbnails
GAP, CAPTION = 3, 17  # pixels beside and above the thumbnails
RESIZE_DELAY_MS = 150


class PagedThumbnails(QWidget):
    """Base of the pages of thumbnails. A click makes one the current image.

    What derives from it overrides `words_of`, asks with `ask_for` when ``_visible`` is due, and
    hands each answer to `take`.

    Parameters
    ----------
    client : EngineClient
    selection : Selection
    largest_page : int
        Thumbnails that are asked for at once, at most.
    parent : QWidget, optional

    Attributes
    ----------
    value_hovered : Signal(str)
        What is known of the image under the cursor.
    """

    value_hovered = Signal(str)

    def __init__(
        self,
        client: EngineClient,
        selection: Selection,
        largest_page: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._client, self._selection = client, selection
        self._shown: Thumbnails | ChangedImages | None = None
        self._first, self._page = 0, SMALLEST_PAGE
        self._largest_page = largest_page
        self._visible = WhenVisible(self)
        self._answer = NewestAnswer(client, self)
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(RESIZE_DELAY_MS)
        self._resized.timeout.connect(self._refill)
        selection.image_changed.connect(self._mark)

    # ---- what a page of thumbnails says of itself ---------------------------------------------

    def words_of(self, shown: Any, tile: int, y: int, x: int, value: float) -> str:
        """What is known of a thumbnail of the shown page and of its pixel."""
        return ""

    def grid_size(self) -> QSize:
        """The place of the thumbnails, in pixels."""
        return self.grid.size()

    def zoom(self) -> int:
        """How many times a thumbnail is enlarged."""
        return 1

    # ---- making -------------------------------------------------------------------------------

    def make_grid(self) -> None:
        """Make the buttons that turn the pages, and the grid; what the Tab key reaches first is made before."""
        self.back_button = self._page_button("mdi6.chevron-left", self.tr("Images before these"))
        self.on_button = self._page_button("mdi6.chevron-right", self.tr("Images after these"))
        self.grid = TileGrid(self)
        self._veil = LateVeil((self.grid,), self)
        self.back_button.clicked.connect(self.page_back)
        self.on_button.clicked.connect(self.page_on)
        self.grid.tile_clicked.connect(self._choose)
        self.grid.tile_hovered.connect(self._show_hovered)

    def _page_button(self, name: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name, self.palette()))
        button.setAutoRaise(True)
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    # ---- asking -------------------------------------------------------------------------------

    def ask_for(self, request: ViewImages | ListChangedImages) -> None:
        """Ask for a page of as many thumbnails as the request counts."""
        self._page = request.count
        self._veil.wait()
        self._answer.ask(request)

    @property
    def image_size(self) -> tuple[int, int]:
        """Height and width of a thumbnail that is not enlarged, in pixels."""
        data = self._client.data
        return data.image_shape[1:] if data is not None else (28, 28)

    def fitting_page(self) -> int:
        """How many thumbnails stand in the grid with their labels and without scrolling."""
        place, zoom = self.grid_size(), self.zoom()
        height, width = self.image_size
        columns = (place.width() - GAP) // (zoom * width + GAP)
        rows = (place.height() - GAP) // (zoom * height + GAP + CAPTION)
        return max(SMALLEST_PAGE, min(self._largest_page, columns * rows))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._visible.shown()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized.start()

    @Slot()
    def _refill(self) -> None:
        if self.fitting_page() != self._page:
            self._visible.want()

    @Slot()
    def _from_the_start(self) -> None:
        self._first = 0
        self._visible.want()

    @Slot()
    def page_back(self) -> None:
        """Show the images before these."""
        self._first = max(0, self._first - self._page)
        self._visible.want()

    @Slot()
    def page_on(self) -> None:
        """Show the images after these."""
        if self._shown is not None and self._first + self._page < self._shown.total:
            self._first += self._page
            self._visible.want()

    # ---- showing ------------------------------------------------------------------------------

    def take(self, page: Thumbnails | ChangedImages) -> None:
        """A page has come: it is what is current, and shows where the next click leads."""
        self._shown = page
        self._veil.lift()
        self.back_button.setEnabled(page.first > 0)
        self.on_button.setEnabled(page.first + len(page.indices) < page.total)

    @staticmethod
    def place_words(template: str, page: Thumbnails | ChangedImages) -> str:
        """Fill in ``{first}``, ``{last}`` and ``{total}``: which images of how many a page has."""
        return template.format(
            first=count_text(min(page.first + 1, page.total)),
            last=count_text(page.first + len(page.indices)),
            total=count_text(page.total),
        )

    @Slot(int, int, int, float)
    def _show_hovered(self, tile: int, y: int, x: int, value: float) -> None:
        shown = self._shown
        known = shown is not None and 0 <= tile < len(shown.indices)
        self.value_hovered.emit(self.words_of(shown, tile, y, x, value) if known else "")

    # ---- the current image --------------------------------------------------------------------

    @property
    def class_names(self) -> tuple[str, ...]:
        """Names of the classes of the images, empty without images."""
        data = self._client.data
        return data.class_names if data is not None else ()

    def selected_tile(self) -> int | None:
        """Place of the current image on the shown page, None where it is not there."""
        shown, image = self._shown, self._selection.image
        if shown is None or image.kind != "data" or image.split != shown.split:
            return None
        places = (shown.indices == image.index).nonzero()[0]
        return int(places[0]) if len(places) else None

    @Slot(object)
    def _mark(self, _image: ImageChoice) -> None:
        self.grid.set_selected(self.selected_tile())

    @Slot(int)
    def _choose(self, tile: int) -> None:
        shown = self._shown
        if shown is not None and tile < len(shown.indices):
            index = int(shown.indices[tile])
            self._selection.set_image(ImageChoice(kind="data", split=shown.split, index=index))
