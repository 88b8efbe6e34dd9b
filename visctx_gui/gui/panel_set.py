"""All panels of the window in their docks; any number of Activations panels among them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.gui.docks import (
    FIRST_ACTIVATIONS,
    FIRST_SIZE,
    PanelDock,
    arrange,
    is_narrow,
    make_room_for_bench,
    share_out,
)
from visctx_gui.gui.panels.activations_panel import ActivationsPanel
from visctx_gui.gui.panels.bench_panel import BenchPanel
from visctx_gui.gui.panels.filters_panel import FiltersPanel
from visctx_gui.gui.panels.images_panel import ImagesPanel
from visctx_gui.gui.panels.lesion_panel import LesionPanel
from visctx_gui.gui.panels.log_panel import LogPanel
from visctx_gui.gui.panels.network_panel import NetworkPanel
from visctx_gui.gui.panels.training_panel import TrainingPanel
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.workspace import MOST_ACTIVATION_PANELS

_SIDES = ("network", "images", "lesion")
Panel = TypeVar("Panel", bound=QWidget)


class PanelSet(QObject):
    """Makes the panels and their docks.

    Attributes
    ----------
    docks : dict
        By name: ``network``, ``images``, ``filters``, ``activations_1`` ..., ``training``,
        ``bench``, ``lesion``, ``log``.
    value_hovered : Signal(str)
        The value under the cursor, of whichever panel.
    """

    value_hovered = Signal(str)

    def __init__(self, window: QMainWindow, client: EngineClient, selection: Selection) -> None:
        super().__init__(window)
        self._window, self._client, self._selection = window, client, selection
        self._menu: QMenu | None = None
        self._side_widths: dict[str, int] = {}
        self.docks: dict[str, PanelDock] = {}
        self._has_own_layout = self._is_arranging = False
        self._is_narrow = is_narrow(window)
        self._window_width = window.width()
        self.network = self._make("network", self.tr("Network"), NetworkPanel)
        self.images = self._make("images", self.tr("Images"), ImagesPanel)
        self.filters = self._make("filters", self.tr("Filters"), FiltersPanel)
        self._make(FIRST_ACTIVATIONS, self.tr("Activations"), ActivationsPanel)
        self.training = self._make("training", self.tr("Training"), TrainingPanel)
        self.bench = self._make("bench", self.tr("Lesion bench"), BenchPanel)
        self.lesion = self._make("lesion", self.tr("Lesion"), LesionPanel)
        self.log = self._make("log", self.tr("Log"), LogPanel)
        self.docks["bench"].visibilityChanged.connect(self._make_room_for_bench)

    def _make(
        self,
        name: str,
        title: str,
        panel_type: Callable[[EngineClient, Selection], Panel],
    ) -> Panel:
        panel = panel_type(self._client, self._selection)
        hovered = getattr(panel, "value_hovered", None)
        if hovered is not None:
            hovered.connect(self.value_hovered)
        self.docks[name] = PanelDock(name, title, panel, self._window)
        self.docks[name].installEventFilter(self)
        self.docks[name].dockLocationChanged.connect(self._note_move)
        self.docks[name].topLevelChanged.connect(self._note_move)
        return panel

    # ---- Activations panels -----------------------------------------------------------------

    @property
    def activation_names(self) -> list[str]:
        """Names of the docks with an Activations panel, the first one first."""
        return [name for name in self.docks if name.startswith("activations_")]

    @Slot()
    def add_activations(self) -> None:
        """Open one more Activations panel, or bring the first one back where it was closed."""
        first = self.docks[FIRST_ACTIVATIONS]
        if first.isHidden():
            first.bring_up()
            return
        dock = self._make_activations()
        if dock is not None:
            self._window.tabifyDockWidget(first, dock)
            dock.bring_up()

    def make_activations(self, count: int) -> None:
        """Make Activations panels until there are `count`."""
        while len(self.activation_names) < count and self._make_activations() is not None:
            pass

    def _make_activations(self) -> PanelDock | None:
        numbers = range(2, MOST_ACTIVATION_PANELS + 1)
        free = [n for n in numbers if f"activations_{n}" not in self.docks]
        if not free:
            return None
        name = f"activations_{free[0]}"
        self._make(name, self.tr("Activations"), ActivationsPanel)
        dock = self.docks[name]
        if self._menu is not None:
            self._menu.addAction(dock.toggleViewAction())
        return dock

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An extra Activations panel that is closed is gone: it would go on asking unseen."""
        if not isinstance(watched, PanelDock):
            return False
        if event.type() == QEvent.Type.Close:
            self._note_move()
            for name in self.activation_names[1:]:
                if self.docks[name] is watched:
                    self._remove(name)
        elif event.type() == QEvent.Type.Resize and self._window.width() == self._window_width:
            self._side_widths[watched.objectName()] = watched.width()  # changed by hand
        return False

    def _remove(self, name: str) -> None:
        dock = self.docks.pop(name)
        self._window.removeDockWidget(dock)
        dock.deleteLater()

    # ---- layout -----------------------------------------------------------------------------

    def fill_menu(self, menu: QMenu) -> None:
        """Put an entry for each panel at the head of a menu."""
        self._menu = menu.addMenu(self.tr("Panels"))
        for dock in self.docks.values():
            self._menu.addAction(dock.toggleViewAction())
        menu.insertMenu(menu.actions()[0], self._menu)

    @Slot()
    def arrange(self) -> None:
        """The default layout, with a single Activations panel."""
        for name in self.activation_names[1:]:
            self._remove(name)
        self.arrange_first()

    def keep_layout(self) -> None:
        """The present layout is the person's own: it was kept from an earlier visit."""
        self._has_own_layout = True
        self._window_width = self._window.width()

    def follow_width(self) -> None:
        """After the window was resized: the sides keep their width, so that the middle grows first.

        A window that has become too narrow for its columns gets tabs instead, and its columns back
        when there is room for them; a layout that a person has changed is left alone.
        """
        narrow = is_narrow(self._window)
        if narrow != self._is_narrow and not self._has_own_layout:
            self.arrange_first()
        else:
            self._keep_sides()
        self._window_width = self._window.width()

    def settle(self) -> None:
        """The window is shown for the first time: share its real size out, unless a layout was kept."""
        if not self._has_own_layout and self._window.size() != FIRST_SIZE:
            self.share_out()

    def _keep_sides(self) -> None:
        """Qt has shared the new width out evenly: give the sides theirs back, the middle the rest."""
        standing = [(name, dock) for name, dock in self.docks.items() if _stands(dock)]
        sides = [dock for name, dock in standing if name in _SIDES]
        middle = [dock for name, dock in standing if name not in _SIDES]
        if not sides or not middle:
            return
        kept = [self._side_widths.get(dock.objectName(), dock.width()) for dock in sides]
        widest = max(middle, key=lambda dock: dock.width())
        spare = sum(dock.width() for dock in sides) - sum(kept)
        self._window.resizeDocks(
            [*sides, widest], [*kept, max(1, widest.width() + spare)], Qt.Orientation.Horizontal
        )

    def arrange_first(self) -> None:
        """The default layout for the panels that exist now, before a kept one is restored."""
        self._is_arranging = True
        arrange(self._window, self.docks)
        self._is_arranging = self._has_own_layout = False
        self._is_narrow = is_narrow(self._window)

    @Slot()
    def _note_move(self) -> None:
        if not self._is_arranging:
            self._has_own_layout = True

    @Slot(bool)
    def _make_room_for_bench(self, visible: bool) -> None:
        if visible and not self._is_arranging and not self._has_own_layout:
            make_room_for_bench(self._window, self.docks)

    @Slot()
    def share_out(self) -> None:
        """The sizes of the default layout."""
        share_out(self._window, self.docks)


def _stands(dock: PanelDock) -> bool:
    """Whether a dock has a place of its own in the window now, not behind another tab."""
    return not dock.isFloating() and not dock.visibleRegion().isEmpty()
