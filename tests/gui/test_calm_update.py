"""What is shown of changes that come many times a second."""

from __future__ import annotations

import numpy as np
from pytestqt.qtbot import QtBot

from visctx_gui.gui.calm_update import CalmUpdate
from visctx_gui.gui.live_label import LiveLabel
from visctx_gui.gui.widgets.bar_plot import BarPlotView
from visctx_gui.gui.widgets.colour_bar import ColourBar
from visctx_gui.presentation.bars import BarPlot

LONG = 60_000  # milliseconds; nothing is due before the test ends


def calm(interval: int, parent: object) -> tuple[CalmUpdate, list[int]]:
    made = CalmUpdate(interval, parent)  # type: ignore[arg-type]
    shown: list[int] = []
    made.due.connect(lambda: shown.append(1))
    return made, shown


def test_the_first_change_is_shown_at_once_and_the_next_ones_wait(qapp):
    made, shown = calm(LONG, qapp)
    made.want()
    assert len(shown) == 1
    for _ in range(20):
        made.want()
    assert len(shown) == 1
    made.now()
    assert len(shown) == 2
    made.deleteLater()


def test_the_last_change_is_always_shown(qapp, qtbot: QtBot):
    made, shown = calm(1, qapp)
    made._interval = LONG  # what comes after the first is held back, and comes by the timer alone
    made.want()
    made.want()
    made.want()
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert not made._late.isActive()
    made.deleteLater()


def test_a_calm_label_knows_the_newest_text_and_asks_for_paint_seldom(qtbot: QtBot):
    label = LiveLabel(calm=True)
    qtbot.addWidget(label)
    label.setText("step 1")
    assert label.accessibleName() == "step 1"
    label.setText("step 2")
    assert (label.text(), label.accessibleName()) == ("step 2", "step 1")
    qtbot.waitUntil(lambda: label.accessibleName() == "step 2")
    label.setText("step 3")
    label.setText("")
    assert label.accessibleName() == ""
    assert label.sizeHint().width() == 0


def test_a_colour_bar_is_calm_where_only_its_limits_change(qtbot: QtBot):
    bar = ColourBar()
    qtbot.addWidget(bar)
    bar.set_scale("sequential", (0.0, 1.0), "a")
    bar.set_scale("sequential", (0.0, 2.0), "a")
    assert bar.limit_texts()[1] == "2.00"
    assert bar.accessibleDescription() == "a: colours run from 0 to 1.00; NaN is pink"
    qtbot.waitUntil(lambda: bar.accessibleDescription().startswith("a: colours run from 0 to 2"))
    bar.set_scale("sequential", (0.0, 3.0), "b")
    assert bar.accessibleDescription().startswith("b: colours run from 0 to 3")


def test_bars_are_calm_where_only_their_numbers_change(qtbot: QtBot):
    view = BarPlotView()
    qtbot.addWidget(view)
    one = BarPlot(title="", labels=("a", "b"), values=np.array([0.1, 0.2]))
    other = BarPlot(title="", labels=("a", "b"), values=np.array([0.3, 0.4]))
    view.set_bars(one)
    said = view.accessibleDescription()
    view.set_bars(other)
    assert view.plain_data() is other
    assert view.accessibleDescription() == said
    qtbot.waitUntil(lambda: view.accessibleDescription() != said)
    view.set_bars(BarPlot(title="", labels=("c",), values=np.array([0.5])))
    assert "c" in view.accessibleDescription()
