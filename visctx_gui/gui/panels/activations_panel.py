"""An Activations panel: what a layer makes of the current image."""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import (
    ActivationView,
    DataFacts,
    Failed,
    Floats,
    ImageChoice,
    NetworkFacts,
    OpenData,
    TrainingSnapshot,
    ViewActivations,
)
from visctx_gui.gui.elided_label import ElidedLabel
from visctx_gui.gui.panels.activation_pickers import ActivationPickers
from visctx_gui.gui.panels.activation_pictures import (
    ShownLayer,
    answer_names,
    common_limits,
    image_words,
    map_sheet,
    score_bars,
    shown_layer,
)
from visctx_gui.gui.panels.late_veil import LateVeil
from visctx_gui.gui.panels.lesion_pictures import class_labels
from visctx_gui.gui.panels.newest_answer import NewestAnswer
from visctx_gui.gui.panels.picture_saver import PictureSaver
from visctx_gui.gui.panels.titled_grid import TitledGrid
from visctx_gui.gui.panels.two_parts import TwoParts
from visctx_gui.gui.panels.when_visible import PaintGate, WhenVisible
from visctx_gui.gui.selection import Selection, Unit
from visctx_gui.gui.style import GRID, small
from visctx_gui.gui.translation import translated
from visctx_gui.gui.widgets.bar_plot import BarPlotView
from visctx_gui.gui.widgets.empty_note import EmptyNote
from visctx_gui.gui.widgets.image_view import ImageView
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.layers import FieldBox, layer_row, receptive_field_box
from visctx_gui.plan.lesion import Lesion
from visctx_gui.presentation.colours import Role
from visctx_gui.presentation.numbers import count_text, value_text
from visctx_gui.presentation.tiles import TileSheet

# Pixels for the image and the scores below the maps: ten classes are seen at once.
ROOM_FOR_SCORES, ROOM_BESIDE_TWINS = 152, 140
_panel_numbers = count(1)


class ActivationsPanel(QWidget):
    """Maps of one layer, the image with the field of the clicked cell, and the class scores.

    Signals: ``value_hovered(str)``, the value under the cursor for the status bar.
    """

    value_hovered = Signal(str)

    def __init__(
        self, client: EngineClient, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("activations_panel")
        self._client, self._selection = client, selection
        self._place = f"activations {next(_panel_numbers)}"
        self._view: ActivationView | None = None
        self._request: ViewActivations | None = None
        self._shown: ViewActivations | None = None
        self._cell: tuple[int, int] | None = None
        self._pinned_image: ImageChoice | None = None
        self.pickers = ActivationPickers(self)
        self._make_pictures()
        self.empty_note = EmptyNote(
            self.tr("The maps of a layer will stand here; they need an image."),
            self.tr("Open the built-in digits"),
            self.tr("1,797 handwritten digits that ship with the program"),
            parent=self,
        )
        self._visible = WhenVisible(self)
        self._gate = PaintGate(self.maps.grid)
        self._answer = NewestAnswer(client, self)
        self._saver = PictureSaver(client, self)
        self._lay_out()
        self._connect()
        self._show_network(client.network)

    # ---- making -----------------------------------------------------------------------------

    def _make_pictures(self) -> None:
        self.maps = TitledGrid(self)
        self.twin_maps = TitledGrid(self)
        self.twin_maps.hide()
        self.lesion_action = QAction(self.tr("Silence or restore"), self)
        self.lesion_action.setToolTip(self.tr("Silence the selected unit, or restore it (L)"))
        self.maps.grid.addAction(self.lesion_action)
        self.picture = ImageView(parent=self)
        self.picture.setToolTip(
            self.tr("What the network sees; the frame is the receptive field of the clicked cell")
        )
        self.scores = BarPlotView(self)
        self.caption = ElidedLabel(Qt.TextElideMode.ElideRight, self, calm=True)
        self.caption.setFont(small(self.font()))
        self.note = QLabel(self)
        self.note.setFont(small(self.font()))
        self.note.setWordWrap(True)
        self.note.hide()
        pictures = (self.maps.grid, self.twin_maps.grid, self.picture, self.scores)
        self._veil = LateVeil(pictures, self)

    def _lay_out(self) -> None:
        self._pair = QSplitter(Qt.Orientation.Horizontal, self)
        self._pair.addWidget(self.maps)
        self._pair.addWidget(self.twin_maps)
        self._pair.setChildrenCollapsible(False)
        self._pair.setHandleWidth(GRID)
        below = QSplitter(Qt.Orientation.Horizontal, self)
        below.addWidget(self.picture)
        below.addWidget(self.scores)
        below.setSizes([112, 160])
        below.setHandleWidth(GRID)
        below.setStretchFactor(0, 2)
        below.setStretchFactor(1, 3)
        self._parts = TwoParts(self._pair, below, ROOM_FOR_SCORES, self)
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self.pickers)
        column.addWidget(self._parts, 1)
        column.addWidget(self.caption)
        column.addWidget(self.note)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty_note)
        self._pages.addWidget(content)

    def _connect(self) -> None:
        self.empty_note.wanted.connect(self._open_digits)
        self.pickers.question_changed.connect(self._on_question_changed)
        self.pickers.look_changed.connect(self._draw)
        self.pickers.pinned.connect(self._on_pinned)
        for titled in (self.maps, self.twin_maps):
            titled.grid.tile_clicked.connect(self._on_clicked)
            titled.grid.cell_clicked.connect(self._on_cell_clicked)
            titled.grid.tile_hovered.connect(self._on_hovered)
            titled.grid.export_wanted.connect(self._save)
        self.maps.grid.tile_double_clicked.connect(self._on_double_clicked)
        self.scores.export_wanted.connect(self._save)
        self.lesion_action.triggered.connect(self._selection.toggle_unit)
        self._visible.due.connect(self._ask)
        self._gate.due.connect(self._ask_live)
        self._answer.arrived.connect(self._on_maps)
        self._answer.failed.connect(self._on_failed)
        self._answer.cancelled.connect(self._gate.open)
        self._client.network_changed.connect(self._show_network)
        self._client.data_changed.connect(self._on_data_changed)
        self._client.training_moved.connect(self._on_training_moved)
        self._client.training_ended.connect(self._want)
        self._selection.image_changed.connect(self._on_image_changed)
        self._selection.lesion_changed.connect(self._on_lesion_changed)
        self._selection.unit_changed.connect(self._on_unit_changed)

    # ---- asking -----------------------------------------------------------------------------

    @property
    def layer(self) -> str | None:
        """The layer whose maps are shown."""
        return self.pickers.layer.layer

    def show_layer(self, name: str) -> None:
        """Show another layer."""
        if name != self.layer and self.pickers.show_layer(name):
            self._on_question_changed()

    @property
    def image(self) -> ImageChoice:
        """The image of this panel: the pinned one, else the current one."""
        return self._pinned_image or self._selection.image

    @property
    def _can_ask(self) -> bool:
        has_image = self._client.data is not None or self.image.kind != "data"
        return self._client.network is not None and has_image

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
        self._pages.setCurrentIndex(1 if self._can_ask else 0)
        if not self._can_ask or self.layer is None:
            return
        self._request = ViewActivations(
            layer=self.layer,
            image=self.image,
            lesion=self._selection.lesion,
            twin=self.pickers.twin,
            before_nonlinearity=self.pickers.before_nonlinearity,
            place=self._place,
            with_next_snapshot=with_next_snapshot,
        )
        if self._request != self._shown:
            self._veil.wait()
        self._gate.close()
        self._answer.ask(self._request)

    @Slot()
    def _open_digits(self) -> None:
        self._client.ask(OpenData(data=DataPlan()))

    # ---- following --------------------------------------------------------------------------

    @Slot(object)
    def _show_network(self, network: NetworkFacts | None) -> None:
        self._pages.setCurrentIndex(1 if self._can_ask else 0)
        if network is not None:
            self._view = None
            self.pickers.show_network(network)
            self._name_panel()
            self._want()

    @Slot(object)
    def _on_data_changed(self, _data: DataFacts) -> None:
        self._shown = None
        self._want()

    @Slot(object)
    def _on_training_moved(self, _snapshot: TrainingSnapshot) -> None:
        self._gate.want()

    @Slot(object)
    def _on_image_changed(self, _image: ImageChoice) -> None:
        if self._pinned_image is None:
            self._want()

    @Slot(object)
    def _on_lesion_changed(self, _lesion: Lesion) -> None:
        self._want()

    @Slot(object)
    def _on_unit_changed(self, _unit: Unit | None) -> None:
        self._draw()

    @Slot()
    def _on_question_changed(self) -> None:
        if self._request is not None and self._request.layer != self.layer:
            self._cell = None
        self._name_panel()
        self._want()

    @Slot(bool)
    def _on_pinned(self, pinned: bool) -> None:
        self._pinned_image = self._selection.image if pinned else None
        self._want()

    def _name_panel(self) -> None:
        words = self.tr("Activations: {layer}")
        self.setWindowTitle(words.format(layer=self.pickers.layer.currentText()))

    # ---- showing ----------------------------------------------------------------------------

    @Slot(object)
    def _on_maps(self, view: ActivationView) -> None:
        self._view, self._shown = view, self._request
        self._veil.lift()
        self._draw()
        self.scores.set_bars(score_bars(view, self._answer_names, self._twin))
        self._show_note(translated(view.note))
        self._gate.answer_shown()

    @property
    def _twin(self) -> str:
        return "none" if self._shown is None or self._view is None else self._shown.twin

    @property
    def _answer_names(self) -> tuple[str, ...]:
        return answer_names(self._client.network, self._client.data)

    def _facts(self) -> ShownLayer | None:
        """The layer of the maps that are shown."""
        if self._view is None or self._shown is None or self._client.network is None:
            return None
        before = self._shown.before_nonlinearity
        return shown_layer(self._client.network.plan, self._view.layer, before)

    @Slot()
    def _draw(self) -> None:
        view, layer = self._view, self._facts()
        if view is None or layer is None:
            return
        waiting = self.maps.grid.waiting
        limits = common_limits(view, layer.colours)
        struck = self._selection.lesion.units(layer.units_of) if layer.units_of else ()
        self.maps.grid.set_sheet(self._sheet(view.maps, layer, limits, struck))
        if self.twin_maps.isHidden() == (view.twin_maps is not None):
            self._pair.setSizes([1, 1])  # shares of what there is
            twins = view.twin_maps is not None
            self._parts.set_needed_below(ROOM_BESIDE_TWINS if twins else ROOM_FOR_SCORES)
        self.twin_maps.setVisible(view.twin_maps is not None)
        if view.twin_maps is not None:
            self.twin_maps.grid.set_sheet(self._sheet(view.twin_maps, layer, limits, ()))
        self._name_twins()
        self.picture.set_picture(view.input_picture, self._field(view))
        self._show_caption(view, layer)
        if waiting:
            self._veil.wait()

    def _sheet(
        self, maps: Floats, layer: ShownLayer, limits: tuple[float, float], struck: tuple[int, ...]
    ) -> TileSheet:
        assert self._shown is not None
        labels = () if layer.units_of else class_labels(self._answer_names, len(maps))
        return map_sheet(
            maps,
            layer,
            limits,
            self.pickers.own_scale,
            labels=labels,
            struck=struck,
            selected=self._selected_tile(layer),
            cell=self._cell,
            title=self.tr("Maps of {layer} for {image}").format(
                layer=layer.title, image=self._image_words()
            ),
        )

    def _selected_tile(self, layer: ShownLayer) -> int | None:
        unit = self._selection.unit
        return unit[1] if unit is not None and unit[0] == layer.units_of else None

    def _name_twins(self) -> None:
        roles: dict[str, tuple[Role, Role]] = {
            "untrained": ("plain", "random control"),
            "intact": ("lesioned", "intact"),
        }
        words = {
            "untrained": (self.tr("this network"), self.tr("untrained")),
            "intact": (self.tr("lesioned"), self.tr("intact")),
        }
        mine, other = words.get(self._twin, ("", ""))
        own_role, other_role = roles.get(self._twin, ("plain", "plain"))
        self.maps.set_title(mine, own_role)
        self.twin_maps.set_title(other, other_role)

    def _image_words(self) -> str:
        image = self.image if self._shown is None else self._shown.image
        label = -1 if self._view is None else self._view.label
        data = self._client.data
        return image_words(image, label, self._answer_names if data is None else data.class_names)

    def _show_caption(self, view: ActivationView, layer: ShownLayer) -> None:
        parts = [self._image_words(), self.tr("at step {step}").format(step=count_text(view.step))]
        if self._pinned_image is not None:
            parts.insert(0, self.tr("pinned"))
        if self._shown is not None and self._shown.before_nonlinearity:
            parts.insert(0, self.tr("summed input"))
        words = ", ".join(parts)
        if words != self.caption.text():
            self.caption.setText(words)
            self.caption.setToolTip(words)

    def _show_note(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _field(self, view: ActivationView) -> FieldBox | None:
        """The part of the image that the clicked cell sees."""
        network = self._client.network
        if network is None or self._cell is None:
            return None
        y, x = self._cell
        height, width = view.input_picture.shape[:2]
        row = layer_row(network.plan, view.layer)
        inside = y < view.maps.shape[1] and x < view.maps.shape[2]
        return receptive_field_box(row, y, x, height, width) if inside else None

    @Slot(object)
    def _on_failed(self, failed: Failed) -> None:
        self._view = None
        self._veil.lift()
        for titled in (self.maps, self.twin_maps):
            titled.grid.set_sheet(None)
        self.picture.set_picture(None)
        self.scores.set_bars(None)
        self.caption.setText("")
        words = (translated(failed.what), translated(failed.advice))
        self._show_note(" ".join(part for part in words if part))
        self._gate.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self._pair.width() > self._pair.height()
        self._pair.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)

    # ---- mouse ------------------------------------------------------------------------------

    @Slot(int)
    def _on_clicked(self, tile: int) -> None:
        layer = self._facts()
        if layer is not None and layer.units_of:
            self._selection.set_unit((layer.units_of, tile))

    @Slot(int, int, int)
    def _on_cell_clicked(self, tile: int, y: int, x: int) -> None:
        self._cell = (y, x)
        self._draw()

    @Slot(int)
    def _on_double_clicked(self, tile: int) -> None:
        layer = self._facts()
        if layer is not None and layer.units_of:
            self._selection.set_unit((layer.units_of, tile))
            self._selection.toggle_unit()

    @Slot(int, int, int, float)
    def _on_hovered(self, tile: int, y: int, x: int, value: float) -> None:
        if tile < 0 or self._view is None:
            self.value_hovered.emit("")
        else:
            self.value_hovered.emit(f"{self._view.layer} {tile} ({y}, {x})  {value_text(value)}")

    @Slot(object)
    def _save(self, drawing: object) -> None:
        if self._view is not None:
            what = "scores" if drawing is self.scores.plain_data() else "activations"
            self._saver.save(drawing, f"{self._view.layer}-{what}-step{self._view.step}")
