"""What the Lesion menu does: kinds of damage, scotoma, recovery, lesion files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QSaveFile, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFileDialog, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.gui.overwriting import may_write, with_suffix_added
from visctx_gui.gui.panels.lesion_panel import LesionPanel
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.training_control import TrainingControl
from visctx_gui.plan.lesion import MODES, DamageKind, Lesion
from visctx_gui.plan.lesion_file import read_lesion, write_lesion
from visctx_gui.plan.wording import PlanError, message, translatable

LARGEST_FILE_BYTES = 5_000_000
_KIND = "kind_"


class LesionMenu(QObject):
    """The slots of the Lesion menu, and which of its actions can be done now.

    Attributes
    ----------
    refused : Signal(object)
        The `PlanError` of a file that cannot be used; nothing has changed then.
    told : Signal(str)
        A short good message.
    """

    refused = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        client: EngineClient,
        selection: Selection,
        training: TrainingControl,
        panel: LesionPanel,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._client, self._selection, self._training = client, selection, training
        self._panel, self._window = panel, window
        self._actions: Mapping[str, QAction] = {}
        selection.kind_changed.connect(self._show_kind)
        selection.lesion_changed.connect(self.refresh)
        selection.unit_changed.connect(self.refresh)
        client.network_changed.connect(self.refresh)
        training.stage_told.connect(self.refresh)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """What each action does."""
        return {
            **dict.fromkeys((_KIND + mode for mode in MODES), self._choose_kind),
            "scotoma": self._panel.open_scotoma,
            "recover": self.recover,
            "open_lesion": self.ask_open,
            "save_lesion": self.ask_save,
        }

    def use_actions(self, actions: Mapping[str, QAction]) -> None:
        """Enable, disable and tick these actions from now on."""
        self._actions = actions
        group = QActionGroup(self)
        for mode in MODES:
            actions[_KIND + mode].setCheckable(True)
            group.addAction(actions[_KIND + mode])
        self._show_kind(self._selection.kind)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Enable what can be done now."""
        if not self._actions:
            return
        loaded, lesioned = self._client.network is not None, bool(self._selection.lesion)
        self._actions["toggle_unit"].setEnabled(self._selection.unit is not None)
        self._actions["restore_all"].setEnabled(lesioned)
        self._actions["scotoma"].setEnabled(loaded)
        self._actions["open_lesion"].setEnabled(loaded)
        self._actions["save_lesion"].setEnabled(lesioned)
        self._actions["recover"].setEnabled(lesioned and self._training.can_recover)

    @Slot(object)
    def _show_kind(self, kind: DamageKind) -> None:
        if self._actions:
            self._actions[_KIND + kind.mode].setChecked(True)

    @Slot()
    def _choose_kind(self) -> None:
        self._panel.damage.choose_mode(self.sender().objectName().removeprefix(_KIND))

    @Slot()
    def recover(self) -> None:
        """Train on while the lesion is held."""
        self._training.recover(self._selection.lesion)

    # ---- files ------------------------------------------------------------------------------

    @Slot()
    def ask_open(self) -> None:
        """Let a person choose a lesion file."""
        path, _kind = QFileDialog.getOpenFileName(
            self._window, self.tr("Open lesion"), "", self.tr("Lesions (*.toml)")
        )
        if path:
            self.open(Path(path))

    def open(self, path: Path) -> None:
        """Take the lesion of a file in one change that can be undone; a wrong file changes nothing."""
        network = self._client.network
        if network is None:
            return
        try:
            lesion = read_lesion(_text_of(path), path.name, network.plan)
        except PlanError as error:
            self.refused.emit(error)
            return
        self._selection.change_lesion(lesion, self.tr("Open {name}").format(name=path.name))

    @Slot()
    def ask_save(self) -> None:
        """Let a person choose where the lesion is written."""
        path, _kind = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save lesion"),
            self.proposed_name(),
            self.tr("Lesions (*.toml)"),
        )
        if path:
            file = with_suffix_added(Path(path), ".toml")
            if may_write(self._window, Path(path), file):
                self.save(file)

    def proposed_name(self) -> str:
        """A file name that carries network and layers."""
        network = self._client.network
        head = network.plan.name if network is not None else "network"
        return "-".join((head, "lesion", *self._selection.lesion.layers)) + ".toml"

    def save(self, path: Path) -> None:
        """Write the lesion; a file that is there already is replaced as a whole or not at all."""
        try:
            _write(path, self._selection.lesion)
        except PlanError as error:
            self.refused.emit(error)
            return
        self.told.emit(self.tr("Saved {path}").format(path=str(path)))


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise PlanError(
                message(translatable("{name} is too large for a lesion file."), name=path.name)
            )
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanError(message(translatable("{name} is no text."), name=path.name)) from error
    except OSError as error:
        raise PlanError(
            message(
                translatable("{name} cannot be read: {reason}."),
                name=path.name,
                reason=error.strerror or str(error),
            )
        ) from error


def _write(path: Path, lesion: Lesion) -> None:
    file = QSaveFile(str(path))
    text = write_lesion(lesion).encode()
    written = file.open(QSaveFile.OpenModeFlag.WriteOnly) and file.write(text) >= 0
    if not written or not file.commit():
        raise PlanError(
            message(
                translatable("{name} cannot be written: {reason}."),
                name=path.name,
                reason=file.errorString(),
            ),
            message(translatable("Choose another folder.")),
        )
