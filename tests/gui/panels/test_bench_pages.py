"""Curve, Ranking, Sets and Recovery of the Lesion bench."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.panels.bench_examples import (
    dissociation,
    lesion_curve,
    ranking,
    recovered,
    unit_table,
)
from tests.gui.panels.conftest import Show
from tests.gui.panels.examples import data_facts, network_facts, snapshot
from tests.gui.panels.fake_client import FakeClient
from tests.gui.panels.mouse import lasso
from visctx_gui.engine.lesion_messages import (
    CompareSets,
    RankUnits,
    SweepUnits,
    TraceLesionCurve,
)
from visctx_gui.engine.messages import SavePicture, TrainingSummary
from visctx_gui.gui.panels.bench_panel import BenchPanel
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.lesion import INTACT, Lesion, silence
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.unit_sets import UnitSet, read_unit_sets, set_of

LEFT = Qt.MouseButton.LeftButton
HELD = silence("conv1", (3, 5))


def click(widget) -> None:
    QTest.mouseClick(widget, LEFT)


@pytest.fixture
def bench(show: Show) -> BenchPanel:
    made = show(BenchPanel)
    made.resize(1000, 520)
    return made


def turn_to(bench: BenchPanel, page):
    bench.tabs.setCurrentWidget(page)
    return page


class TestCurve:
    @pytest.fixture
    def page(self, bench: BenchPanel):
        return turn_to(bench, bench.curve)

    def test_the_fields_become_the_question(self, page, client: FakeClient):
        page.layer_picker.show_layer("conv2")
        page.draws.setValue(7)
        page.seed.setValue(11)
        page.orders["first"].setChecked(False)
        click(page.run_bar.start_button)
        request = client.newest(TraceLesionCurve)
        assert (request.layer, request.draws, request.seed) == ("conv2", 7, 11)
        assert request.orders == ("importance", "random")

    def test_trap_t7_the_ranking_is_never_made_on_the_images_it_is_tested_on(
        self, page, client: FakeClient
    ):
        for split, ranked_on in (
            ("test", "validation"),
            ("validation", "train"),
            ("train", "validation"),
        ):
            page.split_picker.setCurrentIndex(page.split_picker.findData(split))
            page.start()
            request = client.newest(TraceLesionCurve)
            assert (request.split, request.ranking_split) == (split, ranked_on)
            client.end_cancelled(request)

    def test_band_mean_intact_and_chance_are_those_of_the_draws(self, page, client: FakeClient):
        page.start()
        request = client.newest(TraceLesionCurve)
        view = lesion_curve(request, draws_done=8)
        client.progress(request, view)
        plot = page.plot.plain_data()
        drawn = view.curves[2].accuracy[:8]
        (band,) = plot.bands
        np.testing.assert_allclose(band.low, np.percentile(drawn, 2.5, axis=0))
        np.testing.assert_allclose(band.high, np.percentile(drawn, 97.5, axis=0))
        by_name = {curve.name: curve for curve in plot.curves}
        np.testing.assert_allclose(by_name["random, mean of 8"].y, drawn.mean(axis=0))
        np.testing.assert_allclose(by_name["intact"].y, view.curves[0].accuracy[0, 0])
        assert plot.chance == 0.1
        assert "% of the curve" in page.run_bar.status.text()
        assert page.images.text() == (
            "ranked on validation images, tested on 360 test images, at step 1,240"
        )

    def test_without_an_order_nothing_is_asked(self, page, client: FakeClient):
        for box in page.orders.values():
            box.setChecked(False)
        click(page.run_bar.start_button)
        assert client.asked == []
        assert page.run_bar.status.text() == "Tick at least one order."
        assert not page.draws.isEnabled()


def test_trap_t34_the_split_follows_the_rule_of_the_lesion_panel(
    bench: BenchPanel, client: FakeClient
):
    picker = bench.curve.split_picker
    assert picker.split == "test"
    client.train(snapshot())
    assert (picker.split, picker.currentText()) == ("validation", "auto: validation")
    client.training_state = "idle"
    assert (picker.split, picker.currentText()) == ("test", "auto: test")


class TestRanking:
    @pytest.fixture
    def page(self, bench: BenchPanel):
        return turn_to(bench, bench.ranking)

    def test_greedy_is_off_at_first_and_says_what_it_costs(self, page, client: FakeClient):
        click(page.run_bar.start_button)
        assert client.newest(RankUnits).ways == ("exact", "first-order")
        assert page.cost.text() == ""
        click(page.ways["greedy"])
        assert page.cost.text() == "48 sweeps"
        assert page.cost.toolTip() == "The greedy way takes 48 sweeps over the ranking images: slow"
        page.group.setValue(5)
        assert page.cost.text() == "11 sweeps"  # 4 groups of 16 units, 7 of 32
        page.stop_percent.setValue(20)
        assert page.cost.text() == "3 sweeps"  # 1 group, and 2: more than 3 of 16 and 6 of 32
        page.group.setValue(1)
        assert page.cost.text() == "11 sweeps"  # 4 and 7 units

    def test_table_plot_and_agreement_show_the_answer(self, page, client: FakeClient):
        page.ways["greedy"].setChecked(True)
        page.start()
        request = client.newest(RankUnits)
        view = ranking(request)
        client.answer(request, view)
        sheet = page.table.sheet
        assert [column.title for column in sheet.columns] == [
            "exact (nats)",
            "accuracy lost (points)",
            "first-order (nats)",
            "greedy place",
        ]
        np.testing.assert_allclose(sheet.columns[0].values, view.importance["exact"])
        np.testing.assert_allclose(sheet.columns[1].values, 100 * view.accuracy_lost)
        np.testing.assert_allclose(page.scatter.plot.x, view.importance["exact"])
        assert page.scatter.plot.x_label.startswith("exact (nats)")
        assert sheet.columns[3].values[:3].tolist() == [1, 2, 3]
        np.testing.assert_allclose(page.scatter.plot.y, view.importance["first-order"])
        assert page.scatter.note.startswith(
            "Spearman with exact (nats): conv1 0.83 [0.55, 0.94], n = 16"
        )
        page.way_picker.choose("greedy")
        page.way_picker.activated.emit(1)
        np.testing.assert_allclose(page.scatter.plot.y, sheet.columns[3].values)

    def test_a_heading_sorts_and_a_row_selects(
        self, page, client: FakeClient, selection: Selection
    ):
        page.start()
        client.answer(client.newest(RankUnits), ranking(client.newest(RankUnits)))
        page.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
        first = page.table.sorted_units()[0]
        values = dict(zip(page.table.sheet.units, page.table.sheet.columns[0].values, strict=True))
        assert values[first] == max(values.values())
        place = page.table.visualRect(page.table.model().index(0, 0)).center()
        QTest.mouseClick(page.table.viewport(), LEFT, pos=place)
        assert selection.unit == first
        assert page.scatter.plot.selected == page.table.sheet.units.index(first)

    def test_units_outlined_in_the_plot_are_silenced_from_there(
        self, page, client: FakeClient, selection: Selection, qtbot: QtBot
    ):
        page.start()
        client.answer(client.newest(RankUnits), ranking(client.newest(RankUnits)))
        assert not page.chosen_units.isVisible()
        qtbot.waitUntil(lambda: page.scatter.canvas.place_of(0) is not None)
        lasso(page.scatter, [7, 8])
        chosen = page.chosen_units.units
        assert {("conv1", 7), ("conv1", 8)} <= set(chosen)
        roles = page.scatter.plot.roles
        assert {
            page.result.units[place] for place, role in enumerate(roles) if role != "plain"
        } == set(chosen)
        click(page.chosen_units.silence_button)
        assert set(set_of(selection.lesion, "").units) == set(chosen)
        assert len(page.scatter.plot.struck) == len(chosen)
        selection.undo_stack.undo()
        assert page.scatter.plot.struck == frozenset()
        client.load(network_facts(NetworkPlan(filters=(8, 12))))
        assert not page.chosen_units.units
        assert not page.chosen_units.isVisible()

    def test_without_a_way_nothing_is_asked(self, page, client: FakeClient):
        for box in page.ways.values():
            box.setChecked(False)
        click(page.run_bar.start_button)
        assert client.asked == []
        assert page.run_bar.status.text() == "Tick at least one way."


class TestSets:
    @pytest.fixture
    def page(self, bench: BenchPanel, selection: Selection):
        page = turn_to(bench, bench.sets)
        selection.change_lesion(silence("conv1", range(4)), "x")
        click(page.list.keep_button)
        selection.change_lesion(silence("conv1", range(2, 6)), "x")
        click(page.list.keep_button)
        return page

    def test_without_sets_the_button_keeps_the_lesion(
        self, bench: BenchPanel, selection: Selection
    ):
        page = turn_to(bench, bench.sets)
        assert not page.empty_note.button.isEnabled()
        selection.change_lesion(silence("conv2", (7,)), "x")
        click(page.empty_note.button)
        assert bench.named_sets.names == ("conv2 7",)
        assert not page.run_bar.start_button.isEnabled()

    @pytest.mark.parametrize(
        ("how", "units"), [("and", {2, 3}), ("or", set(range(6))), ("minus", {0, 1})]
    )
    def test_two_sets_are_combined(self, page, bench: BenchPanel, how: str, units: set[int]):
        assert (page.set_a.currentIndex(), page.set_b.currentIndex()) == (0, 1)
        click(page.combinations[how])
        new = bench.named_sets.sets[-1]
        assert new.units == {("conv1", unit) for unit in units}
        assert how in new.name

    def test_apply_damages_exactly_the_set_and_is_taken_back(self, page, selection: Selection):
        page.list.table.selectRow(0)
        click(page.list.apply_button)
        assert selection.lesion == silence("conv1", range(4))
        selection.undo_stack.undo()
        assert selection.lesion == silence("conv1", range(2, 6))

    def test_a_set_is_renamed_in_place_and_no_name_is_taken_twice(
        self, page, bench: BenchPanel, qtbot: QtBot
    ):
        page.list.table.selectRow(1)
        click(page.list.rename_button)
        editor = page.list.table.findChild(QLineEdit)
        QTest.keyClicks(editor, "vertical")
        QTest.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bench.named_sets.names == ("conv1 0, 1, 2, 3", "vertical"))
        page.list.table.item(1, 0).setText("conv1 0, 1, 2, 3")
        assert page.list.table.item(1, 0).text() == "vertical"
        assert page.run_bar.status.text() == "A set needs a name of its own."
        assert page.set_b.currentText() == "vertical"

    def test_remove_forgets_the_chosen_one(self, page, bench: BenchPanel):
        page.list.table.selectRow(0)
        click(page.list.remove_button)
        assert bench.named_sets.names == ("conv1 2, 3, 4, 5",)
        assert not page.run_bar.start_button.isEnabled()

    def test_a_set_that_does_not_fit_is_refused_with_a_sentence(
        self, page, bench: BenchPanel, selection: Selection, client: FakeClient
    ):
        bench.named_sets.add([UnitSet("other network", frozenset({("layer4", 3)}))])
        page.list.table.selectRow(2)
        click(page.list.apply_button)
        assert selection.lesion == silence("conv1", range(2, 6))
        assert "layer4" in page.run_bar.status.text()
        page.set_b.setCurrentIndex(2)
        page.start()
        assert client.of_kind(CompareSets) == []

    def test_sets_are_written_and_read_again(self, page, bench: BenchPanel, tmp_path: Path):
        file = tmp_path / "sets.toml"
        page.list.files.write(str(file))
        assert read_unit_sets(file.read_text("utf-8")) == bench.named_sets.sets
        page.list.files.read(str(file))
        assert len(bench.named_sets.sets) == 4
        assert page.run_bar.status.text() == "2 sets from sets.toml"
        file.write_bytes(b"\xff\xfe\x00")
        page.list.files.read(str(file))
        assert page.run_bar.status.text().startswith("sets.toml cannot be read")
        page.list.files.write(str(tmp_path / "no" / "such.toml"))
        assert page.run_bar.status.text().startswith("such.toml cannot be written")

    def test_the_comparison_asks_for_both_sets_and_both_halves_of_the_classes(
        self, page, client: FakeClient
    ):
        click(page.run_bar.start_button)
        request = client.newest(CompareSets)
        assert request.lesion_a == silence("conv1", range(4))
        assert request.lesion_b == silence("conv1", range(2, 6))
        assert (request.classes_1, request.classes_2) == (tuple(range(5)), tuple(range(5, 10)))
        client.answer(request, dissociation(request))
        picture = page.view.plain_data()
        assert picture.set_names == ("conv1 0, 1, 2, 3", "conv1 2, 3, 4, 5")
        np.testing.assert_allclose(picture.accuracies[0], [151 / 180, 176 / 180])
        assert page.verdict.text() == (
            "A double dissociation: A matters more for classes 1, B for classes 2; "
            "interaction −30.0 [−38.0, −22.0] points."
        )

    def test_an_interval_around_0_tells_nothing(self, page, client: FakeClient):
        page.start()
        request = client.newest(CompareSets)
        client.answer(request, dissociation(request, interaction=-0.05))
        assert page.verdict.text().startswith("No dissociation can be told")

    @pytest.mark.parametrize("of_set", [0, 1])
    def test_a_set_that_may_harm_both_groups_alike_makes_no_double_dissociation(
        self, page, client: FakeClient, of_set: int
    ):
        """One image of 180 is no evidence, however much the other set harms."""
        page.start()
        request = client.newest(CompareSets)
        found = dissociation(request)
        change = found.change.copy()
        change[of_set, of_set, 0] = -1 / 180
        change[of_set, :, 1:] = change[of_set, :, :1] + np.array([-0.03, 0.02])
        client.answer(request, replace(found, change=change))
        assert page.verdict.text().startswith(
            "No double dissociation can be told, but a difference"
        )

    def test_the_sentence_turns_with_the_sign(self, page, client: FakeClient):
        page.start()
        request = client.newest(CompareSets)
        client.answer(request, dissociation(request, interaction=0.3))
        assert "A matters more for classes 2, B for classes 1" in page.verdict.text()

    def test_a_class_may_be_in_one_group_only(self, page, client: FakeClient):
        page.group_1.list.item(7).setCheckState(Qt.CheckState.Checked)
        assert page.group_1.text() == "Classes 1: 0, 1, 2 and 3 more"
        click(page.run_bar.start_button)
        assert client.of_kind(CompareSets) == []
        page.group_2.list.item(2).setCheckState(Qt.CheckState.Unchecked)
        assert page.run_bar.status.text().startswith("Each class may be in one group")

    def test_the_saved_figure_names_sets_and_classes(self, page, client: FakeClient, tmp_path):
        page.start()
        client.answer(client.newest(CompareSets), dissociation(client.newest(CompareSets)))
        page.view.export_wanted.emit(page.view.plain_data())
        page.saver.write(str(tmp_path / "a.png"))
        note = client.newest(SavePicture).drawing.note
        assert "conv1 0, 1, 2, 3 matters more for 0, 1, 2 and 2 more" in note


class TestRecovery:
    @pytest.fixture
    def page(self, bench: BenchPanel):
        return turn_to(bench, bench.recovery)

    def test_without_a_lesion_there_is_nothing_to_recover_from(
        self, page, selection: Selection, client: FakeClient
    ):
        assert not page.run_bar.start_button.isEnabled()
        assert not page.empty_note.button.isEnabled()
        selection.change_lesion(silence("conv1", (3, 5)), "x")
        assert page.empty_note.button.isEnabled()
        click(page.run_bar.start_button)
        request = client.newest(SweepUnits)
        assert request.base == silence("conv1", (3, 5))
        assert (request.split, request.layers) == ("validation", ("conv1", "conv2"))

    @pytest.fixture
    def before(self, page, selection: Selection, client: FakeClient):
        selection.change_lesion(silence("conv1", (3, 5)), "x")
        page.start()
        client.answer(client.newest(SweepUnits), unit_table(client.newest(SweepUnits)))
        return page

    def test_training_on_is_asked_for_with_the_lesion_that_was_measured(
        self, before, bench: BenchPanel, selection: Selection
    ):
        wanted: list[object] = []
        bench.recovery_wanted.connect(wanted.append)
        click(before.train_button)
        assert wanted == [silence("conv1", (3, 5))]
        selection.change_lesion(silence("conv1", (3,)), "x")
        assert not before.train_button.isEnabled()

    def test_it_measures_by_itself_when_the_training_has_ended_and_tells_who_took_over(
        self, before, client: FakeClient
    ):
        click(before.train_button)
        client.train(snapshot(1300))
        assert not before.run_bar.start_button.isEnabled()
        end_training(client)
        requests = client.of_kind(SweepUnits)
        assert len(requests) == 2
        assert requests[1].base == requests[0].base
        client.answer(requests[1], recovered(unit_table(requests[1]), unit=9))
        assert before.verdict.text().startswith("1 took over (conv1 9).")
        assert before.table.sheet.units[next(iter(before.table.sheet.marked))] == ("conv1", 9)
        assert ("conv1", 3) not in before.table.sheet.units

    def test_there_is_a_plot_once_there_is_an_after_and_it_can_be_outlined(
        self, before, client: FakeClient, bench: BenchPanel, qtbot: QtBot
    ):
        assert not before.scatter.isVisible()
        assert before.table.isVisible()
        click(before.after_button)
        request = client.newest(SweepUnits)
        client.answer(request, recovered(unit_table(request), unit=9))
        assert before.scatter.isVisible()
        assert before.scatter.plot.role_names == (("selected", "took over"),)
        qtbot.waitUntil(lambda: before.scatter.canvas.place_of(0) is not None)
        lasso(before.scatter, [0])
        assert before.table.sheet.units[0] in before.chosen_units.units
        assert before.scatter.plot.role_names == (("selected", "chosen"),)
        click(before.chosen_units.save_button)
        assert set(bench.named_sets.sets[0].units) == set(before.chosen_units.units)

    def test_while_hidden_nothing_is_asked_and_then_it_is_made_good(
        self, before, bench: BenchPanel, client: FakeClient
    ):
        click(before.train_button)
        bench.hide()
        end_training(client)
        assert len(client.of_kind(SweepUnits)) == 1
        bench.show()
        assert len(client.of_kind(SweepUnits)) == 2

    def test_a_cancelled_training_or_one_of_another_kind_is_not_measured(
        self, before, client: FakeClient
    ):
        end_training(client)
        click(before.train_button)
        client.training_ended.emit(None)
        click(before.train_button)
        before.forget_training()
        end_training(client)
        assert len(client.of_kind(SweepUnits)) == 1

    @pytest.mark.parametrize("held", [INTACT, silence("conv1", (3,))])
    def test_after_a_start_that_was_given_up_no_other_training_counts(
        self, before, client: FakeClient, held: Lesion
    ):
        click(before.train_button)  # and nothing begins: given up while the lesion is measured
        end_training(client, held)
        assert len(client.of_kind(SweepUnits)) == 1
        end_training(client)
        assert len(client.of_kind(SweepUnits)) == 1, "the weights before are not those measured"

    def test_without_validation_images_the_test_images_serve(
        self, page, selection: Selection, client: FakeClient
    ):
        client.load(data=data_facts(n_validation=0))
        selection.change_lesion(silence("conv1", (3,)), "x")
        page.start()
        assert client.newest(SweepUnits).split == "test"


def end_training(client: FakeClient, held: Lesion = HELD) -> None:
    """A training that holds a lesion ends well."""
    client.training_state = "idle"
    last = replace(snapshot(2000, state="idle"), held_lesion=held)
    client.training_ended.emit(
        TrainingSummary(ending="finished", last=last, network=client.network, run_folder="")
    )
