"""What a hand does with the mouse."""

from __future__ import annotations

import itertools

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from visctx_gui.gui.widgets.scatter_view import ScatterView

LEFT = Qt.MouseButton.LeftButton


def lasso(scatter: ScatterView, points: list[int], modifier=Qt.KeyboardModifier.NoModifier) -> None:
    """Lead the mouse around the frame of some points."""
    canvas = scatter.canvas
    places = [canvas.place_of(point).toPoint() for point in points]
    left, right = min(p.x() for p in places) - 4, max(p.x() for p in places) + 4
    top, bottom = min(p.y() for p in places) - 4, max(p.y() for p in places) + 4
    corners = [QPoint(left, top), QPoint(right, top), QPoint(right, bottom), QPoint(left, bottom)]
    QTest.mousePress(canvas, LEFT, modifier, corners[0])
    for start, end in itertools.pairwise([*corners, corners[0]]):
        for part in np.linspace(0, 1, 8):
            QTest.mouseMove(canvas, start + (end - start) * float(part))
    QTest.mouseRelease(canvas, LEFT, modifier, corners[0])
