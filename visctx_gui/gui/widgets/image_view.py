"""One picture with sharp pixels, and the receptive field drawn on it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from visctx_gui.gui.style import GRID, colour_of, muted, small
from visctx_gui.gui.widgets.picture import Picture, background, elided
from visctx_gui.plan.layers import FieldBox

TITLE_HEIGHT = 20


class ImageView(Picture):
    """Shows one uint8 picture, enlarged by whole pixels where it is small.

    Signals
    -------
    pixel_hovered(y, x, value)
        Value 0..255, the mean of the channels; -1, -1, NaN when the mouse leaves.
    pixel_clicked(y, x)
    """

    pixel_hovered = Signal(int, int, float)
    pixel_clicked = Signal(int, int)

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._pixels: NDArray[np.uint8] | None = None
        self._image = QImage()
        self._box: FieldBox | None = None
        self._hovered = (-1, -1)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(8 * GRID, 8 * GRID)
        self.setAccessibleName(title or self.tr("Picture"))

    def plain_data(self) -> NDArray[np.uint8] | None:
        return self._pixels

    @property
    def box(self) -> FieldBox | None:
        """The frame that is drawn on the picture."""
        return self._box

    def set_title(self, title: str) -> None:
        """Words above the picture; empty: none."""
        self._title = title
        self.setAccessibleName(title or self.tr("Picture"))
        self.update()

    def set_picture(self, pixels: NDArray[np.uint8] | None, box: FieldBox | None = None) -> None:
        """Show a picture; None empties the view. Ends `waiting`.

        Parameters
        ----------
        pixels : uint8 array (height, width), (height, width, 1) or (height, width, 3)
        box : FieldBox, optional
            Receptive field in pixels of the picture.
        """
        self.set_waiting(False)
        if pixels is not None and self._pixels is not None and np.array_equal(pixels, self._pixels):
            self.set_box(box)
            return  # while a network trains the same picture comes many times a second
        self._pixels = pixels
        self._image = QImage() if pixels is None else picture_image(pixels)
        self._box = box
        self.update()

    def set_box(self, box: FieldBox | None) -> None:
        """Draw another receptive field on the same picture."""
        if box != self._box:
            self._box = box
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(20 * GRID, 20 * GRID)

    def picture_rectangle(self) -> QRectF:
        """Where the picture lies, in logical pixels; whole device pixels per pixel where it is enlarged."""
        if self._image.isNull():
            return QRectF()
        ratio = self.devicePixelRatioF()
        top = TITLE_HEIGHT if self._title else 0
        zoom = min(
            self.width() * ratio / self._image.width(),
            (self.height() - top) * ratio / self._image.height(),
        )
        zoom = math.floor(zoom) if zoom >= 1 else max(zoom, 1e-3)
        width, height = self._image.width() * zoom / ratio, self._image.height() * zoom / ratio
        left = math.floor((self.width() - width) * ratio / 2) / ratio
        return QRectF(max(0.0, left), top, width, height)

    def pixel_at(self, position: QPointF) -> tuple[int, int] | None:
        """Row and column of the picture under a point, None beside it."""
        place = self.picture_rectangle()
        if place.isEmpty() or not place.contains(position):
            return None
        y = int((position.y() - place.top()) / place.height() * self._image.height())
        x = int((position.x() - place.left()) / place.width() * self._image.width())
        return min(y, self._image.height() - 1), min(x, self._image.width() - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), background(self.palette()))
        if self._title:
            painter.setFont(small(self.font()))
            painter.setPen(muted(self.palette()))
            line = QRect(0, 0, self.width(), TITLE_HEIGHT)
            elided(painter, line, Qt.AlignmentFlag.AlignCenter, self._title)
        place = self.picture_rectangle()
        if not place.isEmpty():
            reduced = place.width() * self.devicePixelRatioF() < self._image.width()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, reduced)
            painter.drawImage(place, self._image)
            painter.setPen(self.palette().mid().color())
            painter.drawRect(place.adjusted(0, 0, -1, -1))
            self._paint_box(painter, place)
        painter.end()
        self.painted.emit()

    def _paint_box(self, painter: QPainter, place: QRectF) -> None:
        if self._box is None:
            return
        side_x = place.width() / self._image.width()
        side_y = place.height() / self._image.height()
        corner = QPointF(self._box.left * side_x, self._box.top * side_y) + place.topLeft()
        opposite = QPointF(self._box.right * side_x, self._box.bottom * side_y) + place.topLeft()
        frame = QRectF(corner, opposite)
        # light under dark: the frame is seen on any picture
        painter.setPen(QPen(QColor("white"), 3))
        painter.drawRect(frame)
        painter.setPen(QPen(colour_of("selected", self.palette()), 1.5))
        painter.drawRect(frame)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.pixel_at(event.position()) or (-1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        pixel = self.pixel_at(event.position())
        if pixel is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.pixel_clicked.emit(*pixel)

    def leaveEvent(self, event: Any) -> None:
        self._hover((-1, -1))

    def _hover(self, pixel: tuple[int, int]) -> None:
        if pixel == self._hovered or self._pixels is None:
            return
        self._hovered = pixel
        value = math.nan if pixel[0] < 0 else float(np.mean(self._pixels[pixel]))
        self.pixel_hovered.emit(*pixel, value)


def picture_image(pixels: NDArray[np.uint8]) -> QImage:
    """A QImage with its own memory from a uint8 array (height, width[, 1 or 3])."""
    if pixels.ndim == 3 and pixels.shape[2] == 1:
        pixels = pixels[:, :, 0]
    known = pixels.ndim == 2 or (pixels.ndim == 3 and pixels.shape[2] == 3)
    if pixels.dtype != np.uint8 or not known or 0 in pixels.shape:
        raise ValueError(f"a picture is uint8 (h, w[, 1 or 3]), not {pixels.dtype} {pixels.shape}")
    height, width = pixels.shape[:2]
    grey = pixels.ndim == 2
    form = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB888
    data = np.ascontiguousarray(pixels).tobytes()
    line = width if grey else 3 * width
    return QImage(data, width, height, line, form).copy()
