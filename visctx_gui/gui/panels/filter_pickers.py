"""What the Filters panel shows and how: layer, kernels, order and colour scale."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from visctx_gui.engine.messages import NetworkFacts
from visctx_gui.gui.panels.choice_picker import ChoicePicker
from visctx_gui.gui.panels.filter_sheet import Order, Scale
from visctx_gui.gui.panels.layer_picker import LayerPicker


class FilterPickers(QWidget):
    """Signals: ``layer_chosen(name)``, ``kernels_chosen()`` and ``look_chosen()``."""

    layer_chosen = Signal(str)
    kernels_chosen = Signal()
    look_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._network: NetworkFacts | None = None
        self.layer = LayerPicker(self)
        self.layer.setToolTip(self.tr("Layer whose filters are shown"))
        self.kernels = ChoicePicker(
            self.tr("Kernels shown"),
            self.tr(
                "All filters of the layer, or the selected filter's kernel for each input channel"
            ),
            ((self.tr("filters"), "all"), (self.tr("inputs"), "inputs")),
            self,
        )
        self.sort = ChoicePicker(
            self.tr("Order"),
            self.tr(
                "Order of the tiles: by index, or the filter with the largest Euclidean norm first"
            ),
            ((self.tr("index"), "index"), (self.tr("norm"), "norm")),
            self,
        )
        self.scale = ChoicePicker(
            self.tr("Colour scale"),
            self.tr("One colour scale for the whole layer, or each filter on its own"),
            ((self.tr("one scale"), "layer"), (self.tr("own scale"), "tile")),
            self,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        pickers: tuple[QComboBox, ...] = (self.layer, self.kernels, self.sort, self.scale)
        for picker in pickers:
            row.addWidget(picker)
        row.addStretch(1)
        self.layer.layer_chosen.connect(self._on_layer)
        self.kernels.activated.connect(self._on_kernels)
        self.sort.activated.connect(self._on_look)
        self.scale.activated.connect(self._on_look)

    def show_network(self, network: NetworkFacts) -> None:
        """Offer the filter layers of a network."""
        self._network = network
        names = network.plan.conv_names
        self.layer.offer(row for row in network.rows if row.name in names)
        self._offer_inputs()

    def show_layer(self, name: str) -> bool:
        """Show a layer without sending a signal; False where there is no such layer."""
        known = self.layer.show_layer(name)
        self._offer_inputs()
        return known

    @property
    def inputs(self) -> int:
        """Input channels of the layer's filters, 0 without a network."""
        if self._network is None or self.layer.layer is None:
            return 0
        plan = self._network.plan
        stage = plan.conv_names.index(self.layer.layer)
        return plan.filters[stage - 1] if stage else plan.input_shape[0]

    @property
    def wants_inputs(self) -> bool:
        """Whether the selected filter's kernel for each input channel is wanted."""
        return self.inputs > 1 and self.kernels.value == "inputs"

    @property
    def order(self) -> Order:
        """Order of the tiles."""
        return "norm" if self.sort.value == "norm" else "index"

    @property
    def colour_scale(self) -> Scale:
        """Over what the colours are spread."""
        return "tile" if self.scale.value == "tile" else "layer"

    def _offer_inputs(self) -> None:
        self.kernels.setVisible(self.inputs > 1)

    @Slot(str)
    def _on_layer(self, name: str) -> None:
        self._offer_inputs()
        self.layer_chosen.emit(name)

    @Slot()
    def _on_kernels(self) -> None:
        self.kernels_chosen.emit()

    @Slot()
    def _on_look(self) -> None:
        self.look_chosen.emit()
