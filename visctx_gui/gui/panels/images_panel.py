"""The Images panel: data set, own pictures, drawing pad, and the current image below them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import DataFacts, ImageChoice, OpenData
from visctx_gui.gui.panels.class_folders import has_class_folders
from visctx_gui.gui.panels.current_image import CurrentImage
from visctx_gui.gui.panels.data_set_bar import DataSetBar
from visctx_gui.gui.panels.drawing_page import DrawingPage
from visctx_gui.gui.panels.own_pictures import OwnPictures
from visctx_gui.gui.panels.thumbnail_browser import ThumbnailBrowser
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.widgets.empty_note import EmptyNote
from visctx_gui.plan.data import DataPlan


class ImagesPanel(QWidget):
    """Chooses the current image of the whole program.

    Signals: ``value_hovered(str)``, the value under the cursor for the status bar.
    """

    value_hovered = Signal(str)

    def __init__(
        self, client: EngineClient, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("images_panel")
        self.setAcceptDrops(True)
        self._client, self._selection = client, selection
        self.data_set = DataSetBar(client, self)
        self.thumbnails = ThumbnailBrowser(client, selection, self)
        self.thumbnails.value_hovered.connect(self.value_hovered)
        self.empty_note = EmptyNote(
            self.tr("The images of the data set will stand here."),
            self.tr("Open the built-in digits"),
            self.tr("1,797 handwritten digits that ship with the program"),
            parent=self,
        )
        self.empty_note.wanted.connect(self._open_digits)
        self.own_pictures = OwnPictures(client, selection, self)
        self.drawing = DrawingPage(selection, self)
        self.current = CurrentImage(client, selection, self)
        self._lay_out()
        self.data_set.offer.pictures_wanted.connect(self.open_pictures)
        client.data_changed.connect(self._show_data)
        self._show_data(client.data)

    def _lay_out(self) -> None:
        below = QWidget(self)
        self._pages = QStackedLayout(below)
        self._pages.addWidget(self.empty_note)
        self._pages.addWidget(self.thumbnails)
        data_page = _page(self.data_set, below)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("Where the image comes from"))
        for page, text, words in (
            (data_page, self.tr("Data set"), self.tr("Images of the loaded data set")),
            (_page(self.own_pictures), self.tr("My pictures"), self.tr("Pictures from files")),
            (_page(self.drawing), self.tr("Draw"), self.tr("Draw an image with the mouse")),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(page, text), words)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self.tabs, 3)
        column.addWidget(self.current, 1)

    # ---- what others may ask for ------------------------------------------------------------

    @Slot(object)
    def open_paths(self, paths: tuple[str, ...]) -> None:
        """Open picture files or folders and show them; a folder with classes is offered as data set."""
        if len(paths) == 1 and has_class_folders(paths[0]):
            self.tabs.setCurrentIndex(0)
            self.data_set.offer.offer(paths[0])
            return
        self.open_pictures(paths)

    @Slot(object)
    def open_pictures(self, paths: tuple[str, ...]) -> None:
        """Open picture files or folders and show them."""
        self.tabs.setCurrentIndex(1)
        self.own_pictures.open_paths(paths)

    # ---- following --------------------------------------------------------------------------

    @Slot(object)
    def _show_data(self, data: DataFacts | None) -> None:
        self._pages.setCurrentIndex(0 if data is None else 1)
        image = self._selection.image
        if data is not None and image.kind == "data" and image.index >= data.n(image.split):
            self._selection.set_image(ImageChoice())

    @Slot()
    def _open_digits(self) -> None:
        self._client.ask(OpenData(data=DataPlan()))

    # ---- dropping ---------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _dropped_paths(event)
        if paths:
            event.acceptProposedAction()
            self.open_paths(paths)


def _page(*widgets: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 8, 0, 4)
    column.setSpacing(4)
    for widget in widgets:
        column.addWidget(widget, 1 if widget is widgets[-1] else 0)
    return page


def _dropped_paths(event: QDropEvent) -> tuple[str, ...]:
    local = (url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())
    return tuple(path for path in local if _is_picture_or_folder(path))


def _is_picture_or_folder(path: str) -> bool:
    """Networks and experiments are the window's; it opens them wherever they are dropped."""
    return Path(path).suffix.lower() not in (".safetensors", ".json", ".pt", ".pth", ".toml")
