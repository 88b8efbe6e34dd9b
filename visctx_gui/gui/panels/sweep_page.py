"""The page that silences every unit alone, and shows what each of them is needed for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QToolButton, QVBoxLayout, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.lesion_messages import SweepUnits, Unit
from visctx_gui.engine.lesion_messages import UnitTable as Sweep
from visctx_gui.gui.elided_label import ElidedLabel
from visctx_gui.gui.named_sets import NamedSets
from visctx_gui.gui.panels.bench_page import LEAST_PICTURE_HEIGHT, BenchPage, part_of, row_of
from visctx_gui.gui.panels.choice_picker import ChoicePicker
from visctx_gui.gui.panels.choose_by_measure import ChooseByMeasure
from visctx_gui.gui.panels.chosen_units import ChosenUnits
from visctx_gui.gui.panels.folding_row import FoldingRow
from visctx_gui.gui.panels.layers_picker import LayersPicker
from visctx_gui.gui.panels.measure_words import measure_choices
from visctx_gui.gui.panels.run_bar import RunBar
from visctx_gui.gui.panels.split_picker import SplitPicker
from visctx_gui.gui.panels.sweep_pictures import damage_plot
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.style import small
from visctx_gui.gui.translation import translated
from visctx_gui.gui.widgets.scatter_view import ScatterView
from visctx_gui.gui.widgets.unit_table import UnitTable
from visctx_gui.plan.unit_sets import set_of
from visctx_gui.presentation.numbers import count_text
from visctx_gui.presentation.unit_measures import Measure, measured, sheet_of

PLACE = "bench_sweep"
HEIGHT_FOR_ALL_ROWS = 330  # pixels; in a lower page the row that chooses by a measure is folded


class SweepPage(BenchPage):
    """Table and plot of a sweep; what is chosen in one is chosen in the other."""

    def __init__(
        self,
        client: EngineClient,
        selection: Selection,
        named_sets: NamedSets,
        parent: QWidget | None = None,
    ) -> None:
        words = self.tr("Sweep all units")
        tooltip = self.tr(
            "Silence every unit alone, one after the other, and measure the answers; an earlier sweep of the same weights and images goes on where it stopped"
        )
        empty = self.tr("What the network loses without each of its units will stand here.")
        super().__init__(client, selection, RunBar(words, tooltip), (empty, words), parent)
        self._estimates: Mapping[Unit, float] = {}
        self._chosen: tuple[Unit, ...] = ()
        self._folded_by_hand = False
        self.layers = LayersPicker(self)
        self.split_picker = SplitPicker(client, self, chooses_units=True)
        self.chosen_units = ChosenUnits(selection, named_sets, self)
        self.choose_by = ChooseByMeasure(self)
        self._make_pictures()
        self._make_pickers()
        first = row_of(self.layers, self.split_picker, self.run_bar, stretch_last=True)
        against = part_of(QLabel(self.tr("against"), self), self.x_picker, self.fold_button)
        second = FoldingRow(against, self.chosen_units, self)
        self.lay_out([first, second, self.choose_by], self._parts)
        self._connect()
        self.connect_page()
        self.show_network()

    # ---- making -------------------------------------------------------------------------------

    def _make_pictures(self) -> None:
        self.table = UnitTable(self)
        self.scatter = ScatterView(self)
        self.scatter.setMinimumHeight(LEAST_PICTURE_HEIGHT)
        self.ways = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self.ways.setFont(small(self.font()))
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self.ways)
        self.table.setMinimumSize(160, 72)
        self._parts = QSplitter(Qt.Orientation.Horizontal, self)
        self._parts.addWidget(left)
        self._parts.addWidget(self.scatter)
        self._parts.setChildrenCollapsible(False)
        self._parts.setSizes([320, 320])

    def _make_pickers(self) -> None:
        self.x_picker = ChoicePicker(
            self.tr("Plotted against"),
            self.tr("What the accuracy lost is plotted against"),
            measure_choices(with_damage=False),
            self,
        )
        self.fold_button = QToolButton(self)
        self.fold_button.setText(self.tr("Choose by..."))
        self.fold_button.setAccessibleName(self.tr("Choose by a measure"))
        self.fold_button.setToolTip(self.tr("Show or hide the row that chooses units by a measure"))
        self.fold_button.setCheckable(True)

    def _connect(self) -> None:
        self.fold_button.clicked.connect(self._fold_by_hand)
        self.x_picker.activated.connect(self._draw)
        self.table.units_chosen.connect(self._choose_from_table)
        self.table.export_wanted.connect(self._save_table)
        self.scatter.export_wanted.connect(self._save_plot)
        self.scatter.value_hovered.connect(self.value_hovered)
        self.scatter.point_clicked.connect(self._click)
        self.scatter.points_lassoed.connect(self._lasso)
        self.choose_by.measure_changed.connect(self._offer_range)
        self.choose_by.between_wanted.connect(self._choose_between)
        self.choose_by.top_wanted.connect(self._choose_top)
        self._selection.unit_changed.connect(self._show_unit)
        self._selection.lesion_changed.connect(self._draw)

    # ---- asking -------------------------------------------------------------------------------

    def request(self) -> SweepUnits | None:
        layers = self.layers.layers
        if not layers:
            return None
        return SweepUnits(layers=layers, split=self.split_picker.split, place=PLACE)

    def show_network(self) -> None:
        network = self._client.network
        if network is not None:
            self.layers.show_network(network.plan)

    # ---- showing ------------------------------------------------------------------------------

    def show_result(self, result: Sweep) -> None:
        known = set(result.units)
        self.table.set_sheet(sheet_of(result, self.tr("Sweep of single units"), self.class_names))
        self._chosen = tuple(unit for unit in self._chosen if unit in known)
        self.chosen_units.choose(self._chosen)
        self.choose_by.enable(bool(result.units))
        self._offer_range()
        ways = self.tr("How it was computed: {ways}").format(
            ways="; ".join(f"{layer}: {translated(way)}" for layer, way in result.ways)
        )
        self.ways.setText(ways if result.ways else "")
        self.ways.setToolTip(ways if result.ways else "")
        self._draw()

    @Slot()
    def _draw(self) -> None:
        if self.result is None:
            return
        struck = set_of(self._selection.lesion, "").units
        self.table.set_struck(struck)
        waiting = self.scatter.waiting
        self.scatter.set_plot(
            damage_plot(
                self.result,
                self.x_picker.value,  # type: ignore[arg-type]
                self._chosen,
                struck,
                self._selection.unit,
                self._estimates,
            )
        )
        self.scatter.set_waiting(waiting)

    def show_estimates(self, estimates: Mapping[Unit, float]) -> None:
        """The importance of units as another page has estimated it."""
        self._estimates = estimates
        self._draw()

    def fraction(self, result: Sweep) -> float:
        return result.n / max(1, result.n_all)

    def measured_on(self, result: Sweep) -> str:
        words = self.images_words(result.n, result.n_all, result.split, result.step)
        if result.resumed_at:
            went_on = self.tr("{words}; went on from an earlier sweep at {n} images")
            words = went_on.format(words=words, n=count_text(result.resumed_at))
        return words

    def grey(self, grey: bool) -> None:
        self.scatter.set_waiting(grey)
        self.table.setEnabled(not grey)

    def forget(self) -> None:
        self._estimates = {}
        self._choose(())

    @Slot(object)
    def _show_unit(self, unit: Unit | None) -> None:
        if self.result is None:
            return
        self._draw()
        if (
            unit is not None
            and unit in self.result.units
            and len(self._chosen) == 1
            and self._chosen != (unit,)
        ):
            self._choose((unit,))

    # ---- choosing -----------------------------------------------------------------------------

    def _choose(self, units: Iterable[Unit]) -> None:
        self._chosen = tuple(units)
        self.table.set_chosen(self._chosen)
        self.chosen_units.choose(self._chosen)
        self._draw()

    @Slot(tuple)
    def _choose_from_table(self, units: tuple[Unit, ...]) -> None:
        self._choose(units)
        if len(units) == 1:
            self._selection.set_unit(units[0])

    @Slot(int)
    def _click(self, point: int) -> None:
        unit = self.result.units[point]
        self._choose((unit,))
        self._selection.set_unit(unit)

    @Slot(tuple, str)
    def _lasso(self, points: tuple[int, ...], how: str) -> None:
        self.chosen_units.outline((self.result.units[point] for point in points), how)
        self._choose(self.chosen_units.units)

    @property
    def _measure(self) -> Measure:
        return self.choose_by.measure

    @Slot()
    def _offer_range(self) -> None:
        if self.result is not None:
            values = measured(self.result, self._measure, self._estimates)
            known = values[np.isfinite(values)]
            if known.size:
                self.choose_by.show_range(float(known.min()), float(known.max()))

    @Slot()
    def _choose_between(self) -> None:
        if self.result is not None:
            values = measured(self.result, self._measure, self._estimates)
            self._choose(self.choose_by.between(self.result.units, values))

    @Slot()
    def _choose_top(self) -> None:
        if self.result is not None:
            values = measured(self.result, self._measure, self._estimates)
            self._choose(self.choose_by.top(self.result.units, values))

    # ---- room ---------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low page the pictures get the room."""
        super().resizeEvent(event)
        if not self._folded_by_hand:
            self._fold(self.height() < HEIGHT_FOR_ALL_ROWS)

    def _fold(self, folded: bool) -> None:
        self.choose_by.setVisible(not folded)
        self.fold_button.setChecked(not folded)

    @Slot()
    def _fold_by_hand(self) -> None:
        self._folded_by_hand = True
        self._fold(not self.fold_button.isChecked())

    # ---- saving -------------------------------------------------------------------------------

    @Slot(object)
    def _save_table(self, sheet: object) -> None:
        self.saver.save(sheet, "sweep-units", numbers_only=True)

    @Slot(object)
    def _save_plot(self, plot: object) -> None:
        self.saver.save(plot, f"sweep-damage-{self.x_picker.value.replace(' ', '-')}")
