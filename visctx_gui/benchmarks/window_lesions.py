"""Measures how soon a click is answered by a painted number. Runs in a process of its own."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTreeWidgetItem, QWidget

from visctx_gui.benchmarks.measuring_process import tell
from visctx_gui.benchmarks.window_stage import Stage
from visctx_gui.engine.messages import LesionEffect

LEAST_IMAGES = 1000
PAUSE_SECONDS = 0.2
PHASE_SECONDS = 0.013  # each pause is longer by this, so that clicks meet every phase of a snapshot
LEFT = Qt.MouseButton.LeftButton


def main(arguments: list[str]) -> None:
    """Click while idle and while training, and tell how long each answer took."""
    scratch, data_folder, clicks = arguments[0], arguments[1], int(arguments[2])
    stage = Stage(Path(scratch), Path(data_folder))
    stage.open()
    clicker = Clicker(stage)
    clicker.click(0)  # the first one meets cold code
    clicker.click(0)
    idle = [clicker.click(number) for number in range(clicks)]
    stage.train()
    stage.live_for(1.0)
    training = [clicker.click(number) for number in range(clicks)]
    stage.close()
    tell(idle=idle, training=training)


class Clicker:
    """Clicks on filters and on check boxes of the tree, and waits for the painted answer."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._panel = stage.panels.lesion
        self._watch = _Painted(self._panel.numbers)

    def click(self, number: int) -> dict[str, Any]:
        """Silence or restore a unit; even numbers by its filter, odd ones in the tree.

        Returns
        -------
        dict
            ``milliseconds`` to the painted estimate, its ``images``, and ``what`` was clicked.
        """
        selection = self._stage.window.selection
        before = selection.lesion
        on_filter = number % 2 == 0
        self._watch.wait_for_other_than(before)
        began = time.perf_counter()
        if on_filter:
            self._double_click_filter(number // 2)
        else:
            self._click_check_box(number // 2)
        if selection.lesion == before:
            raise RuntimeError("The click did not change the lesion.")
        self._stage.until(lambda: self._watch.painted_at > 0)
        answer = {
            "milliseconds": 1000 * (self._watch.painted_at - began),
            "images": self._watch.images,
            "what": "filter" if on_filter else "check box",
        }
        self._stage.until(self._is_exact)
        self._stage.live_for(PAUSE_SECONDS + PHASE_SECONDS * (number % 10))
        return answer

    def _is_exact(self) -> bool:
        effect = self._panel.numbers.effect
        wanted = self._stage.window.selection.lesion
        return effect is not None and effect.exact and effect.lesion == wanted

    def _double_click_filter(self, tile: int) -> None:
        canvas = self._stage.panels.filters.grid.canvas
        QTest.mouseDClick(canvas, LEFT, pos=canvas.tile_rectangle(tile).center().toPoint())

    def _click_check_box(self, unit: int) -> None:
        tree = self._panel.tree.tree
        item = _unit_item(tree.topLevelItem(0), unit)
        tree.scrollToItem(item)
        option = QStyleOptionViewItem()
        option.initFrom(tree)
        option.rect = tree.visualItemRect(item)
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        place: QPoint = tree.style().subElementRect(part, option, tree).center()
        QTest.mouseClick(tree.viewport(), LEFT, pos=place)


def _unit_item(top: QTreeWidgetItem | None, unit: int) -> QTreeWidgetItem:
    item = None if top is None else top.child(unit)
    if item is None:
        raise RuntimeError(f"The tree has no unit {unit}.")
    return item


class _Painted(QObject):
    """Notes when an estimate of a new lesion has been painted."""

    def __init__(self, numbers: Any) -> None:
        super().__init__()
        self._numbers = numbers
        self._before: Any = None
        self._awaits = False
        self.painted_at = 0.0
        self.images = 0
        for label in numbers.findChildren(QWidget):
            if label.accessibleName() == numbers.tr("lesioned"):
                label.installEventFilter(self)

    def wait_for_other_than(self, lesion: Any) -> None:
        """From now on, note the first paint of an effect of another lesion."""
        self._before, self._awaits, self.painted_at = lesion, True, 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the label paint, then look at the clock."""
        if event.type() != QEvent.Type.Paint or not self._awaits or not self._shows_estimate():
            return False
        self._awaits = False
        watched.event(event)
        self.painted_at = time.perf_counter()
        return True

    def _shows_estimate(self) -> bool:
        effect: LesionEffect | None = self._numbers.effect
        if effect is None or effect.lesion == self._before or not self._numbers.isEnabled():
            return False
        self.images = effect.n
        return effect.n >= LEAST_IMAGES or effect.exact


if __name__ == "__main__":
    main(sys.argv[1:])
