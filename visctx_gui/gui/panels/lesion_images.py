"""The tab "Images": which images a lesion broke, and which it saved."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.lesion_messages import ChangedImages, ListChangedImages
from visctx_gui.engine.messages import Failed, ImageChoice, LesionEffect
from visctx_gui.gui.elided_label import ElidedLabel
from visctx_gui.gui.icons import icon
from visctx_gui.gui.panels.late_veil import LateVeil
from visctx_gui.gui.panels.lesion_pictures import changed_sheet, class_name
from visctx_gui.gui.panels.newest_answer import NewestAnswer
from visctx_gui.gui.panels.when_visible import WhenVisible
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.style import small
from visctx_gui.gui.translation import translated
from visctx_gui.gui.widgets.empty_note import EmptyNote
from visctx_gui.gui.widgets.tile_grid import TileGrid
from visctx_gui.presentation.numbers import count_text

PLACE = "lesion images"
SMALLEST_PAGE, LARGEST_PAGE = 8, 100  # thumbnails
GAP, CAPTION = 3, 17  # pixels beside and above the thumbnails
RESIZE_DELAY_MS = 150
Kind = Literal["broken", "saved"]


class ChangedImagesPage(QWidget):
    """Thumbnails with the answer before and after; a click makes one the current image.

    Signals: ``value_hovered(str)``, what is known of the image under the cursor.
    """

    value_hovered = Signal(str)

    def __init__(
        self, client: EngineClient, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._client, self._selection = client, selection
        self._effect: LesionEffect | None = None
        self._shown: ChangedImages | None = None
        self._first, self._page = 0, SMALLEST_PAGE
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(RESIZE_DELAY_MS)
        self._resized.timeout.connect(self._refill)
        self._make_buttons()
        self.grid = TileGrid(self)
        self.caption = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self.caption.setFont(small(self.font()))
        self.note = EmptyNote("", parent=self)
        self._veil = LateVeil((self.grid,), self)
        self._visible = WhenVisible(self)
        self._answer = NewestAnswer(client, self)
        self._lay_out()
        self._kinds.buttonClicked.connect(self._from_the_start)
        self.back_button.clicked.connect(self.page_back)
        self.on_button.clicked.connect(self.page_on)
        self.grid.tile_clicked.connect(self._choose)
        self.grid.tile_hovered.connect(self._show_hovered)
        self._visible.due.connect(self._ask)
        self._answer.arrived.connect(self._show)
        self._answer.failed.connect(self._show_failure)
        selection.image_changed.connect(self._mark)
        self._show_note()

    # ---- making -----------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        self.broken_button = self._kind_button(
            "broken", self.tr("Images that were answered right, and are wrong with the lesion")
        )
        self.saved_button = self._kind_button(
            "saved", self.tr("Images that were answered wrong, and are right with the lesion")
        )
        self.broken_button.setChecked(True)
        self._kinds = QButtonGroup(self)
        for button in (self.broken_button, self.saved_button):
            self._kinds.addButton(button)
        self.back_button = self._page_button("mdi6.chevron-left", self.tr("Images before these"))
        self.on_button = self._page_button("mdi6.chevron-right", self.tr("Images after these"))
        self._count_kinds(None)

    def _kind_button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(f"images_{name}")
        button.setCheckable(True)
        button.setToolTip(words)
        button.setMinimumWidth(1)
        return button

    def _page_button(self, name: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name, self.palette()))
        button.setAutoRaise(True)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setEnabled(False)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.broken_button, 1)
        row.addWidget(self.saved_button, 1)
        row.addWidget(self.back_button)
        row.addWidget(self.on_button)
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.grid, 1)
        column.addWidget(self.caption)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.note)
        self._pages.addWidget(content)

    # ---- asking -----------------------------------------------------------------------------

    @property
    def kind(self) -> Kind:
        """Which images are shown."""
        return "saved" if self.saved_button.isChecked() else "broken"

    def follow_effect(self, effect: LesionEffect) -> None:
        """List the images of an exact effect, as soon as they can be seen."""
        old, self._effect = self._effect, effect
        if old is None or (old.lesion, old.split) != (effect.lesion, effect.split):
            self._first = 0
        self._visible.want()

    def go_stale(self) -> None:
        """Something has changed: what is shown is old."""
        self.grid.set_waiting(True)
        for button in (self.broken_button, self.saved_button):
            button.setEnabled(False)

    def clear(self) -> None:
        """Show no images."""
        self._effect = None
        self._visible.want()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._visible.shown()

    @Slot()
    def _ask(self) -> None:
        effect = self._effect
        if effect is None or not effect.lesion:
            self._answer.forget()
            self._shown = None
            self._show_note()
            return
        self._page = self._fitting_page()
        self._veil.wait()
        self._answer.ask(
            ListChangedImages(
                lesion=effect.lesion,
                split=effect.split,
                kind=self.kind,
                first=self._first,
                count=self._page,
                place=PLACE,
            )
        )

    def _fitting_page(self) -> int:
        """How many thumbnails stand in the grid with their labels and without being made smaller."""
        data = self._client.data
        height, width = data.image_shape[1:] if data is not None else (28, 28)
        beside = self.broken_button.sizeHint().height() + self.caption.sizeHint().height() + 8
        columns = (self.width() - GAP) // (width + GAP)
        rows = (self.height() - beside - GAP) // (height + GAP + CAPTION)
        return max(SMALLEST_PAGE, min(LARGEST_PAGE, columns * rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized.start()

    @Slot()
    def _refill(self) -> None:
        if self._shown is not None and self._fitting_page() != self._page:
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
        if self._shown is not None and self._first + self._page < self._total(self._shown):
            self._first += self._page
            self._visible.want()

    # ---- showing ----------------------------------------------------------------------------

    @staticmethod
    def _total(changed: ChangedImages) -> int:
        return changed.n_broken if changed.kind == "broken" else changed.n_saved

    @Slot(object)
    def _show(self, changed: ChangedImages) -> None:
        if changed.lesion != self._selection.lesion:
            return
        self._shown = changed
        self._veil.lift()
        self._pages.setCurrentIndex(1)
        self._count_kinds(changed)
        sheet = changed_sheet(changed, self._names, self._tile_of(self._selection.image))
        self.grid.set_sheet(sheet if sheet.count else None)
        last = changed.first + len(changed.indices)
        self.back_button.setEnabled(changed.first > 0)
        self.on_button.setEnabled(last < self._total(changed))
        self.caption.setText(self._page_words(changed))
        self.caption.setToolTip(self.caption.text())

    def _page_words(self, changed: ChangedImages) -> str:
        total = self._total(changed)
        if not total:
            return (
                self.tr("No image was broken.")
                if changed.kind == "broken"
                else self.tr("No image was saved.")
            )
        words = self.tr(
            "{first}\N{EN DASH}{last} of {total}; answer before \N{RIGHTWARDS ARROW} after"
        )
        return words.format(
            first=count_text(changed.first + 1),
            last=count_text(changed.first + len(changed.indices)),
            total=count_text(total),
        )

    def _count_kinds(self, changed: ChangedImages | None) -> None:
        broken = "" if changed is None else count_text(changed.n_broken)
        saved = "" if changed is None else count_text(changed.n_saved)
        for button, words in (
            (self.broken_button, self.tr("broken {n}").format(n=broken)),
            (self.saved_button, self.tr("saved {n}").format(n=saved)),
        ):
            button.setText(words.strip())
            button.setAccessibleName(words.strip())
            button.setEnabled(changed is not None)

    @Slot(object)
    def _show_failure(self, failed: Failed) -> None:
        self._shown = None
        self._show_note()
        words = (translated(failed.what), translated(failed.advice))
        self.note.set_words(" ".join(part for part in words if part))

    def _show_note(self) -> None:
        self._veil.lift()
        self.grid.set_sheet(None)
        self._pages.setCurrentIndex(0)
        self.note.set_words(
            self.tr("The images whose answers a lesion breaks or saves will stand here.")
        )

    # ---- the current image ------------------------------------------------------------------

    @property
    def _names(self) -> tuple[str, ...]:
        data = self._client.data
        return data.class_names if data is not None else ()

    def _tile_of(self, image: ImageChoice) -> int | None:
        shown = self._shown
        if shown is None or image.kind != "data" or image.split != shown.split:
            return None
        places = (shown.indices == image.index).nonzero()[0]
        return int(places[0]) if len(places) else None

    @Slot(object)
    def _mark(self, image: ImageChoice) -> None:
        self.grid.set_selected(self._tile_of(image))

    @Slot(int)
    def _choose(self, tile: int) -> None:
        shown = self._shown
        if shown is not None and tile < len(shown.indices):
            index = int(shown.indices[tile])
            self._selection.set_image(ImageChoice(kind="data", split=shown.split, index=index))

    @Slot(int, int, int, float)
    def _show_hovered(self, tile: int, _y: int, _x: int, _value: float) -> None:
        shown = self._shown
        if shown is None or not 0 <= tile < len(shown.indices):
            self.value_hovered.emit("")
            return
        words = self.tr("{split} {index}: true {label}, intact {before}, lesioned {after}")
        self.value_hovered.emit(
            words.format(
                split=shown.split,
                index=shown.indices[tile],
                label=class_name(self._names, int(shown.labels[tile])),
                before=class_name(self._names, int(shown.answers_before[tile])),
                after=class_name(self._names, int(shown.answers_after[tile])),
            )
        )
