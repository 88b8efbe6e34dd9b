"""One table of actions: menus, toolbar, shortcuts and the list of shortcuts are all made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from visctx_gui.gui.translation import translated_template
from visctx_gui.gui.widgets.tile_canvas import TileCanvas
from visctx_gui.plan.wording import translatable

MENUS = ("File", "Edit", "View", "Network", "Train", "Lesion", "Help")
_MENU_TITLES = {
    "File": translatable("&File"),
    "Edit": translatable("&Edit"),
    "View": translatable("&View"),
    "Network": translatable("&Network"),
    "Train": translatable("&Train"),
    "Lesion": translatable("&Lesion"),
    "Help": translatable("&Help"),
}


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """One thing the program can do.

    Attributes
    ----------
    menu : str
        One of `MENUS`; empty for a key without an entry in a menu.
    keys : str
        Shortcut as Qt writes it; empty for none.
    navigates : bool
        The key belongs to a field that is being edited first: it works only while none is.
    icon : str
        QtAwesome's name; empty for none.
    begins_group : bool
        A line stands above it in the menu.
    short : str
        For a button in a panel; empty: `text`.
    """

    name: str
    text: str
    help: str
    menu: str
    keys: str = ""
    navigates: bool = False
    icon: str = ""
    begins_group: bool = False
    short: str = ""


def _action(
    name: str,
    menu: str,
    text: str,
    help: str,
    keys: str = "",
    *,
    navigates: bool = False,
    icon: str = "",
    line: bool = False,
    short: str = "",
) -> ActionFacts:
    return ActionFacts(name, text, help, menu, keys, navigates, icon, line, short)


ACTIONS: tuple[ActionFacts, ...] = (
    _action(
        "open_network",
        "File",
        translatable("Open network..."),
        translatable("Open a network file (.safetensors, .pt or .pth)."),
        "Ctrl+O",
        icon="mdi6.folder-open-outline",
        short=translatable("Open"),
    ),
    _action(
        "open_images",
        "File",
        translatable("Open images..."),
        translatable("Open pictures of your own; dropping them on the window does the same."),
        "Ctrl+I",
        icon="mdi6.image-plus-outline",
    ),
    _action(
        "open_experiment",
        "File",
        translatable("Open experiment..."),
        translatable("Read an experiment file (.toml) into the forms."),
        "Ctrl+E",
    ),
    _action(
        "save_network",
        "File",
        translatable("Save network as..."),
        translatable("Write the weights (.safetensors) and their description (.json)."),
        "Ctrl+S",
        icon="mdi6.content-save-outline",
        line=True,
        short=translatable("Save"),
    ),
    _action(
        "save_experiment",
        "File",
        translatable("Save experiment as..."),
        translatable("Write data, network and training plan as an experiment file (.toml)."),
        "Ctrl+Shift+S",
    ),
    _action(
        "run_experiment",
        "File",
        translatable("Run experiment into a folder..."),
        translatable(
            "Train, lesion and report as the experiment says, and write figures and a report."
        ),
    ),
    _action(
        "quit",
        "File",
        translatable("Quit"),
        translatable("Close the program; a running training keeps its last checkpoint."),
        "Ctrl+Q",
        line=True,
    ),
    _action(
        "undo",
        "Edit",
        translatable("Undo"),
        translatable("Take the last change of the lesion back."),
        "Ctrl+Z",
        icon="mdi6.undo",
    ),
    _action(
        "redo",
        "Edit",
        translatable("Redo"),
        translatable("Do the change of the lesion again."),
        "Ctrl+Shift+Z",
        icon="mdi6.redo",
    ),
    _action(
        "new_activations",
        "View",
        translatable("New activations panel"),
        translatable("Open one more panel with the maps of a layer."),
        "Ctrl+Shift+A",
        line=True,
    ),
    _action(
        "reset_layout",
        "View",
        translatable("Reset layout"),
        translatable("Put all panels back to where they were at first."),
    ),
    _action(
        "welcome",
        "View",
        translatable("Welcome card"),
        translatable("Show the card with the first things to do."),
        line=True,
    ),
    _action(
        "new_network",
        "Network",
        translatable("New network"),
        translatable("Make an untrained network as the form in the Network panel says."),
        "Ctrl+N",
        icon="mdi6.plus-box-outline",
    ),
    _action(
        "untrained_twin",
        "Network",
        translatable("Untrained twin"),
        translatable("Go back to the first weights: same architecture and seed, never trained."),
    ),
    _action(
        "train",
        "Train",
        translatable("Train"),
        translatable("Train the network on the loaded images as the Training panel says."),
        "F5",
        icon="mdi6.play",
    ),
    _action(
        "pause",
        "Train",
        translatable("Pause"),
        translatable("Hold after the current batch, or go on."),
        "Space",
        navigates=True,
        icon="mdi6.pause",
    ),
    _action(
        "step",
        "Train",
        translatable("Step"),
        translatable("Train a single batch, then hold."),
        "F10",
        icon="mdi6.skip-next",
    ),
    _action(
        "stop",
        "Train",
        translatable("Stop and keep"),
        translatable("End the training and keep the weights as they are now."),
        "Shift+F5",
        icon="mdi6.stop",
    ),
    _action(
        "cancel",
        "Train",
        translatable("Cancel"),
        translatable("End the training and go back to the weights from before it."),
        icon="mdi6.close",
    ),
    _action(
        "resume",
        "Train",
        translatable("Resume a run..."),
        translatable("Go on with an earlier training from its last checkpoint."),
        icon="mdi6.restore",
        line=True,
    ),
    _action(
        "toggle_unit",
        "Lesion",
        translatable("Silence or restore the selected unit"),
        translatable("Switch the selected unit off, or on again."),
        "L",
        navigates=True,
    ),
    _action(
        "restore_all",
        "Lesion",
        translatable("Restore all units"),
        translatable("Switch all units on again."),
    ),
    _action(
        "next_unit",
        "",
        translatable("Next unit"),
        translatable("Select the next unit of the layer."),
        "Right",
        navigates=True,
    ),
    _action(
        "previous_unit",
        "",
        translatable("Previous unit"),
        translatable("Select the unit before."),
        "Left",
        navigates=True,
    ),
    _action(
        "unit_below",
        "",
        translatable("Unit one row below"),
        translatable("Select the unit eight places further on."),
        "Down",
        navigates=True,
    ),
    _action(
        "unit_above",
        "",
        translatable("Unit one row above"),
        translatable("Select the unit eight places before."),
        "Up",
        navigates=True,
    ),
    _action(
        "next_layer",
        "",
        translatable("Next layer"),
        translatable("Select a unit of the next filter layer."),
        "PgDown",
        navigates=True,
    ),
    _action(
        "previous_layer",
        "",
        translatable("Previous layer"),
        translatable("Select a unit of the filter layer before."),
        "PgUp",
        navigates=True,
    ),
    _action(
        "shortcuts",
        "Help",
        translatable("Shortcuts"),
        translatable("All keys of the program."),
        "F1",
    ),
    _action(
        "log_folder",
        "Help",
        translatable("Show log folder"),
        translatable("Open the folder with the log files."),
    ),
    _action(
        "system_information",
        "Help",
        translatable("System information"),
        translatable("Versions, device and folders, to copy into a report."),
    ),
    _action(
        "about", "Help", translatable("About"), translatable("What this program is."), line=True
    ),
)

TOOLBAR = ("train", "pause", "step", "stop", "cancel")


def shown_keys(facts: ActionFacts) -> str:
    """The action's keys as this platform writes them."""
    return QKeySequence(facts.keys).toString(QKeySequence.SequenceFormat.NativeText)


def make_actions(
    window: QMainWindow, slots: Mapping[str, Callable[[], object]]
) -> dict[str, QAction]:
    """Make every action of the table and connect it.

    Parameters
    ----------
    window : QMainWindow
        Owns the actions and their shortcuts.
    slots : mapping
        A bound method for each action's name.

    Raises
    ------
    KeyError
        For an action without a slot: each one does something.
    """
    made: dict[str, QAction] = {}
    for facts in ACTIONS:
        action = QAction(translated_template(facts.text), window)
        action.setObjectName(facts.name)
        tooltip = translated_template(facts.help)
        action.setToolTip(f"{tooltip} ({shown_keys(facts)})" if facts.keys else tooltip)
        if facts.keys and not facts.navigates:
            action.setShortcut(QKeySequence(facts.keys))
        if facts.short:
            action.setIconText(translated_template(facts.short))
        action.triggered.connect(slots[facts.name])
        window.addAction(action)
        made[facts.name] = action
    return made


def fill_menus(window: QMainWindow, actions: Mapping[str, QAction]) -> dict[str, QMenu]:
    """Make the menus of the table.

    Returns
    -------
    dict
        The menus by name, so that lists (panels, recent files) can be put into them.
    """
    menus: dict[str, QMenu] = {}
    for name in MENUS:
        menu = window.menuBar().addMenu(translated_template(_MENU_TITLES[name]))
        menu.setToolTipsVisible(True)
        for facts in ACTIONS:
            if facts.menu == name:
                if facts.begins_group:
                    menu.addSeparator()
                menu.addAction(actions[facts.name])
        menus[name] = menu
    return menus


class NavigationKeys(QObject):
    """The keys without Ctrl: they act only while the field with the focus has no use for them.

    Parameters
    ----------
    window : QMainWindow
    actions : mapping
        Made by `make_actions`.
    """

    def __init__(self, window: QMainWindow, actions: Mapping[str, QAction]) -> None:
        super().__init__(window)
        self._shortcuts: list[QShortcut] = []
        for facts in ACTIONS:
            if facts.navigates:
                shortcut = QShortcut(QKeySequence(facts.keys), window)
                shortcut.activated.connect(actions[facts.name].trigger)
                shortcut.setAutoRepeat(facts.menu == "")
                self._shortcuts.append(shortcut)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(not uses_key(new, shortcut.key()))


_ARROWS = tuple(QKeySequence(name) for name in ("Left", "Right", "Up", "Down"))
_EDITORS = (QAbstractSpinBox, QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractItemView)


def uses_key(widget: QWidget | None, key: QKeySequence) -> bool:
    """Whether a widget with the focus needs this key itself."""
    if widget is None:
        return False
    if isinstance(widget, TileCanvas):
        return key in _ARROWS  # it knows how many tiles stand in a row
    if isinstance(widget, QComboBox | QAbstractItemView):
        return True
    if isinstance(widget, _EDITORS):
        return not getattr(widget, "isReadOnly", bool)()
    if isinstance(widget, QAbstractSlider):
        return key != QKeySequence("Space") and key != QKeySequence("L")
    if isinstance(widget, QAbstractButton):
        return key == QKeySequence("Space")
    return False


def shortcut_rows() -> Iterable[tuple[str, str, str]]:
    """(keys, text, help) of every action that has keys, translated, for the list of shortcuts."""
    for facts in ACTIONS:
        if facts.keys:
            yield (
                shown_keys(facts),
                translated_template(facts.text).removesuffix("..."),
                translated_template(facts.help),
            )
