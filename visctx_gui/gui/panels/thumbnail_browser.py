"""The images of the loaded data set, a page at a time, by split and class."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import DataFacts, ImageChoice, Split, Thumbnails, ViewImages
from visctx_gui.gui.icons import icon
from visctx_gui.gui.panels.choice_picker import ChoicePicker
from visctx_gui.gui.panels.late_veil import LateVeil
from visctx_gui.gui.panels.newest_answer import NewestAnswer
from visctx_gui.gui.panels.two_parts import TwoParts
from visctx_gui.gui.panels.when_visible import WhenVisible
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.style import tabular
from visctx_gui.gui.widgets.bar_plot import BarPlotView
from visctx_gui.gui.widgets.tile_grid import TileGrid
from visctx_gui.presentation.bars import BarPlot
from visctx_gui.presentation.numbers import count_text
from visctx_gui.presentation.tiles import TileSheet

PLACE = "images panel"
LARGEST_PAGE = 200  # thumbnails
SMALLEST_PAGE = 8
ROOMY_HEIGHT = 220  # pixels of the grid from which on thumbnails are enlarged
GAP, CAPTION = 3, 17  # pixels beside and above the thumbnails
ROOM_FOR_BALANCE = 144  # pixels; ten classes are seen at once, more are scrolled
LOWEST_GRID = 56  # pixels; a row of small thumbnails with their labels
RESIZE_DELAY_MS = 150


class ThumbnailBrowser(QWidget):
    """Click = current image. Bars show the class balance; a click on a bar shows that class alone.

    Signals: ``value_hovered(str)``.
    """

    value_hovered = Signal(str)

    def __init__(
        self, client: EngineClient, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._client, self._selection = client, selection
        self._first = 0
        self._page = SMALLEST_PAGE
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(RESIZE_DELAY_MS)
        self._shown: Thumbnails | None = None
        self.split_picker = ChoicePicker(
            self.tr("Split"),
            self.tr("Images for training, for watching the training, or for the final test"),
            (
                (self.tr("test"), "test"),
                (self.tr("validation"), "validation"),
                (self.tr("training"), "train"),
            ),
            self,
        )
        self.class_picker = ChoicePicker(
            self.tr("Class"),
            self.tr("Images of all classes, or of one"),
            ((self.tr("all"), "-1"),),
            self,
        )
        self._make_paging()
        self.grid = TileGrid(self)
        self.balance = BarPlotView(self)
        self.balance.setToolTip(
            self.tr("Images of each class in this split; click one to see that class alone")
        )
        self._veil = LateVeil((self.grid,), self)
        self._visible = WhenVisible(self)
        self._answer = NewestAnswer(client, self)
        self._lay_out()
        self._connect()
        self._show_data(client.data)

    def _make_paging(self) -> None:
        self.back_button = self._page_button("mdi6.chevron-left", self.tr("Images before these"))
        self.on_button = self._page_button("mdi6.chevron-right", self.tr("Images after these"))
        self.place_label = QLabel(self)
        self.place_label.setFont(tabular(self.font(), 11))

    def _page_button(self, name: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name, self.palette()))
        button.setAutoRaise(True)
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.split_picker)
        row.addWidget(self.class_picker)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.place_label)
        row.addWidget(self.on_button)
        self.grid.setMinimumHeight(LOWEST_GRID)
        self._parts = TwoParts(self.grid, self.balance, ROOM_FOR_BALANCE, self)
        self._parts.splitterMoved.connect(self._on_splitter_moved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._parts, 1)

    def _connect(self) -> None:
        self.split_picker.activated.connect(self._from_the_start)
        self.class_picker.activated.connect(self._from_the_start)
        self.back_button.clicked.connect(self.page_back)
        self.on_button.clicked.connect(self.page_on)
        self.grid.tile_clicked.connect(self._choose)
        self.grid.tile_hovered.connect(self._on_hovered)
        self.balance.bar_clicked.connect(self._choose_class)
        self._visible.due.connect(self._ask)
        self._resized.timeout.connect(self._refill)
        self._answer.arrived.connect(self._show)
        self._client.data_changed.connect(self._show_data)
        self._selection.image_changed.connect(self._mark)

    # ---- asking -----------------------------------------------------------------------------

    @property
    def split(self) -> Split:
        """The split that is shown."""
        value = self.split_picker.value
        return "train" if value == "train" else "validation" if value == "validation" else "test"

    @property
    def class_index(self) -> int | None:
        """The class that is shown alone, None for all."""
        index = int(self.class_picker.value)
        return None if index < 0 else index

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._visible.shown()

    @Slot()
    def _ask(self) -> None:
        if self._client.data is None:
            return
        self._page = self._fitting_page()
        self._veil.wait()
        self._answer.ask(
            ViewImages(
                split=self.split,
                class_index=self.class_index,
                first=self._first,
                count=self._page,
                place=PLACE,
            )
        )

    def _fitting_page(self) -> int:
        """How many thumbnails stand in the grid without scrolling."""
        data = self._client.data
        height, width = data.image_shape[1:] if data is not None else (28, 28)
        zoom = 2 if self.grid.height() >= ROOMY_HEIGHT and max(height, width) <= 32 else 1
        columns = (self.grid.width() - GAP) // (zoom * width + GAP)
        rows = (self.grid.height() - GAP) // (zoom * height + GAP + CAPTION)
        return max(SMALLEST_PAGE, min(LARGEST_PAGE, columns * rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized.start()

    @Slot()
    def _on_splitter_moved(self) -> None:
        self._resized.start()

    @Slot()
    def _refill(self) -> None:
        if self._fitting_page() != self._page:
            self._visible.want()

    @Slot()
    def _from_the_start(self) -> None:
        self._first = 0
        self._show_balance()
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

    @Slot(int)
    def _choose_class(self, index: int) -> None:
        self.class_picker.choose(str(index if index != self.class_index else -1))
        self._from_the_start()

    # ---- showing ----------------------------------------------------------------------------

    @Slot(object)
    def _show_data(self, data: DataFacts | None) -> None:
        if data is None:
            return
        blocked = QSignalBlocker(self.class_picker)
        self.class_picker.clear()
        self.class_picker.addItem(self.tr("all"), "-1")
        for index, name in enumerate(data.class_names):
            self.class_picker.addItem(name, str(index))
        blocked.unblock()
        self._from_the_start()

    def _show_balance(self) -> None:
        data = self._client.data
        if data is None:
            return
        counts = np.array(data.counts[self.split], np.int64)
        self.balance.set_bars(
            BarPlot(
                title=self.tr("Images of each class"),
                labels=data.class_names,
                values=counts,
                role="plain",
                percent=False,
                highlighted=frozenset()
                if self.class_index is None
                else frozenset({self.class_index}),
            )
        )
        self._parts.set_needed_below(min(ROOM_FOR_BALANCE, self.balance.unscrolled_height))

    @Slot(object)
    def _show(self, page: Thumbnails) -> None:
        self._shown = page
        self._veil.lift()
        pictures = page.pictures
        grey = pictures.shape[-1] == 1
        names = self._client.data.class_names if self._client.data is not None else ()
        self.grid.set_sheet(
            TileSheet(
                tiles=pictures[..., 0] if grey else pictures,
                labels=tuple(names[label] for label in page.labels),
                selected=self._tile_of(self._selection.image),
                colours="grey",
                title=self.tr("Images of the data set"),
            )
        )
        last = page.first + len(page.pictures)
        self.place_label.setText(
            self.tr("{first}\N{EN DASH}{last} of {total}").format(
                first=count_text(min(page.first + 1, page.total)),
                last=count_text(last),
                total=count_text(page.total),
            )
        )
        self.back_button.setEnabled(page.first > 0)
        self.on_button.setEnabled(last < page.total)

    def _tile_of(self, image: ImageChoice) -> int | None:
        page = self._shown
        if page is None or image.kind != "data" or image.split != page.split:
            return None
        places = (page.indices == image.index).nonzero()[0]
        return int(places[0]) if len(places) else None

    @Slot(object)
    def _mark(self, image: ImageChoice) -> None:
        self.grid.set_selected(self._tile_of(image))

    @Slot(int)
    def _choose(self, tile: int) -> None:
        page = self._shown
        if page is not None and tile < len(page.indices):
            self._selection.set_image(
                ImageChoice(kind="data", split=page.split, index=int(page.indices[tile]))
            )

    @Slot(int, int, int, float)
    def _on_hovered(self, tile: int, y: int, x: int, value: float) -> None:
        page = self._shown
        if tile < 0 or page is None or tile >= len(page.indices):
            self.value_hovered.emit("")
        else:
            self.value_hovered.emit(f"{page.split} {page.indices[tile]} ({y}, {x})  {value:.0f}")
