"""The greedy way on the Ranking page of the Lesion bench: by what it goes, and where it ends."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.panels.bench_examples import ranking
from tests.gui.panels.conftest import Show
from tests.gui.panels.fake_client import FakeClient
from visctx_gui.engine.lesion_messages import RankUnits
from visctx_gui.gui.panels.bench_panel import BenchPanel
from visctx_gui.presentation.number_sheet import number_rows


def click(widget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def page(show: Show):
    bench = show(BenchPanel)
    bench.resize(1000, 520)
    bench.tabs.setCurrentWidget(bench.ranking)
    return bench.ranking


def test_greedy_goes_as_published_to_the_last_unit_unless_told(page, client: FakeClient):
    terms = (page.measure_picker, page.group, page.stop_percent)
    assert not any(field.isEnabled() for field in terms)
    click(page.ways["greedy"])
    assert all(field.isEnabled() for field in terms)
    assert page.measure_picker.currentText() == "cross-entropy (as published)"
    assert "Published: 20 %" in page.stop_percent.toolTip()
    page.start()
    request = client.newest(RankUnits)
    assert (request.greedy_by, request.group, request.stop_share) == ("loss", 1, 1.0)
    client.answer(request, ranking(request))
    page.measure_picker.choose("accuracy")
    page.stop_percent.setValue(35)
    page.start()
    request = client.newest(RankUnits)
    assert (request.greedy_by, request.stop_share) == ("accuracy", 0.35)
    click(page.ways["greedy"])
    assert not any(field.isEnabled() for field in terms)


def test_units_that_the_greedy_way_ends_before_are_called_not_ranked(page, client: FakeClient):
    page.ways["greedy"].setChecked(True)
    page.stop_percent.setValue(20)
    page.start()
    request = client.newest(RankUnits)
    view = ranking(request)
    known = view.importance["greedy"].copy()
    known[16:] = np.nan  # of the second layer nothing yet
    client.progress(request, replace(view, importance=view.importance | {"greedy": known}))
    greedy = page.table.sheet.columns[3]
    assert (greedy.title, greedy.text(3), greedy.text(4)) == ("greedy place", "4", "\u2013")
    measured = page.fraction(page.result)
    assert measured == pytest.approx((48 + 48 + 4) / (48 + 48 + 11))
    client.answer(request, view)
    assert page.fraction(page.result) == 1.0
    greedy = page.table.sheet.columns[3]
    assert greedy.title == "greedy place, 11 of 48 ranked"
    assert [greedy.text(row) for row in (0, 3, 4, 22, 23)] == [
        "1", "4", "not ranked", "7", "not ranked"
    ]  # fmt: skip
    assert "by mean cross-entropy" in greedy.help
    rows = list(number_rows(page.table.sheet))
    assert rows[0][-1] == "greedy place, 11 of 48 ranked"
    assert np.isnan(rows[5][-1])
    page.way_picker.choose("greedy")
    page.way_picker.activated.emit(1)
    assert page.scatter.plot.y_label == greedy.title
    assert page.scatter.plot.left_out() == 37
    assert page.scatter.note.startswith(
        "Spearman with exact (nats): conv1 0.83 [0.55, 0.94], n = 4 of 16; conv2"
    )
    page.table.sortByColumn(5, Qt.SortOrder.DescendingOrder)
    assert page.table.sorted_units()[0] == ("conv2", 6)
    assert page.table.sorted_units()[11] == ("conv1", 4)


def test_a_correlation_without_an_interval_says_so(page, client: FakeClient):
    page.start()
    request = client.newest(RankUnits)
    view = ranking(request)
    hangs_on_few = {("conv1", "first-order"): (0.42, np.nan, np.nan)}
    client.answer(request, replace(view, agreement=view.agreement | hangs_on_few))
    assert page.scatter.note.startswith(
        "Spearman with exact (nats): conv1 0.42 (ties: no interval), n = 16; conv2 0.83 [0.55"
    )
