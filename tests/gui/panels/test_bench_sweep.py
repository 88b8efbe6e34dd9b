"""The Sweep page of the Lesion bench: grows while it runs, chooses in table and plot, acts on what is chosen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from scipy.stats import spearmanr

from tests.gui.panels.bench_examples import ranking, unit_table
from tests.gui.panels.conftest import Show
from tests.gui.panels.examples import data_facts, network_facts, snapshot
from tests.gui.panels.fake_client import FakeClient
from tests.gui.panels.mouse import lasso
from visctx_gui.engine.lesion_messages import RankUnits, SweepUnits
from visctx_gui.engine.messages import OpenData, SavePicture
from visctx_gui.gui.panels.bench_panel import BenchPanel
from visctx_gui.gui.panels.sweep_page import SweepPage
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.lesion import DamageKind, silence
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import message, translatable
from visctx_gui.presentation.number_sheet import NumberSheet
from visctx_gui.presentation.numbers import value_text
from visctx_gui.presentation.unit_sheet import UnitSheet

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bench(show: Show) -> BenchPanel:
    made = show(BenchPanel)
    made.resize(1000, 520)
    return made


@pytest.fixture
def page(bench: BenchPanel) -> SweepPage:
    return bench.sweep


@pytest.fixture
def swept(page: SweepPage, client: FakeClient, qtbot: QtBot) -> SweepPage:
    QTest.mouseClick(page.run_bar.start_button, LEFT)
    client.answer(client.newest(SweepUnits), unit_table(client.newest(SweepUnits)))
    qtbot.waitUntil(lambda: page.scatter.canvas.place_of(0) is not None)
    return page


def test_nothing_is_asked_before_a_person_asks(
    bench: BenchPanel, client: FakeClient, selection: Selection
):
    for place in range(bench.tabs.count()):
        bench.tabs.setCurrentIndex(place)
    selection.change_lesion(silence("conv1", (3,)), "x")
    selection.set_unit(("conv1", 3))
    client.train(snapshot())
    assert client.asked == []


def test_an_empty_page_says_one_sentence_and_has_one_button(page: SweepPage, client: FakeClient):
    assert page.empty_note.isVisible()
    assert "without each of its units" in page.empty_note.sentence
    QTest.mouseClick(page.empty_note.button, LEFT)
    request = client.newest(SweepUnits)
    assert (request.layers, request.split) == (("conv1", "conv2"), "validation")
    assert not page.empty_note.button.isVisible()


def test_without_images_the_button_opens_the_digits(show: Show, client: FakeClient):
    client.data = None
    page = show(BenchPanel).sweep
    assert not page.run_bar.start_button.isEnabled()
    QTest.mouseClick(page.empty_note.button, LEFT)
    assert client.newest(OpenData)
    client.load(data=data_facts())
    assert page.run_bar.start_button.isEnabled()


def test_it_grows_while_it_runs_and_what_is_finished_stays_after_a_stop(
    page: SweepPage, client: FakeClient
):
    QTest.mouseClick(page.run_bar.start_button, LEFT)
    assert not page.run_bar.start_button.isEnabled()
    request = client.newest(SweepUnits)
    client.progress(request, unit_table(request, n=120))
    assert len(page.table.sheet.rows) == 48
    assert page.run_bar.status.text().startswith("120 of 360 validation images, at step 1,240")
    assert page.table.isEnabled()
    QTest.mouseClick(page.run_bar.stop_button, LEFT)
    assert page.run_bar.status.text() == "Stopping..."
    assert client.cancelled == [request.request_id]
    client.end_cancelled(request)
    assert page.run_bar.status.text() == "stopped: 120 of 360 validation images, at step 1,240"
    assert len(page.table.sheet.rows) == 48
    assert page.run_bar.start_button.isEnabled()


def test_it_says_when_it_went_on_from_an_earlier_sweep(page: SweepPage, client: FakeClient):
    page.start()
    request = client.newest(SweepUnits)
    client.answer(request, replace(unit_table(request), resumed_at=128))
    assert page.run_bar.status.text().endswith("went on from an earlier sweep at 128 images")
    assert page.ways.text() == (
        "How it was computed: conv1: exact difference; conv2: exact difference"
    )


def test_a_single_layer_and_a_chosen_split_are_asked_for(page: SweepPage, client: FakeClient):
    page.layers.setCurrentIndex(page.layers.findData("conv2"))
    page.split_picker.setCurrentIndex(page.split_picker.findData("train"))
    page.start()
    assert (client.newest(SweepUnits).layers, client.newest(SweepUnits).split) == (
        ("conv2",),
        "train",
    )


def test_trap_t7_units_are_chosen_on_other_images_than_a_lesion_is_tested_on(
    page: SweepPage, client: FakeClient
):
    assert page.split_picker.split == "validation"
    assert page.split_picker.currentText() == "auto: validation"
    client.train(snapshot())
    assert page.split_picker.split == "validation"
    client.load(data=data_facts(n_validation=0))
    assert page.split_picker.split == "test"
    assert page.split_picker.currentText() == "auto: test"


def test_an_outline_chooses_units_and_silences_them_and_undo_brings_them_back(
    swept: SweepPage, selection: Selection
):
    swept.x_picker.choose("selectivity")
    swept.x_picker.activated.emit(0)
    lasso(swept.scatter, [7, 8, 9, 10])
    chosen = swept.chosen_units.units
    assert {("conv1", unit) for unit in (7, 8, 9, 10)} <= set(chosen)
    assert set(swept.table.chosen()) == set(chosen)
    selection.set_kind(DamageKind("mean", 0.5), "x")
    QTest.mouseClick(swept.chosen_units.silence_button, LEFT)
    assert selection.lesion.n_units == len(chosen)
    assert {(part.mode, part.dose) for part in selection.lesion} == {("mean", 0.5)}
    assert swept.scatter.plot.struck == {swept.result.units.index(unit) for unit in chosen}
    selection.undo_stack.undo()
    assert not selection.lesion
    assert swept.scatter.plot.struck == frozenset()


def test_shift_adds_to_the_choice_and_control_takes_away(swept: SweepPage):
    lasso(swept.scatter, [4])
    first = set(swept.chosen_units.units)
    lasso(swept.scatter, [30], Qt.KeyboardModifier.ShiftModifier)
    both = set(swept.chosen_units.units)
    assert both > first
    lasso(swept.scatter, [4], Qt.KeyboardModifier.ControlModifier)
    assert set(swept.chosen_units.units) == both - first


def test_a_click_on_a_point_selects_the_unit_everywhere(swept: SweepPage, selection: Selection):
    QTest.mouseClick(swept.scatter.canvas, LEFT, pos=swept.scatter.canvas.place_of(40).toPoint())
    assert selection.unit == swept.result.units[40]
    assert swept.table.chosen() == (selection.unit,)
    assert swept.scatter.plot.selected == 40


def test_a_row_of_the_table_selects_the_unit_everywhere(swept: SweepPage, selection: Selection):
    place = swept.table.visualRect(swept.table.model().index(5, 0)).center()
    QTest.mouseClick(swept.table.viewport(), LEFT, pos=place)
    assert selection.unit == ("conv1", 5)
    assert swept.scatter.plot.selected == 5
    selection.set_unit(("conv1", 6))
    assert swept.table.chosen() == (("conv1", 6),)
    assert swept.scatter.plot.selected == 6


def test_restore_and_only_these_change_just_what_they_say(swept: SweepPage, selection: Selection):
    selection.change_lesion(silence("conv1", (1, 2)), "x")
    swept._choose([("conv1", 2), ("conv2", 4)])
    QTest.mouseClick(swept.chosen_units.restore_button, LEFT)
    assert selection.lesion == silence("conv1", (1,))
    QTest.mouseClick(swept.chosen_units.only_button, LEFT)
    assert selection.lesion == silence("conv1", (2,)).with_units("conv2", (4,))
    assert selection.undo_stack.undoText() == "Silence only 2 chosen units"
    assert selection.undo_stack.count() == 3


def test_units_are_chosen_by_a_range_and_by_the_top_of_a_measure(swept: SweepPage):
    choose = swept.choose_by
    choose.picker.choose("index")
    choose.picker.activated.emit(0)
    assert (choose.low.value(), choose.high.value()) == (0, 31)
    choose.low.setValue(2)
    choose.high.setValue(3)
    QTest.mouseClick(choose.between_button, LEFT)
    assert swept.chosen_units.units == (
        ("conv1", 2),
        ("conv1", 3),
        ("conv2", 2),
        ("conv2", 3),
    )
    choose.picker.choose("damage")
    choose.picker.activated.emit(0)
    choose.k.setValue(2)
    QTest.mouseClick(choose.top_button, LEFT)
    lost = swept.result.intact.correct - swept.result.right
    assert {lost[swept.result.units.index(unit)] for unit in swept.chosen_units.units} == {10}
    assert len(swept.chosen_units.units) == 2


def test_saved_as_a_set_it_stands_on_the_sets_page(bench: BenchPanel, swept: SweepPage):
    swept._choose([("conv1", 2), ("conv1", 4)])
    QTest.mouseClick(swept.chosen_units.save_button, LEFT)
    QTest.mouseClick(swept.chosen_units.save_button, LEFT)
    assert bench.named_sets.names == ("conv1 2, 4", "conv1 2, 4 2")
    assert bench.sets.list.table.rowCount() == 2


def test_the_note_has_the_rank_correlation_only_where_there_is_an_order(swept: SweepPage):
    of_conv1, of_conv2 = swept.scatter.note.removeprefix("Spearman: ").split("; ")
    for words, layer, n in ((of_conv1, "conv1", 16), (of_conv2, "conv2", 32)):
        own = [place for place, unit in enumerate(swept.result.units) if unit[0] == layer]
        x, y = swept.scatter.plot.x[own], swept.scatter.plot.y[own]
        known = np.isfinite(x) & np.isfinite(y)
        expected = spearmanr(x[known], y[known]).statistic
        assert words == f"{layer} {value_text(expected)}, n = {n}"
    swept.x_picker.choose("orientation")
    swept.x_picker.activated.emit(0)
    assert swept.scatter.note.startswith("16 units")
    assert "Spearman" not in swept.scatter.note


def test_the_rise_of_the_loss_is_a_column_and_can_be_plotted_and_chosen_by(swept: SweepPage):
    rise = swept.result.loss_rise
    assert [row.loss_rise for row in swept.table.sheet.rows] == rise.tolist()
    swept.x_picker.choose("loss rise")
    swept.x_picker.activated.emit(0)
    np.testing.assert_array_equal(swept.scatter.plot.x, rise)
    assert swept.scatter.plot.x_label == "rise of the loss (nats per image)"
    choose = swept.choose_by
    choose.picker.choose("loss rise")
    choose.picker.activated.emit(0)
    assert (choose.low.value(), choose.high.value()) == pytest.approx((rise.min(), rise.max()))
    assert choose.low.decimals() == 5
    choose.low.setValue(0.0021)
    choose.high.setValue(0.08399)
    QTest.mouseClick(choose.between_button, LEFT)
    within = {
        unit
        for unit, value in zip(swept.result.units, rise, strict=True)
        if 0.0021 <= value <= 0.08399
    }
    assert set(swept.chosen_units.units) == within
    choose.k.setValue(3)
    QTest.mouseClick(choose.top_button, LEFT)
    best = sorted(range(len(rise)), key=lambda place: -rise[place])[:3]
    assert set(swept.chosen_units.units) == {swept.result.units[place] for place in best}


def test_the_importance_estimate_comes_from_the_ranking_page(
    bench: BenchPanel, swept: SweepPage, client: FakeClient
):
    swept.x_picker.choose("importance estimate")
    swept.x_picker.activated.emit(0)
    assert swept.scatter.note.startswith("Rank the units")
    bench.ranking.start()
    client.answer(client.newest(RankUnits), ranking(client.newest(RankUnits)))
    assert np.isfinite(swept.scatter.plot.x).all()
    assert "Spearman" in swept.scatter.note


def test_fault_11_a_number_greys_when_the_network_has_moved_on(
    swept: SweepPage, client: FakeClient
):
    client.train(snapshot(1240))
    assert swept.table.isEnabled()
    client.train(snapshot(1300))
    assert not swept.table.isEnabled()
    assert swept.scatter.waiting
    assert swept.run_bar.status.text().endswith("the network has changed since")
    swept.start()
    request = client.newest(SweepUnits)
    client.progress(request, unit_table(request, n=60, step=1300))
    assert swept.table.isEnabled()
    assert not swept.scatter.waiting


def test_an_answer_that_comes_after_the_weights_have_changed_is_old_at_once(
    swept: SweepPage, client: FakeClient
):
    swept.start()
    request = client.newest(SweepUnits)
    client.load(replace(network_facts(), weights_sha256="others"))
    client.answer(request, unit_table(request))
    assert not swept.table.isEnabled()
    assert swept.scatter.waiting
    assert swept.run_bar.status.text().endswith("the network has changed since")


def test_another_network_empties_the_page(swept: SweepPage, client: FakeClient):
    swept._choose([("conv1", 2)])
    client.load(network_facts(NetworkPlan(filters=(8, 12))))
    assert swept.empty_note.isVisible()
    assert swept.chosen_units.units == ()
    assert swept.layers.layers == ("conv1", "conv2")


def test_an_answer_for_the_old_network_is_not_shown(page: SweepPage, client: FakeClient):
    page.start()
    request = client.newest(SweepUnits)
    client.load(network_facts(NetworkPlan(filters=(8, 12))))
    client.answer(request, unit_table(request))
    assert page.result is None
    assert page.run_bar.start_button.isEnabled()


def test_a_failure_is_told_and_the_button_works_again(page: SweepPage, client: FakeClient):
    page.start()
    client.fail(client.newest(SweepUnits), message(translatable("There are no test images.")))
    assert page.run_bar.status.text() == "There are no test images."
    assert page.run_bar.start_button.isEnabled()
    assert page.empty_note.button.isVisible()


def test_table_and_plot_are_saved_as_what_they_are(swept: SweepPage, client: FakeClient, tmp_path):
    swept.table.export_wanted.emit(swept.table.sheet)
    swept.saver.write(str(tmp_path / "a.csv"))
    assert isinstance(client.newest(SavePicture).drawing, UnitSheet)
    swept._save_table(NumberSheet("", (), ()))
    assert swept.saver._dialog.nameFilters() == ["Numbers (*.csv)"]


def test_the_row_of_choices_folds_in_a_low_place_and_by_hand(swept: SweepPage, bench: BenchPanel):
    assert swept.choose_by.isVisible()
    bench.resize(640, 240)
    assert not swept.choose_by.isVisible()
    QTest.mouseClick(swept.fold_button, LEFT)
    assert swept.choose_by.isVisible()
    bench.resize(640, 239)
    assert swept.choose_by.isVisible()
