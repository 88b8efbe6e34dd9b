"""The image with a scotoma on it, to be moved and stretched with the mouse."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from visctx_gui.gui.style import GRID, colour_of
from visctx_gui.gui.widgets.image_view import ImageView
from visctx_gui.plan.scotoma import Scotoma

EDGE_PIXELS = 7.0  # on the screen: so near the edge counts as on it
WHEEL_STEP_PX = 0.5  # of the image, for each notch
SMALLEST_RADIUS_PX = 0.5
DOT_PIXELS = 3
REGION_OPACITY, FAINT = 90, 150  # of 255
Hold = Literal["", "centre", "radius", "inner_radius"]
Point = tuple[float, float]


class ScotomaField(ImageView):
    """Shows an image, a region on it, and the centres of receptive fields as dots.

    Signals: ``region_changed(Scotoma)`` while the mouse moves or stretches the region.
    """

    region_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._region = Scotoma(x=0.0, y=0.0)
        self._inside: tuple[Point, ...] = ()
        self._outside: tuple[Point, ...] = ()
        self._hold: Hold = ""
        self._grip = (0.0, 0.0)  # from the centre to where the mouse took hold, in pixels
        self.setAccessibleName(self.tr("Region on the image"))
        self.setToolTip(
            self.tr(
                "Drag inside to move the region, drag its edge or turn the wheel to change its size. "
                "Dots: centres of the receptive fields of the layer's cells"
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(42 * GRID, 42 * GRID)

    @property
    def region(self) -> Scotoma:
        """What is drawn; its centre is given."""
        return self._region

    def set_region(
        self, region: Scotoma, inside: Sequence[Point] = (), outside: Sequence[Point] = ()
    ) -> None:
        """Draw a region.

        Parameters
        ----------
        region : Scotoma
            With numbers for x and y.
        inside, outside : sequence of (x, y)
            Centres of receptive fields in pixels of the image, inside the region and outside.
        """
        self._region = region
        self._inside, self._outside = tuple(inside), tuple(outside)
        self.update()

    # ---- places -----------------------------------------------------------------------------

    def _zoom(self) -> float:
        pixels = self.plain_data()
        place = self.picture_rectangle()
        return 1.0 if pixels is None or place.isEmpty() else place.width() / pixels.shape[1]

    def point_on_screen(self, x: float, y: float) -> QPointF:
        """Where a point of the image lies; the middle of its first pixel is (0, 0)."""
        place, zoom = self.picture_rectangle(), self._zoom()
        return QPointF(place.left() + (x + 0.5) * zoom, place.top() + (y + 0.5) * zoom)

    def _point_of_image(self, position: QPointF) -> Point:
        place, zoom = self.picture_rectangle(), self._zoom()
        return (
            (position.x() - place.left()) / zoom - 0.5,
            (position.y() - place.top()) / zoom - 0.5,
        )

    @property
    def _centre(self) -> Point:
        region = self._region
        return region.x or 0.0, region.y or 0.0

    def _hold_at(self, position: QPointF) -> Hold:
        """What the mouse would take hold of."""
        x, y = self._point_of_image(position)
        right, down = x - self._centre[0], y - self._centre[1]
        if self._region.shape == "half field":
            return "centre"
        distance, zoom = math.hypot(right, down), self._zoom()
        edges: list[tuple[float, Hold]] = [(self._region.radius, "radius")]
        if self._region.shape == "ring":
            edges.append((self._region.inner_radius, "inner_radius"))
        gaps = [(abs(distance - edge) * zoom, name) for edge, name in edges]
        nearest, name = min(gaps)
        return name if nearest <= EDGE_PIXELS else "centre"

    # ---- the mouse --------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.plain_data() is None:
            event.ignore()
            return
        self._hold = self._hold_at(event.position())
        x, y = self._point_of_image(event.position())
        right, down = x - self._centre[0], y - self._centre[1]
        far = self._region.shape == "half field" or math.hypot(right, down) > self._region.radius
        self._grip = (0.0, 0.0) if far and self._hold == "centre" else (right, down)
        if far and self._hold == "centre":
            self._drag_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._hold:
            self._drag_to(event.position())
        else:
            on_edge = self._hold_at(event.position()) != "centre"
            shape = Qt.CursorShape.SizeFDiagCursor if on_edge else Qt.CursorShape.SizeAllCursor
            self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hold = ""

    def _drag_to(self, position: QPointF) -> None:
        x, y = self._point_of_image(position)
        if self._hold == "centre":
            centre = self._kept_on_image(x - self._grip[0], y - self._grip[1])
            self._change(replace(self._region, x=centre[0], y=centre[1]))
            return
        distance = _rounded(math.hypot(x - self._centre[0], y - self._centre[1]))
        self._stretch(self._hold, distance)

    def _kept_on_image(self, x: float, y: float) -> Point:
        pixels = self.plain_data()
        height, width = (1, 1) if pixels is None else pixels.shape[:2]
        return (
            min(max(_rounded(x), -0.5), width - 0.5),
            min(max(_rounded(y), -0.5), height - 0.5),
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel makes the region larger or smaller; a ring keeps its width."""
        notches = event.angleDelta().y() / 120
        event.accept()
        if notches and self._region.shape != "half field":
            region = self._region
            wider = max(SMALLEST_RADIUS_PX, region.radius + notches * WHEEL_STEP_PX)
            inner = max(0.0, region.inner_radius + wider - region.radius)
            if region.shape != "ring":
                inner = region.inner_radius
            elif inner >= wider:
                return
            self._change(replace(region, radius=_rounded(wider), inner_radius=_rounded(inner)))

    def _stretch(self, edge: Hold, distance: float) -> None:
        region = self._region
        least_width = SMALLEST_RADIUS_PX
        if edge == "inner_radius":
            inner = min(distance, region.radius - least_width)
            self._change(replace(region, inner_radius=max(0.0, inner)))
            return
        least = region.inner_radius + least_width if region.shape == "ring" else least_width
        self._change(replace(region, radius=max(least, distance)))

    def _change(self, region: Scotoma) -> None:
        if region != self._region:
            self._region = region
            self.update()
            self.region_changed.emit(region)

    # ---- painting ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place = self.picture_rectangle()
        if place.isEmpty():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(place)
        self._paint_region(painter, place)
        self._paint_dots(painter)
        painter.end()

    def _paint_region(self, painter: QPainter, place: QRectF) -> None:
        path = self.region_path(place)
        colour = colour_of("lesioned", self.palette())
        cloth = QColor(colour)
        cloth.setAlpha(REGION_OPACITY)
        painter.fillPath(path, cloth)
        # light under the colour: the edge is seen on any picture
        for pen in (QPen(QColor("white"), 3), QPen(colour, 1.5)):
            painter.setPen(pen)
            painter.drawPath(path)

    def region_path(self, place: QRectF) -> QPainterPath:
        """The region's outline on the screen."""
        region, zoom = self._region, self._zoom()
        centre = self.point_on_screen(*self._centre)
        path = QPainterPath()
        if region.shape == "half field":
            half = QRectF(place)
            if region.side == "left":
                half.setRight(centre.x())
            elif region.side == "right":
                half.setLeft(centre.x())
            elif region.side == "upper":
                half.setBottom(centre.y())
            else:
                half.setTop(centre.y())
            path.addRect(half)
            return path
        path.addEllipse(centre, region.radius * zoom, region.radius * zoom)
        if region.shape == "ring":
            path.addEllipse(centre, region.inner_radius * zoom, region.inner_radius * zoom)
        return path

    def _paint_dots(self, painter: QPainter) -> None:
        faint = colour_of("intact", self.palette())
        faint.setAlpha(FAINT)
        plain = colour_of("lesioned", self.palette())
        for dots, colour, size in (
            (self._outside, faint, DOT_PIXELS),
            (self._inside, QColor("white"), DOT_PIXELS + 1),
            (self._inside, plain, DOT_PIXELS),
        ):
            pen = QPen(colour, size)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPoints([self.point_on_screen(x, y) for x, y in dots])


def blank_picture(height: int, width: int) -> NDArray[np.uint8]:
    """Plain grey, where no image is loaded."""
    return np.full((height, width), 128, np.uint8)


def _rounded(pixels: float) -> float:
    return round(pixels, 1)
