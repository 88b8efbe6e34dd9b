"""What a widget looks like, as numbers."""

import numpy as np
from PySide6.QtGui import QImage


def pixels_of(widget):
    """The widget as painted: uint32 0xAARRGGBB (height, width) in device pixels."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    lines = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    return lines[:, : image.width()].copy()
