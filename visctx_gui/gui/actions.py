"""One table of actions: menus, toolbar, shortcuts and the list of shortcuts are all made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

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

from visctx_gui.gui.action_facts import ActionFacts, make_facts
from visctx_gui.gui.lesion_actions import LESION_ACTIONS
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


ACTIONS: tuple[ActionFacts, ...] = (
    make_facts(
        "open_network",
        "File",
        translatable("Open network..."),
        translatable("Open a network file (.safetensors, .pt or .pth)."),
        "Ctrl+O",
        icon="mdi6.folder-open-outline",
        short=translatable("Open"),
    ),
    make_facts(
        "open_images",
        "File",
        translatable("Open images..."),
        translatable("Open pictures of your own; dropping them on the window does the same."),
        "Ctrl+I",
        icon="mdi6.image-plus-outline",
    ),
    make_facts(
        "open_folder",
        "File",
        translatable("Open folder..."),
        translatable("Open a folder of images as the data set; each sub-folder is a class."),
        "Ctrl+Shift+I",
        icon="mdi6.folder-image",
    ),
    make_facts(
        "open_experiment",
        "File",
        translatable("Open experiment..."),
        translatable("Read an experiment file (.toml) into the forms."),
        "Ctrl+E",
    ),
    make_facts(
        "save_network",
        "File",
        translatable("Save network as..."),
        translatable("Write the weights (.safetensors) and their description (.json)."),
        "Ctrl+S",
        icon="mdi6.content-save-outline",
        line=True,
        short=translatable("Save"),
    ),
    make_facts(
        "save_experiment",
        "File",
        translatable("Save experiment as..."),
        translatable("Write data, network and training plan as an experiment file (.toml)."),
        "Ctrl+Shift+S",
    ),
    make_facts(
        "run_experiment",
        "File",
        translatable("Run experiment into a folder..."),
        translatable(
            "Train, lesion and report as the experiment says, and write figures and a report."
        ),
    ),
    make_facts(
        "quit",
        "File",
        translatable("Quit"),
        translatable("Close the program; a running training keeps its last checkpoint."),
        "Ctrl+Q",
        line=True,
    ),
    make_facts(
        "undo",
        "Edit",
        translatable("Undo"),
        translatable("Take the last change of the lesion back."),
        "Ctrl+Z",
        icon="mdi6.undo",
    ),
    make_facts(
        "redo",
        "Edit",
        translatable("Redo"),
        translatable("Do the change of the lesion again."),
        "Ctrl+Shift+Z",
        icon="mdi6.redo",
    ),
    make_facts(
        "new_activations",
        "View",
        translatable("New activations panel"),
        translatable("Open one more panel with the maps of a layer."),
        "Ctrl+Shift+A",
        line=True,
    ),
    make_facts(
        "reset_layout",
        "View",
        translatable("Reset layout"),
        translatable("Put all panels back to where they were at first."),
    ),
    make_facts(
        "welcome",
        "View",
        translatable("Welcome card"),
        translatable("Show the card with the first things to do."),
        line=True,
    ),
    make_facts(
        "new_network",
        "Network",
        translatable("New network"),
        translatable("Make an untrained network as the form in the Network panel says."),
        "Ctrl+N",
        icon="mdi6.plus-box-outline",
    ),
    make_facts(
        "untrained_twin",
        "Network",
        translatable("Untrained twin"),
        translatable("Go back to the first weights: same architecture and seed, never trained."),
    ),
    make_facts(
        "train",
        "Train",
        translatable("Train"),
        translatable("Train the network on the loaded images as the Training panel says."),
        "F5",
        icon="mdi6.play",
    ),
    make_facts(
        "pause",
        "Train",
        translatable("Pause"),
        translatable("Hold after the current batch, or go on."),
        "Space",
        navigates=True,
        icon="mdi6.pause",
    ),
    make_facts(
        "step",
        "Train",
        translatable("Step"),
        translatable("Train a single batch, then hold."),
        "F10",
        icon="mdi6.skip-next",
    ),
    make_facts(
        "stop",
        "Train",
        translatable("Stop and keep"),
        translatable("End the training and keep the weights as they are now."),
        "Shift+F5",
        icon="mdi6.stop",
    ),
    make_facts(
        "cancel",
        "Train",
        translatable("Cancel"),
        translatable("End the training and go back to the weights from before it."),
        icon="mdi6.close",
    ),
    make_facts(
        "resume",
        "Train",
        translatable("Resume a run..."),
        translatable("Go on with an earlier training from its last checkpoint."),
        icon="mdi6.restore",
        line=True,
    ),
    *LESION_ACTIONS,
    make_facts(
        "next_unit",
        "",
        translatable("Next unit"),
        translatable("Select the next unit of the layer."),
        "Right",
        navigates=True,
    ),
    make_facts(
        "previous_unit",
        "",
        translatable("Previous unit"),
        translatable("Select the unit before."),
        "Left",
        navigates=True,
    ),
    make_facts(
        "unit_below",
        "",
        translatable("Unit one row below"),
        translatable("Select the unit eight places further on."),
        "Down",
        navigates=True,
    ),
    make_facts(
        "unit_above",
        "",
        translatable("Unit one row above"),
        translatable("Select the unit eight places before."),
        "Up",
        navigates=True,
    ),
    make_facts(
        "next_layer",
        "",
        translatable("Next layer"),
        translatable("Select a unit of the next filter layer."),
        "PgDown",
        navigates=True,
    ),
    make_facts(
        "previous_layer",
        "",
        translatable("Previous layer"),
        translatable("Select a unit of the filter layer before."),
        "PgUp",
        navigates=True,
    ),
    make_facts(
        "shortcuts",
        "Help",
        translatable("Shortcuts"),
        translatable("All keys of the program."),
        "F1",
    ),
    make_facts(
        "log_folder",
        "Help",
        translatable("Show log folder"),
        translatable("Open the folder with the log files."),
    ),
    make_facts(
        "system_information",
        "Help",
        translatable("System information"),
        translatable("Versions, device and folders, to copy into a report."),
    ),
    make_facts(
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
