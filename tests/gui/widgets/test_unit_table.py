"""The table of units: sorted by headings, chosen from by rows, alive while numbers come."""

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest

from visctx_gui.gui.widgets.unit_table import UnitTable
from visctx_gui.presentation.numbers import NO_NUMBER
from visctx_gui.presentation.unit_sheet import COLUMNS, UnitRow, UnitSheet

LEFT = Qt.MouseButton.LeftButton
PLACE = {column.name: place for place, column in enumerate(COLUMNS)}
CHANGES = [-0.02, -0.1, math.nan, None, 0.01, -0.09]


def sheet(changes=CHANGES, title="Sweep"):
    rows = [
        UnitRow("conv1", unit, 0.9, change, norm=float(unit)) for unit, change in enumerate(changes)
    ]
    return UnitSheet(title, tuple(rows))


@pytest.fixture
def table(qtbot):
    made = UnitTable()
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.set_sheet(sheet())
    with qtbot.waitExposed(made):
        made.show()
    return made


def click_head(table, name):
    head = table.horizontalHeader()
    x = head.sectionViewportPosition(PLACE[name]) + head.sectionSize(PLACE[name]) // 2
    place = head.viewport().rect().center()
    place.setX(x)
    QTest.mouseClick(head.viewport(), LEFT, pos=place)


def click_row(table, row, modifier=Qt.KeyboardModifier.NoModifier):
    place = table.visualRect(table.model().index(row, 1)).center()
    QTest.mouseClick(table.viewport(), LEFT, modifier, place)


def order(table):
    return [row.unit for row in table.sorted_rows()]


def units(*indices):
    return tuple(("conv1", index) for index in indices)


def test_a_heading_sorts_up_down_and_back(table):
    assert order(table) == [0, 1, 2, 3, 4, 5]
    click_head(table, "change")
    assert order(table) == [1, 5, 0, 4, 2, 3]
    click_head(table, "change")
    assert order(table) == [4, 0, 5, 1, 2, 3]
    click_head(table, "change")
    assert order(table) == [0, 1, 2, 3, 4, 5]


def test_rows_are_chosen_with_the_mouse_from_top_to_bottom(table, qtbot):
    click_head(table, "change")
    with qtbot.waitSignal(table.units_chosen) as caught:
        click_row(table, 2)
    assert caught.args == [units(0)]
    with qtbot.waitSignal(table.units_chosen) as caught:
        click_row(table, 0, Qt.KeyboardModifier.ControlModifier)
    assert caught.args == [units(1, 0)]
    with qtbot.waitSignal(table.units_chosen) as caught:
        click_row(table, 3, Qt.KeyboardModifier.ShiftModifier)
    assert caught.args == [units(1, 5, 0, 4)]


def test_rows_are_chosen_with_the_keys(table, qtbot):
    click_row(table, 0)
    with qtbot.waitSignal(table.units_chosen) as caught:
        QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert caught.args == [units(0, 1)]


def test_the_choice_stays_with_its_units_while_values_change_their_order(table, qtbot):
    click_head(table, "change")
    click_row(table, 0)
    click_row(table, 2, Qt.KeyboardModifier.ControlModifier)
    assert set(table.chosen()) == set(units(1, 0))
    with qtbot.assertNotEmitted(table.units_chosen):
        table.set_sheet(sheet([-0.5, 0.3, -0.2, -0.1, 0.01, -0.09]))
    assert order(table) == [0, 2, 3, 5, 4, 1]
    assert table.chosen() == units(0, 1)
    assert table.currentIndex().row() == 0  # unit 0 was clicked last
    click_head(table, "norm")
    assert table.chosen() == units(0, 1)


def test_units_that_come_keep_the_choice_and_those_that_go_leave_it(table, qtbot):
    table.set_chosen(units(0, 5))
    with qtbot.assertNotEmitted(table.units_chosen):
        table.set_sheet(sheet([*CHANGES, 0.5]))
    assert table.chosen() == units(0, 5)
    with qtbot.waitSignal(table.units_chosen) as caught:
        table.set_sheet(sheet(CHANGES[:3]))
    assert caught.args == [units(0)]
    assert table.chosen() == units(0)


def test_a_choice_of_another_panel_is_shown_and_not_sent_back(table, qtbot):
    with qtbot.assertNotEmitted(table.units_chosen):
        table.set_chosen(units(4, 1, 99))
    assert table.chosen() == units(1, 4)
    table.set_chosen(())
    assert table.chosen() == ()


def test_unknown_is_a_dash_and_nan_is_named(table):
    model = table.model()

    def cell(row, role):
        return model.data(model.index(row, PLACE["change"]), role)

    tip, text = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.DisplayRole
    assert cell(2, text) == cell(3, text) == NO_NUMBER
    assert cell(2, tip).startswith("NaN")
    assert "NaN" not in cell(3, tip)
    assert cell(1, text) == "−10.0"


def test_copied_rows_are_the_chosen_ones_or_all(table):
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 7
    assert lines[0].startswith("layer\tunit\taccuracy\tchange")
    click_head(table, "change")
    table.set_chosen(units(0, 1))
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[1:4] for line in lines[1:]] == [
        ["1", "0.9", "-0.1"],
        ["0", "0.9", "-0.02"],
    ]


def test_the_export_has_the_rows_as_they_stand(table, qtbot):
    click_head(table, "change")
    menu = table.context_menu()
    with qtbot.waitSignal(table.export_wanted) as caught:
        menu.actions()[1].trigger()
    assert [row.unit for row in caught.args[0].rows] == order(table)
    menu.deleteLater()
    table.set_sheet(UnitSheet("", ()))
    menu = table.context_menu()
    assert not any(action.isEnabled() for action in menu.actions())
    menu.deleteLater()


def test_columns_hold_their_texts_and_do_not_shrink(table):
    texts = [COLUMNS[PLACE["change"]].text(row) for row in table.sorted_rows()]
    width = table.columnWidth(PLACE["change"])
    assert width > max(map(table.fontMetrics().horizontalAdvance, texts))
    long = replace(sheet().rows[0], change=-0.5, change_low=-0.6, change_high=-0.4)
    table.set_sheet(UnitSheet("Sweep", (long, *sheet().rows[1:])))
    wider = table.columnWidth(PLACE["change"])
    assert wider > width
    table.set_sheet(sheet())
    assert table.columnWidth(PLACE["change"]) == wider


def test_figures_have_one_width_and_every_heading_says_what_it_is(table):
    assert table.font().featureValue(QFont.Tag("tnum")) == 1
    model = table.model()
    for column in range(model.columnCount()):
        role = Qt.ItemDataRole.ToolTipRole
        assert model.headerData(column, Qt.Orientation.Horizontal, role)
    assert table.accessibleName() == "Sweep"


def test_qt_finds_no_fault_with_the_model(table):
    model = table.model()
    mode = QAbstractItemModelTester.FailureReportingMode.Warning  # a warning fails the test
    watcher = QAbstractItemModelTester(model, mode, table)
    assert isinstance(watcher.model(), QAbstractItemModel)
    table.set_chosen(units(1, 3))
    for column in range(len(COLUMNS)):
        table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
        table.set_sheet(sheet(CHANGES[::-1]))
        table.set_sheet(sheet())
    table.set_sheet(sheet([0.1]))
    table.set_sheet(UnitSheet("", ()))
    watcher.deleteLater()
