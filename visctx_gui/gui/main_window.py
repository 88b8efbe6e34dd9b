"""The main window: panels, menus, toolbar and status bar around one client and one selection."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QPaintEvent,
    QResizeEvent,
    QStatusTipEvent,
)
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import (
    NetworkFacts,
    NewNetwork,
    OpenData,
    OpenEmbeddedNetwork,
)
from visctx_gui.gui.actions import ACTIONS, TOOLBAR, NavigationKeys, fill_menus, make_actions
from visctx_gui.gui.device_picker import DevicePicker
from visctx_gui.gui.docks import FIRST_SIZE
from visctx_gui.gui.experiment_files import ExperimentFiles
from visctx_gui.gui.experiment_picker import ExperimentPicker
from visctx_gui.gui.file_opening import FileOpening
from visctx_gui.gui.help_menu import HelpMenu
from visctx_gui.gui.icons import icon
from visctx_gui.gui.journal import Journal
from visctx_gui.gui.lesion_menu import LesionMenu
from visctx_gui.gui.log_relay import LogRelay
from visctx_gui.gui.notices import Notices
from visctx_gui.gui.panel_set import PanelSet
from visctx_gui.gui.recent_folders import RecentFolders
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.status_line import StatusLine
from visctx_gui.gui.training_control import TrainingControl
from visctx_gui.gui.unit_keys import UnitKeys
from visctx_gui.gui.welcome_card import WelcomeCard
from visctx_gui.gui.workspace import Workspace
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.experiment import ExperimentPlan
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.ready_made import usual_training
from visctx_gui.plan.wording import PlanError, message, translatable

SMALLEST_SIZE = QSize(800, 600)
CLOSING_SECONDS = 5.0


class MainWindow(QMainWindow):
    """The whole window; its engine starts after the first paint.

    Parameters
    ----------
    client : EngineClient
        Not started yet.
    settings : QSettings
        Where the layout is kept.
    relay : LogRelay
        Feeds the Log panel.
    log_folder : Path or None
        None where no log file can be written.

    Attributes
    ----------
    ended_well : bool
        False where the engine did not end in time when the window was closed.
    first_painted : Signal
        The window is on the screen.
    """

    first_painted = Signal()

    def __init__(
        self,
        client: EngineClient,
        settings: QSettings,
        relay: LogRelay | None = None,
        log_folder: Path | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.client = client
        self.selection = Selection(self)
        self.workspace = Workspace(settings)
        self.ended_well = True
        self._is_painted = self._is_closing = False
        self.setMinimumSize(SMALLEST_SIZE)
        self.resize(FIRST_SIZE)
        self.setAcceptDrops(True)
        self.setDockNestingEnabled(True)
        self.setAnimated(False)
        self.panels = PanelSet(self, client, self.selection)
        self.panels.make_activations(self.workspace.activation_panels)
        self.panels.log.follow(relay or LogRelay(self), log_folder)
        self.files = FileOpening(client, self.workspace, self)
        self.folders = RecentFolders(self.workspace, self.panels, self)
        self.help = HelpMenu(self, client, log_folder, settings.fileName())
        self.picker = ExperimentPicker(client)
        self.experiment_files = ExperimentFiles(client, self.files, self.shown_experiment)
        self.units = UnitKeys(client, self.selection, self)
        self.training = TrainingControl(client, self.panels.training.plan, self)
        self.lesions = LesionMenu(client, self.selection, self.training, self.panels.lesion, self)
        self.actions_by_name = make_actions(self, self._slots())
        self.training.use_actions(self.actions_by_name)
        self.lesions.use_actions(self.actions_by_name)
        self._set_icons()
        self._make_menus()
        self._make_toolbar()
        self.notices = Notices(self, client)
        self.status = StatusLine(self.statusBar(), client)
        self.welcome = WelcomeCard(self, self.workspace.welcome_wanted)
        self._journal = Journal(client, self.selection, self)
        self._keys = NavigationKeys(self, self.actions_by_name)
        self._connect()
        self._restore()
        self._follow_network(client.network)

    # ---- composing --------------------------------------------------------------------------

    def _slots(self) -> Mapping[str, Callable[[], object]]:
        """What each action does."""
        files, help_menu, keys, training = self.files, self.help, self.units, self.training
        return {
            "open_network": files.ask_network,
            "open_images": files.ask_images,
            "open_folder": self.folders.ask,
            "open_experiment": files.ask_experiment,
            "save_network": files.ask_save_network,
            "save_experiment": self.experiment_files.save,
            "run_experiment": self.experiment_files.run,
            "quit": self.close,
            "undo": self.selection.undo_stack.undo,
            "redo": self.selection.undo_stack.redo,
            "new_activations": self.panels.add_activations,
            "reset_layout": self.reset_layout,
            "welcome": self._show_welcome,
            "new_network": self.make_network,
            "untrained_twin": self.make_twin,
            "train": training.train,
            "pause": training.pause,
            "step": training.step,
            "stop": training.stop,
            "cancel": training.cancel,
            "resume": self._resume,
            "toggle_unit": self.selection.toggle_unit,
            "restore_all": keys.restore_all,
            **self.lesions.slots(),
            "next_unit": keys.next_unit,
            "previous_unit": keys.previous_unit,
            "unit_below": keys.unit_below,
            "unit_above": keys.unit_above,
            "next_layer": keys.next_layer,
            "previous_layer": keys.previous_layer,
            "shortcuts": help_menu.show_shortcuts,
            "log_folder": help_menu.show_log_folder,
            "system_information": help_menu.show_system_information,
            "about": help_menu.show_about,
        }

    def _set_icons(self) -> None:
        for facts in ACTIONS:
            if facts.icon:
                self.actions_by_name[facts.name].setIcon(icon(facts.icon, self.palette()))

    def _make_menus(self) -> None:
        menus = fill_menus(self, self.actions_by_name)
        self.panels.fill_menu(menus["View"])
        self._recent = QMenu(self.tr("Open recent"), self)
        menus["File"].insertMenu(self.actions_by_name["save_network"], self._recent)
        self._recent.triggered.connect(self._open_recent)
        self._list_recent()

    def _make_toolbar(self) -> None:
        bar = QToolBar(self.tr("Main"), self)
        bar.setObjectName("main_toolbar")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setIconSize(QSize(18, 18))
        bar.toggleViewAction().setVisible(False)
        bar.addWidget(self.picker)
        bar.addSeparator()
        for name in TOOLBAR:
            bar.addAction(self.actions_by_name[name])
        space = QWidget(bar)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(space)
        self.device_picker = DevicePicker(self.client, self.panels.training, bar)
        bar.addWidget(self.device_picker)
        self.addToolBar(bar)

    def _connect(self) -> None:
        panels, files = self.panels, self.files
        panels.network.use_actions(self.actions_by_name)
        panels.training.use_actions(self.actions_by_name)
        panels.lesion.use_actions(self.actions_by_name)
        panels.bench.use_training(self.training)
        panels.network.make_wanted.connect(self.make_network)
        panels.value_hovered.connect(self.status.show_value)
        self.picker.chosen.connect(self._fill_forms)
        for part in (self.picker, self.training, self.experiment_files, self.lesions):
            part.refused.connect(self.notices.show_refused)
        self.experiment_files.told.connect(self.notices.tell)
        self.lesions.told.connect(self.notices.tell)
        self.training.started.connect(panels.training.show_start)
        self.training.reference_known.connect(panels.training.show_reference)
        self.status.stop_wanted.connect(self.training.stop)
        files.images_chosen.connect(self._open_images)
        files.experiment_chosen.connect(self.picker.open_file)
        files.saved.connect(self._tell_saved)
        files.recent_changed.connect(self._list_recent)
        self.welcome.train_wanted.connect(self._train_from_the_start)
        self.welcome.lesion_wanted.connect(self._show_lesion)
        self.welcome.images_wanted.connect(self._show_images)
        self.welcome.experiments_wanted.connect(self.picker.showPopup)
        self.welcome.shown_at_start_changed.connect(self._keep_welcome)
        stack = self.selection.undo_stack
        for signal in (stack.canUndoChanged, stack.canRedoChanged, stack.indexChanged):
            signal.connect(self._follow_history)
        self.client.network_changed.connect(self._follow_network)
        self.client.training_state_changed.connect(self._follow_training)
        self._follow_history()

    def _restore(self) -> None:
        self.panels.arrange_first()
        self.workspace.restore_geometry(self)
        if self.workspace.restore_panels(self):
            self.panels.keep_layout()
        else:
            self.panels.share_out()
        self.notices.follow_banner()

    # ---- life -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first paint starts everything that takes time."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._begin)

    @Slot()
    def _begin(self) -> None:
        self.panels.settle()
        self.first_painted.emit()
        if self._is_closing:
            return
        self.client.start()
        self.client.ask(OpenEmbeddedNetwork())
        self.client.ask(OpenData(data=DataPlan()))
        self.picker.fill()
        self._show_usual_training(DataPlan().name)
        self.panels.training.make_plots()
        if self.workspace.welcome_wanted:
            self._show_welcome()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A window that has become too narrow for its columns gets tabs instead."""
        super().resizeEvent(event)
        self.panels.follow_width()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the layout, end the engine, go."""
        self._is_closing = True
        self.workspace.activation_panels = len(self.panels.activation_names)
        self.workspace.save_layout(self)
        self.ended_well = self.client.close(CLOSING_SECONDS)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Panels tell values by status tips; they have a place of their own at the right."""
        if isinstance(event, QStatusTipEvent):
            self.status.show_value(event.tip())
            return True
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        self.files.open_paths([Path(url.toLocalFile()) for url in urls])
        event.acceptProposedAction()

    @Slot()
    def reset_layout(self) -> None:
        """All panels back where they were at first."""
        self.panels.arrange()
        self.panels.share_out()
        self.workspace.forget_layout()

    # ---- following --------------------------------------------------------------------------

    @Slot(object)
    def _follow_network(self, network: NetworkFacts | None) -> None:
        for name in ("save_network", "untrained_twin"):
            self.actions_by_name[name].setEnabled(network is not None)
        if network is None:
            self.setWindowTitle("visctx-gui")
            return
        self.selection.fit_to(network.plan)
        source = {"new": self.tr("new network"), "embedded": self.tr("built-in network")}
        name = source.get(network.source, Path(network.source).name)
        self.setWindowTitle(f"{name} \N{EN DASH} visctx-gui")
        self._follow_training()

    @Slot()
    def _follow_training(self) -> None:
        resting = self.client.training_state == "idle"
        self.picker.setEnabled(resting)
        self.device_picker.setEnabled(resting)
        self.panels.training.form.editor("device").setEnabled(resting)
        for name in ("new_network", "untrained_twin", "open_network", "open_experiment"):
            self.actions_by_name[name].setEnabled(resting)

    @Slot()
    def _follow_history(self) -> None:
        stack, undo, redo = self.selection.undo_stack, self.tr("Undo"), self.tr("Redo")
        for name, possible, words, text in (
            ("undo", stack.canUndo(), undo, stack.undoText()),
            ("redo", stack.canRedo(), redo, stack.redoText()),
        ):
            self.actions_by_name[name].setEnabled(possible)
            self.actions_by_name[name].setText(f"{words}: {text}" if text else words)

    # ---- network and experiment -------------------------------------------------------------

    def shown_experiment(self) -> ExperimentPlan:
        """The experiment as the forms show it.

        Raises
        ------
        PlanError
            While a form is refused.
        """
        training, network = self.panels.training.plan(), self.panels.network.wanted()
        if training is None or network is None:
            raise PlanError(
                message(translatable("A form holds something that cannot be done.")),
                message(translatable("Mend the marked field.")),
            )
        return self.picker.as_shown(self.client.data, network, training)

    @Slot(object)
    def _fill_forms(self, plan: ExperimentPlan) -> None:
        self.panels.network.show_plan(plan.network, plan.training.seed)
        self.panels.training.show_plan(plan.training)

    @Slot()
    def make_network(self) -> None:
        """Make the network of the form; first unfold it where it is hidden."""
        panel = self.panels.network
        self.panels.docks["network"].bring_up()
        if not panel.form_is_open:
            panel.open_form()
            return
        wanted = panel.wanted()
        if wanted is not None:
            self.client.ask(wanted)

    @Slot()
    def make_twin(self) -> None:
        """The loaded network's untrained twin."""
        network = self.client.network
        if network is not None:
            self.client.ask(NewNetwork(network=network.plan, seed=network.seed))

    # ---- training ---------------------------------------------------------------------------

    @Slot()
    def _resume(self) -> None:
        last = self.client.last_snapshot
        start = str(Path(last.run_folder).parent) if last is not None and last.run_folder else ""
        folder = self.files.ask_folder(self.tr("Folder of the run"), start)
        if folder:
            self.panels.docks["training"].bring_up()
            self.training.resume(folder)

    def _show_usual_training(self, data_name: str) -> None:
        plan = usual_training(data_name)
        if plan is not None:
            self.panels.training.show_plan(plan)

    @Slot()
    def _train_from_the_start(self) -> None:
        self.panels.docks["training"].bring_up()
        if self.client.data is not None:
            self._show_usual_training(self.client.data.plan.name)
        network = self.client.network
        plan = network.plan if network is not None else NetworkPlan()
        self.training.train_new(NewNetwork(network=plan, seed=self.panels.network.seed.value()))

    # ---- selection and lesion ---------------------------------------------------------------

    @Slot()
    def _show_lesion(self) -> None:
        self.panels.docks["lesion"].bring_up()
        if self.selection.unit is None:
            self.units.hop(0)
        if not self.selection.lesion:
            self.selection.toggle_unit()

    # ---- images, files, welcome -------------------------------------------------------------

    @Slot(object)
    def _open_images(self, paths: tuple[str, ...]) -> None:
        self.panels.docks["images"].bring_up()
        self.panels.images.open_paths(paths)

    @Slot()
    def _show_images(self) -> None:
        self.panels.docks["images"].bring_up()
        self.files.ask_images()

    @Slot(str)
    def _tell_saved(self, path: str) -> None:
        self.notices.tell(self.tr("Saved {path}").format(path=path))

    @Slot()
    def _list_recent(self) -> None:
        self._recent.clear()
        for path in self.workspace.recent_files():
            action = QAction(path, self._recent)
            action.setToolTip(path)
            self._recent.addAction(action)
        self._recent.setEnabled(not self._recent.isEmpty())

    @Slot(QAction)
    def _open_recent(self, action: QAction) -> None:
        self.files.open_paths([Path(action.toolTip())])

    @Slot()
    def _show_welcome(self) -> None:
        self.welcome.show()

    @Slot(bool)
    def _keep_welcome(self, wanted: bool) -> None:
        self.workspace.welcome_wanted = wanted
