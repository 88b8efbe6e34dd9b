"""The images of the loaded data set, a page at a time, by split and class."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import DataFacts, Split, Thumbnails, ViewImages
from visctx_gui.gui.panels.choice_picker import ChoicePicker
from visctx_gui.gui.panels.paged_thumbnails import PagedThumbnails
from visctx_gui.gui.panels.two_parts import TwoParts
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.style import tabular
from visctx_gui.gui.widgets.bar_plot import BarPlotView
from visctx_gui.presentation.bars import BarPlot
from visctx_gui.presentation.tiles import TileSheet

PLACE = "images panel"
LARGEST_PAGE = 200  # thumbnails
ROOMY_HEIGHT = 220  # pixels of the grid from which on thumbnails are enlarged
ROOM_FOR_BALANCE = 144  # pixels; ten classes are seen at once, more are scrolled
SHORTEST_CLASS_NAME = 6  # characters of the chosen one; the list and the tooltips show all
LOWEST_GRID = 56  # pixels; a row of small thumbnails with their labels


class ThumbnailBrowser(PagedThumbnails):
    """Click = current image. Bars show the class balance; a click on a bar shows that class alone.

    Signals: ``value_hovered(str)``.
    """

    _shown: Thumbnails | None

    def __init__(
        self, client: EngineClient, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(client, selection, LARGEST_PAGE, parent)
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
        long_names = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.class_picker.setSizeAdjustPolicy(long_names)
        self.class_picker.setMinimumContentsLength(SHORTEST_CLASS_NAME)
        self.make_grid()
        self.place_label = QLabel(self)
        self.place_label.setFont(tabular(self.font(), 11))
        self.balance = BarPlotView(self)
        self.balance.setToolTip(
            self.tr("Images of each class in this split; click one to see that class alone")
        )
        self._lay_out()
        self._connect()
        self._show_data(client.data)

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
        self.balance.bar_clicked.connect(self._choose_class)
        self._visible.due.connect(self._ask)
        self._answer.arrived.connect(self._show)
        self.grid.tile_hovered.connect(self._name_class)
        self._client.data_changed.connect(self._show_data)

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

    @Slot()
    def _ask(self) -> None:
        if self._client.data is not None:
            self.ask_for(
                ViewImages(
                    split=self.split,
                    class_index=self.class_index,
                    first=self._first,
                    count=self.fitting_page(),
                    place=PLACE,
                )
            )

    def zoom(self) -> int:
        """Small images are shown twice as large where there is room."""
        return 2 if self.grid.height() >= ROOMY_HEIGHT and max(self.image_size) <= 32 else 1

    @Slot()
    def _on_splitter_moved(self) -> None:
        self._resized.start()

    @Slot()
    def _from_the_start(self) -> None:
        self._show_balance()
        super()._from_the_start()

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
            detail = data.class_details[index] if data.class_details else ""
            words = f"{name}, {detail}" if detail else name
            self.class_picker.addItem(words, str(index))
            self.class_picker.setItemData(index + 1, words, Qt.ItemDataRole.ToolTipRole)
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
        self.take(page)
        pictures = page.pictures
        grey = pictures.shape[-1] == 1
        self.grid.set_sheet(
            TileSheet(
                tiles=pictures[..., 0] if grey else pictures,
                labels=tuple(self.class_names[label] for label in page.labels),
                selected=self.selected_tile(),
                colours="grey",
                title=self.tr("Images of the data set"),
            )
        )
        words = self.tr("{first}\N{EN DASH}{last} of {total}")
        self.place_label.setText(self.place_words(words, page))

    @Slot(int, int, int, float)
    def _name_class(self, tile: int, _y: int, _x: int, _value: float) -> None:
        """A long name is shortened above its thumbnail; the tooltip has all of it."""
        page = self._shown
        known = page is not None and 0 <= tile < len(page.labels)
        name = self.class_names[page.labels[tile]] if page is not None and known else ""
        self.grid.canvas.setToolTip(name)

    def words_of(self, shown: Thumbnails, tile: int, y: int, x: int, value: float) -> str:
        """Which image it is, and the value of its pixel."""
        return f"{shown.split} {shown.indices[tile]} ({y}, {x})  {value:.0f}"
