"""The page of the lesion curve: accuracy with none to all units of a layer silenced."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QSpinBox, QVBoxLayout, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.lesion_messages import CurveOrder, LesionCurveView, TraceLesionCurve
from visctx_gui.gui.elided_label import ElidedLabel
from visctx_gui.gui.panels.bench_page import BenchPage, row_of
from visctx_gui.gui.panels.curve_picture import lesion_curve_plot, share_measured
from visctx_gui.gui.panels.layer_picker import LayerPicker
from visctx_gui.gui.panels.run_bar import RunBar
from visctx_gui.gui.panels.split_picker import SplitPicker
from visctx_gui.gui.selection import Selection, Unit
from visctx_gui.gui.style import small
from visctx_gui.gui.widgets.history_plot import HistoryPlot
from visctx_gui.plan.layers import layer_row
from visctx_gui.presentation.numbers import count_text

PLACE = "bench_curve"
LARGEST_SEED = 2**31 - 1
MOST_DRAWS = 1000
ORDERS: tuple[CurveOrder, ...] = ("importance", "first", "random")


class CurvePage(BenchPage):
    """One layer, three orders: by importance, from the first unit on, at random many times."""

    def __init__(
        self, client: EngineClient, selection: Selection, parent: QWidget | None = None
    ) -> None:
        words = self.tr("Trace the curve")
        tooltip = self.tr(
            "Silence 0, 1, 2 ... all units of the layer in each of the chosen orders, and measure the answers each time"
        )
        empty = self.tr("How the answers fade as more and more units fall silent will stand here.")
        super().__init__(client, selection, RunBar(words, tooltip), (empty, words), parent)
        self.layer_picker = LayerPicker(self)
        self.layer_picker.setToolTip(self.tr("Layer whose units are silenced"))
        self.split_picker = SplitPicker(client, self)
        self.draws = self._number(self.tr("Random draws"), 2, MOST_DRAWS, 20)
        self.draws.setSuffix(self.tr(" draws"))
        self.seed = self._number(self.tr("Seed of the draws"), 0, LARGEST_SEED, 0)
        self.seed.setPrefix(self.tr("seed "))
        self._make_orders()
        self.plot = HistoryPlot(self)
        self.images = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self.images.setFont(small(self.font()))
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.plot, 1)
        column.addWidget(self.images)
        first = row_of(self.layer_picker, self.split_picker, *self.orders.values())
        second = row_of(self.draws, self.seed, self.run_bar, stretch_last=True)
        self.lay_out([first, second], content)
        self.plot.value_hovered.connect(self.value_hovered)
        self.plot.export_wanted.connect(self._save)
        selection.unit_changed.connect(self._follow_unit)
        self.connect_page()
        self.show_network()

    def _number(self, title: str, low: int, high: int, value: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(low, high)
        box.setValue(value)
        box.setAccessibleName(title)
        box.setToolTip(title)
        box.setMaximumWidth(box.fontMetrics().horizontalAdvance("seed 000000") + 32)
        return box

    def _make_orders(self) -> None:
        words = {
            "importance": (
                self.tr("importance"),
                self.tr(
                    "The unit whose silence alone raises the loss most first; ranked on other images"
                ),
            ),
            "first": (self.tr("first k"), self.tr("Unit 0, then 1, then 2 ...")),
            "random": (
                self.tr("random"),
                self.tr("Each draw in an order of its own; the band holds 95 % of the draws"),
            ),
        }
        self.orders: dict[CurveOrder, QCheckBox] = {}
        for order in ORDERS:
            text, tooltip = words[order]
            box = QCheckBox(text, self)
            box.setChecked(True)
            box.setToolTip(tooltip)
            box.setAccessibleName(text)
            box.toggled.connect(self._follow_orders)
            self.orders[order] = box

    @Slot()
    def _follow_orders(self) -> None:
        for box in (self.draws, self.seed):
            box.setEnabled(self.orders["random"].isChecked())

    @Slot(object)
    def _follow_unit(self, unit: Unit | None) -> None:
        if unit is not None and self.result is None:
            self.layer_picker.show_layer(unit[0])

    def show_network(self) -> None:
        network = self._client.network
        if network is not None:
            plan = network.plan
            self.layer_picker.offer(layer_row(plan, name) for name in plan.conv_names)

    def request(self) -> TraceLesionCurve | None:
        layer = self.layer_picker.layer
        orders = tuple(order for order in ORDERS if self.orders[order].isChecked())
        if layer is None or not orders:
            self.run_bar.say(self.tr("Tick at least one order."))
            return None
        split = self.split_picker.split
        return TraceLesionCurve(
            layer=layer,
            split=split,
            orders=orders,
            draws=self.draws.value(),
            seed=self.seed.value(),
            ranking_split="train"
            if split == "validation" or not self._n_validation
            else "validation",
            place=PLACE,
        )

    @property
    def _n_validation(self) -> int:
        return self._client.data.n("validation") if self._client.data is not None else 0

    def show_result(self, result: LesionCurveView) -> None:
        self.plot.set_plot(lesion_curve_plot(result))
        words = self.tr(
            "ranked on {ranking} images, tested on {n} {split} images, at step {step}"
        ).format(
            ranking=self.split_word(result.ranking_split),
            n=count_text(result.n),
            split=self.split_word(result.split),
            step=count_text(result.step),
        )
        self.images.setText(words)
        self.images.setToolTip(words)

    def fraction(self, result: LesionCurveView) -> float:
        return share_measured(result)

    def measured_on(self, result: LesionCurveView) -> str:
        share = share_measured(result)
        if share == 1:
            return self.tr("{layer}: complete").format(layer=result.layer)
        return self.tr("{layer}: {percent} % of the curve").format(
            layer=result.layer, percent=int(100 * share)
        )

    def grey(self, grey: bool) -> None:
        self.plot.set_waiting(grey)

    def forget(self) -> None:
        self.plot.set_plot(None)

    @Slot(object)
    def _save(self, plot: object) -> None:
        layer = self.result.layer if self.result is not None else "layer"
        self.saver.save(plot, f"{layer}-lesion-curve")
