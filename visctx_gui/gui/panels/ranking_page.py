"""The page that ranks units by importance in several ways, and says how far these agree."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLabel, QSpinBox, QSplitter, QVBoxLayout, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.lesion_messages import RankingView, RankingWay, RankUnits, Unit
from visctx_gui.gui.elided_label import ElidedLabel
from visctx_gui.gui.named_sets import NamedSets
from visctx_gui.gui.panels.bench_page import LEAST_PICTURE_HEIGHT, BenchPage, part_of, row_of
from visctx_gui.gui.panels.choice_picker import ChoicePicker
from visctx_gui.gui.panels.chosen_units import ChosenUnits
from visctx_gui.gui.panels.folding_row import FoldingRow
from visctx_gui.gui.panels.layers_picker import LayersPicker
from visctx_gui.gui.panels.ranking_pictures import (
    WAYS,
    agreement_plot,
    ranked_in_the_end,
    ranking_sheet,
)
from visctx_gui.gui.panels.run_bar import RunBar
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.style import small
from visctx_gui.gui.widgets.number_table import NumberTable
from visctx_gui.gui.widgets.scatter_view import ScatterView
from visctx_gui.plan.greedy import PUBLISHED_STOP_SHARE, WHOLE_LAYER, greedy_rounds
from visctx_gui.plan.unit_sets import set_of
from visctx_gui.presentation.numbers import count_text

PLACE = "bench_ranking"
MOST_AT_A_TIME = 512
SPACE_BEHIND_COST = 4  # pixels


class RankingPage(BenchPage):
    """Table of all ways beside one way against the exact one.

    Attributes
    ----------
    estimates_changed : Signal(dict of unit to float)
        The first-order estimate, nats per image.
    """

    estimates_changed = Signal(object)

    def __init__(
        self,
        client: EngineClient,
        selection: Selection,
        named_sets: NamedSets,
        parent: QWidget | None = None,
    ) -> None:
        words = self.tr("Rank the units")
        tooltip = self.tr("Rank the units of the chosen layers in each of the ticked ways")
        empty = self.tr(
            "Which units matter most, and how well a quick estimate tells it, will stand here."
        )
        super().__init__(client, selection, RunBar(words, tooltip), (empty, words), parent)
        self.layers = LayersPicker(self)
        self.split_picker = ChoicePicker(
            self.tr("Images ranked on"),
            self.tr("Images the ranking is made on; never the test images"),
            ((self.tr("validation"), "validation"), (self.tr("training"), "train")),
            self,
        )
        self.split_picker.setMinimumContentsLength(len("validation"))
        self._make_ways()
        self.way_picker = ChoicePicker(
            self.tr("Compared with the exact ranking"),
            self.tr("Which way stands against the exact one in the plot"),
            ((self.tr("first-order"), "first-order"), (self.tr("greedy"), "greedy")),
            self,
        )
        self.table = NumberTable(self)
        self.table.setMinimumSize(160, 72)
        self.scatter = ScatterView(self)
        self.scatter.setMinimumHeight(LEAST_PICTURE_HEIGHT)
        self.chosen_units = ChosenUnits(selection, named_sets, self)
        self.chosen_units.hide()
        shown = QVBoxLayout()
        shown.setContentsMargins(0, 0, 0, 0)
        shown.setSpacing(4)
        shown.addLayout(row_of(QLabel(self.tr("exact against"), self), self.way_picker))
        shown.addWidget(self.table, 1)
        beside = QWidget(self)
        beside.setLayout(shown)
        parts = QSplitter(Qt.Orientation.Horizontal, self)
        parts.addWidget(beside)
        parts.addWidget(self.scatter)
        parts.setChildrenCollapsible(False)
        parts.setSizes([330, 310])
        first = row_of(self.layers, self.split_picker, self.run_bar, stretch_last=True)
        second = FoldingRow(
            part_of(*self.ways.values()),
            part_of(
                self.measure_picker, self.group, self.stop_percent, self.cost, stretch_last=True
            ),
            self,
        )
        self.lay_out([first, second, self.chosen_units], parts)
        self._connect()
        self.connect_page()
        self.show_network()

    def _make_ways(self) -> None:
        words: dict[RankingWay, tuple[str, str]] = {
            "exact": (
                self.tr("exact"),
                self.tr("Rise of the mean cross-entropy with each unit alone silenced: one sweep"),
            ),
            "first-order": (
                self.tr("first-order"),
                self.tr("Activation times gradient, from one backward pass: quick"),
            ),
            "greedy": (
                self.tr("greedy"),
                self.tr(
                    "As published: silence the most important units, rank the rest again, and so on. Slow"
                ),
            ),
        }
        self.ways: dict[RankingWay, QCheckBox] = {}
        for way in WAYS:
            text, tooltip = words[way]
            box = QCheckBox(text, self)
            box.setChecked(way != "greedy")
            box.setToolTip(tooltip)
            box.setAccessibleName(text)
            box.toggled.connect(self._show_cost)
            self.ways[way] = box
        self.group = QSpinBox(self)
        self.group.setRange(1, MOST_AT_A_TIME)
        self.group.setPrefix(self.tr("by "))
        self.group.setAccessibleName(self.tr("Units at a time"))
        self.group.setToolTip(
            self.tr(
                "Units that the greedy way takes before it ranks again; published: 1.6 % of the layer"
            )
        )
        self.group.valueChanged.connect(self._show_cost)
        self._make_greedy_terms()
        self.cost = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self.cost.setFont(small(self.font()))

    def _make_greedy_terms(self) -> None:
        """By what the greedy way goes, and when it ends."""
        self.measure_picker = ChoicePicker(
            self.tr("Greedy by"),
            self.tr("What the greedy way takes for harm; published: the mean cross-entropy"),
            (
                (self.tr("cross-entropy (as published)"), "loss"),
                (self.tr("wrong answers"), "accuracy"),
            ),
            self,
        )
        self.measure_picker.setMinimumContentsLength(len("cross-entr"))
        # Its list shows whole words where there is no room for them in the row.
        self.measure_picker.view().setMinimumWidth(self.measure_picker.sizeHint().width())
        self.stop_percent = QSpinBox(self)
        self.stop_percent.setRange(1, 100)
        self.stop_percent.setValue(round(100 * WHOLE_LAYER))
        self.stop_percent.setPrefix(self.tr("until "))
        self.stop_percent.setSuffix(self.tr(" %"))
        self.stop_percent.setAccessibleName(self.tr("Stop after a share of the units"))
        self.stop_percent.setToolTip(
            self.tr(
                "The greedy way stops after more than so many percent of a layer's units; the others "
                "stay without a place. Published: {published} %; 100 % ranks them all"
            ).format(published=round(100 * PUBLISHED_STOP_SHARE))
        )
        self.stop_percent.valueChanged.connect(self._show_cost)

    def _connect(self) -> None:
        self.layers.layer_chosen.connect(self._show_cost)
        self.way_picker.activated.connect(self._draw)
        self.table.unit_clicked.connect(self._selection.set_unit)
        self.table.export_wanted.connect(self._save_table)
        self.scatter.point_clicked.connect(self._click)
        self.scatter.points_lassoed.connect(self._lasso)
        self._selection.lesion_changed.connect(self._draw)
        self.scatter.value_hovered.connect(self.value_hovered)
        self.scatter.export_wanted.connect(self._save_plot)
        self._selection.unit_changed.connect(self._show_unit)

    def show_network(self) -> None:
        network = self._client.network
        if network is not None:
            self.layers.show_network(network.plan)
        self._show_cost()

    @Slot()
    def _show_cost(self) -> None:
        """The greedy way ranks all remaining units again after each group."""
        greedy = self.ways["greedy"].isChecked()
        for field in (self.measure_picker, self.group, self.stop_percent):
            field.setEnabled(greedy)
        n = count_text(self._greedy_sweeps)
        words = self.tr("{n} sweeps").format(n=n)
        all_words = self.tr("The greedy way takes {n} sweeps over the ranking images: slow")
        self.cost.setText(words if greedy else "")
        width = self.cost.fontMetrics().horizontalAdvance(words) + SPACE_BEHIND_COST
        self.cost.setMinimumWidth(width if greedy else 0)
        self.cost.setToolTip(all_words.format(n=n) if greedy else "")

    @property
    def _greedy_sweeps(self) -> int:
        network = self._client.network
        if network is None:
            return 0
        sizes = dict(zip(network.plan.conv_names, network.plan.filters, strict=True))
        group, stop_share = self.group.value(), self._stop_share
        return sum(greedy_rounds(sizes[layer], group, stop_share) for layer in self.layers.layers)

    @property
    def _stop_share(self) -> float:
        return self.stop_percent.value() / 100

    def request(self) -> RankUnits | None:
        ways = tuple(way for way in WAYS if self.ways[way].isChecked())
        if not ways or not self.layers.layers:
            self.run_bar.say(self.tr("Tick at least one way."))
            return None
        return RankUnits(
            layers=self.layers.layers,
            split=self.split_picker.value,  # type: ignore[arg-type]
            ways=ways,
            group=self.group.value(),
            greedy_by=self.measure_picker.value,  # type: ignore[arg-type]
            stop_share=self._stop_share,
            place=PLACE,
        )

    def show_result(self, result: RankingView) -> None:
        self.table.set_sheet(ranking_sheet(result))
        if "greedy" in result.importance and "first-order" not in result.importance:
            self.way_picker.choose("greedy")
        self._draw()
        estimates = result.importance.get("first-order")
        if estimates is not None and not self.answer.waiting:
            known = zip(result.units, estimates.tolist(), strict=True)
            self.estimates_changed.emit(dict(known))

    @Slot()
    def _draw(self) -> None:
        if self.result is not None:
            way: RankingWay = self.way_picker.value  # type: ignore[assignment]
            waiting = self.scatter.waiting
            plot = agreement_plot(
                self.result,
                way,
                self._selection.unit,
                self.chosen_units.units,
                set_of(self._selection.lesion, "").units,
            )
            self.scatter.set_plot(plot)
            self.scatter.set_waiting(waiting)

    @Slot(object)
    def _show_unit(self, unit: Unit | None) -> None:
        if self.result is not None:
            self.table.show_unit(unit)
            self._draw()

    @Slot(int)
    def _click(self, point: int) -> None:
        self._selection.set_unit(self.result.units[point])

    @Slot(tuple, str)
    def _lasso(self, points: tuple[int, ...], how: str) -> None:
        self.chosen_units.outline((self.result.units[point] for point in points), how)
        self.chosen_units.setVisible(bool(self.chosen_units.units))
        self._draw()

    def forget(self) -> None:
        self.chosen_units.choose(())
        self.chosen_units.hide()

    def fraction(self, result: RankingView) -> float:
        known = {way: np.isfinite(values).sum() for way, values in result.importance.items()}
        wanted = dict.fromkeys(known, len(result.units))
        if "greedy" in wanted:
            wanted["greedy"] = ranked_in_the_end(result)
        return float(sum(known.values()) / sum(wanted.values())) if known else 0.0

    def measured_on(self, result: RankingView) -> str:
        words = self.tr("{n} {split} images, at step {step}")
        return words.format(
            n=count_text(result.n),
            split=self.split_word(result.split),
            step=count_text(result.step),
        )

    def grey(self, grey: bool) -> None:
        self.scatter.set_waiting(grey)
        self.table.setEnabled(not grey)

    @Slot(object)
    def _save_table(self, sheet: object) -> None:
        self.saver.save(sheet, "ranking", numbers_only=True)

    @Slot(object)
    def _save_plot(self, plot: object) -> None:
        self.saver.save(plot, f"ranking-exact-against-{self.way_picker.value}")
