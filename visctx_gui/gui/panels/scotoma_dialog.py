"""Silencing a region of the visual field: drawn on the image, applied to a layer."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import ActivationView, Failed, NetworkFacts, ViewActivations
from visctx_gui.gui.damage_words import damage_title, is_silence
from visctx_gui.gui.panels.layer_picker import LayerPicker
from visctx_gui.gui.panels.newest_answer import NewestAnswer
from visctx_gui.gui.panels.scotoma_field import ScotomaField, blank_picture
from visctx_gui.gui.plan_form import PlanForm
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.style import GRID
from visctx_gui.plan.layers import LayerRow, layer_row
from visctx_gui.plan.lesion import WEIGHT_MODES, Lesion, LesionPart
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.scotoma import (
    Positions,
    Scotoma,
    centre_of,
    check_scotoma,
    scotoma_positions,
)
from visctx_gui.presentation.numbers import count_text

PLACE = "scotoma"
FIELDS = ("shape", "x", "y", "radius", "inner_radius", "side")
USUAL_SHARE = 0.2  # radius of the first region, of the image's smaller side


class ScotomaDialog(QDialog):
    """Draw a region, see which cells it takes, silence them in one undoable change."""

    def __init__(self, client: EngineClient, selection: Selection, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("scotoma_dialog")
        self.setWindowTitle(self.tr("Scotoma"))
        self.setModal(False)
        self._client, self._selection = client, selection
        self._plan: NetworkPlan | None = None
        self._cells: Positions = ()
        self.field = ScotomaField(self)
        self.layer_picker = LayerPicker(self)
        self.layer_picker.setToolTip(self.tr("Layer whose cells are silenced"))
        self.form = PlanForm(Scotoma(x=0.0, y=0.0), "scotoma", FIELDS, self._check)
        self.layer_picker.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.layer_picker.setMinimumContentsLength(8)
        self.layer_picker.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.form.add_row(self.tr("layer"), self.layer_picker)
        self.sentence = QLabel(self)
        self.sentence.setWordWrap(True)
        self._make_buttons()
        self._answer = NewestAnswer(client, self)
        self._lay_out()
        self._connect()
        self._show_network(client.network)

    def _make_buttons(self) -> None:
        self.apply_button = QPushButton(self.tr("Silence the region"), self)
        self.apply_button.setObjectName("scotoma_apply")
        self.apply_button.setToolTip(
            self.tr(
                "Lesion all units of the layer in these cells, as one change that can be undone"
            )
        )
        self.close_button = QPushButton(self.tr("Close"), self)
        self.close_button.setToolTip(self.tr("Close this window; the lesion stays as it is"))
        self.apply_button.setDefault(True)
        self.close_button.setAutoDefault(False)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self.apply_button, 1)
        buttons.addWidget(self.close_button)
        side = QVBoxLayout()
        side.setSpacing(GRID)
        side.addWidget(self.form)
        side.addStretch(1)
        side.addWidget(self.sentence)
        side.addLayout(buttons)
        column = QWidget(self)
        column.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        column.setFixedWidth(30 * GRID)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID, GRID, GRID)
        row.setSpacing(GRID)
        row.addWidget(self.field, 1)
        row.addWidget(column)

    def _connect(self) -> None:
        self.field.region_changed.connect(self.form_shows)
        self.form.changed.connect(self._follow_form)
        self.layer_picker.layer_chosen.connect(self._follow_layer)
        self.apply_button.clicked.connect(self.apply)
        self.close_button.clicked.connect(self.close)
        self._answer.arrived.connect(self._show_image)
        self._answer.failed.connect(self._show_blank)
        self._selection.image_changed.connect(self._ask_image)
        self._selection.kind_changed.connect(self._judge)
        self._selection.lesion_changed.connect(self._judge)
        self._client.network_changed.connect(self._show_network)
        self._client.data_changed.connect(self._ask_image)

    # ---- following --------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the image as it is now."""
        super().showEvent(event)
        if self._selection.unit is not None:
            self.layer_picker.show_layer(self._selection.unit[0])
        self._ask_image()
        self._judge()

    @Slot(object)
    def _show_network(self, network: NetworkFacts | None) -> None:
        old, self._plan = self._plan, None if network is None else network.plan
        if network is None:
            return
        names = network.plan.conv_names
        self.layer_picker.offer(layer_row(network.plan, name) for name in names)
        if old is None or old.input_shape != network.plan.input_shape:
            self._show_first_region(network.plan)
        self._ask_image()
        self._judge()

    def _show_first_region(self, plan: NetworkPlan) -> None:
        """A disc in the middle, and a grey field until the image comes."""
        _, height, width = plan.input_shape
        radius = round(USUAL_SHARE * min(height, width), 1)
        x, y = centre_of(Scotoma(), plan)
        first = Scotoma(x=x, y=y, radius=radius, inner_radius=round(radius / 2, 1))
        self.field.set_picture(blank_picture(height, width))
        self.form.set_plan(first)
        self._grey_fields()

    @Slot()
    def _ask_image(self) -> None:
        image, layer = self._selection.image, self.layer_picker.layer
        has_image = self._client.data is not None or image.kind != "data"
        if self.isVisible() and has_image and layer is not None:
            self.field.set_waiting(True)
            self._answer.ask(ViewActivations(layer=layer, image=image, place=PLACE))

    @Slot(object)
    def _show_image(self, view: ActivationView) -> None:
        self.field.set_picture(view.input_picture)

    @Slot(object)
    def _show_blank(self, _failed: Failed) -> None:
        if self._plan is not None:
            self.field.set_picture(blank_picture(*self._plan.input_shape[1:]))

    @Slot(str)
    def _follow_layer(self, _layer: str) -> None:
        self._judge()

    @Slot(object)
    def form_shows(self, region: Scotoma) -> None:
        """The mouse has changed the region: its numbers follow."""
        self.form.set_plan(region)
        self._judge()

    @Slot()
    def _follow_form(self) -> None:
        self._grey_fields()
        self._judge()

    def _grey_fields(self) -> None:
        region = self.form.plan()
        if region is not None:
            half = region.shape == "half field"
            self.form.editor("radius").setEnabled(not half)
            self.form.editor("inner_radius").setEnabled(region.shape == "ring")
            self.form.editor("side").setEnabled(half)

    # ---- judging and applying ---------------------------------------------------------------

    def _check(self, region: Scotoma) -> None:
        check_scotoma(region, "scotoma")

    def _region(self) -> Scotoma | None:
        """The region of the form with numbers for its centre, None while it is refused."""
        region: Scotoma | None = self.form.plan()
        if region is None or self._plan is None:
            return None
        x, y = centre_of(region, self._plan)
        return replace(region, x=x, y=y)

    @Slot()
    def _judge(self) -> None:
        """Show which cells the region takes, and whether they can be lesioned."""
        region, layer = self._region(), self.layer_picker.layer
        self._cells = ()
        if region is not None and layer is not None and self._plan is not None:
            self._cells = scotoma_positions(region, self._plan, layer)
            row = layer_row(self._plan, layer)
            self.field.set_region(region, *_field_centres(row, self._cells))
            self.sentence.setText(self._sentence(row))
        else:
            self.sentence.setText(self.tr("Mend the marked field."))
        lesion = self._wanted()
        self.apply_button.setEnabled(lesion is not None and lesion != self._selection.lesion)
        self.apply_button.setText(
            self.tr("Silence the region")
            if is_silence(self._selection.kind)
            else self.tr("Lesion the region")
        )

    def _sentence(self, row: LayerRow) -> str:
        kind = self._selection.kind
        if kind.mode in WEIGHT_MODES:
            words = self.tr(
                "Damage of the kind '{kind}' has no place on the map: a filter has one set of weights. "
                "Choose silence, mean or noise in the Lesion panel."
            )
            return words.format(kind=damage_title(kind.mode))
        if not self._cells:
            words = self.tr("No receptive field of {layer} has its centre in this region.")
            return words.format(layer=row.name)
        units, height, width = row.output_shape
        words = (
            self.tr("silences {n} of {all} cells of {layer}, all {units} units")
            if is_silence(kind)
            else self.tr("lesions {n} of {all} cells of {layer}, all {units} units")
        )
        text = words.format(
            n=count_text(len(self._cells)),
            all=count_text(height * width),
            layer=row.name,
            units=count_text(units),
        )
        if self._wanted() == self._selection.lesion:
            text = f"{text}; {self.tr('this is the lesion now')}"
        elif self._selection.lesion.units(row.name):
            other = self.tr("takes the place of the present lesion of {layer}")
            text = f"{text}; {other.format(layer=row.name)}"
        return text

    def _wanted(self) -> Lesion | None:
        """The lesion with this region; None where the layer cannot have it."""
        layer, plan, kind = self.layer_picker.layer, self._plan, self._selection.kind
        if layer is None or plan is None or not self._cells or kind.mode in WEIGHT_MODES:
            return None
        units = tuple(range(layer_row(plan, layer).output_shape[0]))
        part = LesionPart(layer, units, self._cells, kind.mode, kind.dose, kind.seed)
        others = (part for part in self._selection.lesion if part.layer != layer)
        return Lesion((*others, part))

    @Slot()
    def apply(self) -> None:
        """Lesion the cells in all units of the layer; other layers stay as they are."""
        lesion = self._wanted()
        if lesion is not None:
            words = self.tr("Scotoma in {layer}, {n} cells")
            layer, count = self.layer_picker.layer, count_text(len(self._cells))
            self._selection.change_lesion(lesion, words.format(layer=layer, n=count))


def _field_centres(
    row: LayerRow, inside: Positions
) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """Centres (x, y) of the receptive fields of the cells inside, and of all others."""
    _, height, width = row.output_shape
    taken = set(inside)
    dots: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
    for y in range(height):
        for x in range(width):
            centre = (row.start + x * row.jump, row.start + y * row.jump)
            dots[(y, x) not in taken].append(centre)
    return dots
