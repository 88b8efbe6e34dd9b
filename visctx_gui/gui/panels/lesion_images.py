"""The tab "Images": which images a lesion broke, and which it saved."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.lesion_messages import ChangedImages, ListChangedImages
from visctx_gui.engine.messages import Failed, LesionEffect
from visctx_gui.gui.elided_label import ElidedLabel
from visctx_gui.gui.panels.lesion_pictures import changed_sheet, class_name
from visctx_gui.gui.panels.paged_thumbnails import PagedThumbnails
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.style import small
from visctx_gui.gui.translation import translated
from visctx_gui.gui.widgets.empty_note import EmptyNote
from visctx_gui.presentation.numbers import count_text

PLACE = "lesion images"
LARGEST_PAGE = 100  # thumbnails
Kind = Literal["broken", "saved"]


class ChangedImagesPage(PagedThumbnails):
    """Thumbnails with the answer before and after; a click makes one the current image.

    Signals: ``value_hovered(str)``, what is known of the image under the cursor.
    """

    _shown: ChangedImages | None

    def __init__(
        self, client: EngineClient, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(client, selection, LARGEST_PAGE, parent)
        self._effect: LesionEffect | None = None
        self._make_kind_buttons()
        self.make_grid()
        for button in (self.back_button, self.on_button):
            button.setEnabled(False)
        self.caption = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self.caption.setFont(small(self.font()))
        self.note = EmptyNote("", parent=self)
        self._lay_out()
        self._kinds.buttonClicked.connect(self._from_the_start)
        self._visible.due.connect(self._ask)
        self._answer.arrived.connect(self._show)
        self._answer.failed.connect(self._show_failure)
        self._show_note()

    # ---- making -----------------------------------------------------------------------------

    def _make_kind_buttons(self) -> None:
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
        self._count_kinds(None)

    def _kind_button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(f"images_{name}")
        button.setCheckable(True)
        button.setToolTip(words)
        button.setMinimumWidth(1)
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

    @Slot()
    def _ask(self) -> None:
        effect = self._effect
        if effect is None or not effect.lesion:
            self._answer.forget()
            self._shown = None
            self._show_note()
            return
        self.ask_for(
            ListChangedImages(
                lesion=effect.lesion,
                split=effect.split,
                kind=self.kind,
                first=self._first,
                count=self.fitting_page(),
                place=PLACE,
            )
        )

    def grid_size(self) -> QSize:
        """The place of the thumbnails below the buttons, also while the note covers it."""
        beside = self.broken_button.sizeHint().height() + self.caption.sizeHint().height() + 8
        return QSize(self.width(), self.height() - beside)

    @Slot()
    def _refill(self) -> None:
        if self._shown is not None:
            super()._refill()

    # ---- showing ----------------------------------------------------------------------------

    @Slot(object)
    def _show(self, changed: ChangedImages) -> None:
        if changed.lesion != self._selection.lesion:
            return
        self.take(changed)
        self._pages.setCurrentIndex(1)
        self._count_kinds(changed)
        sheet = changed_sheet(changed, self.class_names, self.selected_tile())
        self.grid.set_sheet(sheet if sheet.count else None)
        self.caption.setText(self._page_words(changed))
        self.caption.setToolTip(self.caption.text())

    def _page_words(self, changed: ChangedImages) -> str:
        if not changed.total:
            return (
                self.tr("No image was broken.")
                if changed.kind == "broken"
                else self.tr("No image was saved.")
            )
        words = self.tr(
            "{first}\N{EN DASH}{last} of {total}; answer before \N{RIGHTWARDS ARROW} after"
        )
        return self.place_words(words, changed)

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

    def words_of(self, shown: ChangedImages, tile: int, _y: int, _x: int, _value: float) -> str:
        """Which image it is, its class, and both answers."""
        words = self.tr("{split} {index}: true {label}, intact {before}, lesioned {after}")
        return words.format(
            split=shown.split,
            index=shown.indices[tile],
            label=class_name(self.class_names, int(shown.labels[tile])),
            before=class_name(self.class_names, int(shown.answers_before[tile])),
            after=class_name(self.class_names, int(shown.answers_after[tile])),
        )
