"""The docks of the window: made once, arranged as the default layout says."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QScrollArea, QStyle, QWidget

FIRST_SIZE = QSize(1280, 720)
# Widths and heights of the default layout at 1280 x 720, in pixels.
LEFT_WIDTH, RIGHT_WIDTH, ACTIVATIONS_WIDTH = 344, 298, 280
TRAINING_HEIGHT, UPPER_HEIGHT, TRAINING_SHARE = 286, 310, 0.36
BENCH_SHARE = 0.52  # of the window's height: an outline is drawn in its plot by hand
# In a narrow window the left column gives way first, as far as its panels can be read.
NARROWEST_LEFT_WIDTH, NARROW_LEFT_SHARE = 320, 0.36
FIRST_ACTIVATIONS = "activations_1"
NARROWEST_WIDE_WINDOW = 1152
SMALLEST_PANEL = QSize(168, 120)


class PanelDock(QDockWidget):
    """A dock around one panel; it takes its title from the panel where that gives one."""

    def __init__(self, name: str, title: str, panel: QWidget, window: QMainWindow) -> None:
        super().__init__(title, window)
        self.setObjectName(f"{name}_dock")
        self.panel = panel
        self.setWidget(_Room(panel))
        panel.windowTitleChanged.connect(self.setWindowTitle)
        if panel.windowTitle():
            self.setWindowTitle(panel.windowTitle())
        toggle = self.toggleViewAction()
        toggle.setToolTip(self.tr("Show or hide this panel."))

    def bring_up(self) -> None:
        """Show the panel, in front of those it shares a place with."""
        self.show()
        self.raise_()


class _Room(QScrollArea):
    """Lets a dock be made smaller than its panel needs: the panel is scrolled then, never cut off.

    Unlike a resizable `QScrollArea` it asks for the least height at a width, not the preferred one.
    """

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self._panel = panel
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(panel)
        panel.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        """Enough to see that something is there."""
        return SMALLEST_PANEL

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the panel the room, or what it needs."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A panel that needs another size says so."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        room, least = self.maximumViewportSize(), self._panel.minimumSizeHint()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        width = max(room.width(), least.width())
        height = self._least_height(width)
        if height > room.height():
            width = max(room.width() - bar, least.width())
            height = self._least_height(width)
        spare = room.height() - (bar if width > room.width() else 0)
        self._panel.resize(width, max(height, spare))

    def _least_height(self, width: int) -> int:
        layout = self._panel.layout()
        if layout is not None and layout.hasHeightForWidth():
            return int(layout.totalMinimumHeightForWidth(width))
        return self._panel.minimumSizeHint().height()


def arrange(window: QMainWindow, docks: Mapping[str, PanelDock]) -> None:
    """Put all docks where the default layout has them; a narrow window gets more of them as tabs.

    Parameters
    ----------
    window : QMainWindow
        Without a central widget.
    docks : mapping
        ``network``, ``images``, ``filters``, ``activations_1`` (and more of these), ``training``,
        ``bench``, ``lesion``, ``log``.
    """
    for dock in docks.values():
        dock.setFloating(False)
        window.removeDockWidget(dock)
    beside, below = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    narrow = is_narrow(window)
    # All stand in one dock area: between two areas without a central widget one takes all growth.
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, docks["network"])
    window.splitDockWidget(docks["network"], docks["filters"], beside)
    if not narrow:
        window.splitDockWidget(docks["filters"], docks["lesion"], beside)
    window.splitDockWidget(docks["filters"], docks["training"], below)
    window.tabifyDockWidget(docks["network"], docks["images"])
    if narrow:
        window.tabifyDockWidget(docks["images"], docks["lesion"])
        window.tabifyDockWidget(docks["filters"], docks[FIRST_ACTIVATIONS])
    else:
        window.splitDockWidget(docks["filters"], docks[FIRST_ACTIVATIONS], beside)
    window.tabifyDockWidget(docks["training"], docks["bench"])
    window.tabifyDockWidget(docks["bench"], docks["log"])
    for name, dock in docks.items():
        if name.startswith("activations_") and name != FIRST_ACTIVATIONS:
            window.tabifyDockWidget(docks[FIRST_ACTIVATIONS], dock)
    for dock in docks.values():
        dock.show()
    for name in ("network", "training", FIRST_ACTIVATIONS, "filters"):
        docks[name].raise_()
    share_out(window, docks)


def make_room_for_bench(window: QMainWindow, docks: Mapping[str, PanelDock]) -> None:
    """Give the bottom row the height that the Lesion bench needs, if it stands there and is lower."""
    bench, wanted = docks["bench"], round(BENCH_SHARE * window.height())
    if bench.isFloating() or bench.height() >= wanted:
        return
    if docks["training"] not in window.tabifiedDockWidgets(bench):
        return
    pair = [docks["filters"], bench]
    heights = [max(1, window.height() - wanted), wanted]
    window.resizeDocks(pair, heights, Qt.Orientation.Vertical)


def is_narrow(window: QMainWindow) -> bool:
    """Whether the wide arrangement would squeeze its panels."""
    return window.width() < NARROWEST_WIDE_WINDOW


def share_out(window: QMainWindow, docks: Mapping[str, PanelDock]) -> None:
    """Give the docks of the default layout their sizes; the middle takes what is left."""
    training = max(TRAINING_HEIGHT, round(TRAINING_SHARE * window.height()))
    heights = [max(UPPER_HEIGHT, window.height() - training), training]
    window.resizeDocks([docks["filters"], docks["training"]], heights, Qt.Orientation.Vertical)
    if is_narrow(window):
        share = round(NARROW_LEFT_SHARE * window.width())
        left = min(LEFT_WIDTH, max(NARROWEST_LEFT_WIDTH, share))
        sizes = [left, max(1, window.width() - left)]
        pair = [docks["network"], docks["filters"]]
        window.resizeDocks(pair, sizes, Qt.Orientation.Horizontal)
        return
    columns = [docks["network"], docks["filters"], docks[FIRST_ACTIVATIONS], docks["lesion"]]
    sides = LEFT_WIDTH + RIGHT_WIDTH
    middle = max(2 * ACTIVATIONS_WIDTH, window.width() - sides)
    activations = max(ACTIVATIONS_WIDTH, round(0.4 * middle))
    widths = [LEFT_WIDTH, middle - activations, activations, RIGHT_WIDTH]
    window.resizeDocks(columns, widths, Qt.Orientation.Horizontal)
