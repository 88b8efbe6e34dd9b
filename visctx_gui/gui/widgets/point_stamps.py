"""Dots and crosses painted once and then laid on every point, which is ten times as fast."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPixmap

from visctx_gui.gui.style import colour_of, muted
from visctx_gui.gui.widgets.picture import background
from visctx_gui.presentation.colours import NAN_INDEX, colour_index, packed_table
from visctx_gui.presentation.scatter import ScatterPlot

DOT_RADIUS, SMALL_DOT_RADIUS = 3.5, 2.0
SMALLEST_CROSS = 3.0  # half of its side: seen among thousands of dots
RIM_OPACITY = 0.6  # around colours of which some are as pale as the paper
MANY_POINTS = 1500  # smaller dots from here on
SIDE = 11  # logical pixels of a stamp


class PointStamps:
    """The stamps of one colour scheme and screen.

    Parameters
    ----------
    of : QPalette
        Light or dark.
    ratio : float
        Device pixels per logical pixel.
    """

    def __init__(self, of: QPalette, ratio: float) -> None:
        self._palette, self._ratio = of, ratio
        self._looks = of.cacheKey(), ratio
        self._dots: dict[tuple[int, float, bool], QPixmap] = {}
        self._crosses: dict[float, QPixmap] = {}

    def suit(self, of: QPalette, ratio: float) -> bool:
        """Whether they can be used with a palette on a screen."""
        return self._looks == (of.cacheKey(), ratio)

    def dots_of(self, plot: ScatterPlot) -> tuple[NDArray[np.intp], list[QPixmap]]:
        """Which stamp each point gets, int (n,), and the stamps."""
        radius = radius_for(plot.count)
        if plot.colour_values is not None:
            table = packed_table(plot.colours)
            which = colour_index(plot.colour_values, *plot.scale_limits()).astype(np.intp)
            used = np.unique(which).tolist()
            stamps = {
                place: self.dot(QColor.fromRgb(int(table[place])), radius, dark_rim=True)
                for place in used
            }
            nothing = QPixmap()
            return which, [stamps.get(place, nothing) for place in range(NAN_INDEX + 1)]
        roles = [plot.role(point) for point in range(plot.count)]
        kinds = list(dict.fromkeys(roles))
        place_of = {role: place for place, role in enumerate(kinds)}
        which = np.array([place_of[role] for role in roles], np.intp)
        return which, [self.dot(colour_of(role, self._palette), radius) for role in kinds]

    def dot(self, colour: QColor, radius: float, dark_rim: bool = False) -> QPixmap:
        """A dot with a thin rim of the paper's colour, so that neighbours stay apart; or of the text's."""
        known = self._dots.get((colour.rgb(), radius, dark_rim))
        if known is None:
            known = self._dots[colour.rgb(), radius, dark_rim] = self._empty()
            rim = background(self._palette)
            if dark_rim:
                rim = muted(self._palette)
                rim.setAlphaF(RIM_OPACITY if radius == DOT_RADIUS else RIM_OPACITY / 2)
            painter = QPainter(known)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(rim, 1))
            painter.setBrush(colour)
            painter.drawEllipse(_MIDDLE, radius, radius)
            painter.end()
        return known

    def cross_of(self, plot: ScatterPlot) -> QPixmap:
        """What marks a silenced unit, smaller where there are many points."""
        radius = max(radius_for(plot.count), SMALLEST_CROSS)
        known = self._crosses.get(radius)
        if known is None:
            known = self._crosses[radius] = self._empty()
            first, last = SIDE / 2 - radius + 0.5, SIDE / 2 + radius - 0.5
            painter = QPainter(known)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for colour, width in (
                (background(self._palette), radius + 0.5),
                (colour_of("lesioned", self._palette), radius / 2 + 0.25),
            ):
                pen = QPen(colour, width)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                painter.drawLine(QLineF(first, first, last, last))
                painter.drawLine(QLineF(first, last, last, first))
            painter.end()
        return known

    def _empty(self) -> QPixmap:
        side = round(SIDE * self._ratio)
        stamp = QPixmap(side, side)
        stamp.setDevicePixelRatio(self._ratio)
        stamp.fill(Qt.GlobalColor.transparent)
        return stamp


def radius_for(count: int) -> float:
    """Radius of the dots of a plot with so many points, in logical pixels."""
    return SMALL_DOT_RADIUS if count > MANY_POINTS else DOT_RADIUS


_MIDDLE = QPointF(SIDE / 2, SIDE / 2)
