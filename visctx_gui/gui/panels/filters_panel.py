"""The Filters panel: all kernels of a layer, live, at any moment of the training."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import (
    FilterView,
    Moments,
    NetworkFacts,
    OpenEmbeddedNetwork,
    TrainingSnapshot,
    ViewFilters,
    ViewMoments,
)
from visctx_gui.gui.elided_label import ElidedLabel
from visctx_gui.gui.panels import filter_words
from visctx_gui.gui.panels.development_slider import DevelopmentSlider
from visctx_gui.gui.panels.film_strip import strip_moments
from visctx_gui.gui.panels.film_strip_maker import FilmStripMaker
from visctx_gui.gui.panels.filter_pickers import FilterPickers
from visctx_gui.gui.panels.filter_sheet import common_limits, filter_sheet, tile_order
from visctx_gui.gui.panels.late_veil import LateVeil
from visctx_gui.gui.panels.newest_answer import NewestAnswer
from visctx_gui.gui.panels.picture_saver import PictureSaver
from visctx_gui.gui.panels.when_visible import PaintGate, WhenVisible
from visctx_gui.gui.selection import Selection, Unit
from visctx_gui.gui.style import small
from visctx_gui.gui.widgets.empty_note import EmptyNote
from visctx_gui.gui.widgets.tile_grid import TileGrid
from visctx_gui.plan.layers import LayerRow, layer_row
from visctx_gui.plan.lesion import Lesion
from visctx_gui.presentation.colours import Limits, symmetric_limits

MOMENTS_INTERVAL_MS = 1000
PLACE = "filters panel"


class FiltersPanel(QWidget):
    """One tile per filter; click selects, double-click lesions, drag chooses many.

    Signals: ``value_hovered(str)``, the value under the cursor for the status bar.
    """

    value_hovered = Signal(str)

    def __init__(
        self, client: EngineClient, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("filters_panel")
        self._client, self._selection = client, selection
        self._view: FilterView | None = None
        self._order: tuple[int, ...] = ()
        self._chosen: tuple[int, ...] = ()
        self._limits_now: Limits | None = None
        self._since_moments = QElapsedTimer()
        self.pickers = FilterPickers(self)
        self.caption = ElidedLabel(Qt.TextElideMode.ElideRight, self, calm=True)
        self.caption.setFont(small(self.font()))
        self._make_grid()
        self.development = DevelopmentSlider(self)
        self.empty_note = EmptyNote(
            self.tr("The filters of the network will stand here."),
            self.tr("Open the built-in network"),
            self.tr("A small network, trained on handwritten digits, that ships with the program"),
            parent=self,
        )
        self._lay_out()
        self._connect()
        self._show_network(client.network)

    # ---- making -----------------------------------------------------------------------------

    def _make_grid(self) -> None:
        self.grid = TileGrid(self)
        self.lesion_action = QAction(self.tr("Silence or restore"), self)
        self.lesion_action.setToolTip(
            self.tr("Silence the chosen filters, or restore them if all are silenced (L)")
        )
        self.grid.addAction(self.lesion_action)
        self._veil = LateVeil((self.grid,), self)
        self._visible = WhenVisible(self)
        self._gate = PaintGate(self.grid)
        self._answer = NewestAnswer(self._client, self)
        self._moments_answer = NewestAnswer(self._client, self)
        self._saver = PictureSaver(self._client, self)
        self._strip = FilmStripMaker(self._client, self)

    def _lay_out(self) -> None:
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self.pickers)
        column.addWidget(self.caption)
        column.addWidget(self.grid, 1)
        column.addWidget(self.development)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty_note)
        self._pages.addWidget(content)

    def _connect(self) -> None:
        self.empty_note.wanted.connect(self._open_embedded)
        self.pickers.layer_chosen.connect(self._choose_layer)
        self.pickers.look_chosen.connect(self._draw)
        self.pickers.kernels_chosen.connect(self._want)
        self.grid.tile_clicked.connect(self._on_clicked)
        self.grid.tile_double_clicked.connect(self._on_double_clicked)
        self.grid.tiles_dragged.connect(self._on_dragged)
        self.grid.tile_hovered.connect(self._on_hovered)
        self.grid.export_wanted.connect(self._save)
        self.grid.canvas.installEventFilter(self)
        self.development.slider.installEventFilter(self)
        self.lesion_action.triggered.connect(self.lesion_chosen)
        self.development.moment_changed.connect(self._want)
        self.development.strip_wanted.connect(self._make_strip)
        self._strip.made.connect(self._save_strip)
        self._visible.due.connect(self._ask)
        self._gate.due.connect(self._ask_live)
        self._answer.arrived.connect(self._on_filters)
        self._answer.failed.connect(self._gate.open)
        self._answer.cancelled.connect(self._gate.open)
        self._moments_answer.arrived.connect(self.development.show_moments)
        self._client.network_changed.connect(self._show_network)
        self._client.training_moved.connect(self._on_training_moved)
        self._client.training_ended.connect(self._on_training_ended)
        self._selection.unit_changed.connect(self._on_unit_changed)
        self._selection.lesion_changed.connect(self._on_lesion_changed)

    # ---- asking -----------------------------------------------------------------------------

    @property
    def layer(self) -> str | None:
        """The layer that is shown."""
        return self.pickers.layer.layer

    @property
    def _unit_of_inputs(self) -> int | None:
        """The unit whose kernels per input channel are shown, None while all filters are."""
        if not self.pickers.wants_inputs:
            return None
        unit = self._selection.unit
        return unit[1] if unit is not None and unit[0] == self.layer else 0

    @Slot()
    def _want(self) -> None:
        self._visible.want()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._visible.shown()

    @Slot()
    def _ask(self) -> None:
        self._ask_for(with_next_snapshot=False)

    @Slot()
    def _ask_live(self) -> None:
        self._ask_for(with_next_snapshot=True)

    def _ask_for(self, *, with_next_snapshot: bool) -> None:
        if self.layer is None:
            return
        request = ViewFilters(
            layer=self.layer,
            unit=self._unit_of_inputs,
            moment=self.development.moment,
            place=PLACE,
            with_next_snapshot=with_next_snapshot,
        )
        if self._view is None or not _same_picture(request, self._view):
            self._veil.wait()
        self._gate.close()
        self._answer.ask(request)
        if not self._since_moments.isValid() or self._since_moments.hasExpired(MOMENTS_INTERVAL_MS):
            self._ask_moments()

    def _ask_moments(self) -> None:
        self._since_moments.start()
        self._moments_answer.ask(ViewMoments(place=PLACE, with_next_snapshot=True))

    @Slot()
    def _open_embedded(self) -> None:
        self._client.ask(OpenEmbeddedNetwork())

    # ---- following --------------------------------------------------------------------------

    @Slot(object)
    def _show_network(self, network: NetworkFacts | None) -> None:
        self._pages.setCurrentIndex(0 if network is None else 1)
        if network is None:
            return
        if self._view is not None and self._view.layer not in network.plan.conv_names:
            self._view, self._order = None, ()
        self.pickers.show_network(network)
        unit = self._selection.unit
        if unit is not None:
            self.pickers.show_layer(unit[0])
        self._limits_now = None
        self._since_moments.invalidate()
        self._want()

    @Slot(object)
    def _on_training_moved(self, snapshot: TrainingSnapshot) -> None:
        if self.development.moment is None:
            self._gate.want()
        elif self.isVisible() and self._since_moments.hasExpired(MOMENTS_INTERVAL_MS):
            self._ask_moments()

    @Slot(object)
    def _on_training_ended(self, _summary: object) -> None:
        self._since_moments.invalidate()
        self._want()

    @Slot(object)
    def _on_unit_changed(self, unit: Unit | None) -> None:
        if unit is not None and unit[0] != self.layer and self.pickers.show_layer(unit[0]):
            self._layer_changed()
        elif self._unit_of_inputs is not None:
            self._want()
        elif self._view is not None:
            self.grid.set_selected(self._tile_of(self._selected_here()))
        if unit is None or unit[1] not in self._chosen:
            self._choose(())

    @Slot(object)
    def _on_lesion_changed(self, _lesion: Lesion) -> None:
        self.grid.set_struck(frozenset(self._tiles_of(self._struck())))

    @Slot(str)
    def _choose_layer(self, name: str) -> None:
        unit = self._selection.unit
        if unit is None or unit[0] != name:
            self._selection.set_unit((name, 0))
        self._layer_changed()

    def _layer_changed(self) -> None:
        self._choose(())
        self._limits_now = None
        self._want()

    # ---- showing ----------------------------------------------------------------------------

    @Slot(object)
    def _on_filters(self, view: FilterView) -> None:
        if view.layer != self.layer:
            return
        self._view = view
        self._veil.lift()
        if view.moment is None and view.unit is None:
            self._limits_now = symmetric_limits(view.kernels)
        self._draw()
        self._gate.answer_shown()

    @Slot()
    def _draw(self) -> None:
        view = self._view
        if view is None or self._client.network is None:
            return
        whole = view.unit is None
        self._order = tile_order(view, self.pickers.order if whole else "index")
        still_waiting = self._answer.waiting and self._veil.waiting
        sheet = filter_sheet(
            view,
            self._order,
            self.pickers.colour_scale,
            common_limits(view, self._limits_now if whole else None),
            struck=self._struck(),
            selected=self._selected_here() if whole else None,
            marked=self._chosen if whole else (),
            title=filter_words.title(view, self._row(view.layer).area),
            bar_label=filter_words.bar_label(view, self.pickers.inputs),
        )
        self.grid.set_sheet(sheet)
        if still_waiting:
            self._veil.wait()
        self.pickers.sort.setEnabled(whole)
        self._show_caption()

    def _show_caption(self) -> None:
        if self._view is not None:
            self.caption.setText(filter_words.caption(self._view, len(self._chosen)))

    def _row(self, layer: str) -> LayerRow:
        assert self._client.network is not None
        return layer_row(self._client.network.plan, layer)

    def _struck(self) -> tuple[int, ...]:
        """Silenced kernels of what is shown; among inputs, those of the layer before."""
        view, network = self._view, self._client.network
        if view is None or network is None:
            return ()
        if view.unit is None:
            return self._selection.lesion.units(view.layer)
        stage = network.plan.conv_names.index(view.layer)
        return self._selection.lesion.units(network.plan.conv_names[stage - 1]) if stage else ()

    def _selected_here(self) -> int | None:
        unit = self._selection.unit
        return unit[1] if unit is not None and unit[0] == self.layer else None

    def _tile_of(self, kernel: int | None) -> int | None:
        return self._order.index(kernel) if kernel in self._order else None

    def _tiles_of(self, kernels: tuple[int, ...]) -> tuple[int, ...]:
        place_of = {kernel: tile for tile, kernel in enumerate(self._order)}
        return tuple(place_of[kernel] for kernel in kernels if kernel in place_of)

    # ---- mouse and keys ---------------------------------------------------------------------

    @property
    def chosen(self) -> tuple[int, ...]:
        """Filters chosen by dragging, empty where one alone is selected."""
        return self._chosen

    @property
    def _shows_units(self) -> bool:
        view = self._view
        return view is not None and view.unit is None and view.layer == self.layer

    @Slot(int)
    def _on_clicked(self, tile: int) -> None:
        if self._shows_units and self.layer is not None:
            self._choose(())
            self._selection.set_unit((self.layer, self._order[tile]))

    @Slot(int)
    def _on_double_clicked(self, tile: int) -> None:
        if self._shows_units and self.layer is not None:
            self._selection.set_unit((self.layer, self._order[tile]))
            self._selection.toggle_unit()

    @Slot(tuple)
    def _on_dragged(self, tiles: tuple[int, ...]) -> None:
        if self._shows_units:
            self._choose(tuple(sorted(self._order[tile] for tile in tiles)))

    def _choose(self, units: tuple[int, ...]) -> None:
        self._chosen = units if len(units) > 1 else ()
        self.grid.set_marked(frozenset(self._tiles_of(self._chosen)))
        self._show_caption()

    @Slot()
    def lesion_chosen(self) -> None:
        """Silence the chosen filters in one step, or restore them where all are silenced already."""
        if not self._chosen or self.layer is None:
            self._selection.toggle_unit()
            return
        lesion, chosen = self._selection.lesion, set(self._chosen)
        before = set(lesion.units(self.layer))
        restores = chosen <= before
        words = self.tr("Restore {n} of {layer}") if restores else self.tr("Silence {n} of {layer}")
        units = before - chosen if restores else before | chosen
        self._selection.change_lesion(
            lesion.with_units(self.layer, units, self._selection.kind),
            words.format(n=len(chosen), layer=self.layer),
        )

    @Slot(int, int, int, float)
    def _on_hovered(self, tile: int, y: int, x: int, value: float) -> None:
        if tile < 0 or self._view is None or tile >= len(self._order):
            self.value_hovered.emit("")
            return
        kernel = self._order[tile]
        self.value_hovered.emit(filter_words.pixel(self._view, kernel, y, x, value))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._takes(event):
                event.accept()
                return True
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if self._takes(event):
                self._press(event)
                return True
        elif kind == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            self._select_under(QPointF(event.pos()))
        return False

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether a key means something here before it means something to the window."""
        if event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        films = event.key() == Qt.Key.Key_Space and self.development.play_button.isEnabled()
        return films or (event.key() == Qt.Key.Key_L and bool(self._chosen))

    def _press(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_L:
            self.lesion_chosen()
        else:
            self.development.toggle_film()

    def _select_under(self, position: QPointF) -> None:
        cell = self.grid.canvas.cell_at(position)
        if cell is not None and self._shows_units and self._order[cell.tile] not in self._chosen:
            self._on_clicked(cell.tile)

    # ---- saving -----------------------------------------------------------------------------

    @Slot(object)
    def _save(self, drawing: object) -> None:
        if self._view is not None:
            inputs = "" if self._view.unit is None else f"-{self._view.unit}-inputs"
            self._saver.save(drawing, f"{self._view.layer}{inputs}-filters-step{self._view.step}")

    @Slot()
    def _make_strip(self) -> None:
        moments: Moments | None = self.development.moments
        if moments is None or self.layer is None:
            return
        places = strip_moments(len(moments.steps))
        captions = tuple(self.development.describe(place) for place in places)
        title = self.tr("Development of the filters of {layer} ({area})").format(
            layer=self.layer, area=self._row(self.layer).area
        )
        self._strip.make(self.layer, places, captions, title)

    @Slot(object)
    def _save_strip(self, drawing: object) -> None:
        self._saver.save(drawing, f"{self.layer}-development")


def _same_picture(request: ViewFilters, view: FilterView) -> bool:
    """Whether a view shows what is asked for, at whatever step: it carries its own step."""
    return (request.layer, request.unit) == (view.layer, view.unit)
