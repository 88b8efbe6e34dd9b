"""The page of recovery: what each unit is needed for before and after training on with a lesion."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.lesion_messages import SweepUnits, Unit
from visctx_gui.engine.lesion_messages import UnitTable as Sweep
from visctx_gui.engine.messages import Split, TrainingSummary
from visctx_gui.gui.elided_label import ElidedLabel
from visctx_gui.gui.named_sets import NamedSets
from visctx_gui.gui.panels.bench_page import LEAST_PICTURE_HEIGHT, BenchPage
from visctx_gui.gui.panels.chosen_units import ChosenUnits
from visctx_gui.gui.panels.recovery_pictures import (
    compared,
    recovery_plot,
    recovery_sheet,
    takeover_words,
)
from visctx_gui.gui.panels.run_bar import RunBar
from visctx_gui.gui.panels.when_visible import WhenVisible
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.style import small
from visctx_gui.gui.widgets.number_table import NumberTable
from visctx_gui.gui.widgets.scatter_view import ScatterView

PLACE = "bench_recovery"


class RecoveryPage(BenchPage):
    """Measure, train on with the lesion held, measure again.

    Attributes
    ----------
    recovery_wanted : Signal(Lesion)
        A training with this lesion held all the time is asked for.
    """

    recovery_wanted = Signal(object)

    def __init__(
        self,
        client: EngineClient,
        selection: Selection,
        named_sets: NamedSets,
        parent: QWidget | None = None,
    ) -> None:
        words = self.tr("1  Measure before")
        tooltip = self.tr("With the current lesion held, silence each other unit alone")
        empty = self.tr(
            "Which units take over when the network trains on with the current lesion will stand here. Silence some units first."
        )
        super().__init__(client, selection, RunBar(words, tooltip), (empty, words), parent)
        self._before: Sweep | None = None
        self._after: Sweep | None = None
        self._measures_after = self._trains = False
        self.train_button = self._button(
            self.tr("2  Train on"),
            self.tr(
                "Train on with this lesion, as the Training panel says; the lesioned units stay as they are"
            ),
        )
        self.after_button = self._button(
            self.tr("3  Measure after"),
            self.tr("The same measurement again; it runs by itself when the training has ended"),
        )
        self.table = NumberTable(self)
        self.table.setMinimumSize(160, 72)
        self.scatter = ScatterView(self)
        self.scatter.setMinimumHeight(LEAST_PICTURE_HEIGHT)
        self.scatter.hide()
        self.chosen_units = ChosenUnits(selection, named_sets, self)
        self.chosen_units.hide()
        self.verdict = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self.verdict.setFont(small(self.font()))
        content = self._content()
        self.run_bar.add_steps(self.train_button, self.after_button)
        self.lay_out([self.run_bar, self.chosen_units], content)
        self._visible = WhenVisible(self)
        self._is_due = False
        self._connect()
        self.connect_page()
        self.show_emptiness()

    def _button(self, text: str, tooltip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tooltip)
        button.setAccessibleName(text)
        return button

    def _content(self) -> QWidget:
        parts = QSplitter(Qt.Orientation.Horizontal, self)
        parts.addWidget(self.table)
        parts.addWidget(self.scatter)
        parts.setChildrenCollapsible(False)
        parts.setSizes([340, 300])
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(parts, 1)
        column.addWidget(self.verdict)
        return content

    def _connect(self) -> None:
        self.train_button.clicked.connect(self._train_on)
        self.after_button.clicked.connect(self._measure_after)
        self.table.unit_clicked.connect(self._selection.set_unit)
        self.table.export_wanted.connect(self._save_table)
        self.scatter.point_clicked.connect(self._click)
        self.scatter.points_lassoed.connect(self._lasso)
        self.scatter.value_hovered.connect(self.value_hovered)
        self.scatter.export_wanted.connect(self._save_plot)
        self._selection.unit_changed.connect(self._show_unit)
        self._selection.lesion_changed.connect(self._follow_lesion)
        self._client.training_ended.connect(self._on_training_ended)
        self._client.training_state_changed.connect(self._follow_lesion)
        self._visible.due.connect(self._measure_if_due)

    # ---- asking -------------------------------------------------------------------------------

    @property
    def split(self) -> Split:
        """Validation images where there are any: the test images are left for the end."""
        data = self._client.data
        return "validation" if data is not None and data.n("validation") else "test"

    def request(self) -> SweepUnits | None:
        network, lesion = self._client.network, self._selection.lesion
        if network is None or not lesion:
            return None
        self._measures_after = False
        self._before = self._after = None
        return SweepUnits(
            layers=network.plan.conv_names, split=self.split, base=lesion, place=PLACE
        )

    @Slot()
    def _train_on(self) -> None:
        if self._before is not None:
            self._trains = True
            self.recovery_wanted.emit(self._before.base)
            self.show_emptiness()

    @Slot()
    def forget_training(self) -> None:
        """The training that was asked for was refused."""
        self._trains = False

    @Slot()
    def _measure_after(self) -> None:
        network = self._client.network
        if self._before is not None and network is not None and self._is_complete:
            self._measures_after = True
            self._is_due = False
            self.ask(
                SweepUnits(
                    layers=network.plan.conv_names,
                    split=self._before.split,
                    base=self._before.base,
                    place=PLACE,
                )
            )

    @Slot(object)
    def _on_training_ended(self, summary: TrainingSummary | None) -> None:
        if self._trains and self._is_recovery(summary):
            self._is_due = True
            self._visible.want()
        self._trains = False
        self.show_emptiness()

    def _is_recovery(self, summary: TrainingSummary | None) -> bool:
        """Whether a training ended well that held the measured lesion.

        A training that was asked for may be given up before it begins; the next one may be any.
        """
        if summary is None or self._before is None:
            return False
        return summary.last.held_lesion == self._before.base

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._visible.shown()

    @Slot()
    def _measure_if_due(self) -> None:
        if self._is_due:
            self._measure_after()

    # ---- showing ------------------------------------------------------------------------------

    def show_result(self, result: Sweep) -> None:
        if self._measures_after:
            self._after = result
        else:
            self._before = result
        self._draw()

    @Slot()
    def _draw(self) -> None:
        if self._before is None:
            return
        shown = compared(self._before, self._after)
        self.table.set_sheet(recovery_sheet(shown))
        waiting = self.scatter.waiting
        self.scatter.setVisible(self._after is not None)
        chosen = self.chosen_units.units
        self.scatter.set_plot(recovery_plot(shown, self._selection.unit, chosen))
        self.scatter.set_waiting(waiting)
        words = self.tr("Next, train on with this lesion.")
        if self._after is not None:
            words = takeover_words(shown, self._before, self._after)
        self.verdict.setText(words)
        self.verdict.setToolTip(words)

    def show_emptiness(self) -> None:
        super().show_emptiness()
        lesion = self._selection.lesion
        resting = self._client.training_state == "idle" and not self.answer.waiting
        fits = self._is_complete and self._before is not None and self._before.base == lesion
        self.run_bar.start_button.setEnabled(self.is_loaded and bool(lesion) and resting)
        self.train_button.setEnabled(fits and resting)
        self.after_button.setEnabled(self._is_complete and resting)
        self.empty_note.button.setEnabled(self._client.data is None or bool(lesion))

    @property
    def _is_complete(self) -> bool:
        return self._before is not None and self._before.exact

    @Slot()
    def _follow_lesion(self) -> None:
        self.show_emptiness()

    def fraction(self, result: Sweep) -> float:
        return result.n / max(1, result.n_all)

    def measured_on(self, result: Sweep) -> str:
        words = self.images_words(result.n, result.n_all, result.split, result.step)
        when = self.tr("after") if self._measures_after else self.tr("before")
        return self.tr("{when}: {words}").format(when=when, words=words)

    def grey(self, grey: bool) -> None:
        self.scatter.set_waiting(grey)
        self.table.setEnabled(not grey)
        self.verdict.setEnabled(not grey)

    def forget(self) -> None:
        self._before = self._after = None
        self._is_due = self._trains = False
        self.chosen_units.choose(())
        self.chosen_units.hide()

    @Slot(tuple, str)
    def _lasso(self, points: tuple[int, ...], how: str) -> None:
        self.chosen_units.outline((self.table.sheet.units[point] for point in points), how)
        self.chosen_units.setVisible(bool(self.chosen_units.units))
        self._draw()

    @Slot(int)
    def _click(self, point: int) -> None:
        if self._before is not None:
            self._selection.set_unit(self.table.sheet.units[point])

    @Slot(object)
    def _show_unit(self, unit: Unit | None) -> None:
        self.table.show_unit(unit)
        self._draw()

    @Slot(object)
    def _save_table(self, sheet: object) -> None:
        self.saver.save(sheet, "recovery", numbers_only=True)

    @Slot(object)
    def _save_plot(self, plot: object) -> None:
        self.saver.save(plot, "recovery-before-after")
